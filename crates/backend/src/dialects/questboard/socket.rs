//! One listener's connection: notices out, pings out, and an end to it when
//! the other side reads too slowly, falls silent, or may listen no more.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::WebSocketUpgrade;
use axum::extract::ws::{Message, WebSocket};
use axum::response::Response;
use tokio::time::{MissedTickBehavior, interval, timeout};

use super::{Desk, wire};
use crate::service::quests::Listening;

/// How long a frame may wait to be taken.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// Pings without a sign of life before a connection is given up.
const SILENT_PINGS: u32 = 3;
/// Nothing that a client sends here means anything.
const MESSAGE_MAX: usize = 4_096;

pub fn open(
    upgrade: WebSocketUpgrade,
    desk: Arc<Desk>,
    listening: Listening,
    token: String,
) -> Response {
    upgrade
        .max_message_size(MESSAGE_MAX)
        .on_upgrade(move |socket| serve(socket, desk, listening, token))
}

async fn serve(mut socket: WebSocket, desk: Arc<Desk>, mut listening: Listening, token: String) {
    let mut stopping = desk.stopping.clone();
    let mut pings = interval(desk.ping);
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // The first tick is now.
    pings.tick().await;
    let mut silent = 0;
    loop {
        tokio::select! {
            _ = stopping.changed() => break,
            notice = listening.next() => {
                let Some(notice) = notice else { break };
                let event = wire::Event::from(notice.as_ref());
                let text = match serde_json::to_string(&event) {
                    Ok(text) => text,
                    Err(error) => {
                        tracing::error!(%error, "a notice could not be written");
                        continue;
                    }
                };
                if !send(&mut socket, Message::text(text), desk.patience).await {
                    return;
                }
            }
            _ = pings.tick() => {
                if silent >= SILENT_PINGS {
                    return;
                }
                silent += 1;
                if !holds(&desk, &token).await {
                    break;
                }
                if !send(&mut socket, Message::Ping(Vec::new().into()), desk.patience).await {
                    return;
                }
            }
            heard = socket.recv() => match heard {
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => silent = 0,
            }
        }
    }
    send(&mut socket, Message::Close(None), desk.patience).await;
}

/// False when the connection is of no more use.
async fn send(socket: &mut WebSocket, message: Message, patience: Duration) -> bool {
    matches!(timeout(patience, socket.send(message)).await, Ok(Ok(())))
}

async fn holds(desk: &Arc<Desk>, token: &str) -> bool {
    let (desk, token) = (Arc::clone(desk), token.to_owned());
    tokio::task::spawn_blocking(move || desk.gate.holds(&token))
        .await
        .unwrap_or(false)
}
