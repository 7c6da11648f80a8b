//! `code_windows` in the desk database: when codes of a meeting were on screen.

use super::Migration;
use muster_domain::{
    id::{ConnectionId, MeetingId},
    meeting::CodeWindow,
    time::Time,
};
use rusqlite::{Connection, Result, params};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 14,
    name: "create_code_windows",
    sql: "
    CREATE TABLE code_windows (
        connection TEXT NOT NULL,
        meeting TEXT NOT NULL,
        shown_from INTEGER NOT NULL,
        shown_until INTEGER NOT NULL,
        PRIMARY KEY (connection, meeting, shown_from)
    ) STRICT, WITHOUT ROWID;
",
}];

/// A code is renewed every ten seconds: after a longer pause another window
/// begins, milliseconds.
const PAUSE_MS: i64 = 25_000;

/// A code came on screen now.
pub(crate) fn note(
    db: &Connection,
    connection: &ConnectionId,
    meeting: &MeetingId,
    now: Time,
) -> Result<()> {
    let key = (connection.as_str(), meeting.as_str());
    let longer = db.execute(
        "UPDATE code_windows SET shown_until = ?3
         WHERE connection = ?1 AND meeting = ?2
             AND shown_until <= ?3 AND shown_until >= ?3 - ?4",
        params![key.0, key.1, now.0, PAUSE_MS],
    )?;
    if longer == 0 {
        db.execute(
            "INSERT OR IGNORE INTO code_windows (connection, meeting, shown_from, shown_until)
             VALUES (?1, ?2, ?3, ?3)",
            params![key.0, key.1, now.0],
        )?;
    }
    Ok(())
}

/// The oldest first.
pub(crate) fn list(
    db: &Connection,
    connection: &ConnectionId,
    meeting: &MeetingId,
) -> Result<Vec<CodeWindow>> {
    db.prepare(
        "SELECT shown_from, shown_until FROM code_windows
         WHERE connection = ?1 AND meeting = ?2 ORDER BY shown_from",
    )?
    .query_map([connection.as_str(), meeting.as_str()], |row| {
        Ok(CodeWindow {
            from: Time(row.get(0)?),
            until: Time(row.get(1)?),
        })
    })?
    .collect()
}

/// With a connection that is removed.
pub(crate) fn delete_of(db: &Connection, connection: &ConnectionId) -> Result<()> {
    super::delete_of(db, "code_windows", connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_follow_each_other_are_one_window() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(MIGRATIONS[0].sql).unwrap();
        let (connection, meeting, other) = ("c".into(), "6".into(), "7".into());
        for at in [0, 10_000, 20_000, 60_000, 60_000, 85_000, 110_001] {
            note(&db, &connection, &meeting, Time(at)).unwrap();
        }
        note(&db, &connection, &other, Time(30_000)).unwrap();
        let windows = |meeting| -> Vec<(i64, i64)> {
            let windows = list(&db, &connection, meeting).unwrap().into_iter();
            windows
                .map(|window| (window.from.0, window.until.0))
                .collect()
        };
        assert_eq!(
            windows(&meeting),
            [(0, 20_000), (60_000, 85_000), (110_001, 110_001)]
        );
        assert_eq!(windows(&other), [(30_000, 30_000)]);
        delete_of(&db, &connection).unwrap();
        assert_eq!(windows(&meeting), []);
    }
}
