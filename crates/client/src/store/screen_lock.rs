//! `screen_lock` in the desk database: the passphrase that uncovers the
//! windows, as a hash, and how often it was guessed wrong. One row at most.

use super::Migration;
use muster_domain::time::Time;
use rusqlite::{Connection, OptionalExtension, Result, params};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 6,
    name: "create_screen_lock",
    sql: "
    CREATE TABLE screen_lock (
        id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
        hash TEXT NOT NULL DEFAULT '',
        failures INTEGER NOT NULL DEFAULT 0,
        failed_at INTEGER NOT NULL DEFAULT 0
    ) STRICT;
",
}];

/// What is kept of the lock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ScreenLock {
    /// A PHC string (`$argon2id$…`); empty while no passphrase is set.
    pub hash: String,
    /// Wrong guesses since the last right one.
    pub failures: u32,
    /// When the last of them was made.
    pub failed_at: Time,
}

pub(crate) fn find(db: &Connection) -> Result<ScreenLock> {
    db.query_row(
        "SELECT hash, failures, failed_at FROM screen_lock WHERE id = 1",
        [],
        |row| {
            Ok(ScreenLock {
                hash: row.get(0)?,
                failures: row.get(1)?,
                failed_at: Time(row.get(2)?),
            })
        },
    )
    .optional()
    .map(Option::unwrap_or_default)
}

/// Sets the passphrase's hash, or removes it with an empty one. Guesses are
/// forgotten.
pub(crate) fn put(db: &Connection, hash: &str) -> Result<()> {
    db.execute(
        "INSERT OR REPLACE INTO screen_lock (id, hash) VALUES (1, ?1)",
        [hash],
    )?;
    Ok(())
}

/// Counts a guess as wrong.
pub(crate) fn count_failure(db: &Connection, at: Time) -> Result<()> {
    db.execute(
        "INSERT INTO screen_lock (id, failures, failed_at) VALUES (1, 1, ?1)
         ON CONFLICT (id) DO UPDATE SET failures = failures + 1, failed_at = excluded.failed_at",
        params![at.0],
    )?;
    Ok(())
}

/// The guess was right: there are no wrong ones any more.
pub(crate) fn forget_failures(db: &Connection) -> Result<()> {
    db.execute("UPDATE screen_lock SET failures = 0, failed_at = 0", [])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses_are_counted_until_one_is_right_and_a_new_passphrase_forgets_them() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(MIGRATIONS[0].sql).unwrap();
        assert_eq!(find(&db).unwrap(), ScreenLock::default());
        count_failure(&db, Time(5)).unwrap();
        put(&db, "$argon2id$1").unwrap();
        let set = ScreenLock {
            hash: "$argon2id$1".to_owned(),
            ..ScreenLock::default()
        };
        assert_eq!(find(&db).unwrap(), set);
        count_failure(&db, Time(6)).unwrap();
        count_failure(&db, Time(7)).unwrap();
        let guessed = find(&db).unwrap();
        assert_eq!((guessed.failures, guessed.failed_at), (2, Time(7)));
        forget_failures(&db).unwrap();
        assert_eq!(find(&db).unwrap(), set);
        put(&db, "").unwrap();
        assert_eq!(find(&db).unwrap(), ScreenLock::default());
    }
}
