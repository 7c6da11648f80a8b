//! `drafts` in the desk database: call-outs being written. The selection has a
//! column of its own, because the picker changes it far more often than the
//! form changes the fields, and neither may overwrite the other.

use muster_domain::{
    draft::{TaskDraft, TaskFields},
    id::{ConnectionId, DraftId},
    picker::Selection,
    time::Time,
};
use rusqlite::{Connection, OptionalExtension as _, Result, Row, params};

use super::{Json, Migration};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 2,
    name: "create_drafts",
    sql: "
    CREATE TABLE drafts (
        id TEXT PRIMARY KEY NOT NULL,
        connection TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        fields TEXT NOT NULL,
        selection TEXT NOT NULL
    ) STRICT;
    CREATE INDEX drafts_by_connection ON drafts (connection, changed_at);
",
}];

const COLUMNS: &str = "id, connection, created_at, changed_at, fields, selection";

fn read(row: &Row<'_>) -> Result<TaskDraft> {
    Ok(TaskDraft {
        id: DraftId(row.get(0)?),
        connection: ConnectionId(row.get(1)?),
        created_at: Time(row.get(2)?),
        changed_at: Time(row.get(3)?),
        fields: row.get::<_, Json<_>>(4)?.0,
        selection: row.get::<_, Json<_>>(5)?.0,
    })
}

pub(crate) fn load(db: &Connection, id: &DraftId) -> Result<Option<TaskDraft>> {
    db.query_row(
        &format!("SELECT {COLUMNS} FROM drafts WHERE id = ?1"),
        [id.as_str()],
        read,
    )
    .optional()
}

/// A draft in a list. Whom it calls, which may be a city, is left where it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Listed {
    pub id: DraftId,
    pub changed_at: Time,
    pub fields: TaskFields,
}

/// Of a connection, last changed first.
pub(crate) fn list(db: &Connection, connection: &ConnectionId) -> Result<Vec<Listed>> {
    db.prepare(
        "SELECT id, changed_at, fields FROM drafts WHERE connection = ?1
         ORDER BY changed_at DESC, id",
    )?
    .query_map([connection.as_str()], |row| {
        Ok(Listed {
            id: DraftId(row.get(0)?),
            changed_at: Time(row.get(1)?),
            fields: row.get::<_, Json<_>>(2)?.0,
        })
    })?
    .collect()
}

/// Whose people a draft calls, and its form; `None` if the draft is gone.
pub(crate) fn head(db: &Connection, id: &DraftId) -> Result<Option<(ConnectionId, TaskFields)>> {
    db.query_row(
        "SELECT connection, fields FROM drafts WHERE id = ?1",
        [id.as_str()],
        |row| Ok((ConnectionId(row.get(0)?), row.get::<_, Json<_>>(1)?.0)),
    )
    .optional()
}

/// What is chosen in a draft; `None` if the draft is gone.
pub(crate) fn load_selection(db: &Connection, id: &DraftId) -> Result<Option<Selection>> {
    db.query_row(
        "SELECT selection FROM drafts WHERE id = ?1",
        [id.as_str()],
        |row| Ok(row.get::<_, Json<_>>(0)?.0),
    )
    .optional()
}

pub(crate) fn exists(db: &Connection, id: &DraftId) -> Result<bool> {
    db.query_row(
        "SELECT EXISTS (SELECT 1 FROM drafts WHERE id = ?1)",
        [id.as_str()],
        |row| row.get(0),
    )
}

