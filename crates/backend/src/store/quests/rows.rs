//! What is taken and given about quests. Times are instants; no type here
//! knows a wire name.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Somebody who has an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestUser {
    pub user_id: i64,
    pub username: String,
    pub name: String,
    pub level: i64,
    pub is_admin: bool,
}

/// A user with the Argon2id hash of the password in PHC form.
#[derive(Debug, Clone)]
pub struct QuestCredentials {
    pub user: QuestUser,
    pub password_hash: String,
}

/// Who a token stands for, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestSession {
    pub user: QuestUser,
    pub signed_in: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    pub category_id: i64,
    pub name: String,
}

/// 任务类型
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuestKind {
    Daily,
    Weekly,
    Achievement,
    Event,
    Tutorial,
    Team,
}

/// When runs go back to not accepted, at midnight in Beijing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reset {
    Never,
    Daily,
    /// On Mondays.
    Weekly,
    /// On the 1st.
    Monthly,
}

/// How a user stands with a quest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RunState {
    /// Not accepted.
    Idle,
    Running,
    Completed,
    Claimed,
    Failed,
    Expired,
}

/// A number of one thing that is handed out. Stored as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reward {
    pub item_id: i64,
    pub item_name: String,
    pub quantity: i64,
    pub icon: Option<String>,
}

/// All that an admin decides about a quest.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestPlan {
    pub name: String,
    pub description: String,
    pub category_id: i64,
    pub kind: QuestKind,
    pub target_type: String,
    pub target_params: Map<String, Value>,
    pub target_count: i64,
    pub rewards: Vec<Reward>,
    /// Ids of quests, each once.
    pub needs: Vec<i64>,
    pub level_required: i64,
    /// Seconds from accepting; `None` is unlimited.
    pub time_limit_s: Option<i64>,
    pub reset: Reset,
    /// Until the reset.
    pub max_completions: i64,
    pub is_active: bool,
    pub starts: Option<Timestamp>,
    pub ends: Option<Timestamp>,
}

/// A stored quest. `plan.needs` is left empty: see `QuestStore::quest_needs`.
#[derive(Debug, Clone, PartialEq)]
pub struct Quest {
    pub quest_id: i64,
    pub category_name: String,
    pub plan: QuestPlan,
}

/// A quest and how one user stands with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    pub user_id: i64,
    pub quest: Quest,
    pub run: Run,
    /// How many of the quests before it are not completed yet.
    pub unmet: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub state: RunState,
    pub progress: i64,
    /// Since the last reset.
    pub completions: i64,
    /// When the time limit runs out.
    pub limit: Option<Timestamp>,
    /// When it goes back to not accepted.
    pub resets: Option<Timestamp>,
    /// When it was completed, claimed, failed or expired.
    pub ended: Option<Timestamp>,
}

/// A quest that has to be completed first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    pub quest_id: i64,
    pub name: String,
    pub is_completed: bool,
}

/// Every quest with the ids that it needs.
pub type QuestNeeds = HashMap<i64, Vec<i64>>;

/// What a list is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct QuestFilter {
    pub kind: Option<QuestKind>,
    pub state: Option<RunState>,
    pub category_id: Option<i64>,
    pub with_inactive: bool,
}

/// A run that has passed every rule and can begin.
#[derive(Debug, Clone, Copy)]
pub struct NewRun {
    pub quest_id: i64,
    pub user_id: i64,
    pub now: Timestamp,
    pub limit: Option<Timestamp>,
    pub resets: Option<Timestamp>,
}

/// What the audit log tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Create,
    Update,
    Delete,
    Reset,
    Claim,
}

/// A line that is to be written.
#[derive(Debug, Clone)]
pub struct AuditLine {
    pub at: Timestamp,
    pub user_id: i64,
    pub action: Action,
    /// `None` for a quest that is being created, which fills it in, and for
    /// what is about several.
    pub quest_id: Option<i64>,
    pub quest_name: String,
    pub detail: String,
}

/// A line that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    pub audit_id: i64,
    pub at: Timestamp,
    pub user_id: i64,
    pub user_name: String,
    pub action: Action,
    pub quest_id: Option<i64>,
    pub quest_name: String,
    pub detail: String,
}

/// A run under way, as the simulated unit sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrillRun {
    pub run_id: i64,
    pub accepted: Timestamp,
    pub target_count: i64,
    pub progress: i64,
    /// How far it was lived through, in drill time.
    pub lived_ms: i64,
}

/// What the simulated unit does about a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunStep {
    pub run_id: i64,
    pub progress: i64,
    pub lived_ms: i64,
}

/// Progress that somebody made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    pub user_id: i64,
    pub quest_id: i64,
    pub from: i64,
    pub to: i64,
    pub target_count: i64,
}

/// How often the rewards of a quest were handed out to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantRecount {
    /// The account's name.
    pub username: String,
    /// Of the quest.
    pub quest_id: i64,
    /// Rows in which rewards were handed out.
    pub grants: i64,
    /// Things handed out, all together.
    pub items: i64,
}
