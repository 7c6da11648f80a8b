//! Opening both databases with a key, and what becomes of those that it does
//! not open.

use super::{
    Db, OpenError, Stores, aside::set_aside, cache_migrations, db::Durability, desk_migrations,
    key::Recipe,
};
use crate::{commands::StoreNotice, host::Key};
use muster_domain::time::Time;
use std::{io, path::Path};

const CACHE: &str = "cache.db";
const DESK: &str = "desk.db";
const TILES: &str = "tiles.db";

/// Open stores, and what happened to the old ones.
#[derive(Debug)]
pub(crate) struct Opened {
    pub stores: Stores,
    pub notice: Option<StoreNotice>,
}

/// Whether there is a database from an earlier run.
pub(crate) fn exist(dir: &Path) -> bool {
    dir.join(CACHE).exists() || dir.join(DESK).exists()
}

/// Whether the key opens one of the databases that are there; true where there
/// is none. Blocks.
pub(crate) fn opens_any(dir: &Path, key: &Key) -> Result<bool, OpenError> {
    let mut refused = false;
    for (name, open) in [
        (DESK, open_desk as fn(&Path, &Key) -> Result<Db, OpenError>),
        (CACHE, open_cache),
    ] {
        if dir.join(name).exists() {
            match open(dir, key) {
                Ok(_) => return Ok(true),
                Err(OpenError::Unreadable) => refused = true,
                Err(error) => return Err(error),
            }
        }
    }
    Ok(!refused)
}

/// Opens both. What the key does not open stands aside afterwards, and the
/// notice says so. Blocks.
pub(crate) fn open(dir: &Path, key: &Key, now: Time) -> Result<Opened, OpenError> {
    let (desk, old_desk) = open_or_set_aside(dir, DESK, now, || open_desk(dir, key))?;
    let (cache, old_cache) = open_or_set_aside(dir, CACHE, now, || open_cache(dir, key))?;
    let notice = match (old_desk, old_cache) {
        (None, None) => None,
        (None, Some(set_aside)) => Some(StoreNotice::CacheBroken { set_aside }),
        (Some(set_aside), None) => Some(StoreNotice::DeskBroken { set_aside }),
        (Some(desk), Some(cache)) => Some(StoreNotice::KeyGone {
            set_aside: format!("{desk}, {cache}"),
        }),
    };
    Ok(Opened {
        stores: Stores { cache, desk },
        notice,
    })
}

/// Opens both with a key that has just been made: what is there stands aside
/// first, and only then is it written down how a passphrase gives the key.
/// Blocks.
pub(crate) fn open_anew(
    dir: &Path,
    key: &Key,
    recipe: Option<&Recipe>,
    now: Time,
) -> Result<Opened, OpenError> {
    let notice = set_all_aside(dir, now).map_err(disk)?;
    if let Some(recipe) = recipe {
        recipe.keep(dir).map_err(disk)?;
    }
    let opened = open(dir, key, now)?;
    Ok(Opened {
        notice: notice.or(opened.notice),
        ..opened
    })
}

/// Sets a cache aside that was found broken while it was open, and begins a
/// new one. Blocks.
pub(crate) fn rebuild_cache(
    dir: &Path,
    key: &Key,
    now: Time,
) -> Result<(Db, StoreNotice), OpenError> {
    let old = set_aside(dir, CACHE, now).map_err(disk)?;
    let notice = StoreNotice::CacheBroken {
        set_aside: old.unwrap_or_else(|| CACHE.to_owned()),
    };
    Ok((open_cache(dir, key)?, notice))
}

fn set_all_aside(dir: &Path, now: Time) -> io::Result<Option<StoreNotice>> {
    let names: Vec<String> = [set_aside(dir, DESK, now)?, set_aside(dir, CACHE, now)?]
        .into_iter()
        .flatten()
        .collect();
    Ok((!names.is_empty()).then(|| StoreNotice::KeyGone {
        set_aside: names.join(", "),
    }))
}

fn open_desk(dir: &Path, key: &Key) -> Result<Db, OpenError> {
    let path = dir.join(DESK);
    Db::open(&path, "desk", key, Durability::Full, &desk_migrations())
}

/// A desk that stands aside, for tests.
#[cfg(test)]
pub(crate) fn open_desk_at(path: &Path, key: &Key) -> Result<Db, OpenError> {
    Db::open(path, "desk", key, Durability::Full, &desk_migrations())
}

fn open_cache(dir: &Path, key: &Key) -> Result<Db, OpenError> {
    let path = dir.join(CACHE);
    Db::open(&path, "cache", key, Durability::Normal, &cache_migrations())
}

/// Opens the cache of tiles. One that does not open, under this key or at all,
/// is removed: nothing in it cannot be fetched again. Blocks.
pub(crate) fn open_tiles(dir: &Path, key: &Key) -> Result<Db, OpenError> {
    let path = dir.join(TILES);
    let open = || {
        let migrations = super::tiles::MIGRATIONS;
        Db::open(&path, "tiles", key, Durability::Normal, migrations)
    };
    match open() {
        Err(OpenError::Unreadable | OpenError::Version(_)) => {
            for end in ["", "-wal", "-shm"] {
                match std::fs::remove_file(dir.join(format!("{TILES}{end}"))) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => {
                        return Err(disk(error));
                    }
                    _ => {}
                }
            }
            open()
        }
        opened => opened,
    }
}

fn open_or_set_aside(
    dir: &Path,
    name: &str,
    now: Time,
    open: impl Fn() -> Result<Db, OpenError>,
) -> Result<(Db, Option<String>), OpenError> {
    match open() {
        Err(OpenError::Unreadable) => {
            let old = set_aside(dir, name, now).map_err(disk)?;
            Ok((open()?, old))
        }
        // What servers said is fetched again; what is on the desk is not
        // touched by a version that cannot read it.
        Err(OpenError::Version(_)) if name == CACHE => {
            let old = set_aside(dir, name, now).map_err(disk)?;
            Ok((open()?, old))
        }
        opened => Ok((opened?, None)),
    }
}

pub(super) fn disk(error: io::Error) -> OpenError {
    OpenError::Disk(error.kind().to_string())
}
