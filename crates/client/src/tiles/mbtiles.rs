//! MBTiles 1.3: a map as an SQLite database. The file is somebody's: it is
//! opened for reading only, leaves no trace beside itself, and what its views
//! may make us count or hold is limited.

use super::{
    facts::{self, Facts},
    image::{LARGEST, Tile},
};
use crate::client::lock;
use muster_connectors::tiles::TileAt;
use muster_domain::map::{MapSourceKind, TileProblem};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, limits::Limit};
use std::{
    fmt,
    path::{MAIN_SEPARATOR, Path},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
};

/// What such a file begins with.
pub(super) const MAGIC: &[u8] = b"SQLite format 3\0";

/// Steps of SQLite's machine between two looks, and how many looks an access
/// may take: some seconds of a view without end.
const STEPS: i32 = 100_000;
const LOOKS: u32 = 500;

/// An open file.
pub(super) struct Mbtiles {
    db: Mutex<Connection>,
    /// Of the access under way.
    looks: Arc<AtomicU32>,
}

impl fmt::Debug for Mbtiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mbtiles { .. }")
    }
}

impl Mbtiles {
    /// Opens the file and reads what it says of itself. Blocks.
    pub(super) fn open(path: &Path) -> Result<(Self, Facts), TileProblem> {
        let looks = Arc::new(AtomicU32::new(0));
        let db = connect(path, &looks).map_err(|error| problem(&error))?;
        let map = Self {
            db: Mutex::new(db),
            looks,
        };
        let facts = map.access(facts_of)??;
        Ok((map, facts))
    }

    /// Blocks.
    pub(super) fn tile(&self, at: TileAt) -> Result<Tile, TileProblem> {
        let bytes = self.access(|db| {
            db.prepare_cached(
                "SELECT tile_data FROM tiles
                 WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3",
            )?
            .query_row((at.z, at.x, at.y_from_south()), |row| row.get(0))
            .optional()
        })?;
        Tile::of(bytes.ok_or(TileProblem::NoTile)?)
    }

    /// Some tile, for a look at their kind. Blocks.
    pub(super) fn any(&self) -> Result<Tile, TileProblem> {
        let bytes = self.access(|db| {
            db.query_row("SELECT tile_data FROM tiles LIMIT 1", [], |row| row.get(0))
                .optional()
        })?;
        Tile::of(bytes.ok_or(TileProblem::Damaged)?)
    }

    fn access<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, TileProblem> {
        let db = lock(&self.db);
        self.looks.store(0, Ordering::Relaxed);
        work(&db).map_err(|error| problem(&error))
    }
}

/// `immutable`: SQLite takes no lock and writes no file of its own.
fn connect(path: &Path, looks: &Arc<AtomicU32>) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let name = uri(&path.to_string_lossy(), MAIN_SEPARATOR);
    let mut db = Connection::open_with_flags(name, flags)?;
    // A tile, its key, and no more.
    let largest = i32::try_from(LARGEST + 4_096).unwrap_or(i32::MAX);
    db.set_limit(Limit::SQLITE_LIMIT_LENGTH, largest)?;
    db.set_limit(Limit::SQLITE_LIMIT_SQL_LENGTH, 65_536)?;
    db.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    let looks = Arc::clone(looks);
    db.progress_handler(
        STEPS,
        Some(move || looks.fetch_add(1, Ordering::Relaxed) >= LOOKS),
    )?;
    db.pragma_update(None, "trusted_schema", "OFF")?;
    db.pragma_update(None, "cell_size_check", "ON")?;
    db.pragma_update(None, "query_only", "ON")?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(db)
}

/// The path as SQLite's URI has it.
fn uri(path: &str, separator: char) -> String {
    let path = path.replace(separator, "/");
    let mut uri = String::from("file:");
    if path.starts_with("//") {
        // A share of the network: what follows two slashes would be a host.
        uri.push_str("//");
    } else if !path.starts_with('/') {
        uri.push('/');
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' | b':' => {
                uri.push(char::from(byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri.push_str("?mode=ro&immutable=1");
    uri
}

fn facts_of(db: &Connection) -> rusqlite::Result<Result<Facts, TileProblem>> {
    let said = |name: &str| -> rusqlite::Result<Option<String>> {
        let said = db
            .prepare_cached("SELECT CAST(value AS TEXT) FROM metadata WHERE name = ?1")?
            .query_row([name], |row| row.get::<_, Option<String>>(0))
            .optional()?;
        Ok(said.flatten())
    };
    if said("format")?.is_some_and(|format| matches!(format.trim(), "pbf" | "mvt")) {
        return Ok(Err(TileProblem::NotImages));
    }
    let zoom = |text: Option<String>| text.and_then(|text| text.trim().parse::<i64>().ok());
    let told = zoom(said("minzoom")?).zip(zoom(said("maxzoom")?));
    let (min, max) = match told {
        Some(told) => told,
        None => db.query_row(
            "SELECT min(zoom_level), max(zoom_level) FROM tiles",
            [],
            |row| {
                Ok((
                    row.get::<_, Option<i64>>(0)?.unwrap_or(-1),
                    row.get::<_, Option<i64>>(1)?.unwrap_or(-1),
                ))
            },
        )?,
    };
    let bounds = said("bounds")?.and_then(|text| {
        let numbers: Vec<f64> = text
            .split(',')
            .filter_map(|part| part.trim().parse().ok())
            .collect();
        facts::bounds(numbers.try_into().ok()?)
    });
    let (name, attribution) = (said("name")?, said("attribution")?);
    Ok(facts::zooms(min, max).map(|(min_zoom, max_zoom)| Facts {
        kind: MapSourceKind::Mbtiles,
        name: facts::name(&name.unwrap_or_default()),
        attribution: facts::attribution(&attribution.unwrap_or_default()),
        min_zoom,
        max_zoom,
        bounds,
    }))
}

/// What an access that failed says of the file.
fn problem(error: &rusqlite::Error) -> TileProblem {
    match error.sqlite_error_code() {
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::SystemIoFailure) => {
            TileProblem::Missing
        }
        Some(ErrorCode::NotADatabase) => TileProblem::NotAMap,
        Some(ErrorCode::TooBig) => TileProblem::TooLarge,
        // No such table or column: a database of something else.
        Some(ErrorCode::Unknown) => TileProblem::NotAMap,
        _ => TileProblem::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_any_letters_becomes_a_uri() {
        for (path, separator, expected) in [
            (
                "/home/a b/图?x#y%20.mbtiles",
                '/',
                "file:/home/a%20b/%E5%9B%BE%3Fx%23y%2520.mbtiles",
            ),
            (r"/home/a\b.mbtiles", '/', "file:/home/a%5Cb.mbtiles"),
            (r"C:\maps\a.mbtiles", '\\', "file:/C:/maps/a.mbtiles"),
            (
                r"\\server\maps\a.mbtiles",
                '\\',
                "file:////server/maps/a.mbtiles",
            ),
        ] {
            let expected = format!("{expected}?mode=ro&immutable=1");
            assert_eq!(uri(path, separator), expected, "{path}");
        }
    }
}
