//! The simulated unit: people answer a task, set out, and check in; students
//! confirm missions and finish them, reply to meetings, come and sign in;
//! quests that were accepted make progress; the staff of enterprises post
//! moments, of which there are new ones now and then.
//!
//! What somebody will do follows from the seed, the matter and the person
//! alone ([`plan`], [`club_plan`], [`quest_plan`], [`moments`]). How far a
//! matter has been lived through stands in the store, so the drill goes on
//! where it stopped, and stands still while the server is down.

mod club_plan;
#[cfg(test)]
mod club_tests;
#[cfg(test)]
mod moment_tests;
mod moments;
mod plan;
mod quest_plan;
#[cfg(test)]
mod quest_tests;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::clock::Clock;
use crate::service::quests::{Hub, Notice};
use crate::store::{DrillAffair, DrillTask, Result, Store};
use club_plan::ClubPlan;
pub use moments::{AFTER_SENT, live_job};
use plan::Plan;

/// People moved in one transaction, so that a large task leaves room for
/// other writers in between.
const BATCH: i64 = 5_000;

/// Missions and meetings are lived through for this long after their
/// deadline, for those who are late.
pub const AFTER_DEADLINE: SignedDuration = SignedDuration::from_hours(24);

/// Lives through everything that is running at `speed` seconds a second.
#[derive(Debug)]
pub struct Drill {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    seed: u64,
    speed: f64,
    last: Timestamp,
    /// Whether those who wait have been woken since the drill began.
    awake: bool,
    /// Who is told of progress.
    hub: Arc<Hub>,
}

impl Drill {
    /// A drill that begins now. `speed` 1 is real time, 60 a minute a second.
    /// `hub` is told of progress.
    pub fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        seed: u64,
        speed: f64,
        hub: Arc<Hub>,
    ) -> Self {
        let last = clock.now();
        Self {
            store,
            clock,
            seed,
            speed,
            last,
            awake: false,
            hub,
        }
    }

    /// Lives through the time since the last tick; says how many people
    /// something happened to.
    pub fn tick(&mut self) -> Result<usize> {
        let now = self.clock.now();
        let passed = now.duration_since(self.last).max(SignedDuration::ZERO);
        self.last = now;
        let store = self.store.as_ref();
        if !self.awake {
            store.drill_wake()?;
            self.awake = true;
        }
        let mut moved = 0;
        for task in store.drill_tasks(now)? {
            let lived = self.lived(task.published, task.lived_ms, passed, now);
            moved += live_until(store, self.seed, &task, &lived)?;
        }
        for affair in store.drill_affairs(now - AFTER_DEADLINE)? {
            let lived = self.lived(affair.published, affair.lived_ms, passed, now);
            moved += live_affair(store, self.seed, &affair, &lived)?;
        }
        moved += self.live_moments(passed, now)?;
        Ok(moved + self.live_quests(passed, now)?)
    }

    /// Runs make progress, and those whose they are learn of it.
    fn live_quests(&self, passed: SignedDuration, now: Timestamp) -> Result<usize> {
        self.store.settle(now)?;
        let runs = self.store.drill_runs()?;
        let steps: Vec<_> = runs
            .iter()
            .map(|run| {
                let lived = self.lived(run.accepted, run.lived_ms, passed, now);
                quest_plan::step(self.seed, run, &lived)
            })
            .collect();
        if steps.is_empty() {
            return Ok(0);
        }
        let moved = self.store.drill_runs_write(&steps)?;
        let count = moved.len();
        for one in moved {
            self.hub.tell(one.user_id, Notice::Progressed(one));
        }
        Ok(count)
    }

    /// The time that passed, as a matter published at `published` lives it.
    fn lived(
        &self,
        published: Timestamp,
        from_ms: i64,
        passed: SignedDuration,
        now: Timestamp,
    ) -> Lived {
        let since_published = now.duration_since(published).max(SignedDuration::ZERO);
        let lived = passed.min(since_published).as_secs_f64() * 1_000.0 * self.speed;
        Lived {
            from_ms,
            until_ms: from_ms.saturating_add(lived.round() as i64),
            now,
            speed: self.speed,
        }
    }
}

/// A stretch of a matter's drill time that ends now.
#[derive(Debug, Clone, Copy)]
pub struct Lived {
    pub from_ms: i64,
    pub until_ms: i64,
    pub now: Timestamp,
    /// Drill seconds a second.
    pub speed: f64,
}

impl Lived {
    /// Everything from publishing to `now`, in real time.
    pub fn since(published: Timestamp, now: Timestamp) -> Self {
        Self {
            from_ms: 0,
            until_ms: now.as_millisecond() - published.as_millisecond(),
            now,
            speed: 1.0,
        }
    }

    /// The time that is written down for a moment of drill time.
    pub fn wall(&self, drill_ms: i64) -> Timestamp {
        let ago = ((self.until_ms - drill_ms) as f64 / self.speed) as i64;
        self.now - SignedDuration::from_millis(ago)
    }

    /// The drill time at a moment that is to come.
    fn drill_ms_at(&self, wall: Timestamp) -> i64 {
        let ahead = wall.duration_since(self.now).as_secs_f64() * 1_000.0 * self.speed;
        self.until_ms.saturating_add((ahead as i64).max(1))
    }
}

/// Lives through a stretch of one task.
pub fn live_until(store: &dyn Store, seed: u64, task: &DrillTask, lived: &Lived) -> Result<usize> {
    let gather_ms = task.gather.as_millisecond() - task.published.as_millisecond();
    let mut moved = 0;
    loop {
        let due = store.drill_due(task.task_id, lived.until_ms, BATCH)?;
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
                .step(person, lived.until_ms, |drill_ms| lived.wall(drill_ms))
            })
            .collect();
        store.drill_write(task.task_id, lived.until_ms, &steps)?;
        moved += steps.len();
        if (due.len() as i64) < BATCH {
            return Ok(moved);
        }
    }
}

/// Lives through a stretch of one mission or meeting.
pub fn live_affair(
    store: &dyn Store,
    seed: u64,
    affair: &DrillAffair,
    lived: &Lived,
) -> Result<usize> {
    let mut moved = 0;
    loop {
        let due = store.drill_affair_due(affair.affair, lived.until_ms, BATCH)?;
        let steps: Vec<_> = due
            .iter()
            .map(|&student_id| ClubPlan::new(seed, student_id, affair).step(student_id, lived))
            .collect();
        store.drill_affair_write(affair.affair, lived.until_ms, &steps)?;
        moved += steps.len();
        if (due.len() as i64) < BATCH {
            return Ok(moved);
        }
    }
}
