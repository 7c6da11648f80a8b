//! `cache.db`: the board of a questboard server, a row for each quest. What is
//! told of one quest rewrites that one.

use super::{Json, Migration};
use muster_domain::{
    id::{ConnectionId, QuestId},
    quest::Quest,
};
use rusqlite::{Connection, OptionalExtension, Result, params};
use std::collections::HashSet;

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 20,
    name: "create_quests",
    sql: "
    CREATE TABLE quests (
        connection TEXT NOT NULL,
        quest TEXT NOT NULL,
        place INTEGER NOT NULL,
        row TEXT NOT NULL,
        PRIMARY KEY (connection, quest)
    ) STRICT, WITHOUT ROWID;",
}];

/// The board, in the server's order.
pub(crate) fn list(db: &Connection, connection: &ConnectionId) -> Result<Vec<Quest>> {
    db.prepare_cached("SELECT row FROM quests WHERE connection = ?1 ORDER BY place")?
        .query_map([connection.as_str()], |row| Ok(row.get::<_, Json<_>>(0)?.0))?
        .collect()
}

pub(crate) fn find(
    db: &Connection,
    connection: &ConnectionId,
    quest: &QuestId,
) -> Result<Option<Quest>> {
    db.prepare_cached("SELECT row FROM quests WHERE connection = ?1 AND quest = ?2")?
        .query_row([connection.as_str(), quest.as_str()], |row| {
            Ok(row.get::<_, Json<_>>(0)?.0)
        })
        .optional()
}

/// The whole board. Only what differs is written; true if something does.
pub(crate) fn put(db: &Connection, connection: &ConnectionId, board: &[Quest]) -> Result<bool> {
    let mut gone: HashSet<String> = db
        .prepare_cached("SELECT quest FROM quests WHERE connection = ?1")?
        .query_map([connection.as_str()], |row| row.get(0))?
        .collect::<Result<_>>()?;
    let mut changed = 0;
    let mut upsert = db.prepare_cached(
        "INSERT INTO quests (connection, quest, place, row) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (connection, quest) DO UPDATE SET place = excluded.place, row = excluded.row
         WHERE place <> excluded.place OR row <> excluded.row",
    )?;
    for (place, quest) in (0_i64..).zip(board) {
        let id = quest.id.as_str();
        gone.remove(id);
        changed += upsert.execute(params![connection.as_str(), id, place, Json(quest)])?;
    }
    let mut delete =
        db.prepare_cached("DELETE FROM quests WHERE connection = ?1 AND quest = ?2")?;
    for quest in gone {
        changed += delete.execute([connection.as_str(), &quest])?;
    }
    Ok(changed > 0)
}

/// A quest as it is now, in its place on the board; nothing, if it has none.
/// True if it differs.
pub(crate) fn put_one(db: &Connection, connection: &ConnectionId, quest: &Quest) -> Result<bool> {
    let changed = db
        .prepare_cached(
            "UPDATE quests SET row = ?3 WHERE connection = ?1 AND quest = ?2 AND row <> ?3",
        )?
        .execute(params![connection.as_str(), quest.id.as_str(), Json(quest)])?;
    Ok(changed > 0)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use muster_domain::quest::{Category, QuestStatus, QuestType, Reward};

    pub(crate) fn quest(id: i64) -> Quest {
        Quest {
            id: id.into(),
            name: "每日登录".into(),
            description: "完成每日登录任务".into(),
            kind: QuestType::Daily,
            category: Some(Category {
                id: 1.into(),
                name: "日常任务".into(),
            }),
            target_type: "login".into(),
            target_count: 10,
            progress: 0,
            status: QuestStatus::NotAccepted,
            rewards: vec![Reward {
                item: 1001.into(),
                name: "金币".into(),
                quantity: 100,
                icon: None,
            }],
            time_limit_s: Some(86_400),
            expires_at: None,
            available: true,
            reset: None,
            max_completions: None,
            completions: None,
        }
    }

    #[test]
    fn a_board_is_kept_in_its_order_and_only_what_differs_is_written() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(MIGRATIONS[0].sql).unwrap();
        let (mine, theirs) = (ConnectionId::from("mine"), ConnectionId::from("theirs"));
        let board: Vec<Quest> = [3, 1, 2].map(quest).into();
        assert!(put(&db, &mine, &board).unwrap());
        assert!(put(&db, &theirs, &board[..1]).unwrap());
        assert_eq!(list(&db, &mine).unwrap(), board);
        let written = |work: &dyn Fn() -> bool| {
            let before = db.total_changes();
            (work(), db.total_changes() - before)
        };
        assert_eq!(written(&|| put(&db, &mine, &board).unwrap()), (false, 0));

        let moved = Quest {
            progress: 4,
            ..quest(1)
        };
        assert!(put_one(&db, &mine, &moved).unwrap());
        assert!(!put_one(&db, &mine, &moved).unwrap(), "it is so already");
        assert!(!put_one(&db, &mine, &quest(9)).unwrap(), "it has no place");
        assert_eq!(find(&db, &mine, &1.into()).unwrap(), Some(moved));
        assert_eq!(find(&db, &mine, &9.into()).unwrap(), None);

        assert_eq!(written(&|| put(&db, &mine, &board).unwrap()), (true, 1));
        assert!(put(&db, &mine, &board[..2]).unwrap());
        assert_eq!(list(&db, &mine).unwrap(), board[..2]);
        assert_eq!(list(&db, &theirs).unwrap(), board[..1]);
    }

    /// A change here is a change of what older files hold.
    #[test]
    fn a_row_keeps_its_form() {
        insta::assert_snapshot!(serde_json::to_string(&quest(1)).unwrap(), @r#"{"id":"1","name":"每日登录","description":"完成每日登录任务","kind":"daily","category":{"id":"1","name":"日常任务"},"target_type":"login","target_count":10,"progress":0,"status":"not_accepted","rewards":[{"item":"1001","name":"金币","quantity":100,"icon":null}],"time_limit_s":86400,"expires_at":null,"available":true,"reset":null,"max_completions":null,"completions":null}"#);
    }
}
