//! `tiles.db`: tiles of servers, under the rules that came with them. Encrypted
//! like the rest, because which tiles are here says which places were looked
//! at. It holds nothing that cannot be fetched again.

use super::{Json, Migration};
use http_cache_semantics::CachePolicy;
use muster_connectors::tiles::TileAt;
use muster_domain::{id::MapSourceId, map::KeptTiles, time::Time};
use rusqlite::{Connection, OptionalExtension, params};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    name: "create_tiles",
    sql: "
    CREATE TABLE tiles (
        source TEXT NOT NULL,
        z INTEGER NOT NULL,
        x INTEGER NOT NULL,
        y INTEGER NOT NULL,
        bytes BLOB NOT NULL,
        policy TEXT NOT NULL,
        used_at INTEGER NOT NULL,
        size INTEGER NOT NULL,
        PRIMARY KEY (source, z, x, y)
    ) STRICT;
    CREATE INDEX tiles_by_use ON tiles (used_at, size);",
}];

/// What a row takes beside its bytes, roughly.
const OVERHEAD: u64 = 1_024;

/// A use is written down again after this long, so that looking at a map does
/// not write all the time.
const USE_MS: i64 = 3_600_000;

/// A tile with the rules that came with it.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    /// Empty: the server has no such tile.
    pub bytes: Vec<u8>,
    pub policy: CachePolicy,
    used_at: Time,
}

pub(crate) fn find(
    db: &Connection,
    source: &MapSourceId,
    at: TileAt,
) -> rusqlite::Result<Option<Kept>> {
    db.prepare_cached(
        "SELECT bytes, policy, used_at FROM tiles
         WHERE source = ?1 AND z = ?2 AND x = ?3 AND y = ?4",
    )?
    .query_row(params![source.as_str(), at.z, at.x, at.y], |row| {
        Ok(Kept {
            bytes: row.get(0)?,
            policy: row.get::<_, Json<_>>(1)?.0,
            used_at: Time(row.get(2)?),
        })
    })
    .optional()
}

impl Kept {
    /// Whether the use is to be written down.
    pub(crate) fn is_use_news(&self, now: Time) -> bool {
        now.ms_since(self.used_at).abs() >= USE_MS
    }
}

pub(crate) fn touch(
    db: &Connection,
    source: &MapSourceId,
    at: TileAt,
    now: Time,
) -> rusqlite::Result<()> {
    db.prepare_cached(
        "UPDATE tiles SET used_at = ?5 WHERE source = ?1 AND z = ?2 AND x = ?3 AND y = ?4",
    )?
    .execute(params![source.as_str(), at.z, at.x, at.y, now.0])?;
    Ok(())
}

/// Keeps the tile. Where all of them are more than `limit` bytes, those that
/// were not used for longest go, until a tenth is free.
pub(crate) fn put(
    db: &mut Connection,
    source: &MapSourceId,
    at: TileAt,
    (bytes, policy): (&[u8], &CachePolicy),
    now: Time,
    limit: u64,
) -> rusqlite::Result<()> {
    let transaction = db.transaction()?;
    let size = bytes.len() as u64 + OVERHEAD;
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO tiles (source, z, x, y, bytes, policy, used_at, size)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            source.as_str(),
            at.z,
            at.x,
            at.y,
            bytes,
            Json(policy),
            now.0,
            size as i64,
        ])?;
    if total(&transaction)?.bytes > limit {
        make_room(&transaction, limit / 10 * 9)?;
    }
    transaction.commit()
}

fn make_room(db: &Connection, limit: u64) -> rusqlite::Result<()> {
    db.prepare_cached(
        "DELETE FROM tiles WHERE rowid IN (
             SELECT rowid FROM (
                 SELECT rowid, sum(size) OVER (ORDER BY used_at DESC, rowid DESC) AS newer
                 FROM tiles
             ) WHERE newer > ?1
         )",
    )?
    .execute([limit as i64])?;
    Ok(())
}

/// The new rules of a tile that is as it was.
pub(crate) fn renew(
    db: &Connection,
    source: &MapSourceId,
    at: TileAt,
    policy: &CachePolicy,
    now: Time,
) -> rusqlite::Result<()> {
    db.prepare_cached(
        "UPDATE tiles SET policy = ?5, used_at = ?6
         WHERE source = ?1 AND z = ?2 AND x = ?3 AND y = ?4",
    )?
    .execute(params![
        source.as_str(),
        at.z,
        at.x,
        at.y,
        Json(policy),
        now.0
    ])?;
    Ok(())
}

/// `limit_bytes` is left to whoever knows it.
pub(crate) fn total(db: &Connection) -> rusqlite::Result<KeptTiles> {
    db.prepare_cached("SELECT count(*), coalesce(sum(size), 0) FROM tiles")?
        .query_row([], |row| {
            let bytes: i64 = row.get(1)?;
            Ok(KeptTiles {
                tiles: row.get(0)?,
                bytes: bytes.unsigned_abs(),
                limit_bytes: 0,
            })
        })
}

pub(crate) fn forget(db: &Connection, source: &MapSourceId) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM tiles WHERE source = ?1")?
        .execute([source.as_str()])?;
    Ok(())
}

/// Forgets all, and gives the disk its room back.
pub(crate) fn clear(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch("DELETE FROM tiles; VACUUM;")
}
