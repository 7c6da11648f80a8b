//! The board, one quest, and how far somebody has come (2.1, 2.2, 2.7).

use serde::Serialize;
use serde_json::{Map, Value};

use super::{KINDS, RESETS, Reward, STATES, of, percentage, rewards};
use crate::dialects::questboard::words;
use crate::dialects::read::in_beijing;
use crate::service::quests::{self, Part, Seen};
use crate::store::{self, Need, PageAt, QuestUser};

#[derive(Serialize)]
pub struct List {
    total: i64,
    page: i64,
    page_size: i64,
    list: Vec<Row>,
}

impl List {
    pub fn new((rows, total): (Vec<Seen>, i64), page: PageAt) -> Self {
        Self {
            total,
            page: page.number,
            page_size: page.size,
            list: rows.into_iter().map(Row::from).collect(),
        }
    }
}

#[derive(Serialize)]
struct Category {
    id: i64,
    name: String,
}

/// A row of the list, which the detail has too.
#[derive(Serialize)]
struct Row {
    id: i64,
    name: String,
    description: String,
    #[serde(rename = "type")]
    kind: &'static str,
    category: Category,
    target_type: String,
    target_count: i64,
    current_progress: i64,
    status: i64,
    rewards: Vec<Reward>,
    time_limit: Option<i64>,
    expire_at: Option<String>,
    is_available: bool,
    reset_type: &'static str,
    max_completions: i64,
    completions: i64,
}

impl From<Seen> for Row {
    fn from(seen: Seen) -> Self {
        let (quest, run) = (seen.standing.quest, seen.standing.run);
        let plan = quest.plan;
        Self {
            id: quest.quest_id,
            name: plan.name,
            description: plan.description,
            kind: of(&KINDS, plan.kind),
            category: Category {
                id: plan.category_id,
                name: quest.category_name,
            },
            target_type: plan.target_type,
            target_count: plan.target_count,
            current_progress: run.progress,
            status: of(&STATES, run.state),
            rewards: rewards(plan.rewards),
            time_limit: plan.time_limit_s,
            expire_at: seen.expires.map(in_beijing),
            is_available: seen.obstacle.is_none(),
            reset_type: of(&RESETS, plan.reset),
            max_completions: plan.max_completions,
            completions: run.completions,
        }
    }
}

#[derive(Serialize)]
pub struct Detail {
    #[serde(flatten)]
    row: Row,
    target_params: Map<String, Value>,
    prerequisite_tasks: Vec<Prerequisite>,
    level_required: i64,
    unavailable_reason: Option<String>,
    #[serde(flatten)]
    for_admins: Option<ForAdmins>,
}

#[derive(Serialize)]
struct Prerequisite {
    id: i64,
    name: String,
    is_completed: bool,
}

/// What only a form to change a quest needs.
#[derive(Serialize)]
struct ForAdmins {
    is_active: bool,
    start_time: Option<String>,
    end_time: Option<String>,
}

impl Detail {
    pub fn new((seen, needs): (Seen, Vec<Need>), me: &QuestUser) -> Self {
        let plan = &seen.standing.quest.plan;
        Self {
            target_params: plan.target_params.clone(),
            level_required: plan.level_required,
            unavailable_reason: seen.obstacle.map(words::reason),
            for_admins: me.is_admin.then(|| ForAdmins {
                is_active: plan.is_active,
                start_time: plan.starts.map(in_beijing),
                end_time: plan.ends.map(in_beijing),
            }),
            prerequisite_tasks: needs
                .into_iter()
                .map(|need| Prerequisite {
                    id: need.quest_id,
                    name: need.name,
                    is_completed: need.is_completed,
                })
                .collect(),
            row: Row::from(seen),
        }
    }
}

#[derive(Serialize)]
pub struct Progress {
    task_id: i64,
    target_count: i64,
    current_progress: i64,
    percentage: i64,
    status: i64,
    details: Vec<Target>,
    expire_at: Option<String>,
    time_remaining: Option<i64>,
}

#[derive(Serialize)]
struct Target {
    target_id: String,
    target_name: String,
    current_count: i64,
    required_count: i64,
}

impl From<Part> for Target {
    fn from(part: Part) -> Self {
        Self {
            target_id: part.target_id,
            target_name: part.target_name,
            current_count: part.current,
            required_count: part.required,
        }
    }
}

impl From<quests::Progress> for Progress {
    fn from(progress: quests::Progress) -> Self {
        let (standing, expires) = (progress.seen.standing, progress.seen.expires);
        let target_count = standing.quest.plan.target_count;
        Self {
            task_id: standing.quest.quest_id,
            target_count,
            current_progress: standing.run.progress,
            percentage: percentage(standing.run.progress, target_count),
            status: of(&STATES, standing.run.state),
            details: progress.parts.into_iter().map(Target::from).collect(),
            expire_at: expires.map(in_beijing),
            time_remaining: progress.left_s,
        }
    }
}

#[derive(Serialize)]
pub struct Categories {
    list: Vec<Category>,
}

impl From<Vec<store::Category>> for Categories {
    fn from(categories: Vec<store::Category>) -> Self {
        let category = |one: store::Category| Category {
            id: one.category_id,
            name: one.name,
        };
        Self {
            list: categories.into_iter().map(category).collect(),
        }
    }
}
