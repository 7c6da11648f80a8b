//! Finding a task, a person or a quest, whatever page is open.

use crate::{client::Client, finder};
use muster_domain::{
    board::{CheckInStatus, ResponseStatus},
    error::AppError,
    id::{ConnectionId, QuestId, SoldierId, TaskId},
    quest::QuestStatus,
    read::Rows,
    task::{Phase, TaskList},
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What somebody in a hurry types: Chinese, pinyin, initials, digits of a
/// phone number.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Find {
    pub query: String,
    /// Tasks, people and quests of one answer, of each; 50 at most.
    pub limit: u32,
}

/// The best first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Found {
    pub tasks: Rows<TaskHit>,
    pub people: Rows<PersonHit>,
    pub quests: Rows<QuestHit>,
}

/// A task that was read before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TaskHit {
    pub connection: ConnectionId,
    pub task: TaskId,
    /// The list that it stands in.
    pub list: TaskList,
    pub title: String,
    pub place: String,
    pub gather_at: Option<Time>,
    /// As reckoned here.
    pub phase: Phase,
    pub fetched_at: Time,
}

/// A quest of a board that was read before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct QuestHit {
    pub connection: ConnectionId,
    pub quest: QuestId,
    pub name: String,
    /// May be empty.
    pub category: String,
    pub status: QuestStatus,
    pub fetched_at: Time,
}

/// Somebody of the roster, or on a task that was read before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PersonHit {
    pub connection: ConnectionId,
    pub soldier: SoldierId,
    pub name: String,
    /// Office or organisation.
    pub group: String,
    /// From the boards; the roster has none.
    pub phone: Option<String>,
    pub fetched_at: Time,
}

/// One person.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OnePerson {
    pub connection: ConnectionId,
    pub soldier: SoldierId,
}

/// What is cached of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PersonCard {
    pub person: PersonHit,
    /// The newest first; at most 50.
    pub tasks: Vec<PersonTask>,
}

/// A task that a person was called to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PersonTask {
    pub task: TaskHit,
    /// `null` where the board was never read.
    pub response: Option<ResponseStatus>,
    pub check_in: Option<CheckInStatus>,
}

pub(super) async fn find(client: &Client, args: Find) -> Result<Found, AppError> {
    finder::find(client, args).await
}

pub(super) async fn person(client: &Client, args: OnePerson) -> Result<PersonCard, AppError> {
    finder::person(client, args).await
}
