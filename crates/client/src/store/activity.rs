//! `activity` in the desk database: what I did, append-only.

use muster_domain::{
    id::ConnectionId,
    outbox::{Activity, ActivityKind},
    time::Time,
};
use rusqlite::{Connection, Result, params};

use super::{Json, Migration};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 4,
    name: "create_activity",
    sql: "
    CREATE TABLE activity (
        id INTEGER PRIMARY KEY NOT NULL,
        at INTEGER NOT NULL,
        connection TEXT NOT NULL,
        what TEXT NOT NULL,
        subject TEXT NOT NULL
    ) STRICT;
",
}];

/// The newest `limit` lines by their times, which for what was sent is earlier
/// than the line (its answer wrote it), from `offset` on, and how many there are.
pub(crate) fn list(db: &Connection, offset: u32, limit: u32) -> Result<(u32, Vec<Activity>)> {
    let total = db.query_row("SELECT count(*) FROM activity", [], |row| row.get(0))?;
    let mut query = db.prepare(
        "SELECT at, connection, what, subject FROM activity ORDER BY at DESC, id DESC LIMIT ?1 OFFSET ?2",
    )?;
    let rows = query.query_map([limit, offset], |row| {
        let connection: String = row.get(1)?;
        Ok(Activity {
            at: Time(row.get(0)?),
            connection: (!connection.is_empty()).then_some(ConnectionId(connection)),
            what: row.get::<_, Json<_>>(2)?.0,
            subject: row.get(3)?,
        })
    })?;
    Ok((total, rows.collect::<Result<_>>()?))
}

pub(crate) fn append(
    db: &Connection,
    at: Time,
    connection: &ConnectionId,
    what: ActivityKind,
    subject: &str,
) -> Result<()> {
    db.execute(
        "INSERT INTO activity (at, connection, what, subject) VALUES (?1, ?2, ?3, ?4)",
        params![at.0, connection.as_str(), Json(&what), subject],
    )?;
    Ok(())
}

/// The lines about a connection that is removed stay; they name it no more.
pub(crate) fn forget_connection(db: &Connection, connection: &ConnectionId) -> Result<()> {
    db.execute(
        "UPDATE activity SET connection = '' WHERE connection = ?1",
        [connection.as_str()],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_line_comes_first_and_a_removed_connection_is_forgotten() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(MIGRATIONS[0].sql).unwrap();
        let connection = ConnectionId::from("c");
        append(
            &db,
            Time(1),
            &connection,
            ActivityKind::SignedIn,
            "海珠人武部",
        )
        .unwrap();
        append(
            &db,
            Time(2),
            &connection,
            ActivityKind::PublishQueued,
            "珠江防汛",
        )
        .unwrap();
        let (total, newest) = list(&db, 0, 1).unwrap();
        assert_eq!((total, newest.len()), (2, 1));
        assert_eq!(
            (newest[0].what, newest[0].subject.as_str()),
            (ActivityKind::PublishQueued, "珠江防汛")
        );
        forget_connection(&db, &connection).unwrap();
        let (_, all) = list(&db, 0, 10).unwrap();
        assert!(all.iter().all(|line| line.connection.is_none()));
    }
}
