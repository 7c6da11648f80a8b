//! `saved` in the desk database: groups of recipients and templates of whole
//! call-outs, by connection.

use super::{Json, Migration};
use muster_domain::{
    draft::TaskFields,
    id::{ConnectionId, SavedId},
    picker::Selection,
    saved::Saved,
    time::Time,
};
use rusqlite::{Connection, OptionalExtension as _, Result, Row, params};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 10,
    name: "create_saved",
    sql: "
    CREATE TABLE saved (
        id TEXT PRIMARY KEY NOT NULL,
        connection TEXT NOT NULL,
        name TEXT NOT NULL,
        changed_at INTEGER NOT NULL,
        fields TEXT NOT NULL DEFAULT 'null',
        selection TEXT NOT NULL
    ) STRICT;
    CREATE INDEX saved_by_connection ON saved (connection, name);
",
}];

const COLUMNS: &str = "id, connection, name, changed_at, fields, selection";

fn read(row: &Row<'_>) -> Result<Saved> {
    Ok(Saved {
        id: SavedId(row.get(0)?),
        connection: ConnectionId(row.get(1)?),
        name: row.get(2)?,
        changed_at: Time(row.get(3)?),
        fields: row.get::<_, Json<_>>(4)?.0,
        selection: row.get::<_, Json<_>>(5)?.0,
    })
}

/// Of a connection, by name.
pub(crate) fn list(db: &Connection, connection: &ConnectionId) -> Result<Vec<Saved>> {
    let sql = format!("SELECT {COLUMNS} FROM saved WHERE connection = ?1 ORDER BY name, id");
    db.prepare_cached(&sql)?
        .query_map([connection.as_str()], read)?
        .collect()
}

pub(crate) fn find(db: &Connection, id: &SavedId) -> Result<Option<Saved>> {
    db.query_row(
        &format!("SELECT {COLUMNS} FROM saved WHERE id = ?1"),
        [id.as_str()],
        read,
    )
    .optional()
}

/// Keeps it in place of what has its name and kind on its connection.
pub(crate) fn put(db: &Connection, saved: &Saved) -> Result<()> {
    db.execute(
        "DELETE FROM saved WHERE connection = ?1 AND name = ?2 AND (fields = 'null') = ?3",
        params![
            saved.connection.as_str(),
            saved.name,
            saved.fields.is_none()
        ],
    )?;
    db.execute(
        &format!("INSERT INTO saved ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
        params![
            saved.id.as_str(),
            saved.connection.as_str(),
            saved.name,
            saved.changed_at.0,
            Json(&saved.fields),
            Json(&saved.selection),
        ],
    )?;
    Ok(())
}

/// False if it is gone.
pub(crate) fn rename(db: &Connection, id: &SavedId, name: &str, at: Time) -> Result<bool> {
    let changed = db.execute(
        "UPDATE saved SET name = ?2, changed_at = ?3 WHERE id = ?1",
        params![id.as_str(), name, at.0],
    )?;
    Ok(changed == 1)
}

pub(crate) fn delete(db: &Connection, id: &SavedId) -> Result<()> {
    db.execute("DELETE FROM saved WHERE id = ?1", [id.as_str()])?;
    Ok(())
}

/// Keeps what was typed in the templates of a connection, and nothing that is
/// chosen by an id: of a group nothing.
pub(crate) fn forget_ids(db: &Connection, connection: &ConnectionId) -> Result<()> {
    for mut saved in list(db, connection)? {
        saved.selection = Selection::default();
        saved.fields = saved.fields.map(TaskFields::without_ids);
        delete(db, &saved.id)?;
        if saved.fields.is_some() {
            put(db, &saved)?;
        }
    }
    Ok(())
}

/// With a connection that is removed.
pub(crate) fn delete_of(db: &Connection, connection: &ConnectionId) -> Result<()> {
    db.execute(
        "DELETE FROM saved WHERE connection = ?1",
        [connection.as_str()],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use muster_domain::id::SoldierId;

    fn database() -> Connection {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(MIGRATIONS[0].sql).unwrap();
        db
    }

    fn saved(id: &str, name: &str, fields: Option<TaskFields>) -> Saved {
        Saved {
            id: id.into(),
            connection: "c".into(),
            name: name.into(),
            changed_at: Time(1),
            fields,
            selection: Selection {
                orgs: ["2".into()].into(),
                excluded: [SoldierId::from("21")].into(),
                ..Selection::default()
            },
        }
    }

    #[test]
    fn a_group_and_a_template_read_back_as_they_were() {
        let db = database();
        let group = saved("a", "夜班", None);
        let template = saved("b", "夜班", Some(TaskFields::default()));
        put(&db, &group).unwrap();
        put(&db, &template).unwrap();
        assert_eq!(find(&db, &group.id).unwrap(), Some(group.clone()));
        assert_eq!(list(&db, &"c".into()).unwrap(), [group, template]);
        let stored: String = db
            .query_row("SELECT selection FROM saved LIMIT 1", [], |row| row.get(0))
            .unwrap();
        insta::assert_snapshot!(stored, @r#"{"orgs":["2"],"offices":[],"soldiers":[],"excluded":["21"]}"#);
    }

    #[test]
    fn another_one_of_the_same_name_takes_its_place() {
        let db = database();
        put(&db, &saved("a", "夜班", None)).unwrap();
        put(&db, &saved("t", "夜班", Some(TaskFields::default()))).unwrap();
        put(&db, &saved("b", "夜班", None)).unwrap();
        let ids = list(&db, &"c".into())
            .unwrap()
            .into_iter()
            .map(|one| one.id.0);
        assert_eq!(ids.collect::<Vec<_>>(), ["b", "t"]);
    }

    #[test]
    fn names_change_and_what_is_deleted_is_gone() {
        let db = database();
        put(&db, &saved("a", "夜班", None)).unwrap();
        assert!(rename(&db, &"a".into(), "日班", Time(2)).unwrap());
        assert_eq!(find(&db, &"a".into()).unwrap().unwrap().name, "日班");
        delete(&db, &"a".into()).unwrap();
        assert!(!rename(&db, &"a".into(), "晚班", Time(3)).unwrap());
        put(&db, &saved("b", "夜班", None)).unwrap();
        delete_of(&db, &"other".into()).unwrap();
        assert_eq!(list(&db, &"c".into()).unwrap().len(), 1);
        delete_of(&db, &"c".into()).unwrap();
        assert!(list(&db, &"c".into()).unwrap().is_empty());
    }
}
