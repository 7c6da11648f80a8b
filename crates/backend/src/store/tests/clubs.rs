//! What holds for clubs in every store.

mod meetings;
mod missions;

use std::collections::HashSet;

use super::{all, now};
use crate::sample::club_tests::{club_demo, member_ids, roles};
use crate::store::*;

const SPONSOR: i64 = 30_001;
const LEADER: i64 = 30_002;
const MEMBER: i64 = 30_003;
const OUTSIDER: i64 = 30_004;
const CLUB: i64 = 31;
const TOKEN: TokenHash = [7; 32];

fn after(minutes: i64) -> Timestamp {
    super::after(minutes)
}

fn filled(store: Box<dyn Store>) -> Box<dyn Store> {
    store.fill_clubs(club_demo()).unwrap();
    store
}

/// People of the sponsor's club without an account.
fn others(take: usize) -> Vec<i64> {
    let members = member_ids(CLUB).into_iter();
    members.filter(|id| *id > OUTSIDER).take(take).collect()
}

fn mission(work: Work) -> NewMission {
    NewMission {
        club_id: CLUB,
        sponsor_id: SPONSOR,
        content: "扫大街".to_owned(),
        created: now(),
        deadline: after(60),
        work,
    }
}

fn whole(people: &[i64]) -> NewMission {
    mission(Work::Whole(people.to_vec()))
}

fn in_parts(parts: &[&[i64]]) -> NewMission {
    let part = |people: &&[i64]| NewPart {
        content: format!("{}人", people.len()),
        people: people.to_vec(),
    };
    mission(Work::Parts(parts.iter().map(part).collect()))
}

fn meeting(people: &[i64]) -> NewMeeting {
    NewMeeting {
        club_id: CLUB,
        sponsor_id: SPONSOR,
        created: now(),
        plan: MeetingPlan {
            content: "例会".to_owned(),
            address: "E202".to_owned(),
            deadline: after(60),
            need_sign: true,
            leaders: vec![LEADER],
        },
        people: people.to_vec(),
    }
}

fn mission_of(store: &dyn Store, mission_id: i64) -> Mission {
    store.mission(mission_id).unwrap().unwrap()
}

fn meeting_of(store: &dyn Store, meeting_id: i64) -> Meeting {
    store.meeting(meeting_id).unwrap().unwrap()
}

fn notices(store: &dyn Store) -> Notices {
    let missions = store.recount_missions().unwrap().into_iter();
    let meetings = store.recount_meetings().unwrap().into_iter();
    let mut all = missions
        .map(|row| row.notices)
        .chain(meetings.map(|row| row.notices));
    let one = all.next().unwrap();
    assert!(all.next().is_none());
    one
}

fn clubs_are_there_once_filled(store: Box<dyn Store>) {
    assert!(!store.has_clubs().unwrap());
    let store = filled(store);
    assert!(store.has_clubs().unwrap());
    let members: HashSet<i64> = member_ids(CLUB).into_iter().collect();
    assert_eq!(store.club_members(CLUB).unwrap(), members);
    assert_eq!(store.club_students(CLUB).unwrap().len(), members.len());
    assert!(store.club_students(CLUB + 900).unwrap().is_empty());
}

fn roles_are_what_the_job_says(store: Box<dyn Store>) {
    let store = filled(store);
    let role = |club, student| store.club_role(club, student).unwrap();
    assert_eq!(role(CLUB, SPONSOR), Some(ClubRole::Administrator));
    assert_eq!(role(CLUB, LEADER), Some(ClubRole::Member));
    assert_eq!(role(CLUB, MEMBER), Some(ClubRole::Member));
    assert_eq!(role(CLUB, OUTSIDER), None);
    assert_eq!(role(CLUB + 1, OUTSIDER), Some(ClubRole::Administrator));
    let administered = |student| {
        let clubs = store.clubs_administered(student).unwrap().into_iter();
        clubs.map(|club| club.club_id).collect::<Vec<_>>()
    };
    assert_eq!(administered(SPONSOR), [CLUB]);
    assert_eq!(administered(OUTSIDER), [CLUB + 1]);
    assert!(administered(MEMBER).is_empty());
    let (mine, total) = store.clubs_of(MEMBER, all()).unwrap();
    assert_eq!((mine.len(), total), (1, 1));
    assert_eq!(mine[0].members, member_ids(CLUB).len() as i64);
}

fn those_with_a_password_can_sign_in_and_nobody_else(store: Box<dyn Store>) {
    let store = filled(store);
    for (student_id, mobile) in roles() {
        let found = store.student_credentials(mobile).unwrap().unwrap();
        assert_eq!(found.student.student_id, student_id);
    }
    let without = club_demo().students.last().unwrap().mobile;
    assert!(store.student_credentials(without).unwrap().is_none());
    assert!(store.student_credentials(1).unwrap().is_none());
}

fn a_token_is_one_a_student_and_caller_and_ends(store: Box<dyn Store>) {
    let store = filled(store);
    let other = [8; 32];
    store.issue_token(MEMBER, "web", &TOKEN, after(10)).unwrap();
    store.issue_token(MEMBER, "app", &other, after(10)).unwrap();
    let holds = |student, caller, token, at| store.token_holds(student, caller, token, at).unwrap();
    assert!(holds(MEMBER, "web", &TOKEN, after(9)));
    assert!(!holds(MEMBER, "web", &TOKEN, after(10)), "at its end");
    assert!(!holds(MEMBER, "app", &TOKEN, now()), "another caller's");
    assert!(!holds(LEADER, "web", &TOKEN, now()), "another student's");
    store
        .issue_token(MEMBER, "web", &[9; 32], after(20))
        .unwrap();
    assert!(!holds(MEMBER, "web", &TOKEN, now()), "the one before");
    assert!(holds(MEMBER, "web", &[9; 32], after(10)));
    assert!(holds(MEMBER, "app", &other, now()), "the other caller's");
}

