//! Starting and stopping the backend inside a program.

mod fill;
mod life;

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::SignedDuration;
use rusqlite::ErrorCode;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::clock::{Clock, SystemClock};
use crate::dialects::militia::{self, Dialect};
use crate::dialects::weclubs::{self, SignCheck};
use crate::dialects::{questboard, soptask};
use crate::drill::Drill;
use crate::sample::{self, SampleAccount, Size};
use crate::server::{Desks, Hosts, router};
use crate::service::clubs::{CODE_AGE, Clubs, TokenDesk};
use crate::service::moments::{ManagerDesk, Moments};
use crate::service::quests::{Hub, QuestGate, Quests, RECENT, Rate};
use crate::service::signin::{Gate, Passwords};
use crate::service::{Militia, Refusal};
use crate::store::{
    GrantRecount, MeetingRecount, MissionRecount, MomentRecount, Recount, Store, StoreError,
};
use fill::open;
use life::{Life, live};

/// How often a listener to quests is pinged.
const PING: Duration = Duration::from_secs(20);
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
    /// How long after signing in a user of the quests may claim, and an admin
    /// act.
    pub recent: SignedDuration,
    /// Calls that each user of the quests may make, by [`Options::clock`];
    /// `None` is any number.
    pub rate: Option<Rate>,
    /// How often a listener to quests is pinged.
    pub ping: Duration,
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
            recent: RECENT,
            rate: Some(Rate::default()),
            ping: PING,
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
        let (stop, stopping) = watch::channel(());
        let hub = Arc::<Hub>::default();
        let quests = Arc::new(Quests::new(
            Arc::clone(&store),
            Arc::clone(&options.clock),
            Arc::clone(&hub),
        ));
        let passwords = Arc::new(Passwords::new(Arc::clone(&options.clock))?);
        let questboard = Arc::new(questboard::Desk {
            quests: Arc::clone(&quests),
            gate: Arc::new(QuestGate::new(
                Arc::clone(&store),
                Arc::clone(&options.clock),
                Arc::clone(&passwords),
                options.recent,
                options.rate,
                Arc::clone(&hub),
            )),
            ping: options.ping,
            patience: questboard::PATIENCE,
            stopping: stopping.clone(),
        });
        let router = router(&desks(&store, &options, passwords, questboard), hosts);
        let drill = (options.speed != 0.0).then(|| {
            let drill = Drill::new(Arc::clone(&store), options.clock, seed, options.speed, hub);
            Mutex::new(drill)
        });
        let life = Arc::new(Life { drill, quests });
        let tasks = vec![
            serve(listener, router, stopping.clone()),
            live(Arc::clone(&life), stopping),
        ];
        Ok(Running {
            address,
            store,
            life,
            stop,
            tasks,
        })
    }
}

/// What calls are answered with.
fn desks(
    store: &Arc<dyn Store>,
    options: &Options,
    passwords: Arc<Passwords>,
    questboard: Arc<questboard::Desk>,
) -> Desks {
    let (store, clock) = (|| Arc::clone(store), || Arc::clone(&options.clock));
    Desks {
        militia: Arc::new(militia::Desk {
            dialect: options.dialect,
            militia: Militia::new(store(), clock()),
            gate: Arc::new(Gate::new(store(), clock(), Arc::clone(&passwords))),
        }),
        weclubs: Arc::new(weclubs::Desk {
            sign: options.sign,
            clubs: Clubs::new(store(), clock(), options.code_age),
            tokens: Arc::new(TokenDesk::new(store(), clock(), Arc::clone(&passwords))),
        }),
        soptask: Arc::new(soptask::Desk {
            moments: Moments::new(store()),
            managers: Arc::new(ManagerDesk::new(store(), clock(), passwords)),
        }),
        questboard,
    }
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

/// A backend that serves until it is stopped or dropped.
pub struct Running {
    address: SocketAddr,
    store: Arc<dyn Store>,
    life: Arc<Life>,
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

    /// The same of every moments job.
    pub async fn recount_moments(&self) -> Result<Vec<MomentRecount>, BackendError> {
        let store = Arc::clone(&self.store);
        Ok(tokio::task::spawn_blocking(move || store.recount_moments()).await??)
    }

    /// The same of rewards that were handed out.
    pub async fn recount_grants(&self) -> Result<Vec<GrantRecount>, BackendError> {
        let store = Arc::clone(&self.store);
        Ok(tokio::task::spawn_blocking(move || store.recount_grants()).await??)
    }

    /// Lets the simulated unit live through the time that has passed, and
    /// tells those whose quests run out of time, now rather than at the next
    /// tick; says how many people something happened to. While the clock
    /// stands, nothing more happens to anybody.
    pub async fn live_on(&self) -> Result<usize, BackendError> {
        self.life.live_on().await
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
