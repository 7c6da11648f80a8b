//! The rules of the backend: who may do what, and what the figures mean. No
//! wire name and no SQL here; a dialect stands above, a store below.

pub mod boards;
pub mod clubs;
pub mod moments;
pub mod publish;
pub mod quests;
pub mod refusal;
pub mod signin;
pub mod tasks;
#[cfg(test)]
mod tests;
pub mod tree;

use std::sync::Arc;

use jiff::Timestamp;

use crate::clock::Clock;
use crate::store::{Account, PageAt, Store, Task};
pub use refusal::{Fault, Refusal};

pub type Result<T, E = Refusal> = std::result::Result<T, E>;

/// Rows that one page may ask for.
pub const PAGE_SIZE_MAX: i64 = 10_000;

/// The militia's rules over a store. Methods block.
#[derive(Debug, Clone)]
pub struct Militia {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
}

impl Militia {
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>) -> Self {
        Self { store, clock }
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A task that the account may see: one that its own unit or a unit below
    /// launched. Whether another task exists is not told.
    fn visible(&self, account: &Account, task_id: i64) -> Result<Task> {
        let task = self.store.task(task_id)?.ok_or(Refusal::NoSuchTask)?;
        if self.store.governs(account.unit, task.launcher)? {
            Ok(task)
        } else {
            Err(Refusal::NoSuchTask)
        }
    }
}

/// A page as asked for, or why it cannot be had.
pub fn page(size: i64, number: i64) -> Result<PageAt> {
    if !(1..=PAGE_SIZE_MAX).contains(&size) {
        return Err(Fault::PageSize.into());
    }
    if number < 1 {
        return Err(Fault::PageNumber.into());
    }
    Ok(PageAt { size, number })
}
