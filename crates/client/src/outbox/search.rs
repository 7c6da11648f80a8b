//! Finding out what became of a write by reading. Two complete readings, some
//! seconds apart, settle it.

use super::{OutboxState, addressed, change, clubs, confirm, load, quests, taken_back, tasks};
use crate::{client::Client, store};
use muster_connectors::{Connector, Error};
use muster_domain::{
    error::AppError,
    id::{OutboxId, TaskId},
    outbox::{EffectSearch, FoundTask, Intent, OutboxEntry, QuestEffect},
    quest::BatchOutcome,
    task::Phase,
    time::Time,
};
use std::{
    collections::HashMap,
    sync::{Arc, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::sync::Notify;

/// Pauses before each attempt to read, milliseconds; the last repeats. The
/// first leaves a server that was cut off in the middle time to finish.
const PAUSES_MS: [u64; 6] = [2_000, 5_000, 10_000, 30_000, 60_000, 300_000];

/// Complete readings that settle an unknown write.
const READINGS: u32 = 2;

/// How far a server's clock may be off, beyond what its answers tell,
/// milliseconds.
pub(super) const SLACK_MS: i64 = 120_000;

/// Looks for the effect of an entry in the background, once at a time. A
/// search that waits for its next reading begins anew.
pub(super) fn start(client: &Client, entry: &OutboxEntry) {
    let id = entry.id.clone();
    let anew = Arc::new(Notify::new());
    if let Some(running) = searches(client).insert(id.clone(), Arc::clone(&anew)) {
        running.notify_one();
    }
    let task = client.clone();
    client.spawn(async move {
        if let Err(error) = search(&task, &id, &anew).await {
            tracing::error!(problem = %error, "look for the effect of a write");
        }
        let mut searches = searches(&task);
        if searches
            .get(&id)
            .is_some_and(|current| Arc::ptr_eq(current, &anew))
        {
            searches.remove(&id);
        }
    });
}

/// By entry: told when a newer search takes over.
fn searches(client: &Client) -> MutexGuard<'_, HashMap<OutboxId, Arc<Notify>>> {
    client
        .inner()
        .outbox
        .searches
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
}

async fn search(client: &Client, id: &OutboxId, replaced: &Notify) -> Result<(), AppError> {
    let last = PAUSES_MS[PAUSES_MS.len() - 1];
    for pause in PAUSES_MS.into_iter().chain(std::iter::repeat(last)) {
        tokio::select! {
            () = tokio::time::sleep(Duration::from_millis(pause)) => {}
            () = replaced.notified() => return Ok(()),
        }
        let Some(entry) = load(client, id).await? else {
            return Ok(());
        };
        if !is_wanted(&entry) {
            return Ok(());
        }
        // Whoever else the connection reaches by now knows nothing of this; the
        // next sign-in begins it anew.
        let Ok(connector) = addressed(client, &entry).await else {
            return Ok(());
        };
        match read(client, connector.as_ref(), &entry).await {
            Ok(reading) => record(client, &entry, reading).await?,
            // The next sign-in begins it anew.
            Err(error @ (Error::NotSignedIn | Error::PasswordNeeded)) => {
                client.failed(&entry.connection, &connector, &error).await;
                return Ok(());
            }
            Err(error) => {
                client.failed(&entry.connection, &connector, &error).await;
            }
        }
    }
    Ok(())
}

/// Whether another reading can tell something.
pub(super) fn is_wanted(entry: &OutboxEntry) -> bool {
    if !entry.intent.can_be_read_back() {
        return false;
    }
    match entry.state {
        OutboxState::Unknown => entry
            .search
            .as_ref()
            .is_none_or(|search| search.readings < READINGS),
        // The answer to a publication carries no id: one reading for that.
        OutboxState::Confirmed => {
            entry.task.is_none() && entry.search.is_none() && entry.intent.is_publication()
        }
        _ => false,
    }
}

/// Whether it was read often enough to know what became of it.
pub(super) fn is_settled(entry: &OutboxEntry) -> bool {
    let search = entry.search.as_ref();
    search.is_some_and(|search| search.readings >= READINGS)
}

/// What one complete reading says.
pub(super) enum Reading {
    /// Tasks that may be the publication.
    Found(Vec<FoundTask>),
    /// The same of a mission, with how many parts are missing.
    FoundByHalf(FoundTask, u32),
    /// Whether the task is finished.
    Finished(bool),
    /// What of a batch was done, and whether that is all of it.
    Batch { done: BatchOutcome, all: bool },
    /// The server does not tell, however often it is asked.
    Untold,
}

async fn read(
    client: &Client,
    connector: &dyn Connector,
    entry: &OutboxEntry,
) -> Result<Reading, Error> {
    let tasks = || connector.tasks().ok_or(Error::WrongServer);
    let taken = Taken { client, entry };
    match &entry.intent {
        Intent::Club { write } => clubs::read(connector, write, &taken).await,
        Intent::Quest { write } => quests::read(connector, write, &taken).await,
        Intent::PublishTask { task, .. } => {
            let over = client.now_on(&entry.connection) >= task.finish_at;
            let found = tasks::find(tasks()?, task, over, &taken).await?;
            Ok(Reading::Found(found))
        }
        Intent::FinishTask { task, .. } => {
            let detail = tasks()?.detail(task).await?;
            Ok(Reading::Finished(detail.value.summary.phase == Phase::Done))
        }
    }
}

/// What is the effect of other entries than this one.
pub(super) struct Taken<'a> {
    client: &'a Client,
    entry: &'a OutboxEntry,
}

