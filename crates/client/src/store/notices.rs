//! `notices` in the desk database: the inbox. What is told of more than once
//! joins the line that told of it first.

use super::{Json, Migration};
use muster_domain::{
    id::{ConnectionId, InboxId},
    notice::{Joins, Matter, Notice},
    time::Time,
};
use rusqlite::{Connection, OptionalExtension as _, Result, Row, params};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 11,
    name: "create_notices",
    sql: "
    CREATE TABLE notices (
        id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
        at INTEGER NOT NULL,
        connection TEXT NOT NULL,
        connection_name TEXT NOT NULL DEFAULT '',
        about TEXT NOT NULL,
        urgent INTEGER NOT NULL DEFAULT 0,
        read INTEGER NOT NULL DEFAULT 0,
        matter TEXT NOT NULL
    ) STRICT;
    CREATE INDEX notices_by_time ON notices (at, id);
    CREATE INDEX notices_unread ON notices (read, at);
    CREATE INDEX notices_by_matter ON notices (connection, about);
",
}];

/// How long a line is kept, milliseconds, and how many lines at most.
const KEPT_MS: i64 = 90 * 24 * 3_600_000;
const KEPT: u32 = 1_000;

/// What somebody sees as it comes goes on in one line for so long,
/// milliseconds.
const ONE_LOOK_MS: i64 = 10 * 60_000;

const COLUMNS: &str = "id, at, read, connection, connection_name, matter";

fn read(row: &Row<'_>) -> Result<Notice> {
    let connection: String = row.get(3)?;
    Ok(Notice {
        id: row.get::<_, i64>(0)?.into(),
        at: Time(row.get(1)?),
        read: row.get(2)?,
        connection: (!connection.is_empty()).then_some(ConnectionId(connection)),
        connection_name: row.get(4)?,
        matter: row.get::<_, Json<_>>(5)?.0,
    })
}

/// A line that is to be written.
#[derive(Clone, Debug)]
pub(crate) struct NewNotice {
    pub at: Time,
    pub connection: ConnectionId,
    pub connection_name: String,
    pub matter: Matter,
    /// Somebody looks at what it tells of: it is written down as read.
    pub seen: bool,
}

/// Writes the line, or joins it to the one that told of the same matter.
/// Answers which. The oldest lines go.
pub(crate) fn raise(db: &Connection, new: &NewNotice) -> Result<InboxId> {
    let id = match joined(db, new)? {
        Some(older) => {
            let matter = new.matter.clone().after(&older.matter);
            rewrite(db, &older.id, new, &matter)?;
            older.id
        }
        None => insert(db, new)?,
    };
    db.execute(
        "DELETE FROM notices WHERE at < ?1 OR id IN
         (SELECT id FROM notices ORDER BY at DESC, id DESC LIMIT -1 OFFSET ?2)",
        params![new.at.0 - KEPT_MS, KEPT],
    )?;
    Ok(id)
}

/// The line that the new one joins. What is seen as it comes joins what was.
fn joined(db: &Connection, new: &NewNotice) -> Result<Option<Notice>> {
    let older = newest_about(db, &new.connection, &new.matter.about())?;
    Ok(older.filter(|older| match new.matter.joins() {
        Joins::Never => false,
        Joins::Unread if older.read => new.seen && new.at.ms_since(older.at) <= ONE_LOOK_MS,
        Joins::Unread => true,
        Joins::Always => true,
    }))
}

fn newest_about(db: &Connection, connection: &ConnectionId, about: &str) -> Result<Option<Notice>> {
    db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM notices WHERE connection = ?1 AND about = ?2
         ORDER BY at DESC, id DESC LIMIT 1"
    ))?
    .query_row([connection.as_str(), about], read)
    .optional()
}

fn insert(db: &Connection, new: &NewNotice) -> Result<InboxId> {
    db.prepare_cached(
        "INSERT INTO notices (at, connection, connection_name, about, urgent, read, matter)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        new.at.0,
        new.connection.as_str(),
        new.connection_name,
        new.matter.about(),
        new.matter.is_urgent(),
        new.seen,
        Json(&new.matter),
    ])?;
    Ok(db.last_insert_rowid().into())
}

