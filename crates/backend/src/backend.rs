//! Starting and stopping the backend inside a program.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rusqlite::ErrorCode;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval, timeout};

use crate::clock::{Clock, SystemClock};
use crate::dialects::militia::{self, Dialect};
use crate::dialects::weclubs::{self, SignCheck};
use crate::drill::Drill;
use crate::sample::{self, ClubSample, Sample, SampleAccount, Size};
use crate::server::{Hosts, router};
use crate::service::clubs::{CODE_AGE, Clubs, TokenDesk};
use crate::service::signin::{Gate, Passwords};
use crate::service::{Militia, Refusal};
use crate::store::sqlite::Sqlite;
use crate::store::{MeetingRecount, MissionRecount, Recount, Store, StoreError};

/// How often the simulated unit moves.
const TICK: Duration = Duration::from_millis(500);
/// Requests still running get this long when the server stops.
const LAST_ANSWERS: Duration = Duration::from_secs(3);
/// Speeds at which the drill's arithmetic means something.
const SPEEDS: std::ops::RangeInclusive<f64> = 0.01..=10_000.0;

/// Where the data is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Db {
    /// A SQLite file, made and filled when there is none.
    Path(PathBuf),
    /// The same, encrypted with SQLCipher.
    Encrypted {
        /// Where the file is.
        path: PathBuf,
        /// What it is encrypted under.
        key: DbKey,
    },
    /// Gone when the backend stops.
    Memory,
}

/// A raw SQLCipher key. Prints nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct DbKey(pub [u8; 32]);

impl fmt::Debug for DbKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DbKey { .. }")
    }
}

/// How a backend is started.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the data is kept.
    pub db: Db,
    /// Sample to fill an empty database with; a filled one keeps its own.
    pub size: Size,
    /// How the militia's task calls are spoken.
    pub dialect: Dialect,
    /// Which signatures of the clubs' calls are taken.
    pub sign: SignCheck,
    /// How old the code may be with which somebody signs in to a meeting.
    pub code_age: SignedDuration,
    /// Seconds that the simulated unit lives in a second; 0 is off.
    pub speed: f64,
    /// Port 0 takes any free one.
    pub listen: SocketAddr,
    /// Names, beside the loopback ones, under which clients may address the
    /// server, as `name` or `name:port`. Listening elsewhere than on loopback
    /// needs at least one.
    pub hosts: Vec<String>,
    /// What a new sample is made from. A filled database keeps its own.
    pub seed: u64,
    /// The time of sessions, phases and the simulated unit.
    pub clock: Arc<dyn Clock>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            db: Db::Memory,
            size: Size::Demo,
            dialect: Dialect::Documented,
            sign: SignCheck::Strict,
            code_age: CODE_AGE,
            speed: 1.0,
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            hosts: Vec::new(),
            seed: 1,
            clock: Arc::new(SystemClock),
        }
    }
}

