//! The militia connector: document 001 (任务管理) and what
//! `docs/protocols/militia.md` adds.

mod auth;
mod convert;
mod envelope;
mod escape;
mod location;
#[cfg(test)]
mod mutated;
mod roster;
mod session;
mod tasks;
mod wire;

use crate::{
    connector::{Answer, Connector, Credentials, Network, Session, Tasks},
    error::{Error, Result},
    http::{Address, Effect, Reply, Request, Skew, Transport, Written},
};
use async_trait::async_trait;
use bytes::Bytes;
use envelope::Dialect;
use muster_domain::{
    connection::{Capability, ConnectionConfig, ConnectionTest},
    geo::Crs,
};
use reqwest::Method;
use serde::{Serialize, de::DeserializeOwned};
use session::Kept;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The largest answer, MiB; a tree of a city is larger than any list.
const CAP_MIB: u32 = 8;
const TREE_CAP_MIB: u32 = 32;

/// One account on one deployment.
#[derive(Debug)]
pub(crate) struct Militia {
    task: Address,
    sign_in: Address,
    location: Address,
    crs: Crs,
    transport: Transport,
    /// Of the task module: the times of tasks are told by it.
    skew: Skew,
    known: Mutex<Known>,
}

/// What was found out at sign-in.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    dialect: Option<Dialect>,
    is_office: Option<bool>,
    /// How the location module wants to be asked; `None` before it answered.
    location: Option<location::Spelling>,
}

/// A call of document 001: its method there, its path and its body.
struct Call<'a> {
    method: Method,
    path: &'a [&'a str],
    body: Option<Bytes>,
    cap_mib: u32,
}

impl Militia {
    /// # Errors
    /// `BadAddress`.
    pub(crate) fn new(
        config: &ConnectionConfig,
        session: Option<&Session>,
        network: Network,
    ) -> Result<Self> {
        let base = Address::parse(&config.base_url)?;
        let module = |url: &Option<String>| match url.as_deref().map(str::trim) {
            None | Some("") => Ok(base.clone()),
            Some(url) => Address::parse(url),
        };
        let kept = session.map(Kept::from_session).unwrap_or_default();
        Ok(Self {
            task: module(&config.modules.task)?,
            sign_in: module(&config.modules.sign_in)?,
            location: module(&config.modules.location)?,
            crs: config.crs,
            transport: Transport::new(network, kept.cookies),
            skew: Skew::default(),
            known: Mutex::new(Known {
                dialect: kept.dialect,
                is_office: kept.is_office,
                location: kept.location,
            }),
        })
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The dialect; without it nothing can be asked, and a sign-in finds it.
    fn spoken(&self) -> Result<Dialect> {
        self.known().dialect.ok_or(Error::NotSignedIn)
    }

    async fn send(&self, dialect: Dialect, effect: Effect, call: Call<'_>) -> Result<Reply> {
        let request = Request {
            method: dialect.method(call.method),
            url: self.task.call(call.path),
            body: call.body,
            written: Written::Json,
            authorization: None,
            effect,
            cap_mib: call.cap_mib,
        };
        let reply = self.transport.send(request).await?;
        self.skew.note(&reply);
        Ok(reply)
    }

    /// Reads something that must be there.
    async fn read<W: DeserializeOwned, T>(
        &self,
        call: Call<'_>,
        convert: impl FnOnce(W) -> Result<T> + Send,
    ) -> Result<Answer<T>> {
        let dialect = self.spoken()?;
        let reply = self.send(dialect, Effect::Read, call).await?;
        let wire = dialect.value(&reply)?.ok_or_else(|| dialect.nothing())?;
        Ok(Answer {
            value: convert(wire).map_err(|error| dialect.within(error))?,
            server_time: reply.server_time,
        })
    }

    /// The same off the asynchronous threads: to read the tree of a city takes a
    /// tenth of a second, and there are two of them.
    async fn read_large<W: DeserializeOwned + 'static, T: Send + 'static>(
        &self,
        call: Call<'_>,
        convert: fn(W) -> Result<T>,
    ) -> Result<Answer<T>> {
        let dialect = self.spoken()?;
        let reply = self.send(dialect, Effect::Read, call).await?;
        let server_time = reply.server_time;
        let reading = tokio::task::spawn_blocking(move || {
            let wire = dialect.value(&reply)?.ok_or_else(|| dialect.nothing())?;
            convert(wire).map_err(|error| dialect.within(error))
        });
        // It ends early only with the program.
        let value = reading.await.map_err(|_| Error::CutOff(None))??;
        Ok(Answer { value, server_time })
    }

    /// Reads a page. One past the last may have no content at all; the first
    /// must have it, or a lame answer would pass for an empty list.
    async fn read_page<W: DeserializeOwned + Default, T>(
        &self,
        call: Call<'_>,
        page: u32,
        convert: impl FnOnce(W) -> T + Send,
    ) -> Result<Answer<T>> {
        let dialect = self.spoken()?;
        let reply = self.send(dialect, Effect::Read, call).await?;
        let wire = match dialect.value(&reply)? {
            None if page <= 1 => return Err(dialect.nothing()),
            content => content.unwrap_or_default(),
        };
        Ok(Answer {
            value: convert(wire),
            server_time: reply.server_time,
        })
    }

    /// Changes something.
    async fn write(&self, call: Call<'_>) -> Result<Answer<()>> {
        let dialect = self.spoken()?;
        let reply = self.send(dialect, Effect::Write, call).await?;
        dialect.check(&reply)?;
        Ok(Answer {
            value: (),
            server_time: reply.server_time,
        })
    }
}

impl<'a> Call<'a> {
    fn get(path: &'a [&'a str]) -> Self {
        Self {
            method: Method::GET,
            path,
            body: None,
            cap_mib: CAP_MIB,
        }
    }

    /// Takes as much as the people of a city.
    fn large(self) -> Self {
        Self {
            cap_mib: TREE_CAP_MIB,
            ..self
        }
    }

    fn by(self, method: Method) -> Self {
        Self { method, ..self }
    }

    fn with(self, body: &impl Serialize) -> Self {
        Self {
            body: Some(Bytes::from_owner(escape::to_json(body))),
            ..self
        }
    }
}

#[async_trait]
impl Connector for Militia {
    fn capabilities(&self) -> Vec<Capability> {
        let mut capabilities = vec![Capability::Tasks];
        if self.known().is_office == Some(true) {
            capabilities.push(Capability::Offices);
        }
        capabilities
    }

    fn dialect(&self) -> Option<String> {
        self.known()
            .dialect
            .map(|dialect| dialect.name().to_owned())
    }

    fn is_signed_in(&self) -> bool {
        self.known().dialect.is_some() && self.transport.has_cookie_for(self.task.url())
    }

    fn clock_skew_ms(&self) -> Option<i64> {
        self.skew.get()
    }

    fn session(&self) -> Session {
        let known = *self.known();
        Kept::new(known, self.transport.jar().clone()).to_session()
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

    fn tasks(&self) -> Option<&dyn Tasks> {
        Some(self)
    }
}
