//! A roster on its way from the server to the screen.
//!
//! The picker is given the trees as they come, and they are stored meanwhile:
//! nobody waits for the disk. What is shown and then cannot be stored is not
//! shown any longer, so that a screen never tells what a restart would lose.

use super::{Roster, state::off_thread};
use crate::{
    client::{Client, lock},
    fault,
    store::{
        Age,
        roster::{Packed, Trees},
    },
    sync::Era,
};
use muster_domain::{error::AppError, id::ConnectionId};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// A roster that is shown and not stored yet.
#[derive(Clone, Debug)]
pub(super) struct Arriving {
    pub(super) roster: Arc<Roster>,
    pub(super) age: Age,
    era: Era,
}

impl Arriving {
    /// `None` once the cache was wiped: it may belong to another account.
    pub(super) fn current(&self) -> Option<(Arc<Roster>, Age)> {
        (!self.era.is_over()).then(|| (Arc::clone(&self.roster), self.age))
    }
}

/// Stores the trees by `store` and makes them ready to be picked from, both at
/// once; calls `tell` where they can be shown before they are stored, and where
/// what was shown could not be.
pub(crate) async fn arrive<E: From<AppError>>(
    client: &Client,
    connection: &ConnectionId,
    (trees, age): (Trees, Age),
    era: &Era,
    store: impl AsyncFnOnce(Packed) -> Result<(), E>,
    tell: impl Fn(),
) -> Result<(), E> {
    let state = &client.inner().picker;
    let (trees, packed) = off_thread(move || {
        let packed = Packed::new(&trees);
        (trees, packed)
    })
    .await?;
    let packed = packed
        .map_err(|error| fault::internal("picker", format_args!("{:?}", error.classify())))?;
    let digest = packed.digest;
    // Whoever asks meanwhile waits for this one instead of building another.
    let _one = state.building.lock().await;
    if state.kept(connection, digest).is_some() {
        return store(packed).await;
    }
    let settled = AtomicBool::new(false);
    let building = async {
        let build = move || Roster::new(&trees.orgs, trees.offices.as_ref());
        let roster = Arc::new(off_thread(build).await?);
        state.keep_roster(connection, digest, &roster);
        if !settled.load(Ordering::SeqCst) {
            let era = era.clone();
            let arriving = Arriving { roster, age, era };
            lock(&state.arriving).insert(connection.clone(), arriving);
            tell();
        }
        Ok::<_, AppError>(())
    };
    let storing = async {
        let stored = store(packed).await;
        settled.store(true, Ordering::SeqCst);
        let was_shown = lock(&state.arriving).remove(connection).is_some();
        if was_shown && stored.is_err() {
            tell();
        }
        stored
    };
    let (built, stored) = tokio::join!(building, storing);
    if era.is_over() {
        // Wiped meanwhile: nobody else would let go of it.
        state.forget(connection);
    }
    stored?;
    Ok(built?)
}
