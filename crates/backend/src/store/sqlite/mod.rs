//! The first store: SQLite in WAL mode, one writer, readers beside it.

mod accounts;
mod boards;
mod clubs;
mod convert;
mod drill;
mod fill;
mod moments;
mod publish;
mod quests;
mod tasks;
mod units;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, TransactionBehavior};

use super::{
    Account, CheckIns, Credentials, DrillStep, DrillTask, DuePerson, Member, NewTask, Office, Org,
    PageAt, Participants, Place, Position, Reach, Recount, Responses, Result, Store, StoreError,
    Task, TokenHash, Unit,
};
use crate::backend::DbKey;
use crate::sample::Sample;

mod migrations {
    refinery::embed_migrations!("src/store/sqlite/migrations");
}

/// Idle readers that are kept open; more are opened when more are needed.
const IDLE_READERS: usize = 8;

/// A store in one SQLite file, or in memory.
#[derive(Debug)]
pub struct Sqlite {
    writer: Mutex<Connection>,
    /// `None` in memory, where the writer serves reads too.
    readers: Option<Readers>,
}

#[derive(Debug)]
struct Readers {
    path: PathBuf,
    key: Option<DbKey>,
    idle: Mutex<Vec<Connection>>,
}

impl Sqlite {
    /// Opens or creates the file and brings it to the current schema.
    /// `key` is for an encrypted one.
    pub fn open(path: &Path, key: Option<DbKey>) -> Result<Self> {
        let mut writer = connect(path, key.as_ref())?;
        prepare(&mut writer)?;
        let readers = Readers {
            path: path.to_owned(),
            key,
            idle: Mutex::default(),
        };
        Ok(Self {
            writer: Mutex::new(writer),
            readers: Some(readers),
        })
    }

    /// A store that ends with the process.
    pub fn in_memory() -> Result<Self> {
        let mut writer = Connection::open_in_memory()?;
        prepare(&mut writer)?;
        Ok(Self {
            writer: Mutex::new(writer),
            readers: None,
        })
    }

    /// Runs `query` on one snapshot.
    fn read<T>(&self, query: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        let Some(readers) = &self.readers else {
            let writer = self.writer.lock().map_err(|_| StoreError::Poisoned)?;
            return Ok(query(&writer)?);
        };
        let reader = readers.take()?;
        let snapshot = reader.unchecked_transaction()?;
        let answer = query(&snapshot)?;
        snapshot.finish()?;
        readers.put_back(reader);
        Ok(answer)
    }

    /// Runs `change` in one transaction that is undone when it fails.
    fn write<T>(&self, change: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        let mut writer = self.writer.lock().map_err(|_| StoreError::Poisoned)?;
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let answer = change(&transaction)?;
        transaction.commit()?;
        Ok(answer)
    }
}

impl Readers {
    fn take(&self) -> Result<Connection> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        if let Some(reader) = idle {
            return Ok(reader);
        }
        let reader = connect(&self.path, self.key.as_ref())?;
        reader.busy_timeout(Duration::from_secs(5))?;
        reader.pragma_update(None, "query_only", true)?;
        Ok(reader)
    }

    fn put_back(&self, reader: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_READERS {
            idle.push(reader);
        }
    }
}

/// The key goes first: before it nothing of an encrypted file can be read.
fn connect(path: &Path, key: Option<&DbKey>) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    if let Some(DbKey(bytes)) = key {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        connection.pragma_update(None, "key", format!("x'{hex}'"))?;
    }
    Ok(connection)
}

fn prepare(connection: &mut Connection) -> Result<()> {
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // In WAL mode NORMAL loses at most the last commits on a power cut and
    // never corrupts; invented people are worth no more.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    migrations::migrations::runner().run(connection)?;
    Ok(())
}

impl Store for Sqlite {
    fn fill(&self, sample: &Sample) -> Result<()> {
        self.write(|db| fill::fill(db, sample))
    }

