//! What a write came to beside yes.

use super::clip_rewards;
use crate::{
    client::Client,
    commands::quests::acts::{ListResults, QuestOutcome, QuestResult},
    reads::{self, clip},
    store,
};
use muster_domain::{
    error::AppError,
    outbox::{Intent, QuestEffect},
    quest::{BatchResult, BatchRow},
    read::Rows,
};

/// Rewards that one row of a batch names.
const ROW_REWARDS: usize = 10;

/// The effect without its rows.
pub(crate) fn effect_shown(effect: QuestEffect) -> QuestOutcome {
    match effect {
        QuestEffect::Accepted { expires_at } => QuestOutcome::Accepted { expires_at },
        QuestEffect::Completed {
            mut rewards,
            can_claim_now,
        } => {
            clip_rewards(&mut rewards);
            QuestOutcome::Completed {
                rewards,
                can_claim_now,
            }
        }
        QuestEffect::Claimed { mut rewards } => {
            clip_rewards(&mut rewards);
            QuestOutcome::Claimed { rewards }
        }
        QuestEffect::Batch(batch) => {
            let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
            let done = batch.done();
            let mut rewards = batch.claimed();
            clip_rewards(&mut rewards);
            QuestOutcome::Batch {
                done: count(done),
                refused: count(batch.rows.len() - done),
                rewards,
            }
        }
        QuestEffect::Reset {
            reset,
            affected,
            reset_at,
        } => QuestOutcome::Reset {
            reset,
            affected,
            reset_at,
        },
    }
}

/// What became of each quest of a batch, in the order in which they were named.
pub(crate) async fn results(
    client: &Client,
    args: ListResults,
) -> Result<Rows<QuestResult>, AppError> {
    let id = args.entry;
    let read = move |db: &rusqlite::Connection| store::outbox::load(db, &id);
    let entry = client.stores()?.desk.read(read).await?;
    let entry = entry.ok_or(AppError::NotFound)?;
    let Intent::Quest { write } = &entry.intent else {
        return Err(AppError::NotFound);
    };
    let asked = write.batch().ok_or(AppError::NotFound)?;
    let rows: &[BatchRow] = match &entry.effect {
        Some(QuestEffect::Batch(batch)) => &batch.rows,
        _ => &[],
    };
    let rows = reads::window_of(asked, args.offset, args.limit, |named| {
        let row = rows.iter().find(|row| row.quest == named.quest);
        QuestResult {
            quest: named.quest.clone(),
            name: named.name.clone(),
            result: row.map(|row| shown(row.result.clone())),
        }
    });
    Ok(Rows {
        rows: reads::fitting(rows.rows),
        ..rows
    })
}

fn shown(mut result: BatchResult) -> BatchResult {
    match &mut result {
        BatchResult::Done { rewards } => {
            rewards.truncate(ROW_REWARDS);
            clip_rewards(rewards);
        }
        BatchResult::Refused(refused) => clip(&mut refused.message, reads::TITLE),
    }
    result
}
