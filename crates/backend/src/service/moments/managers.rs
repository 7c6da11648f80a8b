//! Signing in to a platform: sessions of 24 hours, in which an enterprise is
//! chosen.

use std::net::IpAddr;
use std::sync::Arc;

use super::{Refusal, Result};
use crate::clock::Clock;
use crate::service::signin::{Passwords, SESSION, hash_token, random_hex};
use crate::store::{Enterprise, Manager, ManagerSession, Store, TokenHash};

/// The door for managers.
#[derive(Debug)]
pub struct ManagerDesk {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    passwords: Arc<Passwords>,
}

/// Where somebody who is signed in sits.
#[derive(Debug)]
pub struct Seat {
    session: ManagerSession,
    token: TokenHash,
}

impl Seat {
    /// The enterprise that was chosen.
    pub fn enterprise(&self) -> Result<i64> {
        self.session.enterprise_id.ok_or(Refusal::NoEnterprise)
    }
}

/// What signing in is about.
#[derive(Debug)]
pub struct Attempt {
    pub uniacid: i64,
    pub mobile: String,
    pub password: String,
    /// The token of the session before, which ends.
    pub before: Option<String>,
    pub from: IpAddr,
}

impl ManagerDesk {
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, passwords: Arc<Passwords>) -> Self {
        Self {
            store,
            clock,
            passwords,
        }
    }

    /// Opens a session and answers its token: 64 hexadecimal digits.
    pub async fn sign_in(self: &Arc<Self>, attempt: Attempt) -> Result<(Manager, String)> {
        let (store, uniacid) = (Arc::clone(&self.store), attempt.uniacid);
        let is_platform = tokio::task::spawn_blocking(move || store.has_platform(uniacid));
        if !is_platform.await?? {
            return Err(Refusal::NoSuchPlatform);
        }
        let store = Arc::clone(&self.store);
        let number = attempt.mobile.parse::<i64>().ok();
        let find = move || {
            let Some(number) = number else {
                return Ok(None);
            };
            let found = store.manager_credentials(uniacid, number)?;
            Ok(found.map(|found| (found.password_hash, found.manager)))
        };
        // One number on two platforms is two people to guess at.
        let who = format!("{uniacid}/{}", attempt.mobile);
        let manager = self
            .passwords
            .check(who, attempt.password, attempt.from, find)
            .await?;
        let desk = Arc::clone(self);
        tokio::task::spawn_blocking(move || desk.open(manager, attempt.before.as_deref())).await?
    }

    fn open(&self, manager: Manager, before: Option<&str>) -> Result<(Manager, String)> {
        let token = random_hex::<32>()?;
        let now = self.clock.now();
        self.store.open_manager_session(
            &hash_token(&token),
            before.map(hash_token).as_ref(),
            manager.manager_id,
            now,
            now + SESSION,
        )?;
        Ok((manager, token))
    }

    /// Where the holder of a token sits, on a platform that is theirs. Blocks.
    pub fn seat(&self, uniacid: Option<i64>, token: Option<&str>) -> Result<Seat> {
        let token = hash_token(token.ok_or(Refusal::NotSignedIn)?);
        let session = self
            .store
            .manager_session(&token, self.clock.now())?
            .ok_or(Refusal::NotSignedIn)?;
        if uniacid == Some(session.manager.uniacid) {
            Ok(Seat { session, token })
        } else {
            Err(Refusal::NoSuchPlatform)
        }
    }

    /// The enterprises that one may choose from. Blocks.
    pub fn enterprises(&self, seat: &Seat) -> Result<Vec<Enterprise>> {
        Ok(self.store.enterprises_of(seat.session.manager.manager_id)?)
    }

    /// Chooses an enterprise. Another may be chosen later. Blocks.
    pub fn choose(&self, seat: &Seat, enterprise_id: i64) -> Result<()> {
        let chosen = self.store.choose_enterprise(&seat.token, enterprise_id)?;
        chosen.then_some(()).ok_or(Refusal::NoSuchEnterprise)
    }
}