fn rewrite(db: &Connection, id: &InboxId, new: &NewNotice, matter: &Matter) -> Result<()> {
    db.prepare_cached(
        "UPDATE notices SET at = ?2, urgent = ?3, read = ?4, matter = ?5 WHERE id = ?1",
    )?
    .execute(params![
        number(id),
        new.at.0,
        matter.is_urgent(),
        new.seen,
        Json(matter)
    ])?;
    Ok(())
}

/// An id that is none of ours is that of no line.
fn number(id: &InboxId) -> i64 {
    id.as_str().parse().unwrap_or(-1)
}

pub(crate) fn find(db: &Connection, id: &InboxId) -> Result<Option<Notice>> {
    db.query_row(
        &format!("SELECT {COLUMNS} FROM notices WHERE id = ?1"),
        [number(id)],
        read,
    )
    .optional()
}

/// Newest first, and how many there are.
pub(crate) fn list(
    db: &Connection,
    unread_only: bool,
    offset: u32,
    limit: u32,
) -> Result<(u32, Vec<Notice>)> {
    let wanted = if unread_only { "read = 0" } else { "true" };
    let count = format!("SELECT count(*) FROM notices WHERE {wanted}");
    let total = db.query_row(&count, [], |row| row.get(0))?;
    let rows = db
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM notices WHERE {wanted}
             ORDER BY at DESC, id DESC LIMIT ?1 OFFSET ?2"
        ))?
        .query_map([limit, offset], read)?
        .collect::<Result<_>>()?;
    Ok((total, rows))
}

