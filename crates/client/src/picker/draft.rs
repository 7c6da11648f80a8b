//! The picker of a draft: opened over the newest roster, looked at, changed and
//! kept.

use super::{
    Desk, NoSuchRow, Roster,
    elsewhere::{self, Known},
    state::{off_thread, roster},
};
use crate::{
    client::Client,
    commands::Target,
    drafts, fault, reads,
    store::{self, Stored},
};
use muster_domain::{
    error::AppError,
    event::Tag,
    id::{ConnectionId, DraftId},
    picker::{
        OverlappingTask, PickerEntry, PickerList, PickerRow, PickerTotals, PickerView, Selection,
    },
    read::{Read, Rows},
};
use std::sync::Arc;
use tokio::sync::OwnedMutexGuard;

/// Rows of one answer.
const ROWS: u32 = 200;

/// A draft's picker with nobody else at it.
struct Open {
    /// What has to be fetched for it.
    target: Target,
    /// `None` until the roster was fetched.
    desk: Option<Stored<OwnedMutexGuard<Desk>>>,
}

impl Open {
    fn desk(self) -> Result<OwnedMutexGuard<Desk>, AppError> {
        let stored = self.desk.ok_or(AppError::NothingCached)?;
        Ok(stored.value)
    }
}

async fn open(client: &Client, draft: &DraftId) -> Result<Open, AppError> {
    let state = &client.inner().picker;
    let id = draft.clone();
    let head = client
        .stores()?
        .desk
        .read(move |db| store::drafts::head(db, &id))
        .await?;
    let Some((connection, fields)) = head else {
        state.forget_desk(draft);
        return Err(AppError::NotFound);
    };
    let span = fields.span();
    let found = roster(client, &connection).await?;
    let target = Target::Roster {
        connection: connection.clone(),
    };
    let Some((roster, age)) = found else {
        return Ok(Open { target, desk: None });
    };
    let desk = match state.desk(draft) {
        Some(desk) => desk,
        None => state.keep(&connection, draft, load(client, draft, &roster).await?),
    };
    let mut desk = desk.lock_owned().await;
    if !Arc::ptr_eq(desk.roster(), &roster) {
        desk = off_thread(move || {
            desk.set_roster(roster);
            desk
        })
        .await?;
    }
    let desk = look_elsewhere(client, &connection, span, desk).await?;
    let desk = Some(Stored { value: desk, age });
    Ok(Open { target, desk })
}

/// Sees to it that the desk knows who is on another task, by the newest that
/// is cached.
async fn look_elsewhere(
    client: &Client,
    connection: &ConnectionId,
    span: Option<elsewhere::Span>,
    mut desk: OwnedMutexGuard<Desk>,
) -> Result<OwnedMutexGuard<Desk>, AppError> {
    let Some(span) = span else {
        desk.set_elsewhere(None);
        return Ok(desk);
    };
    let cache = client.stores()?.cache;
    let id = connection.clone();
    let mark = cache.read(move |db| elsewhere::mark(db, &id)).await?;
    let known = desk.elsewhere.as_ref();
    if known.is_some_and(|known| (known.span, known.mark) == (span, mark)) {
        return Ok(desk);
    }
    let id = connection.clone();
    let cached = cache.read(move |db| elsewhere::read(db, &id, span)).await?;
    off_thread(move || {
        let known = Known::new(cached, span, mark, desk.roster());
        desk.set_elsewhere(Some(known));
        desk
    })
    .await
}

async fn load(client: &Client, draft: &DraftId, roster: &Arc<Roster>) -> Result<Desk, AppError> {
    let (id, roster) = (draft.clone(), Arc::clone(roster));
    let selection = client
        .stores()?
        .desk
        .read(move |db| store::drafts::load_selection(db, &id))
        .await?
        .ok_or(AppError::NotFound)?;
    // No earlier desk of this draft was further.
    let revision = client.inner().picker.changes();
    off_thread(move || {
        let mut desk = Desk::new(roster, &selection);
        desk.revision = revision;
        desk
    })
    .await
}

/// The running total.
pub(crate) async fn totals(
    client: &Client,
    draft: &DraftId,
) -> Result<Read<PickerTotals>, AppError> {
    let Open { target, desk } = open(client, draft).await?;
    let totals = desk.map(|Stored { value, age }| Stored {
        value: value.totals(),
        age,
    });
    Ok(reads::read(client, &target, totals, &[]))
}

/// The visible rows of a view under a query; at most 200.
pub(crate) async fn rows(
    client: &Client,
    draft: &DraftId,
    view: PickerView,
    query: String,
    offset: u32,
    limit: u32,
) -> Result<Read<Rows<PickerRow>>, AppError> {
    let Open { target, desk } = open(client, draft).await?;
    let limit = limit.min(ROWS);
    let rows = match desk {
        Some(Stored { mut value, age }) => {
            let mut value = off_thread(move || value.rows(view, &query, offset, limit)).await?;
            value.rows.iter_mut().for_each(clip_row);
            Some(Stored { value, age })
        }
        None => None,
    };
    Ok(reads::read(client, &target, rows, &[]))
}

