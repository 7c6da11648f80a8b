//! `desk.db`: what came of phoning people about a task. It exists nowhere
//! else; names and numbers stay in the cache.

use super::{Json, Migration};
use muster_domain::{
    board::{CallNote, CallOutcome},
    id::{ConnectionId, SoldierId, TaskId},
    time::Time,
};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 8,
    name: "create_call_notes",
    sql: "
    CREATE TABLE call_notes (
        connection TEXT NOT NULL,
        task TEXT NOT NULL,
        soldier TEXT NOT NULL,
        outcome TEXT NOT NULL,
        noted_by TEXT NOT NULL,
        noted_at INTEGER NOT NULL,
        tries INTEGER NOT NULL,
        PRIMARY KEY (connection, task, soldier)
    ) STRICT, WITHOUT ROWID;",
}];

/// Of everybody who was phoned about the task.
pub(crate) fn list(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
) -> rusqlite::Result<BTreeMap<SoldierId, CallNote>> {
    db.prepare_cached("SELECT * FROM call_notes WHERE connection = ?1 AND task = ?2")?
        .query_map([connection.as_str(), task.as_str()], |row| {
            let note = CallNote {
                outcome: row.get::<_, Json<_>>("outcome")?.0,
                by: row.get("noted_by")?,
                at: Time(row.get("noted_at")?),
                tries: row.get("tries")?,
            };
            Ok((SoldierId(row.get("soldier")?), note))
        })?
        .collect()
}

/// Notes an outcome; the one before is replaced and counted.
pub(crate) fn put(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
    soldier: &SoldierId,
    outcome: CallOutcome,
    by: &str,
    at: Time,
) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO call_notes (connection, task, soldier, outcome, noted_by, noted_at, tries)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1)
         ON CONFLICT (connection, task, soldier) DO UPDATE SET outcome = excluded.outcome,
             noted_by = excluded.noted_by, noted_at = excluded.noted_at, tries = tries + 1",
    )?
    .execute(params![
        connection.as_str(),
        task.as_str(),
        soldier.as_str(),
        Json(&outcome),
        by,
        at.0,
    ])?;
    Ok(())
}

/// It was a slip: nothing is noted any more.
pub(crate) fn remove(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
    soldier: &SoldierId,
) -> rusqlite::Result<()> {
    db.prepare_cached(
        "DELETE FROM call_notes WHERE connection = ?1 AND task = ?2 AND soldier = ?3",
    )?
    .execute([connection.as_str(), task.as_str(), soldier.as_str()])?;
    Ok(())
}

/// With a connection that is removed.
pub(crate) fn delete_of(db: &Connection, connection: &ConnectionId) -> rusqlite::Result<()> {
    super::delete_of(db, "call_notes", connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_outcome_counts_and_a_slip_can_be_undone() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(MIGRATIONS[0].sql).unwrap();
        let (connection, task, soldier) = ("c".into(), "7".into(), SoldierId::from("3"));
        let note = |outcome, at| {
            put(
                &db,
                &connection,
                &task,
                &soldier,
                outcome,
                "commander",
                Time(at),
            )
            .unwrap();
        };
        note(CallOutcome::NoAnswer, 1);
        note(CallOutcome::WillCome, 2);
        let notes = list(&db, &connection, &task).unwrap();
        insta::assert_json_snapshot!(notes, @r#"
        {
          "3": {
            "outcome": "will_come",
            "by": "commander",
            "at": 2,
            "tries": 2
          }
        }
        "#);
        assert!(list(&db, &connection, &"8".into()).unwrap().is_empty());
        remove(&db, &connection, &task, &soldier).unwrap();
        assert!(list(&db, &connection, &task).unwrap().is_empty());
        note(CallOutcome::Reached, 3);
        delete_of(&db, &connection).unwrap();
        assert!(list(&db, &connection, &task).unwrap().is_empty());
    }
}
