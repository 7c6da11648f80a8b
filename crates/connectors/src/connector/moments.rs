//! What the connector of 朋友圈任务 does: document 002, and the calls around it
//! (`docs/protocols/soptask.md`).

use super::Answer;
use crate::error::Result;
use async_trait::async_trait;
use muster_domain::{
    id::{EnterpriseId, MomentJobId, SopTaskId},
    moment::{Enterprise, MomentFigures, MomentJob, MomentPerson, SopTask},
    read::Page,
    time::Day,
};

/// 朋友圈任务 and those who are to post them. Pages from 1. Every list may
/// repeat a row across pages; the caller removes repetitions by id.
#[async_trait]
pub trait Moments: Send + Sync {
    /// The enterprise that was chosen, in which everything else is asked.
    fn enterprise(&self) -> Option<EnterpriseId>;

    /// `businessList`: those that the account manages.
    async fn enterprises(&self, page: u32) -> Result<Answer<Page<Enterprise>>>;

    /// `manageBusiness`. Where its answer is lost, none is chosen any more.
    async fn choose_enterprise(&self, enterprise: &EnterpriseId) -> Result<Answer<()>>;

    /// `getTaskList`
    async fn tasks(&self, page: u32) -> Result<Answer<Page<SopTask>>>;

    /// `getFriendsJobList`: the jobs of a task, or those of one day, with the
    /// figures over all pages.
    async fn jobs(
        &self,
        task: &SopTaskId,
        day: Option<Day>,
        page: u32,
    ) -> Result<Answer<(MomentFigures, Page<MomentJob>)>>;

    /// `getFriendsJobDetailsList`: who is to post a job. An empty `keyword`
    /// and a `posted` of `None` look for everybody.
    async fn people(
        &self,
        job: &MomentJobId,
        keyword: &str,
        posted: Option<bool>,
        page: u32,
    ) -> Result<Answer<Page<MomentPerson>>>;
}
