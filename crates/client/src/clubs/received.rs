//! What I was given, and invited to.

use super::{TEXT, attendance::times, clip_name, count, fit, found, kept, window};
use crate::{
    client::Client,
    commands::{
        ClubView,
        clubs::{
            ListAffairs, OneMeeting, OneMission,
            received::{Invitation, ReceivedMeetingView, ReceivedMissionView, ReceivedPartView},
        },
    },
    reads::{self, clip, clip_lines},
    search::Query,
};
use muster_domain::{
    club::{Leader, MyClubs},
    error::AppError,
    id::{ConnectionId, MeetingId, StudentId},
    meeting::Participation,
    read::{Read, Rows},
    received::{
        Answered, Companion, FromClub, ReceivedMeeting, ReceivedMeetingDetail, ReceivedMission,
        ReceivedMissionDetail, ReceivedPart, Sponsor,
    },
};

/// Characters of a text in a head; more than any server takes.
const WHOLE: usize = 2_000;

/// People that a head names, of the whole and of each part.
const COMPANIONS: usize = 100;
const PART_COMPANIONS: usize = 10;

/// Leaders that a head lists; servers take four.
const LEADERS: usize = 20;

pub(crate) async fn received_missions(
    client: &Client,
    args: ListAffairs,
) -> Result<Read<Rows<FromClub<ReceivedMission>>>, AppError> {
    let view = ClubView::ReceivedMissions;
    let list: Read<Vec<FromClub<ReceivedMission>>> = kept(client, args.connection, view).await?;
    let query = Query::new(&args.filter);
    Ok(list.map(|mut rows| {
        rows.retain(|FromClub { club, row }| {
            let mut texts = [&row.content, &club.name, &row.sponsor.name].into_iter();
            texts.any(|text| query.matches(text))
        });
        rows.sort_by_key(|given| std::cmp::Reverse(given.row.published_at));
        for FromClub { club, row } in &mut rows {
            clip_name(club);
            clip(&mut row.content, TEXT);
            clip_sponsor(&mut row.sponsor);
        }
        window(rows, args.offset, args.limit)
    }))
}

pub(crate) async fn received_mission(
    client: &Client,
    args: OneMission,
) -> Result<Read<ReceivedMissionView>, AppError> {
    let mission = args.mission;
    let view = ClubView::ReceivedMission { mission };
    let detail: Read<ReceivedMissionDetail> = kept(client, args.connection, view).await?;
    Ok(detail.map(|detail| {
        let ReceivedMissionDetail {
            mut mission,
            people,
            parts,
        } = detail;
        clip_lines(&mut mission.content, WHOLE);
        clip_sponsor(&mut mission.sponsor);
        ReceivedMissionView {
            mission,
            people: count(&people),
            companions: companions(people, COMPANIONS),
            parts: reads::half_fitting(parts.into_iter().map(part).collect()),
        }
    }))
}

fn part(part: ReceivedPart) -> ReceivedPartView {
    let mut content = part.content;
    clip(&mut content, TEXT);
    ReceivedPartView {
        id: part.id,
        content,
        finished: part.finished,
        people: count(&part.people),
        companions: companions(part.people, PART_COMPANIONS),
    }
}

fn companions(mut people: Vec<Companion>, most: usize) -> Vec<Companion> {
    people.truncate(most);
    for person in &mut people {
        clip(&mut person.name, reads::NAME);
        person.avatar_url = None;
    }
    people
}

pub(crate) async fn received_meetings(
    client: &Client,
    args: ListAffairs,
) -> Result<Read<Rows<FromClub<Invitation>>>, AppError> {
    let connection = args.connection;
    let view = ClubView::ReceivedMeetings;
    let list: Read<Vec<FromClub<ReceivedMeeting>>> = kept(client, connection.clone(), view).await?;
    let query = Query::new(&args.filter);
    let list = list.map(|mut rows| {
        rows.retain(|FromClub { club, row }| {
            let texts = [&row.content, &row.address, &club.name, &row.sponsor.name];
            texts.into_iter().any(|text| query.matches(text))
        });
        rows.sort_by_key(|invited| std::cmp::Reverse(invited.row.published_at));
        for FromClub { club, row } in &mut rows {
            clip_name(club);
            shorten(row, TEXT);
        }
        window(rows, args.offset, args.limit)
    });
    let me = me(client, &connection).await?;
    let mut standings = Vec::new();
    for FromClub { row, .. } in list.value.iter().flat_map(|list| &list.rows) {
        let open = !row.signed && row.answered == Answered::Nothing;
        standings.push(match &me {
            Some(me) if open => standing(client, &connection, me, &row.id).await?,
            _ => (None, None),
        });
    }
    let mut standings = standings.into_iter();
    Ok(list.map(|rows| {
        fit(rows.map(|FromClub { club, row }| {
            let (leads, invited) = standings.next().unwrap_or_default();
            let row = Invitation {
                meeting: row,
                leads,
                invited,
            };
            FromClub { club, row }
        }))
    }))
}

