//! Tiles for the map. The page asks for `tile:` addresses and knows neither a
//! path nor a server; everything behind them is read, checked and limited here.

mod facts;
mod file;
mod image;
mod mbtiles;
mod pmtiles;
mod server;
pub(crate) mod sources;

pub use image::Tile;

use crate::{
    client::Client,
    store::{self, Db, map_sources::SourceRow},
};
use file::Files;
use muster_connectors::tiles::TileAt;
use muster_domain::{
    id::MapSourceId,
    map::{MapSourceKind, TileProblem},
};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Tiles of servers that are kept, bytes.
const LIMIT_BYTES: u64 = 200 << 20;

/// What the tiles keep in memory.
#[derive(Debug)]
pub(crate) struct State {
    files: Files,
    servers: server::State,
    /// `None` until first needed.
    cache: tokio::sync::Mutex<Option<Db>>,
    limit_bytes: AtomicU64,
    closed: AtomicBool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            files: Files::default(),
            servers: server::State::default(),
            cache: tokio::sync::Mutex::default(),
            limit_bytes: AtomicU64::new(LIMIT_BYTES),
            closed: AtomicBool::default(),
        }
    }
}

impl State {
    fn limit_bytes(&self) -> u64 {
        self.limit_bytes.load(Ordering::Relaxed)
    }

    /// Lets go of the files.
    pub(crate) async fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
        self.files.close();
        if let Some(cache) = self.cache.lock().await.take() {
            let _ = tokio::task::spawn_blocking(move || cache.shut()).await;
        }
    }
}

impl Client {
    /// The tile of a path `/<source>/<z>/<x>/<y>`, `y` from the north.
    ///
    /// # Errors
    /// Why there is none; [`TileProblem::NoTile`] for a path that is none, and
    /// while the windows are covered.
    pub async fn tile(&self, path: &str) -> Result<Tile, TileProblem> {
        if self.inner().screen_lock.stands().locked {
            return Err(TileProblem::NoTile);
        }
        let (source, at) = read_path(path).ok_or(TileProblem::NoTile)?;
        let source = sources::find(self, source)
            .await
            .ok()
            .flatten()
            .ok_or(TileProblem::NoTile)?;
        tile_of(self, &source, at).await
    }
}

async fn tile_of(client: &Client, source: &SourceRow, at: TileAt) -> Result<Tile, TileProblem> {
    match source.kind {
        MapSourceKind::Mbtiles | MapSourceKind::Pmtiles => {
            client.inner().tiles.files.tile(source, at).await
        }
        MapSourceKind::Address => server::tile(client, source, at).await,
    }
}

fn read_path(path: &str) -> Option<(MapSourceId, TileAt)> {
    let mut parts = path.strip_prefix('/')?.split('/');
    let source = parts.next().filter(|source| !source.is_empty())?;
    let (z, x, y) = (
        number(parts.next())?,
        number(parts.next())?,
        number(parts.next())?,
    );
    let at = TileAt::new(u8::try_from(z).ok()?, x, y)?;
    parts.next().is_none().then(|| (source.into(), at))
}

/// Digits and nothing else: an address of a tile has one spelling.
fn number(text: Option<&str>) -> Option<u32> {
    let text = text?;
    let is_plain =
        text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|_| is_plain)
}

/// The cache of tiles, opened when it is first needed; `None` where that cannot
/// be. One that is broken is begun anew: it holds nothing that is not elsewhere.
async fn cache(client: &Client) -> Option<Db> {
    let state = &client.inner().tiles;
    let mut cache = state.cache.lock().await;
    if let Some(cache) = &*cache {
        return Some(cache.clone());
    }
    if state.closed.load(Ordering::SeqCst) {
        return None;
    }
    let (dir, key) = (client.data_dir().to_owned(), client.inner().gate.key()?);
    let opened = tokio::task::spawn_blocking(move || store::open_tiles(&dir, &key)).await;
    match opened.ok()? {
        Ok(db) => {
            *cache = Some(db.clone());
            Some(db)
        }
        Err(error) => {
            tracing::warn!(problem = %error, "keep tiles");
            None
        }
    }
}

#[cfg(test)]
mod tests;
