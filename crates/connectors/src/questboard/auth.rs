//! Signing in and out, and the connection test.

use super::{
    Questboard,
    envelope::{nothing, open, within},
    session::Account,
    wire::{self, ask, code::Code, path},
};
use crate::{
    connector::Credentials,
    error::{Error, Result},
    http::proxy_for,
    json::broken,
};
use muster_domain::{
    connection::{ConnectionTest, notable_skew_ms},
    id::QuestUserId,
    quest::QuestUser,
};
use zeroize::Zeroizing;

impl Questboard {
    /// Signs in. An earlier session is given up only for a new one.
    pub(super) async fn start_session(&self, credentials: &Credentials) -> Result<()> {
        let body = ask::SignIn {
            username: credentials.username.trim(),
            password: &credentials.password,
        };
        let reply = self.send(self.telling(path::SIGN_IN, &body, None)).await?;
        let opened = open(&reply)?;
        if opened.code() == Code::Unknown {
            return Err(Error::WrongPassword);
        }
        let wire = opened.value::<wire::SignedIn>()?.ok_or_else(nothing)?;
        let token = Zeroizing::new(wire.token.0);
        if token.trim().is_empty() {
            return Err(within(broken(wire::TOKEN, "missing")));
        }
        let user = wire.user.0;
        *self.account() = Some(Account {
            user: QuestUser {
                id: QuestUserId(user.id.of_row()),
                name: user.name.0,
                level: user.level.0,
            },
            is_admin: wire.is_admin.0,
            token,
            at: self.transport.now(),
        });
        Ok(())
    }

    /// Tells the server, as far as it can be reached, and forgets the token.
    pub(super) async fn end_session(&self) {
        let Ok(bearer) = self.bearer() else { return };
        let request = self.telling(path::SIGN_OUT, &ask::Nothing {}, Some(bearer));
        if let Err(error) = self.send(request).await {
            tracing::warn!(%error, "the server was not told of the sign-out");
        }
        *self.account() = None;
    }

    /// Asks without a token, which a server of this kind refuses in its own
    /// way: that it does not know us is an answer too.
    pub(super) async fn try_out(&self) -> Result<ConnectionTest> {
        let request = self.asking(path::LIST, &ask::page(1, 1), None);
        let reply = self.send(request).await?;
        open(&reply)?;
        let url = self.address.url();
        Ok(ConnectionTest {
            took_ms: u32::try_from(reply.answered_at.ms_since(reply.sent_at)).unwrap_or(0),
            encrypted: self.address.is_private(),
            proxy: proxy_for(url),
            dialect: None,
            clock_skew_ms: reply.clock_skew_ms().and_then(notable_skew_ms),
        })
    }
}
