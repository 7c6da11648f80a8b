//! Writes to a server of clubs: queued, sent, read back.

use super::{
    GRACE_MS,
    enqueue::{enqueue, queued},
    search::{Reading, Taken},
};
use crate::{
    client::Client,
    commands::{ClubView, Target},
    links::REFUSAL,
    reads,
    store::{self, club_drafts::ClubDraft},
    sync,
};
use muster_connectors::{Answer, Connector, Error};
use muster_domain::{
    error::AppError,
    event::Tag,
    id::ConnectionId,
    meeting::SignInWindow,
    mission::{MissionStatus, Reminded},
    outbox::{ClubAffair, ClubWrite, FoundTask, Intent, OutboxEntry},
    sign_in_code::SignInCode,
    time::Time,
};

/// Queues a publication; its first byte leaves ten seconds later. `too_late`
/// for a draft that is on its way, or was edited meanwhile.
pub(crate) async fn publish(
    client: &Client,
    draft: ClubDraft,
    write: ClubWrite,
) -> Result<OutboxEntry, AppError> {
    let connection = draft.connection.clone();
    let entry = queued(client, connection, Intent::Club { write }, GRACE_MS).await?;
    enqueue(client, entry, move |db, _| {
        let unchanged = store::form_drafts::load(db, &draft.id)?.as_ref() == Some(&draft);
        Ok(unchanged && store::outbox::live_of_draft(db, &draft.id)?.is_empty())
    })
    .await
}

/// Queues what changes a mission or a meeting; it leaves at once, because the
/// question whether it is meant was asked before. `too_late` while the same is
/// under way or unknown.
pub(crate) async fn act(
    client: &Client,
    connection: ConnectionId,
    write: ClubWrite,
) -> Result<OutboxEntry, AppError> {
    let affair = write.affair().ok_or(AppError::NotFound)?;
    let entry = queued(client, connection, Intent::Club { write }, 0).await?;
    enqueue(client, entry, move |db, entry| {
        let key = affair.key();
        let acting = store::outbox::acting(db, &entry.connection, &key, &entry.intent)?;
        Ok(!acting)
    })
    .await
}

/// Sends it. Answers what the server said beside yes.
pub(super) async fn attempt(
    connector: &dyn Connector,
    write: &ClubWrite,
) -> Result<Option<String>, Error> {
    let missions = || connector.missions().ok_or(Error::WrongServer);
    let meetings = || connector.meetings().ok_or(Error::WrongServer);
    let theirs = || connector.membership().ok_or(Error::WrongServer);
    let done = match write {
        ClubWrite::PublishMission { mission, .. } => missions()?.publish(mission).await,
        ClubWrite::PublishMeeting { meeting, .. } => meetings()?.publish(meeting).await,
        ClubWrite::RemindMission { mission, of, .. } => {
            return Ok(said(missions()?.remind(mission, *of).await?.value));
        }
        ClubWrite::RemindMeeting { meeting, .. } => {
            return Ok(said(meetings()?.remind(meeting).await?.value));
        }
        ClubWrite::RevertMission { mission, .. } => missions()?.revert(mission).await,
        ClubWrite::EditMeeting { meeting, edit, .. } => meetings()?.edit(meeting, edit).await,
        ClubWrite::RevertMeeting { meeting, .. } => meetings()?.revert(meeting).await,
        ClubWrite::EndMeeting { meeting, .. } => meetings()?.end(meeting).await,
        ClubWrite::SignIn {
            meeting,
            leader,
            minted_at,
            ..
        } => {
            let code = SignInCode::mint(meeting, leader, *minted_at);
            let code = code.ok_or_else(|| Error::Rejected {
                message: String::new(),
            })?;
            meetings()?.sign_in(&code).await
        }
        ClubWrite::ReplyToMission {
            mission,
            part,
            reply,
            ..
        } => {
            let to = part.as_ref().unwrap_or(mission);
            theirs()?.reply(&reply.to(to.clone()), "").await
        }
        ClubWrite::ReplyToMeeting {
            meeting,
            reply,
            comment,
            ..
        } => theirs()?.reply(&reply.to(meeting.clone()), comment).await,
    };
    done.map(|_| None)
}

