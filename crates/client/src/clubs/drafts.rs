//! Missions and meetings being written: kept as typed, checked against the
//! club's people as far as they are cached.

use super::found;
use crate::{
    client::Client,
    commands::{
        ClubView,
        clubs::drafts::{ClubDraftSummary, ClubDraftView},
    },
    drafts::keepable,
    outbox,
    reads::{self, clip},
    store::{self, club_drafts::ClubDraft},
};
use muster_domain::{
    club::{ClubFields, ClubProblem, ClubRoster, DeadlineTag},
    error::AppError,
    event::Tag,
    id::{ConnectionId, DraftId},
    outbox::{ClubWrite, OutboxEntry},
};
use rusqlite::{Connection, TransactionBehavior};

/// Drafts in the list at most.
const LISTED: usize = 200;

/// Things in the way that an answer names: beside a draft that is as large as
/// one may be there is no room for those of thousands of parts.
const PROBLEMS: usize = 300;

/// Those that are not on their way, last changed first.
pub(crate) async fn list(
    client: &Client,
    connection: ConnectionId,
) -> Result<Vec<ClubDraftSummary>, AppError> {
    let read = move |db: &Connection| {
        let mut summaries = Vec::new();
        for draft in store::form_drafts::list::<ClubFields>(db, &connection)? {
            if summaries.len() == LISTED {
                break;
            }
            if store::outbox::live_of_draft(db, &draft.id)?.is_empty() {
                let mut content = draft.form.content().to_owned();
                clip(&mut content, reads::TITLE);
                summaries.push(ClubDraftSummary {
                    id: draft.id,
                    is_meeting: matches!(draft.form, ClubFields::Meeting(_)),
                    content,
                    changed_at: draft.changed_at,
                });
            }
        }
        Ok(summaries)
    };
    client.stores()?.desk.read(read).await
}

pub(crate) async fn new(
    client: &Client,
    connection: ConnectionId,
    fields: ClubFields,
) -> Result<ClubDraftView, AppError> {
    keepable(&fields)?;
    client.connection_name(&connection).await?;
    let draft = ClubDraft {
        id: DraftId(client.fresh_id()),
        connection,
        changed_at: client.now(),
        form: fields,
    };
    let stored = draft.clone();
    let put = move |db: &mut Connection| store::form_drafts::put(db, &stored);
    client.stores()?.desk.with(put).await?;
    client.emit([Tag::Drafts]);
    view(client, draft).await
}

pub(crate) async fn get(client: &Client, id: &DraftId) -> Result<ClubDraftView, AppError> {
    view(client, load(client, id).await?).await
}

/// Keeps the form as typed. `draft_too_large` for more than is kept; `too_late`
/// once the draft is on its way.
pub(crate) async fn save(
    client: &Client,
    id: &DraftId,
    fields: ClubFields,
) -> Result<ClubDraftView, AppError> {
    keepable(&fields)?;
    let now = client.now();
    change(client, id, move |db, draft| {
        let draft = ClubDraft {
            changed_at: now,
            form: fields,
            ..draft
        };
        store::form_drafts::put(db, &draft)
    })
    .await?;
    get(client, id).await
}

pub(crate) async fn delete(client: &Client, id: &DraftId) -> Result<(), AppError> {
    change(client, id, |db, draft| {
        store::form_drafts::delete::<ClubFields>(db, &draft.id)
    })
    .await
}

async fn change(
    client: &Client,
    id: &DraftId,
    work: impl FnOnce(&Connection, ClubDraft) -> rusqlite::Result<()> + Send + 'static,
) -> Result<(), AppError> {
    let wanted = id.clone();
    let write = move |db: &mut Connection| {
        let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if !store::outbox::live_of_draft(&transaction, &wanted)?.is_empty() {
            return Ok(Err(AppError::TooLate));
        }
        let Some(draft) = store::form_drafts::load(&transaction, &wanted)? else {
            return Ok(Err(AppError::NotFound));
        };
        work(&transaction, draft)?;
        transaction.commit()?;
        Ok(Ok(()))
    };
    client.stores()?.desk.with(write).await??;
    client.emit([Tag::Drafts, Tag::Draft(id.clone())]);
    Ok(())
}

pub(crate) async fn load(client: &Client, id: &DraftId) -> Result<ClubDraft, AppError> {
    let id = id.clone();
    let read = move |db: &Connection| store::form_drafts::load(db, &id);
    let draft = client.stores()?.desk.read(read).await?;
    draft.ok_or(AppError::NotFound)
}

/// What the form shows: the draft, and what is in the way.
async fn view(client: &Client, draft: ClubDraft) -> Result<ClubDraftView, AppError> {
    let (people, problems) = match check(client, &draft).await? {
        Ok(write) => (write.people(), Vec::new()),
        Err(problems) => (None, problems),
    };
    Ok(ClubDraftView {
        id: draft.id,
        connection: draft.connection,
        changed_at: draft.changed_at,
        fields: draft.form,
        people,
        problems,
    })
}

/// The write that the draft makes, or everything that is in the way of it.
async fn check(
    client: &Client,
    draft: &ClubDraft,
) -> Result<Result<ClubWrite, Vec<ClubProblem>>, AppError> {
    let connection = &draft.connection;
    let roster = match draft.form.club().cloned() {
        Some(club) => {
            let view = ClubView::Roster { club };
            let roster = found::<ClubRoster>(client, connection.clone(), view).await?;
            roster.map(|roster| roster.value)
        }
        None => None,
    };
    let (now, tag) = (client.now_on(connection), DeadlineTag::of(client.random()));
    let id = draft.id.clone();
    let checked = match &draft.form {
        ClubFields::Mission(fields) => {
            let mission = fields.check(now, roster.as_ref(), tag);
            mission.map(|mission| ClubWrite::PublishMission { draft: id, mission })
        }
        ClubFields::Meeting(fields) => {
            let meeting = fields.check(now, roster.as_ref(), tag);
            meeting.map(|meeting| ClubWrite::PublishMeeting { draft: id, meeting })
        }
    };
    Ok(checked.map_err(|mut problems| {
        problems.truncate(PROBLEMS);
        problems
    }))
}

/// Checks the draft once more and queues it. `Err` within is what is in the way.
pub(crate) async fn publish(
    client: &Client,
    id: &DraftId,
) -> Result<Result<OutboxEntry, Vec<ClubProblem>>, AppError> {
    let draft = load(client, id).await?;
    match check(client, &draft).await? {
        Ok(write) => Ok(Ok(outbox::publish(client, draft, write).await?)),
        Err(problems) => Ok(Err(problems)),
    }
}
