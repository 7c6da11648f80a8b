//! The rosters and the desks of a client. Everything that takes time over
//! 100 000 people runs off the asynchronous threads.

use super::{Desk, Recipients, Roster, arrival::Arriving};
use crate::{
    client::{Client, lock},
    store::{self, Age},
    threads,
};
use muster_domain::{
    error::AppError,
    id::{ConnectionId, DraftId},
    picker::Selection,
    task::Participant,
    time::Time,
};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
};

/// Drafts whose picker is kept in memory. What was open in another one's views
/// is forgotten; its selection is in the store.
const DESKS: usize = 4;

type SharedDesk = Arc<tokio::sync::Mutex<Desk>>;

/// Rosters made ready to be picked from, and the pickers of drafts.
#[derive(Debug, Default)]
pub(crate) struct State {
    rosters: Mutex<HashMap<ConnectionId, Kept>>,
    pub(super) arriving: Mutex<HashMap<ConnectionId, Arriving>>,
    /// One roster is built at a time.
    pub(super) building: tokio::sync::Mutex<()>,
    desks: Mutex<HashMap<DraftId, (ConnectionId, SharedDesk)>>,
    /// Changes of any draft so far.
    changes: AtomicU32,
}

#[derive(Clone, Debug)]
struct Kept {
    /// Of the trees that it was built from.
    digest: i64,
    roster: Arc<Roster>,
}

impl State {
    /// The roster of these trees, where it is the newest that was built.
    pub(super) fn kept(&self, connection: &ConnectionId, digest: i64) -> Option<Arc<Roster>> {
        let rosters = lock(&self.rosters);
        let kept = rosters.get(connection)?;
        (kept.digest == digest).then(|| Arc::clone(&kept.roster))
    }

    pub(super) fn keep_roster(&self, connection: &ConnectionId, digest: i64, roster: &Arc<Roster>) {
        let roster = Arc::clone(roster);
        let kept = Kept { digest, roster };
        lock(&self.rosters).insert(connection.clone(), kept);
    }

    fn arriving(&self, connection: &ConnectionId) -> Option<(Arc<Roster>, Age)> {
        lock(&self.arriving).get(connection)?.current()
    }

    pub(super) fn desk(&self, draft: &DraftId) -> Option<SharedDesk> {
        let desks = lock(&self.desks);
        desks.get(draft).map(|(_, desk)| Arc::clone(desk))
    }

    /// Of a draft that is gone.
    pub(super) fn forget_desk(&self, draft: &DraftId) {
        lock(&self.desks).remove(draft);
    }

    /// What a desk is at after one more change.
    pub(super) fn changed(&self) -> u32 {
        self.changes.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// What the furthest desk is at.
    pub(super) fn changes(&self) -> u32 {
        self.changes.load(Ordering::Relaxed)
    }

    /// Keeps a desk, unless another call was quicker: one draft, one desk.
    pub(super) fn keep(
        &self,
        connection: &ConnectionId,
        draft: &DraftId,
        desk: Desk,
    ) -> SharedDesk {
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
        lock(&self.arriving).remove(connection);
        lock(&self.desks).retain(|_, (of, _)| of != connection);
    }
}

/// The newest roster of a connection, and its age. `None` until it was fetched.
pub(crate) async fn roster(
    client: &Client,
    connection: &ConnectionId,
) -> Result<Option<(Arc<Roster>, Age)>, AppError> {
    let state = &client.inner().picker;
    if let Some(arriving) = state.arriving(connection) {
        return Ok(Some(arriving));
    }
    let cache = client.stores()?.cache;
    let id = connection.clone();
    let stored = cache.read(move |db| store::roster::digest(db, &id)).await?;
    let Some(found) = stored else {
        lock(&state.rosters).remove(connection);
        return Ok(None);
    };
    if let Some(roster) = state.kept(connection, found.value) {
        return Ok(Some((roster, found.age)));
    }
    let _one = state.building.lock().await;
    let id = connection.clone();
    let stored = cache.read(move |db| store::roster::digest(db, &id)).await?;
    if let Some(found) = &stored
        && let Some(roster) = state.kept(connection, found.value)
    {
        return Ok(Some((roster, found.age)));
    }
    let id = connection.clone();
    let Some(found) = cache.read(move |db| store::roster::load(db, &id)).await? else {
        return Ok(None);
    };
    let ((digest, trees), age) = (found.value, found.age);
    let roster = off_thread(move || Roster::new(&trees.orgs, trees.offices.as_ref())).await?;
    let roster = Arc::new(roster);
    state.keep_roster(connection, digest, &roster);
    // Wiped while it was built: nobody would let go of it.
    let id = connection.clone();
    let there = cache.read(move |db| store::roster::digest(db, &id));
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

/// The selection that calls these people: a container where they are exactly
/// its own members, else one by one. `None` until the roster was fetched.
pub(crate) async fn selection_of(
    client: &Client,
    connection: &ConnectionId,
    people: Vec<Participant>,
) -> Result<Option<Selection>, AppError> {
    let Some((roster, _)) = roster(client, connection).await? else {
        return Ok(None);
    };
    off_thread(move || Some(roster.selection_of(&people))).await
}

pub(super) async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    threads::off_thread("picker", work).await
}

#[cfg(test)]
mod tests;
