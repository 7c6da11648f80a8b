//! Base maps: where the tiles under the gather map come from.

use crate::{
    geo::{Bounds, Crs},
    id::MapSourceId,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MapSourceKind {
    /// A file of tiles in an SQLite database.
    Mbtiles,
    /// A file of tiles in one archive.
    Pmtiles,
    /// A server that is asked tile by tile.
    Address,
}

/// The coordinate system that tiles are drawn in. Both are cut by the same
/// grid; BD-09 maps have a grid of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MapCrs {
    #[default]
    Wgs84,
    /// Maps made in China.
    Gcj02,
}

impl From<MapCrs> for Crs {
    fn from(crs: MapCrs) -> Self {
        match crs {
            MapCrs::Wgs84 => Self::Wgs84,
            MapCrs::Gcj02 => Self::Gcj02,
        }
    }
}

/// A base map that the user added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MapSource {
    pub id: MapSourceId,
    pub kind: MapSourceKind,
    pub name: String,
    /// Of a file its name without the folder; of a server the address with
    /// `{z}`, `{x}` and `{y}`.
    pub place: String,
    /// Whom the map is owed to, as plain text: must stand on the map.
    pub attribution: String,
    pub min_zoom: u8,
    /// Beyond it the UI enlarges.
    pub max_zoom: u8,
    /// What the map covers, where that is known.
    pub bounds: Option<Bounds>,
    pub crs: MapCrs,
    /// Nobody on the way to the server can see which places are looked at.
    pub encrypted: bool,
}

/// All base maps. Under none of them lies the built-in outline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MapSources {
    pub sources: Vec<MapSource>,
    /// `null`: the built-in outline alone.
    pub chosen: Option<MapSourceId>,
    /// Tiles of servers that are kept on this machine, encrypted.
    pub kept: KeptTiles,
}

/// How much the cache of tiles holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeptTiles {
    pub tiles: u32,
    #[ts(type = "number")]
    pub bytes: u64,
    /// The oldest go when there would be more.
    #[ts(type = "number")]
    pub limit_bytes: u64,
}

/// Why a source shows nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TileProblem {
    /// The file is not there (any more), or may not be read.
    Missing,
    /// Neither MBTiles nor PMTiles: another file, or a folder.
    NotAMap,
    /// A map file that is cut short or contradicts itself.
    Damaged,
    /// Tiles of another kind than PNG, JPEG and WebP: vector tiles.
    NotImages,
    /// A tile of more than 2 MiB or 2 048 pixels a side.
    TooLarge,
    /// The address is none, or lacks `{z}`, `{x}` or `{y}`.
    BadAddress,
    /// The server was not reached, or did not answer in time.
    Unreachable,
    /// The server would send us elsewhere; we do not go.
    Redirected,
    /// The server refused, with its HTTP status.
    Refused { status: u16 },
    /// The source has no such tile. No failure: the map ends there.
    NoTile,
}

/// What became of adding a base map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum AddedMap {
    Added {
        source: MapSource,
    },
    /// The user chose no file.
    Dismissed,
    Refused {
        problem: TileProblem,
    },
}

/// What came of asking a source for one tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MapTest {
    /// `null`: it shows.
    pub problem: Option<TileProblem>,
    /// Milliseconds.
    pub took_ms: u32,
}
