//! The door to the stores: asking for their key, opening them, keeping them
//! closed until they can be.

use crate::{
    client::{Client, lock},
    commands::{StoreNotice, Stores as StoresState},
    demo, fault,
    host::Key,
    links, notices, outbox, quests, screen_lock,
    store::{
        self, OpenError, Opened, Stores,
        key::{self, Asked, PassphraseError},
    },
    sync,
};
use muster_domain::{error::AppError, event::Tag, time::Time};
use std::{
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};
use zeroize::Zeroizing;

const NOTICE: &str = "notice.json";

/// Whether the stores are open, and what is told of them.
#[derive(Debug)]
pub(crate) struct State {
    door: Mutex<Result<Stores, StoresState>>,
    notice: Mutex<Option<StoreNotice>>,
    /// For a cache that must be begun anew and for the built-in backend; wiped
    /// when dropped.
    key: Mutex<Option<Key>>,
    /// The system's store of secrets was asked, and what it says has not been
    /// acted upon: the stores are opened once.
    asking: AtomicBool,
    /// What works in the background runs: it outlives stores that became
    /// unusable and are opened again.
    running: AtomicBool,
    /// One unlocking at a time.
    unlocking: tokio::sync::Mutex<()>,
}

impl State {
    pub(crate) fn closed(notice: Option<StoreNotice>) -> Self {
        Self {
            door: Mutex::new(Err(StoresState::KeychainLocked)),
            notice: Mutex::new(notice),
            key: Mutex::new(None),
            asking: AtomicBool::new(false),
            running: AtomicBool::new(false),
            unlocking: tokio::sync::Mutex::new(()),
        }
    }

    pub(crate) fn stores(&self) -> Result<Stores, AppError> {
        lock(&self.door).clone().map_err(|_| AppError::Locked)
    }

    pub(crate) fn stores_state(&self) -> StoresState {
        match &*lock(&self.door) {
            Ok(_) => StoresState::Open,
            Err(why) => *why,
        }
    }

    pub(crate) fn notice(&self) -> Option<StoreNotice> {
        lock(&self.notice).clone()
    }

    /// While the stores are open.
    pub(crate) fn key(&self) -> Option<Key> {
        lock(&self.key).clone()
    }

    /// Lets go of the files and the key.
    pub(crate) async fn close(&self) {
        let closed = Err(StoresState::KeychainLocked);
        let stores = std::mem::replace(&mut *lock(&self.door), closed);
        *lock(&self.key) = None;
        if let Ok(stores) = stores {
            let shut = tokio::task::spawn_blocking(move || {
                stores.cache.shut();
                stores.desk.shut();
            });
            let _ = shut.await;
        }
    }

    fn keep_closed(&self, why: StoresState) {
        *lock(&self.door) = Err(why);
    }
}

/// Reads the notice that nobody has dismissed yet. Blocks.
pub(crate) fn load_notice(dir: &Path) -> Option<StoreNotice> {
    let text = std::fs::read(dir.join(NOTICE)).ok()?;
    serde_json::from_slice(&text).ok()
}

/// Asks for the key and opens the stores. A store of secrets that does not
/// answer in time leaves them locked; when it answers later, they open then.
pub(crate) async fn open(client: &Client) {
    let gate = &client.inner().gate;
    if gate.asking.swap(true, Ordering::SeqCst) {
        return;
    }
    let options = &client.inner().options;
    let (dir, keychain, random) = (
        options.data_dir.clone(),
        Arc::clone(&options.keychain),
        Arc::clone(&options.random),
    );
    let mut asked = tokio::task::spawn_blocking(move || key::ask(&dir, keychain.as_ref(), &random));
    let deadline = client.inner().wiring.deadlines.keychain;
    match tokio::time::timeout(deadline, &mut asked).await {
        Ok(answer) => {
            answered(client, answer.unwrap_or(Asked::KeychainLocked)).await;
            gate.asking.store(false, Ordering::SeqCst);
        }
        Err(_) => {
            gate.keep_closed(StoresState::KeychainLocked);
            let late = client.clone();
            client.spawn(async move {
                let answer = asked.await.unwrap_or(Asked::KeychainLocked);
                answered(&late, answer).await;
                late.inner().gate.asking.store(false, Ordering::SeqCst);
                late.emit([Tag::App]);
            });
        }
    }
}

async fn answered(client: &Client, asked: Asked) {
    let gate = &client.inner().gate;
    match asked {
        Asked::Key(key) => {
            *lock(&gate.key) = Some(key.clone());
            open_stores(client, move |dir, now| store::open(dir, &key, now)).await;
        }
        Asked::NewKey(key, recipe) => {
            *lock(&gate.key) = Some(key.clone());
            open_stores(client, move |dir, now| {
                store::open_anew(dir, &key, recipe.as_ref(), now)
            })
            .await;
        }
        Asked::ChoosePassphrase => gate.keep_closed(StoresState::ChoosePassphrase),
        Asked::EnterPassphrase => gate.keep_closed(StoresState::EnterPassphrase),
        Asked::KeychainLocked => gate.keep_closed(StoresState::KeychainLocked),
    }
}

