//! PMTiles 3: a map as one archive. Read piece by piece, never mapped into
//! memory: a file that is cut short under a mapping ends the program. Every
//! length that the file names is checked before anything of it is made.

use super::{
    facts::{self, Facts, io_problem},
    image::{LARGEST, Tile},
};
use crate::client::lock;
use flate2::read::GzDecoder;
use muster_connectors::tiles::TileAt;
use muster_domain::map::{MapSourceKind, TileProblem};
use serde::Deserialize;
use std::{
    collections::HashMap,
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::Path,
    sync::{Arc, Mutex},
};

/// What such a file begins with; its version follows.
pub(super) const MAGIC: &[u8] = b"PMTiles";
const VERSION: u8 = 3;
const HEADER: usize = 127;

/// Bytes of a directory or of the metadata, packed and unpacked.
const PACKED: u64 = 4 << 20;
const UNPACKED: u64 = 16 << 20;
/// Entries of a directory.
const ENTRIES: u64 = 1 << 20;
/// Directories below each other: the specification knows two.
const DEPTH: usize = 4;
/// Directories that are kept at hand.
const LEAVES: usize = 32;

/// An open file.
#[derive(Debug)]
pub(super) struct Pmtiles {
    file: Mutex<File>,
    header: Header,
    root: Arc<Directory>,
    leaves: Mutex<HashMap<u64, Arc<Directory>>>,
}

/// Offset and length, bytes.
#[derive(Clone, Copy, Debug)]
struct Part {
    offset: u64,
    length: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compression {
    None,
    Gzip,
}

#[derive(Clone, Debug)]
struct Header {
    root: Part,
    metadata: Part,
    leaves: Part,
    tiles: Part,
    directories: Compression,
    pictures: Compression,
    min_zoom: u8,
    max_zoom: u8,
    /// West, south, east, north.
    bounds: [f64; 4],
}

type Directory = Vec<Entry>;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Entry {
    id: u64,
    offset: u64,
    length: u64,
    /// 0: the entry is of a directory.
    run: u64,
}

/// What is read of the metadata.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Metadata {
    name: Option<String>,
    attribution: Option<String>,
}

impl Pmtiles {
    /// Opens the file and reads what it says of itself. Blocks.
    pub(super) fn open(path: &Path) -> Result<(Self, Facts), TileProblem> {
        let mut file = File::open(path).map_err(|error| io_problem(&error))?;
        let length = file.metadata().map_err(|error| io_problem(&error))?.len();
        let mut bytes = [0; HEADER];
        file.read_exact(&mut bytes)
            .map_err(|error| io_problem(&error))?;
        let header = Header::read(&bytes, length)?;
        let root = unpack(&mut file, header.root, header.directories)?;
        let root = Arc::new(directory(&root).ok_or(TileProblem::Damaged)?);
        let metadata = unpack(&mut file, header.metadata, header.directories)?;
        // A map without a name is a map.
        let metadata: Metadata = serde_json::from_slice(&metadata).unwrap_or_default();
        let (min_zoom, max_zoom) = facts::zooms(header.min_zoom.into(), header.max_zoom.into())?;
        let facts = Facts {
            kind: MapSourceKind::Pmtiles,
            name: facts::name(&metadata.name.unwrap_or_default()),
            attribution: facts::attribution(&metadata.attribution.unwrap_or_default()),
            min_zoom,
            max_zoom,
            bounds: facts::bounds(header.bounds),
        };
        let map = Self {
            file: Mutex::new(file),
            header,
            root,
            leaves: Mutex::default(),
        };
        Ok((map, facts))
    }

    /// Blocks.
    pub(super) fn tile(&self, at: TileAt) -> Result<Tile, TileProblem> {
        let entry = self.find(id(at))?.ok_or(TileProblem::NoTile)?;
        self.read(entry)
    }

    /// Some tile, for a look at their kind. Blocks.
    pub(super) fn any(&self) -> Result<Tile, TileProblem> {
        let first = self.root.first().ok_or(TileProblem::Damaged)?;
        let entry = self.find(first.id)?.ok_or(TileProblem::Damaged)?;
        self.read(entry)
    }

