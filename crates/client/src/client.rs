//! The client: one value that owns the stores, the connections and the
//! background work, and answers commands.

use crate::{
    boards,
    commands::{self, AppInfo},
    export, finder, gate,
    host::{Clock, DemoHost, Desktop, Keychain, MapHost, Popups, Random, SaveHost},
    links::{self, Connect},
    notices, outbox, picker, quests, screen_lock, settings, store, sync, tiles,
};
use muster_connectors::Network;
use muster_domain::{
    error::AppError,
    event::{Event, Tag},
    settings::Settings,
    time::Time,
};
use serde_json::Value;
use std::{
    fmt,
    future::Future,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{runtime::Handle, sync::broadcast, task::JoinSet};

/// What a client is opened with.
pub struct Options {
    /// Where the databases and the settings live; made if missing.
    pub data_dir: PathBuf,
    /// The folder of the log, where one is kept.
    pub logs: Option<PathBuf>,
    pub keychain: Arc<dyn Keychain>,
    pub demo: Arc<dyn DemoHost>,
    pub save: Arc<dyn SaveHost>,
    pub maps: Arc<dyn MapHost>,
    pub desktop: Arc<dyn Desktop>,
    pub popups: Arc<dyn Popups>,
    pub clock: Clock,
    pub random: Random,
    /// Shown in the about box.
    pub version: String,
    pub commit: String,
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// How long things may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadlines {
    /// The system's store of secrets, until the stores count as locked.
    pub keychain: Duration,
    /// As in [`Network`].
    pub connect_ms: u64,
    pub first_byte_ms: u64,
    pub body_ms: u64,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            keychain: Duration::from_secs(5),
            connect_ms: 5_000,
            first_byte_ms: 15_000,
            body_ms: 60_000,
        }
    }
}

/// What tests exchange and users do not.
#[derive(Clone)]
pub(crate) struct Wiring {
    pub connect: Connect,
    pub deadlines: Deadlines,
    /// Whether tasks are looked at that no page shows.
    pub lookout: bool,
}

impl Default for Wiring {
    fn default() -> Self {
        Self {
            connect: links::real(),
            deadlines: Deadlines::default(),
            lookout: true,
        }
    }
}

/// Who calls: the IPC door names the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller<'a> {
    /// The main window: every command.
    Main,
    /// A page of the bridge, by the id that it made: every command.
    Page(&'a str),
    /// A projector or wall window, by its label: reads only.
    ReadOnly(&'a str),
}

impl<'a> Caller<'a> {
    /// What tells its window from every other one.
    pub(crate) fn window(self) -> &'a str {
        match self {
            Self::Main => "main",
            Self::Page(window) | Self::ReadOnly(window) => window,
        }
    }
}

/// A cheap handle; clones share everything.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

/// Everything that clones share. A part of the core keeps its own state in a
/// field of its own type.
pub(crate) struct Inner {
    pub options: Options,
    pub wiring: Wiring,
    pub gate: gate::State,
    pub links: links::State,
    pub outbox: outbox::State,
    pub sync: sync::State,
    pub picker: picker::State,
    pub quests: quests::State,
    pub export: export::State,
    pub finder: finder::State,
    pub screen_lock: screen_lock::State,
    pub tiles: tiles::State,
    pub boards: boards::State,
    pub notices: notices::State,
    settings: Mutex<Settings>,
    /// Held by whoever changes the settings: one change after the other.
    pub settings_turn: tokio::sync::Mutex<()>,
    events: broadcast::Sender<Event>,
    /// Of whoever opened it: a window tells us things from a thread of its own.
    runtime: Handle,
    /// `None` once closed.
    background: Mutex<Option<JoinSet<()>>>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Client { .. }")
    }
}

impl Client {
    /// Opens the stores, or waits with them: until the passphrase is given,
    /// until the system's store of secrets is unlocked, until the disk lets
    /// us. `app_info` says which; settings can be read in any case.
    pub async fn open(options: Options) -> Result<Self, AppError> {
        Ok(Self::open_with(options, Wiring::default()).await)
    }