async fn open_stores(
    client: &Client,
    open: impl FnOnce(&Path, Time) -> Result<Opened, OpenError> + Send + 'static,
) {
    let (dir, now) = (client.data_dir().to_owned(), client.now());
    let opened = tokio::task::spawn_blocking(move || {
        let opened = open(&dir, now)?;
        if let Some(notice) = &opened.notice {
            keep_notice(&dir, notice);
        }
        Ok::<_, OpenError>(opened)
    })
    .await;
    match opened {
        Ok(Ok(opened)) => admit(client, opened).await,
        Ok(Err(error)) => {
            tracing::error!(problem = %error, "open the stores");
            client.inner().gate.keep_closed(StoresState::Unusable);
        }
        Err(_) => client.inner().gate.keep_closed(StoresState::Unusable),
    }
}

/// The stores are open: everything that works on them starts, once.
async fn admit(client: &Client, opened: Opened) {
    let gate = &client.inner().gate;
    if let Err(error) = screen_lock::resume(client, &opened.stores).await {
        tracing::error!(problem = %error, "take up the screen lock");
        gate.keep_closed(StoresState::Unusable);
        return;
    }
    *lock(&gate.door) = Ok(opened.stores);
    if opened.notice.is_some() {
        *lock(&gate.notice) = opened.notice;
    }
    if let Err(error) = links::resume(client).await {
        tracing::error!(problem = %error, "take up the connections");
    }
    if let Err(error) = outbox::resume(client).await {
        tracing::error!(problem = %error, "take up the outbox");
    }
    if gate.running.swap(true, Ordering::SeqCst) {
        sync::begin_anew(client).await;
    } else {
        outbox::start(client);
        demo::resume(client).await;
        sync::start(client);
        notices::start(client);
        quests::start(client);
    }
    let guard = client.clone();
    client.spawn(async move { guard_cache(&guard).await });
}

/// Begins a new cache whenever an access finds it broken; the desk stays open.
/// Ends where that fails: whoever opens the stores again starts it again.
async fn guard_cache(client: &Client) {
    while let Ok(stores) = client.stores() {
        stores.cache.broken().await;
        let Some(key) = client.inner().gate.key() else {
            return;
        };
        let (dir, now) = (client.data_dir().to_owned(), client.now());
        let rebuilt = tokio::task::spawn_blocking(move || {
            stores.cache.shut();
            let (cache, notice) = store::rebuild_cache(&dir, &key, now)?;
            keep_notice(&dir, &notice);
            let desk = stores.desk;
            Ok::<_, OpenError>((Stores { cache, desk }, notice))
        });
        match rebuilt.await {
            Ok(Ok((stores, notice))) => {
                let gate = &client.inner().gate;
                *lock(&gate.door) = Ok(stores);
                *lock(&gate.notice) = Some(notice);
                sync::begin_anew(client).await;
                client.emit([Tag::App]);
            }
            Ok(Err(error)) => {
                tracing::error!(problem = %error, "begin a new cache");
                client.inner().gate.keep_closed(StoresState::Unusable);
                client.emit([Tag::App]);
                return;
            }
            Err(_) => return,
        }
    }
}

/// A notice that cannot be written is shown until the program ends.
fn keep_notice(dir: &Path, notice: &StoreNotice) {
    if let Ok(text) = serde_json::to_vec(notice) {
        let _ = key::write_whole(&dir.join(NOTICE), &text);
    }
}

impl Client {
    /// Opens the stores with the passphrase, or asks the store of secrets
    /// again where that was what kept them closed.
    pub(crate) async fn unlock(&self, passphrase: Zeroizing<String>) -> Result<(), AppError> {
        let gate = &self.inner().gate;
        let _one = gate.unlocking.lock().await;
        match gate.stores_state() {
            StoresState::Open => return Ok(()),
            StoresState::ChoosePassphrase => with_passphrase(self, passphrase, true).await?,
            StoresState::EnterPassphrase => with_passphrase(self, passphrase, false).await?,
            StoresState::KeychainLocked | StoresState::Unusable => open(self).await,
        }
        self.emit([Tag::App]);
        match gate.stores_state() {
            StoresState::Open => Ok(()),
            StoresState::Unusable => Err(AppError::Storage),
            _ => Err(AppError::Locked),
        }
    }

    pub(crate) async fn dismiss_notice(&self) -> Result<(), AppError> {
        *lock(&self.inner().gate.notice) = None;
        let path = self.data_dir().join(NOTICE);
        // One that stays is shown once more.
        let _ = tokio::task::spawn_blocking(move || std::fs::remove_file(path)).await;
        self.emit([Tag::App]);
        Ok(())
    }
}

async fn with_passphrase(
    client: &Client,
    passphrase: Zeroizing<String>,
    choose: bool,
) -> Result<(), AppError> {
    let dir = client.data_dir().to_owned();
    let random = Arc::clone(&client.inner().options.random);
    let asked = tokio::task::spawn_blocking(move || {
        if choose {
            key::choose(&passphrase, &random)
        } else {
            key::enter(&dir, &passphrase)
        }
    })
    .await
    .map_err(|_| fault::internal("unlock", "the derivation was ended"))?
    .map_err(|error| match error {
        PassphraseError::Wrong => AppError::WrongPassphrase,
        PassphraseError::Store(_) => AppError::Storage,
        PassphraseError::Derivation(detail) => fault::internal("unlock", detail),
    })?;
    answered(client, asked).await;
    Ok(())
}

#[cfg(test)]
mod tests;
