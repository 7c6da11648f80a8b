//! The outbox: every write and what is known of it.

mod clubs;
mod quests;

pub use clubs::{ClubAffair, ClubWrite};
pub use quests::{QuestEffect, QuestName, QuestWrite, quest_key};

use crate::{
    connection::{ConnectorKind, ModuleUrls},
    error::AppError,
    id::{ConnectionId, DraftId, OutboxId, TaskId},
    task::NewTask,
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is to be done on a server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Intent {
    /// Not idempotent: goes out at most once by itself.
    PublishTask {
        draft: DraftId,
        task: NewTask,
        /// Distinct people, as the roster counted them when it was queued.
        people: u32,
    },
    /// Its effect can be read back, so it settles by reading.
    FinishTask { task: TaskId, title: String },
    /// On a server of clubs.
    Club { write: ClubWrite },
    /// On a questboard server.
    Quest { write: QuestWrite },
}

impl Intent {
    pub fn kind(&self) -> WriteKind {
        match self {
            Self::PublishTask { .. } => WriteKind::PublishTask,
            Self::FinishTask { .. } => WriteKind::FinishTask,
            Self::Club { write } => write.kind(),
            Self::Quest { write } => write.kind(),
        }
    }

    /// The title of the task that this makes or changes.
    pub fn title(&self) -> &str {
        match self {
            Self::PublishTask { task, .. } => &task.title,
            Self::FinishTask { title, .. } => title,
            Self::Club { write } => write.title(),
            Self::Quest { write } => write.title(),
        }
    }

    /// Whether both do the same, where they do it to the same mission, meeting
    /// or quest.
    pub fn does_the_same(&self, other: &Self) -> bool {
        let detail = |intent: &Self| match intent {
            Self::Club { write } => (write.part().cloned(), write.reminds_of()),
            _ => (None, None),
        };
        self.kind() == other.kind() && detail(self) == detail(other)
    }

    /// The draft that this came from.
    pub fn draft(&self) -> Option<&DraftId> {
        match self {
            Self::PublishTask { draft, .. } => Some(draft),
            Self::FinishTask { .. } => None,
            Self::Club { write } => write.draft(),
            Self::Quest { write } => write.draft(),
        }
    }

    /// Distinct people whom a publication calls.
    pub fn people(&self) -> Option<u32> {
        match self {
            Self::PublishTask { people, .. } => Some(*people),
            Self::FinishTask { .. } | Self::Quest { .. } => None,
            Self::Club { write } => write.people(),
        }
    }

    /// Whether reading can tell what became of it.
    pub fn can_be_read_back(&self) -> bool {
        match self {
            Self::PublishTask { .. } | Self::FinishTask { .. } | Self::Quest { .. } => true,
            Self::Club { write } => write.can_be_read_back(),
        }
    }

    /// Whether it calls people together: it is published, and reaches them.
    pub fn is_publication(&self) -> bool {
        !matches!(self, Self::Quest { .. }) && self.draft().is_some()
    }

    /// Whether a refusal is all that there is to know: servers of clubs and of
    /// quests tell a refusal from a failure. A publication is read back all the
    /// same, for half of it may stand.
    pub fn takes_no_for_an_answer(&self) -> bool {
        match self {
            Self::PublishTask { .. } | Self::FinishTask { .. } => false,
            Self::Club { .. } => !self.is_publication(),
            Self::Quest { .. } => true,
        }
    }
}

/// What a write does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WriteKind {
    PublishTask,
    FinishTask,
    PublishMission,
    PublishMeeting,
    RemindMission,
    RevertMission,
    EditMeeting,
    RemindMeeting,
    RevertMeeting,
    EndMeeting,
    SignInToMeeting,
    ConfirmMission,
    FinishMission,
    ConfirmMeeting,
    LeaveMeeting,
    AcceptQuest,
    AbandonQuest,
    CompleteQuest,
    ClaimQuest,
    AcceptQuests,
    ClaimQuests,
    CreateQuest,
    UpdateQuest,
    DeleteQuest,
    ResetQuests,
}

/// The server and the account that a write is meant for. Its ids mean something
/// else, or nothing, to any other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Addressee {
    pub kind: ConnectorKind,
    /// Empty for the built-in backend, which listens somewhere else after each
    /// start.
    pub base_url: String,
    pub modules: ModuleUrls,
    pub username: String,
}

