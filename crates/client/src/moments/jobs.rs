//! Jobs: summed, as rows, by the day, one by one.

use super::target;
use crate::{
    client::Client,
    commands::{
        MomentView,
        moments::{
            JobsOf, ListMomentDays, ListMomentJobs, MomentDays, MomentJobView, OneMomentJob,
        },
    },
    reads::{self, clip, found},
    search::Query,
    store::Stored,
    sync,
};
use muster_domain::{
    error::AppError,
    moment::{self, Attachment, AttachmentKind, MomentBoard, MomentJob, MomentJobs},
    read::{Read, Rows},
    time::Day,
};

/// Characters of a text, and entries of the lists, in a row and on a page. A
/// moment has nine pictures at most, and they are counted by their kind.
const ROW: Room = Room {
    text: 240,
    attachments: 9,
    names: 3,
};
const PAGE: Room = Room {
    text: 4_000,
    attachments: 50,
    names: 50,
};

#[derive(Clone, Copy)]
struct Room {
    text: usize,
    attachments: usize,
    names: usize,
}

/// Characters of a link's address.
const ADDRESS: usize = 300;

/// The jobs asked for. A day that was never read is taken from the whole list,
/// as far as that is cached, until the server has told of it.
pub(super) async fn of(client: &Client, of: &JobsOf) -> Result<Read<MomentJobs>, AppError> {
    let view = |day| MomentView::Jobs {
        task: of.task.clone(),
        day,
    };
    let asked = target(&of.connection, view(of.day));
    let mut stored: Option<Stored<MomentJobs>> = found(client, &asked).await?;
    if let (None, Some(day)) = (&stored, of.day) {
        let all = found(client, &target(&of.connection, view(None))).await?;
        stored = all.map(|all| on(all, day));
        sync::want(client, &asked);
    }
    Ok(reads::read(client, &asked, stored, &[]))
}

/// Those of one day.
fn on(all: Stored<MomentJobs>, day: Day) -> Stored<MomentJobs> {
    let Stored { value, age } = all;
    let is_of = |job: &MomentJob| job.created_at.and_then(Day::of) == Some(day);
    let rows = value.rows.into_iter().filter(is_of).collect();
    Stored {
        value: only(rows),
        age,
    }
}

/// Some of the jobs. What the server says is of all of them.
fn only(rows: Vec<MomentJob>) -> MomentJobs {
    MomentJobs {
        rows,
        ..MomentJobs::default()
    }
}

pub(crate) async fn board(client: &Client, args: JobsOf) -> Result<Read<MomentBoard>, AppError> {
    let read = of(client, &args).await?;
    let whole = read.complete;
    Ok(read.map(|jobs| jobs.board(whole)))
}

pub(crate) async fn jobs(
    client: &Client,
    args: ListMomentJobs,
) -> Result<Read<Rows<MomentJobView>>, AppError> {
    let (offset, limit) = (args.offset, args.limit);
    let read = every_job(client, args).await?;
    Ok(read.map(|jobs| {
        let window = reads::window(jobs.rows, offset, limit).map(|job| view(job, ROW));
        Rows {
            rows: reads::fitting(window.rows),
            ..window
        }
    }))
}

/// Those asked for, newest first, whatever the window.
pub(crate) async fn every_job(
    client: &Client,
    args: ListMomentJobs,
) -> Result<Read<MomentJobs>, AppError> {
    let query = Query::new(&args.filter);
    let read = of(client, &args.of).await?;
    Ok(read.map(|mut jobs| {
        let all = jobs.rows.len();
        jobs.rows.retain(|job| {
            let is_waiting = || job.figures.counts().is_none_or(|counts| counts.waiting > 0);
            (!args.waiting || is_waiting()) && texts(job).any(|text| query.matches(text))
        });
        jobs.rows
            .sort_by_key(|job| std::cmp::Reverse(job.created_at));
        if jobs.rows.len() < all {
            jobs = only(jobs.rows);
        }
        jobs
    }))
}

fn texts(job: &MomentJob) -> impl Iterator<Item = &String> {
    let titles = job.attachments.iter().map(|one| &one.title);
    std::iter::once(&job.text)
        .chain(titles)
        .chain(&job.range.users)
}

pub(crate) async fn job(
    client: &Client,
    args: OneMomentJob,
) -> Result<Read<MomentJobView>, AppError> {
    let OneMomentJob { of: list, job } = args;
    let read = of(client, &list).await?;
    let is_here = read.value.is_some() && read.complete;
    let read = read.and_then(|jobs| jobs.rows.into_iter().find(|row| row.id == job));
    // It is not in the list (any more).
    if is_here && read.value.is_none() {
        return Err(AppError::NotFound);
    }
    Ok(read.map(|job| view(job, PAGE)))
}

fn view(mut job: MomentJob, room: Room) -> MomentJobView {
    let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    let (counts, disagreements) = (job.figures.counts(), job.figures.disagreements());
    let attachments = count(job.attachments.len());
    clip(&mut job.text, room.text);
    job.attachments.truncate(room.attachments);
    job.attachments.iter_mut().for_each(clip_attachment);
    let range = &mut job.range;
    let lists = [&mut range.users, &mut range.departments, &mut range.tags];
    let [users, departments, tags] = lists.map(|names| {
        let all = count(names.len());
        names.truncate(room.names);
        for name in names {
            clip(name, reads::NAME);
        }
        all
    });
    MomentJobView {
        job,
        attachments,
        users,
        departments,
        tags,
        counts,
        disagreements,
    }
}

fn clip_attachment(attachment: &mut Attachment) {
    clip(&mut attachment.title, reads::TITLE);
    if let Some(address) = &mut attachment.address {
        clip(address, ADDRESS);
    }
    if let AttachmentKind::Other(word) = &mut attachment.kind {
        clip(word, reads::NAME);
    }
}

pub(crate) async fn days(
    client: &Client,
    args: ListMomentDays,
) -> Result<Read<MomentDays>, AppError> {
    let list = JobsOf {
        connection: args.connection,
        task: args.task,
        day: None,
    };
    let read = of(client, &list).await?;
    let whole = read.complete;
    Ok(read.map(|jobs| {
        let (mut days, undated) = moment::days(&jobs.rows, whole);
        days.retain(|row| {
            args.from.is_none_or(|from| row.day >= from)
                && args.until.is_none_or(|until| row.day <= until)
        });
        MomentDays {
            days: reads::window(days, args.offset, args.limit),
            undated,
        }
    }))
}
