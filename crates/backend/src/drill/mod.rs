//! The simulated unit: people answer a task, set out, and check in.
//!
//! What somebody will do follows from the seed, the task and the person alone
//! ([`plan`]). How far a task has been lived through stands in the store, so
//! the drill goes on where it stopped, and stands still while the server is
//! down.

mod plan;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::clock::Clock;
use crate::store::{DrillTask, Result, Store};
use plan::Plan;

/// People moved in one transaction, so that a large task leaves room for
/// other writers in between.
const BATCH: i64 = 5_000;

/// Lives through every running task at `speed` seconds a second.
#[derive(Debug)]
pub struct Drill {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    seed: u64,
    speed: f64,
    last: Timestamp,
}

impl Drill {
    /// A drill that begins now. `speed` 1 is real time, 60 a minute a second.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, seed: u64, speed: f64) -> Self {
        let last = clock.now();
        Self {
            store,
            clock,
            seed,
            speed,
            last,
        }
    }

    /// Lives through the time since the last tick; says how many people
    /// something happened to.
    pub fn tick(&mut self) -> Result<usize> {
        let now = self.clock.now();
        let passed = now.duration_since(self.last).max(SignedDuration::ZERO);
        self.last = now;
        let mut moved = 0;
        for task in self.store.drill_tasks(now)? {
            let since_published = now.duration_since(task.published).max(SignedDuration::ZERO);
            let lived = passed.min(since_published).as_secs_f64() * 1_000.0 * self.speed;
            let until_ms = task.lived_ms.saturating_add(lived.round() as i64);
            moved += live_until(
                self.store.as_ref(),
                self.seed,
                &task,
                until_ms,
                now,
                self.speed,
            )?;
        }
        Ok(moved)
    }
}

/// Lives through one task until `until_ms` of its drill time, which is `now`.
pub fn live_until(
    store: &dyn Store,
    seed: u64,
    task: &DrillTask,
    until_ms: i64,
    now: Timestamp,
    speed: f64,
) -> Result<usize> {
    let gather_ms = task.gather.as_millisecond() - task.published.as_millisecond();
    let wall = |drill_ms: i64| {
        let ago = ((until_ms - drill_ms) as f64 / speed) as i64;
        now - SignedDuration::from_millis(ago)
    };
    let mut moved = 0;
    loop {
        let due = store.drill_due(task.task_id, until_ms, BATCH)?;
        let steps: Vec<_> = due
            .iter()
            .map(|person| {
                Plan::new(
                    seed,
                    task.task_id,
                    person.soldier_id,
                    gather_ms,
                    person.home,
                    task.place,
                )
                .step(person, until_ms, wall)
            })
            .collect();
        store.drill_write(task.task_id, until_ms, &steps)?;
        moved += steps.len();
        if (due.len() as i64) < BATCH {
            return Ok(moved);
        }
    }
}
