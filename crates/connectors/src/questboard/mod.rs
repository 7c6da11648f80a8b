//! The questboard connector: document 003 and what `docs/protocols/questboard.md`
//! adds.

mod auth;
mod convert;
mod envelope;
mod events;
#[cfg(test)]
mod mutated;
mod quests;
mod session;
mod wire;

use crate::{
    connector::{Answer, Connector, Credentials, Network, Quests, Session},
    error::{Error, Result},
    http::{Address, Effect, Jar, Reply, Request, Skew, Transport, Written},
    kept,
};
use async_trait::async_trait;
use bytes::Bytes;
use envelope::{Opened, nothing, open, within};
use muster_domain::connection::{Capability, ConnectionConfig, ConnectionTest};
use reqwest::{Method, header::HeaderValue};
use serde::{Serialize, de::DeserializeOwned};
use session::Account;
use std::sync::{Mutex, MutexGuard, PoisonError};
use wire::{ask::Query, path::Path};
use zeroize::Zeroizing;

/// The largest answer, MiB.
const CAP_MIB: u32 = 8;

/// One account on one server.
#[derive(Debug)]
pub(crate) struct Questboard {
    address: Address,
    transport: Transport,
    account: Mutex<Option<Account>>,
    skew: Skew,
}

impl Questboard {
    /// # Errors
    /// `BadAddress`.
    pub(crate) fn new(
        config: &ConnectionConfig,
        session: Option<&Session>,
        network: Network,
    ) -> Result<Self> {
        Ok(Self {
            address: Address::parse(&config.base_url)?,
            // Who we are stands in every request; a cookie adds nothing.
            transport: Transport::new(network, Jar::default()),
            account: Mutex::new(session.and_then(kept::from_session)),
            skew: Skew::default(),
        })
    }

    fn account(&self) -> MutexGuard<'_, Option<Account>> {
        self.account.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The token of who is signed in.
    fn bearer(&self) -> Result<HeaderValue> {
        let account = self.account();
        let account = account.as_ref().ok_or(Error::NotSignedIn)?;
        let text = Zeroizing::new(format!("Bearer {}", account.token.as_str()));
        // A token that no header can carry was none of this server's.
        let mut header = HeaderValue::from_str(&text).map_err(|_| Error::NotSignedIn)?;
        header.set_sensitive(true);
        Ok(header)
    }

    fn asking(&self, path: Path, query: &Query, bearer: Option<HeaderValue>) -> Request {
        let mut url = self.address.call(path);
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        Request {
            method: Method::GET,
            url,
            body: None,
            written: Written::Json,
            authorization: bearer,
            effect: Effect::Read,
            cap_mib: CAP_MIB,
        }
    }

    fn telling<B: Serialize>(&self, path: Path, body: &B, bearer: Option<HeaderValue>) -> Request {
        // Nothing in there can fail to be written: text, numbers, and lists of
        // them.
        let body = Zeroizing::new(serde_json::to_vec(body).unwrap_or_default());
        Request {
            method: Method::POST,
            url: self.address.call(path),
            body: Some(Bytes::from_owner(body)),
            written: Written::Json,
            authorization: bearer,
            effect: Effect::Write,
            cap_mib: CAP_MIB,
        }
    }

    async fn send(&self, request: Request) -> Result<Reply> {
        let reply = self.transport.send(request).await?;
        self.skew.note(&reply);
        Ok(reply)
    }

    /// Reads something that must be there.
    async fn read<W: DeserializeOwned, T>(
        &self,
        path: Path,
        query: Query,
        convert: impl FnOnce(W) -> Result<T> + Send,
    ) -> Result<Answer<T>> {
        let reply = self
            .send(self.asking(path, &query, Some(self.bearer()?)))
            .await?;
        answer(&reply, |opened| opened.value(), convert)
    }

    /// Changes something, and hears what came of it.
    async fn write<B: Serialize + Sync, W: DeserializeOwned, T>(
        &self,
        path: Path,
        body: &B,
        convert: impl FnOnce(W) -> Result<T> + Send,
    ) -> Result<Answer<T>> {
        let reply = self.tell(path, body).await?;
        answer(&reply, |opened| opened.value(), convert)
    }

    /// Changes something of which nothing needs to be heard.
    async fn act<B: Serialize + Sync>(&self, path: Path, body: &B) -> Result<Answer<()>> {
        let reply = self.tell(path, body).await?;
        open(&reply)?.check()?;
        Ok(Answer {
            value: (),
            server_time: reply.server_time,
        })
    }

    async fn tell<B: Serialize + Sync>(&self, path: Path, body: &B) -> Result<Reply> {
        let request = self.telling(path, body, Some(self.bearer()?));
        self.send(request).await
    }
}

/// What an answer's content is to us.
fn answer<W: DeserializeOwned, T>(
    reply: &Reply,
    content: impl FnOnce(Opened<'_>) -> Result<Option<W>>,
    convert: impl FnOnce(W) -> Result<T>,
) -> Result<Answer<T>> {
    let wire = content(open(reply)?)?.ok_or_else(nothing)?;
    Ok(Answer {
        value: convert(wire).map_err(within)?,
        server_time: reply.server_time,
    })
}

#[async_trait]
impl Connector for Questboard {
    fn capabilities(&self) -> Vec<Capability> {
        let mut capabilities = vec![Capability::Quests];
        if Quests::is_admin(self) {
            capabilities.push(Capability::QuestAdmin);
        }
        capabilities
    }

    fn dialect(&self) -> Option<String> {
        None
    }

    fn is_signed_in(&self) -> bool {
        self.account().is_some()
    }

    fn clock_skew_ms(&self) -> Option<i64> {
        self.skew.get()
    }

    fn session(&self) -> Session {
        kept::to_session(self.account().clone())
    }

    async fn test(&self) -> Result<ConnectionTest> {
        self.try_out().await
    }

    async fn sign_in(&self, credentials: &Credentials) -> Result<()> {
        self.start_session(credentials).await
    }

    async fn sign_out(&self) -> Result<()> {
        self.end_session().await;
        Ok(())
    }

    fn quests(&self) -> Option<&dyn Quests> {
        Some(self)
    }
}
