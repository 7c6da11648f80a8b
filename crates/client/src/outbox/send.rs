//! The sender: waits until an entry is due, then sends it once.

use super::{
    GRACE_MS, OutboxState, addressed, change, clubs, confirm, held, in_states,
    outcome::{Outcome, outcome},
    quests, search, taken_back,
};
use crate::{client::Client, quests::patiently};
use muster_connectors::{Connector, Error};
use muster_domain::{
    error::AppError,
    id::TaskId,
    outbox::{Intent, OutboxEntry, QuestEffect},
    quest::QuestRefusal,
    time::Time,
};
use std::time::Duration;

/// Further off than any pause: the clock was set back meanwhile.
const LONGEST_MS: i64 = 5 * 60_000;

/// Before a store that failed is tried again.
const AFTER_FAILURE: Duration = Duration::from_secs(1);

/// Runs until the client closes.
pub(super) async fn run(client: &Client) {
    loop {
        let woken = client.inner().outbox.wake.notified();
        match next(client).await {
            Ok(Some(entry)) => {
                let wait = entry.send_at.ms_since(client.now());
                if wait <= 0 {
                    send(client, &entry).await;
                } else if wait > LONGEST_MS {
                    wait_anew(client, &entry).await;
                } else {
                    let due = tokio::time::sleep(Duration::from_millis(wait.unsigned_abs()));
                    tokio::select! { () = due => {}, () = woken => {} }
                }
            }
            Ok(None) => woken.await,
            // What is due must not wait for somebody to queue something else.
            Err(error) => {
                if error != AppError::Locked {
                    tracing::error!(problem = %error, "read the outbox");
                }
                tokio::time::sleep(AFTER_FAILURE).await;
            }
        }
    }
}

/// Gives an entry its ten seconds by the clock as it is now.
async fn wait_anew(client: &Client, entry: &OutboxEntry) {
    let send_at = client.now().plus_ms(GRACE_MS);
    let changed = change(client, &entry.id, &[OutboxState::Queued], move |entry| {
        entry.send_at = send_at;
    });
    if let Err(error) = changed.await {
        tracing::error!(problem = %error, "set when an entry is sent");
    }
}

/// The queued entry that is due first. Those with a problem are held until
/// somebody signs in.
async fn next(client: &Client) -> Result<Option<OutboxEntry>, AppError> {
    let queued = in_states(client, &[OutboxState::Queued]).await?;
    Ok(queued
        .into_iter()
        .filter(|entry| !held(entry))
        .min_by_key(|entry| entry.send_at))
}

/// Marks the entry as sending, on disk, then lets its first byte leave. The
/// wait for the answer holds up no other entry.
async fn send(client: &Client, entry: &OutboxEntry) {
    let now = client.now();
    let begun = change(client, &entry.id, &[OutboxState::Queued], move |entry| {
        entry.state = OutboxState::Sending;
        entry.sent_at = Some(now);
        entry.attempts += 1;
        entry.problem = None;
    })
    .await;
    match begun {
        Ok(Some(entry)) => {
            let task = client.clone();
            client.spawn(async move { deliver(&task, entry).await });
        }
        // Taken back in this very moment, or begun by another process.
        Ok(None) => {}
        Err(error) => {
            tracing::error!(problem = %error, "mark an entry as sending; it was not sent");
            tokio::time::sleep(AFTER_FAILURE).await;
        }
    }
}

async fn deliver(client: &Client, entry: OutboxEntry) {
    // Removed meanwhile, or it reaches somebody else by now: no byte leaves.
    let Ok(connector) = addressed(client, &entry).await else {
        let back = change(client, &entry.id, &[OutboxState::Sending], taken_back).await;
        if let Err(error) = back {
            tracing::error!(problem = %error, "give a draft back");
        }
        return;
    };
    let now = client.now();
    let result = patiently(|| attempt(connector.as_ref(), &entry, now)).await;
    let mut next = outcome(&result, entry.attempts, &entry.intent);
    let mut problem = match &result {
        Ok(_) => {
            client.succeeded(&entry.connection, &connector).await;
            None
        }
        Err(error) => Some(client.failed(&entry.connection, &connector, error).await),
    };
    let said = result.unwrap_or_default();
    if said.is_of_nothing() {
        next = Outcome::Rejected;
        problem = Some(AppError::QuestRefused {
            refusal: QuestRefusal::PartlyFailed,
            message: String::new(),
        });
    }
    let now = client.now();
    let links = client.clone();
    let settled = change(client, &entry.id, &[OutboxState::Sending], move |entry| {
        entry.problem = problem;
        entry.said = said.words;
        entry.effect = said.effect;
        match next {
            Outcome::Confirmed => confirm(entry, said.made),
            Outcome::Unknown => entry.state = OutboxState::Unknown,
            Outcome::Rejected => entry.state = OutboxState::Rejected,
            Outcome::Back => entry.state = OutboxState::TakenBack,
            Outcome::Held => {
                entry.state = OutboxState::Queued;
                // Somebody signed in while it was on its way, and will not do so
                // again for it.
                let links = &links.inner().links;
                if !links.speaks_through(&entry.connection, &connector) {
                    entry.problem = None;
                    entry.send_at = now.plus_ms(GRACE_MS);
                }
            }
            Outcome::Again { after_ms } => {
                entry.state = OutboxState::Queued;
                entry.send_at = now.plus_ms(after_ms);
            }
        }
    })
    .await;
    match settled {
        Ok(Some(entry)) if matches!(entry.state, OutboxState::Unknown | OutboxState::Confirmed) => {
            search::start(client, &entry);
        }
        Ok(_) => {}
        // The entry stays `sending` on disk and is unknown at the next start.
        Err(error) => tracing::error!(problem = %error, "record what became of a write"),
    }
}

/// What a server said beside yes.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub words: Option<String>,
    /// What was made.
    pub made: Option<TaskId>,
    pub effect: Option<QuestEffect>,
}

impl Said {
    /// A batch of which nothing was done.
    fn is_of_nothing(&self) -> bool {
        matches!(&self.effect, Some(QuestEffect::Batch(batch)) if batch.done() == 0)
    }
}

async fn attempt(connector: &dyn Connector, entry: &OutboxEntry, now: Time) -> Result<Said, Error> {
    let tasks = || connector.tasks().ok_or(Error::WrongServer);
    match &entry.intent {
        Intent::PublishTask { task, .. } => tasks()?.publish(task).await.map(|_| Said::default()),
        Intent::FinishTask { task, .. } => tasks()?.finish(task).await.map(|_| Said::default()),
        Intent::Club { write } => {
            let words = clubs::attempt(connector, write).await?;
            Ok(Said {
                words,
                ..Said::default()
            })
        }
        Intent::Quest { write } => quests::attempt(connector, write, now).await,
    }
}
