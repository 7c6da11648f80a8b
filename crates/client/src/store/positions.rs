//! `cache.db`: where people are, and since when. The servers tell no time, so
//! what was seen of a point stays here from one fetch to the next.

use super::Migration;
use muster_domain::{
    geo::Point,
    id::{ConnectionId, SoldierId, TaskId},
    position::{Movement, Sighting, Whereabouts},
    time::Time,
};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::HashMap;

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 9,
    name: "create_positions",
    sql: "
    CREATE TABLE position_heads (
        connection TEXT NOT NULL,
        task TEXT NOT NULL,
        has_module INTEGER NOT NULL,
        PRIMARY KEY (connection, task)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE positions (
        connection TEXT NOT NULL,
        task TEXT NOT NULL,
        soldier TEXT NOT NULL,
        name TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '',
        office TEXT NOT NULL DEFAULT '',
        lat REAL NOT NULL,
        lng REAL NOT NULL,
        seen_at INTEGER NOT NULL,
        moved INTEGER NOT NULL DEFAULT 0,
        north_mps REAL,
        east_mps REAL,
        PRIMARY KEY (connection, task, soldier)
    ) STRICT, WITHOUT ROWID;",
}];

/// What was seen of a server that has no positions any more is kept for when it
/// has, and shown then.
const HAS_ANY: &str = "EXISTS (
    SELECT 1 FROM position_heads h
    WHERE h.connection = ?1 AND h.task = ?2 AND h.has_module
)";

/// Somebody with a position.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Located {
    pub soldier: SoldierId,
    pub name: String,
    pub phone: String,
    pub office: String,
    pub sighting: Sighting,
}

/// A point for drawing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mark {
    pub soldier: SoldierId,
    pub sighting: Sighting,
    /// Has checked in, as far as that was read.
    pub checked_in: bool,
}

fn sighting(row: &Row<'_>) -> rusqlite::Result<Sighting> {
    let north: Option<f64> = row.get("north_mps")?;
    let east: Option<f64> = row.get("east_mps")?;
    Ok(Sighting {
        at: Point {
            lat: row.get("lat")?,
            lng: row.get("lng")?,
        },
        seen_at: Time(row.get("seen_at")?),
        moved: row.get("moved")?,
        movement: north
            .zip(east)
            .map(|(north, east)| Movement { north, east }),
    })
}

fn read(row: &Row<'_>) -> rusqlite::Result<Located> {
    Ok(Located {
        soldier: SoldierId(row.get("soldier")?),
        name: row.get("name")?,
        phone: row.get("phone")?,
        office: row.get("office")?,
        sighting: sighting(row)?,
    })
}

/// Whether the server has positions at all; `None` if it was never asked.
pub(crate) fn has_module(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
) -> rusqlite::Result<Option<bool>> {
    db.prepare_cached("SELECT has_module FROM position_heads WHERE connection = ?1 AND task = ?2")?
        .query_row([connection.as_str(), task.as_str()], |row| row.get(0))
        .optional()
}

/// In the order of their ids; the server has none. Nobody while the server has
/// no positions.
pub(crate) fn list(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
) -> rusqlite::Result<Vec<Located>> {
    let sql = format!("SELECT * FROM positions WHERE connection = ?1 AND task = ?2 AND {HAS_ANY}");
    db.prepare_cached(&sql)?
        .query_map([connection.as_str(), task.as_str()], read)?
        .collect()
}

/// At most `limit` points after an id, in the order of ids.
pub(crate) fn marks(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
    after: &SoldierId,
    limit: u32,
) -> rusqlite::Result<Vec<Mark>> {
    db.prepare_cached(&format!(
        "SELECT soldier, lat, lng, seen_at, moved, north_mps, east_mps,
             EXISTS (
                 SELECT 1 FROM check_ins c
                 WHERE c.connection = ?1 AND c.task = ?2 AND c.soldier = positions.soldier
                     AND c.status = ?5
             ) AS checked_in
         FROM positions
         WHERE connection = ?1 AND task = ?2 AND soldier > ?3 AND {HAS_ANY}
         ORDER BY soldier LIMIT ?4",
    ))?
    .query_map(
        params![
            connection.as_str(),
            task.as_str(),
            after.as_str(),
            limit,
            super::check_ins::arrived_word(),
        ],
        |row| {
            Ok(Mark {
                soldier: SoldierId(row.get("soldier")?),
                sighting: sighting(row)?,
                checked_in: row.get("checked_in")?,
            })
        },
    )?
    .collect()
}

/// How many accepted, as far as the check-ins were read, and are not here.
pub(crate) fn silent(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
) -> rusqlite::Result<u32> {
    db.prepare_cached(
        "SELECT count(*) FROM check_ins c
         WHERE c.connection = ?1 AND c.task = ?2 AND NOT EXISTS (
             SELECT 1 FROM positions p
             WHERE p.connection = ?1 AND p.task = ?2 AND p.soldier = c.soldier
         )",
    )?
    .query_row([connection.as_str(), task.as_str()], |row| row.get(0))
}

/// Makes the people here equal to those of `rows` who have a position, writing
/// only what differs. `None` for a server without positions: what was seen of
/// it stays. True if anything differed.
pub(crate) fn put(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
    rows: Option<&[Whereabouts]>,
    now: Time,
) -> rusqlite::Result<bool> {
    let mut changed = has_module(db, connection, task)? != Some(rows.is_some());
    if changed {
        db.prepare_cached(
            "INSERT OR REPLACE INTO position_heads (connection, task, has_module)
             VALUES (?1, ?2, ?3)",
        )?
        .execute(params![connection.as_str(), task.as_str(), rows.is_some()])?;
    }
    let Some(rows) = rows else {
        return Ok(changed);
    };
    let mut old: HashMap<SoldierId, Located> = list(db, connection, task)?
        .into_iter()
        .map(|row| (row.soldier.clone(), row))
        .collect();
    for row in rows {
        let Some(at) = row.at else { continue };
        let before = old.remove(&row.soldier);
        let sighting = match &before {
            Some(before) => before.sighting.then(at, now),
            None => Sighting::first(at, now),
        };
        let located = Located {
            soldier: row.soldier.clone(),
            name: row.name.clone(),
            phone: row.phone.clone(),
            office: row.office.clone(),
            sighting,
        };
        if before.as_ref() != Some(&located) {
            changed = true;
            write(db, connection, task, &located)?;
        }
    }
    for soldier in old.keys() {
        changed = true;
        db.prepare_cached(
            "DELETE FROM positions WHERE connection = ?1 AND task = ?2 AND soldier = ?3",
        )?
        .execute([connection.as_str(), task.as_str(), soldier.as_str()])?;
    }
    Ok(changed)
}

fn write(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
    row: &Located,
) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO positions (connection, task, soldier, name, phone, office, lat,
             lng, seen_at, moved, north_mps, east_mps)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute(params![
        connection.as_str(),
        task.as_str(),
        row.soldier.as_str(),
        row.name,
        row.phone,
        row.office,
        row.sighting.at.lat,
        row.sighting.at.lng,
        row.sighting.seen_at.0,
        row.sighting.moved,
        row.sighting.movement.map(|movement| movement.north),
        row.sighting.movement.map(|movement| movement.east),
    ])?;
    Ok(())
}
