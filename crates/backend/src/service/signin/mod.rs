//! Signing in and out: Argon2id, sessions of 24 hours, and a growing wait for
//! whoever keeps guessing.

mod backoff;

use std::net::IpAddr;
use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use blake2::{Blake2s256, Digest};
use jiff::SignedDuration;
use tokio::sync::Semaphore;

use super::{Refusal, Result};
use crate::clock::Clock;
use crate::store::{Account, Store, TokenHash};
use backoff::Backoff;

/// How long a session lasts.
pub const SESSION: SignedDuration = SignedDuration::from_hours(24);

/// Longer names and passwords are wrong without a look at them.
const CREDENTIAL_MAX_BYTES: usize = 256;

/// Password checks at the same time; each takes 19 MiB and a core.
const CHECKS_AT_ONCE: usize = 2;

/// The door: who may come in, and who is in.
#[derive(Debug)]
pub struct Gate {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    backoff: Backoff,
    checks: Arc<Semaphore>,
    /// Checked when there is no such user, so that the time tells nothing.
    nobody: String,
}

impl Gate {
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>) -> Result<Self> {
        Ok(Self {
            store,
            clock,
            backoff: Backoff::default(),
            checks: Arc::new(Semaphore::new(CHECKS_AT_ONCE)),
            nobody: hash_password("nobody")?,
        })
    }

    /// Opens a session and answers its token: 64 hexadecimal digits.
    pub async fn sign_in(
        self: &Arc<Self>,
        username: String,
        password: String,
        from: IpAddr,
    ) -> Result<String> {
        if username.len() > CREDENTIAL_MAX_BYTES || password.len() > CREDENTIAL_MAX_BYTES {
            return Err(Refusal::WrongPassword);
        }
        // Counted as a failure until it has succeeded: guesses made at the
        // same time cannot slip past the wait.
        self.backoff.attempt(&username, from, self.clock.now())?;
        // The semaphore is never closed, so this only ever waits.
        let permit = Arc::clone(&self.checks).acquire_owned().await;
        let gate = Arc::clone(self);
        // Argon2 would hold up every other request of an async thread. The
        // permit goes along: a client that hangs up does not end the check.
        tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let token = gate.check(&username, &password)?;
            gate.backoff.succeeded(&username, from);
            Ok(token)
        })
        .await?
    }

    fn check(&self, username: &str, password: &str) -> Result<String> {
        let found = self.store.credentials(username)?;
        let hash = found
            .as_ref()
            .map_or(&self.nobody, |credentials| &credentials.password_hash);
        let hash = PasswordHash::new(hash).map_err(argon2::password_hash::Error::from)?;
        let matches = Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok();
        let (true, Some(credentials)) = (matches, found) else {
            return Err(Refusal::WrongPassword);
        };
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes)?;
        let token = bytes
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>();
        let now = self.clock.now();
        self.store.open_session(
            &hash_token(&token),
            credentials.account.account_id,
            now,
            now + SESSION,
        )?;
        Ok(token)
    }

    /// The account that a token stands for. Blocks.
    pub fn account(&self, token: Option<&str>) -> Result<Account> {
        let token = token.ok_or(Refusal::NotSignedIn)?;
        self.store
            .session(&hash_token(token), self.clock.now())?
            .ok_or(Refusal::NotSignedIn)
    }

    /// Ends a session; without one nothing happens. Blocks.
    pub fn sign_out(&self, token: Option<&str>) -> Result<()> {
        if let Some(token) = token {
            self.store.close_session(&hash_token(token))?;
        }
        Ok(())
    }
}

/// A password as Argon2id in PHC form.
pub fn hash_password(password: &str) -> Result<String> {
    Ok(Argon2::default()
        .hash_password(password.as_bytes())?
        .to_string())
}

/// Tokens are 256 random bits, so a fast hash is enough to keep the stored
/// form from being one.
fn hash_token(token: &str) -> TokenHash {
    Blake2s256::digest(token.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::clock::ManualClock;
    use crate::sample::tests::demo;
    use crate::store::sqlite::Sqlite;

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    fn gate() -> (Arc<Gate>, Arc<ManualClock>) {
        let store: Arc<dyn Store> = Arc::new(Sqlite::in_memory().unwrap());
        store.fill(demo()).unwrap();
        let clock = Arc::new(ManualClock::at("2026-05-06T04:00:00Z".parse().unwrap()));
        let same: Arc<dyn Clock> = Arc::<ManualClock>::clone(&clock);
        (Arc::new(Gate::new(store, same).unwrap()), clock)
    }

    async fn sign_in(gate: &Arc<Gate>, password: &str) -> Result<String> {
        gate.sign_in("commander".to_owned(), password.to_owned(), HERE)
            .await
    }

    #[test]
    fn a_password_is_kept_as_argon2id_with_its_own_salt() {
        let [once, again] = [(); 2].map(|()| hash_password("secret").unwrap());
        assert!(
            once.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{once}"
        );
        assert_ne!(once, again);
    }

    #[tokio::test]
    async fn a_session_ends_after_a_day_or_when_signed_out() {
        let (gate, clock) = gate();
        let token = sign_in(&gate, "muster-commander").await.unwrap();
        assert_eq!(token.len(), 64);
        assert!(gate.account(Some(&token)).is_ok());
        clock.advance(SESSION - SignedDuration::from_secs(1));
        assert!(gate.account(Some(&token)).is_ok());
        clock.advance(SignedDuration::from_secs(1));
        assert!(gate.account(Some(&token)).is_err());

        let token = sign_in(&gate, "muster-commander").await.unwrap();
        gate.sign_out(Some(&token)).unwrap();
        assert!(gate.account(Some(&token)).is_err());
    }

    #[tokio::test]
    async fn guesses_made_at_the_same_time_do_not_slip_past_the_wait() {
        let (gate, _) = gate();
        let guesses: Vec<_> = (0..8)
            .map(|guess| {
                let gate = Arc::clone(&gate);
                tokio::spawn(async move { sign_in(&gate, &guess.to_string()).await })
            })
            .collect();
        let mut waited = 0;
        for guess in guesses {
            match guess.await.unwrap().unwrap_err() {
                Refusal::WrongPassword => {}
                Refusal::Wait(_) => waited += 1,
                other => panic!("{other}"),
            }
        }
        assert_eq!(waited, 3);
    }

    /// One thread runs both: if it hashed, the counter would stand still.
    #[tokio::test(flavor = "current_thread")]
    async fn a_password_check_leaves_the_async_thread_free() {
        let (gate, _) = gate();
        let turns = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&turns);
        let counter = tokio::spawn(async move {
            loop {
                counted.fetch_add(1, Ordering::Relaxed);
                tokio::task::yield_now().await;
            }
        });
        sign_in(&gate, "wrong").await.unwrap_err();
        counter.abort();
        let turns = turns.load(Ordering::Relaxed);
        assert!(turns > 100, "{turns} turns");
    }
}
