//! Putting the end of a task into the outbox.

use super::enqueue::{enqueue, queued};
use crate::{client::Client, store};
use muster_domain::{
    error::AppError,
    id::{ConnectionId, TaskId},
    outbox::{Intent, OutboxEntry},
};

/// Queues the end of a task; it leaves at once, because the question whether
/// it is meant was asked before. `too_late` while one is under way.
pub(crate) async fn finish_task(
    client: &Client,
    connection: ConnectionId,
    task: TaskId,
    title: String,
) -> Result<OutboxEntry, AppError> {
    let intent = Intent::FinishTask {
        task: task.clone(),
        title,
    };
    let entry = queued(client, connection, intent, 0).await?;
    enqueue(client, entry, move |db, entry| {
        Ok(!store::outbox::finishing(db, &entry.connection, &task)?)
    })
    .await
}
