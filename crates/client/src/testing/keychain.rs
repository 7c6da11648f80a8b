//! A store of secrets in memory that can fail in every way.

use crate::{
    client::lock,
    host::{Key, Keychain, KeychainError},
};
use std::sync::{Condvar, Mutex};

/// Works until told otherwise.
#[derive(Debug, Default)]
pub(crate) struct MemoryKeychain {
    state: Mutex<State>,
    released: Condvar,
}

#[derive(Debug, Default)]
struct State {
    key: Option<Key>,
    failure: Option<KeychainError>,
    hanging: bool,
}

impl MemoryKeychain {
    pub(crate) fn failing(failure: KeychainError) -> Self {
        let keychain = Self::default();
        keychain.fail(Some(failure));
        keychain
    }

    pub(crate) fn hanging() -> Self {
        let keychain = Self::default();
        lock(&keychain.state).hanging = true;
        keychain
    }

    pub(crate) fn fail(&self, failure: Option<KeychainError>) {
        lock(&self.state).failure = failure;
    }

    /// Lets the calls that hang, and later ones, go on.
    pub(crate) fn release(&self) {
        lock(&self.state).hanging = false;
        self.released.notify_all();
    }

    /// Somebody removed the key from outside.
    pub(crate) fn remove(&self) {
        lock(&self.state).key = None;
    }

    pub(crate) fn key(&self) -> Option<Key> {
        lock(&self.state).key.clone()
    }

    fn enter<T>(&self, work: impl FnOnce(&mut State) -> T) -> Result<T, KeychainError> {
        let mut state = lock(&self.state);
        while state.hanging {
            state = self.released.wait(state).unwrap();
        }
        match state.failure {
            Some(failure) => Err(failure),
            None => Ok(work(&mut state)),
        }
    }
}

impl Keychain for MemoryKeychain {
    fn load(&self) -> Result<Option<Key>, KeychainError> {
        self.enter(|state| state.key.clone())
    }

    fn store(&self, key: &Key) -> Result<(), KeychainError> {
        self.enter(|state| state.key = Some(key.clone()))
    }
}
