//! Carries the core's events to every window. They say what changed, never the
//! new value: a window reads again through the door.

use muster_client::Client;
use muster_domain::event::{Event, Tag};
use tauri::{AppHandle, Emitter, Runtime};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::window;

/// The name under which windows listen.
pub const CHANNEL: &str = "muster://event";

/// Carries events until the core closes.
pub async fn carry<R: Runtime>(app: AppHandle<R>, client: Client, mut events: Receiver<Event>) {
    window::dress(&app, &client.settings());
    loop {
        match events.recv().await {
            Ok(event) => {
                let Event::Changed { tags } = &event;
                if tags.contains(&Tag::Settings) {
                    window::dress(&app, &client.settings());
                }
                if let Err(error) = app.emit(CHANNEL, &event) {
                    tracing::warn!(%error, "an event did not reach the windows");
                }
            }
            Err(RecvError::Lagged(count)) => tracing::warn!(count, "events were lost"),
            Err(RecvError::Closed) => return,
        }
    }
}