fn said(reminded: Reminded) -> Option<String> {
    match reminded {
        Reminded::Sent => None,
        Reminded::Nobody { mut message } => {
            reads::clip(&mut message, REFUSAL);
            Some(message)
        }
    }
}

/// One complete reading of what became of it.
pub(super) async fn read(
    connector: &dyn Connector,
    write: &ClubWrite,
    taken: &Taken<'_>,
) -> Result<Reading, Error> {
    let missions = || connector.missions().ok_or(Error::WrongServer);
    let meetings = || connector.meetings().ok_or(Error::WrongServer);
    let theirs = || connector.membership().ok_or(Error::WrongServer);
    let list_missions = async || {
        let missions = missions()?;
        let page = |size, page| missions.list(size, page);
        let list = sync::read_slices(page, |row| row.id.as_str()).await?;
        let earliest = taken.earliest(list.server_time);
        Ok::<_, Error>((list.whole()?, earliest))
    };
    let list_meetings = async || {
        let meetings = meetings()?;
        let page = |size, page| meetings.list(size, page);
        let list = sync::read_slices(page, |row| row.id.as_str()).await?;
        let earliest = taken.earliest(list.server_time);
        Ok::<_, Error>((list.whole()?, earliest))
    };
    let done = match write {
        ClubWrite::PublishMission { mission, .. } => {
            let (list, earliest) = list_missions().await?;
            let rows = list.iter();
            let rows = rows.filter(|row| mission.is(row) && since(earliest, row.published_at));
            let rows = rows.map(|row| found(row.id.as_str(), &row.content, row.published_at));
            let rows = taken.without(rows).await;
            if let [only] = rows.as_slice()
                && let Some(row) = list.iter().find(|row| row.id.0 == only.id.0)
            {
                let detail = missions()?.detail(&row.id).await?.value;
                let missing = mission.parts_missing(row, &detail);
                let missing = u32::try_from(missing).unwrap_or(u32::MAX);
                if missing > 0 {
                    return Ok(Reading::FoundByHalf(only.clone(), missing));
                }
            }
            return Ok(Reading::Found(rows));
        }
        ClubWrite::PublishMeeting { meeting, .. } => {
            let (list, earliest) = list_meetings().await?;
            let rows = list.iter();
            let rows = rows.filter(|row| meeting.is(row) && since(earliest, row.published_at));
            let rows = rows.map(|row| found(row.id.as_str(), &row.content, row.published_at));
            return Ok(Reading::Found(taken.without(rows).await));
        }
        // What was taken back stands in the list as such, or leaves it; but that
        // of others was never in it.
        ClubWrite::RevertMission { mission, .. } => {
            let (rows, _) = list_missions().await?;
            match rows.iter().find(|row| row.id == *mission) {
                Some(row) => Some(row.status == Some(MissionStatus::Revoked)),
                None => is_gone(missions()?.detail(mission).await)?,
            }
        }
        ClubWrite::RevertMeeting { meeting, .. } => {
            let (rows, _) = list_meetings().await?;
            if rows.iter().any(|row| row.id == *meeting) {
                Some(false)
            } else {
                is_gone(meetings()?.detail(meeting).await)?
            }
        }
        ClubWrite::EditMeeting { meeting, edit, .. } => {
            let detail = told(meetings()?.detail(meeting).await)?;
            detail.map(|detail| edit.is_done(&detail))
        }
        ClubWrite::EndMeeting { meeting, .. } => {
            let detail = told(meetings()?.detail(meeting).await)?;
            detail.map(|detail| detail.summary.window == Some(SignInWindow::Closed))
        }
        ClubWrite::SignIn { meeting, .. } => {
            let detail = told(theirs()?.meeting(meeting).await)?;
            detail.map(|detail| detail.meeting.signed)
        }
        ClubWrite::ReplyToMission {
            mission,
            part,
            reply,
            ..
        } => {
            let detail = told(theirs()?.mission(mission).await)?;
            detail.map(|detail| reply.is_said(&detail, part.as_ref()))
        }
        ClubWrite::ReplyToMeeting { meeting, reply, .. } => {
            let detail = told(theirs()?.meeting(meeting).await)?;
            detail.map(|detail| reply.is_said(&detail.meeting))
        }
        // Nothing can be read of these; they are not looked for.
        ClubWrite::RemindMission { .. } | ClubWrite::RemindMeeting { .. } => Some(false),
    };
    Ok(done.map_or(Reading::Untold, Reading::Finished))
}

