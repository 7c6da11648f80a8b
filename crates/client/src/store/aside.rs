//! Setting a database aside: the file gets another name, and nothing is lost.

use jiff::tz::TimeZone;
use muster_domain::time::Time;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// What SQLite keeps beside a database; `""` is the database itself.
const PARTS: [&str; 3] = ["", "-wal", "-shm"];

/// Renames the database `name` in `dir` with all its parts to
/// `<name>.set-aside-<UTC time>`. Answers the new name, or `None` if there was
/// no such database.
pub(crate) fn set_aside(dir: &Path, name: &str, now: Time) -> io::Result<Option<String>> {
    if !dir.join(name).try_exists()? {
        return Ok(None);
    }
    let free = free_name(dir, &format!("{name}.set-aside-{}", stamp(now)))?;
    // The log of writes first: a database without it is an old one, a log
    // without its database is nothing.
    for part in PARTS.iter().rev() {
        let from = part_of(dir, name, part);
        if from.try_exists()? {
            fs::rename(from, part_of(dir, &free, part))?;
        }
    }
    Ok(Some(free))
}

fn part_of(dir: &Path, name: &str, part: &str) -> PathBuf {
    dir.join(format!("{name}{part}"))
}

fn free_name(dir: &Path, wanted: &str) -> io::Result<String> {
    let mut name = wanted.to_owned();
    let mut count = 1;
    while dir.join(&name).try_exists()? {
        count += 1;
        name = format!("{wanted}-{count}");
    }
    Ok(name)
}

/// `20261123T105000Z`
fn stamp(now: Time) -> String {
    let civil = now.to_civil(&TimeZone::UTC).unwrap_or_default();
    let compact: String = civil
        .chars()
        .filter(|letter| !matches!(letter, '-' | ':'))
        .collect();
    format!("{}Z", compact.replace(' ', "T"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_moves_with_its_log_and_never_over_another() {
        let dir = tempfile::tempdir().unwrap();
        let now = Time(1_525_694_400_000);
        assert_eq!(set_aside(dir.path(), "desk.db", now).unwrap(), None);
        for count in 0..2 {
            fs::write(dir.path().join("desk.db"), format!("{count}")).unwrap();
            fs::write(dir.path().join("desk.db-wal"), "log").unwrap();
            set_aside(dir.path(), "desk.db", now).unwrap().unwrap();
        }
        let read = |name: &str| fs::read_to_string(dir.path().join(name)).unwrap();
        assert_eq!(read("desk.db.set-aside-20180507T120000Z"), "0");
        assert_eq!(read("desk.db.set-aside-20180507T120000Z-2"), "1");
        assert_eq!(read("desk.db.set-aside-20180507T120000Z-2-wal"), "log");
        assert!(!dir.path().join("desk.db-wal").exists());
    }
}
