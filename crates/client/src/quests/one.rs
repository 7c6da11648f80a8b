//! One quest, what quests are sorted into, and what admins did.

use super::{clip_category, clip_words, kept};
use crate::{
    client::Client,
    commands::{
        QuestView,
        quests::{ListAudit, OneQuest, QuestStanding},
    },
    reads::{self, clip, clip_lines},
    store,
};
use muster_domain::{
    error::AppError,
    id::ConnectionId,
    quest::{AuditAction, AuditEntry, Category, QuestDetail, QuestProgress, QuestStatus},
    read::{Read, Rows},
};

/// Prerequisites of a quest, parts of its target, and categories that an answer
/// names.
const NAMED: usize = 200;

/// Characters of a server's reason, and of a line of the audit log.
const REASON: usize = 500;

/// Characters of the parameters that are shown.
const PARAMS: usize = 8_000;

pub(crate) async fn detail(client: &Client, args: OneQuest) -> Result<Read<QuestDetail>, AppError> {
    let view = QuestView::Quest { quest: args.quest };
    let detail: Read<QuestDetail> = kept(client, args.connection, view).await?;
    Ok(detail.map(|mut detail| {
        let quest = &mut detail.quest;
        clip(&mut quest.name, reads::TITLE);
        clip_lines(&mut quest.description, reads::WHOLE);
        clip(&mut quest.target_type, reads::TITLE);
        clip_words(quest);
        if let Some(params) = &mut detail.target_params {
            clip_lines(params, PARAMS);
        }
        if let Some(reason) = &mut detail.unavailable_reason {
            clip(reason, REASON);
        }
        detail.prerequisites.truncate(NAMED);
        for needed in &mut detail.prerequisites {
            clip(&mut needed.name, reads::TITLE);
        }
        detail
    }))
}

/// How far the account is with a quest, and with its parts.
pub(crate) async fn standing(
    client: &Client,
    args: OneQuest,
) -> Result<Read<QuestStanding>, AppError> {
    let view = QuestView::Progress { quest: args.quest };
    let connection = args.connection.clone();
    let read: Read<QuestProgress> = kept(client, args.connection, view).await?;
    let answered_at = read.server_time.or_else(|| {
        let received = read.fetched_at?;
        Some(client.on_clock_of(&connection, received))
    });
    Ok(read.map(|mut progress| {
        let ends_at = answered_at.and_then(|at| progress.ends_at(at));
        if let QuestStatus::Other(word) = &mut progress.status {
            clip(word, reads::NAME);
        }
        progress.parts.truncate(NAMED);
        for part in &mut progress.parts {
            clip(&mut part.target, reads::NAME);
            clip(&mut part.name, reads::TITLE);
        }
        QuestStanding {
            percent: progress.percent(),
            ends_at,
            progress,
        }
    }))
}

/// Those that the server names, and those that stand on the board: not every
/// server names them.
pub(crate) async fn categories(
    client: &Client,
    connection: ConnectionId,
) -> Result<Read<Vec<Category>>, AppError> {
    let id = connection.clone();
    let board = move |db: &rusqlite::Connection| store::quests::list(db, &id);
    let board = client.stores()?.cache.read(board).await?;
    let named: Read<Vec<Category>> = kept(client, connection, QuestView::Categories).await?;
    Ok(named.map(|mut all| {
        for category in board.into_iter().filter_map(|quest| quest.category) {
            if all.iter().all(|known| known.id != category.id) {
                all.push(category);
            }
        }
        all.truncate(NAMED);
        all.iter_mut().for_each(clip_category);
        all
    }))
}

/// What admins did, newest first.
pub(crate) async fn audit(
    client: &Client,
    args: ListAudit,
) -> Result<Read<Rows<AuditEntry>>, AppError> {
    let log: Read<Vec<AuditEntry>> = kept(client, args.connection, QuestView::Audit).await?;
    Ok(log.map(|rows| {
        let mut window = reads::window(rows, args.offset, args.limit);
        for entry in &mut window.rows {
            clip(&mut entry.user_name, reads::NAME);
            clip(&mut entry.quest_name, reads::TITLE);
            clip(&mut entry.detail, REASON);
            if let AuditAction::Other(word) = &mut entry.action {
                clip(word, reads::NAME);
            }
        }
        window.rows = reads::fitting(window.rows);
        window
    }))
}
