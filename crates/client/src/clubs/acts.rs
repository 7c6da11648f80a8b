//! What is done to a mission or a meeting that exists, and signing in.

use super::found;
use crate::{
    client::Client,
    commands::{
        ClubView,
        clubs::received::{ReplyToMeeting, ReplyToMission},
    },
    outbox, store,
};
use muster_domain::{
    club::{ClubProblem, ClubRoster, DeadlineTag, check_comment},
    error::AppError,
    id::{ConnectionId, MeetingId, MissionId},
    meeting::{MeetingDetail, MeetingFields, MeetingSummary},
    mission::{MissionDetail, MissionSummary, Reminder},
    outbox::{ClubAffair, ClubWrite, Intent, OutboxEntry, OutboxState, WriteKind},
    received::{
        FromClub, ReceivedMeeting, ReceivedMeetingDetail, ReceivedMission, ReceivedMissionDetail,
    },
    sign_in_code::{CodeRefusal, SignInCode},
    time::Time,
};

/// The text of a mission; `not_found` for one that was never seen here.
async fn mission_text(
    client: &Client,
    connection: &ConnectionId,
    mission: &MissionId,
) -> Result<String, AppError> {
    let view = ClubView::Mission {
        mission: mission.clone(),
    };
    let detail = found::<MissionDetail>(client, connection.clone(), view).await?;
    if let Some(detail) = detail {
        return Ok(detail.value.content);
    }
    let view = ClubView::Missions;
    let list = found::<Vec<MissionSummary>>(client, connection.clone(), view).await?;
    let mut rows = list.into_iter().flat_map(|list| list.value);
    let row = rows.find(|row| row.id == *mission);
    row.map(|row| row.content).ok_or(AppError::NotFound)
}

/// The text of a mission that I was given, where it was seen here.
async fn given_text(
    client: &Client,
    connection: &ConnectionId,
    mission: &MissionId,
) -> Result<Option<String>, AppError> {
    let view = ClubView::ReceivedMission {
        mission: mission.clone(),
    };
    let detail = found::<ReceivedMissionDetail>(client, connection.clone(), view).await?;
    if let Some(detail) = detail {
        return Ok(Some(detail.value.mission.content));
    }
    let view = ClubView::ReceivedMissions;
    let list = found::<Vec<FromClub<ReceivedMission>>>(client, connection.clone(), view).await?;
    let mut rows = list.into_iter().flat_map(|list| list.value);
    let given = rows.find(|given| given.row.id == *mission);
    Ok(given.map(|given| given.row.content))
}

/// The text of a meeting that I was invited to, where it was seen here.
async fn invited_text(
    client: &Client,
    connection: &ConnectionId,
    meeting: &MeetingId,
) -> Result<Option<String>, AppError> {
    let view = ClubView::ReceivedMeeting {
        meeting: meeting.clone(),
    };
    let detail = found::<ReceivedMeetingDetail>(client, connection.clone(), view).await?;
    if let Some(detail) = detail {
        return Ok(Some(detail.value.meeting.content));
    }
    let view = ClubView::ReceivedMeetings;
    let list = found::<Vec<FromClub<ReceivedMeeting>>>(client, connection.clone(), view).await?;
    let mut rows = list.into_iter().flat_map(|list| list.value);
    let invited = rows.find(|invited| invited.row.id == *meeting);
    Ok(invited.map(|invited| invited.row.content))
}

/// Confirms or finishes what I was given, or a part of it; `not_found` for what
/// was never seen here.
pub(crate) async fn reply_to_mission(
    client: &Client,
    args: ReplyToMission,
) -> Result<OutboxEntry, AppError> {
    let content = given_text(client, &args.connection, &args.mission).await?;
    let write = ClubWrite::ReplyToMission {
        mission: args.mission,
        part: args.part,
        content: content.ok_or(AppError::NotFound)?,
        reply: args.reply,
    };
    outbox::act(client, args.connection, write).await
}

/// Confirms an invitation, or asks for leave. `Err` within is what is wrong
/// with the comment; `not_found` for what was never seen here.
pub(crate) async fn reply_to_meeting(
    client: &Client,
    args: ReplyToMeeting,
) -> Result<Result<OutboxEntry, Vec<ClubProblem>>, AppError> {
    let comment = match check_comment(&args.comment) {
        Ok(comment) => comment,
        Err(problems) => return Ok(Err(problems)),
    };
    let content = invited_text(client, &args.connection, &args.meeting).await?;
    let write = ClubWrite::ReplyToMeeting {
        meeting: args.meeting,
        content: content.ok_or(AppError::NotFound)?,
        reply: args.reply,
        comment,
    };
    Ok(Ok(outbox::act(client, args.connection, write).await?))
}

/// The text of a meeting, where it was seen here.
async fn meeting_text(
    client: &Client,
    connection: &ConnectionId,
    meeting: &MeetingId,
) -> Result<Option<String>, AppError> {
    let view = ClubView::Meeting {
        meeting: meeting.clone(),
    };
    let detail = found::<MeetingDetail>(client, connection.clone(), view).await?;
    if let Some(detail) = detail {
        return Ok(Some(detail.value.summary.content));
    }
    let view = ClubView::Meetings;
    let list = found::<Vec<MeetingSummary>>(client, connection.clone(), view).await?;
    let mut rows = list.into_iter().flat_map(|list| list.value);
    Ok(rows.find(|row| row.id == *meeting).map(|row| row.content))
}

