//! The outbox and the activity log.

use super::NoArgs;
use crate::{
    client::Client,
    commands::quests::acts::QuestOutcome,
    outbox, quests,
    reads::{self, clip},
    store::{self, quest_drafts::QuestForm},
};
use muster_domain::{
    club::ClubFields,
    error::AppError,
    id::{ConnectionId, DraftId, MeetingId, MissionId, OutboxId, QuestId, TaskId},
    outbox::{
        Activity, Addressee, ClubAffair, ClubWrite, EffectSearch, Intent, OutboxEntry, OutboxState,
        Verdict, WriteKind,
    },
    read::Rows,
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OneEntry {
    pub entry: OutboxId,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Window {
    pub offset: u32,
    /// At most 200; long texts make an answer shorter.
    pub limit: u32,
}

impl Window {
    pub(super) fn capped(self) -> Self {
        Self {
            offset: self.offset,
            limit: self.limit.min(200),
        }
    }
}

/// A window into the outbox, or into what it holds of one thing.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OutboxWindow {
    pub offset: u32,
    /// At most 200; long texts make an answer shorter.
    pub limit: u32,
    #[serde(default)]
    #[ts(optional)]
    pub of: Option<OutboxOf>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OutboxOf {
    /// What a draft was sent as.
    Draft { draft: DraftId },
    /// What made or changed a task.
    Task {
        connection: ConnectionId,
        task: TaskId,
    },
    /// What made or changed a mission or a meeting.
    Affair {
        connection: ConnectionId,
        affair: ClubAffair,
    },
    /// What made or changed a quest.
    Quest {
        connection: ConnectionId,
        quest: QuestId,
    },
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Settle {
    pub entry: OutboxId,
    pub verdict: Verdict,
}

/// An entry without its ids.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OutboxView {
    pub id: OutboxId,
    pub connection: ConnectionId,
    pub connection_name: String,
    /// Whom it was meant for, if its connection is gone or reaches somebody
    /// else by now. It is not looked for there.
    pub elsewhere: Option<Elsewhere>,
    pub kind: WriteKind,
    /// The task's title.
    pub title: String,
    /// The draft that a publication came from; it exists until that is
    /// confirmed.
    pub draft: Option<DraftId>,
    /// Distinct people that a publication calls.
    pub people: Option<u32>,
    pub state: OutboxState,
    pub created_at: Time,
    pub changed_at: Time,
    pub send_at: Time,
    /// How often it was tried.
    pub attempts: u32,
    pub problem: Option<AppError>,
    pub search: Option<EffectSearch>,
    /// `null` also where it is `elsewhere`: the id means another task here.
    pub task: Option<TaskId>,
    /// The mission or meeting that it made or changed, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub affair: Option<ClubAffair>,
    /// What the server said beside yes: that nobody is left to remind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub said: Option<String>,
    /// Of a mission that was published by half: how many parts are missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub parts_missing: Option<u32>,
    /// The quest that it made or changed, unless it is `elsewhere`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub quest: Option<QuestId>,
    /// Of a batch: how many quests it names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub batch: Option<u32>,
    /// What a questboard server said beside yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub outcome: Option<QuestOutcome>,
}

/// What it changed, or made.
fn of_club(write: &ClubWrite, made: Option<TaskId>) -> Option<ClubAffair> {
    match (write, made) {
        (ClubWrite::PublishMission { .. }, Some(made)) => Some(ClubAffair::Mission {
            mission: MissionId(made.0),
        }),
        (ClubWrite::PublishMeeting { .. }, Some(made)) => Some(ClubAffair::Meeting {
            meeting: MeetingId(made.0),
        }),
        (write, _) => write.affair(),
    }
}

/// Whom a write was meant for, to be shown. Empty where nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Elsewhere {
    /// Its address; also empty for the built-in backend.
    pub server: String,
    pub account: String,
}

/// For the rail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OutboxCounts {
    /// Queued or sending.
    pub moving: u32,
    /// Unknown, or held until somebody signs in.
    pub needs_you: u32,
}

