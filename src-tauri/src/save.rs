//! Where exported files go: the system's own dialog asks, and its file manager
//! shows them. The page names no path and sees none.

use std::path::{Path, PathBuf};

use async_trait::async_trait;
use muster_client::host::SaveHost;
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

use crate::ipc::MAIN;

/// The dialog of the main window.
#[derive(Debug)]
pub struct SystemDialog(pub AppHandle<Wry>);

#[async_trait]
impl SaveHost for SystemDialog {
    async fn ask(&self, name: &str) -> Option<PathBuf> {
        let mut dialog = self.0.dialog().file().set_file_name(name);
        if let Some(extension) = Path::new(name).extension().and_then(|text| text.to_str()) {
            dialog = dialog.add_filter(extension.to_uppercase(), &[extension]);
        }
        if let Ok(documents) = self.0.path().document_dir() {
            dialog = dialog.set_directory(documents);
        }
        if let Some(window) = self.0.get_webview_window(MAIN) {
            dialog = dialog.set_parent(&window);
        }
        let (chose, chosen) = oneshot::channel();
        dialog.save_file(move |path| {
            // Nobody waits any more when the app is closing.
            let _ = chose.send(path);
        });
        chosen.await.ok().flatten()?.into_path().ok()
    }

    fn reveal(&self, file: &Path) -> Result<(), String> {
        tauri_plugin_opener::reveal_item_in_dir(file).map_err(|error| error.to_string())
    }
}
