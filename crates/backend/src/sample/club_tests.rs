//! What holds for the clubs of every sample, and the one that other tests
//! share.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;

use super::clubs::FIRST_MOBILE;
use super::tests::unique;
use super::*;
use crate::store::{
    ClubRole, ClubStore, MeetingRecount, MissionRecount, PageAt, Store, sqlite::Sqlite,
};

pub fn noon() -> Timestamp {
    "2026-05-06T04:00:00Z".parse().unwrap()
}

/// The clubs of the demo sample of seed 1, made once.
pub fn club_demo() -> &'static ClubSample {
    static DEMO: OnceLock<ClubSample> = OnceLock::new();
    DEMO.get_or_init(|| ClubSample::new(Size::Demo, 1, noon()).unwrap())
}

pub fn member_ids(club_id: i64) -> Vec<i64> {
    club_demo().members_of(club_id)
}

/// Student and mobile of each account.
pub fn roles() -> Vec<(i64, i64)> {
    let accounts = accounts().into_iter();
    accounts
        .filter(|account| account.connector == "weclubs")
        .map(|account| {
            let (student_id, _) = club_demo().seat_of(account.role).unwrap();
            (student_id, account.username.parse().unwrap())
        })
        .collect()
}

#[test]
fn every_size_has_its_clubs_and_students_each_once() {
    for (size, clubs, students) in [
        (Size::Demo, 3, 180),
        (Size::District, 20, 3_000),
        (Size::City, 60, 12_000),
    ] {
        let sample = ClubSample::new(size, 1, noon()).unwrap();
        assert_eq!(sample.clubs.len(), clubs);
        assert_eq!(sample.students.len(), students);
        assert!(unique(sample.clubs.iter().map(|club| club.club_id)));
        assert!(unique(sample.clubs.iter().map(|club| club.name.as_str())));
        assert!(unique(sample.students.iter().map(|one| one.student_id)));
        assert!(unique(sample.students.iter().map(|one| one.mobile)));
        let rows = sample.members.iter();
        assert!(unique(rows.map(|row| (row.club_id, row.student_id))));
        for club in &sample.clubs {
            let members = sample.members_of(club.club_id).len();
            assert!(members >= 40, "{}: {members}", club.name);
        }
    }
}

#[test]
fn mobiles_stay_in_a_range_that_is_not_in_use_and_apart_from_soldiers() {
    let sample = ClubSample::new(Size::City, 1, noon()).unwrap();
    let unused = FIRST_MOBILE..100_5010_0000;
    assert!(
        sample
            .students
            .iter()
            .all(|one| unused.contains(&one.mobile))
    );
}

#[test]
fn a_club_has_people_in_every_department_and_job_and_some_in_none() {
    let sample = ClubSample::new(Size::Demo, 3, noon()).unwrap();
    for club in &sample.clubs {
        let rows: Vec<_> = sample
            .members
            .iter()
            .filter(|row| row.club_id == club.club_id)
            .collect();
        let jobs: HashMap<i64, &str> = sample
            .jobs
            .iter()
            .filter(|job| job.club_id == club.club_id)
            .map(|job| (job.job_id, job.name.as_str()))
            .collect();
        let of = |name: &str| {
            rows.iter()
                .filter(|row| row.job_id.is_some_and(|id| jobs[&id] == name))
                .count()
        };
        assert_eq!(of("会长"), 1, "{}", club.name);
        for name in ["副会长", "部长", "干事", "会员"] {
            assert!(of(name) >= 2, "{} {name}", club.name);
        }
        let departments: HashSet<_> = rows.iter().filter_map(|row| row.department_id).collect();
        assert_eq!(departments.len(), 6, "{}", club.name);
    }
    let nowhere = sample
        .members
        .iter()
        .filter(|row| row.department_id.is_none());
    assert!(nowhere.count() > 0);
    let mut clubs_of: HashMap<i64, usize> = HashMap::new();
    for row in &sample.members {
        *clubs_of.entry(row.student_id).or_default() += 1;
    }
    assert_eq!(clubs_of.len(), sample.students.len());
    assert!(clubs_of.values().any(|&clubs| clubs > 1));
}

