//! Keeping the cache fresh: what is on screen is fetched by a schedule, what
//! is asked for the first time is fetched at once. The UI learns of it by tags
//! and reads the cache again.

mod boards;
mod clubs;
mod era;
mod fetch;
mod head;
mod moments;
mod paging;
mod pulse;
mod quests;
mod schedule;
mod sink;
mod slices;
mod tasks;
mod watched;

pub(crate) use era::Era;
pub(crate) use fetch::reach;
pub(crate) use head::response_head;
pub(crate) use quests::{BoardHead, is_gone, read_board};
pub(crate) use schedule::{SLOW_MS, after_failures_ms, interval_ms, jittered};
pub(crate) use slices::read_slices;
pub(crate) use watched::Watched;

use crate::{
    client::{Client, lock},
    commands::Target,
    notices, store,
};
use era::Eras;
use muster_domain::{error::AppError, event::Tag, id::ConnectionId, task::TaskSummary, time::Time};
use pulse::Pulse;
use std::{
    collections::{BTreeSet, HashMap},
    sync::Mutex,
    time::Duration,
};
use tokio::sync::{Notify, watch};

/// Ages alone are told after this pause, together.
const AGES_PAUSE: Duration = Duration::from_millis(400);

/// The wall clock may jump (sleep, a correction): look at it this often.
const LONGEST_SLEEP_MS: i64 = 15_000;

type Flight = watch::Receiver<Option<Result<(), AppError>>>;

/// What the polling keeps in memory.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// By window.
    on_screen: Mutex<HashMap<String, OnScreen>>,
    wake: Notify,
    flights: Mutex<HashMap<Target, Flight>>,
    pulses: Mutex<HashMap<Target, Pulse>>,
    eras: Mutex<HashMap<ConnectionId, Eras>>,
    /// Tags of what only grew older.
    aged: Mutex<BTreeSet<Tag>>,
}

/// What one window shows.
#[derive(Debug)]
struct OnScreen {
    targets: BTreeSet<Target>,
    visible: bool,
}

impl State {
    /// Forgets how the fetches for a connection went, and keeps those that are
    /// under way from being stored, and from being joined.
    pub(crate) fn forget(&self, connection: &ConnectionId) {
        {
            let mut flights = lock(&self.flights);
            self.eras(connection).end();
            flights.retain(|target, _| target.connection() != connection);
        }
        self.make_due(connection);
    }

    /// Everything of the connection is worth another attempt now. What is under
    /// way is left to land.
    pub(crate) fn make_due(&self, connection: &ConnectionId) {
        lock(&self.pulses).retain(|target, _| target.connection() != connection);
        self.wake.notify_one();
    }

    /// What any window shows to somebody. A hidden window counts for nothing.
    fn seen(&self) -> BTreeSet<Target> {
        lock(&self.on_screen)
            .values()
            .filter(|window| window.visible)
            .flat_map(|window| window.targets.iter().cloned())
            .collect()
    }

    fn eras(&self, connection: &ConnectionId) -> Eras {
        let mut eras = lock(&self.eras);
        eras.entry(connection.clone()).or_default().clone()
    }

    /// Why the last fetch of the target failed; `None` once one succeeds.
    pub(crate) fn problem(&self, target: &Target) -> Option<AppError> {
        lock(&self.pulses).get(target)?.problem.clone()
    }
}

/// Starts the polling.
pub(crate) fn start(client: &Client) {
    let poller = client.clone();
    client.spawn(async move { run(&poller).await });
}

/// The cache is empty: everything on screen is fetched again.
pub(crate) async fn begin_anew(client: &Client) {
    lock(&client.inner().sync.pulses).clear();
    client.inner().sync.wake.notify_one();
    let Ok(stores) = client.stores() else { return };
    if let Ok(rows) = stores.desk.read(store::connections::list).await {
        let tags = rows.into_iter().flat_map(|row| Tag::lists(&row.id));
        client.emit(tags);
    }
}

/// What the window shows now, in the place of what it showed before.
pub(crate) fn watch(client: &Client, window: &str, targets: Vec<Target>, visible: bool) {
    let sync = &client.inner().sync;
    let shown = OnScreen {
        targets: targets.into_iter().collect(),
        visible,
    };
    lock(&sync.on_screen).insert(window.to_owned(), shown);
    sync.wake.notify_one();
}

/// The window shows nothing any more.
pub(crate) fn unwatch(client: &Client, window: &str) {
    lock(&client.inner().sync.on_screen).remove(window);
}

/// What any window shows to somebody.
pub(crate) fn shown(client: &Client) -> BTreeSet<Target> {
    client.inner().sync.seen()
}

/// The time until the cache of a connection is wiped.
pub(crate) fn era(client: &Client, connection: &ConnectionId) -> Era {
    client.inner().sync.eras(connection).now()
}

