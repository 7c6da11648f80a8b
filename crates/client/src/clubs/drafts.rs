//! Missions and meetings being written: kept as typed, checked against the
//! club's people as far as they are cached.

use super::found;
use crate::{
    client::Client,
    commands::{
        ClubView,
        clubs::drafts::{ClubDraftSummary, ClubDraftView},
    },
    drafts::{forms, keepable},
    outbox,
    reads::{self, clip},
    store::club_drafts::ClubDraft,
};
use muster_domain::{
    club::{ClubFields, ClubProblem, ClubRoster, DeadlineTag},
    error::AppError,
    id::{ConnectionId, DraftId},
    outbox::{ClubWrite, OutboxEntry},
};

/// Those that are not on their way, last changed first.
pub(crate) async fn list(
    client: &Client,
    connection: ConnectionId,
) -> Result<Vec<ClubDraftSummary>, AppError> {
    forms::list(client, connection, |draft: ClubDraft| {
        let mut content = draft.form.content().to_owned();
        clip(&mut content, reads::TITLE);
        ClubDraftSummary {
            id: draft.id,
            is_meeting: matches!(draft.form, ClubFields::Meeting(_)),
            content,
            changed_at: draft.changed_at,
        }
    })
    .await
}

pub(crate) async fn new(
    client: &Client,
    connection: ConnectionId,
    fields: ClubFields,
) -> Result<ClubDraftView, AppError> {
    keepable(&fields)?;
    client.connection_name(&connection).await?;
    let draft = forms::begin(client, connection, fields).await?;
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
    forms::change(client, id, move |form: &mut ClubFields| *form = fields).await?;
    get(client, id).await
}

pub(crate) async fn delete(client: &Client, id: &DraftId) -> Result<(), AppError> {
    forms::delete::<ClubFields>(client, id).await
}

pub(crate) async fn load(client: &Client, id: &DraftId) -> Result<ClubDraft, AppError> {
    forms::load(client, id).await
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
        problems.truncate(forms::PROBLEMS);
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
