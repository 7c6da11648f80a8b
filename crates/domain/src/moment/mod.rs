//! 朋友圈任务: what staff of an enterprise are to post in their moments
//! (document 002).

mod days;
mod figures;

pub use days::{MomentDay, days};
pub use figures::{MomentBoard, MomentCounts, MomentFigure, MomentFigures, PostingBoard};

use crate::{
    id::{EnterpriseId, MomentJobId, SopTaskId, StaffId},
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// 企业, which an account may manage several of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Enterprise {
    pub id: EnterpriseId,
    pub name: String,
}

/// The enterprises of an account. Tasks are those of the chosen one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Enterprises {
    /// `null` before one is chosen.
    pub chosen: Option<EnterpriseId>,
    pub all: Vec<Enterprise>,
}

/// SOP 任务: it makes jobs, on some days or on all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SopTask {
    pub id: SopTaskId,
    pub name: String,
}

/// What goes along with the text of a moment, `msgtype`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    Image,
    Video,
    Link,
    MiniProgram,
    File,
    Other(String),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Attachment {
    pub kind: AttachmentKind,
    /// Of a link; empty where there is none.
    pub title: String,
    /// Where a link leads to: text to be read, never opened by a page.
    pub address: Option<String>,
}

/// Who is to post, and who is to see it. What is empty is not limited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VisibleRange {
    /// Accounts of staff who post.
    pub users: Vec<String>,
    /// Departments whose staff post.
    pub departments: Vec<String>,
    /// Tags of the customers who see it.
    pub tags: Vec<String>,
}

/// 朋友圈任务: a moment that staff were asked to post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MomentJob {
    pub id: MomentJobId,
    /// 推送时间
    pub created_at: Option<Time>,
    pub text: String,
    pub attachments: Vec<Attachment>,
    pub range: VisibleRange,
    /// As the server counts its people.
    pub figures: MomentFigures,
}

/// The jobs of a task, or those of one day, as they were read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MomentJobs {
    /// Over all jobs, as the server sums them.
    pub figures: MomentFigures,
    /// How many the server says there are; `null` where it does not tell.
    pub listed: Option<u32>,
    /// Each job once.
    pub rows: Vec<MomentJob>,
}

/// Whether somebody has posted a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PostStatus {
    /// 未发表
    Waiting,
    /// 已发表
    Posted,
    Other(String),
}

/// Somebody who is to post a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MomentPerson {
    pub staff: StaffId,
    pub name: String,
    /// Their account, as [`VisibleRange::users`] names it; may be empty.
    pub account: String,
    pub status: PostStatus,
}

/// Everybody of a job, as they were read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MomentPeople {
    /// How many the server says there are; `null` where it does not tell.
    pub listed: Option<u32>,
    /// Each of them once.
    pub rows: Vec<MomentPerson>,
}

#[cfg(test)]
mod tests;
