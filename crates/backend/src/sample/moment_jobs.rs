//! Jobs of the last weeks, so that days and lists are not empty at the first
//! start, and what a job says. People post them by the same plan as in a
//! drill, in real time up to now.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, ToSpan};

use super::MomentSample;
use super::moments::{Series, series};
use super::scenes::minutes;
use crate::clock::BEIJING;
use crate::dice::Dice;
use crate::drill::{AFTER_SENT, Lived, live_job};
use crate::store::{Attachment, AttachmentKind, Crew, MomentTask, NewMomentJob, Result, Store};

/// Days before today of which there are jobs.
const DAYS: i64 = 42;
/// Days on which nobody sends anything, of all.
const REST: f64 = 0.15;
/// Of the day, in minutes, between which jobs are sent.
const SENT_MIN: (f64, f64) = (8.5 * 60.0, 20.5 * 60.0);
/// The first series has a job of so many minutes ago, which people are just
/// posting.
const RUNNING_MIN: i64 = -35;
/// Keep the dice of what a job says apart from those of when it is sent.
const DAY: i64 = 9;
const CONTENT: i64 = 10;

const TAGS: [&str; 4] = ["老客户", "会员", "新客", "附近小区"];

/// Publishes the jobs into a filled store and lives through each up to `now`.
pub fn play_moments(sample: &MomentSample, store: &Arc<dyn Store>, now: Timestamp) -> Result<()> {
    let mut sent: Vec<(Timestamp, &MomentTask, &Series)> = Vec::new();
    for (task, _) in &sample.tasks {
        if let Some(series) = series(&task.name) {
            let times = times(sample.seed, task, series, now);
            sent.extend(times.into_iter().map(|time| (time, task, series)));
        }
    }
    if let Some((task, _)) = sample.tasks.first()
        && let Some(series) = series(&task.name)
    {
        sent.push((now + minutes(RUNNING_MIN), task, series));
    }
    sent.sort_by_key(|&(time, task, _)| (time, task.task_id));
    for (number, (time, task, series)) in (0_i64..).zip(sent) {
        let crew = store.crew(task.enterprise_id)?;
        store.publish_job(&compose(sample.seed, task, series, number, time, &crew))?;
    }
    for job in store.drill_jobs(Timestamp::MIN)? {
        let lived = Lived::since(job.sent, now.min(job.sent + AFTER_SENT));
        live_job(store.as_ref(), sample.seed, &job, &lived)?;
    }
    Ok(())
}

/// When the jobs of a series were sent, up to `now`.
fn times(seed: u64, task: &MomentTask, series: &Series, now: Timestamp) -> Vec<Timestamp> {
    let today = now.to_zoned(BEIJING).date();
    let mut times = Vec::new();
    for ago in 0..=DAYS {
        let mut dice = Dice::new(seed, &[DAY, task.task_id, ago]);
        let Ok(midnight) = today
            .checked_sub(ago.days())
            .and_then(|date| date.to_zoned(BEIJING))
        else {
            continue;
        };
        let whole = series.per_day.floor();
        let jobs = if dice.chance(REST) {
            0
        } else {
            whole as usize + usize::from(dice.chance(series.per_day - whole))
        };
        for _ in 0..jobs {
            let minute = dice.between(SENT_MIN.0, SENT_MIN.1) as i64;
            let second = dice.below(60) as i64;
            let sent = midnight.timestamp() + minutes(minute) + SignedDuration::from_secs(second);
            if sent <= now {
                times.push(sent);
            }
        }
    }
    times
}

/// The job of a series with this number. `crew` is everybody whom it may be
/// sent to.
pub fn compose(
    seed: u64,
    task: &MomentTask,
    series: &Series,
    number: i64,
    sent: Timestamp,
    crew: &Crew,
) -> NewMomentJob {
    let mut dice = Dice::new(seed, &[CONTENT, task.task_id, number]);
    let is_silent = series.texts.is_empty() || dice.chance(0.08);
    let text = if is_silent {
        String::new()
    } else {
        dice.pick(series.texts).to_owned()
    };
    NewMomentJob {
        task_id: task.task_id,
        sent,
        attachments: attachments(&mut dice, series, text.is_empty()),
        text,
        senders: senders(&mut dice, crew),
        tags: if dice.chance(0.3) {
            vec![dice.pick(&TAGS).to_owned()]
        } else {
            Vec::new()
        },
    }
}

/// Where there is no text there is a picture.
fn attachments(dice: &mut Dice, series: &Series, needed: bool) -> Vec<Attachment> {
    let (kind, count) = match dice.unit() {
        share if share < 0.22 => (AttachmentKind::Image, usize::from(needed)),
        share if share < 0.48 => (AttachmentKind::Image, 1),
        share if share < 0.62 => (AttachmentKind::Image, 3),
        share if share < 0.72 => (AttachmentKind::Image, 9),
        share if share < 0.84 => (AttachmentKind::Video, 1),
        share if share < 0.95 => (AttachmentKind::Link, 1),
        _ => (AttachmentKind::MiniProgram, 1),
    };
    let is_link = kind == AttachmentKind::Link;
    (0..count)
        .map(|_| {
            let number = dice.below(1 << 30);
            let of_link = |text: String| if is_link { text } else { String::new() };
            Attachment {
                kind,
                media_id: format!("MUSTER_SAMPLE_{number:08x}"),
                title: of_link(series.name.to_owned()),
                url: of_link(format!("https://shop.invalid/{number:08x}")),
            }
        })
        .collect()
}

fn senders(dice: &mut Dice, crew: &Crew) -> Crew {
    let (departments, staff) = match dice.unit() {
        share if share < 0.4 => (crew.departments.len(), 0),
        share if share < 0.75 => (1, 0),
        share if share < 0.88 => (0, 5),
        _ => (2, 2),
    };
    Crew {
        departments: some(dice, &crew.departments, departments),
        staff: some(dice, &crew.staff, staff),
    }
}

/// So many in a row, from anywhere.
fn some(dice: &mut Dice, ids: &[i64], count: usize) -> Vec<i64> {
    let first = dice.below(ids.len());
    let chosen = ids.iter().cycle().skip(first).take(count.min(ids.len()));
    chosen.copied().collect()
}
