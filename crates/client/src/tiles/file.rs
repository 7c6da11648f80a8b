//! Map files that are open. One that changes on the disk is opened anew.

use super::{
    facts::{Facts, io_problem},
    image::Tile,
    mbtiles::{self, Mbtiles},
    pmtiles::{self, Pmtiles},
};
use crate::{client::lock, store::map_sources::SourceRow};
use muster_connectors::tiles::TileAt;
use muster_domain::{id::MapSourceId, map::TileProblem};
use std::{
    collections::HashMap,
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::SystemTime,
};

/// An open map file of either kind.
#[derive(Debug)]
pub(super) enum MapFile {
    Mbtiles(Mbtiles),
    Pmtiles(Pmtiles),
}

impl MapFile {
    /// Opens a file whose kind shows in its first bytes. Blocks.
    pub(super) fn open(path: &Path) -> Result<(Self, Facts), TileProblem> {
        let about = fs::metadata(path).map_err(|error| io_problem(&error))?;
        // A pipe or a device would be waited for.
        if !about.is_file() {
            return Err(TileProblem::NotAMap);
        }
        let mut first = Vec::new();
        File::open(path)
            .and_then(|file| file.take(16).read_to_end(&mut first))
            .map_err(|error| io_problem(&error))?;
        if first.starts_with(mbtiles::MAGIC) {
            let (map, facts) = Mbtiles::open(path)?;
            Ok((Self::Mbtiles(map), facts))
        } else if first.starts_with(pmtiles::MAGIC) {
            let (map, facts) = Pmtiles::open(path)?;
            Ok((Self::Pmtiles(map), facts))
        } else {
            Err(TileProblem::NotAMap)
        }
    }

    /// Blocks.
    pub(super) fn tile(&self, at: TileAt) -> Result<Tile, TileProblem> {
        match self {
            Self::Mbtiles(map) => map.tile(at),
            Self::Pmtiles(map) => map.tile(at),
        }
    }

    /// Some tile. Blocks.
    pub(super) fn any(&self) -> Result<Tile, TileProblem> {
        match self {
            Self::Mbtiles(map) => map.any(),
            Self::Pmtiles(map) => map.any(),
        }
    }
}

/// What a file was when it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    changed: Option<SystemTime>,
}

type Open = Mutex<HashMap<MapSourceId, (Stamp, Arc<MapFile>)>>;

/// The open files, by source.
#[derive(Debug, Default)]
pub(super) struct Files {
    open: Arc<Open>,
}

impl Files {
    pub(super) async fn tile(&self, source: &SourceRow, at: TileAt) -> Result<Tile, TileProblem> {
        let (open, id) = (Arc::clone(&self.open), source.id.clone());
        let path = PathBuf::from(&source.place);
        let read = tokio::task::spawn_blocking(move || opened(&open, id, &path)?.tile(at));
        read.await.unwrap_or(Err(TileProblem::Damaged))
    }

    pub(super) fn forget(&self, source: &MapSourceId) {
        lock(&self.open).remove(source);
    }

    pub(super) fn close(&self) {
        lock(&self.open).clear();
    }
}

/// The open file of a source; opened, if it is not or is another by now.
fn opened(open: &Open, id: MapSourceId, path: &Path) -> Result<Arc<MapFile>, TileProblem> {
    let about = fs::metadata(path).map_err(|error| io_problem(&error))?;
    let stamp = Stamp {
        length: about.len(),
        changed: about.modified().ok(),
    };
    if let Some((then, map)) = lock(open).get(&id)
        && *then == stamp
    {
        return Ok(Arc::clone(map));
    }
    let (map, _) = MapFile::open(path)?;
    let map = Arc::new(map);
    lock(open).insert(id, (stamp, Arc::clone(&map)));
    Ok(map)
}
