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
/// later. A draft that is already on its way is `too_late`, so that the second
/// click sends nothing twice; and so is one that was edited meanwhile.
pub(crate) async fn publish_task(client: &Client, id: &DraftId) -> Result<OutboxEntry, AppError> {
    let draft = drafts::load(client, id).await?;
    let checked = drafts::check(client, &draft).await?;
    let read = draft.clone();
    let intent = Intent::PublishTask {
        draft: id.clone(),
        task: checked.task,
        people: checked.recipients.totals.people,
    };
    let entry = queued(client, draft.connection, intent, GRACE_MS).await?;
    enqueue(client, entry, move |db, _| {
        let unchanged = store::drafts::load(db, &read.id)?.as_ref() == Some(&read);
        Ok(unchanged && store::outbox::live_of_draft(db, &read.id)?.is_empty())
    })
    .await
}
