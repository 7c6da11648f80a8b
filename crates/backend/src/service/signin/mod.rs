//! Signing in and out of the militia: sessions of 24 hours. What every door
//! needs is here too: passwords, and tokens that are kept as hashes.

mod backoff;
mod passwords;

use std::net::IpAddr;
use std::sync::Arc;

use blake2::{Blake2s256, Digest};
use jiff::SignedDuration;

use super::{Refusal, Result};
use crate::clock::Clock;
use crate::store::{Account, Store, TokenHash};
pub use passwords::{Passwords, hash_password};

/// How long a session lasts.
pub const SESSION: SignedDuration = SignedDuration::from_hours(24);

/// The door: who may come in, and who is in.
#[derive(Debug)]
pub struct Gate {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    passwords: Arc<Passwords>,
}

impl Gate {
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, passwords: Arc<Passwords>) -> Self {
        Self {
            store,
            clock,
            passwords,
        }
    }

    /// Opens a session and answers its token: 64 hexadecimal digits.
    pub async fn sign_in(
        self: &Arc<Self>,
        username: String,
        password: String,
        from: IpAddr,
    ) -> Result<String> {
        let (store, name) = (Arc::clone(&self.store), username.clone());
        let find = move || {
            let found = store.credentials(&name)?;
            Ok(found.map(|found| (found.password_hash, found.account)))
        };
        let account = self.passwords.check(username, password, from, find).await?;
        let gate = Arc::clone(self);
        tokio::task::spawn_blocking(move || gate.open(&account)).await?
    }

    fn open(&self, account: &Account) -> Result<String> {
        let token = random_hex::<32>()?;
        let now = self.clock.now();
        self.store
            .open_session(&hash_token(&token), account.account_id, now, now + SESSION)?;
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

/// So many random bytes as hexadecimal digits.
pub fn random_hex<const BYTES: usize>() -> Result<String> {
    let mut bytes = [0_u8; BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Tokens are at least 128 random bits, so a fast hash is enough to keep the
/// stored form from being one.
pub fn hash_token(token: &str) -> TokenHash {
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
        let passwords = Arc::new(Passwords::new(Arc::clone(&same)).unwrap());
        (Arc::new(Gate::new(store, same, passwords)), clock)
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
