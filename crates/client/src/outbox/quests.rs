//! Writes to a questboard server: queued, sent, read back.

use super::{
    enqueue::{enqueue, queued},
    search::{Reading, SLACK_MS, Taken},
    send::Said,
};
use crate::{
    client::Client,
    commands::{QuestView, Target},
    store::{self, quest_drafts::QuestDraft},
    sync,
};
use muster_connectors::{Connector, Error, Quests};
use muster_domain::{
    error::AppError,
    event::Tag,
    id::{ConnectionId, QuestId},
    outbox::{FoundTask, Intent, OutboxEntry, QuestEffect, QuestName, QuestWrite},
    quest::{
        AuditAction, AuditEntry, BatchOutcome, BatchResult, BatchRow, QuestDetail, QuestRefusal,
        wants_password,
    },
    time::Time,
};
use std::collections::{BTreeSet, HashSet};

/// Pages of the audit log in which a reset is looked for.
const AUDIT_PAGES: u32 = 4;
const AUDIT_ROWS: u32 = 100;

/// Queues a quest that is to be created or changed; it leaves at once.
/// `too_late` for a draft that is on its way, or was edited meanwhile.
pub(crate) async fn send_quest(
    client: &Client,
    draft: QuestDraft,
    write: QuestWrite,
) -> Result<OutboxEntry, AppError> {
    let entry = queued(client, draft.connection.clone(), Intent::Quest { write }, 0).await?;
    enqueue(client, entry, move |db, entry| {
        let unchanged = store::form_drafts::load(db, &draft.id)?.as_ref() == Some(&draft);
        Ok(
            unchanged
                && store::outbox::live_of_draft(db, &draft.id)?.is_empty()
                && free(db, entry)?,
        )
    })
    .await
}

/// Queues what is done to quests; it leaves at once, because the question
/// whether it is meant was asked before. `too_late` while the same is under way
/// or unknown.
pub(crate) async fn act_on_quests(
    client: &Client,
    connection: ConnectionId,
    write: QuestWrite,
) -> Result<OutboxEntry, AppError> {
    let entry = queued(client, connection, Intent::Quest { write }, 0).await?;
    enqueue(client, entry, free).await
}

/// Whether the same is not under way already.
fn free(db: &rusqlite::Connection, entry: &OutboxEntry) -> rusqlite::Result<bool> {
    let key = store::outbox::key(&entry.intent, None);
    Ok(key.is_empty() || !store::outbox::acting(db, &entry.connection, &key, &entry.intent)?)
}

/// Sends it; nothing is sent where the server would want the password first.
pub(super) async fn attempt(
    connector: &dyn Connector,
    write: &QuestWrite,
    now: Time,
) -> Result<Said, Error> {
    let quests = connector.quests().ok_or(Error::WrongServer)?;
    if write.is_guarded() && wants_password(quests.signed_in_at(), now) {
        return Err(Error::PasswordNeeded);
    }
    let effect = match write {
        QuestWrite::Accept { quest, .. } => {
            let expires_at = quests.accept(quest).await?.value.expires_at;
            Some(QuestEffect::Accepted { expires_at })
        }
        QuestWrite::Abandon { quest, .. } => {
            quests.abandon(quest).await?;
            None
        }
        QuestWrite::Complete { quest, .. } => {
            let done = quests.complete(quest).await?.value;
            Some(QuestEffect::Completed {
                rewards: done.rewards,
                can_claim_now: done.can_claim_now,
            })
        }
        QuestWrite::Claim { quest, .. } => {
            let rewards = quests.claim(quest).await?.value.rewards;
            Some(QuestEffect::Claimed { rewards })
        }
        QuestWrite::AcceptMany { quests: many, .. } => {
            let batch = quests.batch_accept(&ids(many)).await?.value;
            Some(QuestEffect::Batch(batch))
        }
        QuestWrite::ClaimMany { quests: many, .. } => {
            let batch = quests.batch_claim(&ids(many)).await?.value;
            Some(QuestEffect::Batch(batch))
        }
        QuestWrite::Create { quest, .. } => {
            let made = quests.create(quest).await?.value.quest;
            return Ok(Said {
                made: Some(made.as_str().into()),
                ..Said::default()
            });
        }
        QuestWrite::Update { quest, edit, .. } => {
            quests.update(quest, edit).await?;
            None
        }
        QuestWrite::Delete { quest, .. } => {
            quests.delete(quest).await?;
            None
        }
        QuestWrite::Reset { order, .. } => {
            let done = quests.reset(order).await?.value;
            Some(QuestEffect::Reset {
                reset: done.reset,
                affected: done.affected,
                reset_at: done.reset_at,
            })
        }
    };
    Ok(Said {
        effect,
        ..Said::default()
    })
}

