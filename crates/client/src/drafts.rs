//! Drafts: kept as typed, checked against what is cached, rehearsed before
//! anything is sent.

pub(crate) mod forms;

use crate::{
    client::Client,
    commands::DraftSummary,
    fault,
    picker::{self, Recipients},
    reads, store,
};
use muster_domain::{
    draft::{
        Caution, CheckContext, DraftView, Problem, Rehearsal, RehearsedTask, TaskDraft, TaskFields,
    },
    error::AppError,
    event::Tag,
    id::{ConnectionId, DraftId},
    outbox::{Intent, OutboxEntry, OutboxState},
    picker::Selection,
    task::{NewTask, NewTaskPlace, Place},
    time::Time,
};
use rusqlite::{Connection, TransactionBehavior};
use serde::Serialize;

/// Drafts in a list at most, and the characters of a title there.
const LISTED: usize = 200;
const TITLE: usize = 120;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
/// Whoever sends the same call-out within this time is warned.
const RECENT_MS: i64 = 60 * MINUTE_MS;

/// A draft that can be sent, with whom it calls.
pub(crate) struct Checked {
    pub task: NewTask,
    pub recipients: Recipients,
    pub roster_fetched_at: Time,
}

/// Those that are not on their way, last changed first.
pub(crate) async fn list(
    client: &Client,
    connection: &ConnectionId,
) -> Result<Vec<DraftSummary>, AppError> {
    let connection = connection.clone();
    client
        .stores()?
        .desk
        .read(move |db| {
            let mut summaries = Vec::new();
            for draft in store::drafts::list(db, &connection)? {
                if summaries.len() == LISTED {
                    break;
                }
                if store::outbox::live_of_draft(db, &draft.id)?.is_empty() {
                    let (id, changed_at) = (draft.id, draft.changed_at);
                    let mut title = draft.fields.title;
                    reads::clip(&mut title, TITLE);
                    summaries.push(DraftSummary {
                        id,
                        title,
                        changed_at,
                    });
                }
            }
            Ok(summaries)
        })
        .await
}

pub(crate) async fn load(client: &Client, id: &DraftId) -> Result<TaskDraft, AppError> {
    let id = id.clone();
    let draft = client
        .stores()?
        .desk
        .read(move |db| store::drafts::load(db, &id))
        .await?;
    draft.ok_or(AppError::NotFound)
}

pub(crate) async fn new(client: &Client, connection: ConnectionId) -> Result<DraftView, AppError> {
    let (fields, selection) = (TaskFields::default(), Selection::default());
    new_with(client, connection, fields, selection).await
}

/// A new draft that holds something already.
pub(crate) async fn new_with(
    client: &Client,
    connection: ConnectionId,
    fields: TaskFields,
    selection: Selection,
) -> Result<DraftView, AppError> {
    client.connection_name(&connection).await?;
    let now = client.now();
    let draft = TaskDraft {
        id: DraftId(client.fresh_id()),
        connection,
        created_at: now,
        changed_at: now,
        fields,
        selection,
    };
    let stored = draft.clone();
    client
        .stores()?
        .desk
        .with(move |db| store::drafts::insert(db, &stored))
        .await?;
    client.emit([Tag::Drafts]);
    view(client, draft).await
}

pub(crate) async fn get(client: &Client, id: &DraftId) -> Result<DraftView, AppError> {
    view(client, load(client, id).await?).await
}

/// Bytes that a draft's form has at most, as it is stored: far beyond what a
/// server takes, and so much that it can be answered whole.
const KEPT: usize = 200 * 1024;

/// Whether a form is kept.
///
/// # Errors
/// `draft_too_large`.
pub(crate) fn keepable(fields: &impl Serialize) -> Result<(), AppError> {
    let json = serde_json::to_vec(fields).map_err(|error| fault::internal("draft", error))?;
    if json.len() <= KEPT {
        return Ok(());
    }
    let kib = |bytes: usize| u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX);
    Err(AppError::DraftTooLarge {
        kib: kib(json.len()),
        limit_kib: kib(KEPT),
    })
}

/// Keeps the form as typed. `draft_too_large` for more than is kept; `too_late`
/// once the draft is on its way: what was published must stay what was reviewed.
pub(crate) async fn save(
    client: &Client,
    id: &DraftId,
    fields: TaskFields,
) -> Result<DraftView, AppError> {
    keepable(&fields)?;
    let (stored, now) = (id.clone(), client.now());
    edit(client, id, move |db| {
        store::drafts::save_fields(db, &stored, &fields, now)
    })
    .await?;
    client.emit([Tag::Drafts, Tag::Draft(id.clone())]);
    get(client, id).await
}

pub(crate) async fn delete(client: &Client, id: &DraftId) -> Result<(), AppError> {
    let stored = id.clone();
    edit(client, id, move |db| {
        store::drafts::delete(db, &stored).map(|()| true)
    })
    .await?;
    client.emit([Tag::Drafts, Tag::Draft(id.clone())]);
    Ok(())
}

/// Changes a draft, in one transaction with making sure that it is not on its
/// way. `change` answers false if the draft is gone.
pub(crate) async fn edit(
    client: &Client,
    id: &DraftId,
    change: impl FnOnce(&Connection) -> rusqlite::Result<bool> + Send + 'static,
) -> Result<(), AppError> {
    let id = id.clone();
    client
        .stores()?
        .desk
        .with(move |db| {
            let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            if !store::outbox::live_of_draft(&transaction, &id)?.is_empty() {
                return Ok(Err(AppError::TooLate));
            }
            if !change(&transaction)? {
                return Ok(Err(AppError::NotFound));
            }
            transaction.commit()?;
            Ok(Ok(()))
        })
        .await?
}

