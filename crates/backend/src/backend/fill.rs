//! The database, filled with a sample where it has none.

use std::sync::Arc;

use jiff::Timestamp;

use super::{BackendError, Db, Options};
use crate::sample::{self, ClubSample, MomentSample, QuestSample, Sample, Size};
use crate::store::Store;
use crate::store::sqlite::Sqlite;

/// The store, filled, with the seed that it was filled with.
pub fn open(options: &Options) -> Result<(Arc<dyn Store>, u64), BackendError> {
    let store: Arc<dyn Store> = match &options.db {
        Db::Path(path) => Arc::new(Sqlite::open(path, None)?),
        Db::Encrypted { path, key } => Arc::new(Sqlite::open(path, Some(key.clone()))?),
        Db::Memory => Arc::new(Sqlite::in_memory()?),
    };
    let now = options.clock.now();
    let (size, seed) = match store.filled()? {
        Some((size, seed)) => {
            if size != options.size.name() {
                tracing::warn!(%size, "the database is reused with the size that it has");
            }
            (size.parse().unwrap_or(options.size), seed)
        }
        None => {
            fill_militia(&store, options.size, options.seed, now)?;
            (options.size, options.seed)
        }
    };
    // A database from before there were clubs gets them now.
    if !store.has_clubs()? {
        fill_clubs(&store, size, seed, now)?;
    }
    // The same of moments, and of quests.
    if !store.has_moments()? {
        fill_moments(&store, size, seed, now)?;
    }
    if !store.has_quests()? {
        store.fill_quests(&QuestSample::new(size, now)?)?;
        tracing::info!(size = size.name(), "quests made");
    }
    Ok((store, seed))
}

fn fill_militia(
    store: &Arc<dyn Store>,
    size: Size,
    seed: u64,
    now: Timestamp,
) -> Result<(), BackendError> {
    let sample = Sample::new(size, seed)?;
    store.fill(&sample)?;
    sample::play(&sample, store, now)?;
    tracing::info!(size = size.name(), seed, "militia made");
    Ok(())
}

fn fill_clubs(
    store: &Arc<dyn Store>,
    size: Size,
    seed: u64,
    now: Timestamp,
) -> Result<(), BackendError> {
    let sample = ClubSample::new(size, seed, now)?;
    store.fill_clubs(&sample)?;
    sample::play_clubs(&sample, store, now)?;
    tracing::info!(size = size.name(), seed, "clubs made");
    Ok(())
}

fn fill_moments(
    store: &Arc<dyn Store>,
    size: Size,
    seed: u64,
    now: Timestamp,
) -> Result<(), BackendError> {
    let sample = MomentSample::new(size, seed)?;
    store.fill_moments(&sample)?;
    sample::play_moments(&sample, store, now)?;
    tracing::info!(size = size.name(), seed, "moments made");
    Ok(())
}
