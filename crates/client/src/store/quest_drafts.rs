//! `quest_drafts` in the desk database: quests being written or changed.

use super::{Json, Migration};
use muster_domain::{
    id::{ConnectionId, DraftId, QuestId},
    quest::QuestFields,
    time::Time,
};
use rusqlite::{Connection, OptionalExtension as _, Result, Row, params};
use serde::{Deserialize, Serialize};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 20,
    name: "create_quest_drafts",
    sql: "
    CREATE TABLE quest_drafts (
        id TEXT PRIMARY KEY NOT NULL,
        connection TEXT NOT NULL,
        changed_at INTEGER NOT NULL,
        form TEXT NOT NULL
    ) STRICT;
    CREATE INDEX quest_drafts_by_connection ON quest_drafts (connection, changed_at);
",
}];

/// A draft as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct QuestDraft {
    pub id: DraftId,
    pub connection: ConnectionId,
    pub changed_at: Time,
    pub form: QuestForm,
}

/// What the form holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct QuestForm {
    /// The quest that it changes; `None` while it is a new one.
    pub of: Option<Edited>,
    pub fields: QuestFields,
}

/// A quest that is being changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Edited {
    pub quest: QuestId,
    /// The form as it opened: what differs is sent.
    pub before: QuestFields,
}

impl QuestForm {
    /// The same for another server, where an id of this one means something
    /// else: what was a change becomes a quest of its own.
    fn without_ids(self) -> Self {
        Self {
            of: None,
            fields: self.fields.without_ids(),
        }
    }
}

fn read(row: &Row<'_>) -> Result<QuestDraft> {
    Ok(QuestDraft {
        id: DraftId(row.get("id")?),
        connection: ConnectionId(row.get("connection")?),
        changed_at: Time(row.get("changed_at")?),
        form: row.get::<_, Json<_>>("form")?.0,
    })
}

pub(crate) fn load(db: &Connection, id: &DraftId) -> Result<Option<QuestDraft>> {
    db.query_row(
        "SELECT * FROM quest_drafts WHERE id = ?1",
        [id.as_str()],
        read,
    )
    .optional()
}

/// Of a connection, last changed first.
pub(crate) fn list(db: &Connection, connection: &ConnectionId) -> Result<Vec<QuestDraft>> {
    db.prepare("SELECT * FROM quest_drafts WHERE connection = ?1 ORDER BY changed_at DESC, id")?
        .query_map([connection.as_str()], read)?
        .collect()
}

/// Keeps a new draft, or an old one as it is now.
pub(crate) fn put(db: &Connection, draft: &QuestDraft) -> Result<()> {
    db.execute(
        "INSERT OR REPLACE INTO quest_drafts (id, connection, changed_at, form)
         VALUES (?1, ?2, ?3, ?4)",
        params![
            draft.id.as_str(),
            draft.connection.as_str(),
            draft.changed_at.0,
            Json(&draft.form),
        ],
    )?;
    Ok(())
}

/// Keeps what was typed in the drafts of a connection, and nothing that is
/// chosen by an id.
pub(crate) fn forget_ids(db: &Connection, connection: &ConnectionId) -> Result<()> {
    for mut draft in list(db, connection)? {
        draft.form = draft.form.without_ids();
        put(db, &draft)?;
    }
    Ok(())
}

pub(crate) fn delete(db: &Connection, id: &DraftId) -> Result<()> {
    db.execute("DELETE FROM quest_drafts WHERE id = ?1", [id.as_str()])?;
    Ok(())
}

/// With a connection that is removed.
pub(crate) fn delete_of(db: &Connection, connection: &ConnectionId) -> Result<()> {
    db.execute(
        "DELETE FROM quest_drafts WHERE connection = ?1",
        [connection.as_str()],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(id: &str, connection: &str, at: i64, form: QuestForm) -> QuestDraft {
        QuestDraft {
            id: id.into(),
            connection: connection.into(),
            changed_at: Time(at),
            form,
        }
    }

    fn change() -> QuestForm {
        let fields = QuestFields {
            name: " 每日登录".into(),
            category: Some(1.into()),
            prerequisites: vec![101.into()],
            ..QuestFields::default()
        };
        QuestForm {
            of: Some(Edited {
                quest: 7.into(),
                before: QuestFields::default(),
            }),
            fields,
        }
    }

    #[test]
    fn a_draft_is_kept_as_typed_until_it_or_its_connection_goes() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(MIGRATIONS[0].sql).unwrap();
        insta::assert_snapshot!(serde_json::to_string(&change()).unwrap(), @r#"{"of":{"quest":"7","before":{"name":"","description":"","category":null,"kind":null,"target_type":"","target_params":"","target_count":"","rewards":[],"prerequisites":[],"level_required":"","time_limit":"","time_unit":"hour","reset":null,"max_completions":"","active":null,"starts_at":"","ends_at":""}},"fields":{"name":" 每日登录","description":"","category":"1","kind":null,"target_type":"","target_params":"","target_count":"","rewards":[],"prerequisites":["101"],"level_required":"","time_limit":"","time_unit":"hour","reset":null,"max_completions":"","active":null,"starts_at":"","ends_at":""}}"#);
        let mut old = draft("a", "c", 1, change());
        let new = draft("b", "c", 2, QuestForm::default());
        let other = draft("x", "other", 3, QuestForm::default());
        for draft in [&old, &new, &other] {
            put(&db, draft).unwrap();
        }
        assert_eq!(list(&db, &"c".into()).unwrap(), [new.clone(), old.clone()]);
        old.changed_at = Time(9);
        put(&db, &old).unwrap();
        assert_eq!(list(&db, &"c".into()).unwrap(), [old.clone(), new.clone()]);
        delete(&db, &new.id).unwrap();
        assert_eq!(load(&db, &new.id).unwrap(), None);
        delete_of(&db, &"c".into()).unwrap();
        assert_eq!(load(&db, &old.id).unwrap(), None);
        assert_eq!(load(&db, &other.id).unwrap(), Some(other));
    }

    #[test]
    fn on_another_server_a_change_becomes_a_quest_of_its_own() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(MIGRATIONS[0].sql).unwrap();
        put(&db, &draft("a", "c", 1, change())).unwrap();
        forget_ids(&db, &"c".into()).unwrap();
        let kept = load(&db, &"a".into()).unwrap().unwrap();
        assert_eq!(kept.form.of, None);
        assert_eq!(kept.form.fields.name, " 每日登录");
        assert_eq!(kept.form.fields.category, None);
        assert_eq!(kept.form.fields.prerequisites, []);
    }
}
