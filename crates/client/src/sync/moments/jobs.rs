//! All jobs of a task, which may be those of years. Once they are here, no more
//! is asked than what has changed. A text that somebody edits changes no figure:
//! while nothing else does, the pages are read again in turn, a few each time.

use super::{
    super::{
        schedule::SLOW_MS,
        sink::{Failure, Sink},
        watched::Watched as _,
    },
    keep,
    pages::{AT_ONCE, Reading, read_many_pages, read_pages},
};
use crate::{
    commands::{MomentView, Target},
    moments::amend,
    reads::found,
    store::Stored,
};
use futures_util::{StreamExt as _, stream};
use muster_connectors::{Answer, Moments, Result};
use muster_domain::{
    id::{MomentJobId, SopTaskId},
    moment::{MomentFigures, MomentJob, MomentJobs},
    time::Day,
};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    iter,
    ops::Range,
};

/// So few jobs are read again each time: edited texts and all.
const FEW: usize = 150;

/// Days that are read again, at most. Where they do not explain what the server
/// says of all, all of it is read again.
const DAYS: usize = 31;

fn read(figures: MomentFigures, listed: Option<u32>, rows: Vec<MomentJob>) -> MomentJobs {
    MomentJobs {
        figures,
        listed,
        rows,
    }
}

/// Asks for the jobs of a day, and lets the list of all days know of it.
pub(super) async fn ask_day(
    sink: &Sink<'_>,
    moments: &dyn Moments,
    task: &SopTaskId,
    day: Day,
) -> std::result::Result<(), Failure> {
    let list = |page| moments.jobs(task, Some(day), page);
    let reading = read_pages(list, |row| row.id.as_str()).await?;
    let all = Target::Moments {
        connection: sink.target.connection().clone(),
        view: MomentView::Jobs {
            task: task.clone(),
            day: None,
        },
    };
    let (era, rows) = (sink.era.clone(), reading.rows.clone());
    let change = move |mut all: MomentJobs| {
        retell(&mut all.rows, rows);
        (!era.is_over()).then_some(all)
    };
    amend(sink.client, &all, change).await?;
    keep(sink, reading, read).await
}

/// Asks for every job of a task.
pub(super) async fn ask_all(
    sink: &Sink<'_>,
    moments: &dyn Moments,
    task: &SopTaskId,
) -> std::result::Result<(), Failure> {
    let here: Option<Stored<MomentJobs>> = found(sink.client, sink.target).await?;
    let whole = here.filter(|here| here.age.complete && here.value.rows.len() > FEW);
    let now = sink.client.now_on(sink.target.connection());
    if let (Some(whole), Some(today)) = (whole, Day::of(now)) {
        let turn = sink.client.now().0.div_euclid(SLOW_MS);
        let renewed = renew(moments, task, whole.value, (today, turn)).await?;
        if let Some(Answer { value, server_time }) = renewed {
            return sink.keep_whole(value, server_time, true).await;
        }
    }
    let list = |page| moments.jobs(task, None, page);
    let show = |so_far: Reading<MomentFigures, MomentJob>| async move {
        let jobs = read(so_far.figures, so_far.listed, so_far.rows);
        // What cannot be stored now cannot at the end, and is told then.
        sink.keep_whole(jobs, so_far.server_time, false).await.ok();
    };
    let reading = read_many_pages(list, |row| row.id.as_str(), show).await?;
    keep(sink, reading, read).await
}

/// All jobs, of which the days that may have changed are read again, the last
/// one first, until they come to what the server says of all. `None` where they
/// do not. Where nothing has changed, the pages whose turn it is are.
async fn renew(
    moments: &dyn Moments,
    task: &SopTaskId,
    mut jobs: MomentJobs,
    (today, turn): (Day, i64),
) -> Result<Option<Answer<MomentJobs>>> {
    let before = (jobs.figures, jobs.listed, jobs.rows.len());
    let mut days = None;
    loop {
        let Answer { value, server_time } = moments.jobs(task, None, 1).await?;
        let (figures, page) = value;
        jobs = read(figures, Some(page.total), jobs.rows);
        replace(&mut jobs.rows, page.rows, None);
        if !is_told(&jobs) {
            return Ok(None);
        }
        // One that was made in the place of another changes no sum.
        let is_as_before = (jobs.figures, jobs.listed, jobs.rows.len()) == before;
        if is_as_before || adds_up(&jobs) {
            if is_as_before && days.is_none() {
                let pages = in_turn(turn, page.total_pages);
                read_texts(moments, task, pages, &mut jobs.rows).await?;
            }
            let value = jobs;
            return Ok(Some(Answer { value, server_time }));
        }
        let days = days.get_or_insert_with(|| unsettled(&jobs, today).into_iter());
        let Some(day) = days.next() else {
            return Ok(None);
        };
        let list = |page| moments.jobs(task, Some(day), page);
        let reading = read_pages(list, |row| row.id.as_str()).await?;
        if let Some(error) = reading.error {
            return Err(error);
        }
        replace(&mut jobs.rows, reading.rows, Some(day));
    }
}

