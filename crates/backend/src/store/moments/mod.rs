//! What the rules about moments jobs need to have kept.

mod rows;

use std::ops::Range;

use jiff::Timestamp;

pub use rows::*;

use super::{PageAt, Result, TokenHash};
use crate::sample::MomentSample;

/// Everything about moments jobs that is kept. Methods block: call them off
/// the async threads.
///
/// Jobs come newest first, people and tasks in the order of their ids, with
/// how many there are on all pages.
pub trait MomentStore {
    /// Adds the enterprises of a sample, in one transaction. Jobs are not part
    /// of it: they come in by being published.
    fn fill_moments(&self, sample: &MomentSample) -> Result<()>;
    fn has_moments(&self) -> Result<bool>;

    /// Whether there is a platform of this number.
    fn has_platform(&self, uniacid: i64) -> Result<bool>;
    fn manager_credentials(&self, uniacid: i64, mobile: i64) -> Result<Option<ManagerCredentials>>;
    /// Opens a session in which no enterprise is chosen, ends the one that it
    /// comes after, and forgets those that expired before `now`.
    fn open_manager_session(
        &self,
        token: &TokenHash,
        after: Option<&TokenHash>,
        manager_id: i64,
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<()>;
    /// A session that has not expired at `now`.
    fn manager_session(&self, token: &TokenHash, now: Timestamp) -> Result<Option<ManagerSession>>;
    /// The enterprises that the manager manages.
    fn enterprises_of(&self, manager_id: i64) -> Result<Vec<Enterprise>>;
    /// Chooses an enterprise for a session. False, and nothing happens: its
    /// manager does not manage it.
    fn choose_enterprise(&self, token: &TokenHash, enterprise_id: i64) -> Result<bool>;

    fn crew(&self, enterprise_id: i64) -> Result<Crew>;
    fn moment_tasks(&self, enterprise_id: i64, page: PageAt) -> Result<(Vec<MomentTask>, i64)>;
    fn moment_task(&self, task_id: i64) -> Result<Option<MomentTask>>;
    /// Stores a job with everybody who is to post it, each once: all or
    /// nothing.
    fn publish_job(&self, job: &NewMomentJob) -> Result<i64>;
    /// A page of a task's jobs that were sent in a stretch of time.
    fn jobs(&self, task_id: i64, sent: &Range<Timestamp>, page: PageAt) -> Result<MomentJobs>;
    /// The task that a job is of.
    fn task_of_job(&self, job_id: i64) -> Result<Option<MomentTask>>;
    fn posts(&self, job_id: i64, filter: &PostFilter, page: PageAt) -> Result<(Vec<Post>, i64)>;

    /// The series in which the simulated unit publishes.
    fn drill_series(&self) -> Result<Vec<DrillSeries>>;
    /// Notes how far a series was lived through and, where one was due, its
    /// new job and when the next is.
    fn drill_series_write(
        &self,
        task_id: i64,
        lived_ms: i64,
        published: Option<(&NewMomentJob, i64)>,
    ) -> Result<()>;
    /// The jobs sent at or after `since` of which somebody may still be going
    /// to post.
    fn drill_jobs(&self, since: Timestamp) -> Result<Vec<DrillJob>>;
    /// At most `limit` people whose next moment is at or before `until_ms` of
    /// the job's drill time.
    fn drill_posts_due(&self, job_id: i64, until_ms: i64, limit: i64) -> Result<Vec<i64>>;
    /// Writes steps in one transaction. Whoever has posted keeps the time.
    fn drill_posts_write(&self, job_id: i64, lived_ms: i64, steps: &[PostStep]) -> Result<()>;

    /// Every job's figures, counted from its rows.
    fn recount_moments(&self) -> Result<Vec<MomentRecount>>;
}
