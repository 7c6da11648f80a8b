//! The SopTask connector: document 002 (朋友圈任务) and what
//! `docs/protocols/soptask.md` adds.

mod auth;
mod convert;
mod envelope;
#[cfg(test)]
mod mutated;
mod session;
mod wire;

use crate::{
    connector::{Answer, Connector, Credentials, Moments, Network, Session},
    error::{Error, Result},
    http::{Address, Effect, Reply, Request, Skew, Transport, Written},
};
use async_trait::async_trait;
use bytes::Bytes;
use envelope::{open, within};
use muster_domain::{
    connection::{Capability, ClientSetting, ConnectionConfig, ConnectionTest, SoptaskSettings},
    id::{EnterpriseId, MomentJobId, SopTaskId},
    moment::{Enterprise, MomentFigures, MomentJob, MomentPerson, SopTask},
    read::Page,
    time::Day,
};
use reqwest::Method;
use serde::{Serialize, de::DeserializeOwned};
use session::Known;
use std::sync::{Mutex, MutexGuard, PoisonError};
use url::Url;
use wire::{ask, path, path::Path};
use zeroize::Zeroizing;

/// The largest answer, MiB.
const CAP_MIB: u32 = 8;

/// One account on one server.
#[derive(Debug)]
pub(crate) struct Soptask {
    address: Address,
    uniacid: String,
    transport: Transport,
    skew: Skew,
    known: Mutex<Known>,
}

impl Soptask {
    /// # Errors
    /// `BadAddress`; `NotAccepted` where the account's number is none.
    pub(crate) fn new(
        config: &ConnectionConfig,
        session: Option<&Session>,
        network: Network,
    ) -> Result<Self> {
        let settings = config.soptask.as_ref();
        let uniacid = settings.and_then(SoptaskSettings::uniacid);
        let (known, cookies) = session.map(session::from_session).unwrap_or_default();
        Ok(Self {
            address: Address::parse(&config.base_url)?,
            uniacid: uniacid
                .ok_or(Error::NotAccepted(ClientSetting::Uniacid))?
                .to_owned(),
            transport: Transport::new(network, cookies),
            skew: Skew::default(),
            known: Mutex::new(known),
        })
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn url(&self, path: Path) -> Url {
        let mut segments = vec![path::BUSINESS, self.uniacid.as_str()];
        segments.extend(path);
        self.address.call(&segments)
    }

    fn sign_in_url(&self) -> Url {
        let mut url = self.address.call(path::SIGN_IN);
        url.query_pairs_mut()
            .append_pair(path::UNIACID, &self.uniacid)
            .extend_pairs(path::ROUTE);
        url
    }

    async fn post(
        &self,
        url: Url,
        asked: &(impl Serialize + Sync),
        effect: Effect,
    ) -> Result<Reply> {
        // Nothing in there can fail to be written: text and numbers.
        let body = Zeroizing::new(serde_json::to_vec(asked).unwrap_or_default());
        let request = Request {
            method: Method::POST,
            url,
            body: Some(Bytes::from_owner(body)),
            authorization: None,
            written: Written::Json,
            effect,
            cap_mib: CAP_MIB,
        };
        let reply = self.transport.send(request).await?;
        self.skew.note(&reply);
        Ok(reply)
    }

    /// The same as the account.
    async fn post_mine(
        &self,
        path: Path,
        asked: &(impl Serialize + Sync),
        effect: Effect,
    ) -> Result<Reply> {
        if !self.known().signed_in {
            return Err(Error::NotSignedIn);
        }
        self.post(self.url(path), asked, effect).await
    }

    async fn enter(&self, enterprise: &EnterpriseId) -> Result<Answer<()>> {
        let asked = ask::One {
            id: ask::id(enterprise.as_str()),
        };
        let reply = self.post_mine(path::CHOOSE, &asked, Effect::Write).await?;
        let opened = open(&reply)?;
        opened.check()?;
        Ok(Answer {
            value: (),
            server_time: opened.server_time,
        })
    }

    /// Reads something that must be there.
    async fn read<W: DeserializeOwned, T>(
        &self,
        path: Path,
        asked: &(impl Serialize + Sync),
        convert: impl FnOnce(W) -> Result<T> + Send,
    ) -> Result<Answer<T>> {
        let before = self.known().enterprise.clone();
        let reply = self.post_mine(path, asked, Effect::Read).await?;
        let opened = open(&reply)?;
        let wire = opened.value().inspect_err(|error| {
            let mut known = self.known();
            // Else one was chosen while this was being asked.
            if matches!(error, Error::NoEnterprise) && known.enterprise == before {
                known.enterprise = None;
            }
        })?;
        Ok(Answer {
            value: convert(wire).map_err(within)?,
            server_time: opened.server_time,
        })
    }
}

#[async_trait]
impl Connector for Soptask {
    fn capabilities(&self) -> Vec<Capability> {
        vec![Capability::Moments]
    }