    fn filled(&self) -> Result<Option<(String, u64)>> {
        self.read(fill::filled)
    }

    fn credentials(&self, username: &str) -> Result<Option<Credentials>> {
        self.read(|db| accounts::credentials(db, username))
    }

    fn open_session(
        &self,
        token: &TokenHash,
        account_id: i64,
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<()> {
        self.write(|db| accounts::open_session(db, token, account_id, now, expires))
    }

    fn session(&self, token: &TokenHash, now: Timestamp) -> Result<Option<Account>> {
        self.read(|db| accounts::session(db, token, now))
    }

    fn close_session(&self, token: &TokenHash) -> Result<()> {
        self.write(|db| accounts::close_session(db, token))
    }

    fn governs(&self, upper: Unit, lower: Unit) -> Result<bool> {
        self.read(|db| units::governs(db, upper, lower))
    }

    fn reach(&self, unit: Unit, with_soldiers: bool) -> Result<Reach> {
        self.read(|db| units::reach(db, unit, with_soldiers))
    }

    fn offices(&self, unit: Unit) -> Result<Vec<Office>> {
        self.read(|db| units::offices(db, unit))
    }

    fn orgs(&self, unit: Unit) -> Result<Vec<Org>> {
        self.read(|db| units::orgs(db, unit))
    }

    fn org_members(&self, unit: Unit) -> Result<Vec<Member>> {
        self.read(|db| units::org_members(db, unit))
    }

    fn office_members(&self, unit: Unit) -> Result<Vec<Member>> {
        self.read(|db| units::office_members(db, unit))
    }

    fn places(&self, unit: Unit) -> Result<Vec<Place>> {
        self.read(|db| units::places(db, unit))
    }

    fn publish(&self, task: &NewTask) -> Result<Option<i64>> {
        let mut writer = self.writer.lock().map_err(|_| StoreError::Poisoned)?;
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Dropped without a commit, the transaction leaves nothing behind.
        let published = publish::publish(&transaction, task)?;
        if published.is_some() {
            transaction.commit()?;
        }
        Ok(published)
    }

    fn task(&self, task_id: i64) -> Result<Option<Task>> {
        self.read(|db| tasks::task(db, task_id))
    }

    fn tasks(
        &self,
        unit: Unit,
        done: bool,
        now: Timestamp,
        page: PageAt,
    ) -> Result<(Vec<Task>, i64)> {
        self.read(|db| tasks::tasks(db, unit, done, now, page))
    }

    fn finish(&self, task_id: i64, now: Timestamp) -> Result<()> {
        self.write(|db| tasks::finish(db, task_id, now))
    }

    fn participants(&self, task_id: i64) -> Result<Participants> {
        self.read(|db| boards::participants(db, task_id))
    }

    fn responses(&self, task_id: i64, page: PageAt) -> Result<Option<Responses>> {
        self.read(|db| boards::responses(db, task_id, page))
    }

    fn check_ins(&self, task_id: i64, page: PageAt) -> Result<Option<CheckIns>> {
        self.read(|db| boards::check_ins(db, task_id, page))
    }

    fn positions(&self, task_id: i64, page: PageAt) -> Result<(Vec<Position>, i64)> {
        self.read(|db| boards::positions(db, task_id, page))
    }

    fn drill_tasks(&self, now: Timestamp) -> Result<Vec<DrillTask>> {
        self.read(|db| drill::tasks(db, now))
    }

    fn drill_due(&self, task_id: i64, until_ms: i64, limit: i64) -> Result<Vec<DuePerson>> {
        self.read(|db| drill::due(db, task_id, until_ms, limit))
    }

    fn drill_write(&self, task_id: i64, lived_ms: i64, steps: &[DrillStep]) -> Result<()> {
        self.write(|db| drill::write(db, task_id, lived_ms, steps))
    }

    fn recount(&self) -> Result<Vec<Recount>> {
        self.read(boards::recount)
    }
}
