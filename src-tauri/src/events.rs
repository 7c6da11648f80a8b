//! Carries the core's events to every window. They say what changed, never the
//! new value: a window reads again through the door.

use muster_client::{Caller, Client};
use muster_domain::event::{Event, Tag};
use serde_json::Value;
use tauri::{AppHandle, Emitter, Runtime};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::window;

/// The name under which windows listen.
pub const CHANNEL: &str = "muster://event";

/// Carries events until the core closes.
pub async fn carry<R: Runtime>(app: AppHandle<R>, client: Client, mut events: Receiver<Event>) {
    dress(&app, &client).await;
    loop {
        match events.recv().await {
            Ok(event) => {
                let Event::Changed { tags } = &event;
                if tags.contains(&Tag::Settings) {
                    dress(&app, &client).await;
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

/// Gives the window the title and colours of the settings.
async fn dress<R: Runtime>(app: &AppHandle<R>, client: &Client) {
    let settings = client
        .dispatch(Caller::Main, "get_settings", Value::Null)
        .await;
    match settings.map(|json| serde_json::from_str(&json)) {
        Ok(Ok(settings)) => window::dress(app, &settings),
        Ok(Err(error)) => tracing::error!(%error, "read the settings"),
        Err(error) => tracing::warn!(code = ?error, "read the settings"),
    }
}
