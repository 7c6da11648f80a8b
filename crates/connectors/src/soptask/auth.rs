//! Signing in, choosing the enterprise by itself where there is one, and the
//! connection test.

use super::{
    Soptask,
    envelope::{Said, open},
    wire::{self, ask, path},
};
use crate::{
    connector::{Credentials, Moments},
    error::{Error, Result},
    http::{Effect, proxy_for},
    json::broken,
};
use muster_domain::{
    connection::{ConnectionTest, notable_skew_ms},
    id::EnterpriseId,
    moment::Enterprise,
};

/// Beyond this an account is not believed to manage more enterprises.
const PAGES: u32 = 20;

impl Soptask {
    /// Signs in, then chooses the enterprise that is the only one, or was
    /// chosen before. An earlier session is given up only for a new one.
    pub(super) async fn start_session(&self, credentials: &Credentials) -> Result<()> {
        // A cookie of before must not pass for one of now.
        let before = std::mem::take(&mut *self.transport.jar());
        if let Err(error) = self.get_cookie(credentials).await {
            *self.transport.jar() = before;
            return Err(error);
        }
        let chosen = {
            let mut known = self.known();
            known.signed_in = true;
            known.enterprise.take()
        };
        match self.settle(chosen).await {
            // Who is refused that chooses later, or is not asked to.
            Ok(()) | Err(Error::Rejected { .. } | Error::NoEnterprise) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn get_cookie(&self, credentials: &Credentials) -> Result<()> {
        let asked = ask::SignIn {
            mobile: credentials.username.trim(),
            password: &credentials.password,
        };
        let reply = self.post(self.sign_in_url(), &asked, Effect::Write).await?;
        let opened = open(&reply)?;
        // Which of the two was wrong is not told. Whoever is refused for
        // something else, such as trying too often, hears it.
        if let Said::Refused(words) = opened.said()
            && (words.trim().is_empty() || words.contains(wire::PASSWORD))
        {
            return Err(Error::WrongPassword);
        }
        opened.check()?;
        if self.transport.has_cookie_for(self.address.url()) {
            Ok(())
        } else {
            Err(broken("Set-Cookie", "missing"))
        }
    }

    async fn settle(&self, before: Option<EnterpriseId>) -> Result<()> {
        let mut ids = Vec::new();
        for page in 1..=PAGES {
            let found = self.enterprises(page).await?.value;
            for Enterprise { id, .. } in found.rows {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            if page >= found.total_pages {
                break;
            }
        }
        let choice = match ids.as_slice() {
            [only] => Some(only),
            ids => ids.iter().find(|id| Some(*id) == before.as_ref()),
        };
        match choice {
            Some(enterprise) => self.choose_enterprise(enterprise).await.map(drop),
            None => Ok(()),
        }
    }

    /// Asks for the enterprises; that it does not know us is an answer too, as
    /// long as it knows the account.
    pub(super) async fn try_out(&self) -> Result<ConnectionTest> {
        let url = self.url(path::ENTERPRISES);
        let reply = self.post(url, &ask::Page { page: 1 }, Effect::Read).await?;
        let opened = open(&reply)?;
        if matches!(opened.said(), Said::Failed(_)) {
            opened.check()?;
        }
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
