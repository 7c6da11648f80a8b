//! The outbox: every write to a server goes through here, so that nothing goes
//! out by accident and nothing goes out twice.
//!
//! ```text
//! draft ─► queued ─► sending ─► confirmed
//!            │  ▲       ├─────► rejected
//!            │  └───────┤ (no byte left)
//!            ▼          └─────► unknown ─► confirmed │ taken back, by reading
//!        taken back                        or by the user's verdict
//! ```
//!
//! An entry is `sending` on disk, synced, before its first byte leaves. What
//! was `sending` when the program ended is therefore `unknown` at the next
//! start, and only a compare-and-set on the stored state begins a send.

mod clubs;
mod effect;
mod enqueue;
mod finish;
mod news;
mod outcome;
mod publish;
mod quests;
mod record;
mod search;
mod send;
mod tasks;
#[cfg(test)]
mod tests;

pub(crate) use clubs::{act, publish};
pub(crate) use finish::finish_task;
pub(crate) use publish::publish_task;
pub(crate) use quests::{act_on_quests, send_quest};

use crate::{client::Client, commands::OutboxCounts, notices, store};
use effect::{announce, fetch_effect};
use muster_domain::{
    error::AppError,
    event::Tag,
    id::{ConnectionId, DraftId, OutboxId, TaskId},
    outbox::{EffectSearch, OutboxEntry, OutboxState, Verdict},
    time::Time,
};
use news::{By, News};
use record::record;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use tokio::sync::Notify;

/// Between queueing and the first byte, milliseconds: time to take it back.
const GRACE_MS: i64 = 10_000;

/// What the outbox keeps in memory; everything else is in the database.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// Something was queued, or may leave earlier than thought.
    wake: Notify,
    /// The searches for effects that run; each is told when a newer one for
    /// its entry takes over.
    searches: Mutex<HashMap<OutboxId, Arc<Notify>>>,
}

/// Takes up what an earlier run left.
pub(crate) async fn resume(client: &Client) -> Result<(), AppError> {
    let desk = client.stores()?.desk;
    for entry in desk.read(store::outbox::unfinished).await? {
        let entry = match entry.state {
            // Nothing is sent behind the user's back: the ten seconds are over,
            // and so may be the reason for the call-out.
            OutboxState::Queued => {
                change(client, &entry.id, &[OutboxState::Queued], taken_back).await?
            }
            OutboxState::Sending => {
                change(client, &entry.id, &[OutboxState::Sending], cut_off).await?
            }
            _ => Some(entry),
        };
        if let Some(entry) = entry.filter(search::is_wanted) {
            search::start(client, &entry);
        }
    }
    Ok(())
}

/// Starts sending what is due.
pub(crate) fn start(client: &Client) {
    let sender = client.clone();
    client.spawn(async move { send::run(&sender).await });
}

/// Whether a queued entry waits for somebody to sign in.
fn held(entry: &OutboxEntry) -> bool {
    entry.state == OutboxState::Queued
        && matches!(
            entry.problem,
            Some(AppError::NotSignedIn { .. } | AppError::PasswordNeeded { .. })
        )
}

fn taken_back(entry: &mut OutboxEntry) {
    entry.state = OutboxState::TakenBack;
}

/// By the user's verdict, whatever was read until then: it is not by reading
/// that this is known.
fn given_up(entry: &mut OutboxEntry, now: Time) {
    taken_back(entry);
    let search = entry.search.take();
    entry.search = Some(EffectSearch {
        searched_at: search.map_or(now, |search| search.searched_at),
        readings: 0,
        found: Vec::new(),
    });
}

fn cut_off(entry: &mut OutboxEntry) {
    entry.state = OutboxState::Unknown;
    entry.problem = Some(AppError::CutOff);
}

/// Somebody signed in: what was held for it gets its ten seconds again, and
/// what is unknown is looked for again.
pub(crate) async fn signed_in(client: &Client, connection: &ConnectionId) -> Result<(), AppError> {
    let waiting = in_states(client, &[OutboxState::Queued, OutboxState::Unknown]).await?;
    for entry in waiting
        .into_iter()
        .filter(|entry| entry.connection == *connection)
    {
        if entry.state == OutboxState::Unknown {
            search::start(client, &entry);
        } else if held(&entry) && addressed(client, &entry).await.is_ok() {
            let send_at = client.now().plus_ms(GRACE_MS);
            change(client, &entry.id, &[OutboxState::Queued], move |entry| {
                entry.problem = None;
                entry.send_at = send_at;
            })
            .await?;
        }
    }
    Ok(())
}

/// Before the first byte left. Answers the draft it came from.
pub(crate) async fn take_back(client: &Client, id: &OutboxId) -> Result<Option<DraftId>, AppError> {
    let queued = &[OutboxState::Queued];
    let entry = change_by(By::User, client, id, queued, |entry| {
        taken_back(entry);
        entry.problem = None;
    })
    .await?
    .ok_or(AppError::TooLate)?;
    Ok(entry.intent.draft().cloned())
}

