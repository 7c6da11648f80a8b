//! What questboard servers tell unasked: one line to each that somebody is
//! signed in to, for as long as the program runs. A line that ends is opened
//! anew, and what may have been missed in between is read once.

use super::patch;
use crate::{
    client::{Client, lock},
    commands::{QuestView, Target},
    links, notices, store,
    store::club_answers,
    sync::{self, Era},
};
use muster_connectors::{Connector, Error, QuestNotices};
use muster_domain::{
    connection::{ConnectorKind, SessionState},
    error::AppError,
    event::Tag,
    id::{ConnectionId, QuestId},
    notice::QuestSaid,
    quest::{QuestNotice, QuestProgress},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    sync::Notify,
    task::{AbortHandle, JoinSet},
};

/// The connections are looked through at least this often.
const LOOK: Duration = Duration::from_secs(15);

/// A line that had been open is opened again within this, milliseconds.
const AGAIN_MS: u128 = 500;

/// The pause after the first attempt that failed, milliseconds; it doubles up to
/// the longest.
const AFTER_FAILURE_MS: i64 = 1_000;
const LONGEST_MS: i64 = 60_000;

/// What is kept of the lines in memory.
#[derive(Debug, Default)]
pub(crate) struct State {
    wake: Notify,
    heard: Mutex<HashMap<ConnectionId, Heard>>,
}

/// How often something was learned by other ways than reading. An answer that
/// was on its way meanwhile is older than that.
#[derive(Debug, Default)]
struct Heard {
    of_all: u64,
    of_each: BTreeMap<QuestId, u64>,
}

impl State {
    /// How often something was learned of a quest, or of any.
    pub(crate) fn heard(&self, connection: &ConnectionId, quest: Option<&QuestId>) -> u64 {
        let all = lock(&self.heard);
        let Some(heard) = all.get(connection) else {
            return 0;
        };
        let of_each = match quest {
            Some(quest) => heard.of_each.get(quest).copied().unwrap_or(0),
            None => heard.of_each.values().sum(),
        };
        heard.of_all + of_each
    }

    /// Something was told of a quest.
    fn hear(&self, connection: &ConnectionId, quest: &QuestId) {
        let mut all = lock(&self.heard);
        let heard = all.entry(connection.clone()).or_default();
        *heard.of_each.entry(quest.clone()).or_default() += 1;
    }

    /// Whatever is on its way is asked for again.
    pub(crate) fn outdate(&self, connection: &ConnectionId) {
        let mut all = lock(&self.heard);
        all.entry(connection.clone()).or_default().of_all += 1;
    }
}

/// Starts listening.
pub(crate) fn start(client: &Client) {
    let keeper = client.clone();
    client.spawn(async move { keep(&keeper).await });
}

/// Somebody signed in or out, or a connection changed.
pub(crate) fn wake(client: &Client) {
    client.inner().quests.wake.notify_one();
}

/// A connection that is listened to.
struct Line {
    connector: Arc<dyn Connector>,
    listening: AbortHandle,
}

/// Runs until the client closes.
async fn keep(client: &Client) {
    let mut lines: HashMap<ConnectionId, Line> = HashMap::new();
    let mut listening = JoinSet::new();
    loop {
        let wanted = wanted(client).await;
        lines.retain(|id, line| {
            let connector = wanted.get(id);
            let stays = connector.is_some_and(|now| Arc::ptr_eq(now, &line.connector))
                && !line.listening.is_finished();
            if !stays {
                line.listening.abort();
            }
            stays
        });
        for (id, connector) in wanted {
            lines.entry(id).or_insert_with_key(|id| Line {
                listening: listening.spawn(listen(
                    client.clone(),
                    id.clone(),
                    Arc::clone(&connector),
                )),
                connector,
            });
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            () = client.inner().quests.wake.notified() => {}
            Some(_) = listening.join_next() => {}
        }
    }
}

/// Whom to listen to.
async fn wanted(client: &Client) -> HashMap<ConnectionId, Arc<dyn Connector>> {
    let rows = match client.stores() {
        Ok(stores) => stores.desk.read(store::connections::list).await,
        Err(error) => Err(error),
    };
    let mut wanted = HashMap::new();
    for row in rows.unwrap_or_default() {
        if row.config.kind == ConnectorKind::Questboard
            && row.state == SessionState::SignedIn
            && let Ok(connector) = sync::reach(client, &row.id).await
            && connector.quests().is_some()
        {
            wanted.insert(row.id, connector);
        }
    }
    wanted
}

/// Listens until it is not wanted any more.
async fn listen(client: Client, id: ConnectionId, connector: Arc<dyn Connector>) {
    let Some(quests) = connector.quests() else {
        return;
    };
    let mut failures = 0;
    loop {
        let era = sync::era(&client, &id);
        match quests.listen().await {
            Ok(mut notices) => {
                client.succeeded(&id, &connector).await;
                failures = 0;
                // Both at once: what is told meanwhile must not pile up. A line
                // that ends before all was read leaves it to the next.
                tokio::select! {
                    () = hear(&client, &id, &era, notices.as_mut()) => {}
                    () = catch_up_and_wait(&client, &id) => {}
                }
            }
            Err(error) => {
                failures += 1;
                let problem = links::kind(&error);
                tracing::info!(problem, "listen to a questboard server");
                if matches!(error, Error::NotSignedIn) {
                    client.failed(&id, &connector, &error).await;
                    wake(&client);
                }
            }
        }
        tokio::time::sleep(pause(failures, client.random())).await;
    }
}

