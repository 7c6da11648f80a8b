//! Signing in and out, and the connection test.

use super::{
    Weclubs,
    envelope::within,
    session::Account,
    sign::md5_hex,
    wire::{self, ask, code::ResultCode, path},
};
use crate::{
    connector::{Clubs, Credentials},
    error::{Error, Result},
    http::{Effect, proxy_for},
    json::broken,
};
use muster_domain::connection::ConnectionTest;
use zeroize::Zeroizing;

impl Weclubs {
    /// Signs in, then finds out whether the account administers a club. An
    /// earlier session is given up only for a new one.
    pub(super) async fn start_session(&self, credentials: &Credentials) -> Result<()> {
        let account = self.get_token(credentials).await?;
        *self.account() = Some(account);
        match self.administered().await {
            // Who may not ask administers nothing.
            Ok(_) | Err(Error::NotPermitted | Error::Rejected { .. } | Error::Gone { .. }) => {
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    async fn get_token(&self, credentials: &Credentials) -> Result<Account> {
        let password = Zeroizing::new(md5_hex(&credentials.password));
        let data = ask::sign_in(credentials.username.trim(), &password);
        let reply = self.send(path::SIGN_IN, &data, Effect::Write).await?;
        let opened = self.open(&reply)?;
        // No such user: which of the two was wrong is not told.
        if opened.code() == ResultCode::UnknownUser {
            return Err(Error::WrongPassword);
        }
        let wire = opened.value::<wire::SignedIn>()?.unwrap_or_default();
        let missing = |field| within(broken(field, "missing"));
        let token = Zeroizing::new(wire.token.0);
        if token.is_empty() {
            return Err(missing(wire::TOKEN));
        }
        Ok(Account {
            user: wire.user_id.0.ok_or_else(|| missing(wire::USER_ID))?,
            token,
            administers: None,
        })
    }

    /// Asks without a token, which a server of this kind refuses in its own
    /// way: that it does not know us is an answer too.
    pub(super) async fn try_out(&self) -> Result<ConnectionTest> {
        let data = ask::page(1, 1);
        let reply = self.send(path::JOINED, &data, Effect::Read).await?;
        let opened = self.open(&reply)?;
        let skew_ms = opened.skew_ms;
        if let Err(error @ (Error::NotAccepted(_) | Error::WrongServer)) = opened.check() {
            return Err(error);
        }
        let url = self.address.url();
        Ok(ConnectionTest {
            took_ms: u32::try_from(reply.answered_at.ms_since(reply.sent_at)).unwrap_or(0),
            encrypted: self.address.is_private(),
            proxy: proxy_for(url),
            dialect: None,
            clock_skew_ms: skew_ms,
        })
    }
}
