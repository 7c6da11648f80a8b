//! Clubs that are as large as those of any school, in texts of the longest
//! characters that there are.

use super::city::{City, long};
use crate::{
    commands::{ClubView, Target},
    store::{Age, ages, club_answers, club_drafts, code_windows, form_drafts, saved},
    sync::Watched as _,
    testing::START,
};
use muster_domain::{
    club::{Club, ClubFields, ClubLevel, ClubName, ClubRoster, ClubStudent, Leader, MyClubs},
    meeting::{
        Attendee, MeetingDetail, MeetingFields, MeetingFigures, MeetingSummary, Participation,
        SignInWay, SignInWindow,
    },
    mission::{
        MissionDetail, MissionFields, MissionFigures, MissionPerson, MissionStatus, MissionSummary,
        SubMission, SubMissionFields,
    },
    received::{
        Answered, Companion, FromClub, ReceivedMeeting, ReceivedMeetingDetail, ReceivedMission,
        ReceivedMissionDetail, ReceivedPart, Sponsor,
    },
    saved::{Kept, Saved},
    time::Time,
};
use serde::Serialize;

pub(super) const CLUB: &str = "31";
pub(super) const MISSION: &str = "26";
pub(super) const MEETING: &str = "6";

const STUDENTS: i64 = 16_000;
const LISTED: i64 = 600;
const INVITED: i64 = 600;

fn club(number: i64) -> ClubName {
    ClubName {
        id: number.into(),
        name: long(number, 130),
        avatar_url: Some(long(number, 130)),
    }
}

fn mine() -> MyClubs {
    let club = |number| Club {
        club: club(number),
        level: Some(ClubLevel::Other(long(number, 130))),
        members: Some(60),
    };
    MyClubs {
        me: Some(1.into()),
        administered: (0..LISTED).map(club).collect(),
        joined: (0..LISTED).map(club).collect(),
    }
}

fn roster() -> ClubRoster {
    // More ids than fit, and of as many people as a window shows long texts.
    let text = |number| {
        if number < LISTED {
            long(number, 130)
        } else {
            "张三".to_owned()
        }
    };
    let student = |number: i64| ClubStudent {
        student: (1_000_000_000 + number).into(),
        name: text(number),
        mobile: text(number),
        department: text(number % LISTED),
        job: text(number),
        year: Some(2016),
        major: text(number),
        gender: None,
        avatar_url: Some(text(number)),
    };
    ClubRoster {
        club: CLUB.into(),
        students: (0..STUDENTS).map(student).collect(),
    }
}

fn mission(number: i64) -> MissionSummary {
    MissionSummary {
        id: number.into(),
        content: long(number, 300),
        club: club(number),
        published_at: Some(START),
        deadline: Some(START),
        status: Some(MissionStatus::Other(long(number, 300))),
        figures: MissionFigures::default(),
        has_parts: true,
        parts: 3_000,
    }
}

fn given(number: i64) -> MissionPerson {
    MissionPerson {
        student: number.into(),
        name: long(number, 130),
        avatar_url: Some(long(number, 130)),
        confirmed: false,
        finished: false,
        has_parts: true,
    }
}

fn mission_detail() -> MissionDetail {
    let part = |number: i64| SubMission {
        id: number.into(),
        content: long(number, 300),
        people: vec![given(number)],
    };
    let head = mission(26);
    MissionDetail {
        id: head.id,
        content: head.content,
        club: head.club,
        published_at: head.published_at,
        deadline: head.deadline,
        status: head.status,
        people: (0..INVITED).map(given).collect(),
        parts: (0..LISTED).map(part).collect(),
    }
}

fn meeting(number: i64) -> MeetingSummary {
    MeetingSummary {
        id: number.into(),
        content: long(number, 300),
        address: long(number, 300),
        club: club(number),
        published_at: Some(START),
        deadline: Some(START),
        sign_in: SignInWay::Other(long(number, 300)),
        window: Some(SignInWindow::Other(long(number, 300))),
        figures: MeetingFigures::default(),
    }
}

fn meeting_detail() -> MeetingDetail {
    let leader = |number: i64| Leader {
        student: number.into(),
        name: long(number, 130),
        avatar_url: Some(long(number, 130)),
        mobile: long(number, 130),
        department: long(number, 130),
        job: long(number, 130),
    };
    MeetingDetail {
        summary: meeting(6),
        leaders: (0..LISTED).map(leader).collect(),
    }
}

fn participation() -> Participation {
    let attendee = |number: i64| Attendee {
        student: number.into(),
        name: long(number, 130),
        avatar_url: Some(long(number, 130)),
        department: long(number % LISTED, 130),
        job: long(number, 130),
        confirmed: true,
        on_leave: false,
        signed: true,
        late: Some(true),
        changed_at: Some(START),
        signed_at: Some(START),
        comment: long(number, 300),
    };
    Participation {
        figures: MeetingFigures::default(),
        attendees: (0..INVITED).map(attendee).collect(),
    }
}

fn sponsor(number: i64) -> Sponsor {
    Sponsor {
        student: Some(number.into()),
        name: long(number, 130),
        avatar_url: Some(long(number, 130)),
    }
}

