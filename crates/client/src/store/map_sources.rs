//! `desk.db`: the base maps that the user added. A path and an address tell
//! where somebody works, so they stand with what is encrypted.

use super::{Json, Migration};
use muster_domain::{
    geo::Bounds,
    id::MapSourceId,
    map::{MapCrs, MapSourceKind},
    time::Time,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 7,
    name: "create_map_sources",
    sql: "
    CREATE TABLE map_sources (
        id TEXT NOT NULL PRIMARY KEY,
        added_at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        place TEXT NOT NULL,
        attribution TEXT NOT NULL DEFAULT '',
        min_zoom INTEGER NOT NULL DEFAULT 0,
        max_zoom INTEGER NOT NULL DEFAULT 0,
        bounds TEXT NOT NULL DEFAULT 'null',
        crs TEXT NOT NULL,
        chosen INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;",
}];

/// A base map as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SourceRow {
    pub id: MapSourceId,
    pub added_at: Time,
    pub kind: MapSourceKind,
    pub name: String,
    /// The whole path of a file; the address with its places.
    pub place: String,
    pub attribution: String,
    pub min_zoom: u8,
    pub max_zoom: u8,
    pub bounds: Option<Bounds>,
    pub crs: MapCrs,
    pub chosen: bool,
}

fn read(row: &Row<'_>) -> rusqlite::Result<SourceRow> {
    Ok(SourceRow {
        id: MapSourceId(row.get("id")?),
        added_at: Time(row.get("added_at")?),
        kind: row.get::<_, Json<_>>("kind")?.0,
        name: row.get("name")?,
        place: row.get("place")?,
        attribution: row.get("attribution")?,
        min_zoom: row.get("min_zoom")?,
        max_zoom: row.get("max_zoom")?,
        bounds: row.get::<_, Json<_>>("bounds")?.0,
        crs: row.get::<_, Json<_>>("crs")?.0,
        chosen: row.get("chosen")?,
    })
}

/// In the order in which they were added.
pub(crate) fn list(db: &Connection) -> rusqlite::Result<Vec<SourceRow>> {
    db.prepare_cached("SELECT * FROM map_sources ORDER BY added_at, id")?
        .query_map([], read)?
        .collect()
}

pub(crate) fn find(db: &Connection, id: &MapSourceId) -> rusqlite::Result<Option<SourceRow>> {
    db.prepare_cached("SELECT * FROM map_sources WHERE id = ?1")?
        .query_row([id.as_str()], read)
        .optional()
}

pub(crate) fn put(db: &Connection, row: &SourceRow) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO map_sources (id, added_at, kind, name, place, attribution,
             min_zoom, max_zoom, bounds, crs, chosen)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        row.id.as_str(),
        row.added_at.0,
        Json(row.kind),
        row.name,
        row.place,
        row.attribution,
        row.min_zoom,
        row.max_zoom,
        Json(row.bounds),
        Json(row.crs),
        row.chosen,
    ])?;
    Ok(())
}

/// Gives it another name, unless that is empty, and another system. False if
/// it is not there.
pub(crate) fn change(
    db: &Connection,
    id: &MapSourceId,
    (name, attribution): (&str, &str),
    crs: MapCrs,
) -> rusqlite::Result<bool> {
    let changed = db
        .prepare_cached(
            "UPDATE map_sources SET name = CASE ?2 WHEN '' THEN name ELSE ?2 END,
                 attribution = ?3, crs = ?4 WHERE id = ?1",
        )?
        .execute(params![id.as_str(), name, attribution, Json(crs)])?;
    Ok(changed > 0)
}

/// Makes it the only chosen one; `None` chooses none. False if it is not
/// there.
pub(crate) fn choose(db: &Connection, id: Option<&MapSourceId>) -> rusqlite::Result<bool> {
    if let Some(id) = id
        && find(db, id)?.is_none()
    {
        return Ok(false);
    }
    let id = id.map_or("", MapSourceId::as_str);
    db.prepare_cached("UPDATE map_sources SET chosen = (id = ?1)")?
        .execute([id])?;
    Ok(true)
}

/// True if it was there.
pub(crate) fn remove(db: &Connection, id: &MapSourceId) -> rusqlite::Result<bool> {
    let removed = db
        .prepare_cached("DELETE FROM map_sources WHERE id = ?1")?
        .execute([id.as_str()])?;
    Ok(removed > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{host::Key, store::open_desk_at};

    #[tokio::test]
    async fn one_source_is_chosen_at_most() {
        let dir = tempfile::tempdir().unwrap();
        let desk = open_desk_at(&dir.path().join("desk.db"), &Key([7; 32])).unwrap();
        let row = |id: &str| SourceRow {
            id: id.into(),
            added_at: Time(1),
            kind: MapSourceKind::Mbtiles,
            name: "Harbour".into(),
            place: "/maps/harbour.mbtiles".into(),
            attribution: String::new(),
            min_zoom: 0,
            max_zoom: 14,
            bounds: None,
            crs: MapCrs::Gcj02,
            chosen: false,
        };
        let chosen = desk
            .with(move |db| {
                put(db, &row("a"))?;
                put(db, &row("b"))?;
                let chosen = |db: &Connection| -> rusqlite::Result<Vec<String>> {
                    let all = list(db)?.into_iter().filter(|row| row.chosen);
                    Ok(all.map(|row| row.id.0).collect())
                };
                let mut seen = Vec::new();
                for id in [Some("a"), Some("b"), Some("gone"), None] {
                    let id = id.map(MapSourceId::from);
                    seen.push((choose(db, id.as_ref())?, chosen(db)?));
                }
                assert_eq!(find(db, &"a".into())?, Some(row("a")));
                assert!(remove(db, &"a".into())? && !remove(db, &"a".into())?);
                Ok(seen)
            })
            .await
            .unwrap();
        let ids = |id: &str| vec![id.to_owned()];
        assert_eq!(
            chosen,
            [
                (true, ids("a")),
                (true, ids("b")),
                (false, ids("b")),
                (true, Vec::new())
            ]
        );
    }
}