/// What the form shows: the draft, and what is in the way as far as the cache
/// can tell.
async fn view(client: &Client, draft: TaskDraft) -> Result<DraftView, AppError> {
    let places = places(client, &draft.connection).await?;
    let known = picker::recipients(client, &draft.connection, &draft.selection).await?;
    let chosen =
        draft.selection.orgs.len() + draft.selection.offices.len() + draft.selection.soldiers.len();
    let people = known.map_or(u32::try_from(chosen).unwrap_or(u32::MAX), |(known, _)| {
        known.totals.people
    });
    let checked = check_against(
        client,
        &draft,
        places.as_deref(),
        people,
        &Selection::default(),
    );
    Ok(DraftView {
        id: draft.id,
        connection: draft.connection,
        changed_at: draft.changed_at,
        fields: draft.fields,
        problems: checked.err().unwrap_or_default(),
    })
}

/// The task as it would be sent. `nothing_cached` while the roster or the
/// saved places were never fetched.
pub(crate) async fn check(client: &Client, draft: &TaskDraft) -> Result<Checked, AppError> {
    let places = places(client, &draft.connection)
        .await?
        .ok_or(AppError::NothingCached)?;
    let (recipients, roster_fetched_at) =
        picker::recipients(client, &draft.connection, &draft.selection)
            .await?
            .ok_or(AppError::NothingCached)?;
    let people = recipients.totals.people;
    let task = check_against(client, draft, Some(&places), people, &recipients.sent)
        .map_err(|problems| AppError::Invalid { problems })?;
    Ok(Checked {
        task,
        recipients,
        roster_fetched_at,
    })
}

fn check_against(
    client: &Client,
    draft: &TaskDraft,
    places: Option<&[Place]>,
    people: u32,
    recipients: &Selection,
) -> Result<NewTask, Vec<Problem>> {
    draft.check(&CheckContext {
        now: client.now_on(&draft.connection),
        places,
        people,
        recipients,
    })
}

async fn places(
    client: &Client,
    connection: &ConnectionId,
) -> Result<Option<Vec<Place>>, AppError> {
    let connection = connection.clone();
    let info = client
        .stores()?
        .cache
        .read(move |db| store::publish_info::load(db, &connection))
        .await?;
    Ok(info.map(|stored| stored.value.places))
}

/// What would be sent, to be read once more before it is.
pub(crate) async fn rehearse(client: &Client, id: &DraftId) -> Result<Rehearsal, AppError> {
    let draft = load(client, id).await?;
    let checked = check(client, &draft).await?;
    let demo = client.connection_is_demo(&draft.connection).await?;
    let recent = recent(client).await?;
    let there = client.now_on(&draft.connection);
    let cautions = cautions(&checked, client.now(), there, &recent);
    let Checked {
        task,
        mut recipients,
        ..
    } = checked;
    let shown = picker::totals(client, id).await?.value;
    recipients.totals.elsewhere = shown.and_then(|totals| totals.elsewhere);
    Ok(Rehearsal {
        task: RehearsedTask {
            title: task.title,
            detail: task.detail,
            mark: draft.fields.mark,
            wanted: task.wanted,
            gather_at: task.gather_at,
            finish_at: task.finish_at,
            new_place: matches!(task.place, NewTaskPlace::New { .. }),
            place: task.place.name().to_owned(),
        },
        totals: recipients.totals,
        orgs: recipients.org_names,
        offices: recipients.office_names,
        soldiers: recipients.soldier_names,
        cautions,
        demo,
    })
}

/// Recent entries that went out, or may have, or will.
async fn recent(client: &Client) -> Result<Vec<OutboxEntry>, AppError> {
    use OutboxState as S;
    let states = &[S::Queued, S::Sending, S::Confirmed, S::Unknown];
    let since = client.now().plus_ms(-RECENT_MS);
    client
        .stores()?
        .desk
        .read(move |db| store::outbox::in_states_since(db, states, since))
        .await
}

/// `now` by our clock, as the outbox and the roster; `there` by the server's.
fn cautions(checked: &Checked, now: Time, there: Time, recent: &[OutboxEntry]) -> Vec<Caution> {
    let task = &checked.task;
    let until_gathering = task.gather_at.ms_since(there);
    let sent_before = recent.iter().any(|entry| {
        now.ms_since(entry.created_at) <= RECENT_MS
            && matches!(&entry.intent, Intent::PublishTask { task: sent, .. } if same_call(sent, task))
    });
    let cautions = [
        (Caution::SentBefore, sent_before),
        (
            Caution::FewerThanWanted,
            checked.recipients.totals.people < task.wanted,
        ),
        (Caution::GatherSoon, until_gathering < 30 * MINUTE_MS),
        (Caution::GatherFarOff, until_gathering > 30 * DAY_MS),
        (
            Caution::OldRoster,
            now.ms_since(checked.roster_fetched_at) > DAY_MS,
        ),
        (
            Caution::UnknownLeftOut,
            checked.recipients.totals.unknown > 0,
        ),
    ];
    cautions
        .into_iter()
        .filter_map(|(caution, applies)| applies.then_some(caution))
        .collect()
}

/// The natural key of a publication.
fn same_call(a: &NewTask, b: &NewTask) -> bool {
    let key = |task: &NewTask| (task.wanted, task.gather_at, task.finish_at);
    a.title == b.title && a.place.name() == b.place.name() && key(a) == key(b)
}

#[cfg(test)]
mod tests;
