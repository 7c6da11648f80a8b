//! The encrypted databases of an installation.
//!
//! `cache.db` holds what servers said; it can be thrown away and is filled
//! anew. `desk.db` holds what exists nowhere else: connections with their
//! sessions, drafts, the outbox, the activity log, the inbox. The program never
//! deletes it, and every commit to it is on the disk before the next step.
//!
//! Beside them `tiles.db` keeps map tiles.
//!
//! A table has a file: its migrations, its row, its reads, its writes.

pub(crate) mod activity;
pub(crate) mod ages;
pub(crate) mod arrivals;
mod aside;
pub(crate) mod board_stamps;
pub(crate) mod call_notes;
pub(crate) mod check_ins;
pub(crate) mod club_answers;
pub(crate) mod club_drafts;
pub(crate) mod code_windows;
pub(crate) mod connections;
mod db;
pub(crate) mod drafts;
pub(crate) mod follow_ups;
pub(crate) mod form_drafts;
mod json;
pub(crate) mod key;
pub(crate) mod map_sources;
pub(crate) mod notices;
mod on_boards;
mod opening;
pub(crate) mod outbox;
pub(crate) mod participants;
pub(crate) mod positions;
pub(crate) mod publish_info;
pub(crate) mod quest_drafts;
pub(crate) mod quest_told;
pub(crate) mod quests;
pub(crate) mod responses;
pub(crate) mod roster;
pub(crate) mod saved;
pub(crate) mod screen_lock;
pub(crate) mod task_details;
pub(crate) mod tasks;
pub(crate) mod tiles;
pub(crate) mod told;

pub(crate) use ages::{Age, Stored};
pub(crate) use db::{Db, OpenError};
pub(crate) use json::Json;
pub(crate) use on_boards::{OnBoard, data_version, on_boards};
#[cfg(test)]
pub(crate) use opening::open_desk_at;
pub(crate) use opening::{Opened, open, open_anew, open_tiles, opens_any, rebuild_cache};

use muster_domain::id::ConnectionId;

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
pub(crate) fn cache_migrations() -> Vec<Migration> {
    in_order(&[
        ages::MIGRATIONS,
        roster::MIGRATIONS,
        publish_info::MIGRATIONS,
        tasks::MIGRATIONS,
        task_details::MIGRATIONS,
        participants::MIGRATIONS,
        responses::MIGRATIONS,
        check_ins::MIGRATIONS,
        positions::MIGRATIONS,
        board_stamps::MIGRATIONS,
        arrivals::MIGRATIONS,
        club_answers::MIGRATIONS,
        quests::MIGRATIONS,
    ])
}

/// Everything that `cache.db` keeps of a connection.
const CACHE_TABLES: [&str; 17] = [
    "ages",
    "rosters",
    "publish_info",
    "task_pages",
    "task_rows",
    "task_details",
    "participants",
    "response_figures",
    "responses",
    "check_in_figures",
    "check_ins",
    "position_heads",
    "positions",
    "board_stamps",
    "arrivals",
    "club_answers",
    "quests",
];

/// How many rows each table holds.
pub(crate) fn count_rows(db: &rusqlite::Connection) -> rusqlite::Result<Vec<(String, i64)>> {
    let mut tables = db.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )?;
    let names = tables.query_map([], |row| row.get::<_, String>(0))?;
    names
        .map(|name| {
            let name = name?;
            let count = format!("SELECT count(*) FROM \"{name}\"");
            let rows = db.query_row(&count, [], |row| row.get(0))?;
            Ok((name, rows))
        })
        .collect()
}

/// Removes everything that was cached of a connection.
pub(crate) fn wipe_cache(
    db: &mut rusqlite::Connection,
    connection: &ConnectionId,
) -> rusqlite::Result<()> {
    let transaction = db.transaction()?;
    for table in CACHE_TABLES {
        delete_of(&transaction, table, connection)?;
    }
    transaction.commit()
}

/// Removes the rows of a connection from a table.
fn delete_of(
    db: &rusqlite::Connection,
    table: &str,
    connection: &ConnectionId,
) -> rusqlite::Result<()> {
    let sql = format!("DELETE FROM {table} WHERE connection = ?1");
    db.execute(&sql, [connection.as_str()]).map(drop)
}

/// The schema of `desk.db`, in the order of versions.
fn desk_migrations() -> Vec<Migration> {
    in_order(&[
        connections::MIGRATIONS,
        drafts::MIGRATIONS,
        outbox::MIGRATIONS,
        activity::MIGRATIONS,
        screen_lock::MIGRATIONS,
        map_sources::MIGRATIONS,
        call_notes::MIGRATIONS,
        follow_ups::MIGRATIONS,
        saved::MIGRATIONS,
        notices::MIGRATIONS,
        told::MIGRATIONS,
        club_drafts::MIGRATIONS,
        code_windows::MIGRATIONS,
        quest_drafts::MIGRATIONS,
        quest_told::MIGRATIONS,
    ])
}

fn in_order(tables: &[&[Migration]]) -> Vec<Migration> {
    let mut migrations = tables.concat();
    migrations.sort_by_key(|migration| migration.version);
    migrations
}

#[cfg(test)]
mod tests;
