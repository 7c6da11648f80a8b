//! The inbox.

use super::{NoArgs, outbox::Window};
use crate::{
    client::Client,
    notices,
    quests::clip_rewards,
    reads::{self, clip},
};
use muster_domain::{
    error::AppError,
    id::InboxId,
    notice::{Matter, Notice, PopupState},
    read::Rows,
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A window into the inbox.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListNotices {
    pub unread_only: bool,
    pub offset: u32,
    /// At most 200.
    pub limit: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OneNotice {
    pub notice: InboxId,
}

/// Which lines somebody has read.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "which", rename_all = "snake_case")]
pub enum ReadNotices {
    One {
        notice: InboxId,
    },
    /// All that are no newer than the newest that was seen.
    All {
        until: Time,
    },
}

/// For the rail, and for who works at something else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct UnreadNotices {
    pub unread: u32,
    pub urgent: u32,
    /// The newest that nobody has read.
    pub newest: Option<Notice>,
    /// It is of a kind that is shown beside the inbox too.
    pub wanted: bool,
}

fn shown(mut notice: Notice) -> Notice {
    clip(&mut notice.connection_name, reads::TITLE);
    match &mut notice.matter {
        Matter::Responses { title, .. }
        | Matter::HeadcountReached { title, .. }
        | Matter::Shortfall { title, .. }
        | Matter::DeadlineNear { title, .. }
        | Matter::Write { title, .. }
        | Matter::QuestExpiring { title, .. } => clip(title, reads::TITLE),
        Matter::QuestCompleted { title, rewards, .. } => {
            clip(title, reads::TITLE);
            clip_rewards(rewards);
        }
        Matter::SessionEnded => {}
    }
    notice
}

pub(super) async fn list(client: &Client, args: ListNotices) -> Result<Rows<Notice>, AppError> {
    let ListNotices {
        unread_only,
        offset,
        limit,
    } = args;
    let Window { offset, limit } = Window { offset, limit }.capped();
    let rows = notices::list(client, unread_only, offset, limit).await?;
    let mut rows = rows.map(shown);
    rows.rows = reads::fitting(rows.rows);
    Ok(rows)
}

pub(super) async fn get(client: &Client, args: OneNotice) -> Result<Notice, AppError> {
    notices::find(client, args.notice).await.map(shown)
}

pub(super) async fn count(client: &Client, _args: NoArgs) -> Result<UnreadNotices, AppError> {
    let (unread, urgent, newest) = notices::count(client).await?;
    let chosen = client.settings().notify;
    Ok(UnreadNotices {
        unread,
        urgent,
        wanted: newest
            .as_ref()
            .is_some_and(|notice| chosen.wants(notice.matter.kind())),
        newest: newest.map(shown),
    })
}

pub(super) async fn mark_read(client: &Client, args: ReadNotices) -> Result<(), AppError> {
    match args {
        ReadNotices::One { notice } => notices::mark_read(client, notice).await,
        ReadNotices::All { until } => notices::mark_all_read(client, until).await,
    }
}

pub(super) async fn popups(client: &Client, _args: NoArgs) -> Result<PopupState, AppError> {
    Ok(notices::popup_state(client))
}

pub(super) async fn try_popup(client: &Client, _args: NoArgs) -> Result<(), AppError> {
    notices::try_one(client).await
}