/// Where a write stands. A draft is not an entry yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OutboxState {
    /// Waits for `send_at`; with a `problem`, for the server to be reached or
    /// for a sign-in. No byte has left. Can be taken back.
    Queued,
    /// On disk, synced, before the first byte leaves.
    Sending,
    /// The server said so, or it was found by reading.
    Confirmed,
    /// The server said no, and reading found no effect.
    Rejected,
    /// It may have happened. Never sent again by itself.
    Unknown,
    /// It had no effect, and a draft is as it was. Without a `search` no byte
    /// left: taken back by the user, by closing the program in the ten seconds,
    /// or for the `problem`. With one it was unknown, and is settled by reading
    /// or by the user's verdict.
    TakenBack,
}

/// An entry as it is stored and shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OutboxEntry {
    pub id: OutboxId,
    pub connection: ConnectionId,
    /// What the connection was called then.
    pub connection_name: String,
    /// Whom the connection stood for when it was queued: it is sent to nobody
    /// else, and looked for nowhere else. `None`: nobody knows any more.
    #[serde(default)]
    pub addressee: Option<Addressee>,
    pub intent: Intent,
    pub state: OutboxState,
    pub created_at: Time,
    pub changed_at: Time,
    /// When the first byte may leave, while queued.
    pub send_at: Time,
    /// When `sending` began: the start of the window in which the effect is
    /// looked for.
    pub sent_at: Option<Time>,
    /// How often it was tried; more than once only while no byte had left.
    pub attempts: u32,
    pub problem: Option<AppError>,
    /// What reading found out, while unknown and after.
    pub search: Option<EffectSearch>,
    /// The task that this made or changed, once known; on a server of clubs
    /// the mission or meeting that was made, on one of quests the quest.
    pub task: Option<TaskId>,
    /// What the server said beside yes: that nobody is left to remind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub said: Option<String>,
    /// Of a mission that was published by half: how many parts are missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub parts_missing: Option<u32>,
    /// What a questboard server said beside yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub effect: Option<QuestEffect>,
}

/// Looking for the effect of a write that may have happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EffectSearch {
    pub searched_at: Time,
    /// Complete readings so far; two settle it. None: the user's verdict came
    /// first.
    pub readings: u32,
    /// Tasks that match the natural key inside the send window.
    pub found: Vec<FoundTask>,
}

/// A task that may be the effect of an unknown write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FoundTask {
    pub id: TaskId,
    pub title: String,
    pub launched_at: Option<Time>,
}

/// What the user decides of an unknown write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Verdict {
    /// It arrived, and this task is it.
    Arrived { task: TaskId },
    /// It did not arrive: give it up; the draft is kept.
    DidNotArrive,
}

/// A line of the activity log: what I did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Activity {
    pub at: Time,
    /// `null` once the connection is removed.
    pub connection: Option<ConnectionId>,
    pub what: ActivityKind,
    /// The title or name it was about.
    pub subject: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    ConnectionAdded,
    ConnectionRemoved,
    SignedIn,
    SignedOut,
    SessionEnded,
    PublishQueued,
    PublishTakenBack,
    /// Bytes left, or may have.
    PublishSent,
    PublishConfirmed,
    PublishRejected,
    PublishUnknown,
    /// No byte left; the draft is as it was.
    PublishNotSent,
    /// Unknown, until the user said that it did not arrive.
    PublishGivenUp,
    FinishSent,
    FinishConfirmed,
    FinishRejected,
    FinishUnknown,
    /// No byte left.
    FinishNotSent,
    /// Read back: the task goes on.
    FinishNotDone,
    /// Unknown, until the user said that it did not arrive.
    FinishGivenUp,
    /// Something else than publishing, on a server of clubs or of quests.
    ActSent,
    ActConfirmed,
    ActRejected,
    ActUnknown,
    /// No byte left.
    ActNotSent,
    /// Read back: it was not done.
    ActNotDone,
    /// Unknown, until the user said that it did not arrive.
    ActGivenUp,
    /// Rows left the store as a file; the subject says which and how many.
    Exported,
}
