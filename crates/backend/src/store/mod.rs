//! What the rules in `service/` need to have kept, as one trait. SQLite is the
//! first store; `tests` is the definition that every store must pass.

mod clubs;
mod moments;
mod quests;
mod rows;
pub mod sqlite;
#[cfg(test)]
mod tests;

use std::fmt;

use jiff::Timestamp;
use thiserror::Error;

pub use clubs::*;
pub use moments::*;
pub use quests::*;
pub use rows::*;

use crate::sample::Sample;

/// A failure of the store itself, never of a rule.
#[derive(Debug, Error)]
pub enum StoreError {
    #[error("query the database")]
    Database(#[from] rusqlite::Error),
    #[error("bring the database to the current schema")]
    Migrate(#[from] refinery::Error),
    #[error("use the database after a failure inside a transaction")]
    Poisoned,
}

pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// Everything that is kept: the militia, and beside it the clubs, the moments
/// jobs and the quests. Methods block: call them off the async threads.
///
/// "At or below" a unit means: for an office, itself, the offices under it at
/// any depth and the organisations of all of these; and for any organisation,
/// itself and the organisations under it at any depth.
pub trait Store: ClubStore + MomentStore + QuestStore + fmt::Debug + Send + Sync {
    /// Fills an empty store, in one transaction. Task ids are not part of a
    /// sample: tasks come in through [`Store::publish`].
    fn fill(&self, sample: &Sample) -> Result<()>;
    /// The size and seed that the store was filled with.
    fn filled(&self) -> Result<Option<(String, u64)>>;

    fn credentials(&self, username: &str) -> Result<Option<Credentials>>;
    /// Opens a session and forgets those that ended before `now`.
    fn open_session(
        &self,
        token: &TokenHash,
        account_id: i64,
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<()>;
    /// The account of a session that has not expired at `now`.
    fn session(&self, token: &TokenHash, now: Timestamp) -> Result<Option<Account>>;
    fn close_session(&self, token: &TokenHash) -> Result<()>;

    /// Whether `lower` is at or below `upper`.
    fn governs(&self, upper: Unit, lower: Unit) -> Result<bool>;
    /// Ids at or below the unit; `soldiers` are read only when asked for,
    /// because there may be 100 000.
    fn reach(&self, unit: Unit, with_soldiers: bool) -> Result<Reach>;
    /// Offices at or below the unit; for an organisation the one office that
    /// it belongs to.
    fn offices(&self, unit: Unit) -> Result<Vec<Office>>;
    /// Organisations at or below the unit.
    fn orgs(&self, unit: Unit) -> Result<Vec<Org>>;
    /// Members of the organisations at or below the unit, by organisation.
    fn org_members(&self, unit: Unit) -> Result<Vec<Member>>;
    /// People serving in the offices at or below the unit, by office.
    fn office_members(&self, unit: Unit) -> Result<Vec<Member>>;

    /// The unit's own common places.
    fn places(&self, unit: Unit) -> Result<Vec<Place>>;

    /// Stores the task, its people without doubles, a notice for each, and
    /// the place if it is to be remembered: all or nothing. Nothing is stored
    /// and `None` answered when the recipients come to nobody.
    fn publish(&self, task: &NewTask) -> Result<Option<i64>>;
    fn task(&self, task_id: i64) -> Result<Option<Task>>;
    /// A page of the tasks launched at or below the unit that have not ended
    /// at `now` (`done` false) or have (`done` true), and how many there are.
    fn tasks(
        &self,
        unit: Unit,
        done: bool,
        now: Timestamp,
        page: PageAt,
    ) -> Result<(Vec<Task>, i64)>;
    /// Ends a task. A task that was ended before keeps its time.
    fn finish(&self, task_id: i64, now: Timestamp) -> Result<()>;
    fn participants(&self, task_id: i64) -> Result<Participants>;
    /// A page of everybody notified, with the counts of the same moment;
    /// `None` when there is no such task.
    fn responses(&self, task_id: i64, page: PageAt) -> Result<Option<Responses>>;
    /// A page of everybody who accepted, with the counts of the same moment;
    /// `None` when there is no such task.
    fn check_ins(&self, task_id: i64, page: PageAt) -> Result<Option<CheckIns>>;
    /// A page of reported positions, and how many there are.
    fn positions(&self, task_id: i64, page: PageAt) -> Result<(Vec<Position>, i64)>;

    /// The tasks that the simulated unit lives through at `now`.
    fn drill_tasks(&self, now: Timestamp) -> Result<Vec<DrillTask>>;
    /// At most `limit` people whose next moment is at or before `until_ms` of
    /// the task's drill time.
    fn drill_due(&self, task_id: i64, until_ms: i64, limit: i64) -> Result<Vec<DuePerson>>;
    /// Writes steps in one transaction. A person who has answered keeps the
    /// answer, and one who has checked in stays checked in.
    fn drill_write(&self, task_id: i64, lived_ms: i64, steps: &[DrillStep]) -> Result<()>;

    /// Every task's figures, counted from its rows.
    fn recount(&self) -> Result<Vec<Recount>>;
}
