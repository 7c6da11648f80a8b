//! `cache.db`: whom a task called, in the server's order.

use super::{Json, Migration};
use muster_domain::{
    id::{ConnectionId, SoldierId, TaskId},
    task::{CalledThrough, Participant},
};
use rusqlite::{Connection, Row, params};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 6,
    name: "create_participants",
    sql: "
    CREATE TABLE participants (
        connection TEXT NOT NULL,
        task TEXT NOT NULL,
        position INTEGER NOT NULL,
        soldier TEXT NOT NULL,
        name TEXT NOT NULL DEFAULT '',
        through TEXT NOT NULL,
        called_group TEXT NOT NULL DEFAULT '',
        level TEXT NOT NULL DEFAULT 'null',
        im_user TEXT NOT NULL DEFAULT '',
        is_admin INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (connection, task, position)
    ) STRICT, WITHOUT ROWID;",
}];

fn read(row: &Row<'_>) -> rusqlite::Result<Participant> {
    let through: String = row.get("through")?;
    let im_user: String = row.get("im_user")?;
    Ok(Participant {
        soldier: SoldierId(row.get("soldier")?),
        name: row.get("name")?,
        through: match through.as_str() {
            "office" => CalledThrough::Office,
            "org" => CalledThrough::Org,
            _ => CalledThrough::Individually,
        },
        group: row.get("called_group")?,
        level: row.get::<_, Json<_>>("level")?.0,
        im_user: (!im_user.is_empty()).then_some(im_user),
        is_admin: row.get("is_admin")?,
    })
}

fn word(through: CalledThrough) -> &'static str {
    match through {
        CalledThrough::Office => "office",
        CalledThrough::Org => "org",
        CalledThrough::Individually => "individually",
    }
}

pub(crate) fn list(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
) -> rusqlite::Result<Vec<Participant>> {
    db.prepare_cached(
        "SELECT * FROM participants WHERE connection = ?1 AND task = ?2 ORDER BY position",
    )?
    .query_map([connection.as_str(), task.as_str()], read)?
    .collect()
}

/// Replaces them. True if they differ from what was there.
pub(crate) fn put(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
    people: &[Participant],
) -> rusqlite::Result<bool> {
    if list(db, connection, task)? == people {
        return Ok(false);
    }
    db.prepare_cached("DELETE FROM participants WHERE connection = ?1 AND task = ?2")?
        .execute([connection.as_str(), task.as_str()])?;
    let mut insert = db.prepare_cached(
        "INSERT INTO participants (connection, task, position, soldier, name, through,
             called_group, level, im_user, is_admin)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    for (position, person) in (0_i64..).zip(people) {
        insert.execute(params![
            connection.as_str(),
            task.as_str(),
            position,
            person.soldier.as_str(),
            person.name,
            word(person.through),
            person.group,
            Json(&person.level),
            person.im_user.as_deref().unwrap_or_default(),
            person.is_admin,
        ])?;
    }
    Ok(true)
}
