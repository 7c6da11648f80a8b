//! `told` in the desk database: what the inbox was told of each task, so that
//! nothing is told twice, whatever happens in between.

use super::{Json, Migration};
use muster_domain::{
    id::{ConnectionId, TaskId},
    notice::Told,
    time::Time,
};
use rusqlite::{Connection, OptionalExtension as _, Result, params};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 12,
    name: "create_told",
    sql: "
    CREATE TABLE told (
        connection TEXT NOT NULL,
        task TEXT NOT NULL,
        changed_at INTEGER NOT NULL,
        told TEXT NOT NULL,
        PRIMARY KEY (connection, task)
    ) STRICT, WITHOUT ROWID;
",
}];

/// A task that nothing was told of for so long is over, milliseconds.
const KEPT_MS: i64 = 90 * 24 * 3_600_000;

/// `None` of a task that was never looked at.
pub(crate) fn find(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
) -> Result<Option<Told>> {
    db.prepare_cached("SELECT told FROM told WHERE connection = ?1 AND task = ?2")?
        .query_row([connection.as_str(), task.as_str()], |row| {
            Ok(row.get::<_, Json<_>>(0)?.0)
        })
        .optional()
}

pub(crate) fn put(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
    told: &Told,
    at: Time,
) -> Result<()> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO told (connection, task, changed_at, told)
         VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![
        connection.as_str(),
        task.as_str(),
        at.0,
        Json(told)
    ])?;
    db.prepare_cached("DELETE FROM told WHERE changed_at < ?1")?
        .execute([at.0 - KEPT_MS])?;
    Ok(())
}

/// With a connection that is removed, or stands for somebody else by now.
pub(crate) fn delete_of(db: &Connection, connection: &ConnectionId) -> Result<()> {
    super::delete_of(db, "told", connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_of_a_task_is_kept_and_goes_when_it_is_old() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(MIGRATIONS[0].sql).unwrap();
        let (connection, task) = ("c".into(), "7".into());
        assert_eq!(find(&db, &connection, &task).unwrap(), None);
        let told = Told {
            reached: true,
            ..Told::default()
        };
        put(&db, &connection, &task, &told, Time(0)).unwrap();
        put(&db, &connection, &"8".into(), &told, Time(KEPT_MS)).unwrap();
        assert_eq!(find(&db, &connection, &task).unwrap(), Some(told.clone()));
        put(&db, &connection, &"9".into(), &told, Time(KEPT_MS + 1)).unwrap();
        assert_eq!(find(&db, &connection, &task).unwrap(), None);
        assert!(find(&db, &connection, &"8".into()).unwrap().is_some());
        delete_of(&db, &connection).unwrap();
        assert_eq!(find(&db, &connection, &"8".into()).unwrap(), None);
    }
}
