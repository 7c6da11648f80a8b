//! Carries the core's events to every window. They say what changed, never the
//! new value: a window reads again through the door.

use muster_client::Client;
use muster_domain::event::{Event, Tag};
use serde::Serialize;
use tauri::{AppHandle, Emitter, Runtime};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::ipc::MAIN;
use crate::window;

/// The name under which windows listen.
pub const CHANNEL: &str = "muster://event";

/// The name under which windows hear that events were lost: whatever they show
/// may have changed.
pub const MISSED: &str = "muster://missed";

/// Carries events until the core closes.
pub async fn carry<R: Runtime>(app: AppHandle<R>, client: Client, mut events: Receiver<Event>) {
    window::dress(&app, &client.settings());
    loop {
        match events.recv().await {
            Ok(event) => {
                match &event {
                    Event::Changed { tags } => {
                        if tags.contains(&Tag::Settings) {
                            window::dress(&app, &client.settings());
                        }
                        tell(&app, CHANNEL, &event);
                    }
                    // The others show what they show.
                    Event::Opened { .. } => told(app.emit_to(MAIN, CHANNEL, &event)),
                }
            }
            Err(RecvError::Lagged(count)) => {
                tracing::warn!(count, "events were lost");
                tell(&app, MISSED, &());
            }
            Err(RecvError::Closed) => return,
        }
    }
}

fn tell<R: Runtime, T: Serialize>(app: &AppHandle<R>, name: &str, payload: &T) {
    told(app.emit(name, payload));
}

fn told(result: tauri::Result<()>) {
    if let Err(error) = result {
        tracing::warn!(%error, "an event did not reach the windows");
    }
}
