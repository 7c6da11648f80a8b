//! A seat behind a server that keeps no order, and the database behind that.

use super::{
    shown::Screen,
    truth::{Database, Truth},
};
use crate::{cable::Cable, fault_proxy::FaultProxy, seat::Seat};
use jiff::SignedDuration;
use muster_backend::{Clock, Db, Dialect, ManualClock, Options};
use muster_domain::error::AppError;
use rand::{RngExt, rngs::StdRng};
use serde_json::Value;
use std::sync::Arc;
use tempfile::TempDir;

/// Noon in Beijing.
const START: &str = "2026-05-06T04:00:00Z";
/// The unit lives on by this much, again and again, until so many people have
/// answered or arrived; at most so often.
const STEP: SignedDuration = SignedDuration::from_secs(10);
const NEWS: usize = 2;
const STEPS: usize = 90;

pub struct Scene {
    pub seat: Seat,
    pub proxy: FaultProxy,
    pub task: String,
    clock: Arc<ManualClock>,
    database: Database,
    _folder: TempDir,
}

/// A screen after a refresh.
pub struct Seen {
    /// Its head and its people before.
    pub before: (Value, Value),
    pub refreshed: Result<Value, AppError>,
    /// The read of its head.
    pub head: Value,
    pub shown: Value,
}

impl Scene {
    /// With a task that calls everybody.
    pub async fn open(dialect: Dialect, seed: u64) -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("backend.db");
        let clock = Arc::new(ManualClock::at(START.parse().unwrap()));
        let options = Options {
            dialect,
            db: Db::Path(path.clone()),
            clock: Arc::<ManualClock>::clone(&clock),
            ..Options::default()
        };
        let seat = Seat::facing(options, Cable::lay().await).await;
        let time: Arc<dyn Clock> = Arc::<ManualClock>::clone(&clock);
        let proxy = FaultProxy::step_between(seat.cable(), time, seed).await;
        seat.arrive("superior").await;
        let draft = seat.draft("全城抢险").await;
        let totals = seat.choose(&draft, "offices", "office", 1).await;
        assert_eq!(totals["people"], 400);
        let entry = seat.send(&draft).await;
        let task = seat.task_of(&entry).await;
        seat.fetch("task", "get_task", &task).await;
        Self {
            seat,
            proxy,
            task,
            clock,
            database: Database::open(&path),
            _folder: folder,
        }
    }

    pub fn now(&self) -> i64 {
        self.clock.now().as_millisecond()
    }

    pub fn truth(&self) -> Truth {
        self.database.read(&self.task)
    }

    /// Lets the unit answer some more. Then the clock stands, and nothing
    /// happens to anybody until the next time.
    pub async fn live_on(&self, before: &Truth) -> Truth {
        let mut truth = self.truth();
        for _ in 0..STEPS {
            self.clock.advance(STEP);
            self.seat.backend().live_on().await.unwrap();
            truth = self.truth();
            if truth.news() >= before.news() + NEWS {
                break;
            }
        }
        truth
    }

    /// As the UI does: refresh, then read.
    pub async fn refresh(&self, screen: Screen, dice: &mut StdRng) -> Seen {
        // A refresh joins a reading of the lookout that is under way, which may
        // have begun before the clock stood: one is let pass.
        if screen == Screen::Responses {
            let _ = self.seat.refresh(screen.target(), &self.task).await;
        }
        let (limit, pick) = (dice.random_range(20..=200), dice.random_range(0..1_000));
        let before = self.look(screen, limit, pick).await;
        let refreshed = self.seat.refresh(screen.target(), &self.task).await;
        let (head, shown) = self.look(screen, limit, pick).await;
        Seen {
            before: (before.0, before.1["people"].clone()),
            refreshed,
            head,
            shown,
        }
    }

    /// The head of a screen, and everything on it once it was ever read.
    async fn look(&self, screen: Screen, limit: u32, pick: usize) -> (Value, Value) {
        let head = screen.head(&self.seat, &self.task).await;
        if head["value"].is_null() {
            return (head, Value::Null);
        }
        let shown = screen.read(&self.seat, &self.task, limit, pick).await;
        (head, shown)
    }
}
