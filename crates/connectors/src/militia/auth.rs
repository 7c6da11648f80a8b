//! Signing in and out, finding the dialect, and the connection test.

use super::{
    CAP_MIB, Call, Militia,
    envelope::{Dialect, code_of, dialect_of},
    escape, wire,
};
use crate::{
    connector::Credentials,
    error::{Error, Result},
    http::{Effect, Reply, Request, Written, proxy_for},
    json::broken,
};
use bytes::Bytes;
use muster_domain::connection::{ConnectionTest, notable_skew_ms};
use reqwest::Method;

/// The call that every account may make and that changes nothing.
const PROBE: &[&str] = wire::path::INFO;

impl Militia {
    /// Signs in, then finds out how the task module speaks and what the
    /// account is. An earlier session is given up only for a new one.
    pub(super) async fn start_session(&self, credentials: &Credentials) -> Result<()> {
        // A cookie of before must not pass for one of now.
        let before = std::mem::take(&mut *self.transport.jar());
        if let Err(error) = self.get_cookie(credentials).await {
            *self.transport.jar() = before;
            return Err(error);
        }
        self.known().is_office = None;
        let (dialect, reply) = self.find_dialect().await?;
        self.known().dialect = Some(dialect);
        let info = dialect.value::<wire::Info>(&reply)?;
        self.known().is_office = info.map(|info| info.is_office.0);
        Ok(())
    }

    /// The sign-in module speaks the enveloped dialect always.
    async fn get_cookie(&self, credentials: &Credentials) -> Result<()> {
        let body = escape::to_json(&wire::SignIn {
            username: &credentials.username,
            password: &credentials.password,
        });
        let reply = self
            .ask_sign_in(wire::path::SIGN_IN, Some(Bytes::from_owner(body)))
            .await?;
        match code_of(&reply) {
            Some(400) => return Err(Error::WrongPassword),
            Some(_) if reply.status == 400 => return Err(Error::WrongPassword),
            _ => Dialect::Enveloped.check(&reply)?,
        }
        if self.transport.has_cookie_for(self.task.url()) {
            Ok(())
        } else {
            Err(broken("Set-Cookie", "missing"))
        }
    }

    /// Tells the server, as far as it can be reached, and forgets the cookies.
    pub(super) async fn end_session(&self) {
        if self.transport.has_cookie_for(self.sign_in.url())
            && let Err(error) = self.ask_sign_in(wire::path::SIGN_OUT, None).await
        {
            tracing::warn!(%error, "the server was not told of the sign-out");
        }
        self.transport.jar().clear();
    }

    /// Probes the server; being refused for want of a session is an answer too.
    pub(super) async fn try_out(&self) -> Result<ConnectionTest> {
        let (dialect, reply) = self.find_dialect().await?;
        let addresses = [&self.task, &self.sign_in, &self.location];
        Ok(ConnectionTest {
            took_ms: u32::try_from(reply.answered_at.ms_since(reply.sent_at)).unwrap_or(0),
            encrypted: addresses.iter().all(|address| address.is_private()),
            proxy: addresses
                .iter()
                .find_map(|address| proxy_for(address.url())),
            dialect: Some(dialect.name().to_owned()),
            clock_skew_ms: reply.clock_skew_ms().and_then(notable_skew_ms),
        })
    }

    /// Asks with the document's method first. A server of the other dialect
    /// has no such route, or says so in its envelope; then it must answer its
    /// own method in its envelope.
    async fn find_dialect(&self) -> Result<(Dialect, Reply)> {
        let documented = Dialect::Documented;
        let unclear = match self.probe(documented).await {
            Ok(reply) => match dialect_of(&reply) {
                Some(Dialect::Documented) => return Ok((documented, reply)),
                Some(Dialect::Enveloped) if !is_refused(&reply) => {
                    return Ok((Dialect::Enveloped, reply));
                }
                _ => documented.check(&reply).err(),
            },
            Err(error @ (Error::BrokenAnswer { .. } | Error::WrongServer)) => Some(error),
            Err(error) => return Err(error),
        };
        let reply = self.probe(Dialect::Enveloped).await?;
        match dialect_of(&reply) {
            Some(Dialect::Enveloped) => Ok((Dialect::Enveloped, reply)),
            _ => Err(unclear.unwrap_or(Error::WrongServer)),
        }
    }

    async fn probe(&self, dialect: Dialect) -> Result<Reply> {
        self.send(dialect, Effect::Read, Call::get(PROBE)).await
    }

    async fn ask_sign_in(&self, call: &[&str], body: Option<Bytes>) -> Result<Reply> {
        let request = Request {
            method: Method::POST,
            url: self.sign_in.call(call),
            body,
            written: Written::Json,
            authorization: None,
            effect: Effect::Write,
            cap_mib: CAP_MIB,
        };
        self.transport.send(request).await
    }
}

/// An envelope that says neither yes nor "not signed in": perhaps it is the
/// method that it refuses.
fn is_refused(reply: &Reply) -> bool {
    !matches!(code_of(reply), Some(200 | 302 | 307))
}
