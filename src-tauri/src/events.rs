//! Carries the core's events to every window. They say what changed, never the
//! new value: a window reads again through the door.

use muster_client::Client;
use muster_domain::event::{Event, Tag};
use serde::Serialize;
use tauri::{AppHandle, Emitter, Runtime};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

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
                let Event::Changed { tags } = &event;
                if tags.contains(&Tag::Settings) {
                    window::dress(&app, &client.settings());
                }
                tell(&app, CHANNEL, &event);
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
    if let Err(error) = app.emit(name, payload) {
        tracing::warn!(%error, "an event did not reach the windows");
    }
}
