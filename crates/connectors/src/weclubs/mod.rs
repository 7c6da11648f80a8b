//! The WeClubs connector: document 000 (社团任务), document 004 (会议) and what
//! `docs/protocols/weclubs.md` adds.

mod auth;
mod clubs;
mod convert;
mod data;
mod envelope;
mod meetings;
mod membership;
mod missions;
#[cfg(test)]
mod mutated;
mod session;
mod sign;
mod wire;

use crate::{
    connector::{
        Answer, Clubs, Connector, Credentials, Meetings, Membership, Missions, Network, Session,
    },
    error::{Error, Result},
    http::{Address, Effect, Jar, Reply, Request, Skew, Transport, Written},
    kept,
};
use async_trait::async_trait;
use bytes::Bytes;
use data::Data;
use envelope::{Opened, nothing, open, seal, within};
use muster_domain::{
    connection::{Capability, ConnectionConfig, ConnectionTest},
    mission::Reminded,
};
use reqwest::Method;
use serde::de::DeserializeOwned;
use session::Account;
use sign::Signer;
use std::sync::{Mutex, MutexGuard, PoisonError};
use wire::{ask, code::ResultCode, path::Path};

/// The largest answer, MiB.
const CAP_MIB: u32 = 8;

/// One account on one server.
#[derive(Debug)]
pub(crate) struct Weclubs {
    address: Address,
    caller: String,
    signer: Signer,
    transport: Transport,
    account: Mutex<Option<Account>>,
    skew: Skew,
}

impl Weclubs {
    /// # Errors
    /// `BadAddress`.
    pub(crate) fn new(
        config: &ConnectionConfig,
        session: Option<&Session>,
        network: Network,
    ) -> Result<Self> {
        let settings = config.weclubs.clone().unwrap_or_default();
        Ok(Self {
            address: Address::parse(&config.base_url)?,
            caller: settings.caller().unwrap_or(wire::CALLER).to_owned(),
            signer: Signer::new(&settings),
            // Who we are stands in every request; a cookie adds nothing.
            transport: Transport::new(network, Jar::default()),
            account: Mutex::new(session.and_then(kept::from_session)),
            skew: Skew::default(),
        })
    }

    fn account(&self) -> MutexGuard<'_, Option<Account>> {
        self.account.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who is signed in.
    fn signed_in(&self) -> Result<Account> {
        self.account().clone().ok_or(Error::NotSignedIn)
    }

    async fn send(&self, path: Path, data: &Data, effect: Effect) -> Result<Reply> {
        let transport = &self.transport;
        let body = seal(
            data,
            &self.signer,
            &self.caller,
            transport.now(),
            transport.random(),
        );
        let request = Request {
            method: Method::POST,
            url: self.address.call(path),
            body: Some(Bytes::from_owner(body)),
            written: Written::Json,
            authorization: None,
            effect,
            cap_mib: CAP_MIB,
        };
        transport.send(request).await
    }

    /// The same as the account.
    async fn send_mine(&self, path: Path, data: Data, effect: Effect) -> Result<Reply> {
        let account = self.signed_in()?;
        let mine = data.after(ask::account(&account.user, &account.token));
        self.send(path, &mine, effect).await
    }

    /// Opens an answer's envelope, and sees how far the clocks are apart.
    fn open<'a>(&self, reply: &'a Reply) -> Result<Opened<'a>> {
        let opened = open(reply)?;
        self.skew.take(opened.skew_ms);
        Ok(opened)
    }

    /// Reads something that must be there.
    async fn read<W: DeserializeOwned, T>(
        &self,
        path: Path,
        data: Data,
        convert: impl FnOnce(W) -> Result<T> + Send,
    ) -> Result<Answer<T>> {
        let reply = self.send_mine(path, data, Effect::Read).await?;
        let opened = self.open(&reply)?;
        let server_time = opened.server_time;
        let wire = opened.value()?.ok_or_else(nothing)?;
        Ok(Answer {
            value: convert(wire).map_err(within)?,
            server_time,
        })
    }

    /// Changes something.
    async fn write(&self, path: Path, data: Data) -> Result<Answer<()>> {
        let reply = self.send_mine(path, data, Effect::Write).await?;
        let opened = self.open(&reply)?;
        let server_time = opened.server_time;
        opened.check()?;
        Ok(Answer {
            value: (),
            server_time,
        })
    }

    /// Reminds people. That nobody is left to remind comes as a refusal.
    async fn remind_of(&self, path: Path, data: Data) -> Result<Answer<Reminded>> {
        let reply = self.send_mine(path, data, Effect::Write).await?;
        let opened = self.open(&reply)?;
        let server_time = opened.server_time;
        let value = if opened.code() == ResultCode::Refused {
            let message = opened.message();
            Reminded::Nobody { message }
        } else {
            opened.check()?;
            Reminded::Sent
        };
        Ok(Answer { value, server_time })
    }
}

#[async_trait]
impl Connector for Weclubs {
    fn capabilities(&self) -> Vec<Capability> {
        let mut capabilities = vec![Capability::Clubs];
        let account = self.account();
        if account.as_ref().and_then(|account| account.administers) == Some(true) {
            capabilities.push(Capability::Publish);
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

    /// There is no call for it: the token is forgotten, and ends by itself.
    async fn sign_out(&self) -> Result<()> {
        *self.account() = None;
        Ok(())
    }

    fn clubs(&self) -> Option<&dyn Clubs> {
        Some(self)
    }

    fn missions(&self) -> Option<&dyn Missions> {
        Some(self)
    }

    fn meetings(&self) -> Option<&dyn Meetings> {
        Some(self)
    }

    fn membership(&self) -> Option<&dyn Membership> {
        Some(self)
    }
}