/// What a server says of a thing; `None` where it will say nothing of it any
/// more: it is gone, or not ours to see.
fn told<T>(read: Result<Answer<T>, Error>) -> Result<Option<T>, Error> {
    match read {
        Ok(answer) => Ok(Some(answer.value)),
        Err(Error::Gone { .. } | Error::NotPermitted) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a thing was taken back that is in no list of ours. One that is still
/// told of may be somebody else's, or of a server that tells of what is gone.
fn is_gone<T>(read: Result<Answer<T>, Error>) -> Result<Option<bool>, Error> {
    Ok(told(read)?.is_none().then_some(true))
}

/// Whether something can have been published in the window of a sending. Of a
/// time that is not told, nothing is excluded.
fn since(earliest: Time, published_at: Option<Time>) -> bool {
    published_at.is_none_or(|at| at >= earliest)
}

fn found(id: &str, content: &str, published_at: Option<Time>) -> FoundTask {
    FoundTask {
        id: id.into(),
        title: content.to_owned(),
        launched_at: published_at,
    }
}

/// What reads would answer anew while such a write moves.
pub(super) fn tags(connection: &ConnectionId, write: &ClubWrite) -> Vec<Tag> {
    let connection = connection.clone();
    match (write, write.affair()) {
        (_, Some(ClubAffair::Mission { mission })) => vec![
            Tag::Missions(connection.clone()),
            Tag::Mission(connection, mission),
        ],
        (_, Some(ClubAffair::Meeting { meeting })) => vec![
            Tag::Meetings(connection.clone()),
            Tag::Meeting(connection, meeting),
        ],
        (ClubWrite::PublishMission { .. }, None) => vec![Tag::Missions(connection)],
        (_, None) => vec![Tag::Meetings(connection)],
    }
}

/// What a confirmed write changed is fetched at once.
pub(super) fn fetch_effect(client: &Client, connection: &ConnectionId, write: &ClubWrite) {
    let views = match write {
        ClubWrite::SignIn { meeting, .. } | ClubWrite::ReplyToMeeting { meeting, .. } => vec![
            ClubView::ReceivedMeetings,
            ClubView::ReceivedMeeting {
                meeting: meeting.clone(),
            },
        ],
        ClubWrite::ReplyToMission { mission, .. } => vec![
            ClubView::ReceivedMissions,
            ClubView::ReceivedMission {
                mission: mission.clone(),
            },
        ],
        ClubWrite::PublishMission { .. } => vec![ClubView::Missions],
        ClubWrite::PublishMeeting { .. } => vec![ClubView::Meetings],
        ClubWrite::RemindMission { mission, .. } => vec![ClubView::Mission {
            mission: mission.clone(),
        }],
        // Its detail is gone with it.
        ClubWrite::RevertMission { .. } => vec![ClubView::Missions],
        ClubWrite::RevertMeeting { .. } => vec![ClubView::Meetings],
        ClubWrite::EditMeeting { meeting, .. }
        | ClubWrite::RemindMeeting { meeting, .. }
        | ClubWrite::EndMeeting { meeting, .. } => vec![
            ClubView::Meetings,
            ClubView::Meeting {
                meeting: meeting.clone(),
            },
            ClubView::Participation {
                meeting: meeting.clone(),
            },
        ],
    };
    for view in views {
        let connection = connection.clone();
        sync::fetch_now(client, &Target::Club { connection, view });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// They stand in every answer that shows the entry.
    #[test]
    fn words_beside_yes_are_kept_as_short_as_a_refusal() {
        let nobody = |message: &str| {
            let message = message.to_owned();
            said(Reminded::Nobody { message })
        };
        assert_eq!(
            nobody("没有需要提醒的人").as_deref(),
            Some("没有需要提醒的人")
        );
        let kept = nobody(&"没".repeat(1_000_000)).unwrap();
        assert_eq!(kept.chars().count(), REFUSAL + 1);
        assert!(kept.ends_with('…'));
        assert_eq!(said(Reminded::Sent), None);
    }
}
