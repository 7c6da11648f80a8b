//! Putting a draft into the outbox.

use super::{
    GRACE_MS,
    enqueue::{enqueue, queued},
};
use crate::{client::Client, drafts, store};
use muster_domain::{
    error::AppError,
    id::DraftId,
    outbox::{Intent, OutboxEntry},
};

/// Checks the draft once more and queues it; the first byte leaves ten seconds
/// later. A draft that is already on its way is `too_late`: the second click
/// sends nothing twice.
pub(crate) async fn publish_task(client: &Client, id: &DraftId) -> Result<OutboxEntry, AppError> {
    let draft = drafts::load(client, id).await?;
    let checked = drafts::check(client, &draft).await?;
    let intent = Intent::PublishTask {
        draft: id.clone(),
        task: checked.task,
        people: checked.recipients.totals.people,
    };
    let entry = queued(client, draft.connection, intent, GRACE_MS).await?;
    enqueue(client, entry, |db, entry| {
        let draft = entry.intent.draft();
        let live = draft
            .map(|draft| store::outbox::live_of_draft(db, draft))
            .transpose()?;
        Ok(live.is_none_or(|live| live.is_empty()))
    })
    .await
}
