//! 社团: clubs of a WeClubs server and the people in them.

mod deadline;
mod fields;
mod problem;
mod roster;

pub use deadline::DeadlineTag;
pub use fields::ClubFields;
pub use problem::{
    ADDRESS_LIMIT, COMMENT_LIMIT, CONTENT_LIMIT, ClubField, ClubProblem, ClubRule, LEADER_LIMIT,
    check_comment,
};
pub use roster::{ClubGroup, ClubRoster, ClubStudent, Gender, GroupBy};

pub(crate) use problem::Checker;

use crate::id::{ClubId, StudentId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of club, `level` and `club_level`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClubLevel {
    /// 校级组织
    School,
    /// 院系组织
    Faculty,
    /// 兴趣社团
    Interest,
    /// 班级组织
    Class,
    /// 私下组织
    Private,
    Other(String),
}

/// A club as missions and meetings name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClubName {
    pub id: ClubId,
    pub name: String,
    /// Where its picture is; never fetched by a page.
    pub avatar_url: Option<String>,
}

/// A club that the account administers, or is in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Club {
    #[serde(flatten)]
    #[ts(flatten)]
    pub club: ClubName,
    pub level: Option<ClubLevel>,
    /// People in it, where the server tells.
    pub members: Option<u32>,
}

/// The clubs of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MyClubs {
    /// Who is signed in.
    pub me: Option<StudentId>,
    /// In whose name missions and meetings can be published.
    pub administered: Vec<Club>,
    pub joined: Vec<Club>,
}

/// Somebody who answers for a meeting's sign-in, 签到负责人.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Leader {
    pub student: StudentId,
    pub name: String,
    pub avatar_url: Option<String>,
    pub mobile: String,
    pub department: String,
    pub job: String,
}
