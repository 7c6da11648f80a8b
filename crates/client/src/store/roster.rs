//! `cache.db`: the people who can be called, a tree as one value. They are
//! read as a whole, once, into the picker's own form.

use super::{Json, Migration, Stored, ages};
use muster_domain::{
    id::ConnectionId,
    roster::{OfficeRoster, OrgRoster},
};
use rusqlite::{Connection, OptionalExtension, params};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 2,
    name: "create_rosters",
    sql: "
    CREATE TABLE rosters (
        connection TEXT NOT NULL PRIMARY KEY,
        revision INTEGER NOT NULL DEFAULT 1,
        orgs TEXT NOT NULL,
        offices TEXT NOT NULL DEFAULT 'null'
    ) STRICT;",
}];

/// What the age of the roster is kept under.
pub(crate) const AGE: &str = "roster";

/// Both trees.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Roster {
    /// Grows when the trees change.
    pub revision: i64,
    pub orgs: OrgRoster,
    /// `None` for an organisation's account, which does not see offices.
    pub offices: Option<OfficeRoster>,
}

pub(crate) fn load(
    db: &Connection,
    connection: &ConnectionId,
) -> rusqlite::Result<Option<Stored<Roster>>> {
    let value = db
        .prepare_cached("SELECT revision, orgs, offices FROM rosters WHERE connection = ?1")?
        .query_row([connection.as_str()], |row| {
            Ok(Roster {
                revision: row.get(0)?,
                orgs: row.get::<_, Json<_>>(1)?.0,
                offices: row.get::<_, Json<_>>(2)?.0,
            })
        })
        .optional()?;
    let age = ages::find(db, connection, AGE)?;
    Ok(value.zip(age).map(|(value, age)| Stored { value, age }))
}

/// The revision of what is stored, without reading the trees.
pub(crate) fn revision(
    db: &Connection,
    connection: &ConnectionId,
) -> rusqlite::Result<Option<Stored<i64>>> {
    let value = db
        .prepare_cached("SELECT revision FROM rosters WHERE connection = ?1")?
        .query_row([connection.as_str()], |row| row.get(0))
        .optional()?;
    let age = ages::find(db, connection, AGE)?;
    Ok(value.zip(age).map(|(value, age)| Stored { value, age }))
}

/// Stores both trees. True if they differ from what was there.
pub(crate) fn put(
    db: &Connection,
    connection: &ConnectionId,
    orgs: &OrgRoster,
    offices: Option<&OfficeRoster>,
) -> rusqlite::Result<bool> {
    let changed = db.execute(
        "INSERT INTO rosters (connection, orgs, offices) VALUES (?1, ?2, ?3)
         ON CONFLICT (connection) DO UPDATE SET revision = revision + 1,
             orgs = excluded.orgs, offices = excluded.offices
         WHERE orgs <> excluded.orgs OR offices <> excluded.offices",
        params![connection.as_str(), Json(orgs), Json(offices)],
    )?;
    Ok(changed > 0)
}