/// Before a line is opened again.
fn pause(failures: u32, random: u128) -> Duration {
    let ms = match failures {
        // A server that comes back is not run over by everybody at once.
        0 => i64::try_from(random % AGAIN_MS).unwrap_or(0),
        failures => {
            let ms = (AFTER_FAILURE_MS << (failures - 1).min(10)).min(LONGEST_MS);
            sync::jittered(ms, random)
        }
    };
    Duration::from_millis(ms.unsigned_abs())
}

/// Nobody told what happened while no line was open: what is on screen is read,
/// and the board, until that succeeds once. Never ends.
async fn catch_up_and_wait(client: &Client, id: &ConnectionId) {
    client.inner().quests.outdate(id);
    client.inner().sync.make_due(id);
    let board = target(id, QuestView::Board);
    let mut failures = 0;
    while let Err(error) = sync::refresh_anew(client, &board).await {
        tracing::info!(problem = %error, "read what was missed of a board");
        failures += 1;
        tokio::time::sleep(pause(failures, client.random())).await;
    }
    std::future::pending().await
}

/// Takes what is told until the line ends, or the cache is wiped: then all of it
/// is read again by the next.
async fn hear(client: &Client, id: &ConnectionId, era: &Era, notices: &mut dyn QuestNotices) {
    while let Some(told) = notices.next().await {
        if era.is_over() {
            return;
        }
        let taken = match told {
            Ok(notice) => take(client, id, era, notice).await,
            Err(error) => {
                let problem = links::kind(&error);
                tracing::info!(problem, "go on listening to a questboard server");
                return;
            }
        };
        if let Err(error) = taken {
            tracing::warn!(problem = %error, "keep what a server told");
        }
    }
}

fn target(connection: &ConnectionId, view: QuestView) -> Target {
    Target::Quests {
        connection: connection.clone(),
        view,
    }
}

async fn take(
    client: &Client,
    id: &ConnectionId,
    era: &Era,
    notice: QuestNotice,
) -> Result<(), AppError> {
    let quest = notice.quest().clone();
    // First: an answer that is on its way now is older than this.
    client.inner().quests.hear(id, &quest);
    keep_told(client, id, era, notice.clone()).await?;
    let progress = target(
        id,
        QuestView::Progress {
            quest: quest.clone(),
        },
    );
    // Its parts are not told.
    if sync::shown(client).contains(&progress) {
        sync::fetch_now(client, &progress);
    }
    let said = QuestSaid {
        completed: matches!(notice, QuestNotice::Completed { .. }),
        expiring: matches!(notice, QuestNotice::Expiring { .. }),
    };
    if said == QuestSaid::default() {
        return Ok(());
    }
    let (teller, id) = (client.clone(), id.clone());
    client.spawn(async move {
        // What came of it is not told. The inbox is, whether it can be read or not.
        let _ = sync::refresh_anew(&teller, &target(&id, QuestView::Quest { quest })).await;
        if let Err(error) = notices::quest_said(&teller, &id, &notice, said).await {
            tracing::warn!(problem = %error, "tell the inbox of a quest");
        }
    });
    Ok(())
}

/// Writes what was told to where the cache has it, all at once.
async fn keep_told(
    client: &Client,
    id: &ConnectionId,
    era: &Era,
    notice: QuestNotice,
) -> Result<(), AppError> {
    let (of, era, quest) = (id.clone(), era.clone(), notice.quest().clone());
    let work = move |db: &mut rusqlite::Connection| {
        // The cache was wiped meanwhile: this belongs to nobody.
        if era.is_over() {
            return Ok(false);
        }
        let transaction = db.transaction()?;
        let changed = write(&transaction, &of, &notice)?;
        transaction.commit()?;
        Ok(changed)
    };
    if client.stores()?.cache.with(work).await? {
        client.emit([Tag::Quest(id.clone(), quest), Tag::Quests(id.clone())]);
    }
    Ok(())
}

fn write(
    db: &rusqlite::Connection,
    connection: &ConnectionId,
    notice: &QuestNotice,
) -> rusqlite::Result<bool> {
    let quest = notice.quest();
    match notice {
        QuestNotice::Progress { now, target, .. } => {
            let moved = patch(db, connection, quest, |quest| {
                (quest.progress, quest.target_count) = (*now, *target);
            })?;
            let key = QuestView::Progress {
                quest: quest.clone(),
            }
            .key();
            let Some(kept) = club_answers::find::<QuestProgress>(db, connection, &key)? else {
                return Ok(moved);
            };
            let progress = QuestProgress {
                current: *now,
                target: *target,
                percentage: None,
                ..kept.value
            };
            Ok(club_answers::put(db, connection, &key, &progress)? || moved)
        }
        QuestNotice::Expiring {
            expires_at: Some(end),
            ..
        } => patch(db, connection, quest, |quest| quest.expires_at = Some(*end)),
        QuestNotice::Completed { .. } | QuestNotice::Expiring { .. } => Ok(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_opened_again_soon_and_ever_later_where_that_fails() {
        for random in [0, 7, 499, u128::MAX] {
            assert!(pause(0, random) < Duration::from_millis(500));
            for (failures, seconds) in [(1, 1), (2, 2), (4, 8), (7, 60), (60, 60)] {
                let pause = pause(failures, random).as_secs_f64();
                let seconds = f64::from(seconds);
                assert!((pause - seconds).abs() <= seconds / 10.0, "{pause} s");
            }
        }
    }
}