fn ids(quests: &[QuestName]) -> Vec<QuestId> {
    quests.iter().map(|named| named.quest.clone()).collect()
}

/// One complete reading of what became of it.
pub(super) async fn read(
    connector: &dyn Connector,
    write: &QuestWrite,
    taken: &Taken<'_>,
) -> Result<Reading, Error> {
    let quests = connector.quests().ok_or(Error::WrongServer)?;
    match write {
        QuestWrite::Create { quest, known, .. } => {
            let (board, _) = sync::read_board(quests).await?;
            let rows = board.whole()?;
            let rows = rows
                .iter()
                .filter(|row| quest.is(row) && !known.contains(&row.id));
            let rows = rows.map(|row| FoundTask {
                id: row.id.as_str().into(),
                title: row.name.clone(),
                launched_at: None,
            });
            Ok(Reading::Found(taken.without(rows).await))
        }
        QuestWrite::Reset { .. } => {
            let since = taken.sent_at().plus_ms(-SLACK_MS);
            let skew_ms = connector.clock_skew_ms().unwrap_or(0);
            let logged = resets_since(quests, since.plus_ms(skew_ms)).await?;
            // Those that were confirmed before it stand there too.
            let done = logged > taken.alike_since(since).await?;
            Ok(Reading::Finished(done))
        }
        QuestWrite::AcceptMany { quests: many, .. }
        | QuestWrite::ClaimMany { quests: many, .. } => {
            // One by one would be more calls than a server takes at once.
            let (board, _) = sync::read_board(quests).await?;
            let board = board.whole()?;
            let mut rows = Vec::new();
            for QuestName { quest, .. } in many {
                let row = board.iter().find(|row| row.id == *quest);
                if let Some(row) = row.filter(|row| write.shows(row)) {
                    let rewards = match write {
                        QuestWrite::ClaimMany { .. } => row.rewards.clone(),
                        _ => Vec::new(),
                    };
                    rows.push(BatchRow {
                        quest: quest.clone(),
                        result: BatchResult::Done { rewards },
                    });
                }
            }
            Ok(Reading::Batch {
                all: rows.len() == many.len(),
                done: BatchOutcome {
                    rows,
                    succeeded: None,
                    failed: None,
                    total_rewards: Vec::new(),
                },
            })
        }
        one => {
            let quest = one.quest().ok_or(Error::WrongServer)?;
            let detail = detail(quests, quest).await?;
            let done = one.is_done(detail.as_ref());
            Ok(done.map_or(Reading::Untold, Reading::Finished))
        }
    }
}