/// To what a row can show. Marks end where its name does.
fn clip_row(row: &mut PickerRow) {
    reads::clip(&mut row.name, reads::OFFICE);
    if let Some(group) = &mut row.group {
        reads::clip(group, reads::OFFICE);
    }
    let length = u32::try_from(row.name.encode_utf16().count()).unwrap_or(u32::MAX);
    row.matched.retain(|&(_, end)| end <= length);
}

/// The people behind one of the totals.
pub(crate) async fn list(
    client: &Client,
    draft: &DraftId,
    list: PickerList,
    offset: u32,
    limit: u32,
) -> Result<Read<Rows<PickerEntry>>, AppError> {
    let Open { target, desk } = open(client, draft).await?;
    let lines = match desk {
        Some(Stored { value, age }) => {
            let value = off_thread(move || value.list(list, offset, limit)).await?;
            Some(Stored { value, age })
        }
        None => None,
    };
    Ok(reads::read(client, &target, lines, &[]))
}

/// The tasks that overlap the draft's time.
pub(crate) async fn overlapping(
    client: &Client,
    draft: &DraftId,
) -> Result<Vec<OverlappingTask>, AppError> {
    Ok(open(client, draft).await?.desk()?.overlapping())
}

/// Opens or closes a row, or opens all beside it; answers how many rows the
/// view has now.
pub(crate) async fn expand(
    client: &Client,
    draft: &DraftId,
    view: PickerView,
    key: String,
    expanded: bool,
    siblings: bool,
) -> Result<u32, AppError> {
    let mut desk = open(client, draft).await?.desk()?;
    off_thread(move || {
        if siblings && expanded {
            desk.expand_siblings(view, &key)
        } else {
            desk.expand(view, &key, expanded)
        }
    })
    .await?
    .map_err(|NoSuchRow| AppError::NotFound)
}

/// The row that what was typed leads to.
pub(crate) async fn seek(
    client: &Client,
    draft: &DraftId,
    view: PickerView,
    query: String,
    typed: String,
    from: u32,
) -> Result<Option<u32>, AppError> {
    let mut desk = open(client, draft).await?.desk()?;
    off_thread(move || desk.seek(view, &query, &typed, from)).await
}

/// Adds a selection to the draft's.
pub(crate) async fn add(
    client: &Client,
    draft: &DraftId,
    selection: Selection,
) -> Result<PickerTotals, AppError> {
    change(client, draft, move |desk| {
        desk.add(&selection);
        Ok(())
    })
    .await
}

/// Switches a row and everything below it.
pub(crate) async fn toggle(
    client: &Client,
    draft: &DraftId,
    view: PickerView,
    key: String,
    on: bool,
) -> Result<PickerTotals, AppError> {
    change(client, draft, move |desk| desk.toggle(view, &key, on)).await
}

/// Switches everything that a query shows.
pub(crate) async fn toggle_matches(
    client: &Client,
    draft: &DraftId,
    view: PickerView,
    query: String,
    on: bool,
) -> Result<PickerTotals, AppError> {
    change(client, draft, move |desk| {
        desk.toggle_matches(view, &query, on);
        Ok(())
    })
    .await
}

/// Changes the selection and keeps it. On the disk before it answers, and to
/// the end even if the caller goes away: what is shown is what is stored.
async fn change(
    client: &Client,
    draft: &DraftId,
    edit: impl FnOnce(&mut Desk) -> Result<(), NoSuchRow> + Send + 'static,
) -> Result<PickerTotals, AppError> {
    let (client, draft) = (client.clone(), draft.clone());
    tokio::spawn(async move {
        let mut desk = open(&client, &draft).await?.desk()?;
        let edited = off_thread(move || {
            let before = desk.picked().clone();
            edit(&mut desk)?;
            let selection = desk.selection();
            Ok((desk, before, selection))
        });
        let (mut desk, before, selection) =
            edited.await?.map_err(|NoSuchRow| AppError::NotFound)?;
        match save(&client, &draft, selection).await {
            Ok(()) => {
                desk.revision = client.inner().picker.changed();
                client.emit([Tag::Draft(draft)]);
                Ok(desk.totals())
            }
            Err(error) => {
                desk.restore(before);
                Err(error)
            }
        }
    })
    .await
    .map_err(|_| fault::internal("picker", "the change was ended"))?
}

/// `too_late` once the draft is on its way: what was published must stay what
/// was reviewed.
async fn save(client: &Client, draft: &DraftId, selection: Selection) -> Result<(), AppError> {
    let (stored, now) = (draft.clone(), client.now());
    drafts::edit(client, draft, move |db| {
        store::drafts::save_selection(db, &stored, &selection, now)
    })
    .await
}