/// Fetches now; joins a fetch that is under way.
pub(crate) async fn refresh(client: &Client, target: &Target) -> Result<(), AppError> {
    client.stores()?;
    let mut flight = take_off(client, target);
    let landed = flight.wait_for(Option::is_some).await;
    match landed.map(|result| (*result).clone()) {
        Ok(Some(result)) => result,
        // The client was closed meanwhile.
        _ => Err(AppError::Locked),
    }
}

/// Fetches what the server has from now on: a fetch that is under way may have
/// been answered before.
pub(crate) async fn refresh_anew(client: &Client, target: &Target) -> Result<(), AppError> {
    if let Some(mut older) = under_way(client, target) {
        // However it landed.
        let _ = older.wait_for(Option::is_some).await;
    }
    refresh(client, target).await
}

/// The same, in the background.
pub(crate) fn fetch_now(client: &Client, target: &Target) {
    if under_way(client, target).is_none() {
        take_off(client, target);
        return;
    }
    let (later, target) = (client.clone(), target.clone());
    client.spawn(async move {
        // How it went shows where the target does.
        let _ = refresh_anew(&later, &target).await;
    });
}

/// Fetches in the background what was never fetched nor tried since the start
/// or the last sign-in.
pub(crate) fn want(client: &Client, target: &Target) {
    if !lock(&client.inner().sync.pulses).contains_key(target) {
        take_off(client, target);
    }
}

/// When the target wants a refresh, from its age.
pub(crate) fn stale_after(
    client: &Client,
    target: &Target,
    tasks: &[TaskSummary],
    fetched_at: Time,
) -> Time {
    let there = client.on_clock_of(target.connection(), fetched_at);
    fetched_at.plus_ms(interval_ms(target, tasks, there))
}

fn under_way(client: &Client, target: &Target) -> Option<Flight> {
    let flights = lock(&client.inner().sync.flights);
    flights.get(target).filter(|flight| flies(flight)).cloned()
}

/// One whose task is gone without landing does not.
fn flies(flight: &Flight) -> bool {
    flight.has_changed().is_ok()
}

/// The fetch of a target that is under way, or a new one.
fn take_off(client: &Client, target: &Target) -> Flight {
    let sync = &client.inner().sync;
    let mut flights = lock(&sync.flights);
    if let Some(flight) = flights.get(target).filter(|flight| flies(flight)) {
        return flight.clone();
    }
    let (sender, receiver) = watch::channel(None);
    flights.insert(target.clone(), receiver.clone());
    let era = sync.eras(target.connection()).now();
    drop(flights);
    lock(&sync.pulses).entry(target.clone()).or_default();
    let (client, target) = (client.clone(), target.clone());
    let spawner = client.clone();
    spawner.spawn(async move {
        let result = fetch::fetch(&client, &target, &era).await;
        if !era.is_over() {
            pulse::note(&client, &target, &result).await;
            if result.is_ok() {
                notices::fetched(&client, &target).await;
            }
        }
        let sync = &client.inner().sync;
        {
            let mut flights = lock(&sync.flights);
            // Else the flight that is there now is not this one.
            if !era.is_over() {
                flights.remove(&target);
            }
        }
        sync.wake.notify_one();
        sender.send_replace(Some(result));
    });
    receiver
}

async fn run(client: &Client) {
    loop {
        let sync = &client.inner().sync;
        let wait = poll(client).await;
        let sleep = tokio::time::sleep(Duration::from_millis(wait.unsigned_abs()));
        tokio::select! {
            () = sleep => {},
            () = sync.wake.notified() => {},
        }
    }
}

/// Starts the fetches that are due. Answers how long nothing else will be,
/// milliseconds.
async fn poll(client: &Client) -> i64 {
    let sync = &client.inner().sync;
    let targets = sync.seen();
    let mut wait = LONGEST_SLEEP_MS;
    for target in targets {
        if under_way(client, &target).is_some() {
            continue;
        }
        let due_in = pulse::due_in_ms(client, &target);
        if due_in <= 0 {
            take_off(client, &target);
        } else {
            wait = wait.min(due_in);
        }
    }
    wait
}

/// Tells of values that are the same and newer: later, all at once.
fn tell_ages(client: &Client, tags: Vec<Tag>) {
    let mut aged = lock(&client.inner().sync.aged);
    let first = aged.is_empty();
    aged.extend(tags);
    drop(aged);
    if first {
        let teller = client.clone();
        client.spawn(async move {
            tokio::time::sleep(AGES_PAUSE).await;
            let tags = std::mem::take(&mut *lock(&teller.inner().sync.aged));
            teller.emit(tags);
        });
    }
}

#[cfg(test)]
mod tests;
