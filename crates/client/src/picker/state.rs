//! The picker in the client: which roster, whose selection. Everything that
//! takes time over 100 000 people runs off the asynchronous threads.

use super::{Desk, NoSuchRow, Recipients, Roster};
use crate::{
    client::{Client, lock},
    commands::Target,
    drafts, fault, reads,
    store::{self, Age, Stored},
    threads,
};
use muster_domain::{
    error::AppError,
    event::Tag,
    id::{ConnectionId, DraftId},
    picker::{PickerRow, PickerTotals, PickerView, Selection},
    read::{Read, Rows},
    time::Time,
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use tokio::sync::OwnedMutexGuard;

/// Drafts whose picker is kept in memory. What was open in another one's views
/// is forgotten; its selection is in the store.
const DESKS: usize = 4;

/// Rows of one answer.
const ROWS: u32 = 200;

type SharedDesk = Arc<tokio::sync::Mutex<Desk>>;

/// Rosters made ready to be picked from, and the pickers of drafts.
#[derive(Debug, Default)]
pub(crate) struct State {
    rosters: Mutex<HashMap<ConnectionId, Kept>>,
    /// One roster is built at a time.
    building: tokio::sync::Mutex<()>,
    desks: Mutex<HashMap<DraftId, (ConnectionId, SharedDesk)>>,
}

#[derive(Clone, Debug)]
struct Kept {
    /// Of the stored trees that it was built from.
    stored: (i64, Time),
    roster: Arc<Roster>,
}

impl State {
    fn kept(&self, connection: &ConnectionId, stored: (i64, Time)) -> Option<Arc<Roster>> {
        let rosters = lock(&self.rosters);
        let kept = rosters.get(connection)?;
        (kept.stored == stored).then(|| Arc::clone(&kept.roster))
    }

    fn desk(&self, draft: &DraftId) -> Option<SharedDesk> {
        let desks = lock(&self.desks);
        desks.get(draft).map(|(_, desk)| Arc::clone(desk))
    }

    /// Keeps a desk, unless another call was quicker: one draft, one desk.
    fn keep(&self, connection: &ConnectionId, draft: &DraftId, desk: Desk) -> SharedDesk {
        let mut desks = lock(&self.desks);
        if desks.len() >= DESKS && !desks.contains_key(draft) {
            // One that somebody works with has another owner.
            desks.retain(|_, (_, desk)| Arc::strong_count(desk) > 1);
        }
        let desk = || (connection.clone(), Arc::new(tokio::sync::Mutex::new(desk)));
        Arc::clone(&desks.entry(draft.clone()).or_insert_with(desk).1)
    }

    /// Lets go of the people of a connection whose cache was wiped.
    pub(crate) fn forget(&self, connection: &ConnectionId) {
        lock(&self.rosters).remove(connection);
        lock(&self.desks).retain(|_, (of, _)| of != connection);
    }
}

/// The roster of a connection as stored, and its age. `None` until it was
/// fetched.
pub(crate) async fn roster(
    client: &Client,
    connection: &ConnectionId,
) -> Result<Option<(Arc<Roster>, Age)>, AppError> {
    let state = &client.inner().picker;
    let cache = client.stores()?.cache;
    let id = connection.clone();
    let revision = cache.read(move |db| store::roster::revision(db, &id));
    let Some(found) = revision.await? else {
        lock(&state.rosters).remove(connection);
        return Ok(None);
    };
    let stored = (found.value, found.age.fetched_at);
    if let Some(roster) = state.kept(connection, stored) {
        return Ok(Some((roster, found.age)));
    }
    let _one = state.building.lock().await;
    if let Some(roster) = state.kept(connection, stored) {
        return Ok(Some((roster, found.age)));
    }
    let id = connection.clone();
    let Some(found) = cache.read(move |db| store::roster::load(db, &id)).await? else {
        return Ok(None);
    };
    let (trees, age) = (found.value, found.age);
    let stored = (trees.revision, age.fetched_at);
    let roster = off_thread(move || Roster::new(&trees.orgs, trees.offices.as_ref())).await?;
    let roster = Arc::new(roster);
    let kept = Kept {
        stored,
        roster: Arc::clone(&roster),
    };
    lock(&state.rosters).insert(connection.clone(), kept);
    // Wiped while it was built: nobody would let go of it.
    let id = connection.clone();
    let there = cache.read(move |db| store::roster::revision(db, &id));
    if there.await?.is_none() {
        state.forget(connection);
        return Ok(None);
    }
    Ok(Some((roster, age)))
}

/// Whom a selection calls, and when the roster that says so was fetched.
/// `None` until one was.
pub(crate) async fn recipients(
    client: &Client,
    connection: &ConnectionId,
    selection: &Selection,
) -> Result<Option<(Recipients, Time)>, AppError> {
    let Some((roster, age)) = roster(client, connection).await? else {
        return Ok(None);
    };
    let selection = selection.clone();
    let recipients = off_thread(move || Recipients::new(&selection, &roster)).await?;
    Ok(Some((recipients, age.fetched_at)))
}

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
    let connection = client
        .stores()?
        .desk
        .read(move |db| store::drafts::connection_of(db, &id))
        .await?;
    let Some(connection) = connection else {
        lock(&state.desks).remove(draft);
        return Err(AppError::NotFound);
    };
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
    let desk = Some(Stored { value: desk, age });
    Ok(Open { target, desk })
}

async fn load(client: &Client, draft: &DraftId, roster: &Arc<Roster>) -> Result<Desk, AppError> {
    let (id, roster) = (draft.clone(), Arc::clone(roster));
    let selection = client
        .stores()?
        .desk
        .read(move |db| store::drafts::load_selection(db, &id))
        .await?
        .ok_or(AppError::NotFound)?;
    off_thread(move || Desk::new(roster, &selection)).await
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

/// Opens or closes a row; answers how many rows the view has now.
pub(crate) async fn expand(
    client: &Client,
    draft: &DraftId,
    view: PickerView,
    key: String,
    expanded: bool,
) -> Result<u32, AppError> {
    let mut desk = open(client, draft).await?.desk()?;
    off_thread(move || desk.expand(view, &key, expanded))
        .await?
        .map_err(|NoSuchRow| AppError::NotFound)
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

async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    threads::off_thread("picker", work).await
}

#[cfg(test)]
mod tests;