    fn read(&self, entry: Entry) -> Result<Tile, TileProblem> {
        if entry.length > LARGEST as u64 {
            return Err(TileProblem::TooLarge);
        }
        let part = within(self.header.tiles, entry)?;
        let bytes = read(&mut lock(&self.file), part)?;
        match self.header.pictures {
            Compression::None => Tile::of(bytes),
            Compression::Gzip => {
                let unpacked = gunzip(&bytes, LARGEST as u64).ok_or(TileProblem::Damaged)?;
                Tile::of(unpacked)
            }
        }
    }

    fn find(&self, id: u64) -> Result<Option<Entry>, TileProblem> {
        let mut directory = Arc::clone(&self.root);
        for _ in 0..DEPTH {
            let after = directory.partition_point(|entry| entry.id <= id);
            let Some(entry) = after.checked_sub(1).map(|index| directory[index]) else {
                return Ok(None);
            };
            if entry.run > 0 {
                return Ok((id - entry.id < entry.run).then_some(entry));
            }
            directory = self.leaf(entry)?;
        }
        Err(TileProblem::Damaged)
    }

    fn leaf(&self, entry: Entry) -> Result<Arc<Directory>, TileProblem> {
        if let Some(leaf) = lock(&self.leaves).get(&entry.offset) {
            return Ok(Arc::clone(leaf));
        }
        let part = within(self.header.leaves, entry)?;
        let bytes = unpack(&mut lock(&self.file), part, self.header.directories)?;
        let leaf = Arc::new(directory(&bytes).ok_or(TileProblem::Damaged)?);
        let mut leaves = lock(&self.leaves);
        if leaves.len() >= LEAVES {
            leaves.clear();
        }
        leaves.insert(entry.offset, Arc::clone(&leaf));
        Ok(leaf)
    }
}

impl Header {
    /// The fixed part of the file, little-endian.
    fn read(bytes: &[u8; HEADER], length: u64) -> Result<Self, TileProblem> {
        if !bytes.starts_with(MAGIC) || bytes[7] != VERSION {
            return Err(TileProblem::NotAMap);
        }
        let number = |at: usize| {
            let mut eight = [0; 8];
            eight.copy_from_slice(&bytes[at..at + 8]);
            u64::from_le_bytes(eight)
        };
        let degrees = |at: usize| {
            let mut four = [0; 4];
            four.copy_from_slice(&bytes[at..at + 4]);
            f64::from(i32::from_le_bytes(four)) / 1e7
        };
        let part = |at: usize| {
            let part = Part {
                offset: number(at),
                length: number(at + 8),
            };
            let end = part.offset.checked_add(part.length);
            end.filter(|end| *end <= length)
                .map(|_| part)
                .ok_or(TileProblem::Damaged)
        };
        let compression = |at: usize| match bytes[at] {
            // "Unknown" is what some writers say of none.
            0 | 1 => Ok(Compression::None),
            2 => Ok(Compression::Gzip),
            // Brotli and Zstandard, which no writer uses by itself.
            _ => Err(TileProblem::NotAMap),
        };
        if !matches!(bytes[99], 0 | 2..=4) {
            return Err(TileProblem::NotImages);
        }
        Ok(Self {
            root: part(8)?,
            metadata: part(24)?,
            leaves: part(40)?,
            tiles: part(56)?,
            directories: compression(97)?,
            pictures: compression(98)?,
            min_zoom: bytes[100],
            max_zoom: bytes[101],
            bounds: [degrees(102), degrees(106), degrees(110), degrees(114)],
        })
    }
}

/// The place of an entry in the file, if it lies in its section.
fn within(section: Part, entry: Entry) -> Result<Part, TileProblem> {
    let end = entry.offset.checked_add(entry.length);
    if end.is_none_or(|end| end > section.length) {
        return Err(TileProblem::Damaged);
    }
    Ok(Part {
        offset: section.offset + entry.offset,
        length: entry.length,
    })
}

