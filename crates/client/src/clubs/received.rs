//! What I was given, and invited to.

use super::{TEXT, attendance::times, clip_name, count, found, kept, window};
use crate::{
    client::Client,
    commands::{
        ClubView,
        clubs::{
            ListAffairs, OneMeeting, OneMission,
            received::{ReceivedMeetingView, ReceivedMissionView, ReceivedPartView},
        },
    },
    reads::{self, clip},
    search::Query,
};
use muster_domain::{
    club::{Leader, MyClubs},
    error::AppError,
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
        clip(&mut mission.content, WHOLE);
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
) -> Result<Read<Rows<FromClub<ReceivedMeeting>>>, AppError> {
    let view = ClubView::ReceivedMeetings;
    let list: Read<Vec<FromClub<ReceivedMeeting>>> = kept(client, args.connection, view).await?;
    let query = Query::new(&args.filter);
    Ok(list.map(|mut rows| {
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
    let mine = found::<MyClubs>(client, connection.clone(), ClubView::Clubs).await?;
    let me = mine.and_then(|mine| mine.value.me);
    let (_, over) = times(client, &connection, &meeting).await?;
    let view = ClubView::Participation {
        meeting: meeting.clone(),
    };
    let told = found::<Participation>(client, connection.clone(), view).await?;
    let view = ClubView::ReceivedMeeting { meeting };
    let detail: Read<ReceivedMeetingDetail> = kept(client, connection, view).await?;
    Ok(detail.map(|detail| {
        let ReceivedMeetingDetail {
            mut meeting,
            mut leaders,
        } = detail;
        let leads = leaders.iter().any(|row| Some(&row.student) == me.as_ref());
        shorten(&mut meeting, WHOLE);
        clip_leaders(&mut leaders);
        let invited = told.zip(me).map(|(told, me)| {
            let mut attendees = told.value.attendees.iter();
            attendees.any(|row| row.student == me)
        });
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
    clip(&mut row.content, text);
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