    fn dialect(&self) -> Option<String> {
        None
    }

    fn is_signed_in(&self) -> bool {
        self.known().signed_in && self.transport.has_cookie_for(self.address.url())
    }

    fn clock_skew_ms(&self) -> Option<i64> {
        self.skew.get()
    }

    fn session(&self) -> Session {
        let known = self.known().clone();
        session::to_session(known, self.transport.jar().clone())
    }

    async fn test(&self) -> Result<ConnectionTest> {
        self.try_out().await
    }

    async fn sign_in(&self, credentials: &Credentials) -> Result<()> {
        self.start_session(credentials).await
    }

    /// No call for it is known: the cookies are forgotten, and end by
    /// themselves.
    async fn sign_out(&self) -> Result<()> {
        *self.known() = Known::default();
        self.transport.jar().clear();
        Ok(())
    }

    fn moments(&self) -> Option<&dyn Moments> {
        Some(self)
    }
}

#[async_trait]
impl Moments for Soptask {
    fn enterprise(&self) -> Option<EnterpriseId> {
        self.known().enterprise.clone()
    }

    async fn enterprises(&self, page: u32) -> Result<Answer<Page<Enterprise>>> {
        let convert = |wire| convert::enterprises(wire, page);
        self.read(path::ENTERPRISES, &ask::Page { page }, convert)
            .await
    }

    async fn choose_enterprise(&self, enterprise: &EnterpriseId) -> Result<Answer<()>> {
        let choice = self.enter(enterprise).await;
        match &choice {
            Ok(_) => self.known().enterprise = Some(enterprise.clone()),
            // Which of the two the session is in now, nobody knows.
            Err(error) if error.may_have_arrived() => self.known().enterprise = None,
            Err(_) => {}
        }
        choice
    }

    async fn tasks(&self, page: u32) -> Result<Answer<Page<SopTask>>> {
        let convert = |wire| convert::tasks(wire, page);
        self.read(path::TASKS, &ask::Page { page }, convert).await
    }

    async fn jobs(
        &self,
        task: &SopTaskId,
        day: Option<Day>,
        page: u32,
    ) -> Result<Answer<(MomentFigures, Page<MomentJob>)>> {
        let asked = ask::Jobs {
            task_id: ask::id(task.as_str()),
            search: day.map(|date| ask::OfDay { date }),
            page,
        };
        let convert = |wire| convert::jobs(wire, page);
        self.read(path::JOBS, &asked, convert).await
    }

    async fn people(
        &self,
        job: &MomentJobId,
        keyword: &str,
        posted: Option<bool>,
        page: u32,
    ) -> Result<Answer<Page<MomentPerson>>> {
        let keyword = keyword.trim();
        let among = ask::Among {
            keyword,
            status: posted.map(u8::from),
        };
        let asked = ask::People {
            job_id: ask::id(job.as_str()),
            search: (!keyword.is_empty() || posted.is_some()).then_some(among),
            page,
        };
        let convert = |wire| convert::people(wire, page);
        self.read(path::PEOPLE, &asked, convert).await
    }
}
