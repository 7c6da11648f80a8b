//! `cache.db`: the people who can be called, both trees as one value. They are
//! read as a whole, once, into the picker's own form.

mod packed;

use super::{Migration, Stored, ages};
use muster_domain::{
    id::ConnectionId,
    roster::{OfficeRoster, OrgRoster},
};
pub(crate) use packed::Packed;
use rusqlite::{Connection, OptionalExtension, params};

pub(super) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 2,
        name: "create_rosters",
        sql: "
    CREATE TABLE rosters (
        connection TEXT NOT NULL PRIMARY KEY,
        revision INTEGER NOT NULL DEFAULT 1,
        orgs TEXT NOT NULL,
        offices TEXT NOT NULL DEFAULT 'null'
    ) STRICT;",
    },
    Migration {
        version: 12,
        name: "pack_rosters",
        sql: "
    DROP TABLE rosters;
    DELETE FROM ages WHERE what = 'roster';
    CREATE TABLE rosters (
        connection TEXT NOT NULL PRIMARY KEY,
        digest INTEGER NOT NULL,
        trees TEXT NOT NULL
    ) STRICT;",
    },
];

/// What the age of the roster is kept under.
pub(crate) const AGE: &str = "roster";

/// Both trees.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Trees {
    pub orgs: OrgRoster,
    /// `None` for an organisation's account, which does not see offices.
    pub offices: Option<OfficeRoster>,
}

/// The trees, and their digest.
pub(crate) fn load(
    db: &Connection,
    connection: &ConnectionId,
) -> rusqlite::Result<Option<Stored<(i64, Trees)>>> {
    let value = db
        .prepare_cached("SELECT digest, trees FROM rosters WHERE connection = ?1")?
        .query_row([connection.as_str()], |row| {
            let trees = packed::unpack(row.get_ref(1)?)?;
            Ok((row.get(0)?, trees))
        })
        .optional()?;
    let age = ages::find(db, connection, AGE)?;
    Ok(value.zip(age).map(|(value, age)| Stored { value, age }))
}

/// The digest of what is stored, without reading the trees.
pub(crate) fn digest(
    db: &Connection,
    connection: &ConnectionId,
) -> rusqlite::Result<Option<Stored<i64>>> {
    let value = db
        .prepare_cached("SELECT digest FROM rosters WHERE connection = ?1")?
        .query_row([connection.as_str()], |row| row.get(0))
        .optional()?;
    let age = ages::find(db, connection, AGE)?;
    Ok(value.zip(age).map(|(value, age)| Stored { value, age }))
}

/// Stores both trees. True if they differ from what was there.
pub(crate) fn put(
    db: &Connection,
    connection: &ConnectionId,
    trees: &Packed,
) -> rusqlite::Result<bool> {
    let changed = db.execute(
        "INSERT INTO rosters (connection, digest, trees) VALUES (?1, ?2, ?3)
         ON CONFLICT (connection) DO UPDATE SET
             digest = excluded.digest, trees = excluded.trees
         WHERE digest <> excluded.digest",
        params![connection.as_str(), trees.digest, trees.text],
    )?;
    Ok(changed > 0)
}
