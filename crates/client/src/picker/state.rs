//! The picker in the client: which roster, whose selection. Everything that
//! takes time over 100 000 people runs off the asynchronous threads.

use super::{Desk, NoSuchRow, Recipients, Roster};
use crate::{
    client::{Client, lock},
    fault,
    store::{self, Age},
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
const ROWS: u32 = 500;

type SharedDesk = Arc<tokio::sync::Mutex<Desk>>;

/// Rosters made ready to be picked from, and the pickers of drafts.
#[derive(Debug, Default)]
pub(crate) struct State {
    rosters: Mutex<HashMap<ConnectionId, Kept>>,
    /// One roster is built at a time.
    building: tokio::sync::Mutex<()>,
    desks: Mutex<HashMap<DraftId, SharedDesk>>,
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
        lock(&self.desks).get(draft).cloned()
    }

    /// Keeps a desk, unless another call was quicker: one draft, one desk.
    fn keep(&self, draft: &DraftId, desk: Desk) -> SharedDesk {
        let mut desks = lock(&self.desks);
        if desks.len() >= DESKS && !desks.contains_key(draft) {
            // One that somebody works with has another owner.
            desks.retain(|_, desk| Arc::strong_count(desk) > 1);
        }
        let desk = || Arc::new(tokio::sync::Mutex::new(desk));
        Arc::clone(desks.entry(draft.clone()).or_insert_with(desk))
    }
}

/// The roster of a connection as stored, and its age. `None` until it was
/// fetched.
async fn roster(
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
    desk: OwnedMutexGuard<Desk>,
    age: Age,
}

/// `Err` with what a read answers while there is no roster.
async fn open(client: &Client, draft: &DraftId) -> Result<Result<Open, ConnectionId>, AppError> {
    let state = &client.inner().picker;
    let stores = client.stores()?;
    let id = draft.clone();
    let connection = stores
        .desk
        .read(move |db| store::drafts::connection_of(db, &id));
    let Some(connection) = connection.await? else {
        lock(&state.desks).remove(draft);
        return Err(AppError::NotFound);
    };
    let Some((roster, age)) = roster(client, &connection).await? else {
        return Ok(Err(connection));
    };
    let desk = match state.desk(draft) {
        Some(desk) => desk,
        None => {
            let id = draft.clone();
            let selection = stores
                .desk
                .read(move |db| store::drafts::load_selection(db, &id));
            let selection = selection.await?.ok_or(AppError::NotFound)?;
            let over = Arc::clone(&roster);
            let desk = off_thread(move || Desk::new(over, &selection)).await?;
            state.keep(draft, desk)
        }
    };
    let mut desk = desk.lock_owned().await;
    if !Arc::ptr_eq(desk.roster(), &roster) {
        desk = off_thread(move || {
            desk.set_roster(roster);
            desk
        })
        .await?;
    }
    Ok(Ok(Open { desk, age }))
}

/// The running total.
pub(crate) async fn totals(
    client: &Client,
    draft: &DraftId,
) -> Result<Read<PickerTotals>, AppError> {
    Ok(match open(client, draft).await? {
        Ok(Open { desk, age }) => read(desk.totals(), &age),
        Err(connection) => nothing(client, &connection),
    })
}

/// The visible rows of a view under a query; at most 500.
pub(crate) async fn rows(
    client: &Client,
    draft: &DraftId,
    view: PickerView,
    query: String,
    offset: u32,
    limit: u32,
) -> Result<Read<Rows<PickerRow>>, AppError> {
    Ok(match open(client, draft).await? {
        Ok(Open { mut desk, age }) => {
            let limit = limit.min(ROWS);
            let rows = off_thread(move || desk.rows(view, &query, offset, limit)).await?;
            read(rows, &age)
        }
        Err(connection) => nothing(client, &connection),
    })
}

/// Opens or closes a row; answers how many rows the view has now.
pub(crate) async fn expand(
    client: &Client,
    draft: &DraftId,
    view: PickerView,
    key: String,
    expanded: bool,
) -> Result<u32, AppError> {
    let Open { mut desk, .. } = open_roster(client, draft).await?;
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
        let Open { mut desk, .. } = open_roster(&client, &draft).await?;
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
    let (draft, now) = (draft.clone(), client.now());
    client
        .stores()?
        .desk
        .with(move |db| {
            if !store::outbox::live_of_draft(db, &draft)?.is_empty() {
                return Ok(Err(AppError::TooLate));
            }
            let found = store::drafts::save_selection(db, &draft, &selection, now)?;
            Ok(if found {
                Ok(())
            } else {
                Err(AppError::NotFound)
            })
        })
        .await?
}

/// A roster wants a refresh after a day: people join and leave rarely, and the
/// rehearsal warns of an older one.
const STALE_MS: i64 = 24 * 60 * 60 * 1000;

fn read<T>(value: T, age: &Age) -> Read<T> {
    Read {
        value: Some(value),
        fetched_at: Some(age.fetched_at),
        server_time: age.server_time,
        complete: age.complete,
        stale_after: Some(age.fetched_at.plus_ms(STALE_MS)),
        problem: None,
    }
}

fn nothing<T>(client: &Client, connection: &ConnectionId) -> Read<T> {
    Read::nothing(client.inner().links.health(connection).problem)
}

async fn open_roster(client: &Client, draft: &DraftId) -> Result<Open, AppError> {
    open(client, draft)
        .await?
        .map_err(|_| AppError::NothingCached)
}

async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| fault::internal("picker", "the work was ended"))
}