/// How many nobody has read, and how many of them are urgent.
pub(crate) fn count_unread(db: &Connection) -> Result<(u32, u32)> {
    db.query_row(
        "SELECT count(*), coalesce(sum(urgent), 0) FROM notices WHERE read = 0",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// True if that is news.
pub(crate) fn mark_read(db: &Connection, id: &InboxId) -> Result<bool> {
    let sql = "UPDATE notices SET read = 1 WHERE id = ?1 AND read = 0";
    Ok(db.execute(sql, [number(id)])? > 0)
}

/// Everything up to a moment: what came after, nobody has seen yet.
pub(crate) fn mark_all_read(db: &Connection, until: Time) -> Result<bool> {
    let sql = "UPDATE notices SET read = 1 WHERE at <= ?1 AND read = 0";
    Ok(db.execute(sql, [until.0])? > 0)
}

/// What the matter was about is settled, or in front of somebody.
pub(crate) fn mark_about_read(
    db: &Connection,
    connection: &ConnectionId,
    about: &str,
) -> Result<bool> {
    let sql = "UPDATE notices SET read = 1 WHERE connection = ?1 AND about = ?2 AND read = 0";
    Ok(db.execute(sql, [connection.as_str(), about])? > 0)
}

/// The lines about a connection that is removed, or stands for somebody else by
/// now, stay as a record; they name it no more and ask for nothing.
pub(crate) fn forget_connection(db: &Connection, connection: &ConnectionId) -> Result<()> {
    db.execute(
        "UPDATE notices SET connection = '', read = 1 WHERE connection = ?1",
        [connection.as_str()],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use muster_domain::notice::{Ending, Tally};
    use muster_domain::outbox::WriteKind;

    fn database() -> Connection {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(MIGRATIONS[0].sql).unwrap();
        db
    }

    fn new(at: i64, matter: Matter) -> NewNotice {
        NewNotice {
            at: Time(at),
            connection: "c".into(),
            connection_name: "海珠人武部".into(),
            matter,
            seen: false,
        }
    }

    fn answers(before: u32, now: u32) -> Matter {
        let tally = |accepted| Tally {
            notified: 20,
            accepted,
            ..Tally::default()
        };
        Matter::Responses {
            task: "7".into(),
            title: "珠江防汛".into(),
            before: tally(before),
            now: tally(now),
        }
    }

    fn write(ending: Ending) -> Matter {
        Matter::Write {
            entry: "e".into(),
            title: "珠江防汛".into(),
            what: WriteKind::PublishTask,
            ending,
        }
    }

    fn all(db: &Connection) -> Vec<Notice> {
        list(db, false, 0, 100).unwrap().1
    }

    #[test]
    fn a_stored_notice_has_this_form() {
        let db = database();
        let id = raise(&db, &new(1, answers(0, 3))).unwrap();
        insta::assert_json_snapshot!(find(&db, &id).unwrap());
        assert_eq!(find(&db, &"none".into()).unwrap(), None);
    }

    #[test]
    fn answers_join_until_they_are_read() {
        let db = database();
        let first = raise(&db, &new(1, answers(0, 3))).unwrap();
        assert_eq!(raise(&db, &new(2, answers(3, 5))).unwrap(), first);
        let rows = all(&db);
        assert_eq!((rows.len(), rows[0].at), (1, Time(2)));
        assert_eq!(rows[0].matter, answers(0, 5));
        assert!(mark_read(&db, &first).unwrap());
        assert!(!mark_read(&db, &first).unwrap(), "it was");
        let second = raise(&db, &new(3, answers(5, 9))).unwrap();
        assert_ne!(second, first);
        assert_eq!(all(&db)[0].matter, answers(5, 9));
        // Another connection numbers its own tasks.
        let theirs = NewNotice {
            connection: "d".into(),
            ..new(4, answers(0, 1))
        };
        raise(&db, &theirs).unwrap();
        assert_eq!(count_unread(&db).unwrap(), (2, 0));
    }

    #[test]
    fn what_is_seen_as_it_comes_is_one_line_that_nobody_must_read() {
        let db = database();
        let seen = |at, before, now| NewNotice {
            seen: true,
            ..new(at, answers(before, now))
        };
        let id = raise(&db, &seen(1, 0, 3)).unwrap();
        assert_eq!(raise(&db, &seen(2, 3, 5)).unwrap(), id);
        assert_eq!(all(&db)[0].matter, answers(0, 5));
        assert_eq!(count_unread(&db).unwrap(), (0, 0));
        // Nobody looks any more.
        let away = raise(&db, &new(3, answers(5, 6))).unwrap();
        assert_ne!(away, id);
        // And back: what was unread has been seen with it.
        assert_eq!(raise(&db, &seen(4, 6, 7)).unwrap(), away);
        assert_eq!(count_unread(&db).unwrap(), (0, 0));
        // Hours later it is another matter.
        assert_ne!(raise(&db, &seen(9_000_000, 7, 8)).unwrap(), away);
    }

    #[test]
    fn a_write_is_one_line_however_often_it_changes() {
        let db = database();
        let id = raise(&db, &new(1, write(Ending::Unknown))).unwrap();
        assert_eq!(count_unread(&db).unwrap(), (1, 1));
        mark_read(&db, &id).unwrap();
        assert_eq!(raise(&db, &new(2, write(Ending::Found))).unwrap(), id);
        assert_eq!(count_unread(&db).unwrap(), (1, 0), "news, and not urgent");
    }

    #[test]
    fn all_is_read_up_to_what_was_seen() {
        let db = database();
        raise(&db, &new(1, Matter::SessionEnded)).unwrap();
        raise(&db, &new(5, answers(0, 1))).unwrap();
        assert!(mark_all_read(&db, Time(4)).unwrap());
        let (total, rows) = list(&db, true, 0, 10).unwrap();
        assert_eq!((total, rows[0].at), (1, Time(5)));
        let (connection, about) = ("c".into(), answers(0, 1).about());
        assert!(mark_about_read(&db, &connection, &about).unwrap());
        assert_eq!(list(&db, true, 0, 10).unwrap().0, 0);
    }

    #[test]
    fn the_oldest_go_by_age_and_by_number() {
        let db = database();
        let reached = |at| {
            let matter = Matter::HeadcountReached {
                task: "7".into(),
                title: "珠江防汛".into(),
                accepted: 1,
                wanted: 1,
            };
            raise(&db, &new(at, matter)).unwrap()
        };
        for at in 0..1_003 {
            reached(at);
        }
        let (total, newest) = list(&db, false, 0, 1).unwrap();
        assert_eq!((total, newest[0].at), (1_000, Time(1_002)));
        reached(KEPT_MS + 1_002);
        let rows = all(&db);
        assert_eq!(rows.len(), 2, "those older than ninety days are gone");
    }

    #[test]
    fn the_lines_of_a_removed_connection_stay_and_ask_for_nothing() {
        let db = database();
        raise(&db, &new(1, write(Ending::Unknown))).unwrap();
        forget_connection(&db, &"c".into()).unwrap();
        let rows = all(&db);
        assert_eq!((rows[0].connection.clone(), rows[0].read), (None, true));
        assert_eq!(rows[0].connection_name, "海珠人武部");
    }
}