/// `None` of a quest that is gone.
async fn detail(quests: &dyn Quests, quest: &QuestId) -> Result<Option<QuestDetail>, Error> {
    match quests.detail(quest).await {
        Ok(answer) => Ok(Some(answer.value)),
        Err(error) if sync::is_gone(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// How many resets of this account the server's log has since then, by the
/// server's clock.
async fn resets_since(quests: &dyn Quests, since: Time) -> Result<usize, Error> {
    let me = quests.me();
    let is_mine = |entry: &AuditEntry| {
        me.as_ref().is_some_and(|me| match &entry.user {
            Some(user) => *user == me.id,
            None => entry.user_name == me.name,
        })
    };
    let is_since = |entry: &AuditEntry| entry.at.is_some_and(|at| at >= since);
    let mut found = HashSet::new();
    for page in 1..=AUDIT_PAGES {
        let log = quests.audit(AUDIT_ROWS, page).await?.value;
        let is_past = log.rows.last().is_none_or(|oldest| !is_since(oldest));
        let resets = log.rows.into_iter().filter(|entry| {
            entry.action == AuditAction::Reset && is_mine(entry) && is_since(entry)
        });
        found.extend(resets.map(|entry| entry.id));
        if is_past || page >= log.total_pages {
            break;
        }
    }
    Ok(found.len())
}

/// What reads would answer anew while such a write moves.
pub(super) fn tags(connection: &ConnectionId, write: &QuestWrite) -> Vec<Tag> {
    let mut tags = vec![Tag::Quests(connection.clone())];
    if let Some(quest) = write.quest() {
        tags.push(Tag::Quest(connection.clone(), quest.clone()));
    }
    tags
}

/// What the server refused is something else there than in the cache: it is
/// fetched at once. Who is asked to wait asks for nothing.
pub(super) fn fetch_refused(client: &Client, entry: &OutboxEntry) {
    let waits = matches!(
        &entry.problem,
        Some(AppError::QuestRefused { refusal, .. }) if *refusal == QuestRefusal::TooOften
    );
    if let Intent::Quest { write } = &entry.intent
        && !waits
    {
        let mut views = changed_by(write);
        views.insert(QuestView::Board);
        fetch(client, &entry.connection, write, views);
    }
}

/// What a confirmed write changed is fetched at once.
pub(super) fn fetch_effect(client: &Client, connection: &ConnectionId, write: &QuestWrite) {
    fetch(client, connection, write, changed_by(write));
}

fn fetch(
    client: &Client,
    connection: &ConnectionId,
    write: &QuestWrite,
    mut views: BTreeSet<QuestView>,
) {
    // What is on its way was asked for before this was done.
    client.inner().quests.outdate(connection);
    let is_of_several = write.quest().is_none();
    if is_of_several {
        views.extend(details_on_screen(client, connection));
    }
    for view in views {
        let connection = connection.clone();
        sync::fetch_now(client, &Target::Quests { connection, view });
    }
    if is_of_several {
        // The other details are read when they are opened.
        client.inner().sync.make_due(connection);
    }
}

fn details_on_screen(client: &Client, connection: &ConnectionId) -> Vec<QuestView> {
    let shown = sync::shown(client).into_iter();
    shown
        .filter_map(|target| match target {
            Target::Quests {
                connection: of,
                view: view @ (QuestView::Quest { .. } | QuestView::Progress { .. }),
            } if of == *connection => Some(view),
            _ => None,
        })
        .collect()
}

/// What shows something else after such a write.
fn changed_by(write: &QuestWrite) -> BTreeSet<QuestView> {
    let detail = |quest: &QuestId| QuestView::Quest {
        quest: quest.clone(),
    };
    let progress = |quest: &QuestId| QuestView::Progress {
        quest: quest.clone(),
    };
    let views = match write {
        QuestWrite::Accept { quest, .. } | QuestWrite::Abandon { quest, .. } => {
            vec![detail(quest), progress(quest)]
        }
        // What is done opens others.
        QuestWrite::Complete { quest, .. } | QuestWrite::Claim { quest, .. } => {
            vec![detail(quest), progress(quest), QuestView::Board]
        }
        QuestWrite::Update { quest, .. } => {
            vec![detail(quest), QuestView::Board, QuestView::Audit]
        }
        QuestWrite::Create { .. } | QuestWrite::Delete { .. } | QuestWrite::Reset { .. } => {
            vec![QuestView::Board, QuestView::Audit]
        }
        QuestWrite::AcceptMany { .. } | QuestWrite::ClaimMany { .. } => vec![QuestView::Board],
    };
    views.into_iter().collect()
}
