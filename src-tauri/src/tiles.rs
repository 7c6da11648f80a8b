//! The `tile:` scheme: what the page's map asks for, and the system's own
//! dialog for choosing a map file. The core decides what a tile is.

use std::path::PathBuf;

use async_trait::async_trait;
use muster_client::Tile;
use muster_client::host::MapHost;
use muster_domain::map::TileProblem;
use tauri::http::header::{CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use tauri::http::{Request, Response, StatusCode};
use tauri::{AppHandle, Manager, Runtime, UriSchemeContext, UriSchemeResponder, Wry};
use tauri_plugin_dialog::{DialogExt, FilePath};
use tokio::sync::oneshot;

use crate::ipc::{Door, MAIN};

/// `tile://localhost/<source>/<z>/<x>/<y>`; on Windows
/// `http://tile.localhost/…`.
pub const SCHEME: &str = "tile";

/// Answers a request of the page, off the thread that asks.
pub fn serve<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let door = context.app_handle().state::<Door>().inner().clone();
    tauri::async_runtime::spawn(async move {
        let tile = match door.client().await {
            Ok(client) => client.tile(request.uri().path()).await,
            Err(_) => Err(TileProblem::NoTile),
        };
        responder.respond(answer(tile));
    });
}

/// Kept nowhere by the webview: which tiles somebody looked at says where
/// people gather.
fn answer(tile: Result<Tile, TileProblem>) -> Response<Vec<u8>> {
    let (status, kind, bytes) = match tile {
        Ok(tile) => (StatusCode::OK, tile.content_type, tile.bytes),
        Err(TileProblem::NoTile) => (StatusCode::NOT_FOUND, "text/plain", Vec::new()),
        Err(_) => (StatusCode::BAD_GATEWAY, "text/plain", Vec::new()),
    };
    let mut answer = Response::new(bytes);
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    for (name, value) in [
        (CONTENT_TYPE, kind),
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        if let Ok(value) = value.parse() {
            headers.insert(name, value);
        }
    }
    answer
}

/// Asks with the system's dialog, in front of the main window.
#[derive(Debug)]
pub struct MapDialog(pub AppHandle<Wry>);

#[async_trait]
impl MapHost for MapDialog {
    async fn choose(&self) -> Option<PathBuf> {
        let mut dialog = self
            .0
            .dialog()
            .file()
            .add_filter("MBTiles, PMTiles", &["mbtiles", "pmtiles"]);
        if let Some(window) = self.0.get_webview_window(MAIN) {
            dialog = dialog.set_parent(&window);
        }
        let (sender, chosen) = oneshot::channel();
        dialog.pick_file(move |file| {
            // Nobody waits any more: the app is closing.
            let _ = sender.send(file);
        });
        chosen
            .await
            .ok()
            .flatten()
            .and_then(|file: FilePath| file.into_path().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_is_a_picture_that_the_webview_does_not_keep() {
        let tile = Tile {
            content_type: "image/webp",
            bytes: vec![7],
        };
        for (tile, status, kind, length) in [
            (Ok(tile), StatusCode::OK, "image/webp", 1),
            (
                Err(TileProblem::NoTile),
                StatusCode::NOT_FOUND,
                "text/plain",
                0,
            ),
            (
                Err(TileProblem::Damaged),
                StatusCode::BAD_GATEWAY,
                "text/plain",
                0,
            ),
        ] {
            let answer = answer(tile);
            assert_eq!((answer.status(), answer.body().len()), (status, length));
            assert_eq!(answer.headers()[CONTENT_TYPE], kind);
            assert_eq!(answer.headers()[CACHE_CONTROL], "no-store");
            assert_eq!(answer.headers()[X_CONTENT_TYPE_OPTIONS], "nosniff");
        }
    }
}
