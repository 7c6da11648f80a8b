//! The HTTP clients of one connection, made when first needed.

use super::{address::is_loopback, proxy::proxy_for};
use crate::error::{Cause, Error, Result};
use reqwest::{Client, redirect, retry};
use std::{
    collections::HashMap,
    sync::{Mutex, Once, PoisonError},
    time::Duration,
};
use url::Url;

/// Long enough to read page after page, and shorter than the time after which
/// routers forget a connection without a word.
const IDLE: Duration = Duration::from_secs(20);

/// What becomes of the TCP connection after a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Use {
    Pooled,
    /// Opened for one request.
    Once,
}

/// What a request's way needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Kind {
    usage: Use,
    proxied: bool,
    /// Whether certificates are to be checked, and so to be loaded.
    tls: bool,
}

#[derive(Debug)]
pub(crate) struct Clients {
    connect: Duration,
    made: Mutex<HashMap<Kind, Client>>,
}

impl Clients {
    pub(crate) fn new(connect: Duration) -> Self {
        Self {
            connect,
            made: Mutex::default(),
        }
    }

    /// The client for a request to `url`.
    pub(crate) fn get(&self, url: &Url, usage: Use) -> Result<Client> {
        let proxied = !is_loopback(url) && proxy_for(url).is_some();
        let kind = Kind {
            usage,
            proxied,
            tls: proxied || url.scheme() == "https",
        };
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = made.get(&kind) {
            return Ok(client.clone());
        }
        let client = self.make(kind)?;
        made.insert(kind, client.clone());
        Ok(client)
    }

    fn make(&self, kind: Kind) -> Result<Client> {
        install_tls_provider();
        let mut builder = Client::builder()
            .connect_timeout(self.connect)
            .pool_idle_timeout(IDLE)
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .referer(false)
            .http1_only()
            .user_agent(concat!("muster/", env!("CARGO_PKG_VERSION")));
        if kind.usage == Use::Once {
            builder = builder.pool_max_idle_per_host(0);
        }
        if !kind.proxied {
            builder = builder.no_proxy();
        }
        if !kind.tls {
            // Without this a machine that lacks certificates could not even
            // reach the built-in backend.
            builder = builder.tls_certs_only([]);
        }
        builder
            .build()
            .map_err(|_| Error::Unreachable(Some(Cause("set up TLS".to_owned()))))
    }
}

fn install_tls_provider() {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(|| {
        // An error says that one is installed already, which will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}
