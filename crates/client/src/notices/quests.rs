//! Notices of quests: what the cache holds of them against what was told.

use super::{announce, is_attended};
use crate::{
    client::Client,
    commands::{QuestView, Target},
    store::{self, ages, notices::NewNotice},
    sync::{self, Watched as _},
};
use muster_domain::{
    error::AppError,
    id::{ConnectionId, InboxId},
    notice::{Matter, QuestDue, QuestSaid, look_at_quest},
    outbox::{OutboxState, WriteKind},
    quest::{Quest, QuestNotice, QuestStatus, QuestType},
    time::Time,
};
use rusqlite::{Connection, TransactionBehavior};
use std::collections::HashSet;
use tokio::sync::MutexGuard;

/// What is completed so soon after the user completed it is no news to them,
/// milliseconds.
const OWN_MS: i64 = 60_000;

/// Raises what is due of any quest of the board, each notice once.
pub(crate) async fn look_at_board(
    client: &Client,
    connection: &ConnectionId,
) -> Result<(), AppError> {
    let board = Target::Quests {
        connection: connection.clone(),
        view: QuestView::Board,
    };
    let turn = client.inner().notices.turn.lock().await;
    let (id, key) = (connection.clone(), board.age_key());
    let read = move |db: &Connection| {
        let age = ages::find(db, &id, &key)?;
        Ok((age, store::quests::list(db, &id)?))
    };
    let (age, rows) = client.stores()?.cache.read(read).await?;
    let sights = rows.into_iter().map(|row| (row, QuestSaid::default()));
    let whole = age.is_some_and(|age| age.complete);
    look(client, connection, sights.collect(), whole, &turn).await
}

/// Raises what the server itself said of a quest, unless it was told before.
pub(crate) async fn quest_said(
    client: &Client,
    connection: &ConnectionId,
    notice: &QuestNotice,
    said: QuestSaid,
) -> Result<(), AppError> {
    let turn = client.inner().notices.turn.lock().await;
    let (id, quest) = (connection.clone(), notice.quest().clone());
    let read = move |db: &Connection| store::quests::find(db, &id, &quest);
    let row = client.stores()?.cache.read(read).await?;
    let sight = (row.unwrap_or_else(|| as_said(notice)), said);
    look(client, connection, vec![sight], false, &turn).await
}

/// What a notice says of a quest that the cache does not hold.
fn as_said(notice: &QuestNotice) -> Quest {
    let (name, rewards, status, expires_at) = match notice {
        QuestNotice::Progress { .. } => (String::new(), Vec::new(), QuestStatus::InProgress, None),
        QuestNotice::Completed { name, rewards, .. } => {
            (name.clone(), rewards.clone(), QuestStatus::Completed, None)
        }
        QuestNotice::Expiring {
            name, expires_at, ..
        } => (
            name.clone(),
            Vec::new(),
            QuestStatus::InProgress,
            *expires_at,
        ),
    };
    Quest {
        id: notice.quest().clone(),
        name,
        description: String::new(),
        kind: QuestType::Other(String::new()),
        category: None,
        target_type: String::new(),
        target_count: 0,
        progress: 0,
        status,
        rewards,
        time_limit_s: None,
        expires_at,
        available: true,
        reset: None,
        max_completions: None,
        completions: None,
    }
}

/// `whole`: these are all that there are. They were read in this turn, so that
/// nothing older is looked at after something newer.
async fn look(
    client: &Client,
    connection: &ConnectionId,
    sights: Vec<(Quest, QuestSaid)>,
    whole: bool,
    _turn: &MutexGuard<'_, ()>,
) -> Result<(), AppError> {
    let in_view = in_view(client, connection);
    let (id, now, there) = (connection.clone(), client.now(), client.now_on(connection));
    let work = move |db: &mut Connection| {
        let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Some(row) = store::connections::find(&transaction, &id)? else {
            return Ok(Vec::new());
        };
        let mut told = store::quest_told::all(&transaction, &id)?;
        let mut raised = Vec::new();
        for (quest, said) in sights {
            let before = told.remove(&quest.id);
            let (next, due) = look_at_quest(before.as_ref(), &quest, said, there);
            if before.as_ref() != Some(&next) {
                store::quest_told::put(&transaction, &id, &quest.id, &next)?;
            }
            for due in due {
                let seen = in_view.contains(&quest.id.0)
                    || (due == QuestDue::Completed && is_own(&transaction, &id, &quest, now)?);
                let notice = NewNotice {
                    at: now,
                    connection: id.clone(),
                    connection_name: row.display_name(),
                    matter: matter(due, &quest),
                    seen,
                };
                raised.push(store::notices::raise(&transaction, &notice)?);
            }
        }
        if whole {
            for gone in told.into_keys() {
                store::quest_told::delete(&transaction, &id, &gone)?;
            }
        }
        transaction.commit()?;
        Ok(raised)
    };
    let raised: Vec<InboxId> = client.stores()?.desk.with(work).await?;
    for notice in raised {
        announce(client, notice);
    }
    Ok(())
}

/// The quests that somebody has before them right now.
fn in_view(client: &Client, connection: &ConnectionId) -> HashSet<String> {
    if !is_attended(client) {
        return HashSet::new();
    }
    let shown = sync::shown(client).into_iter();
    shown
        .filter_map(|target| match target {
            Target::Quests {
                connection: of,
                view: QuestView::Quest { quest },
            } if of == *connection => Some(quest.0),
            _ => None,
        })
        .collect()
}

/// Whether the user has just completed it.
fn is_own(
    db: &Connection,
    connection: &ConnectionId,
    quest: &Quest,
    now: Time,
) -> rusqlite::Result<bool> {
    let entries = store::outbox::of_quest(db, connection, &quest.id)?;
    Ok(entries.iter().any(|entry| {
        let is_fresh = now.ms_since(entry.changed_at) <= OWN_MS;
        let may_be = match entry.state {
            OutboxState::Sending | OutboxState::Unknown => true,
            OutboxState::Confirmed => is_fresh,
            _ => false,
        };
        entry.intent.kind() == WriteKind::CompleteQuest && may_be
    }))
}

fn matter(due: QuestDue, row: &Quest) -> Matter {
    let (quest, title) = (row.id.clone(), row.name.clone());
    match due {
        QuestDue::Completed => Matter::QuestCompleted {
            quest,
            title,
            rewards: row.rewards.clone(),
        },
        QuestDue::Expiring { expires_at } => Matter::QuestExpiring {
            quest,
            title,
            expires_at,
        },
    }
}
