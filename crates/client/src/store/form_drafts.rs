//! Drafts of which the form is kept as it was typed: a table for each kind of
//! form, all alike, in the desk database.

use super::Json;
use muster_domain::{
    id::{ConnectionId, DraftId},
    time::Time,
};
use rusqlite::{Connection, OptionalExtension as _, Result, Row, params};
use serde::{Serialize, de::DeserializeOwned};

/// A form of which drafts are kept.
pub(crate) trait Form: Clone + Serialize + DeserializeOwned + Send + 'static {
    const TABLE: &'static str;
    /// Where in a row it is.
    const COLUMN: &'static str;

    /// The same for another server, where an id of this one means something
    /// else.
    #[must_use]
    fn without_ids(self) -> Self;
}

/// A draft as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Draft<F> {
    pub id: DraftId,
    pub connection: ConnectionId,
    pub changed_at: Time,
    pub form: F,
}

fn read<F: Form>(row: &Row<'_>) -> Result<Draft<F>> {
    Ok(Draft {
        id: DraftId(row.get("id")?),
        connection: ConnectionId(row.get("connection")?),
        changed_at: Time(row.get("changed_at")?),
        form: row.get::<_, Json<_>>(F::COLUMN)?.0,
    })
}

pub(crate) fn load<F: Form>(db: &Connection, id: &DraftId) -> Result<Option<Draft<F>>> {
    let sql = format!("SELECT * FROM {} WHERE id = ?1", F::TABLE);
    db.query_row(&sql, [id.as_str()], read).optional()
}

pub(crate) fn exists<F: Form>(db: &Connection, id: &DraftId) -> Result<bool> {
    let sql = format!("SELECT EXISTS (SELECT 1 FROM {} WHERE id = ?1)", F::TABLE);
    db.query_row(&sql, [id.as_str()], |row| row.get(0))
}

/// Of a connection, last changed first.
pub(crate) fn list<F: Form>(db: &Connection, connection: &ConnectionId) -> Result<Vec<Draft<F>>> {
    let table = F::TABLE;
    db.prepare(&format!(
        "SELECT * FROM {table} WHERE connection = ?1 ORDER BY changed_at DESC, id"
    ))?
    .query_map([connection.as_str()], read)?
    .collect()
}

/// Keeps a new draft, or an old one as it is now.
pub(crate) fn put<F: Form>(db: &Connection, draft: &Draft<F>) -> Result<()> {
    let (table, column) = (F::TABLE, F::COLUMN);
    db.execute(
        &format!(
            "INSERT OR REPLACE INTO {table} (id, connection, changed_at, {column})
             VALUES (?1, ?2, ?3, ?4)"
        ),
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
pub(crate) fn forget_ids<F: Form>(db: &Connection, connection: &ConnectionId) -> Result<()> {
    for mut draft in list::<F>(db, connection)? {
        draft.form = draft.form.without_ids();
        put(db, &draft)?;
    }
    Ok(())
}

pub(crate) fn delete<F: Form>(db: &Connection, id: &DraftId) -> Result<()> {
    let sql = format!("DELETE FROM {} WHERE id = ?1", F::TABLE);
    db.execute(&sql, [id.as_str()]).map(drop)
}

/// With a connection that is removed.
pub(crate) fn delete_of<F: Form>(db: &Connection, connection: &ConnectionId) -> Result<()> {
    super::delete_of(db, F::TABLE, connection)
}

#[cfg(test)]
mod tests {
    use super::super::{
        Migration, club_drafts,
        quest_drafts::{self, QuestForm},
    };
    use super::*;
    use muster_domain::{club::ClubFields, meeting::MeetingFields};

    fn draft<F>(id: &str, connection: &str, at: i64, form: F) -> Draft<F> {
        Draft {
            id: id.into(),
            connection: connection.into(),
            changed_at: Time(at),
            form,
        }
    }

    fn is_kept<F: Form + Clone + PartialEq + std::fmt::Debug>(migrations: &[Migration], form: F) {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(migrations[0].sql).unwrap();
        let mut old = draft("a", "c", 1, form);
        let new = draft("b", "c", 2, old.form.clone());
        let other = draft("x", "other", 3, old.form.clone());
        for draft in [&old, &new, &other] {
            put(&db, draft).unwrap();
        }
        assert_eq!(list(&db, &"c".into()).unwrap(), [new.clone(), old.clone()]);
        old.changed_at = Time(9);
        put(&db, &old).unwrap();
        assert_eq!(list(&db, &"c".into()).unwrap(), [old.clone(), new.clone()]);
        delete::<F>(&db, &new.id).unwrap();
        assert_eq!(load::<F>(&db, &new.id).unwrap(), None);
        assert!(!exists::<F>(&db, &new.id).unwrap());
        delete_of::<F>(&db, &"c".into()).unwrap();
        assert_eq!(load::<F>(&db, &old.id).unwrap(), None);
        assert!(exists::<F>(&db, &other.id).unwrap());
        assert_eq!(load(&db, &other.id).unwrap(), Some(other));
    }

    #[test]
    fn a_draft_is_kept_as_typed_until_it_or_its_connection_goes() {
        let meeting = ClubFields::Meeting(MeetingFields::default());
        is_kept(club_drafts::MIGRATIONS, meeting);
        is_kept(quest_drafts::MIGRATIONS, QuestForm::default());
    }
}
