//! 任务: a call-out on a militia server (document 001).

use crate::{
    geo::Point,
    id::{PlaceId, SoldierId, TaskId},
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which of the two lists of document 001.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskList {
    /// 执行中任务列表
    Working,
    /// 已完成任务列表
    Done,
}

/// Where a task stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// 征集中 `zj`: fewer have accepted than are wanted.
    Recruiting,
    /// 集合中 `jh`: enough have accepted, the gather time is ahead.
    Gathering,
    /// 执行中 `zx`: the gather time has come.
    Executing,
    /// Finished by its launcher, or its finish time has passed.
    Done,
    /// A word this version does not know.
    Other(String),
}

/// A row of the lists. Counts are `null` where the server does not tell them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TaskSummary {
    pub id: TaskId,
    pub title: String,
    /// 发起单位/组织
    pub launched_by: String,
    pub launched_at: Option<Time>,
    pub gather_at: Option<Time>,
    pub finish_at: Option<Time>,
    pub place: String,
    /// 目标征集人数
    pub wanted: u32,
    /// As the server says.
    pub phase: Phase,
    /// 0–1 and above: accepted ÷ wanted while recruiting, checked in ÷
    /// accepted while gathering.
    pub progress: Option<f64>,
    pub responded: Option<u32>,
    pub accepted: Option<u32>,
    pub checked_in: Option<u32>,
}

/// 任务详情.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TaskDetail {
    pub summary: TaskSummary,
    pub place_at: Option<Point>,
    /// Whether the signed-in account launched it, and so may finish it.
    pub is_launcher: bool,
}

/// A saved gather place, 常用集合地点.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Place {
    pub id: PlaceId,
    pub name: String,
    pub at: Option<Point>,
}

/// 获取基本信息: what publishing needs to know first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PublishInfo {
    /// False for an organisation's account, which chooses organisations and
    /// their people only.
    pub is_office: bool,
    pub places: Vec<Place>,
}

/// 单位 levels of document 001.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Street,
    District,
    City,
    Other(String),
}

/// Through what a person was called to a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CalledThrough {
    Office,
    Org,
    Individually,
}

/// 参与任务的人员: one person under one office or organisation, or alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Participant {
    pub soldier: SoldierId,
    pub name: String,
    pub through: CalledThrough,
    /// The office's or organisation's name; the serving office of a person
    /// who was chosen individually.
    pub group: String,
    pub level: Option<Level>,
    /// For a chat module; kept, not used yet.
    pub im_user: Option<String>,
    pub is_admin: bool,
}

/// What a task publication carries: a draft that passed validation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct NewTask {
    /// With its mark, as it will be sent.
    pub title: String,
    pub detail: String,
    pub wanted: u32,
    pub gather_at: Time,
    pub finish_at: Time,
    pub place: NewTaskPlace,
    pub orgs: Vec<crate::id::OrgId>,
    pub offices: Vec<crate::id::OfficeId>,
    pub soldiers: Vec<SoldierId>,
}

/// Where a new task gathers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NewTaskPlace {
    /// A saved place of the server.
    Saved { id: PlaceId, name: String },
    /// A place to be saved with the task (`place_id: -1`).
    New { name: String, at: Point },
}

impl NewTaskPlace {
    /// The place's name, which is part of a publication's natural key.
    pub fn name(&self) -> &str {
        match self {
            Self::Saved { name, .. } | Self::New { name, .. } => name,
        }
    }
}

/// The phase that document 001 defines (查看执行中任务列表), worked out here:
/// real servers read the gather time as UTC and switch eight hours late.
pub fn phase_at(
    now: Time,
    gather_at: Time,
    finish_at: Option<Time>,
    wanted: u32,
    accepted: u32,
) -> Phase {
    if finish_at.is_some_and(|finish| now >= finish) {
        Phase::Done
    } else if now >= gather_at {
        Phase::Executing
    } else if accepted < wanted {
        Phase::Recruiting
    } else {
        Phase::Gathering
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phases_switch_at_their_boundaries() {
        let (gather, finish) = (Time(1_000), Some(Time(2_000)));
        assert_eq!(phase_at(Time(999), gather, finish, 3, 2), Phase::Recruiting);
        assert_eq!(phase_at(Time(999), gather, finish, 3, 3), Phase::Gathering);
        assert_eq!(
            phase_at(Time(1_000), gather, finish, 3, 0),
            Phase::Executing
        );
        assert_eq!(
            phase_at(Time(1_999), gather, finish, 3, 3),
            Phase::Executing
        );
        assert_eq!(phase_at(Time(2_000), gather, finish, 3, 3), Phase::Done);
        assert_eq!(phase_at(Time(9_000), gather, None, 3, 3), Phase::Executing);
    }
}
