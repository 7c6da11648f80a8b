//! Drafts of forms: of a mission, a meeting, a quest. Kept as typed until they
//! are on their way.

use super::{LISTED, edit};
use crate::{
    client::Client,
    store::{
        self,
        form_drafts::{self as table, Draft, Form},
    },
};
use muster_domain::{
    error::AppError,
    event::Tag,
    id::{ConnectionId, DraftId},
};
use rusqlite::Connection;

/// Things in the way that an answer names: beside a draft that is as large as
/// one may be there is no room for those of thousands of parts or rewards.
pub(crate) const PROBLEMS: usize = 300;

/// Those that are not on their way, last changed first.
pub(crate) async fn list<F: Form, S: Send + 'static>(
    client: &Client,
    connection: ConnectionId,
    summary: fn(Draft<F>) -> S,
) -> Result<Vec<S>, AppError> {
    let read = move |db: &Connection| {
        let mut summaries = Vec::new();
        for draft in table::list::<F>(db, &connection)? {
            if summaries.len() == LISTED {
                break;
            }
            if store::outbox::live_of_draft(db, &draft.id)?.is_empty() {
                summaries.push(summary(draft));
            }
        }
        Ok(summaries)
    };
    client.stores()?.desk.read(read).await
}

/// A new draft of a form that is `keepable`.
pub(crate) async fn begin<F: Form>(
    client: &Client,
    connection: ConnectionId,
    form: F,
) -> Result<Draft<F>, AppError> {
    let draft = Draft {
        id: DraftId(client.fresh_id()),
        connection,
        changed_at: client.now(),
        form,
    };
    let stored = draft.clone();
    let put = move |db: &mut Connection| table::put(db, &stored);
    client.stores()?.desk.with(put).await?;
    client.emit([Tag::Drafts]);
    Ok(draft)
}

pub(crate) async fn load<F: Form>(client: &Client, id: &DraftId) -> Result<Draft<F>, AppError> {
    let id = id.clone();
    let read = move |db: &Connection| table::load(db, &id);
    let draft = client.stores()?.desk.read(read).await?;
    draft.ok_or(AppError::NotFound)
}

/// Keeps the form as `change` leaves it. `too_late` once the draft is on its
/// way.
pub(crate) async fn change<F: Form>(
    client: &Client,
    id: &DraftId,
    change: impl FnOnce(&mut F) + Send + 'static,
) -> Result<(), AppError> {
    let (wanted, now) = (id.clone(), client.now());
    edit(client, id, move |db| {
        let Some(mut draft) = table::load(db, &wanted)? else {
            return Ok(false);
        };
        change(&mut draft.form);
        draft.changed_at = now;
        table::put(db, &draft).map(|()| true)
    })
    .await?;
    client.emit([Tag::Drafts, Tag::Draft(id.clone())]);
    Ok(())
}

pub(crate) async fn delete<F: Form>(client: &Client, id: &DraftId) -> Result<(), AppError> {
    let gone = id.clone();
    edit(client, id, move |db| {
        table::delete::<F>(db, &gone).map(|()| true)
    })
    .await?;
    client.emit([Tag::Drafts, Tag::Draft(id.clone())]);
    Ok(())
}