    pub(crate) async fn open_with(options: Options, wiring: Wiring) -> Self {
        let dir = options.data_dir.clone();
        let loaded = tokio::task::spawn_blocking(move || {
            // A directory that cannot be made shows when the stores open.
            let _ = std::fs::create_dir_all(&dir);
            (settings::load(&dir), gate::load_notice(&dir))
        });
        let (settings, notice) = loaded.await.unwrap_or_default();
        let client = Self {
            inner: Arc::new(Inner {
                options,
                wiring,
                gate: gate::State::closed(notice),
                links: links::State::default(),
                outbox: outbox::State::default(),
                sync: sync::State::default(),
                picker: picker::State::default(),
                quests: quests::State::default(),
                export: export::State::default(),
                finder: finder::State::default(),
                screen_lock: screen_lock::State::default(),
                tiles: tiles::State::default(),
                boards: boards::State::default(),
                notices: notices::State::default(),
                settings: Mutex::new(settings),
                settings_turn: tokio::sync::Mutex::default(),
                events: broadcast::channel(256).0,
                runtime: Handle::current(),
                background: Mutex::new(Some(JoinSet::new())),
            }),
        };
        gate::open(&client).await;
        client
    }

    /// Runs the command `name` of the table. Answers JSON.
    pub async fn dispatch(
        &self,
        caller: Caller<'_>,
        name: &str,
        args: Value,
    ) -> Result<String, AppError> {
        commands::run(self, caller, name, args).await
    }

    /// The window is gone: what it showed is not kept fresh for it any more.
    pub fn window_closed(&self, caller: Caller<'_>) {
        sync::unwatch(self, caller.window());
    }

    /// Somebody turned to the main window: what it shows is seen.
    pub fn window_attended(&self) {
        notices::seen(self);
    }

    /// What changes from now on.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.inner.events.subscribe()
    }

    /// The settings in force.
    pub fn settings(&self) -> Settings {
        lock(&self.inner.settings).clone()
    }

    /// Ends the background work and lets go of the stores. What was on its way
    /// to a server is settled at the next start.
    pub async fn close(&self) {
        let background = lock(&self.inner.background).take();
        if let Some(mut background) = background {
            background.shutdown().await;
        }
        self.inner.links.forget_all();
        self.inner.tiles.close().await;
        self.inner.gate.close().await;
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.inner
    }

    pub(crate) fn info(&self) -> AppInfo {
        let options = &self.inner.options;
        AppInfo {
            version: options.version.clone(),
            commit: options.commit.clone(),
            stores: self.inner.gate.stores_state(),
            notice: self.inner.gate.notice(),
            lock: self.inner.screen_lock.stands(),
        }
    }

    /// The open stores.
    pub(crate) fn stores(&self) -> Result<store::Stores, AppError> {
        self.inner.gate.stores()
    }

    pub(crate) fn data_dir(&self) -> &Path {
        &self.inner.options.data_dir
    }

    pub(crate) fn now(&self) -> Time {
        (self.inner.options.clock)()
    }

    /// 32 hexadecimal digits that no other id has.
    pub(crate) fn fresh_id(&self) -> String {
        format!("{:032x}", (self.inner.options.random)())
    }

    pub(crate) fn random(&self) -> u128 {
        (self.inner.options.random)()
    }

    /// How connectors reach the network.
    pub(crate) fn network(&self) -> Network {
        let deadlines = self.inner.wiring.deadlines;
        Network {
            clock: Arc::clone(&self.inner.options.clock),
            random: Arc::clone(&self.inner.options.random),
            connect_ms: deadlines.connect_ms,
            first_byte_ms: deadlines.first_byte_ms,
            body_ms: deadlines.body_ms,
        }
    }

    /// Tells every window that reads with these tags would answer something
    /// else now.
    pub(crate) fn emit(&self, tags: impl IntoIterator<Item = Tag>) {
        let mut tags: Vec<Tag> = tags.into_iter().collect();
        tags.sort();
        tags.dedup();
        if !tags.is_empty() {
            self.send(Event::Changed { tags });
        }
    }

    pub(crate) fn send(&self, event: Event) {
        // Nobody listening is no failure.
        let _ = self.inner.events.send(event);
    }

    /// Runs `work` until it ends or the client is closed. Any thread may ask.
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        if let Some(background) = lock(&self.inner.background).as_mut() {
            while background.try_join_next().is_some() {}
            background.spawn_on(work, &self.inner.runtime);
        }
    }

    /// How many works run in the background.
    #[cfg(test)]
    pub(crate) fn works(&self) -> usize {
        let mut background = lock(&self.inner.background);
        background.as_mut().map_or(0, |works| {
            while works.try_join_next().is_some() {}
            works.len()
        })
    }

    pub(crate) fn replace_settings(&self, settings: Settings) {
        *lock(&self.inner.settings) = settings;
    }
}

/// Whoever panicked while holding one of these left a whole value behind.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
