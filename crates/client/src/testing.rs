//! What the tests of this crate stand on: a server in memory, a store of
//! secrets in memory, a clock that stands still until it is told to move.

mod keychain;
mod link;
mod popups;
mod server;

pub(crate) use keychain::MemoryKeychain;
pub(crate) use popups::Billboard;
pub(crate) use server::{Call, Server, summary};

use crate::{
    client::{Caller, Client, Deadlines, Options, Wiring, lock},
    host::{
        DemoAccount, DemoHost, DemoServer, Desktop, DesktopError, Key, MapHost, SaveHost, Screen,
    },
};
use async_trait::async_trait;
use muster_domain::{
    connection::ConnectorKind,
    error::AppError,
    event::{Event, Tag},
    id::ConnectionId,
    time::Time,
};
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};
use tempfile::TempDir;
use tokio::sync::broadcast::{self, error::TryRecvError};

/// 2018-05-06 12:00:00 in Beijing.
pub(crate) const START: Time = Time(1_525_579_200_000);

/// Milliseconds; moved by hand, or along with tokio's time.
#[derive(Clone, Debug)]
pub(crate) struct TestClock {
    at: Arc<AtomicI64>,
    origin: Option<tokio::time::Instant>,
}

impl TestClock {
    pub(crate) fn now(&self) -> Time {
        let moved = self.origin.map_or(0, |origin| {
            i64::try_from(origin.elapsed().as_millis()).unwrap()
        });
        Time(self.at.load(Ordering::SeqCst) + moved)
    }

    pub(crate) fn advance_ms(&self, ms: i64) {
        self.at.fetch_add(ms, Ordering::SeqCst);
    }
}

/// A client with everything around it.
pub(crate) struct Bench {
    pub client: Client,
    pub server: Arc<Server>,
    pub clock: TestClock,
    pub keychain: Arc<MemoryKeychain>,
    pub save: Arc<Saving>,
    pub dir: Arc<TempDir>,
    pub desktop: Arc<Telephone>,
    pub popups: Arc<Billboard>,
    /// Whether tasks are looked at that no page shows.
    lookout: bool,
    random: Arc<AtomicU64>,
}

impl Bench {
    /// A client on an empty directory. The clock stands still.
    pub(crate) async fn new() -> Self {
        Self::with_origin(None, false).await
    }

    /// The clock runs with tokio's time: for tests with a paused runtime.
    pub(crate) async fn ticking() -> Self {
        Self::with_origin(Some(tokio::time::Instant::now()), false).await
    }

    /// The same, and tasks are looked at that no page shows.
    pub(crate) async fn looking_out() -> Self {
        Self::with_origin(Some(tokio::time::Instant::now()), true).await
    }

    async fn with_origin(origin: Option<tokio::time::Instant>, lookout: bool) -> Self {
        let clock = TestClock {
            at: Arc::new(AtomicI64::new(START.0)),
            origin,
        };
        let server = Arc::new(Server::default());
        let keychain = Arc::new(MemoryKeychain::default());
        let dir = Arc::new(TempDir::new().unwrap());
        let random = Arc::new(AtomicU64::new(1));
        Self::start(server, clock, keychain, dir, random, lookout).await
    }

    /// The client that a test gives a prepared store of secrets.
    pub(crate) async fn with_keychain(keychain: MemoryKeychain) -> Self {
        let clock = TestClock {
            at: Arc::new(AtomicI64::new(START.0)),
            origin: None,
        };
        let dir = Arc::new(TempDir::new().unwrap());
        let random = Arc::new(AtomicU64::new(1));
        let keychain = Arc::new(keychain);
        Self::start(Arc::default(), clock, keychain, dir, random, false).await
    }