fn publishing_to_somebody_who_does_not_exist_leaves_nothing(store: Box<dyn Store>) {
    let store = filled(store);
    let one = others(1)[0];
    assert!(store.publish_mission(&whole(&[one, 999_999])).is_err());
    let second = store.publish_mission(&in_parts(&[&[one], &[999_999]]));
    assert!(second.is_err());
    assert!(store.publish_meeting(&meeting(&[one, 999_999])).is_err());
    assert!(store.recount_missions().unwrap().is_empty());
    assert!(store.recount_meetings().unwrap().is_empty());
    assert!(store.publish_mission(&whole(&[one])).is_ok());
}

fn what_is_unanswered_is_counted_for_each_club(store: Box<dyn Store>) {
    let store = filled(store);
    let unanswered = || store.clubs_of(MEMBER, all()).unwrap().0[0].unanswered;
    assert_eq!(unanswered(), 0);
    let mission_id = store
        .publish_mission(&in_parts(&[&[MEMBER], &[MEMBER]]))
        .unwrap();
    let meeting_id = store.publish_meeting(&meeting(&[MEMBER])).unwrap();
    assert_eq!(unanswered(), 2);
    store
        .progress(MEMBER, mission_id, Progress::Confirm, after(1))
        .unwrap();
    assert_eq!(unanswered(), 1);
    store.revert_meeting(meeting_id, after(2)).unwrap();
    assert_eq!(unanswered(), 0);
}

fn the_drill_moves_nobody_who_has_an_account(store: Box<dyn Store>) {
    let store = filled(store);
    let people = [others(3), vec![MEMBER]].concat();
    let mission_id = store
        .publish_mission(&in_parts(&[&people, &[MEMBER]]))
        .unwrap();
    let meeting_id = store.publish_meeting(&meeting(&people)).unwrap();
    let affairs = store.drill_affairs(now()).unwrap();
    let part_id = store.parts(mission_id).unwrap()[0].part_id;
    let mission = Affair::Mission(part_id);
    let invited = Affair::Meeting(meeting_id);
    let found: Vec<Affair> = affairs.iter().map(|affair| affair.affair).collect();
    assert_eq!(found, [mission, invited], "none of a part without others");
    assert!(store.drill_affairs(after(61)).unwrap().is_empty());

    let due = |affair, limit| store.drill_affair_due(affair, 0, limit).unwrap();
    for affair in [mission, invited] {
        assert_eq!(due(affair, 10), others(3));
        assert_eq!(due(affair, 2).len(), 2);
    }
    let step = |student_id, acts: &[Act], due_ms| ClubStep {
        student_id,
        acts: acts.iter().map(|&act| (act, after(2))).collect(),
        due_ms,
    };
    let write = |affair, steps: &[ClubStep]| {
        store.drill_affair_write(affair, 5, steps).unwrap();
    };
    let some = others(3);
    write(
        mission,
        &[
            step(some[0], &[Act::Confirm, Act::Finish], None),
            step(some[1], &[Act::Confirm], Some(9)),
        ],
    );
    write(
        invited,
        &[
            step(some[0], &[Act::Leave], None),
            step(some[1], &[Act::Confirm, Act::Sign], None),
            step(some[2], &[Act::Sign], None),
        ],
    );
    // Again, and otherwise: what was said stays.
    write(invited, &[step(some[0], &[Act::Confirm], None)]);
    let counts = mission_of(store.as_ref(), mission_id).counts;
    assert_eq!((counts.confirmed, counts.finished), (2, 1));
    let counts = meeting_of(store.as_ref(), meeting_id).counts;
    assert_eq!((counts.answered, counts.on_leave, counts.signed), (3, 1, 2));
    assert_eq!(due(mission, 10), [some[2]]);
    let affairs = store.drill_affairs(now()).unwrap();
    assert_eq!(affairs.len(), 1, "nobody is due for the meeting");
    assert_eq!(affairs[0].lived_ms, 5);
    assert_eq!(store.drill_affair_due(mission, 9, 10).unwrap().len(), 2);

    let waiting = store.publish_meeting(&meeting(&some)).unwrap();
    let waiting = Affair::Meeting(waiting);
    write(
        waiting,
        &[step(some[0], &[], Some(900)), step(some[1], &[], None)],
    );
    assert_eq!(due(waiting, 10), [some[2]]);
    store.drill_wake().unwrap();
    assert_eq!(
        due(waiting, 10),
        [some[0], some[2]],
        "who waits looks again"
    );
    assert_eq!(due(mission, 10), [some[2]], "work is in drill time");
}

stores! {
    clubs_are_there_once_filled
    roles_are_what_the_job_says
    those_with_a_password_can_sign_in_and_nobody_else
    a_token_is_one_a_student_and_caller_and_ends
    publishing_to_somebody_who_does_not_exist_leaves_nothing
    what_is_unanswered_is_counted_for_each_club
    the_drill_moves_nobody_who_has_an_account
}
