//! Checking passwords: Argon2id, off the async threads, and a growing wait for
//! whoever keeps guessing.

use std::net::IpAddr;
use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use super::backoff::Backoff;
use crate::clock::Clock;
use crate::service::{Refusal, Result};

/// Longer names and passwords are wrong without a look at them.
const CREDENTIAL_MAX_BYTES: usize = 256;

/// Password checks at the same time; each takes 19 MiB and a core.
const CHECKS_AT_ONCE: usize = 2;

/// What every door of the server checks passwords with.
#[derive(Debug)]
pub struct Passwords {
    clock: Arc<dyn Clock>,
    backoff: Backoff,
    checks: Arc<Semaphore>,
    /// Checked when there is no such user, so that the time tells nothing.
    nobody: String,
}

impl Passwords {
    pub fn new(clock: Arc<dyn Clock>) -> Result<Self> {
        Ok(Self {
            clock,
            backoff: Backoff::default(),
            checks: Arc::new(Semaphore::new(CHECKS_AT_ONCE)),
            nobody: hash_password("nobody")?,
        })
    }

    /// What `find` answers beside the hash, if the password is the one that
    /// was hashed. `find` may block.
    pub async fn check<T: Send + 'static>(
        self: &Arc<Self>,
        username: String,
        password: String,
        from: IpAddr,
        find: impl FnOnce() -> Result<Option<(String, T)>> + Send + 'static,
    ) -> Result<T> {
        if username.len() > CREDENTIAL_MAX_BYTES || password.len() > CREDENTIAL_MAX_BYTES {
            return Err(Refusal::WrongPassword);
        }
        // Counted as a failure until it has succeeded: guesses made at the
        // same time cannot slip past the wait.
        self.backoff.attempt(&username, from, self.clock.now())?;
        // The semaphore is never closed, so this only ever waits.
        let permit = Arc::clone(&self.checks).acquire_owned().await;
        let checker = Arc::clone(self);
        // Argon2 would hold up every other request of an async thread. The
        // permit goes along: a client that hangs up does not end the check.
        tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let user = checker.verify(&password, find()?)?;
            checker.backoff.succeeded(&username, from);
            Ok(user)
        })
        .await?
    }

    fn verify<T>(&self, password: &str, found: Option<(String, T)>) -> Result<T> {
        let (hash, user) = found.unzip();
        let hash = hash.as_ref().unwrap_or(&self.nobody);
        let hash = PasswordHash::new(hash).map_err(argon2::password_hash::Error::from)?;
        let matches = Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok();
        user.filter(|_| matches).ok_or(Refusal::WrongPassword)
    }
}

/// A password as Argon2id in PHC form.
pub fn hash_password(password: &str) -> Result<String> {
    Ok(Argon2::default()
        .hash_password(password.as_bytes())?
        .to_string())
}
