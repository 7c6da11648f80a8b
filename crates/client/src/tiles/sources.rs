//! The base maps that the user added: choosing, testing and removing them.

use super::{
    facts::{self, Facts},
    file::MapFile,
    server,
};
use crate::{
    client::Client,
    commands::maps::{ChangeSource, NewAddress},
    store::{self, map_sources::SourceRow},
};
use muster_connectors::tiles::{DEEPEST, Template, TileAt};
use muster_domain::{
    error::AppError,
    event::Tag,
    geo::{Bounds, Point},
    id::MapSourceId,
    map::{
        AddedMap, KeptTiles, MapCrs, MapSource, MapSourceKind, MapSources, MapTest, TileProblem,
    },
};
use std::{f64::consts::PI, path::Path};

/// Where a server is tried that says nothing of what it covers: the middle of
/// China.
const MIDDLE: Point = Point {
    lat: 35.0,
    lng: 105.0,
};

/// All of them, and how much is kept.
pub(crate) async fn list(client: &Client) -> Result<MapSources, AppError> {
    let rows = client.stores()?.desk.read(store::map_sources::list).await?;
    let chosen = rows.iter().find(|row| row.chosen).map(|row| row.id.clone());
    Ok(MapSources {
        chosen,
        kept: kept(client).await,
        sources: rows.into_iter().map(shown).collect(),
    })
}

async fn kept(client: &Client) -> KeptTiles {
    let total = match super::cache(client).await {
        Some(cache) => cache.read(store::tiles::total).await.ok(),
        None => None,
    };
    KeptTiles {
        limit_bytes: client.inner().tiles.limit_bytes(),
        ..total.unwrap_or_default()
    }
}

pub(crate) async fn find(client: &Client, id: MapSourceId) -> Result<Option<SourceRow>, AppError> {
    let find = move |db: &rusqlite::Connection| store::map_sources::find(db, &id);
    client.stores()?.desk.read(find).await
}

async fn existing(client: &Client, id: MapSourceId) -> Result<SourceRow, AppError> {
    find(client, id).await?.ok_or(AppError::NotFound)
}

/// A source as the page may know it: of a path only its last part.
fn shown(row: SourceRow) -> MapSource {
    let (place, encrypted) = match row.kind {
        MapSourceKind::Mbtiles | MapSourceKind::Pmtiles => (file_name(Path::new(&row.place)), true),
        MapSourceKind::Address => {
            let template = Template::parse(&row.place);
            let encrypted = template.is_ok_and(|template| template.is_private());
            (row.place, encrypted)
        }
    };
    MapSource {
        id: row.id,
        kind: row.kind,
        name: row.name,
        place,
        attribution: row.attribution,
        min_zoom: row.min_zoom,
        max_zoom: row.max_zoom,
        bounds: row.bounds,
        crs: row.crs,
        encrypted,
    }
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    facts::name(&name.to_string_lossy())
}

/// Asks the user for a file and adds it, chosen, if it is a map.
pub(crate) async fn add_file(client: &Client) -> Result<AddedMap, AppError> {
    client.stores()?;
    let Some(path) = client.inner().options.maps.choose().await else {
        return Ok(AddedMap::Dismissed);
    };
    let opened = {
        let path = path.clone();
        tokio::task::spawn_blocking(move || examine(&path)).await
    };
    let facts = match opened.unwrap_or(Err(TileProblem::Damaged)) {
        Ok(facts) => facts,
        Err(problem) => return Ok(AddedMap::Refused { problem }),
    };
    // A path that is no text could not be found again.
    let Some(place) = path.to_str() else {
        let problem = TileProblem::Missing;
        return Ok(AddedMap::Refused { problem });
    };
    let name = if facts.name.is_empty() {
        file_name(&path)
    } else {
        facts.name
    };
    let row = SourceRow {
        id: MapSourceId(client.fresh_id()),
        added_at: client.now(),
        kind: facts.kind,
        name,
        place: place.to_owned(),
        attribution: facts.attribution,
        min_zoom: facts.min_zoom,
        max_zoom: facts.max_zoom,
        bounds: facts.bounds,
        crs: MapCrs::default(),
        chosen: true,
    };
    add(client, row).await
}

/// What a file says of itself, once one of its tiles has been seen.
fn examine(path: &Path) -> Result<Facts, TileProblem> {
    let (map, facts) = MapFile::open(path)?;
    map.any()?;
    Ok(facts)
}

