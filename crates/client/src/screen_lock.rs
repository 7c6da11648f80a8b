//! The screen lock: covers every window until a passphrase is given. It guards
//! against whoever passes an unattended desk; the files are guarded by their
//! key, whether the lock is on or not (see `docs/adr`).
//!
//! What opens it is the passphrase of the stores where there is one, else one
//! that the user sets. A program that starts with a passphrase of its own set
//! starts locked: ending and starting it must not be a way around.

use crate::{
    client::{Client, lock},
    fault,
    store::{self, Stores, key},
    threads::off_thread,
};
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use muster_domain::{error::AppError, event::Tag, time::Time};
use serde::{Deserialize, Serialize};
use std::sync::Mutex;
use ts_rs::TS;
use zeroize::Zeroizing;

/// Guesses without a wait.
const FREE: u32 = 4;
/// The wait after the first guess that is not free; it doubles from there.
const WAIT_MS: i64 = 30_000;
const LONGEST_WAIT_MS: i64 = 15 * 60_000;

/// Characters of a passphrase at least.
const SHORTEST: usize = 6;

/// What opens the lock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OpenedBy {
    /// No passphrase is set: it cannot be locked.
    #[default]
    Nothing,
    /// A passphrase that was set for it.
    Own,
    /// The passphrase that the databases are opened with at each start.
    Stores,
}

/// How the lock stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ScreenLock {
    /// Nothing but this, the settings and unlocking is answered.
    pub locked: bool,
    pub opened_by: OpenedBy,
}

#[derive(Debug, Default)]
pub(crate) struct State {
    stands: Mutex<ScreenLock>,
    /// One guess at a time.
    guessing: tokio::sync::Mutex<()>,
}

impl State {
    pub(crate) fn stands(&self) -> ScreenLock {
        *lock(&self.stands)
    }

    fn set(&self, locked: bool, opened_by: OpenedBy) {
        *lock(&self.stands) = ScreenLock { locked, opened_by };
    }

    /// Locks it, unless nothing would open it again.
    fn close(&self) -> bool {
        let mut stands = lock(&self.stands);
        stands.locked = stands.opened_by != OpenedBy::Nothing;
        stands.locked
    }

    /// Something else opens it from now on; whoever locked it meanwhile has.
    fn open_by(&self, opened_by: OpenedBy) {
        lock(&self.stands).opened_by = opened_by;
    }

    /// Nothing opens it any more, so that it cannot be locked. False if it is.
    fn give_up(&self) -> bool {
        let mut stands = lock(&self.stands);
        if !stands.locked {
            stands.opened_by = OpenedBy::Nothing;
        }
        !stands.locked
    }
}

/// The stores have opened, and nobody can read them yet.
pub(crate) async fn resume(client: &Client, stores: &Stores) -> Result<(), AppError> {
    let dir = client.data_dir().to_owned();
    let by_passphrase = off_thread("screen_lock", move || key::by_passphrase(&dir)).await?;
    let state = &client.inner().screen_lock;
    if by_passphrase {
        // It was given a moment ago.
        state.set(false, OpenedBy::Stores);
        return Ok(());
    }
    let kept = stores.desk.read(store::screen_lock::find).await?;
    if kept.hash.is_empty() {
        state.set(false, OpenedBy::Nothing);
    } else {
        state.set(true, OpenedBy::Own);
    }
    Ok(())
}

/// Covers every window.
pub(crate) fn lock_now(client: &Client) -> Result<(), AppError> {
    if !client.inner().screen_lock.close() {
        return Err(AppError::NotPermitted);
    }
    client.emit([Tag::App]);
    Ok(())
}

/// Uncovers them.
pub(crate) async fn unlock(client: &Client, passphrase: Zeroizing<String>) -> Result<(), AppError> {
    let state = &client.inner().screen_lock;
    let _one = state.guessing.lock().await;
    let ScreenLock { locked, opened_by } = state.stands();
    if !locked {
        return Ok(());
    }
    guess(client, passphrase).await?;
    state.set(false, opened_by);
    client.emit([Tag::App]);
    Ok(())
}