#[test]
fn accounts_sit_where_they_say_in_every_size() {
    for size in [Size::Demo, Size::District, Size::City] {
        let sample = ClubSample::new(size, 5, noon()).unwrap();
        let store = Sqlite::in_memory().unwrap();
        store.fill_clubs(&sample).unwrap();
        for (role, is) in [
            ("sponsor", ClubRole::Administrator),
            ("leader", ClubRole::Member),
            ("member", ClubRole::Member),
            ("outsider", ClubRole::Administrator),
        ] {
            let account = accounts().into_iter().find(|one| one.role == role).unwrap();
            let (student_id, club_id) = sample.seat_of(role).unwrap();
            assert_eq!(store.club_role(club_id, student_id).unwrap(), Some(is));
            let club = sample.clubs.iter().find(|club| club.club_id == club_id);
            assert_eq!(club.unwrap().name, account.name);
            let mobile = account.username.parse().unwrap();
            let found = store.student_credentials(mobile).unwrap().unwrap();
            assert_eq!(found.student.student_id, student_id);
        }
        let clubs: HashSet<i64> = ["sponsor", "leader", "member"]
            .map(|role| sample.seat_of(role).unwrap().1)
            .into();
        assert_eq!(clubs.len(), 1, "they are in one club");
        assert!(!clubs.contains(&sample.seat_of("outsider").unwrap().1));
    }
}

#[test]
fn the_seed_decides_everything_but_the_years() {
    let again = ClubSample::new(Size::Demo, 1, noon()).unwrap();
    let other = ClubSample::new(Size::Demo, 2, noon()).unwrap();
    let sample = club_demo();
    assert_eq!(sample.students, again.students);
    assert_eq!(sample.clubs, again.clubs);
    assert_eq!(sample.members, again.members);
    assert_ne!(sample.students, other.students);
    assert_ne!(sample.members, other.members);
    let years = |now: &str| {
        let sample = ClubSample::new(Size::Demo, 1, now.parse().unwrap()).unwrap();
        let years = sample.students.iter().map(|one| one.graduate_year);
        (years.clone().min().unwrap(), years.max().unwrap())
    };
    assert_eq!(years("2026-08-31T15:59:59Z"), (2022, 2025));
    assert_eq!(years("2026-08-31T16:00:00Z"), (2023, 2026));
}

/// The demo's clubs after the scenes were played.
fn played() -> (Arc<dyn Store>, Vec<MissionRecount>, Vec<MeetingRecount>) {
    let store: Arc<dyn Store> = Arc::new(Sqlite::in_memory().unwrap());
    store.fill_clubs(club_demo()).unwrap();
    play_clubs(club_demo(), &store, noon()).unwrap();
    let missions = store.recount_missions().unwrap();
    let meetings = store.recount_meetings().unwrap();
    (store, missions, meetings)
}

#[test]
fn the_first_start_shows_missions_in_every_state() {
    let (_, missions, _) = played();
    assert!(missions.iter().any(|mission| mission.reverted));
    assert!(missions.iter().any(|mission| mission.parts == 3));
    for mission in missions.iter().filter(|mission| !mission.reverted) {
        let counts = mission.counts;
        assert!(counts.shares > counts.finished, "{}", mission.content);
        assert!(counts.confirmed > 0, "{}", mission.content);
        assert_eq!(mission.notices.published, mission.notices.people);
    }
    let finished = missions.iter().filter(|one| one.counts.finished > 10);
    assert!(finished.count() >= 2);
}

#[test]
fn the_first_start_shows_a_meeting_that_is_over_and_one_that_begins() {
    let (store, _, meetings) = played();
    let over: Vec<_> = meetings.iter().filter(|meeting| meeting.ended).collect();
    assert_eq!(over.len(), 1);
    let counts = over[0].counts;
    assert!(counts.signed > counts.invited / 2, "{counts:?}");
    assert!(counts.signed < counts.invited && counts.on_leave > 0);
    assert!((1..counts.signed / 2).contains(&over[0].late), "{over:?}");

    let (sponsor, _) = club_demo().seat_of("sponsor").unwrap();
    let page = PageAt {
        size: 100,
        number: 1,
    };
    let (listed, _) = store.meetings_by(sponsor, page).unwrap();
    let soon = listed.iter().find(|meeting| {
        let wait = meeting.plan.deadline.duration_since(noon());
        (0..20).contains(&wait.as_mins())
    });
    let soon = soon.unwrap();
    assert!(soon.plan.need_sign);
    assert!(soon.counts.answered > 30, "{:?}", soon.counts);
    assert!(soon.counts.signed < 20, "most are still to come");
    let rows = store.attendees(soon.meeting_id).unwrap();
    assert!(rows.iter().all(|row| {
        let times = [row.replied, row.signed].into_iter().flatten();
        times.into_iter().all(|at| at <= noon())
    }));
}