/// The pages beyond the first whose turn it is.
fn in_turn(turn: i64, pages: u32) -> Range<u32> {
    let few = u32::try_from(AT_ONCE).unwrap_or(u32::MAX);
    let parts = pages.saturating_sub(1).div_ceil(few).max(1);
    let part = turn.rem_euclid(i64::from(parts));
    let first = u32::try_from(part).unwrap_or_default() * few + 2;
    first..(first + few).min(pages.saturating_add(1))
}

/// Takes what some pages say of the jobs that are here.
async fn read_texts(
    moments: &dyn Moments,
    task: &SopTaskId,
    pages: Range<u32>,
    jobs: &mut [MomentJob],
) -> Result<()> {
    let mut read = Vec::new();
    let mut answers = stream::iter(pages)
        .map(|page| moments.jobs(task, None, page))
        .buffered(AT_ONCE);
    while let Some(answer) = answers.next().await {
        let (_, page) = answer?.value;
        read.extend(page.rows);
    }
    retell(jobs, read);
    Ok(())
}

/// Puts what was read in the place of what is here, but for the figures: those
/// are held against sums that were told with them.
fn retell(jobs: &mut [MomentJob], read: Vec<MomentJob>) {
    let read = read.into_iter().map(|job| (job.id.clone(), job));
    let mut read: HashMap<MomentJobId, MomentJob> = read.collect();
    for job in jobs {
        if let Some(told) = read.remove(&job.id) {
            *job = MomentJob {
                figures: job.figures,
                ..told
            };
        }
    }
}

/// Whether the server says enough for the jobs to be held against it.
fn is_told(jobs: &MomentJobs) -> bool {
    jobs.listed.is_some_and(|listed| listed > 0)
        && jobs.figures.done.is_some()
        && jobs.figures.waiting.is_some()
}

/// Whether the jobs come to what the server says of all.
fn adds_up(jobs: &MomentJobs) -> bool {
    let board = jobs.board(true);
    board.counts.is_some() && board.disagreements.is_empty()
}

/// The days on which something may be otherwise, the last one first: those with a
/// job that somebody has still to post, and where there are more jobs now those
/// since the last one.
fn unsettled(jobs: &MomentJobs, today: Day) -> Vec<Day> {
    let is_open = |job: &&MomentJob| job.figures.counts().is_none_or(|counts| counts.waiting > 0);
    let open = jobs.rows.iter().filter(is_open).filter_map(day_of);
    let mut days: BTreeSet<Day> = open.collect();
    let here = u32::try_from(jobs.rows.len()).unwrap_or(u32::MAX);
    if jobs.listed.is_none_or(|listed| listed != here) {
        let last = jobs.rows.iter().filter_map(day_of).max();
        let since = iter::successors(Some(today), |day| day.before())
            .take_while(|day| last.is_none_or(|last| *day >= last));
        days.extend(since.take(DAYS));
    }
    days.into_iter().rev().take(DAYS).collect()
}

fn day_of(job: &MomentJob) -> Option<Day> {
    job.created_at.and_then(Day::of)
}

/// Puts these in, in the place of the same ones and of all of the day.
fn replace(rows: &mut Vec<MomentJob>, read: Vec<MomentJob>, day: Option<Day>) {
    let ids: HashSet<&MomentJobId> = read.iter().map(|job| &job.id).collect();
    let is_of_day = |job: &MomentJob| day.is_some() && day_of(job) == day;
    rows.retain(|job| !ids.contains(&job.id) && !is_of_day(job));
    rows.extend(read);
}
