//! Answers.

use super::{category, each, filled, quest, quest_or, rewards, seconds, wire, words};
use crate::{
    error::Result,
    json::{self, Strict},
};
use muster_domain::{
    id::{AuditId, QuestId, QuestUserId},
    quest::{
        AuditEntry, BatchOutcome, BatchResult, BatchRow, Category, Prerequisite, ProgressPart,
        Quest, QuestAccepted, QuestClaimed, QuestCompleted, QuestCreated, QuestDetail,
        QuestProgress, QuestReset, QuestWindow, Refused, ResetOrder,
    },
    read::Page,
};
use wire::code;

/// A page. A server that does not say how long its pages are takes the wish.
fn page<W, T>(wire: wire::Paged<W>, per_page: u32, page: u32, row: fn(W) -> T) -> Page<T> {
    let size = match wire.page_size.0 {
        0 => per_page.max(1),
        size => size,
    };
    Page {
        page,
        total_pages: wire.total.0.div_ceil(size).max(1),
        total: wire.total.0,
        rows: each(wire.list, row),
    }
}

pub(in crate::questboard) fn list(
    wire: wire::Paged<wire::Task>,
    per_page: u32,
    number: u32,
) -> Page<Quest> {
    page(wire, per_page, number, row)
}

fn row(wire: wire::Task) -> Quest {
    Quest {
        id: quest(wire.id),
        name: wire.name.0,
        description: wire.description.0,
        kind: words::quest_type(&wire.r#type.0),
        category: wire.category.map(|Strict(wire)| category(wire)),
        target_type: wire.target_type.0,
        target_count: wire.target_count.0,
        progress: wire.current_progress.0,
        status: words::status(&wire.status.0),
        rewards: rewards(wire.rewards),
        time_limit_s: (wire.time_limit.0 > 0).then_some(wire.time_limit.0),
        expires_at: wire.expire_at.0,
        available: wire.is_available.0,
        reset: words::reset_type(&wire.reset_type.0),
        max_completions: wire.max_completions.map(|count| count.0),
        completions: wire.completions.map(|count| count.0),
    }
}

pub(in crate::questboard) fn categories(wire: wire::Categories) -> Vec<Category> {
    each(wire.list, category)
}

pub(in crate::questboard) fn detail(mut wire: wire::Task, asked: &QuestId) -> Result<QuestDetail> {
    if wire.id.0.is_none() && wire.name.0.is_empty() {
        return Err(json::broken(wire::ID, "missing"));
    }
    let target_params = std::mem::take(&mut wire.target_params).0;
    let prerequisites = std::mem::take(&mut wire.prerequisite_tasks);
    let reason = std::mem::take(&mut wire.unavailable_reason);
    let window = match (wire.start_time.take(), wire.end_time.take()) {
        (None, None) => None,
        (start, end) => Some(QuestWindow {
            starts_at: start.and_then(|time| time.0),
            ends_at: end.and_then(|time| time.0),
        }),
    };
    Ok(QuestDetail {
        target_params: target_params.map(|params| params.to_string()),
        prerequisites: each(prerequisites, |wire| Prerequisite {
            quest: quest(wire.id),
            name: wire.name.0,
            completed: wire.is_completed.0,
        }),
        level_required: wire.level_required.0,
        unavailable_reason: filled(reason),
        active: wire.is_active.take().map(|flag| flag.0),
        window,
        quest: Quest {
            id: quest_or(wire.id.clone(), asked),
            ..row(wire)
        },
    })
}

pub(in crate::questboard) fn accepted(wire: wire::Moved, asked: &QuestId) -> QuestAccepted {
    QuestAccepted {
        quest: quest_or(wire.task_id, asked),
        status: words::status(&wire.status.0),
        progress: wire.progress.0,
        expires_at: wire.expire_at.0,
    }
}

pub(in crate::questboard) fn completed(wire: wire::Moved, asked: &QuestId) -> QuestCompleted {
    QuestCompleted {
        quest: quest_or(wire.task_id, asked),
        status: words::status(&wire.status.0),
        rewards: rewards(wire.rewards),
        can_claim_now: wire.can_claim_now.0,
    }
}

pub(in crate::questboard) fn claimed(wire: wire::Moved, asked: &QuestId) -> QuestClaimed {
    QuestClaimed {
        quest: quest_or(wire.task_id, asked),
        status: words::status(&wire.status.0),
        rewards: rewards(wire.rewards),
    }
}

pub(in crate::questboard) fn progress(wire: wire::Progress, asked: &QuestId) -> QuestProgress {
    QuestProgress {
        quest: quest_or(wire.task_id, asked),
        status: words::status(&wire.status.0),
        current: wire.current_progress.0,
        target: wire.target_count.0,
        percentage: wire.percentage.0,
        parts: each(wire.details, |wire| ProgressPart {
            target: wire.target_id.0,
            name: wire.target_name.0,
            current: wire.current_count.0,
            required: wire.required_count.0,
        }),
        expires_at: wire.expire_at.0,
        time_left_s: seconds(&wire.time_remaining),
    }
}

pub(in crate::questboard) fn batch(wire: wire::Batch) -> BatchOutcome {
    BatchOutcome {
        rows: each(wire.results, |wire| BatchRow {
            quest: quest(wire.task_id),
            result: if wire.success.0 {
                let rewards = rewards(wire.rewards);
                BatchResult::Done { rewards }
            } else {
                BatchResult::Refused(Refused {
                    refusal: code::refusal(wire.error_code.0),
                    message: wire.message.0,
                })
            },
        }),
        succeeded: wire.success_count.map(|count| count.0),
        failed: wire.failed_count.map(|count| count.0),
        total_rewards: rewards(wire.total_rewards),
    }
}

pub(in crate::questboard) fn created(wire: wire::Created) -> Result<QuestCreated> {
    let id = wire.id.0.ok_or_else(|| json::broken(wire::ID, "missing"))?;
    Ok(QuestCreated {
        quest: QuestId(id),
        at: wire.created_at.0,
    })
}

pub(in crate::questboard) fn reset(wire: wire::Reset, order: &ResetOrder) -> QuestReset {
    QuestReset {
        reset: words::reset_type(&wire.reset_type.0).unwrap_or_else(|| order.reset.clone()),
        affected: wire.affected_count.0,
        reset_at: wire.reset_time.0,
    }
}

pub(in crate::questboard) fn audit(
    wire: wire::Paged<wire::Audit>,
    per_page: u32,
    number: u32,
) -> Page<AuditEntry> {
    page(wire, per_page, number, |wire| AuditEntry {
        id: AuditId(wire.id.of_row()),
        at: wire.at.0,
        user: wire.user_id.0.map(QuestUserId),
        user_name: wire.user_name.0,
        action: words::action(&wire.action.0),
        quest: wire.task_id.0.map(QuestId),
        quest_name: wire.task_name.0,
        detail: wire.detail.0,
    })
}