fn received_mission(number: i64) -> FromClub<ReceivedMission> {
    FromClub {
        club: club(number),
        row: ReceivedMission {
            id: number.into(),
            content: long(number, 300),
            sponsor: sponsor(number),
            published_at: Some(START),
            deadline: Some(START),
            confirmed: true,
            finished: true,
        },
    }
}

fn received_mission_detail() -> ReceivedMissionDetail {
    let companion = |number: i64| Companion {
        student: number.into(),
        name: long(number, 130),
        avatar_url: Some(long(number, 130)),
    };
    let part = |number: i64| ReceivedPart {
        id: number.into(),
        content: long(number, 300),
        finished: true,
        has_parts: true,
        people: (0..20).map(companion).collect(),
    };
    ReceivedMissionDetail {
        mission: received_mission(26).row,
        people: (0..INVITED).map(companion).collect(),
        parts: (0..200).map(part).collect(),
    }
}

fn received_meeting(number: i64) -> FromClub<ReceivedMeeting> {
    FromClub {
        club: club(number),
        row: ReceivedMeeting {
            id: number.into(),
            content: long(number, 300),
            address: long(number, 300),
            sponsor: sponsor(number),
            published_at: Some(START),
            deadline: Some(START),
            answered: Answered::Other(long(number, 300)),
            signed: true,
        },
    }
}

/// A form of which much is wrong, in thousands of parts.
pub(super) fn typed() -> ClubFields {
    let part = SubMissionFields::default();
    ClubFields::Mission(MissionFields {
        content: "🚨".repeat(20_000),
        parts: vec![part; 4_500],
        ..MissionFields::default()
    })
}

/// The meeting with another text, as the form has it; much is wrong.
pub(super) fn edited() -> MeetingFields {
    MeetingFields {
        content: "🚨".repeat(300_000),
        ..MeetingFields::default()
    }
}

pub(super) async fn fill(city: &City) {
    keep(city, ClubView::Clubs, mine()).await;
    let club = CLUB.into();
    keep(city, ClubView::Roster { club }, roster()).await;
    let missions: Vec<_> = (0..LISTED).map(mission).collect();
    keep(city, ClubView::Missions, missions).await;
    let mission = MISSION.into();
    keep(city, ClubView::Mission { mission }, mission_detail()).await;
    let meetings: Vec<_> = (0..LISTED).map(meeting).collect();
    keep(city, ClubView::Meetings, meetings).await;
    let meeting = MEETING.into();
    keep(city, ClubView::Meeting { meeting }, meeting_detail()).await;
    let meeting = MEETING.into();
    keep(city, ClubView::Participation { meeting }, participation()).await;
    let missions: Vec<_> = (0..LISTED).map(received_mission).collect();
    keep(city, ClubView::ReceivedMissions, missions).await;
    let mission = MISSION.into();
    let view = ClubView::ReceivedMission { mission };
    keep(city, view, received_mission_detail()).await;
    let meetings: Vec<_> = (0..LISTED).map(received_meeting).collect();
    keep(city, ClubView::ReceivedMeetings, meetings).await;
    let detail = ReceivedMeetingDetail {
        meeting: received_meeting(6).row,
        leaders: meeting_detail().leaders,
    };
    let meeting = MEETING.into();
    keep(city, ClubView::ReceivedMeeting { meeting }, detail).await;
    fill_desk(city).await;
}

async fn keep<T: Serialize + Send + 'static>(city: &City, view: ClubView, answer: T) {
    let connection = city.connection.clone();
    keep_as(city, &Target::Club { connection, view }, answer).await;
}

/// Puts an answer into the cache, as if it had just been read to its end.
pub(super) async fn keep_as<T: Serialize + Send + 'static>(
    city: &City,
    target: &Target,
    answer: T,
) {
    let (connection, key) = (target.connection().clone(), target.age_key());
    let age = Age {
        fetched_at: START,
        server_time: None,
        complete: true,
    };
    let write = move |db: &mut rusqlite::Connection| {
        club_answers::put(db, &connection, &key, &answer)?;
        ages::put(db, &connection, &key, &age)
    };
    let stores = city.bench.client.stores().unwrap();
    stores.cache.with(write).await.unwrap();
}

async fn fill_desk(city: &City) {
    let connection = city.connection.clone();
    let write = move |db: &mut rusqlite::Connection| {
        let transaction = db.transaction()?;
        let template = Saved {
            id: "club_saved".into(),
            connection: connection.clone(),
            name: "迎新".into(),
            changed_at: START,
            kept: Kept::Club(typed()),
        };
        saved::put(&transaction, &template)?;
        for number in 0..220_i64 {
            let draft = club_drafts::ClubDraft {
                id: format!("club_draft{number}").as_str().into(),
                connection: connection.clone(),
                changed_at: START,
                form: typed(),
            };
            form_drafts::put(&transaction, &draft)?;
            let shown = Time(START.0 + number * 60_000);
            code_windows::note(&transaction, &connection, &MEETING.into(), shown)?;
        }
        transaction.commit()
    };
    let stores = city.bench.client.stores().unwrap();
    stores.desk.with(write).await.unwrap();
}