pub(crate) fn insert(db: &Connection, draft: &TaskDraft) -> Result<()> {
    db.execute(
        &format!("INSERT INTO drafts ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
        params![
            draft.id.as_str(),
            draft.connection.as_str(),
            draft.created_at.0,
            draft.changed_at.0,
            Json(&draft.fields),
            Json(&draft.selection),
        ],
    )?;
    Ok(())
}

/// False if the draft is gone.
pub(crate) fn save_fields(
    db: &Connection,
    id: &DraftId,
    fields: &TaskFields,
    at: Time,
) -> Result<bool> {
    let changed = db.execute(
        "UPDATE drafts SET fields = ?2, changed_at = ?3 WHERE id = ?1",
        params![id.as_str(), Json(fields), at.0],
    )?;
    Ok(changed == 1)
}

/// False if the draft is gone.
pub(crate) fn save_selection(
    db: &Connection,
    id: &DraftId,
    selection: &Selection,
    at: Time,
) -> Result<bool> {
    let changed = db.execute(
        "UPDATE drafts SET selection = ?2, changed_at = ?3 WHERE id = ?1",
        params![id.as_str(), Json(selection), at.0],
    )?;
    Ok(changed == 1)
}

/// Keeps what was typed in the drafts of a connection, and nothing that is
/// chosen by an id.
pub(crate) fn forget_ids(db: &Connection, connection: &ConnectionId) -> Result<()> {
    for draft in list(db, connection)? {
        db.execute(
            "UPDATE drafts SET fields = ?2, selection = ?3 WHERE id = ?1",
            params![
                draft.id.as_str(),
                Json(draft.fields.without_ids()),
                Json(Selection::default()),
            ],
        )?;
    }
    Ok(())
}

pub(crate) fn delete(db: &Connection, id: &DraftId) -> Result<()> {
    db.execute("DELETE FROM drafts WHERE id = ?1", [id.as_str()])?;
    Ok(())
}

/// With a connection that is removed.
pub(crate) fn delete_of(db: &Connection, connection: &ConnectionId) -> Result<()> {
    super::delete_of(db, "drafts", connection)
}

#[cfg(test)]
mod tests {
    use super::*;
    use muster_domain::{draft::Mark, id::SoldierId};

    fn database() -> Connection {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(MIGRATIONS[0].sql).unwrap();
        db
    }

    fn draft(id: &str, connection: &str, changed_at: i64) -> TaskDraft {
        TaskDraft {
            id: id.into(),
            connection: connection.into(),
            created_at: Time(1),
            changed_at: Time(changed_at),
            fields: TaskFields {
                title: "珠江防汛 100% + 🌊".into(),
                mark: Mark::Drill,
                ..TaskFields::default()
            },
            selection: Selection::default(),
        }
    }

    #[test]
    fn a_draft_reads_back_as_typed() {
        let db = database();
        let draft = draft("d", "c", 2);
        insert(&db, &draft).unwrap();
        assert_eq!(load(&db, &draft.id).unwrap(), Some(draft));
        assert_eq!(load(&db, &"other".into()).unwrap(), None);
    }

    #[test]
    fn the_form_and_the_picker_do_not_overwrite_each_other() {
        let db = database();
        insert(&db, &draft("d", "c", 2)).unwrap();
        let id = "d".into();
        let mut selection = Selection::default();
        selection.soldiers.insert(SoldierId::from("7"));
        assert!(save_selection(&db, &id, &selection, Time(3)).unwrap());
        let fields = TaskFields {
            wanted: "60".into(),
            ..TaskFields::default()
        };
        assert!(save_fields(&db, &id, &fields, Time(4)).unwrap());
        let stored = load(&db, &id).unwrap().unwrap();
        assert_eq!(
            (stored.fields, &stored.selection, stored.changed_at),
            (fields, &selection, Time(4))
        );
        assert_eq!(load_selection(&db, &id).unwrap(), Some(selection));
    }

    #[test]
    fn a_draft_that_is_gone_takes_no_changes() {
        let db = database();
        assert!(!save_fields(&db, &"d".into(), &TaskFields::default(), Time(1)).unwrap());
        assert!(!save_selection(&db, &"d".into(), &Selection::default(), Time(1)).unwrap());
    }

    #[test]
    fn drafts_are_listed_by_connection_last_changed_first() {
        let db = database();
        for (id, connection, changed_at) in [("a", "c", 1), ("b", "c", 3), ("x", "other", 2)] {
            insert(&db, &draft(id, connection, changed_at)).unwrap();
        }
        let ids = |db: &Connection| {
            let drafts = list(db, &"c".into()).unwrap();
            drafts
                .into_iter()
                .map(|draft| draft.id.0)
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(&db), ["b", "a"]);
        // Whatever is chosen in it: the list does not look.
        db.execute("UPDATE drafts SET selection = '[' WHERE id = 'a'", [])
            .unwrap();
        assert_eq!(ids(&db), ["b", "a"]);
        delete(&db, &"b".into()).unwrap();
        assert_eq!(ids(&db), ["a"]);
        delete_of(&db, &"c".into()).unwrap();
        assert!(ids(&db).is_empty());
        assert!(load(&db, &"x".into()).unwrap().is_some());
    }
}
