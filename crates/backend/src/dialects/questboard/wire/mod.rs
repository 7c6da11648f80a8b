//! The answers of document 003 as types. Times are Beijing's, without a zone.

mod admin;
mod notices;
mod quests;
mod runs;

use serde::Serialize;

pub use admin::{Audit, Created, Deleted, Reset, Updated};
pub use notices::Event;
pub use quests::{Categories, Detail, List, Progress};
pub use runs::{Abandoned, Accepted, BatchAccepted, BatchClaimed, Claimed, Completed, Whole};

use crate::service::quests::QuestPass;
use crate::store::{self, Action, QuestKind, RunState};

/// Pairs of a value and its word or number on the wire.
fn of<T: PartialEq, W: Copy + Default>(pairs: &[(T, W)], value: T) -> W {
    let found = pairs.iter().find(|(one, _)| *one == value);
    found.map(|(_, word)| *word).unwrap_or_default()
}

fn read<T: Copy, W: PartialEq>(pairs: &[(T, W)], word: W) -> Option<T> {
    let found = pairs.iter().find(|(_, one)| *one == word);
    found.map(|(value, _)| *value)
}

const KINDS: [(QuestKind, &str); 6] = [
    (QuestKind::Daily, "daily"),
    (QuestKind::Weekly, "weekly"),
    (QuestKind::Achievement, "achievement"),
    (QuestKind::Event, "event"),
    (QuestKind::Tutorial, "tutorial"),
    (QuestKind::Team, "team"),
];

const RESETS: [(store::Reset, &str); 4] = [
    (store::Reset::Never, "none"),
    (store::Reset::Daily, "daily"),
    (store::Reset::Weekly, "weekly"),
    (store::Reset::Monthly, "monthly"),
];

const STATES: [(RunState, i64); 6] = [
    (RunState::Idle, 0),
    (RunState::Running, 1),
    (RunState::Completed, 2),
    (RunState::Claimed, 3),
    (RunState::Failed, 4),
    (RunState::Expired, 5),
];

const ACTIONS: [(Action, &str); 5] = [
    (Action::Create, "create"),
    (Action::Update, "update"),
    (Action::Delete, "delete"),
    (Action::Reset, "reset"),
    (Action::Claim, "claim"),
];

pub fn read_kind(word: &str) -> Option<QuestKind> {
    read(&KINDS, word)
}

pub fn read_reset(word: &str) -> Option<store::Reset> {
    read(&RESETS, word)
}

pub fn read_status(status: i64) -> Option<RunState> {
    read(&STATES, status)
}

/// 奖励内容
#[derive(Serialize)]
pub struct Reward {
    item_id: i64,
    item_name: String,
    quantity: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<String>,
}

impl From<store::Reward> for Reward {
    fn from(reward: store::Reward) -> Self {
        Self {
            item_id: reward.item_id,
            item_name: reward.item_name,
            quantity: reward.quantity,
            icon: reward.icon,
        }
    }
}

fn rewards(rewards: Vec<store::Reward>) -> Vec<Reward> {
    rewards.into_iter().map(Reward::from).collect()
}

/// Rounded down; full only when it is.
fn percentage(current: i64, target_count: i64) -> i64 {
    (i128::from(current) * 100 / i128::from(target_count.max(1))).min(100) as i64
}

#[derive(Serialize)]
pub struct SignedIn {
    token: String,
    user: User,
    is_admin: bool,
}

#[derive(Serialize)]
struct User {
    id: i64,
    name: String,
    level: i64,
}

impl From<QuestPass> for SignedIn {
    fn from(QuestPass { user, token }: QuestPass) -> Self {
        Self {
            token,
            is_admin: user.is_admin,
            user: User {
                id: user.user_id,
                name: user.name,
                level: user.level,
            },
        }
    }
}
