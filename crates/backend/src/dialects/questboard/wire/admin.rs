//! What came of what an admin did (chapter 5), and the log of it.

use jiff::Timestamp;
use serde::Serialize;

use super::{ACTIONS, KINDS, RESETS, of};
use crate::dialects::read::in_beijing;
use crate::store::{self, AuditRow, PageAt, QuestPlan};

#[derive(Serialize)]
pub struct Created {
    id: i64,
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    created_at: String,
}

impl From<(i64, QuestPlan, Timestamp)> for Created {
    fn from((id, plan, at): (i64, QuestPlan, Timestamp)) -> Self {
        Self {
            id,
            name: plan.name,
            kind: of(&KINDS, plan.kind),
            created_at: in_beijing(at),
        }
    }
}

#[derive(Serialize)]
pub struct Updated {
    id: i64,
    updated_at: String,
}

impl Updated {
    pub fn new(id: i64, at: Timestamp) -> Self {
        Self {
            id,
            updated_at: in_beijing(at),
        }
    }
}

#[derive(Serialize)]
pub struct Deleted {
    pub id: i64,
}

#[derive(Serialize)]
pub struct Reset {
    reset_type: &'static str,
    affected_count: i64,
    reset_time: String,
}

impl Reset {
    pub fn new(reset: store::Reset, (affected_count, at): (i64, Timestamp)) -> Self {
        Self {
            reset_type: of(&RESETS, reset),
            affected_count,
            reset_time: in_beijing(at),
        }
    }
}

#[derive(Serialize)]
pub struct Audit {
    total: i64,
    page: i64,
    page_size: i64,
    list: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    id: i64,
    at: String,
    user_id: i64,
    user_name: String,
    action: &'static str,
    task_id: Option<i64>,
    task_name: String,
    detail: String,
}

impl Audit {
    pub fn new((rows, total): (Vec<AuditRow>, i64), page: PageAt) -> Self {
        Self {
            total,
            page: page.number,
            page_size: page.size,
            list: rows.into_iter().map(Line::from).collect(),
        }
    }
}

impl From<AuditRow> for Line {
    fn from(row: AuditRow) -> Self {
        Self {
            id: row.audit_id,
            at: in_beijing(row.at),
            user_id: row.user_id,
            user_name: row.user_name,
            action: of(&ACTIONS, row.action),
            task_id: row.quest_id,
            task_name: row.quest_name,
            detail: row.detail,
        }
    }
}