    async fn start(
        server: Arc<Server>,
        clock: TestClock,
        keychain: Arc<MemoryKeychain>,
        dir: Arc<TempDir>,
        random: Arc<AtomicU64>,
        lookout: bool,
    ) -> Self {
        let save = Arc::new(Saving::default());
        let (ticks, numbers, fake) = (clock.clone(), Arc::clone(&random), Arc::clone(&server));
        let desktop = Arc::new(Telephone::default());
        let popups = Arc::new(Billboard::default());
        let options = Options {
            data_dir: dir.path().to_owned(),
            logs: Some(dir.path().join("logs")),
            keychain: Arc::<MemoryKeychain>::clone(&keychain),
            demo: Arc::new(OneDemo),
            save: Arc::<Saving>::clone(&save),
            maps: Arc::new(FileOf(Arc::clone(&dir))),
            desktop: Arc::<Telephone>::clone(&desktop),
            popups: Arc::<Billboard>::clone(&popups),
            clock: Arc::new(move || ticks.now()),
            // Different each time, and the same in every run.
            random: Arc::new(move || {
                let count = u128::from(numbers.fetch_add(1, Ordering::SeqCst));
                count.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835)
            }),
            version: "0.0.0".into(),
            commit: "test".into(),
        };
        let wiring = Wiring {
            connect: Arc::new(move |config, session, network| match config.kind {
                ConnectorKind::Soptask => muster_connectors::connect(config, session, network),
                _ => Ok(fake.connect(session.as_ref())),
            }),
            deadlines: Deadlines {
                keychain: Duration::from_millis(200),
                ..Deadlines::default()
            },
            lookout,
        };
        let client = Client::open_with(options, wiring).await;
        Self {
            client,
            server,
            clock,
            keychain,
            save,
            dir,
            desktop,
            popups,
            lookout,
            random,
        }
    }

    /// Closes the client and opens another one on the same directory, with the
    /// same server, clock and store of secrets.
    pub(crate) async fn reopen(self) -> Self {
        self.client.close().await;
        Self::start(
            self.server,
            self.clock,
            self.keychain,
            self.dir,
            self.random,
            self.lookout,
        )
        .await
    }

    /// Adds a connection to the server and signs in.
    pub(crate) async fn sign_in(&self) -> ConnectionId {
        let config = json!({
            "kind": "militia", "name": "海珠人武部", "base_url": "https://muster.test",
            "modules": {"task": null, "sign_in": null, "location": null}, "crs": "gcj02",
        });
        let connection = self.call("add_connection", config).await.unwrap();
        let id = connection["id"].as_str().unwrap();
        self.sign_in_again(&id.into()).await.unwrap();
        id.into()
    }

    pub(crate) async fn sign_in_again(&self, id: &ConnectionId) -> Result<Value, AppError> {
        let args = json!({
            "connection": id, "username": "commander", "password": server::PASSWORD,
            "allow_plain": false,
        });
        self.call("sign_in", args).await
    }

    /// Runs a command as the main window does.
    pub(crate) async fn call(&self, name: &str, args: Value) -> Result<Value, AppError> {
        let answer = self.client.dispatch(Caller::Main, name, args).await?;
        Ok(serde_json::from_str(&answer).unwrap())
    }
}

/// Waits for something that others bring about.
pub(crate) async fn until(what: &str, mut reached: impl AsyncFnMut() -> bool) {
    for _ in 0..10_000 {
        if reached().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    panic!("never: {what}");
}

/// The tags that were emitted since the receiver was made or last emptied.
pub(crate) fn emitted(events: &mut broadcast::Receiver<Event>) -> Vec<Tag> {
    let mut all = Vec::new();
    loop {
        match events.try_recv() {
            Ok(Event::Changed { tags }) => all.extend(tags),
            Ok(_) | Err(TryRecvError::Lagged(_)) => {}
            Err(TryRecvError::Empty | TryRecvError::Closed) => return all,
        }
    }
}

/// A built-in backend that always runs on the same port.
#[derive(Debug)]
struct OneDemo;

#[async_trait]
impl DemoHost for OneDemo {
    async fn start(&self, _data_dir: &Path, _key: &Key) -> Result<DemoServer, String> {
        Ok(DemoServer {
            url: "http://127.0.0.1:4711".into(),
            accounts: [
                (ConnectorKind::Militia, "commander"),
                (ConnectorKind::Weclubs, "commander"),
                (ConnectorKind::Questboard, "user"),
                (ConnectorKind::Questboard, "admin"),
            ]
            .map(|(kind, username)| DemoAccount {
                kind,
                username: username.into(),
                password: server::PASSWORD.into(),
                soptask: None,
            })
            .into(),
        })
    }
}

/// Somebody who is asked where a file shall go, and wants to see it after.
#[derive(Debug, Default)]
pub(crate) struct Saving {
    /// `None`: they give up.
    pub folder: Mutex<Option<PathBuf>>,
    /// The names that were suggested.
    pub asked: Mutex<Vec<String>>,
    pub revealed: Mutex<Vec<PathBuf>>,
}

#[async_trait]
impl SaveHost for Saving {
    async fn ask(&self, name: &str) -> Option<PathBuf> {
        lock(&self.asked).push(name.to_owned());
        lock(&self.folder).as_ref().map(|folder| folder.join(name))
    }

    fn reveal(&self, file: &Path) -> Result<(), String> {
        lock(&self.revealed).push(file.to_owned());
        Ok(())
    }
}

/// A desktop that can dial, and has no second window.
#[derive(Debug, Default)]
pub(crate) struct Telephone {
    pub dialled: Mutex<Vec<String>>,
}

impl Desktop for Telephone {
    fn dial(&self, phone: &str) -> Result<(), DesktopError> {
        lock(&self.dialled).push(phone.to_owned());
        Ok(())
    }

    fn open_screen(&self, _screen: &Screen) -> Result<(), DesktopError> {
        Err(DesktopError::NoProgram)
    }
}

/// A user who chooses the file that [`Bench::choose_map`] names.
#[derive(Debug)]
struct FileOf(Arc<TempDir>);

const CHOSEN: &str = "chosen-map";

#[async_trait]
impl MapHost for FileOf {
    async fn choose(&self) -> Option<PathBuf> {
        std::fs::read_to_string(self.0.path().join(CHOSEN))
            .ok()
            .map(PathBuf::from)
    }
}

impl Bench {
    /// What the user chooses when asked for a map file.
    pub(crate) fn choose_map(&self, path: &Path) {
        std::fs::write(self.dir.path().join(CHOSEN), path.to_str().unwrap()).unwrap();
    }
}