/// Why a backend did not start, or failed.
#[derive(Debug, Error)]
pub enum BackendError {
    /// Told to listen beyond loopback without a host name.
    #[error("failed to listen beyond loopback: name at least one host that clients use")]
    Exposed,
    /// A speed at which the drill's arithmetic means nothing.
    #[error("failed to take the speed {0}: it is 0, or from 0.01 to 10000")]
    Speed(f64),
    /// The address cannot be had.
    #[error("failed to listen on {0}")]
    Listen(SocketAddr, #[source] std::io::Error),
    /// The database failed.
    #[error("failed to {0}")]
    Store(#[from] StoreError),
    /// The sample's passwords could not be hashed.
    #[error("failed to prepare the sample")]
    Sample(#[from] Refusal),
    /// A blocking piece of work panicked or was cancelled.
    #[error("failed to finish a task of the backend")]
    Work(#[from] tokio::task::JoinError),
}

impl BackendError {
    /// Whether the file is no database under this key, or a broken one.
    pub fn is_unreadable(&self) -> bool {
        let Self::Store(StoreError::Database(error)) = self else {
            return false;
        };
        let code = error.sqlite_error_code();
        matches!(
            code,
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)
        )
    }
}

/// The reference backend.
#[derive(Debug)]
pub struct Backend;

impl Backend {
    /// Opens or fills the database and serves. Filling a city takes some
    /// seconds, off the async threads.
    pub async fn start(options: Options) -> Result<Running, BackendError> {
        if !options.listen.ip().is_loopback() && options.hosts.is_empty() {
            return Err(BackendError::Exposed);
        }
        if options.speed != 0.0 && !SPEEDS.contains(&options.speed) {
            return Err(BackendError::Speed(options.speed));
        }
        let failed = |error| BackendError::Listen(options.listen, error);
        let listener = TcpListener::bind(options.listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let opening = options.clone();
        let (store, seed) = tokio::task::spawn_blocking(move || open(&opening)).await??;

        let hosts = Hosts::new(address, &options.hosts);
        let router = speak(&store, &options, hosts)?;
        let (stop, stopping) = watch::channel(());
        let mut tasks = vec![serve(listener, router, stopping.clone())];
        let drill = (options.speed != 0.0).then(|| {
            let drill = Drill::new(Arc::clone(&store), options.clock, seed, options.speed);
            Arc::new(Mutex::new(drill))
        });
        tasks.extend(drill.clone().map(|drill| live(drill, stopping)));
        Ok(Running {
            address,
            store,
            drill,
            stop,
            tasks,
        })
    }
}

/// Everything that the server answers, over a filled store.
fn speak(store: &Arc<dyn Store>, options: &Options, hosts: Hosts) -> Result<axum::Router, Refusal> {
    let (store, clock) = (|| Arc::clone(store), || Arc::clone(&options.clock));
    let passwords = Arc::new(Passwords::new(clock())?);
    let militia = Arc::new(militia::Desk {
        dialect: options.dialect,
        militia: Militia::new(store(), clock()),
        gate: Arc::new(Gate::new(store(), clock(), Arc::clone(&passwords))),
    });
    let weclubs = Arc::new(weclubs::Desk {
        sign: options.sign,
        clubs: Clubs::new(store(), clock(), options.code_age),
        tokens: Arc::new(TokenDesk::new(store(), clock(), passwords)),
    });
    Ok(router(&militia, &weclubs, hosts))
}

/// The store, filled, with the seed that it was filled with.
fn open(options: &Options) -> Result<(Arc<dyn Store>, u64), BackendError> {
    let store: Arc<dyn Store> = match &options.db {
        Db::Path(path) => Arc::new(Sqlite::open(path, None)?),
        Db::Encrypted { path, key } => Arc::new(Sqlite::open(path, Some(key.clone()))?),
        Db::Memory => Arc::new(Sqlite::in_memory()?),
    };
    let now = options.clock.now();
    let (size, seed) = match store.filled()? {
        Some((size, seed)) => {
            if size != options.size.name() {
                tracing::warn!(%size, "the database is reused with the size that it has");
            }
            (size.parse().unwrap_or(options.size), seed)
        }
        None => {
            fill_militia(&store, options.size, options.seed, now)?;
            (options.size, options.seed)
        }
    };
    // A database from before there were clubs gets them now.
    if !store.has_clubs()? {
        fill_clubs(&store, size, seed, now)?;
    }
    Ok((store, seed))
}

fn fill_militia(
    store: &Arc<dyn Store>,
    size: Size,
    seed: u64,
    now: Timestamp,
) -> Result<(), BackendError> {
    let sample = Sample::new(size, seed)?;
    store.fill(&sample)?;
    sample::play(&sample, store, now)?;
    tracing::info!(size = size.name(), seed, "militia made");
    Ok(())
}

fn fill_clubs(
    store: &Arc<dyn Store>,
    size: Size,
    seed: u64,
    now: Timestamp,
) -> Result<(), BackendError> {
    let sample = ClubSample::new(size, seed, now)?;
    store.fill_clubs(&sample)?;
    sample::play_clubs(&sample, store, now)?;
    tracing::info!(size = size.name(), seed, "clubs made");
    Ok(())
}

fn serve(
    listener: TcpListener,
    router: axum::Router,
    mut stopping: watch::Receiver<()>,
) -> JoinHandle<()> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move {
        let stopped = async move {
            // An error means that the sender is gone, which is a stop too.
            let _ = stopping.changed().await;
        };
        let served = axum::serve(listener, service)
            .with_graceful_shutdown(stopped)
            .await;
        if let Err(error) = served {
            tracing::error!(%error, "the server ended");
        }
    })
}

/// Lets the simulated unit live through the time since it last did.
async fn live_on(drill: &Arc<Mutex<Drill>>) -> Result<usize, BackendError> {
    let drill = Arc::clone(drill);
    let lived = tokio::task::spawn_blocking(move || {
        let mut drill = drill.lock().map_err(|_| StoreError::Poisoned)?;
        drill.tick()
    });
    Ok(lived.await??)
}

fn live(drill: Arc<Mutex<Drill>>, mut stopping: watch::Receiver<()>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut ticks = interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = stopping.changed() => return,
                _ = ticks.tick() => {}
            }
            match live_on(&drill).await {
                Ok(0) => {}
                Ok(people) => tracing::debug!(people, "the simulated unit moved"),
                Err(BackendError::Work(_)) => return,
                Err(error) => tracing::error!(%error, "the simulated unit stumbled"),
            }
        }
    })
}

/// A backend that serves until it is stopped or dropped.
pub struct Running {
    address: SocketAddr,
    store: Arc<dyn Store>,
    /// `None` while the speed is 0.
    drill: Option<Arc<Mutex<Drill>>>,
    stop: watch::Sender<()>,
    tasks: Vec<JoinHandle<()>>,
}

impl fmt::Debug for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Running")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

impl Running {
    /// The base address, without a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Accounts to sign in with.
    pub fn accounts(&self) -> Vec<SampleAccount> {
        sample::accounts()
    }

    /// Every task's figures, counted afresh from the rows: what a client's
    /// view is compared with.
    pub async fn recount(&self) -> Result<Vec<Recount>, BackendError> {
        let store = Arc::clone(&self.store);
        Ok(tokio::task::spawn_blocking(move || store.recount()).await??)
    }

    /// The same of every mission.
    pub async fn recount_missions(&self) -> Result<Vec<MissionRecount>, BackendError> {
        let store = Arc::clone(&self.store);
        Ok(tokio::task::spawn_blocking(move || store.recount_missions()).await??)
    }

    /// The same of every meeting.
    pub async fn recount_meetings(&self) -> Result<Vec<MeetingRecount>, BackendError> {
        let store = Arc::clone(&self.store);
        Ok(tokio::task::spawn_blocking(move || store.recount_meetings()).await??)
    }

    /// Lets the simulated unit live through the time that has passed, now
    /// rather than at its next tick; says how many people something happened
    /// to. While the clock stands, nothing more happens to anybody.
    pub async fn live_on(&self) -> Result<usize, BackendError> {
        match &self.drill {
            Some(drill) => live_on(drill).await,
            None => Ok(0),
        }
    }

    /// Takes no more requests, lets those that run finish, and ends.
    pub async fn stop(mut self) {
        self.stop.send_replace(());
        for mut task in std::mem::take(&mut self.tasks) {
            if timeout(LAST_ANSWERS, &mut task).await.is_err() {
                task.abort();
            }
        }
    }
}
