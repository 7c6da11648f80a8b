//! The transport that every connector shares.
//!
//! It follows no redirect and repeats no request. Each phase has a deadline
//! and each failure says whether bytes of the request may have left. It asks
//! for no compression and undoes none, so that a cap counts what it caps.

mod address;
mod body;
mod clients;
mod cookies;
pub(crate) mod failure;
mod proxy;
mod skew;
mod socket;

pub(crate) use address::{Address, is_loopback};
pub(crate) use body::Body;
pub(crate) use clients::{Clients, Use};
pub(crate) use cookies::Jar;
pub(crate) use proxy::proxy_for;
pub(crate) use skew::Skew;
pub(crate) use socket::{Dialled, Socket};

use crate::{
    connector::Network,
    error::{Error, Result},
    json::broken,
};
use bytes::Bytes;
use muster_domain::time::Time;
use reqwest::{
    Method, Response,
    header::{
        ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, DATE,
        HeaderMap, HeaderValue, LOCATION, SET_COOKIE,
    },
};
use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use url::Url;

/// Whether the server is asked or told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    Read,
    /// Goes out on a connection of its own: on an idle one that the server is
    /// just closing, nobody could say whether it arrived.
    Write,
}

/// How a request's body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    Json,
    /// As a web form sends its values.
    Form,
}

impl Written {
    fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Form => "application/x-www-form-urlencoded",
        }
    }
}

/// One request. Its address comes from the connection's settings alone, never
/// from an answer.
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) body: Option<Bytes>,
    pub(crate) written: Written,
    /// `Authorization`, where the protocol has it.
    pub(crate) authorization: Option<HeaderValue>,
    pub(crate) effect: Effect,
    /// The largest answer taken, MiB.
    pub(crate) cap_mib: u32,
}

/// An answer of which the head was read.
struct Sent {
    method: Method,
    url: Url,
    cap_mib: u32,
    sent_at: Time,
    answered_at: Time,
    response: Response,
}

/// What came back, read to its end.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// Whether it would send us elsewhere. Where to is not even kept.
    pub(crate) has_location: bool,
    /// The `Date` header.
    pub(crate) server_time: Option<Time>,
    /// Our time before the request and at the answer's head.
    pub(crate) sent_at: Time,
    pub(crate) answered_at: Time,
    pub(crate) body: Body,
}

impl Reply {
    /// The body, where it is text.
    ///
    /// # Errors
    /// `WrongServer` or `BrokenAnswer`.
    pub(crate) fn text(&self) -> Result<&str> {
        match &self.body {
            Body::Text(text) => Ok(text),
            Body::Html => Err(Error::WrongServer),
            Body::Empty => Err(self.stray(broken(".", "expected content"))),
        }
    }

    /// What to make of an answer without the envelope that the server puts
    /// around all it says: from the server itself, if the status is one that it
    /// says or says in distress.
    pub(crate) fn stray(&self, error: Error) -> Error {
        match self.status {
            200 | 500..=599 => error,
            _ => Error::WrongServer,
        }
    }
}

/// The clients, cookies and deadlines of one connection.
#[derive(Debug)]
pub(crate) struct Transport {
    network: Network,
    clients: Clients,
    jar: Mutex<Jar>,
}

impl Transport {
    pub(crate) fn new(network: Network, jar: Jar) -> Self {
        Self {
            clients: Clients::new(Duration::from_millis(network.connect_ms)),
            network,
            jar: Mutex::new(jar),
        }
    }

    /// The cookies, to be kept or cleared.
    pub(crate) fn jar(&self) -> MutexGuard<'_, Jar> {
        self.jar.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The injected time.
    pub(crate) fn now(&self) -> Time {
        (self.network.clock)()
    }

    /// An injected random number.
    pub(crate) fn random(&self) -> u128 {
        (self.network.random)()
    }

