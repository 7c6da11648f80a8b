//! `desk.db`: which draft was written to follow up which task, and for whom.
//! What became of the draft stands in the outbox.

use super::{Json, Migration};
use muster_domain::{
    board::FollowUpFor,
    id::{ConnectionId, DraftId, TaskId},
    time::Time,
};
use rusqlite::{Connection, Row, params};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 9,
    name: "create_follow_ups",
    sql: "
    CREATE TABLE follow_ups (
        draft TEXT PRIMARY KEY NOT NULL,
        connection TEXT NOT NULL,
        task TEXT NOT NULL,
        task_title TEXT NOT NULL,
        whom TEXT NOT NULL,
        people INTEGER NOT NULL,
        created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX follow_ups_by_task ON follow_ups (connection, task);",
}];

/// A draft that follows up a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FollowUpRow {
    pub draft: DraftId,
    pub connection: ConnectionId,
    /// The task that was there first.
    pub task: TaskId,
    pub task_title: String,
    pub whom: FollowUpFor,
    pub people: u32,
    pub created_at: Time,
}

fn read(row: &Row<'_>) -> rusqlite::Result<FollowUpRow> {
    Ok(FollowUpRow {
        draft: DraftId(row.get("draft")?),
        connection: ConnectionId(row.get("connection")?),
        task: TaskId(row.get("task")?),
        task_title: row.get("task_title")?,
        whom: row.get::<_, Json<_>>("whom")?.0,
        people: row.get("people")?,
        created_at: Time(row.get("created_at")?),
    })
}

/// Of a connection, oldest first.
pub(crate) fn list(
    db: &Connection,
    connection: &ConnectionId,
) -> rusqlite::Result<Vec<FollowUpRow>> {
    db.prepare_cached("SELECT * FROM follow_ups WHERE connection = ?1 ORDER BY created_at, draft")?
        .query_map([connection.as_str()], read)?
        .collect()
}

pub(crate) fn insert(db: &Connection, row: &FollowUpRow) -> rusqlite::Result<()> {
    db.execute(
        "INSERT INTO follow_ups (draft, connection, task, task_title, whom, people, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            row.draft.as_str(),
            row.connection.as_str(),
            row.task.as_str(),
            row.task_title,
            Json(&row.whom),
            row.people,
            row.created_at.0,
        ],
    )?;
    Ok(())
}

/// With a connection that is removed.
pub(crate) fn delete_of(db: &Connection, connection: &ConnectionId) -> rusqlite::Result<()> {
    super::delete_of(db, "follow_ups", connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_follow_up_reads_back_under_its_connection() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(MIGRATIONS[0].sql).unwrap();
        let row = FollowUpRow {
            draft: "d".into(),
            connection: "c".into(),
            task: "7".into(),
            task_title: "珠江防汛".into(),
            whom: FollowUpFor::Unread,
            people: 67,
            created_at: Time(1),
        };
        insert(&db, &row).unwrap();
        assert_eq!(list(&db, &"c".into()).unwrap(), [row]);
        delete_of(&db, &"c".into()).unwrap();
        assert!(list(&db, &"c".into()).unwrap().is_empty());
    }
}
