//! Groups and templates, and drafts made from what was there before: from a
//! template, or from a task that was published.

use crate::{
    client::Client,
    clubs,
    commands::{clubs::drafts::ClubDraftView, tasks::OneTask},
    drafts, picker, reads, store,
};
use muster_domain::{
    draft::{DraftPlace, DraftView, Mark, TaskFields},
    error::AppError,
    event::Tag,
    geo::Crs,
    id::{ConnectionId, DraftId, SavedId},
    outbox::Intent,
    picker::PickerTotals,
    read::Rows,
    saved::{Kept, Saved, SavedKind, SavedView, name},
    task::{Place, TaskDetail},
};

pub(crate) async fn list(
    client: &Client,
    connection: ConnectionId,
    offset: u32,
) -> Result<Rows<SavedView>, AppError> {
    let saved = client
        .stores()?
        .desk
        .read(move |db| store::saved::list(db, &connection))
        .await?;
    let mut window = reads::window_of(&saved, offset, u32::MAX, view);
    window.rows = reads::fitting(window.rows);
    Ok(window)
}

/// One of the list, with a title as long as a row.
fn view(saved: &Saved) -> SavedView {
    let mut view = saved.view();
    if let Some(title) = &mut view.title {
        reads::clip(title, reads::TITLE);
    }
    view
}

/// Keeps what a draft holds under a name, in place of what has that name.
/// `invalid` without a name.
pub(crate) async fn save(
    client: &Client,
    draft: &DraftId,
    kind: SavedKind,
    typed: &str,
) -> Result<SavedView, AppError> {
    let name = name(typed).ok_or_else(nameless)?;
    let (connection, kept) = kept(client, draft, kind).await?;
    let saved = Saved {
        id: SavedId(client.fresh_id()),
        connection,
        name,
        changed_at: client.now(),
        kept,
    };
    let view = view(&saved);
    put(client, saved).await?;
    Ok(view)
}

/// What a draft comes to as a group or a template; a mission or a meeting as a
/// template alone.
async fn kept(
    client: &Client,
    draft: &DraftId,
    kind: SavedKind,
) -> Result<(ConnectionId, Kept), AppError> {
    let found = match drafts::load(client, draft).await {
        Err(AppError::NotFound) if kind == SavedKind::Template => {
            let draft = clubs::drafts::load(client, draft).await?;
            let kept = Kept::Club(draft.form.without_times());
            return Ok((draft.connection, kept));
        }
        found => found?,
    };
    let kept = match kind {
        SavedKind::Group => Kept::Group(found.selection),
        SavedKind::Template => Kept::CallOut(found.fields.without_times(), found.selection),
    };
    Ok((found.connection, kept))
}

async fn put(client: &Client, saved: Saved) -> Result<(), AppError> {
    let connection = saved.connection.clone();
    let write = move |db: &mut rusqlite::Connection| {
        let transaction = db.transaction()?;
        store::saved::put(&transaction, &saved)?;
        transaction.commit()
    };
    client.stores()?.desk.with(write).await?;
    client.emit([Tag::Saved(connection)]);
    Ok(())
}

/// Takes the place of what has the name.
pub(crate) async fn rename(client: &Client, id: &SavedId, typed: &str) -> Result<(), AppError> {
    let name = name(typed).ok_or_else(nameless)?;
    let renamed = Saved {
        name,
        changed_at: client.now(),
        ..find(client, id).await?
    };
    put(client, renamed).await
}

pub(crate) async fn delete(client: &Client, id: &SavedId) -> Result<(), AppError> {
    let connection = find(client, id).await?.connection;
    let id = id.clone();
    let desk = client.stores()?.desk;
    desk.with(move |db| store::saved::delete(db, &id)).await?;
    client.emit([Tag::Saved(connection)]);
    Ok(())
}

fn nameless() -> AppError {
    AppError::Invalid {
        problems: Vec::new(),
    }
}

async fn find(client: &Client, id: &SavedId) -> Result<Saved, AppError> {
    let id = id.clone();
    let desk = client.stores()?.desk;
    let found = desk.read(move |db| store::saved::find(db, &id)).await?;
    found.ok_or(AppError::NotFound)
}

/// Adds the recipients of a group, or of a template, to a draft's.
pub(crate) async fn add(
    client: &Client,
    draft: &DraftId,
    id: &SavedId,
) -> Result<PickerTotals, AppError> {
    let saved = find(client, id).await?;
    // An id of another server would mean somebody else.
    if drafts::load(client, draft).await?.connection != saved.connection {
        return Err(AppError::NotFound);
    }
    let selection = saved.kept.selection().ok_or(AppError::NotFound)?;
    picker::add(client, draft, selection).await
}

/// A new draft with everything that a template holds.
pub(crate) async fn draft_from_template(
    client: &Client,
    id: &SavedId,
) -> Result<DraftView, AppError> {
    let saved = find(client, id).await?;
    let Kept::CallOut(fields, selection) = saved.kept else {
        return Err(AppError::NotFound);
    };
    drafts::new_with(client, saved.connection, fields, selection).await
}

/// The same of a mission or a meeting.
pub(crate) async fn club_draft_from_template(
    client: &Client,
    id: &SavedId,
) -> Result<ClubDraftView, AppError> {
    let saved = find(client, id).await?;
    let Kept::Club(fields) = saved.kept else {
        return Err(AppError::NotFound);
    };
    clubs::drafts::new(client, saved.connection, fields).await
}

/// A new draft of what a task was: all but its times, as far as the task tells.
/// `nothing_cached` until its detail, its people, the roster and the saved
/// places were fetched.
pub(crate) async fn draft_from_task(client: &Client, args: OneTask) -> Result<DraftView, AppError> {
    let crs = client.connection_row(&args.connection).await?.config.crs;
    let (connection, task) = (args.connection.clone(), args.task.clone());
    let cache = client.stores()?.cache;
    let read = cache.read(move |db| {
        let detail = store::task_details::find(db, &connection, &task)?;
        let age = store::ages::find(db, &connection, &format!("people/{task}"))?;
        let people = store::participants::list(db, &connection, &task)?;
        let info = store::publish_info::load(db, &connection)?;
        Ok((detail, age.map(|_| people), info))
    });
    let (Some(detail), Some(people), Some(info)) = read.await? else {
        return Err(AppError::NothingCached);
    };
    let places = info.value.places;
    let selection = picker::selection_of(client, &args.connection, people)
        .await?
        .ok_or(AppError::NothingCached)?;
    let mut fields = fields_of(&detail, &places, crs);
    fields.detail = detail_sent(client, args.clone()).await?;
    drafts::new_with(client, args.connection, fields, selection).await
}

fn fields_of(detail: &TaskDetail, places: &[Place], crs: Crs) -> TaskFields {
    let summary = &detail.summary;
    let (mark, title) = Mark::of_title(&summary.title);
    TaskFields {
        mark,
        title: title.to_owned(),
        wanted: summary.wanted.to_string(),
        place: DraftPlace::again(summary, detail.place_at, places, crs),
        ..TaskFields::default()
    }
}

/// What the task said. No server tells it again; this desk knows if it was
/// sent from here.
async fn detail_sent(client: &Client, args: OneTask) -> Result<String, AppError> {
    let desk = client.stores()?.desk;
    let sent = desk.read(move |db| store::outbox::published(db, &args.connection, &args.task));
    Ok(match sent.await?.map(|entry| entry.intent) {
        Some(Intent::PublishTask { task, .. }) => task.detail,
        _ => String::new(),
    })
}

#[cfg(test)]
mod tests;
