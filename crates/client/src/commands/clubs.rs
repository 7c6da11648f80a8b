//! Clubs: their people, missions and meetings.

pub(crate) mod codes;
pub(crate) mod drafts;
pub(crate) mod meetings;
pub(crate) mod missions;
pub(crate) mod received;

use super::{
    connections,
    outbox::{OutboxView, view},
};
use crate::{client::Client, clubs};
use muster_domain::{
    club::{ClubProblem, ClubStudent, GroupBy, MyClubs},
    error::AppError,
    id::{ClubId, ConnectionId, MeetingId, MissionId, StudentId},
    outbox::OutboxEntry,
    read::{Read, Rows},
    sign_in_code::CodeRefusal,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OneMission {
    pub connection: ConnectionId,
    pub mission: MissionId,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OneMeeting {
    pub connection: ConnectionId,
    pub meeting: MeetingId,
}

/// Some of a club's people.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Students {
    pub connection: ConnectionId,
    pub club: ClubId,
    /// `null` for everybody.
    pub group: Option<OneGroup>,
    /// Matches name, department, job, mobile: Chinese, pinyin or initials.
    pub filter: String,
    /// These alone, as far as they are in the club.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub among: Option<Vec<StudentId>>,
}

/// Those of a club with something in common.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OneGroup {
    pub by: GroupBy,
    /// Empty for those of whom it is not known.
    pub name: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListClubGroups {
    pub connection: ConnectionId,
    pub club: ClubId,
    pub by: GroupBy,
    pub offset: u32,
    pub limit: u32,
}

/// People of a club with something in common.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StudentGroup {
    /// Empty for those of whom it is not known.
    pub name: String,
    pub people: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListStudents {
    pub of: Students,
    pub offset: u32,
    pub limit: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListAffairs {
    pub connection: ConnectionId,
    /// Matches text, club and place: Chinese, pinyin or initials.
    pub filter: String,
    pub offset: u32,
    pub limit: u32,
}

/// Whether something went into the outbox, and if not, why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ClubSent {
    Queued {
        entry: Box<OutboxView>,
    },
    /// Nothing differs from what is there.
    Unchanged,
    Invalid {
        problems: Vec<ClubProblem>,
    },
    /// The text is no sign-in code of this server.
    NoCode {
        refusal: CodeRefusal,
    },
}

async fn sent(client: &Client, entry: OutboxEntry) -> Result<ClubSent, AppError> {
    let entry = Box::new(view(client, entry).await?);
    Ok(ClubSent::Queued { entry })
}

pub(super) async fn list(
    client: &Client,
    args: connections::One,
) -> Result<Read<MyClubs>, AppError> {
    clubs::mine(client, args.connection).await
}

pub(super) async fn groups(
    client: &Client,
    args: ListClubGroups,
) -> Result<Read<Rows<StudentGroup>>, AppError> {
    clubs::groups(client, args).await
}

pub(super) async fn students(
    client: &Client,
    args: ListStudents,
) -> Result<Read<Rows<ClubStudent>>, AppError> {
    clubs::students(client, args).await
}

pub(super) async fn student_ids(
    client: &Client,
    args: Students,
) -> Result<Read<Vec<StudentId>>, AppError> {
    clubs::student_ids(client, args).await
}