/// Adds a server, chosen. Nobody is asked: the address alone is judged.
pub(crate) async fn add_address(client: &Client, new: NewAddress) -> Result<AddedMap, AppError> {
    let Ok(template) = Template::parse(&new.address) else {
        let problem = TileProblem::BadAddress;
        return Ok(AddedMap::Refused { problem });
    };
    let max_zoom = new.max_zoom.min(DEEPEST);
    let name = facts::name(&new.name);
    let row = SourceRow {
        id: MapSourceId(client.fresh_id()),
        added_at: client.now(),
        kind: MapSourceKind::Address,
        name: if name.is_empty() {
            host(&template)
        } else {
            name
        },
        place: template.as_str().to_owned(),
        attribution: facts::attribution(&new.attribution),
        min_zoom: new.min_zoom.min(max_zoom),
        max_zoom,
        bounds: None,
        crs: new.crs,
        chosen: true,
    };
    add(client, row).await
}

/// The part of an address that somebody knows it by.
fn host(template: &Template) -> String {
    let after = template
        .as_str()
        .split_once("://")
        .map_or("", |(_, after)| after);
    facts::name(after.split('/').next().unwrap_or_default())
}

async fn add(client: &Client, row: SourceRow) -> Result<AddedMap, AppError> {
    let source = shown(row.clone());
    let put = move |db: &mut rusqlite::Connection| {
        let transaction = db.transaction()?;
        store::map_sources::put(&transaction, &row)?;
        store::map_sources::choose(&transaction, Some(&row.id))?;
        transaction.commit()
    };
    client.stores()?.desk.with(put).await?;
    client.emit([Tag::Maps]);
    Ok(AddedMap::Added { source })
}

/// Another name, another system. What was chosen meanwhile stays so.
pub(crate) async fn change(client: &Client, change: ChangeSource) -> Result<MapSource, AppError> {
    let id = change.source;
    let (name, attribution) = (
        facts::name(&change.name),
        facts::attribution(&change.attribution),
    );
    let write = move |db: &mut rusqlite::Connection| {
        store::map_sources::change(db, &id, (&name, &attribution), change.crs)?;
        store::map_sources::find(db, &id)
    };
    let changed = client.stores()?.desk.with(write).await?;
    let row = changed.ok_or(AppError::NotFound)?;
    client.emit([Tag::Maps]);
    Ok(shown(row))
}

/// `None`: the built-in outline alone.
pub(crate) async fn choose(
    client: &Client,
    source: Option<MapSourceId>,
) -> Result<MapSources, AppError> {
    let choose =
        move |db: &mut rusqlite::Connection| store::map_sources::choose(db, source.as_ref());
    if !client.stores()?.desk.with(choose).await? {
        return Err(AppError::NotFound);
    }
    client.emit([Tag::Maps]);
    list(client).await
}

/// Removes the source with its kept tiles. A file stays where it is.
pub(crate) async fn remove(client: &Client, source: MapSourceId) -> Result<(), AppError> {
    let id = source.clone();
    let remove = move |db: &mut rusqlite::Connection| store::map_sources::remove(db, &id);
    if !client.stores()?.desk.with(remove).await? {
        return Err(AppError::NotFound);
    }
    client.inner().tiles.files.forget(&source);
    if let Some(cache) = super::cache(client).await {
        cache
            .with(move |db| store::tiles::forget(db, &source))
            .await?;
    }
    client.emit([Tag::Maps]);
    Ok(())
}

/// Forgets every kept tile.
pub(crate) async fn clear(client: &Client) -> Result<MapSources, AppError> {
    if let Some(cache) = super::cache(client).await {
        cache.with(|db| store::tiles::clear(db)).await?;
    }
    client.emit([Tag::Maps]);
    list(client).await
}

/// Asks the source for one tile.
pub(crate) async fn test(client: &Client, source: MapSourceId) -> Result<MapTest, AppError> {
    let row = existing(client, source).await?;
    let began = client.now();
    let problem = match row.kind {
        MapSourceKind::Mbtiles | MapSourceKind::Pmtiles => {
            let path = row.place.clone();
            tokio::task::spawn_blocking(move || examine(Path::new(&path)))
                .await
                .unwrap_or(Err(TileProblem::Damaged))
                .err()
        }
        MapSourceKind::Address => server::reach(client, &row, first(&row)).await.err(),
    };
    Ok(MapTest {
        problem,
        took_ms: u32::try_from(client.now().ms_since(began)).unwrap_or(0),
    })
}

/// The tile of the lowest zoom in the middle of what the source covers: it says
/// nothing of where somebody works.
fn first(row: &SourceRow) -> TileAt {
    let middle = row.bounds.map_or(MIDDLE, |bounds: Bounds| Point {
        lat: f64::midpoint(bounds.south, bounds.north),
        lng: f64::midpoint(bounds.west, bounds.east),
    });
    let side = f64::from(1_u32 << row.min_zoom);
    let lat = middle.lat.clamp(-85.0, 85.0).to_radians();
    let across = (middle.lng + 180.0) / 360.0;
    let down = (1.0 - lat.tan().asinh() / PI) / 2.0;
    let cell = |share: f64| (share * side).floor().clamp(0.0, side - 1.0) as u32;
    TileAt {
        z: row.min_zoom,
        x: cell(across),
        y: cell(down),
    }
}
