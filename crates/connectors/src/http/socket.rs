//! A WebSocket to the server: opened like any request, with its deadlines, its
//! proxy and its certificates.

use super::{Reply, Request, Transport, header_text};
use crate::{
    error::{Cause, Error, Result},
    json::broken,
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use futures_util::StreamExt as _;
use reqwest::{
    Response, Upgraded,
    header::{
        CONNECTION, HeaderMap, HeaderValue, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY,
        SEC_WEBSOCKET_VERSION, UPGRADE,
    },
};
use std::{fmt, time::Duration};
use tokio::time::{Instant, timeout_at};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        Error as SocketError, Message,
        error::ProtocolError,
        handshake::derive_accept_key,
        protocol::{Role, WebSocketConfig},
    },
};

/// The largest message, MiB.
const CAP_MIB: u32 = 1;
const CAP: usize = 1 << 20;

/// `101 Switching Protocols`
const SWITCHING: u16 = 101;

/// What became of asking for a socket.
#[derive(Debug)]
pub(crate) enum Dialled {
    Socket(Box<Socket>),
    /// Answered like any request.
    Refused(Reply),
}

/// An open socket that is only listened to. Pings are answered.
pub(crate) struct Socket {
    stream: WebSocketStream<Upgraded>,
    silence: Duration,
    heard_at: Instant,
    ended: bool,
}

impl fmt::Debug for Socket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Socket")
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}

impl Transport {
    /// Asks for a socket. One on which nothing comes for as long as `silence`,
    /// not even a ping, has ended.
    ///
    /// # Errors
    /// As [`Transport::send`]; `WrongServer` for a switch to something else.
    pub(crate) async fn dial(&self, request: Request, silence: Duration) -> Result<Dialled> {
        let key = BASE64_STANDARD.encode(self.random().to_be_bytes());
        let accept = derive_accept_key(key.as_bytes());
        let key = HeaderValue::try_from(key).map_err(|_| Error::BadAddress)?;
        let asked = HeaderMap::from_iter([
            (CONNECTION, HeaderValue::from_static("Upgrade")),
            (UPGRADE, HeaderValue::from_static("websocket")),
            (SEC_WEBSOCKET_VERSION, HeaderValue::from_static("13")),
            (SEC_WEBSOCKET_KEY, key),
        ]);
        let sent = self.start(request, asked).await?;
        if sent.response.status().as_u16() != SWITCHING {
            return self.finish(sent).await.map(Dialled::Refused);
        }
        let headers = sent.response.headers();
        if header_text(headers, &SEC_WEBSOCKET_ACCEPT).map(str::trim) != Some(accept.as_str()) {
            return Err(Error::WrongServer);
        }
        tracing::debug!(path = sent.url.path(), "listening");
        let stream = upgrade(sent.response).await?;
        Ok(Dialled::Socket(Box::new(Socket {
            stream,
            silence,
            heard_at: Instant::now(),
            ended: false,
        })))
    }
}

async fn upgrade(response: Response) -> Result<WebSocketStream<Upgraded>> {
    let stream = response
        .upgrade()
        .await
        .map_err(|_| Error::CutOff(Some(Cause("switch protocols".to_owned()))))?;
    let config = WebSocketConfig::default()
        .max_message_size(Some(CAP))
        .max_frame_size(Some(CAP));
    Ok(WebSocketStream::from_raw_socket(stream, Role::Client, Some(config)).await)
}

impl Socket {
    /// The next text; `None` after the server said that it is done, and after
    /// an error. Dropping the future loses nothing.
    ///
    /// # Errors
    /// `CutOff`, `TimedOut`, `TooLarge`; `BrokenAnswer` for what is no such
    /// protocol.
    pub(crate) async fn next_text(&mut self) -> Option<Result<String>> {
        if self.ended {
            return None;
        }
        loop {
            let next = timeout_at(self.heard_at + self.silence, self.stream.next()).await;
            let error = match next {
                Ok(Some(Ok(message))) => {
                    self.heard_at = Instant::now();
                    match message {
                        Message::Text(text) => return Some(Ok(text.as_str().to_owned())),
                        Message::Close(_) => None,
                        Message::Binary(_)
                        | Message::Ping(_)
                        | Message::Pong(_)
                        | Message::Frame(_) => continue,
                    }
                }
                Ok(Some(Err(error))) => Some(failure(&error)),
                Ok(None) => Some(Error::CutOff(None)),
                Err(_) => Some(Error::TimedOut { sent: true }),
            };
            self.ended = true;
            return error.map(Err);
        }
    }
}

fn failure(error: &SocketError) -> Error {
    match error {
        SocketError::Capacity(_) => Error::TooLarge { cap_mib: CAP_MIB },
        SocketError::Io(error) => Error::CutOff(Some(Cause(error.kind().to_string()))),
        SocketError::Protocol(ProtocolError::ResetWithoutClosingHandshake) => Error::CutOff(None),
        SocketError::Protocol(_) | SocketError::Utf8(_) => broken(".", "not of a WebSocket"),
        _ => Error::CutOff(None),
    }
}
