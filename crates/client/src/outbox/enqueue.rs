//! Putting an entry into the outbox.

use super::{effect::announce, record::record};
use crate::{client::Client, store};
use muster_domain::{
    error::AppError,
    id::{ConnectionId, OutboxId},
    outbox::{Intent, OutboxEntry, OutboxState},
};
use rusqlite::TransactionBehavior;

/// A new entry, queued; its first byte may leave after `grace_ms`.
pub(super) async fn queued(
    client: &Client,
    connection: ConnectionId,
    intent: Intent,
    grace_ms: i64,
) -> Result<OutboxEntry, AppError> {
    let now = client.now();
    let row = client.connection_row(&connection).await?;
    Ok(OutboxEntry {
        id: OutboxId(client.fresh_id()),
        connection_name: row.display_name(),
        addressee: Some(row.addressee()),
        connection,
        intent,
        state: OutboxState::Queued,
        created_at: now,
        changed_at: now,
        send_at: now.plus_ms(grace_ms),
        sent_at: None,
        attempts: 0,
        problem: None,
        search: None,
        task: None,
        said: None,
        parts_missing: None,
        effect: None,
    })
}

/// Stores an entry if `free` says, inside the same transaction, that nothing
/// stands in its way; `too_late` otherwise.
pub(super) async fn enqueue(
    client: &Client,
    entry: OutboxEntry,
    free: impl FnOnce(&rusqlite::Connection, &OutboxEntry) -> rusqlite::Result<bool> + Send + 'static,
) -> Result<OutboxEntry, AppError> {
    let stored = client
        .stores()?
        .desk
        .with(move |db| {
            let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            if !free(&transaction, &entry)? {
                return Ok(None);
            }
            store::outbox::insert(&transaction, &entry)?;
            record(&transaction, None, &entry, entry.created_at)?;
            transaction.commit()?;
            Ok(Some(entry))
        })
        .await?
        .ok_or(AppError::TooLate)?;
    announce(client, &stored);
    client.inner().outbox.wake.notify_one();
    Ok(stored)
}
