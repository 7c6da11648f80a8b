//! The rules for moments jobs: who manages which enterprise, and who still has
//! to post. No wire name and no SQL here.
//!
//! A manager signs in to a platform, chooses one of the enterprises there that
//! they manage, and from then on sees what belongs to it and nothing else.

mod managers;
pub mod refusal;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::clock::BEIJING;
use crate::store::{MomentCounts, MomentJob, MomentTask, PageAt, Post, PostFilter, Store};
pub use managers::{Attempt, ManagerDesk, Seat};
pub use refusal::{Fault, Refusal};

pub type Result<T, E = Refusal> = std::result::Result<T, E>;

/// Rows of a page. Nobody may ask for more or fewer.
pub const PAGE_SIZE: i64 = 15;

/// The rules over a store. Methods block. `enterprise_id` is the one that was
/// chosen.
#[derive(Debug, Clone)]
pub struct Moments {
    store: Arc<dyn Store>,
}

/// One page of a list.
#[derive(Debug)]
pub struct Sheet<T> {
    pub rows: Vec<T>,
    pub page: PageAt,
    /// Rows on all pages.
    pub total: i64,
}

/// Jobs of a task, with the figures of all pages.
#[derive(Debug)]
pub struct JobSheet {
    pub jobs: Sheet<MomentJob>,
    pub counts: MomentCounts,
}

impl Moments {
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store }
    }

    pub fn tasks(&self, enterprise_id: i64, page: PageAt) -> Result<Sheet<MomentTask>> {
        let (rows, total) = self.store.moment_tasks(enterprise_id, page)?;
        Ok(Sheet { rows, page, total })
    }

    /// The jobs of a task that were sent on a day in Beijing, or on any.
    pub fn jobs(
        &self,
        enterprise_id: i64,
        task_id: i64,
        day: Option<Date>,
        page: PageAt,
    ) -> Result<JobSheet> {
        let task = self.store.moment_task(task_id)?;
        task.filter(|task| task.enterprise_id == enterprise_id)
            .ok_or(Refusal::NoSuchTask)?;
        let found = self.store.jobs(task_id, &stretch(day)?, page)?;
        Ok(JobSheet {
            jobs: Sheet {
                rows: found.rows,
                page,
                total: found.total,
            },
            counts: found.counts,
        })
    }

    /// Those who are to post a job.
    pub fn posts(
        &self,
        enterprise_id: i64,
        job_id: i64,
        filter: &PostFilter,
        page: PageAt,
    ) -> Result<Sheet<Post>> {
        let task = self.store.task_of_job(job_id)?;
        task.filter(|task| task.enterprise_id == enterprise_id)
            .ok_or(Refusal::NoSuchJob)?;
        let (rows, total) = self.store.posts(job_id, filter, page)?;
        Ok(Sheet { rows, page, total })
    }
}

/// A page by its number, from 1.
pub fn page(number: i64) -> PageAt {
    PageAt {
        size: PAGE_SIZE,
        number: number.max(1),
    }
}

/// From the midnight of Beijing with which a day begins to the next.
fn stretch(day: Option<Date>) -> Result<Range<Timestamp>> {
    let Some(day) = day else {
        return Ok(Timestamp::MIN..Timestamp::MAX);
    };
    let midnight = |date: Date| date.to_zoned(BEIJING).map(|zoned| zoned.timestamp());
    let next = day.checked_add(1.day());
    match (midnight(day), next.and_then(midnight)) {
        (Ok(start), Ok(end)) => Ok(start..end),
        _ => Err(Fault::Day.into()),
    }
}
