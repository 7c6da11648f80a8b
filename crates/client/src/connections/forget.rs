//! What is let go of once a connection reaches another server or another
//! account.

use crate::{
    client::Client,
    notices, outbox,
    store::{self, quest_drafts::QuestForm},
};
use muster_domain::{
    club::ClubFields, error::AppError, event::Tag, id::ConnectionId, outbox::OutboxState,
};
use rusqlite::Connection as Database;

/// What is queued was meant for this server and this account. It goes back to
/// its drafts rather than out to whoever has the same ids elsewhere.
pub(super) async fn take_back_queued(client: &Client, id: &ConnectionId) -> Result<(), AppError> {
    let queued = |db: &Database| store::outbox::in_states(db, &[OutboxState::Queued]);
    let queued = client.stores()?.desk.read(queued).await?;
    for entry in queued.iter().filter(|entry| entry.connection == *id) {
        match outbox::take_back(client, &entry.id).await {
            // It left in this very moment.
            Ok(_) | Err(AppError::TooLate) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The tasks that the inbox told of are not those of this account.
pub(super) async fn forget_notices(client: &Client, id: &ConnectionId) -> Result<(), AppError> {
    let gone = id.clone();
    let desk = client.stores()?.desk;
    desk.with(move |db| notices::forget(db, &gone)).await?;
    client.emit([Tag::Inbox]);
    Ok(())
}

/// What is kept by the ids of one server would mean other people and other
/// tasks on the next. What was typed stays.
pub(super) async fn forget_ids(client: &Client, id: &ConnectionId) -> Result<(), AppError> {
    let gone = id.clone();
    client
        .stores()?
        .desk
        .with(move |db| {
            let transaction = db.transaction()?;
            forget_notes(&transaction, &gone)?;
            store::saved::forget_ids(&transaction, &gone)?;
            store::drafts::forget_ids(&transaction, &gone)?;
            store::form_drafts::forget_ids::<ClubFields>(&transaction, &gone)?;
            store::form_drafts::forget_ids::<QuestForm>(&transaction, &gone)?;
            transaction.commit()
        })
        .await?;
    client.emit([Tag::Inbox, Tag::Drafts, Tag::Saved(id.clone())]);
    Ok(())
}

/// Everything that the desk keeps of a connection that is removed, but for the
/// record of what was sent.
pub(super) fn forget_desk(db: &Database, gone: &ConnectionId) -> rusqlite::Result<()> {
    forget_notes(db, gone)?;
    store::saved::delete_of(db, gone)?;
    store::drafts::delete_of(db, gone)?;
    store::form_drafts::delete_of::<ClubFields>(db, gone)?;
    store::form_drafts::delete_of::<QuestForm>(db, gone)
}

/// What was told and noted of a server's tasks, meetings and quests.
fn forget_notes(db: &Database, gone: &ConnectionId) -> rusqlite::Result<()> {
    notices::forget(db, gone)?;
    store::call_notes::delete_of(db, gone)?;
    store::follow_ups::delete_of(db, gone)?;
    store::code_windows::delete_of(db, gone)
}

/// Removes what was cached of a connection, on the disk and in memory.
pub(crate) async fn wipe(client: &Client, id: &ConnectionId) -> Result<(), AppError> {
    let (gone, wiping) = (id.clone(), client.clone());
    // First: what is being fetched for the old account must not come after.
    client.inner().sync.forget(id);
    client.inner().boards.forget(id);
    client
        .stores()?
        .cache
        .with(move |db| {
            // Again: what was fetched since then is gone with the rest.
            wiping.inner().sync.forget(&gone);
            store::wipe_cache(db, &gone)
        })
        .await?;
    client.inner().picker.forget(id);
    client.inner().finder.forget(id);
    client.emit(Tag::lists(id));
    Ok(())
}
