//! Moments jobs in SQLite.

mod drill;
mod fill;
mod jobs;
mod managers;

use std::ops::Range;

use jiff::Timestamp;

use super::Sqlite;
use crate::sample::MomentSample;
use crate::store::{
    Crew, DrillJob, DrillSeries, Enterprise, ManagerCredentials, ManagerSession, MomentJobs,
    MomentRecount, MomentStore, MomentTask, NewMomentJob, PageAt, Post, PostFilter, PostStep,
    Result, TokenHash,
};

impl MomentStore for Sqlite {
    fn fill_moments(&self, sample: &MomentSample) -> Result<()> {
        self.write(|db| fill::fill(db, sample))
    }

    fn has_moments(&self) -> Result<bool> {
        self.read(fill::has_moments)
    }

    fn has_platform(&self, uniacid: i64) -> Result<bool> {
        self.read(|db| managers::has_platform(db, uniacid))
    }

    fn manager_credentials(&self, uniacid: i64, mobile: i64) -> Result<Option<ManagerCredentials>> {
        self.read(|db| managers::credentials(db, uniacid, mobile))
    }

    fn open_manager_session(
        &self,
        token: &TokenHash,
        after: Option<&TokenHash>,
        manager_id: i64,
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<()> {
        self.write(|db| managers::open_session(db, token, after, manager_id, now, expires))
    }

    fn manager_session(&self, token: &TokenHash, now: Timestamp) -> Result<Option<ManagerSession>> {
        self.read(|db| managers::session(db, token, now))
    }

    fn enterprises_of(&self, manager_id: i64) -> Result<Vec<Enterprise>> {
        self.read(|db| managers::enterprises(db, manager_id))
    }

    fn choose_enterprise(&self, token: &TokenHash, enterprise_id: i64) -> Result<bool> {
        self.write(|db| managers::choose(db, token, enterprise_id))
    }

    fn crew(&self, enterprise_id: i64) -> Result<Crew> {
        self.read(|db| managers::crew(db, enterprise_id))
    }

    fn moment_tasks(&self, enterprise_id: i64, page: PageAt) -> Result<(Vec<MomentTask>, i64)> {
        self.read(|db| jobs::tasks(db, enterprise_id, page))
    }

    fn moment_task(&self, task_id: i64) -> Result<Option<MomentTask>> {
        self.read(|db| jobs::task(db, task_id))
    }

    fn publish_job(&self, job: &NewMomentJob) -> Result<i64> {
        self.write(|db| jobs::publish(db, job))
    }

    fn jobs(&self, task_id: i64, sent: &Range<Timestamp>, page: PageAt) -> Result<MomentJobs> {
        self.read(|db| jobs::sent_in(db, task_id, sent, page))
    }

    fn task_of_job(&self, job_id: i64) -> Result<Option<MomentTask>> {
        self.read(|db| jobs::task_of(db, job_id))
    }

    fn posts(&self, job_id: i64, filter: &PostFilter, page: PageAt) -> Result<(Vec<Post>, i64)> {
        self.read(|db| jobs::posts(db, job_id, filter, page))
    }

    fn drill_series(&self) -> Result<Vec<DrillSeries>> {
        self.read(drill::series)
    }

    fn drill_series_write(
        &self,
        task_id: i64,
        lived_ms: i64,
        published: Option<(&NewMomentJob, i64)>,
    ) -> Result<()> {
        self.write(|db| drill::write_series(db, task_id, lived_ms, published))
    }

    fn drill_jobs(&self, since: Timestamp) -> Result<Vec<DrillJob>> {
        self.read(|db| drill::jobs(db, since))
    }

    fn drill_posts_due(&self, job_id: i64, until_ms: i64, limit: i64) -> Result<Vec<i64>> {
        self.read(|db| drill::due(db, job_id, until_ms, limit))
    }

    fn drill_posts_write(&self, job_id: i64, lived_ms: i64, steps: &[PostStep]) -> Result<()> {
        self.write(|db| drill::write_posts(db, job_id, lived_ms, steps))
    }

    fn recount_moments(&self) -> Result<Vec<MomentRecount>> {
        self.read(jobs::recount)
    }
}
