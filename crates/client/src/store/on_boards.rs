//! `cache.db`: the people on any cached board of a connection, each once.

use muster_domain::id::{ConnectionId, SoldierId};
use rusqlite::Connection;

/// Somebody on a board, or named by a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OnBoard {
    pub soldier: SoldierId,
    pub name: String,
    pub phone: String,
    pub office: String,
}

/// Of several rows of a person, each field is the longest: an empty one says
/// nothing.
pub(crate) fn on_boards(
    db: &Connection,
    connection: &ConnectionId,
) -> rusqlite::Result<Vec<OnBoard>> {
    db.prepare_cached(
        "SELECT soldier, max(name), max(phone), max(office) FROM (
             SELECT soldier, name, phone, office FROM responses WHERE connection = ?1
             UNION SELECT soldier, name, phone, office FROM check_ins WHERE connection = ?1
             UNION SELECT soldier, name, '', called_group FROM participants WHERE connection = ?1
         ) GROUP BY soldier",
    )?
    .query_map([connection.as_str()], |row| {
        Ok(OnBoard {
            soldier: SoldierId(row.get(0)?),
            name: row.get(1)?,
            phone: row.get(2)?,
            office: row.get(3)?,
        })
    })?
    .collect()
}

/// Grows whenever something was written.
pub(crate) fn data_version(db: &Connection) -> rusqlite::Result<i64> {
    db.pragma_query_value(None, "data_version", |row| row.get(0))
}
