//! Signing in to the board: tokens of 24 hours, several a user, and what they
//! are good for.

use std::net::IpAddr;
use std::sync::Arc;

use jiff::SignedDuration;

use super::notices::Listening;
use super::rate::{Buckets, Rate};
use super::{Hub, Refusal, Result};
use crate::clock::Clock;
use crate::service;
use crate::service::signin::{Passwords, SESSION, hash_token, random_hex};
use crate::store::{QuestSession, QuestUser, Store};

/// How long after signing in what is sensitive may be done, unless told.
pub const RECENT: SignedDuration = SignedDuration::from_mins(15);

/// What a call asks of whoever makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    User,
    /// Somebody who signed in a moment ago.
    Recent,
    /// An admin who did.
    Admin,
}

/// The door to the board.
#[derive(Debug)]
pub struct QuestGate {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    passwords: Arc<Passwords>,
    recent: SignedDuration,
    buckets: Buckets,
    hub: Arc<Hub>,
}

/// Who signed in, with what the next requests carry.
#[derive(Debug)]
pub struct QuestPass {
    pub user: QuestUser,
    /// 64 hexadecimal digits.
    pub token: String,
}

impl QuestGate {
    /// `recent` is how long after signing in what is sensitive may be done.
    pub fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        passwords: Arc<Passwords>,
        recent: SignedDuration,
        rate: Option<Rate>,
        hub: Arc<Hub>,
    ) -> Self {
        Self {
            store,
            clock,
            passwords,
            recent,
            buckets: Buckets::new(rate),
            hub,
        }
    }

    /// Signs somebody in. Tokens from before go on.
    pub async fn sign_in(
        self: &Arc<Self>,
        username: String,
        password: String,
        from: IpAddr,
    ) -> Result<QuestPass> {
        let (store, name) = (Arc::clone(&self.store), username.clone());
        let find = move || {
            let found = store.quest_credentials(&name)?;
            Ok(found.map(|found| (found.password_hash, found.user)))
        };
        let user = self.passwords.check(username, password, from, find).await?;
        let gate = Arc::clone(self);
        tokio::task::spawn_blocking(move || gate.open(user)).await?
    }

    fn open(&self, user: QuestUser) -> Result<QuestPass> {
        let token = random_hex::<32>()?;
        let now = self.clock.now();
        self.store
            .open_quest_session(&hash_token(&token), user.user_id, now, now + SESSION)?;
        Ok(QuestPass { user, token })
    }

    /// Whoever the token stands for, if they may do what asks for `access`.
    /// Counts as one of their calls. Blocks.
    pub fn enter(&self, token: Option<&str>, access: Access) -> Result<QuestUser> {
        let QuestSession { user, signed_in } = self.session(token)?;
        let now = self.clock.now();
        self.buckets.take(user.user_id, now)?;
        if access == Access::Admin && !user.is_admin {
            return Err(Refusal::NotAdmin);
        }
        if access != Access::User && now.duration_since(signed_in) > self.recent {
            return Err(Refusal::SignInAgain);
        }
        Ok(user)
    }

    fn session(&self, token: Option<&str>) -> Result<QuestSession> {
        let token = token.ok_or(service::Refusal::NotSignedIn)?;
        let session = self
            .store
            .quest_session(&hash_token(token), self.clock.now())?;
        Ok(session.ok_or(service::Refusal::NotSignedIn)?)
    }

    /// Whether the token still stands for somebody. Blocks.
    pub fn holds(&self, token: &str) -> bool {
        self.session(Some(token)).is_ok()
    }

    /// Listens to what the token's user is told. Counts as one of their
    /// calls. Blocks.
    pub fn listen(&self, token: Option<&str>) -> Result<Listening> {
        let user = self.enter(token, Access::User)?;
        let token = hash_token(token.unwrap_or_default());
        Ok(self.hub.listen(user.user_id, token))
    }

    /// Ends a token, and what listens with it. Blocks.
    pub fn sign_out(&self, token: Option<&str>) -> Result<()> {
        self.enter(token, Access::User)?;
        let token = hash_token(token.unwrap_or_default());
        self.store.close_quest_session(&token)?;
        self.hub.end(&token);
        Ok(())
    }
}