/// Ends the ten seconds early.
pub(crate) async fn send_now(client: &Client, id: &OutboxId) -> Result<OutboxEntry, AppError> {
    let now = client.now();
    change(client, id, &[OutboxState::Queued], move |entry| {
        entry.problem = None;
        entry.send_at = now;
    })
    .await?
    .ok_or(AppError::TooLate)
}

/// Looks again for the effect of an unknown write, from the beginning.
/// `not_found` while its connection reaches somebody else.
pub(crate) async fn search_again(client: &Client, id: &OutboxId) -> Result<OutboxEntry, AppError> {
    require_addressee(client, id).await?;
    let entry = change(client, id, &[OutboxState::Unknown], |entry| {
        entry.search = None
    })
    .await?
    .ok_or(AppError::TooLate)?;
    search::start(client, &entry);
    Ok(entry)
}

/// The user says what became of an unknown write. A task is `not_found` while
/// the connection of the entry reaches somebody else: it would be theirs.
pub(crate) async fn settle(
    client: &Client,
    id: &OutboxId,
    verdict: Verdict,
) -> Result<OutboxEntry, AppError> {
    if matches!(verdict, Verdict::Arrived { .. }) {
        require_addressee(client, id).await?;
    }
    let (now, unknown) = (client.now(), &[OutboxState::Unknown]);
    change_by(By::User, client, id, unknown, move |entry| match verdict {
        Verdict::Arrived { task } => confirm(entry, Some(task)),
        Verdict::DidNotArrive => given_up(entry, now),
    })
    .await?
    .ok_or(AppError::TooLate)
}

async fn require_addressee(client: &Client, id: &OutboxId) -> Result<(), AppError> {
    let entry = load(client, id).await?.ok_or(AppError::NotFound)?;
    addressed(client, &entry).await.map(|_| ())
}

fn confirm(entry: &mut OutboxEntry, task: Option<TaskId>) {
    entry.state = OutboxState::Confirmed;
    entry.problem = None;
    entry.task = task.or_else(|| entry.task.take());
}

/// Moves an entry that is in one of the states `from`, by the program's own
/// doing.
async fn change(
    client: &Client,
    id: &OutboxId,
    from: &'static [OutboxState],
    edit: impl FnOnce(&mut OutboxEntry) + Send + 'static,
) -> Result<Option<OutboxEntry>, AppError> {
    change_by(By::Itself, client, id, from, edit).await
}

/// Everything that must stand or fall with a change of state happens in its
/// transaction: the lines in the activity log and the inbox, and the end of a
/// draft that is confirmed.
async fn change_by(
    by: By,
    client: &Client,
    id: &OutboxId,
    from: &'static [OutboxState],
    edit: impl FnOnce(&mut OutboxEntry) + Send + 'static,
) -> Result<Option<OutboxEntry>, AppError> {
    let (id, now) = (id.clone(), client.now());
    let changed = client
        .stores()?
        .desk
        .with(move |db| {
            let edit = |entry: &mut OutboxEntry| {
                edit(entry);
                entry.changed_at = now;
            };
            store::outbox::advance(db, &id, from, edit, |db, before, entry| {
                record(db, Some(before), entry, now)?;
                news::tell(db, before, entry, by, now)
            })
        })
        .await?;
    let (changed, news) = changed.unzip();
    if let Some(entry) = &changed {
        announce(client, entry);
        match news.flatten() {
            Some(News::Raised(notice)) => notices::announce(client, notice),
            Some(News::Settled) => client.emit([Tag::Inbox]),
            None => {}
        }
        if entry.state == OutboxState::Confirmed {
            fetch_effect(client, entry);
        } else if entry.state == OutboxState::Rejected {
            quests::fetch_refused(client, entry);
        }
        client.inner().outbox.wake.notify_one();
    }
    Ok(changed)
}

/// The connector that reaches whom the entry was meant for; `not_found` if its
/// connection reaches somebody else by now, or is gone.
async fn addressed(
    client: &Client,
    entry: &OutboxEntry,
) -> Result<Arc<dyn muster_connectors::Connector>, AppError> {
    let addressee = entry.addressee.as_ref().ok_or(AppError::NotFound)?;
    client.connector_to(&entry.connection, addressee).await
}

/// What moves and what needs the user, for the rail.
pub(crate) async fn count(client: &Client) -> Result<OutboxCounts, AppError> {
    let states = &[
        OutboxState::Queued,
        OutboxState::Sending,
        OutboxState::Unknown,
    ];
    let mut counts = OutboxCounts::default();
    for entry in in_states(client, states).await? {
        if held(&entry) || entry.state == OutboxState::Unknown {
            counts.needs_you += 1;
        } else {
            counts.moving += 1;
        }
    }
    Ok(counts)
}

async fn in_states(
    client: &Client,
    states: &'static [OutboxState],
) -> Result<Vec<OutboxEntry>, AppError> {
    client
        .stores()?
        .desk
        .read(move |db| store::outbox::in_states(db, states))
        .await
}

async fn load(client: &Client, id: &OutboxId) -> Result<Option<OutboxEntry>, AppError> {
    let id = id.clone();
    client
        .stores()?
        .desk
        .read(move |db| store::outbox::load(db, &id))
        .await
}