    /// Whether a cookie would go along to `url` now.
    pub(crate) fn has_cookie_for(&self, url: &Url) -> bool {
        self.jar().header_for(url, self.now()).is_some()
    }

    /// Sends a request and reads the answer, whatever its status.
    ///
    /// # Errors
    /// `Unreachable`, `TimedOut`, `CutOff`, `TooLarge`; `WrongServer` for what
    /// is not HTTP; `BrokenAnswer` for text that is not of its charset.
    pub(crate) async fn send(&self, request: Request) -> Result<Reply> {
        let sent = self.start(request, HeaderMap::new()).await?;
        self.finish(sent).await
    }

    /// Sends a request, with more headers than it has, and reads the answer's
    /// head.
    async fn start(&self, request: Request, more: HeaderMap) -> Result<Sent> {
        let (method, url) = (request.method.clone(), request.url.clone());
        let cap_mib = request.cap_mib;
        let sent_at = self.now();
        let response = self.head(request, more).await?;
        self.take_cookies(&url, response.headers());
        Ok(Sent {
            method,
            url,
            cap_mib,
            sent_at,
            answered_at: self.now(),
            response,
        })
    }

    /// Reads the rest.
    async fn finish(&self, sent: Sent) -> Result<Reply> {
        let Sent {
            method,
            url,
            cap_mib,
            sent_at,
            answered_at,
            response,
        } = sent;
        let status = response.status().as_u16();
        let server_time = header_text(response.headers(), &DATE).and_then(cookies::read_http_date);
        let has_location = response.headers().contains_key(LOCATION);
        let limit = Duration::from_millis(self.network.body_ms);
        let body = tokio::time::timeout(limit, body::read(response, cap_mib))
            .await
            .map_err(|_| Error::TimedOut { sent: true })??;
        tracing::debug!(%method, path = url.path(), status, "answered");
        Ok(Reply {
            status,
            has_location,
            server_time,
            sent_at,
            answered_at,
            body,
        })
    }

    async fn head(&self, request: Request, more: HeaderMap) -> Result<Response> {
        let usage = match request.effect {
            Effect::Read => Use::Pooled,
            Effect::Write => Use::Once,
        };
        let client = self.clients.get(&request.url, usage)?;
        let mut builder = client
            .request(request.method.clone(), request.url.clone())
            .header(ACCEPT, "application/json")
            .header(ACCEPT_ENCODING, "identity")
            .headers(more);
        if let Some(header) = request.authorization {
            builder = builder.header(AUTHORIZATION, header);
        }
        if let Some(header) = self.cookie_header(&request.url) {
            builder = builder.header(COOKIE, header);
        }
        builder = match request.body {
            Some(body) => builder
                .header(CONTENT_TYPE, request.written.content_type())
                .body(body),
            // Some gateways refuse a POST that does not say how long it is.
            None if request.method != Method::GET => builder.header(CONTENT_LENGTH, "0"),
            None => builder,
        };
        // The client ends the connecting phase by itself; what this deadline
        // ends was under way.
        let limit = self
            .network
            .connect_ms
            .saturating_add(self.network.first_byte_ms);
        tokio::time::timeout(Duration::from_millis(limit), builder.send())
            .await
            .map_err(|_| Error::TimedOut { sent: true })?
            .map_err(|error| failure::of(&error))
    }

    fn cookie_header(&self, url: &Url) -> Option<HeaderValue> {
        let text = self.jar().header_for(url, self.now())?;
        let mut header = HeaderValue::from_str(&text).ok()?;
        header.set_sensitive(true);
        Some(header)
    }

    fn take_cookies(&self, url: &Url, headers: &HeaderMap) {
        let now = self.now();
        let mut jar = self.jar();
        for header in headers.get_all(SET_COOKIE) {
            if let Ok(text) = header.to_str() {
                jar.take(url, text, now);
            }
        }
    }
}

fn header_text<'a>(headers: &'a HeaderMap, name: &reqwest::header::HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
