//! What the core asks of the program around it.

use async_trait::async_trait;
use jiff::tz::TimeZone;
use muster_domain::{
    connection::{ConnectorKind, SoptaskSettings},
    id::{ConnectionId, MeetingId, TaskId},
    time::Time,
};
use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Tells the time; injected.
pub type Clock = Arc<dyn Fn() -> Time + Send + Sync>;

/// Makes unpredictable numbers, for ids and jitter; injected.
pub type Random = Arc<dyn Fn() -> u128 + Send + Sync>;

/// The raw key of the databases; wiped when dropped, prints nothing.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Key(pub [u8; 32]);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key { .. }")
    }
}

/// Why the system's store of secrets did not do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeychainError {
    /// There is none on this machine: a passphrase takes its place.
    NoService,
    /// It is there and locked, or did not answer in time.
    Locked,
    /// Anything else; the log has it.
    Failed,
}

/// The system's store of secrets. Calls may block on a prompt: the core makes
/// them off the async threads and gives up on them after a deadline.
pub trait Keychain: Send + Sync + fmt::Debug {
    /// The key of the databases; `None` if none was ever stored, or it is gone.
    fn load(&self) -> Result<Option<Key>, KeychainError>;

    /// Stores the key, replacing an earlier one.
    fn store(&self, key: &Key) -> Result<(), KeychainError>;
}

/// Where map files come from. The page never names a path: the program around
/// the core asks the user.
#[async_trait]
pub trait MapHost: Send + Sync + fmt::Debug {
    /// Asks for a map file; `None` if the user gave up.
    async fn choose(&self) -> Option<PathBuf>;
}

/// A file that is always the one, without a question; or none: for development
/// and tests.
#[derive(Clone, Debug, Default)]
pub struct NamedMap(pub Option<PathBuf>);

#[async_trait]
impl MapHost for NamedMap {
    async fn choose(&self) -> Option<PathBuf> {
        self.0.clone()
    }
}

/// A running built-in backend, and the accounts to use on it.
#[derive(Clone)]
pub struct DemoServer {
    /// `http://127.0.0.1:port`
    pub url: String,
    /// One of a kind; the demo opens with the first.
    pub accounts: Vec<DemoAccount>,
}

/// Somebody of the built-in backend's sample.
#[derive(Clone)]
pub struct DemoAccount {
    pub kind: ConnectorKind,
    pub username: String,
    pub password: String,
    /// Of a SopTask server.
    pub soptask: Option<SoptaskSettings>,
}

impl fmt::Debug for DemoAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DemoAccount")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for DemoServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DemoServer")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

/// Starts the built-in backend inside this process. Idempotent: a second call
/// answers the server that runs.
#[async_trait]
pub trait DemoHost: Send + Sync + fmt::Debug {
    /// `data_dir` is where it may keep its database, encrypted under `key`. The
    /// error is for the log.
    async fn start(&self, data_dir: &Path, key: &Key) -> Result<DemoServer, String>;
}

/// Where files go that the user asks for. The page never names a path: the
/// program around the core asks the user.
#[async_trait]
pub trait SaveHost: Send + Sync + fmt::Debug {
    /// Asks where a file of this name shall go; `None` if the user gave up.
    async fn ask(&self, name: &str) -> Option<PathBuf>;

    /// Shows the file in the system's file manager. May block; the error is
    /// for the log.
    fn reveal(&self, file: &Path) -> Result<(), String>;
}

/// A folder that every file goes to without a question: for development and
/// tests.
#[derive(Clone, Debug)]
pub struct Folder(pub PathBuf);

#[async_trait]
impl SaveHost for Folder {
    async fn ask(&self, name: &str) -> Option<PathBuf> {
        Some(self.0.join(name))
    }

    /// Nobody looks.
    fn reveal(&self, file: &Path) -> Result<(), String> {
        tracing::debug!(exists = file.exists(), "reveal an exported file");
        Ok(())
    }
}

/// Why the desktop did not do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DesktopError {
    /// It has nothing for this.
    NoProgram,
}

/// What stands around the window.
pub trait Desktop: Send + Sync + fmt::Debug {
    /// Hands a telephone number to the program that dials: digits, with at
    /// most a plus before them. May block.
    fn dial(&self, phone: &str) -> Result<(), DesktopError>;

    /// Opens a window for everybody to see, or brings up the one that is open.
    fn open_screen(&self, screen: &Screen) -> Result<(), DesktopError>;
}

/// What a window for everybody shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The arrivals of a task.
    Wall {
        connection: ConnectionId,
        task: TaskId,
    },
    /// The sign-in codes of a meeting.
    Projector {
        connection: ConnectionId,
        meeting: MeetingId,
    },
}

/// A note outside of the windows.
#[derive(Clone)]
pub struct Popup {
    /// It takes the place of an earlier one of the same name.
    pub of: String,
    pub title: String,
    /// May be empty.
    pub text: String,
    /// It stays until somebody has seen it.
    pub urgent: bool,
    /// To be called when somebody presses it, after the main window was
    /// brought up.
    pub pressed: Arc<dyn Fn() + Send + Sync>,
}

impl fmt::Debug for Popup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Popup").finish_non_exhaustive()
    }
}

/// The system's notifications.
#[async_trait]
pub trait Popups: Send + Sync + fmt::Debug {
    /// Whether somebody works at the main window right now.
    fn attended(&self) -> bool;

    /// Where the clock on the wall is: for the quiet hours.
    fn zone(&self) -> TimeZone;

    /// Shows it. `no_program` where the system has nothing for it.
    async fn show(&self, popup: Popup) -> Result<(), DesktopError>;
}

#[async_trait]
impl Popups for NoDesktop {
    /// Whoever has a page open sees it.
    fn attended(&self) -> bool {
        true
    }

    fn zone(&self) -> TimeZone {
        TimeZone::system()
    }

    async fn show(&self, _popup: Popup) -> Result<(), DesktopError> {
        Err(DesktopError::NoProgram)
    }
}

/// No desktop at all: the core behind something else than a window.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoDesktop;

impl Desktop for NoDesktop {
    fn dial(&self, _phone: &str) -> Result<(), DesktopError> {
        Err(DesktopError::NoProgram)
    }

    fn open_screen(&self, _screen: &Screen) -> Result<(), DesktopError> {
        Err(DesktopError::NoProgram)
    }
}