fn read(file: &mut File, part: Part) -> Result<Vec<u8>, TileProblem> {
    let length = usize::try_from(part.length).map_err(|_| TileProblem::Damaged)?;
    let mut bytes = vec![0; length];
    file.seek(SeekFrom::Start(part.offset))
        .and_then(|_| file.read_exact(&mut bytes))
        .map_err(|error| io_problem(&error))?;
    Ok(bytes)
}

fn unpack(file: &mut File, part: Part, packed: Compression) -> Result<Vec<u8>, TileProblem> {
    if part.length > PACKED {
        return Err(TileProblem::Damaged);
    }
    let bytes = read(file, part)?;
    match packed {
        Compression::None => Ok(bytes),
        Compression::Gzip => gunzip(&bytes, UNPACKED).ok_or(TileProblem::Damaged),
    }
}

/// `None` for what is broken or larger than `limit`.
fn gunzip(bytes: &[u8], limit: u64) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    GzDecoder::new(bytes)
        .take(limit + 1)
        .read_to_end(&mut unpacked)
        .ok()?;
    (unpacked.len() as u64 <= limit).then_some(unpacked)
}

/// Entries column by column: ids as differences, runs, lengths, offsets.
fn directory(bytes: &[u8]) -> Option<Directory> {
    let mut rest = bytes;
    let count = varint(&mut rest)?;
    // An entry has four numbers of a byte or more.
    if count > ENTRIES || count > rest.len() as u64 / 4 {
        return None;
    }
    let mut entries = vec![Entry::default(); usize::try_from(count).ok()?];
    let mut id = 0_u64;
    for entry in &mut entries {
        id = id.checked_add(varint(&mut rest)?)?;
        entry.id = id;
    }
    for entry in &mut entries {
        entry.run = varint(&mut rest)?;
    }
    for entry in &mut entries {
        entry.length = varint(&mut rest)?;
    }
    let mut next = 0_u64;
    for (index, entry) in entries.iter_mut().enumerate() {
        entry.offset = match varint(&mut rest)? {
            // Right behind the one before.
            0 if index > 0 => next,
            offset => offset.checked_sub(1)?,
        };
        next = entry.offset.checked_add(entry.length)?;
    }
    Some(entries)
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        let bits = u64::from(byte & 0x7f);
        if bits << shift >> shift != bits {
            return None;
        }
        value |= bits << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// The number of a tile: all of the zooms above, then along Hilbert's curve.
fn id(at: TileAt) -> u64 {
    let above = ((1_u64 << (2 * u32::from(at.z))) - 1) / 3;
    let (mut x, mut y) = (u64::from(at.x), u64::from(at.y));
    let mut along = 0;
    for bit in (0..u32::from(at.z)).rev() {
        let side = 1_u64 << bit;
        let (right, down) = (u64::from(x & side != 0), u64::from(y & side != 0));
        along += ((3 * right) ^ down) << (2 * bit);
        x &= side - 1;
        y &= side - 1;
        if down == 0 {
            if right == 1 {
                (x, y) = (side - 1 - x, side - 1 - y);
            }
            (x, y) = (y, x);
        }
    }
    above + along
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tiles_are_numbered_as_the_specification_says() {
        for (z, x, y, expected) in [
            (0, 0, 0, 0),
            (1, 0, 0, 1),
            (1, 0, 1, 2),
            (1, 1, 1, 3),
            (1, 1, 0, 4),
            (2, 0, 0, 5),
            (12, 3423, 1763, 19_078_479),
        ] {
            assert_eq!(id(TileAt { z, x, y }), expected, "{z}/{x}/{y}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_a_directory_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = directory(&bytes);
        }

        #[test]
        fn neighbours_have_numbers_of_their_own(z in 0_u8..20, x: u32, y: u32) {
            let side = 1_u32 << z;
            let at = TileAt { z, x: x % side, y: y % side };
            let beside = TileAt { x: (at.x + 1) % side, ..at };
            let below = TileAt { z: z + 1, x: 0, y: 0 };
            prop_assert!(id(at) < id(below));
            prop_assert_eq!(id(at) == id(beside), side == 1);
        }
    }
}
