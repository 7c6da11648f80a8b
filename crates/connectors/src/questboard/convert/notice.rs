//! What the server tells unasked (chapter 3).

use super::{quest, rewards, seconds, wire};
use crate::{
    error::Result,
    json::{self, Strict},
    questboard::envelope::{nothing, within},
};
use muster_domain::quest::QuestNotice;

/// The notification of a frame; `None` for an event that is in no document.
///
/// # Errors
/// `BrokenAnswer`
pub(in crate::questboard) fn notice(text: &str) -> Result<Option<QuestNotice>> {
    let Strict(wire::Event { event }) = json::read(text)?;
    let make = match event.0.trim() {
        wire::PROGRESS_UPDATED => progress,
        wire::TASK_COMPLETED => completed,
        wire::TASK_EXPIRING => expiring,
        _ => return Ok(None),
    };
    let Strict(wire::Enveloped { data }) = json::read::<Strict<wire::Enveloped<wire::Told>>>(text)?;
    let Strict(told) = data.ok_or_else(nothing)?;
    if told.task_id.0.is_none() {
        return Err(within(json::broken(wire::TASK_ID, "missing")));
    }
    Ok(Some(make(told)))
}

fn progress(told: wire::Told) -> QuestNotice {
    QuestNotice::Progress {
        quest: quest(told.task_id),
        before: told.old_progress.0,
        now: told.new_progress.0,
        target: told.target_count.0,
        completed: told.is_completed.0,
    }
}

fn completed(told: wire::Told) -> QuestNotice {
    QuestNotice::Completed {
        quest: quest(told.task_id),
        name: told.task_name.0,
        rewards: rewards(told.rewards),
        at: told.completed_at.0,
    }
}

fn expiring(told: wire::Told) -> QuestNotice {
    QuestNotice::Expiring {
        quest: quest(told.task_id),
        name: told.task_name.0,
        expires_at: told.expire_at.0,
        time_left_s: seconds(&told.time_remaining),
    }
}
