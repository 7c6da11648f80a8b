//! The two encrypted databases of an installation.
//!
//! `cache.db` holds what servers said; it can be thrown away and is filled
//! anew. `desk.db` holds what exists nowhere else: connections with their
//! sessions, drafts, the outbox, the activity log. The program never deletes
//! it, and every commit to it is on the disk before the next step.
//!
//! A table has a file: its migrations, its row, its reads, its writes.

mod aside;
pub(crate) mod connections;
mod db;
mod json;
pub(crate) mod key;
mod opening;

pub(crate) use db::{Db, OpenError};
pub(crate) use json::Json;
pub(crate) use opening::{Opened, open, open_anew, opens_any};

/// A step of a database's schema. Versions grow along a database, not along a
/// table; a released one never changes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Migration {
    pub version: i32,
    pub name: &'static str,
    pub sql: &'static str,
}

/// Both databases, open. A cheap handle.
#[derive(Clone, Debug)]
pub(crate) struct Stores {
    pub cache: Db,
    pub desk: Db,
}

/// The schema of `cache.db`, in the order of versions.
fn cache_migrations() -> Vec<Migration> {
    in_order(&[])
}

/// The schema of `desk.db`, in the order of versions.
fn desk_migrations() -> Vec<Migration> {
    in_order(&[connections::MIGRATIONS])
}

fn in_order(tables: &[&[Migration]]) -> Vec<Migration> {
    let mut migrations = tables.concat();
    migrations.sort_by_key(|migration| migration.version);
    migrations
}
