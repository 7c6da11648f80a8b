//! A backend with the quests of the sample.

use crate::{cable::Cable, seat::Clock};
use jiff::{SignedDuration, Timestamp};
use muster_backend::{
    Backend, BackendError, Clock as _, GrantRecount, ManualClock, Options, Rate, Running, accounts,
};
use muster_domain::time::Time;
use std::{sync::Arc, time::Duration};
use tokio::task::JoinSet;

const START: &str = "2018-05-07T12:00:00Z";

/// How far a clock that runs goes at once.
const TICK: Duration = Duration::from_millis(20);

pub struct Guild {
    backend: Running,
    clock: Arc<ManualClock>,
    /// Lets the clock run, until dropped.
    running: JoinSet<()>,
}

impl Guild {
    /// Where nobody makes progress by themselves.
    pub async fn open() -> Self {
        Self::with(Vec::new(), 0.0, None).await
    }

    /// The same, where each user may make only so many calls and the clock runs.
    pub async fn that_counts(rate: Rate) -> Self {
        let mut guild = Self::with(Vec::new(), 0.0, Some(rate)).await;
        let clock = Arc::clone(&guild.clock);
        guild.running.spawn(async move {
            loop {
                tokio::time::sleep(TICK).await;
                clock.advance(SignedDuration::try_from(TICK).unwrap());
            }
        });
        guild
    }

    /// At the other end of a cable.
    pub async fn behind(cable: &Cable) -> Self {
        Self::behind_at(cable, 0.0).await
    }

    /// The same, where the account makes progress at this speed.
    pub async fn behind_at(cable: &Cable, speed: f64) -> Self {
        let guild = Self::with(vec![cable.host()], speed, None).await;
        cable.plug_in(&guild.url());
        guild
    }

    async fn with(hosts: Vec<String>, speed: f64, rate: Option<Rate>) -> Self {
        let clock = Arc::new(ManualClock::at(START.parse::<Timestamp>().unwrap()));
        let backend = Backend::start(Options {
            hosts,
            speed,
            clock: Arc::<ManualClock>::clone(&clock),
            // By a clock that stands nobody's bucket ever fills again.
            rate,
            ..Options::default()
        })
        .await
        .unwrap();
        let running = JoinSet::new();
        Self {
            backend,
            clock,
            running,
        }
    }

    pub fn now(&self) -> Time {
        Time(self.clock.now().as_millisecond())
    }

    /// The same clock, for a core.
    pub fn clock(&self) -> Clock {
        let clock = Arc::clone(&self.clock);
        Arc::new(move || Time(clock.now().as_millisecond()))
    }

    pub fn url(&self) -> String {
        self.backend.url()
    }

    pub fn wait_minutes(&self, minutes: i64) {
        self.clock.advance(SignedDuration::from_mins(minutes));
    }

    /// Lets so much time pass, and what happens in it happen.
    pub async fn live_on(&self, seconds: i64) -> Result<usize, BackendError> {
        self.clock.advance(SignedDuration::from_secs(seconds));
        self.backend.live_on().await
    }

    /// How often the rewards of a quest were handed out to somebody.
    pub async fn grants(&self, role: &str, quest: &str) -> i64 {
        let all = self.backend.recount_grants().await.unwrap();
        let of =
            |grant: &&GrantRecount| grant.username == role && grant.quest_id.to_string() == quest;
        all.iter().filter(of).map(|grant| grant.grants).sum()
    }

    pub async fn close(self) {
        self.backend.stop().await;
    }
}

/// Name and password of an account.
pub fn credentials(role: &str) -> (String, String) {
    let all = accounts();
    let account = all
        .iter()
        .find(|account| account.connector == "questboard" && account.role == role)
        .unwrap();
    (account.username.to_owned(), account.password.to_owned())
}
