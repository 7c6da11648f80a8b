//! What happens without anybody asking: the simulated unit moves, and time
//! runs out for somebody.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval};

use super::BackendError;
use crate::drill::Drill;
use crate::service::quests::Quests;
use crate::store::StoreError;

/// How often that is looked at.
const TICK: Duration = Duration::from_millis(500);

#[derive(Debug)]
pub struct Life {
    /// `None` while the speed is 0.
    pub drill: Option<Mutex<Drill>>,
    pub quests: Arc<Quests>,
}

impl Life {
    /// Lives through the time since it last did; says how many people
    /// something happened to.
    pub async fn live_on(self: &Arc<Self>) -> Result<usize, BackendError> {
        let life = Arc::clone(self);
        tokio::task::spawn_blocking(move || life.tick()).await?
    }

    fn tick(&self) -> Result<usize, BackendError> {
        let moved = match &self.drill {
            Some(drill) => drill.lock().map_err(|_| StoreError::Poisoned)?.tick()?,
            None => 0,
        };
        Ok(moved + self.quests.tick()?)
    }
}

/// Goes on until the server stops.
pub fn live(life: Arc<Life>, mut stopping: watch::Receiver<()>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut ticks = interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = stopping.changed() => return,
                _ = ticks.tick() => {}
            }
            match life.live_on().await {
                Ok(0) => {}
                Ok(people) => tracing::debug!(people, "something happened"),
                Err(BackendError::Work(_)) => return,
                Err(error) => tracing::error!(%error, "what happens by itself did not"),
            }
        }
    })
}
