//! One encrypted database: a connection that writes, one that reads, and the
//! way to both from asynchronous code.

use super::Migration;
use crate::{client::lock, fault, host::Key};
use muster_domain::error::AppError;
use refinery::Runner;
use rusqlite::{Connection, OpenFlags};
use std::{
    fmt,
    fmt::Write as _,
    path::Path,
    sync::{Arc, Mutex},
};
use tokio::sync::Notify;
use zeroize::Zeroizing;

/// How long a write waits for another process, milliseconds.
const BUSY_MS: u64 = 5_000;

/// When a commit is safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Durability {
    /// When the disk says so: survives a power cut.
    Full,
    /// Survives the death of the program; a power cut may lose the newest.
    Normal,
}

/// Why a database did not open.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OpenError {
    /// Another key, or broken.
    #[error("read the database with this key")]
    Unreadable,
    /// The disk refuses.
    #[error("reach the database: {0}")]
    Disk(String),
    /// Written by a newer version, or the migrations are wrong.
    #[error("bring the database to this version: {0}")]
    Version(String),
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        if fault::is_unreadable(&error) {
            Self::Unreadable
        } else {
            Self::Disk(fault::describe(&error))
        }
    }
}

/// A cheap handle; clones share the connections.
#[derive(Clone)]
pub(crate) struct Db {
    shared: Arc<Shared>,
}

struct Shared {
    name: &'static str,
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
    /// Told when an access finds the file broken.
    broken: Notify,
}

impl fmt::Debug for Db {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Db({})", self.shared.name)
    }
}

impl Db {
    /// Opens or makes the database and brings it to this version. Blocks.
    pub(crate) fn open(
        path: &Path,
        name: &'static str,
        key: &Key,
        durability: Durability,
        migrations: &[Migration],
    ) -> Result<Self, OpenError> {
        let mut writer = connect(path, key, OpenFlags::default())?;
        writer.pragma_update(None, "journal_mode", "WAL")?;
        let synchronous = match durability {
            Durability::Full => "FULL",
            Durability::Normal => "NORMAL",
        };
        writer.pragma_update(None, "synchronous", synchronous)?;
        migrate(&mut writer, migrations)?;
        let reader = connect(path, key, OpenFlags::default())?;
        reader.pragma_update(None, "query_only", "ON")?;
        let shared = Shared {
            name,
            writer: Mutex::new(writer),
            reader: Mutex::new(reader),
            broken: Notify::new(),
        };
        Ok(Self {
            shared: Arc::new(shared),
        })
    }

    /// Runs `work` on the writing connection, off the asynchronous threads.
    /// Work that changes more than one row opens a transaction itself.
    pub(crate) async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, AppError> {
        let shared = Arc::clone(&self.shared);
        self.off_thread(move || work(&mut lock(&shared.writer)))
            .await
    }

    /// Runs `work` on the reading connection, which sees one state, that of the
    /// newest commit, and does not wait for a writer.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, AppError> {
        let shared = Arc::clone(&self.shared);
        self.off_thread(move || {
            let reader = lock(&shared.reader);
            let snapshot = reader.unchecked_transaction()?;
            work(&snapshot)
        })
        .await
    }

    /// Waits until an access finds the file broken.
    pub(crate) async fn broken(&self) {
        self.shared.broken.notified().await;
    }

    /// Lets go of the file, whoever else still has a handle: what they do with
    /// it fails. Blocks until the accesses under way have ended.
    pub(crate) fn shut(&self) {
        for connection in [&self.shared.writer, &self.shared.reader] {
            if let Ok(nothing) = Connection::open_in_memory() {
                *lock(connection) = nothing;
            }
        }
    }

    async fn off_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, AppError> {
        let name = self.shared.name;
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|_| fault::internal(name, "the access was ended"))?
            .map_err(|error| {
                if fault::is_unreadable(&error) {
                    self.shared.broken.notify_one();
                }
                fault::storage(name, &error)
            })
    }
}

/// Opens a connection and gives it the key. A wrong one shows here.
fn connect(path: &Path, key: &Key, flags: OpenFlags) -> Result<Connection, OpenError> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(std::time::Duration::from_millis(BUSY_MS))?;
    let mut hex = Zeroizing::new(String::with_capacity(64));
    for byte in key.0 {
        let _ = write!(hex, "{byte:02x}");
    }
    let statement = Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", *hex));
    // The error would carry the statement.
    connection
        .execute_batch(&statement)
        .map_err(|_| OpenError::Disk("the key was not taken".to_owned()))?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    Ok(connection)
}

fn migrate(connection: &mut Connection, migrations: &[Migration]) -> Result<(), OpenError> {
    let versions: Result<Vec<_>, _> = migrations
        .iter()
        .map(|migration| {
            let name = format!("V{}__{}", migration.version, migration.name);
            refinery::Migration::unapplied(&name, migration.sql)
        })
        .collect();
    versions
        .and_then(|versions| Runner::new(&versions).run(connection))
        .map(|_| ())
        .map_err(|error| match error.kind() {
            refinery::error::Kind::Connection(_, cause) => {
                match cause.downcast_ref::<rusqlite::Error>() {
                    Some(cause) if fault::is_unreadable(cause) => OpenError::Unreadable,
                    Some(cause) => OpenError::Disk(fault::describe(cause)),
                    None => OpenError::Disk(error.to_string()),
                }
            }
            _ => OpenError::Version(error.to_string()),
        })
}