async fn me(client: &Client, connection: &ConnectionId) -> Result<Option<StudentId>, AppError> {
    let mine = found::<MyClubs>(client, connection.clone(), ClubView::Clubs).await?;
    Ok(mine.and_then(|mine| mine.value.me))
}

/// Whether I lead a meeting, and whether I am invited to it, as far as that
/// was read.
async fn standing(
    client: &Client,
    connection: &ConnectionId,
    me: &StudentId,
    meeting: &MeetingId,
) -> Result<(Option<bool>, Option<bool>), AppError> {
    let view = ClubView::ReceivedMeeting {
        meeting: meeting.clone(),
    };
    let detail = found::<ReceivedMeetingDetail>(client, connection.clone(), view).await?;
    let leads = detail.map(|detail| is_among(&detail.value.leaders, me));
    let invited = match leads {
        Some(true) => invited(client, connection, me, meeting).await?,
        _ => None,
    };
    Ok((leads, invited))
}

fn is_among(leaders: &[Leader], me: &StudentId) -> bool {
    leaders.iter().any(|leader| leader.student == *me)
}

/// Whether I am invited, as far as who takes part was read.
async fn invited(
    client: &Client,
    connection: &ConnectionId,
    me: &StudentId,
    meeting: &MeetingId,
) -> Result<Option<bool>, AppError> {
    let view = ClubView::Participation {
        meeting: meeting.clone(),
    };
    let told = found::<Participation>(client, connection.clone(), view).await?;
    Ok(told.map(|told| {
        let mut attendees = told.value.attendees.iter();
        attendees.any(|row| row.student == *me)
    }))
}

/// Whether I am invited, and whether it is over, is told to who leads it alone.
pub(crate) async fn received_meeting(
    client: &Client,
    args: OneMeeting,
) -> Result<Read<ReceivedMeetingView>, AppError> {
    let OneMeeting {
        connection,
        meeting,
    } = args;
    let me = me(client, &connection).await?;
    let (_, over) = times(client, &connection, &meeting).await?;
    let invited = match &me {
        Some(me) => invited(client, &connection, me, &meeting).await?,
        None => None,
    };
    let view = ClubView::ReceivedMeeting { meeting };
    let detail: Read<ReceivedMeetingDetail> = kept(client, connection, view).await?;
    Ok(detail.map(|detail| {
        let ReceivedMeetingDetail {
            mut meeting,
            mut leaders,
        } = detail;
        let leads = me.is_some_and(|me| is_among(&leaders, &me));
        shorten(&mut meeting, WHOLE);
        clip_leaders(&mut leaders);
        ReceivedMeetingView {
            meeting,
            leaders,
            leads,
            invited,
            over,
        }
    }))
}

fn shorten(row: &mut ReceivedMeeting, text: usize) {
    clip_lines(&mut row.content, text);
    clip(&mut row.address, text);
    clip_sponsor(&mut row.sponsor);
    if let Answered::Other(word) = &mut row.answered {
        clip(word, reads::NAME);
    }
}

fn clip_sponsor(sponsor: &mut Sponsor) {
    clip(&mut sponsor.name, reads::NAME);
    sponsor.avatar_url = None;
}

/// Those of a head, as far as it lists them.
pub(super) fn clip_leaders(leaders: &mut Vec<Leader>) {
    leaders.truncate(LEADERS);
    for leader in leaders {
        clip(&mut leader.name, reads::NAME);
        clip(&mut leader.mobile, reads::PHONE);
        clip(&mut leader.department, reads::OFFICE);
        clip(&mut leader.job, reads::OFFICE);
        leader.avatar_url = None;
    }
}
