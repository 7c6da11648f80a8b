//! `saved` in the desk database: groups of recipients and templates of whole
//! call-outs, missions and meetings, by connection.

use super::{Json, Migration};
use muster_domain::{
    club::ClubFields,
    draft::TaskFields,
    id::{ConnectionId, SavedId},
    picker::Selection,
    saved::{Kept, Saved},
    time::Time,
};
use rusqlite::{Connection, OptionalExtension as _, Result, Row, params};

pub(super) const MIGRATIONS: &[Migration] = &[
    Migration {
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
    },
    Migration {
        version: 22,
        name: "save_for_clubs",
        sql: "
    ALTER TABLE saved ADD COLUMN club_fields TEXT NOT NULL DEFAULT 'null';
",
    },
];

const COLUMNS: &str = "id, connection, name, changed_at, fields, selection, club_fields";

fn read(row: &Row<'_>) -> Result<Saved> {
    let fields = row.get::<_, Json<Option<TaskFields>>>(4)?.0;
    let selection = row.get::<_, Json<Selection>>(5)?.0;
    let of_club = row.get::<_, Json<Option<ClubFields>>>(6)?.0;
    Ok(Saved {
        id: SavedId(row.get(0)?),
        connection: ConnectionId(row.get(1)?),
        name: row.get(2)?,
        changed_at: Time(row.get(3)?),
        kept: match (of_club, fields) {
            (Some(fields), _) => Kept::Club(fields),
            (None, Some(fields)) => Kept::CallOut(fields, selection),
            (None, None) => Kept::Group(selection),
        },
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
    let nobody = Selection::default();
    let (fields, selection, of_club) = match &saved.kept {
        Kept::Group(selection) => (None, selection, None),
        Kept::CallOut(fields, selection) => (Some(fields), selection, None),
        Kept::Club(fields) => (None, &nobody, Some(fields)),
    };
    let of_club = Json(&of_club);
    db.execute(
        "DELETE FROM saved WHERE connection = ?1 AND name = ?2 AND (fields = 'null') = ?3
         AND json_extract(club_fields, '$.kind') IS json_extract(?4, '$.kind')",
        params![
            saved.connection.as_str(),
            saved.name,
            fields.is_none(),
            of_club
        ],
    )?;
    db.execute(
        &format!("INSERT OR REPLACE INTO saved ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
        params![
            saved.id.as_str(),
            saved.connection.as_str(),
            saved.name,
            saved.changed_at.0,
            Json(&fields),
            Json(selection),
            of_club,
        ],
    )?;
    Ok(())
}

pub(crate) fn delete(db: &Connection, id: &SavedId) -> Result<()> {
    db.execute("DELETE FROM saved WHERE id = ?1", [id.as_str()])?;
    Ok(())
}

/// Keeps what was typed in the templates of a connection, and nothing that is
/// chosen by an id: of a group nothing.
pub(crate) fn forget_ids(db: &Connection, connection: &ConnectionId) -> Result<()> {
    for saved in list(db, connection)? {
        delete(db, &saved.id)?;
        if let Some(kept) = saved.kept.without_ids() {
            put(db, &Saved { kept, ..saved })?;
        }
    }
    Ok(())
}

/// With a connection that is removed.
pub(crate) fn delete_of(db: &Connection, connection: &ConnectionId) -> Result<()> {
    super::delete_of(db, "saved", connection)
}

#[cfg(test)]
mod tests {
    use super::*;
    use muster_domain::{id::SoldierId, meeting::MeetingFields, mission::MissionFields};

    fn database() -> Connection {
        let db = Connection::open_in_memory().unwrap();
        for step in MIGRATIONS {
            db.execute_batch(step.sql).unwrap();
        }
        db
    }

    fn chosen() -> Selection {
        Selection {
            orgs: ["2".into()].into(),
            excluded: [SoldierId::from("21")].into(),
            ..Selection::default()
        }
    }

    fn group() -> Kept {
        Kept::Group(chosen())
    }

    fn call_out() -> Kept {
        Kept::CallOut(TaskFields::default(), chosen())
    }

    fn mission() -> Kept {
        let people = ["30002".into()].into();
        let fields = MissionFields {
            people,
            ..MissionFields::default()
        };
        Kept::Club(ClubFields::Mission(fields))
    }

    fn meeting() -> Kept {
        Kept::Club(ClubFields::Meeting(MeetingFields::default()))
    }

    fn saved(id: &str, name: &str, kept: Kept) -> Saved {
        Saved {
            id: id.into(),
            connection: "c".into(),
            name: name.into(),
            changed_at: Time(1),
            kept,
        }
    }

    fn ids(db: &Connection) -> Vec<String> {
        let list = list(db, &"c".into()).unwrap().into_iter();
        list.map(|one| one.id.0).collect()
    }

    #[test]
    fn everything_that_is_kept_reads_back_as_it_was() {
        let db = database();
        let kept = [group(), call_out(), mission(), meeting()];
        let all: Vec<Saved> = ["a", "b", "c", "d"]
            .into_iter()
            .zip(kept)
            .map(|(id, kept)| saved(id, "夜班", kept))
            .collect();
        for one in &all {
            put(&db, one).unwrap();
        }
        assert_eq!(find(&db, &"c".into()).unwrap(), Some(all[2].clone()));
        assert_eq!(
            list(&db, &"c".into()).unwrap(),
            all,
            "none takes another's place"
        );
        let column = |name: &str, id: &str| -> String {
            let sql = format!("SELECT {name} FROM saved WHERE id = ?1");
            db.query_row(&sql, [id], |row| row.get(0)).unwrap()
        };
        insta::assert_snapshot!(column("selection", "a"), @r#"{"orgs":["2"],"offices":[],"soldiers":[],"excluded":["21"]}"#);
        insta::assert_snapshot!(column("club_fields", "c"), @r#"{"kind":"mission","club":null,"content":"","deadline":"","people":["30002"],"parts":[]}"#);
    }

    #[test]
    fn what_was_kept_before_clubs_reads_as_it_did() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(MIGRATIONS[0].sql).unwrap();
        let (fields, selection) = (TaskFields::default(), chosen());
        let sql = "INSERT INTO saved VALUES (?1, 'c', ?1, 1, ?2, ?3)";
        db.execute(sql, params!["a", "null", Json(&selection)])
            .unwrap();
        db.execute(sql, params!["b", Json(&fields), Json(&selection)])
            .unwrap();
        db.execute_batch(MIGRATIONS[1].sql).unwrap();
        assert_eq!(
            list(&db, &"c".into()).unwrap(),
            [saved("a", "a", group()), saved("b", "b", call_out())]
        );
    }

    #[test]
    fn another_one_of_the_same_name_takes_its_place() {
        let db = database();
        put(&db, &saved("a", "夜班", group())).unwrap();
        put(&db, &saved("t", "夜班", call_out())).unwrap();
        put(&db, &saved("m", "夜班", mission())).unwrap();
        put(&db, &saved("b", "夜班", group())).unwrap();
        put(&db, &saved("n", "夜班", mission())).unwrap();
        assert_eq!(ids(&db), ["b", "n", "t"]);
    }

    #[test]
    fn names_change_and_what_is_deleted_is_gone() {
        let db = database();
        put(&db, &saved("a", "夜班", group())).unwrap();
        put(&db, &saved("a", "日班", group())).unwrap();
        assert_eq!(find(&db, &"a".into()).unwrap().unwrap().name, "日班");
        delete(&db, &"a".into()).unwrap();
        assert_eq!(find(&db, &"a".into()).unwrap(), None);
        put(&db, &saved("b", "夜班", group())).unwrap();
        delete_of(&db, &"other".into()).unwrap();
        assert_eq!(ids(&db), ["b"]);
        delete_of(&db, &"c".into()).unwrap();
        assert!(ids(&db).is_empty());
    }

    #[test]
    fn of_another_server_only_what_was_typed_is_kept() {
        let db = database();
        put(&db, &saved("a", "夜班", group())).unwrap();
        put(&db, &saved("t", "夜班", call_out())).unwrap();
        put(&db, &saved("m", "夜班", mission())).unwrap();
        forget_ids(&db, &"c".into()).unwrap();
        let call_out = Kept::CallOut(TaskFields::default(), Selection::default());
        let mission = Kept::Club(ClubFields::Mission(MissionFields::default()));
        assert_eq!(
            list(&db, &"c".into()).unwrap(),
            [saved("m", "夜班", mission), saved("t", "夜班", call_out)]
        );
    }
}