impl OutboxView {
    /// `draft` exists still; `now` is whom the connection stands for.
    pub(super) fn new(
        mut entry: OutboxEntry,
        draft: Option<DraftId>,
        now: Option<&Addressee>,
    ) -> Self {
        clip(&mut entry.connection_name, reads::TITLE);
        for task in entry.search.iter_mut().flat_map(|search| &mut search.found) {
            clip(&mut task.title, reads::TITLE);
        }
        let mut title = entry.intent.title().to_owned();
        clip(&mut title, reads::TITLE);
        let here = now.is_some() && entry.addressee.as_ref() == now;
        let meant_for = entry.addressee.clone();
        let elsewhere = (!here).then(|| {
            let (server, account) = meant_for
                .map(|addressee| (addressee.base_url, addressee.username))
                .unwrap_or_default();
            Elsewhere { server, account }
        });
        let people = entry.intent.people();
        let (mut task, mut affair, mut quest, mut batch) = (None, None, None, None);
        match &entry.intent {
            Intent::FinishTask { task: ended, .. } => task = Some(ended.clone()),
            Intent::PublishTask { .. } => task = entry.task,
            Intent::Club { write } => affair = of_club(write, entry.task),
            Intent::Quest { write } => {
                let made = entry.task.map(|made| QuestId(made.0));
                quest = write.quest().cloned().or(made);
                batch = write
                    .batch()
                    .map(|quests| u32::try_from(quests.len()).unwrap_or(u32::MAX));
            }
        }
        Self {
            kind: entry.intent.kind(),
            draft,
            people,
            elsewhere,
            task: task.filter(|_| here),
            affair: affair.filter(|_| here),
            said: entry.said,
            parts_missing: entry.parts_missing,
            quest: quest.filter(|_| here),
            batch,
            outcome: entry.effect.map(quests::effect_shown),
            title,
            id: entry.id,
            connection: entry.connection,
            connection_name: entry.connection_name,
            state: entry.state,
            created_at: entry.created_at,
            changed_at: entry.changed_at,
            send_at: entry.send_at,
            attempts: entry.attempts,
            problem: entry.problem,
            search: entry.search,
        }
    }
}

/// The entry as the UI sees it.
pub(super) async fn view(client: &Client, entry: OutboxEntry) -> Result<OutboxView, AppError> {
    client
        .stores()?
        .desk
        .read(move |db| view_in(db, entry))
        .await
}

fn view_in(db: &rusqlite::Connection, entry: OutboxEntry) -> rusqlite::Result<OutboxView> {
    let draft = entry.intent.draft().cloned();
    let exists = match &draft {
        Some(draft) => {
            store::drafts::exists(db, draft)?
                || store::form_drafts::exists::<ClubFields>(db, draft)?
                || store::form_drafts::exists::<QuestForm>(db, draft)?
        }
        None => false,
    };
    let now = store::outbox::addressee(db, &entry.connection)?;
    let draft = draft.filter(|_| exists);
    Ok(OutboxView::new(entry, draft, now.as_ref()))
}

pub(super) async fn list(
    client: &Client,
    args: OutboxWindow,
) -> Result<Rows<OutboxView>, AppError> {
    let OutboxWindow { offset, limit, of } = args;
    let Window { offset, limit } = Window { offset, limit }.capped();
    let (total, rows) = client
        .stores()?
        .desk
        .read(move |db| {
            let of = match &of {
                None => store::outbox::Of::Everything,
                Some(OutboxOf::Draft { draft }) => store::outbox::Of::Draft(draft),
                Some(OutboxOf::Task { connection, task }) => {
                    store::outbox::Of::Task(connection, task)
                }
                Some(OutboxOf::Affair { connection, affair }) => {
                    store::outbox::Of::Affair(connection, affair)
                }
                Some(OutboxOf::Quest { connection, quest }) => {
                    store::outbox::Of::Quest(connection, quest)
                }
            };
            let (total, entries) = store::outbox::list(db, of, offset, limit)?;
            let rows = entries.into_iter().map(|entry| view_in(db, entry));
            Ok((total, rows.collect::<rusqlite::Result<_>>()?))
        })
        .await?;
    Ok(Rows {
        offset,
        total,
        rows: reads::fitting(rows),
    })
}

pub(super) async fn count(client: &Client, _args: NoArgs) -> Result<OutboxCounts, AppError> {
    outbox::count(client).await
}

pub(super) async fn take_back(
    client: &Client,
    args: OneEntry,
) -> Result<Option<DraftId>, AppError> {
    outbox::take_back(client, &args.entry).await
}

pub(super) async fn send_now(client: &Client, args: OneEntry) -> Result<OutboxView, AppError> {
    view(client, outbox::send_now(client, &args.entry).await?).await
}

pub(super) async fn search_again(client: &Client, args: OneEntry) -> Result<OutboxView, AppError> {
    view(client, outbox::search_again(client, &args.entry).await?).await
}

pub(super) async fn settle(client: &Client, args: Settle) -> Result<OutboxView, AppError> {
    view(
        client,
        outbox::settle(client, &args.entry, args.verdict).await?,
    )
    .await
}

pub(super) async fn activity(client: &Client, args: Window) -> Result<Rows<Activity>, AppError> {
    let Window { offset, limit } = args.capped();
    let (total, mut rows) = client
        .stores()?
        .desk
        .read(move |db| store::activity::list(db, offset, limit))
        .await?;
    for line in &mut rows {
        clip(&mut line.subject, reads::TITLE);
    }
    Ok(Rows {
        offset,
        total,
        rows: reads::fitting(rows),
    })
}
