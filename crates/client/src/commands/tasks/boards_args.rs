//! What the boards ask and answer beside their figures and rows.

use muster_domain::{
    board::{
        ArrivalPoint, CallCounts, CallNote, CallOutcome, FollowUpFor, Habit, OfficeArrivals,
        OfficeResponses, ResponseCurve, ResponseRow,
    },
    id::{ConnectionId, DraftId, SoldierId, TaskId},
    projection::Projection,
    task::TaskList,
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A row of the response board with what this machine knows beyond it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct BoardPerson {
    #[serde(flatten)]
    #[ts(flatten)]
    pub row: ResponseRow,
    pub note: Option<CallNote>,
    /// `null` where no earlier call-out of theirs is cached.
    pub habit: Option<Habit>,
}

/// The response board as curves and tables.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ResponsePicture {
    pub curve: ResponseCurve,
    /// The one with most people first; at most 200.
    pub offices: Vec<OfficeResponses>,
    pub offices_left_out: u32,
    /// `null` once the gathering has begun, while rows are missing, or where
    /// the task's times are not known.
    pub projection: Option<Projection>,
    /// Of everybody who was phoned.
    pub calls: CallCounts,
    /// The moment that the rows show, by the server's clock where it tells.
    pub as_of: Time,
    pub launched_at: Option<Time>,
    pub gather_at: Option<Time>,
}

/// Somebody who has arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Arrival {
    pub name: String,
    pub office: String,
    pub seen_at: Time,
}

/// The check-in board as curves and tables.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CheckInPicture {
    /// Since when this machine reads the board. Who was there already then
    /// arrived earlier than the curve says.
    pub since: Option<Time>,
    /// Arrivals, at the times at which this machine first saw them: the
    /// protocol does not tell when somebody arrived.
    pub curve: Vec<ArrivalPoint>,
    /// The one that most are missing from first; at most 200.
    pub offices: Vec<OfficeArrivals>,
    pub offices_left_out: u32,
    /// Newest first; at most 12.
    pub latest: Vec<Arrival>,
    pub as_of: Time,
    pub wanted: Option<u32>,
    pub gather_at: Option<Time>,
}

/// Somebody on a task.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OneOnTask {
    pub connection: ConnectionId,
    pub task: TaskId,
    pub soldier: SoldierId,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NoteCall {
    pub connection: ConnectionId,
    pub task: TaskId,
    pub soldier: SoldierId,
    /// `null` takes the note away.
    pub outcome: Option<CallOutcome>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FollowUp {
    pub connection: ConnectionId,
    pub task: TaskId,
    pub whom: FollowUpFor,
}

/// The other end of a follow-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FollowUpLink {
    pub title: String,
    /// `null` until the follow-up is published.
    pub task: Option<TaskId>,
    /// In which list the task was last seen; `null` if in none.
    pub list: Option<TaskList>,
    /// While it is being written.
    pub draft: Option<DraftId>,
    /// It is in the outbox, and not known to have arrived.
    pub unsettled: bool,
    pub whom: FollowUpFor,
    /// How many it was written for.
    pub people: u32,
    pub created_at: Time,
}

/// What a task follows up, and what follows it up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TaskLinks {
    pub follows: Option<FollowUpLink>,
    /// Oldest first.
    pub followed_by: Vec<FollowUpLink>,
}
