//! The rules for quests. No wire name and no SQL here.
//!
//! A user accepts a quest, progress is made, it is completed, and its rewards
//! are claimed, once. What time alone does is settled before anything is read
//! or done: so every answer is true of the moment that it is given at.

mod admin;
mod board;
mod calendar;
mod door;
mod notices;
mod rate;
pub mod refusal;
mod runs;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};

use crate::clock::Clock;
use crate::service;
use crate::store::{PageAt, Standing, Store, StoreError};
pub use admin::{DESCRIPTION_MAX, NAME_MAX, QuestEdit, REWARDS_MAX};
pub use board::{Part, Progress, Seen};
pub use calendar::next_reset;
pub use door::{Access, QuestGate, QuestPass, RECENT};
pub use notices::{Hub, Listening, Notice};
pub use rate::Rate;
pub use refusal::{Fault, Obstacle, Refusal};
pub use runs::{BATCH_MAX, Batch};

pub type Result<T, E = Refusal> = std::result::Result<T, E>;

/// Rows that one page may ask for.
pub const PAGE_MAX: i64 = 100;
/// When somebody is told that time runs out, and how often they were told
/// then: an hour before, and again ten minutes before.
const WARNINGS: [(SignedDuration, i64); 2] = [
    (SignedDuration::from_mins(10), 2),
    (SignedDuration::from_hours(1), 1),
];

/// The rules over a store. Methods block. `me` is the user who asks.
#[derive(Debug)]
pub struct Quests {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    hub: Arc<Hub>,
    /// Admins act one after the other: what was checked still holds when it
    /// is written.
    desk: Mutex<()>,
}

impl Quests {
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, hub: Arc<Hub>) -> Self {
        Self {
            store,
            clock,
            hub,
            desk: Mutex::default(),
        }
    }

    /// Now, by the clock that everything here goes by.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The present moment, with everything done that time alone does.
    fn settled(&self) -> Result<Timestamp> {
        let now = self.clock.now();
        self.store.settle(now)?;
        Ok(now)
    }

    fn standing(&self, user_id: i64, quest_id: i64) -> Result<Standing> {
        self.store
            .quest(user_id, quest_id)?
            .ok_or(Refusal::NoSuchQuest)
    }

    /// Lets time pass and tells those who listen that theirs runs out; says
    /// how often.
    pub fn tick(&self) -> Result<usize, StoreError> {
        let now = self.clock.now();
        self.store.settle(now)?;
        let users = self.hub.users();
        let mut told = 0;
        for (ahead, times) in WARNINGS {
            if users.is_empty() {
                break;
            }
            for standing in self.store.warn_runs(&users, now + ahead, times)? {
                if let Some(ends) = board::ends(&standing) {
                    told += 1;
                    self.hub
                        .tell(standing.user_id, Notice::Expiring(standing, now, ends));
                }
            }
        }
        Ok(told)
    }
}

/// A page as asked for.
pub fn page(size: i64, number: i64) -> Result<PageAt, Fault> {
    if size > PAGE_MAX {
        return Err(Fault::PageSize);
    }
    service::page(size, number).map_err(|refusal| match refusal {
        service::Refusal::Invalid(service::Fault::PageNumber) => Fault::PageNumber,
        _ => Fault::PageSize,
    })
}