impl Taken<'_> {
    /// Whether another entry of the same server made this. Ids are the server's
    /// own: another one may well have given the same.
    pub(super) async fn has(&self, made: &TaskId) -> bool {
        let entry = self.entry;
        let key = store::outbox::key(&entry.intent, Some(made));
        let connection = entry.connection.clone();
        let Ok(stores) = self.client.stores() else {
            return false;
        };
        let read =
            move |db: &rusqlite::Connection| store::outbox::about_of_any(db, &connection, &key);
        let about = stores.desk.read(read).await.unwrap_or_default();
        about.iter().any(|other| {
            other.id != entry.id
                && other.state == OutboxState::Confirmed
                && other.intent.kind() == entry.intent.kind()
                && same_server(other, entry)
        })
    }

    /// Now, by our clock.
    pub(super) fn now(&self) -> Time {
        self.client.now()
    }

    /// When it was sent, by our clock.
    pub(super) fn sent_at(&self) -> Time {
        self.entry.sent_at.unwrap_or(self.entry.created_at)
    }

    /// The earliest that its effect can have come about, by the clock of a server
    /// that has just told its time.
    pub(super) fn earliest(&self, server_time: Option<Time>) -> Time {
        let skew = server_time.map_or(0, |server| server.ms_since(self.now()));
        self.sent_at().plus_ms(skew - SLACK_MS)
    }

    /// How many others of its kind were confirmed that were sent since then, by
    /// our clock.
    pub(super) async fn alike_since(&self, since: Time) -> Result<usize, Error> {
        let entry = self.entry;
        let key = store::outbox::key(&entry.intent, None);
        let connection = entry.connection.clone();
        let read =
            move |db: &rusqlite::Connection| store::outbox::about_of_any(db, &connection, &key);
        // Without the store nothing can be settled either.
        let stores = self.client.stores().map_err(|_| Error::NotSignedIn)?;
        let about = stores
            .desk
            .read(read)
            .await
            .map_err(|_| Error::NotSignedIn)?;
        let alike = about.iter().filter(|other| {
            other.id != entry.id
                && other.state == OutboxState::Confirmed
                && other.intent.kind() == entry.intent.kind()
                && other.sent_at.is_some_and(|at| at >= since)
                && same_server(other, entry)
        });
        Ok(alike.count())
    }

    /// Those that no other entry made.
    pub(super) async fn without(&self, found: impl Iterator<Item = FoundTask>) -> Vec<FoundTask> {
        let mut free = Vec::new();
        for one in found {
            if !self.has(&one.id).await {
                free.push(one);
            }
        }
        free
    }
}

/// Whatever the accounts: of one connection, which may have moved meanwhile.
fn same_server(one: &OutboxEntry, other: &OutboxEntry) -> bool {
    let server = |entry: &OutboxEntry| {
        let addressee = entry.addressee.clone()?;
        Some((addressee.kind, addressee.base_url, addressee.modules))
    };
    one.connection == other.connection && server(one) == server(other)
}

async fn record(client: &Client, entry: &OutboxEntry, reading: Reading) -> Result<(), AppError> {
    let now = client.now();
    let states: &'static [OutboxState] = &[OutboxState::Unknown, OutboxState::Confirmed];
    change(client, &entry.id, states, move |entry| {
        // The user may have settled it meanwhile.
        if !is_wanted(entry) {
            return;
        }
        let readings = entry.search.as_ref().map_or(0, |search| search.readings) + 1;
        match reading {
            Reading::Finished(done) => {
                entry.search = Some(EffectSearch {
                    searched_at: now,
                    readings,
                    found: Vec::new(),
                });
                if done {
                    confirm(entry, None);
                } else if readings >= READINGS && refused(entry) {
                    entry.state = OutboxState::Rejected;
                } else if readings >= READINGS && entry.state == OutboxState::Unknown {
                    taken_back(entry);
                }
            }
            Reading::Batch { done, all } => {
                entry.search = Some(EffectSearch {
                    searched_at: now,
                    readings,
                    found: Vec::new(),
                });
                let some = done.done() > 0;
                if all || (some && readings >= READINGS) {
                    entry.effect = Some(QuestEffect::Batch(done));
                    confirm(entry, None);
                } else if readings >= READINGS && entry.state == OutboxState::Unknown {
                    taken_back(entry);
                }
            }
            // It is the user who settles it.
            Reading::Untold => {
                entry.search = Some(EffectSearch {
                    searched_at: now,
                    readings: readings.max(READINGS),
                    found: Vec::new(),
                });
            }
            Reading::FoundByHalf(found, missing) => {
                if readings >= READINGS || entry.state == OutboxState::Confirmed {
                    entry.parts_missing = Some(missing);
                    confirm(entry, Some(found.id.clone()));
                }
                entry.search = Some(EffectSearch {
                    searched_at: now,
                    readings,
                    found: vec![found],
                });
            }
            Reading::Found(found) => {
                let settled = readings >= READINGS || entry.state == OutboxState::Confirmed;
                match found.as_slice() {
                    [only] if settled => confirm(entry, Some(only.id.clone())),
                    [] if settled && refused(entry) => entry.state = OutboxState::Rejected,
                    _ => {}
                }
                entry.search = Some(EffectSearch {
                    searched_at: now,
                    readings,
                    found,
                });
            }
        }
    })
    .await?;
    Ok(())
}

/// Whether the server itself said no, which reading has now confirmed.
fn refused(entry: &OutboxEntry) -> bool {
    let no = matches!(
        entry.problem,
        Some(AppError::Rejected { .. } | AppError::NotPermitted | AppError::NotAccepted { .. })
    );
    entry.state == OutboxState::Unknown && no
}