/// Sets a passphrase of the lock's own, or another one. `current` is the one
/// that is set; empty where none is.
pub(crate) async fn set(
    client: &Client,
    current: Zeroizing<String>,
    new: Zeroizing<String>,
) -> Result<(), AppError> {
    let state = &client.inner().screen_lock;
    let _one = state.guessing.lock().await;
    if state.stands().opened_by == OpenedBy::Stores || new.chars().count() < SHORTEST {
        return Err(AppError::NotPermitted);
    }
    guess(client, current).await?;
    let salt = client.random().to_le_bytes();
    let hash = off_thread("screen_lock", move || hash(&new, &salt)).await??;
    let desk = client.stores()?.desk;
    desk.with(move |db| store::screen_lock::put(db, &hash))
        .await?;
    state.open_by(OpenedBy::Own);
    client.emit([Tag::App]);
    Ok(())
}

/// Does without a passphrase again; `locked` if it was locked meanwhile.
pub(crate) async fn remove(client: &Client, current: Zeroizing<String>) -> Result<(), AppError> {
    let state = &client.inner().screen_lock;
    let _one = state.guessing.lock().await;
    if state.stands().opened_by != OpenedBy::Own {
        return Err(AppError::NotPermitted);
    }
    guess(client, current).await?;
    let desk = client.stores()?.desk;
    if !state.give_up() {
        return Err(AppError::Locked);
    }
    let removed = desk.with(|db| store::screen_lock::put(db, "")).await;
    if removed.is_err() {
        state.open_by(OpenedBy::Own);
    }
    client.emit([Tag::App]);
    removed
}

/// Compares a passphrase with the one that opens the lock. A guess counts as
/// wrong, on the disk, before it is looked at: ending the program in between
/// wins nothing.
async fn guess(client: &Client, passphrase: Zeroizing<String>) -> Result<(), AppError> {
    let ScreenLock { opened_by, .. } = client.inner().screen_lock.stands();
    if opened_by == OpenedBy::Nothing {
        return Ok(());
    }
    let (desk, now) = (client.stores()?.desk, client.now());
    let kept = desk.read(store::screen_lock::find).await?;
    let open_at = open_at(&kept, now);
    if open_at > now {
        return Err(AppError::TryLater { at: open_at });
    }
    desk.with(move |db| store::screen_lock::count_failure(db, now))
        .await?;
    let right = if opened_by == OpenedBy::Stores {
        let (dir, key) = (client.data_dir().to_owned(), client.inner().gate.key());
        off_thread("screen_lock", move || {
            key.is_some_and(|key| key::gives(&dir, &passphrase, &key))
        })
        .await?
    } else {
        off_thread("screen_lock", move || verify(&kept.hash, &passphrase)).await?
    };
    if !right {
        return Err(AppError::WrongPassphrase);
    }
    desk.with(|db| store::screen_lock::forget_failures(db))
        .await
}

/// When the next guess is looked at. A clock that was set back makes nobody
/// wait longer than the wait itself.
fn open_at(kept: &store::screen_lock::ScreenLock, now: Time) -> Time {
    let Some(beyond) = kept.failures.checked_sub(FREE + 1) else {
        return now;
    };
    let wait = WAIT_MS
        .saturating_mul(2_i64.saturating_pow(beyond))
        .min(LONGEST_WAIT_MS);
    Time((kept.failed_at.0.min(now.0)).saturating_add(wait))
}

fn argon2() -> Result<Argon2<'static>, argon2::Error> {
    let params = Params::new(64 * 1024, 3, 1, None)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(passphrase: &str, salt: &[u8]) -> Result<String, AppError> {
    let mistake = |error: &dyn std::fmt::Display| fault::internal("screen_lock", error);
    let hash: PasswordHash = argon2()
        .map_err(|error| mistake(&error))?
        .hash_password_with_salt(passphrase.as_bytes(), salt)
        .map_err(|error| mistake(&error))?;
    Ok(hash.to_string())
}

/// The parameters are those of the hash, not of this version.
fn verify(hash: &str, passphrase: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(passphrase.as_bytes(), &hash)
            .is_ok()
    })
}

#[cfg(test)]
mod tests;
