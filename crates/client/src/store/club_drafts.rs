//! `club_drafts` in the desk database: missions and meetings being written.

use super::{Json, Migration};
use muster_domain::{
    club::ClubFields,
    id::{ConnectionId, DraftId},
    time::Time,
};
use rusqlite::{Connection, OptionalExtension as _, Result, Row, params};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 13,
    name: "create_club_drafts",
    sql: "
    CREATE TABLE club_drafts (
        id TEXT PRIMARY KEY NOT NULL,
        connection TEXT NOT NULL,
        changed_at INTEGER NOT NULL,
        fields TEXT NOT NULL
    ) STRICT;
    CREATE INDEX club_drafts_by_connection ON club_drafts (connection, changed_at);
",
}];

/// A draft as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ClubDraft {
    pub id: DraftId,
    pub connection: ConnectionId,
    pub changed_at: Time,
    pub fields: ClubFields,
}

fn read(row: &Row<'_>) -> Result<ClubDraft> {
    Ok(ClubDraft {
        id: DraftId(row.get("id")?),
        connection: ConnectionId(row.get("connection")?),
        changed_at: Time(row.get("changed_at")?),
        fields: row.get::<_, Json<_>>("fields")?.0,
    })
}

pub(crate) fn load(db: &Connection, id: &DraftId) -> Result<Option<ClubDraft>> {
    db.query_row(
        "SELECT * FROM club_drafts WHERE id = ?1",
        [id.as_str()],
        read,
    )
    .optional()
}

/// Of a connection, last changed first.
pub(crate) fn list(db: &Connection, connection: &ConnectionId) -> Result<Vec<ClubDraft>> {
    db.prepare("SELECT * FROM club_drafts WHERE connection = ?1 ORDER BY changed_at DESC, id")?
        .query_map([connection.as_str()], read)?
        .collect()
}

/// Keeps a new draft, or an old one as it is now.
pub(crate) fn put(db: &Connection, draft: &ClubDraft) -> Result<()> {
    db.execute(
        "INSERT OR REPLACE INTO club_drafts (id, connection, changed_at, fields)
         VALUES (?1, ?2, ?3, ?4)",
        params![
            draft.id.as_str(),
            draft.connection.as_str(),
            draft.changed_at.0,
            Json(&draft.fields),
        ],
    )?;
    Ok(())
}

/// Keeps what was typed in the drafts of a connection, and nothing that is
/// chosen by an id.
pub(crate) fn forget_ids(db: &Connection, connection: &ConnectionId) -> Result<()> {
    for mut draft in list(db, connection)? {
        draft.fields = draft.fields.without_ids();
        put(db, &draft)?;
    }
    Ok(())
}

pub(crate) fn delete(db: &Connection, id: &DraftId) -> Result<()> {
    db.execute("DELETE FROM club_drafts WHERE id = ?1", [id.as_str()])?;
    Ok(())
}

/// With a connection that is removed.
pub(crate) fn delete_of(db: &Connection, connection: &ConnectionId) -> Result<()> {
    db.execute(
        "DELETE FROM club_drafts WHERE connection = ?1",
        [connection.as_str()],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use muster_domain::{meeting::MeetingFields, mission::MissionFields};

    fn draft(id: &str, connection: &str, at: i64, fields: ClubFields) -> ClubDraft {
        ClubDraft {
            id: id.into(),
            connection: connection.into(),
            changed_at: Time(at),
            fields,
        }
    }

    #[test]
    fn a_draft_is_kept_as_typed_until_it_or_its_connection_goes() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(MIGRATIONS[0].sql).unwrap();
        let mission = ClubFields::Mission(MissionFields {
            content: " 扫大街".into(),
            ..MissionFields::default()
        });
        let stored = serde_json::to_string(&mission).unwrap();
        insta::assert_snapshot!(stored, @r#"{"kind":"mission","club":null,"content":" 扫大街","deadline":"","people":[],"parts":[]}"#);
        let meeting = ClubFields::Meeting(MeetingFields::default());
        let mut old = draft("a", "c", 1, mission);
        let new = draft("b", "c", 2, meeting);
        let other = draft("x", "other", 3, new.fields.clone());
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
}
