//! `quest_told` in the desk database: what the inbox was told of each quest, so
//! that nothing is told twice, whatever happens in between.

use super::{Json, Migration};
use muster_domain::{
    id::{ConnectionId, QuestId},
    notice::QuestTold,
};
use rusqlite::{Connection, Result, params};
use std::collections::HashMap;

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 21,
    name: "create_quest_told",
    sql: "
    CREATE TABLE quest_told (
        connection TEXT NOT NULL,
        quest TEXT NOT NULL,
        told TEXT NOT NULL,
        PRIMARY KEY (connection, quest)
    ) STRICT, WITHOUT ROWID;
",
}];

/// Of every quest that was ever looked at.
pub(crate) fn all(
    db: &Connection,
    connection: &ConnectionId,
) -> Result<HashMap<QuestId, QuestTold>> {
    db.prepare_cached("SELECT quest, told FROM quest_told WHERE connection = ?1")?
        .query_map([connection.as_str()], |row| {
            Ok((QuestId(row.get(0)?), row.get::<_, Json<_>>(1)?.0))
        })?
        .collect()
}

pub(crate) fn put(
    db: &Connection,
    connection: &ConnectionId,
    quest: &QuestId,
    told: &QuestTold,
) -> Result<()> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO quest_told (connection, quest, told) VALUES (?1, ?2, ?3)",
    )?
    .execute(params![connection.as_str(), quest.as_str(), Json(told)])?;
    Ok(())
}

/// A quest that is gone.
pub(crate) fn delete(db: &Connection, connection: &ConnectionId, quest: &QuestId) -> Result<()> {
    db.prepare_cached("DELETE FROM quest_told WHERE connection = ?1 AND quest = ?2")?
        .execute([connection.as_str(), quest.as_str()])?;
    Ok(())
}

/// With a connection that is removed, or stands for somebody else by now.
pub(crate) fn delete_of(db: &Connection, connection: &ConnectionId) -> Result<()> {
    super::delete_of(db, "quest_told", connection)
}

#[cfg(test)]
mod tests {
    use super::*;
    use muster_domain::{quest::QuestStatus, time::Time};

    #[test]
    fn what_was_told_of_a_quest_is_kept_until_it_or_its_connection_goes() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(MIGRATIONS[0].sql).unwrap();
        let (mine, theirs) = (ConnectionId::from("mine"), ConnectionId::from("theirs"));
        let told = QuestTold {
            status: QuestStatus::InProgress,
            completed: false,
            expiring: Some(Time(9)),
        };
        let stored = serde_json::to_string(&told).unwrap();
        insta::assert_snapshot!(stored, @r#"{"status":"in_progress","completed":false,"expiring":9}"#);
        for (connection, quest) in [(&mine, 1), (&mine, 2), (&theirs, 1)] {
            put(&db, connection, &quest.into(), &told).unwrap();
        }
        delete(&db, &mine, &2.into()).unwrap();
        let kept = all(&db, &mine).unwrap();
        assert_eq!(kept, HashMap::from([(1.into(), told)]));
        delete_of(&db, &mine).unwrap();
        assert!(all(&db, &mine).unwrap().is_empty());
        assert_eq!(all(&db, &theirs).unwrap().len(), 1);
    }
}
