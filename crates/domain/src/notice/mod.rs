//! The inbox: what happened while nobody looked, each thing once.

mod due;
mod popups;
mod quests;
mod settings;

pub use due::{Due, SHORT_BEFORE_MIN, Sight, Told, look};
pub use popups::{PopupState, PopupWay};
pub use quests::{QuestDue, QuestSaid, QuestTold, look_at_quest};
pub use settings::Notify;

use crate::{
    id::{ConnectionId, InboxId, OutboxId, QuestId, TaskId},
    outbox::WriteKind,
    quest::Reward,
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A line of the inbox. It names no person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Notice {
    pub id: InboxId,
    /// When it happened; of grouped answers, when the last was seen.
    pub at: Time,
    pub read: bool,
    /// `null` once the connection is removed or stands for another account:
    /// there is nothing to open any more.
    pub connection: Option<ConnectionId>,
    /// What the connection was called then.
    pub connection_name: String,
    pub matter: Matter,
}

/// What a notice is about, with the figures of that moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Matter {
    /// Answers to a task that came since somebody last read of them.
    Responses {
        task: TaskId,
        title: String,
        before: Tally,
        now: Tally,
    },
    /// As many have accepted as are wanted.
    HeadcountReached {
        task: TaskId,
        title: String,
        accepted: u32,
        wanted: u32,
    },
    /// The gathering is near, and too few have accepted.
    Shortfall {
        task: TaskId,
        title: String,
        /// Minutes before the gathering at which it was due: 30, 15 or 5. It
        /// may be told later, by a console that started later.
        minutes: u32,
        gather_at: Time,
        accepted: u32,
        wanted: u32,
        /// When the answers were read.
        as_of: Time,
        /// How many are expected to accept by then.
        expected: Option<Expected>,
    },
    /// The task ends soon, and nobody has finished it.
    DeadlineNear {
        task: TaskId,
        title: String,
        finish_at: Time,
    },
    /// The server stopped knowing us.
    SessionEnded,
    /// A write came to an end that needs to be known.
    Write {
        entry: OutboxId,
        title: String,
        what: WriteKind,
        ending: Ending,
    },
    /// A quest is completed, and can be claimed.
    QuestCompleted {
        quest: QuestId,
        title: String,
        rewards: Vec<Reward>,
    },
    /// The time for a quest is over soon.
    QuestExpiring {
        quest: QuestId,
        title: String,
        expires_at: Option<Time>,
    },
}

/// The answers to a task, counted from its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Tally {
    pub notified: u32,
    pub accepted: u32,
    pub refused: u32,
    /// With a status that this version does not know.
    pub other: u32,
}

/// As in a projection: the range is meant to hold the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Expected {
    pub low: u32,
    pub high: u32,
}

/// How a write ended. What the user decided is no news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// The server said no, and reading found no effect.
    Rejected,
    /// It may have happened.
    Unknown,
    /// No byte left: given up, or the program was closed in the ten seconds.
    NotSent,
    /// Unknown once; read back, and it had no effect.
    NotDone,
    /// Unknown once; found on the server.
    Found,
}

/// What a notice is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    Responses,
    HeadcountReached,
    Shortfall,
    DeadlineNear,
    SessionEnded,
    Write,
    QuestCompleted,
    QuestExpiring,
}

/// Whether a newer matter of the same name takes the place of an older one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joins {
    Never,
    /// While nobody has read the older one.
    Unread,
    Always,
}

impl Matter {
    pub fn kind(&self) -> NoticeKind {
        match self {
            Self::Responses { .. } => NoticeKind::Responses,
            Self::HeadcountReached { .. } => NoticeKind::HeadcountReached,
            Self::Shortfall { .. } => NoticeKind::Shortfall,
            Self::DeadlineNear { .. } => NoticeKind::DeadlineNear,
            Self::SessionEnded => NoticeKind::SessionEnded,
            Self::Write { .. } => NoticeKind::Write,
            Self::QuestCompleted { .. } => NoticeKind::QuestCompleted,
            Self::QuestExpiring { .. } => NoticeKind::QuestExpiring,
        }
    }

    /// What it is about, within its connection: notices of one name may join.
    pub fn about(&self) -> String {
        match self {
            Self::Responses { task, .. } => Self::responses_to(task),
            Self::HeadcountReached { task, .. } => format!("reached/{task}"),
            Self::Shortfall { task, .. } => format!("short/{task}"),
            Self::DeadlineNear { task, .. } => format!("deadline/{task}"),
            Self::SessionEnded => SESSION.to_owned(),
            Self::Write { entry, .. } => write_of(entry),
            Self::QuestCompleted { quest, .. } => format!("quest_completed/{quest}"),
            Self::QuestExpiring { quest, .. } => format!("quest_expiring/{quest}"),
        }
    }

    /// What the answers to a task are about.
    pub fn responses_to(task: &TaskId) -> String {
        format!("responses/{task}")
    }

    pub fn joins(&self) -> Joins {
        match self {
            Self::Responses { .. } | Self::SessionEnded => Joins::Unread,
            Self::Write { .. } => Joins::Always,
            Self::HeadcountReached { .. }
            | Self::Shortfall { .. }
            | Self::DeadlineNear { .. }
            | Self::QuestCompleted { .. }
            | Self::QuestExpiring { .. } => Joins::Never,
        }
    }

    /// This one after an older one that it joins: answers are counted from
    /// where the older one began.
    #[must_use]
    pub fn after(mut self, older: &Self) -> Self {
        if let (Self::Responses { before, .. }, Self::Responses { before: first, .. }) =
            (&mut self, older)
        {
            *before = *first;
        }
        self
    }

    /// Whether somebody must act now.
    pub fn is_urgent(&self) -> bool {
        matches!(
            self,
            Self::Shortfall { .. }
                | Self::Write {
                    ending: Ending::Unknown,
                    ..
                }
        )
    }

    /// The task that it is about.
    pub fn task(&self) -> Option<&TaskId> {
        match self {
            Self::Responses { task, .. }
            | Self::HeadcountReached { task, .. }
            | Self::Shortfall { task, .. }
            | Self::DeadlineNear { task, .. } => Some(task),
            Self::SessionEnded
            | Self::Write { .. }
            | Self::QuestCompleted { .. }
            | Self::QuestExpiring { .. } => None,
        }
    }
}

/// What the end of a session is about.
pub const SESSION: &str = "session";

/// What a write is about.
pub fn write_of(entry: &OutboxId) -> String {
    format!("write/{entry}")
}

impl Tally {
    /// Those who have answered.
    pub fn answered(self) -> u32 {
        self.accepted + self.refused + self.other
    }

    /// The answers of each kind beyond those of `before`. Whoever changed their
    /// mind counts with the new answer.
    #[must_use]
    pub fn since(self, before: Self) -> Self {
        Self {
            notified: self.notified,
            accepted: self.accepted.saturating_sub(before.accepted),
            refused: self.refused.saturating_sub(before.refused),
            other: self.other.saturating_sub(before.other),
        }
    }
}

#[cfg(test)]
mod tests;