pub(crate) async fn remind_mission(
    client: &Client,
    connection: ConnectionId,
    mission: MissionId,
    of: Reminder,
) -> Result<OutboxEntry, AppError> {
    let content = mission_text(client, &connection, &mission).await?;
    let write = ClubWrite::RemindMission {
        mission,
        content,
        of,
    };
    outbox::act(client, connection, write).await
}

pub(crate) async fn revert_mission(
    client: &Client,
    connection: ConnectionId,
    mission: MissionId,
) -> Result<OutboxEntry, AppError> {
    let content = mission_text(client, &connection, &mission).await?;
    let write = ClubWrite::RevertMission { mission, content };
    outbox::act(client, connection, write).await
}

/// What is done to a meeting, beside editing it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum MeetingAct {
    Remind,
    Revert,
    End,
}

pub(crate) async fn act_on_meeting(
    client: &Client,
    connection: ConnectionId,
    meeting: MeetingId,
    act: MeetingAct,
) -> Result<OutboxEntry, AppError> {
    let content = meeting_text(client, &connection, &meeting).await?;
    let content = content.ok_or(AppError::NotFound)?;
    let write = match act {
        MeetingAct::Remind => ClubWrite::RemindMeeting { meeting, content },
        MeetingAct::Revert => ClubWrite::RevertMeeting { meeting, content },
        MeetingAct::End => ClubWrite::EndMeeting { meeting, content },
    };
    outbox::act(client, connection, write).await
}

/// Sends what differs from the meeting as it is cached; nothing, where nothing
/// does. `Err` within is what is in the way; `nothing_cached` before its detail
/// was read.
pub(crate) async fn edit_meeting(
    client: &Client,
    connection: ConnectionId,
    meeting: MeetingId,
    fields: &MeetingFields,
) -> Result<Result<Option<OutboxEntry>, Vec<ClubProblem>>, AppError> {
    let view = ClubView::Meeting {
        meeting: meeting.clone(),
    };
    let before = found::<MeetingDetail>(client, connection.clone(), view).await?;
    let before = before.ok_or(AppError::NothingCached)?.value;
    let view = ClubView::Roster {
        club: before.summary.club.id.clone(),
    };
    let roster = found::<ClubRoster>(client, connection.clone(), view).await?;
    let roster = roster.map(|roster| roster.value);
    let (now, tag) = (client.now_on(&connection), DeadlineTag::of(client.random()));
    let edit = match fields.check_edit(&before, now, roster.as_ref(), tag) {
        Ok(edit) if edit.is_empty() => return Ok(Ok(None)),
        Ok(edit) => edit,
        Err(problems) => return Ok(Err(problems)),
    };
    let write = ClubWrite::EditMeeting {
        meeting,
        content: before.summary.content,
        edit,
    };
    Ok(Ok(Some(outbox::act(client, connection, write).await?)))
}

/// Signs the account in with the text of a code. `Err` within says why it is
/// none; nothing is sent then.
pub(crate) async fn sign_in(
    client: &Client,
    connection: ConnectionId,
    text: &str,
) -> Result<Result<OutboxEntry, CodeRefusal>, AppError> {
    let code = match SignInCode::parse(text, &code_host(client, &connection).await?) {
        Ok(code) => code,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let mut content = invited_text(client, &connection, code.meeting()).await?;
    if content.is_none() {
        content = meeting_text(client, &connection, code.meeting()).await?;
    }
    let write = ClubWrite::sign_in(&code, content.unwrap_or_default());
    Ok(Ok(outbox::act(client, connection, write).await?))
}

/// The host in the codes of this connection's server.
pub(super) async fn code_host(
    client: &Client,
    connection: &ConnectionId,
) -> Result<String, AppError> {
    let row = client.connection_row(connection).await?;
    let settings = row.config.weclubs.unwrap_or_default();
    Ok(settings.code_host().to_owned())
}

/// When people were last reminded from here: of a mission to confirm and to
/// finish, of a meeting to confirm.
pub(super) async fn reminded(
    client: &Client,
    connection: &ConnectionId,
    affair: ClubAffair,
) -> Result<(Option<Time>, Option<Time>), AppError> {
    let id = connection.clone();
    let read = move |db: &rusqlite::Connection| store::outbox::of_affair(db, &id, &affair);
    let entries = client.stores()?.desk.read(read).await?;
    let last = |wanted: Reminder| {
        let reminders = entries.iter().filter(|entry| {
            let of = match &entry.intent {
                Intent::Club { write } if write.kind() == WriteKind::RemindMeeting => {
                    Some(Reminder::Confirm)
                }
                Intent::Club { write } => write.reminds_of(),
                _ => None,
            };
            let reached = entry.state == OutboxState::Confirmed && entry.said.is_none();
            of == Some(wanted) && reached
        });
        reminders.filter_map(|entry| entry.sent_at).max()
    };
    Ok((last(Reminder::Confirm), last(Reminder::Finish)))
}
