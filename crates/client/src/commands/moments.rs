//! What staff are to post in their moments.

use super::connections;
use crate::{client::Client, moments};
use muster_domain::{
    board::Disagreement,
    connection::Connection,
    error::AppError,
    id::{ConnectionId, EnterpriseId, MomentJobId, SopTaskId},
    moment::{
        Enterprises, MomentBoard, MomentCounts, MomentDay, MomentFigure, MomentJob, MomentPerson,
        PostStatus, PostingBoard, SopTask,
    },
    read::{Read, Rows},
    time::Day,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChooseEnterprise {
    pub connection: ConnectionId,
    pub enterprise: EnterpriseId,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListMomentTasks {
    pub connection: ConnectionId,
    /// Matches the name: Chinese, pinyin or initials.
    pub filter: String,
    pub offset: u32,
    pub limit: u32,
}

/// The jobs of a task, or those of one day.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct JobsOf {
    pub connection: ConnectionId,
    pub task: SopTaskId,
    /// In Beijing; `null` for all of them.
    pub day: Option<Day>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListMomentJobs {
    pub of: JobsOf,
    /// Matches the text, the title of a link and who posts: Chinese, pinyin or
    /// initials.
    pub filter: String,
    /// Only those that somebody has still to post, or of which it is not known.
    pub waiting: bool,
    pub offset: u32,
    pub limit: u32,
}

/// A job as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MomentJobView {
    /// Its text and its lists are cut to what a row, or a page, has room for.
    pub job: MomentJob,
    /// How many there are.
    pub attachments: u32,
    pub users: u32,
    pub departments: u32,
    pub tags: u32,
    /// Figures that prove themselves; `null` where the server tells too few.
    pub counts: Option<MomentCounts>,
    /// Where the server's total is another.
    pub disagreements: Vec<Disagreement<MomentFigure>>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListMomentDays {
    pub connection: ConnectionId,
    pub task: SopTaskId,
    /// The first and the last day, both within; `null` without a bound.
    pub from: Option<Day>,
    pub until: Option<Day>,
    pub offset: u32,
    pub limit: u32,
}

/// The days that have jobs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MomentDays {
    pub days: Rows<MomentDay>,
    /// Jobs of which the server tells no time; they are on no day.
    pub undated: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OneMomentJob {
    /// The list that it stands in.
    pub of: JobsOf,
    pub job: MomentJobId,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListMomentPeople {
    pub of: OneMomentJob,
    /// `waiting` for those who have still to post; `null` for everybody.
    pub status: Option<PostStatus>,
    /// Matches name and account: Chinese, pinyin or initials.
    pub filter: String,
    pub offset: u32,
    pub limit: u32,
}

pub(super) async fn enterprises(
    client: &Client,
    args: connections::One,
) -> Result<Read<Enterprises>, AppError> {
    moments::enterprises(client, args.connection).await
}

pub(super) async fn choose(
    client: &Client,
    args: ChooseEnterprise,
) -> Result<Connection, AppError> {
    moments::choose(client, args).await
}

pub(super) async fn tasks(
    client: &Client,
    args: ListMomentTasks,
) -> Result<Read<Rows<SopTask>>, AppError> {
    moments::tasks(client, args).await
}

pub(super) async fn board(client: &Client, args: JobsOf) -> Result<Read<MomentBoard>, AppError> {
    moments::board(client, args).await
}

pub(super) async fn jobs(
    client: &Client,
    args: ListMomentJobs,
) -> Result<Read<Rows<MomentJobView>>, AppError> {
    moments::jobs(client, args).await
}

pub(super) async fn days(
    client: &Client,
    args: ListMomentDays,
) -> Result<Read<MomentDays>, AppError> {
    moments::days(client, args).await
}

pub(super) async fn job(
    client: &Client,
    args: OneMomentJob,
) -> Result<Read<MomentJobView>, AppError> {
    moments::job(client, args).await
}

pub(super) async fn posting_board(
    client: &Client,
    args: OneMomentJob,
) -> Result<Read<PostingBoard>, AppError> {
    moments::posting_board(client, args).await
}

pub(super) async fn people(
    client: &Client,
    args: ListMomentPeople,
) -> Result<Read<Rows<MomentPerson>>, AppError> {
    moments::people(client, args).await
}
