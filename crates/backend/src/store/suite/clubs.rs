//! What holds for clubs in every store.

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

fn a_mission_gives_each_part_once_and_tells_each_person_once(store: Box<dyn Store>) {
    let store = filled(store);
    let people = others(4);
    let mission_id = store
        .publish_mission(&in_parts(&[
            &[people[0], people[1], people[0]],
            &[people[1], people[2]],
        ]))
        .unwrap();
    let mission = mission_of(store.as_ref(), mission_id);
    assert_eq!((mission.parts, mission.counts.shares), (2, 4));
    let parts = store.parts(mission_id).unwrap();
    let given: Vec<Vec<i64>> = parts
        .iter()
        .map(|part| part.shares.iter().map(|share| share.student_id).collect())
        .collect();
    assert_eq!(given, [[people[0], people[1]], [people[1], people[2]]]);
    assert_eq!(parts[0].content, "3人");
    assert!(parts.iter().all(|part| part.part_id != mission_id));
    assert!(store.mission(parts[0].part_id).unwrap().is_none());
    let notices = notices(store.as_ref());
    assert_eq!((notices.published, notices.people), (3, 3));
}

fn a_mission_without_parts_is_its_own_part(store: Box<dyn Store>) {
    let store = filled(store);
    let people = others(3);
    let mission_id = store.publish_mission(&whole(&people)).unwrap();
    let parts = store.parts(mission_id).unwrap();
    assert_eq!(parts.len(), 1);
    assert_eq!(parts[0].part_id, mission_id);
    assert_eq!(parts[0].shares.len(), 3);
    assert_eq!(mission_of(store.as_ref(), mission_id).parts, 0);
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

fn progress_keeps_the_first_time_and_finishing_confirms(store: Box<dyn Store>) {
    let store = filled(store);
    let people = others(3);
    let mission_id = store
        .publish_mission(&in_parts(&[&people[..2], &people[1..]]))
        .unwrap();
    let parts = store.parts(mission_id).unwrap();
    let go = |student, id, to, at| store.progress(student, id, to, at).unwrap();
    assert!(go(people[1], parts[0].part_id, Progress::Confirm, after(1)));
    assert!(go(people[1], parts[0].part_id, Progress::Finish, after(2)));
    assert!(go(people[1], parts[0].part_id, Progress::Confirm, after(3)));
    assert!(go(people[0], mission_id, Progress::Finish, after(4)));
    assert!(!go(people[0], parts[1].part_id, Progress::Finish, after(4)));
    assert!(!go(OUTSIDER, mission_id, Progress::Confirm, after(4)));

    let parts = store.parts(mission_id).unwrap();
    let times = |part: usize, row: usize| {
        let share = &parts[part].shares[row];
        (share.confirmed, share.finished)
    };
    assert_eq!(times(0, 0), (Some(after(4)), Some(after(4))));
    assert_eq!(times(0, 1), (Some(after(1)), Some(after(2))));
    assert_eq!(times(1, 0), (None, None), "the other part of the same one");
    let counts = mission_of(store.as_ref(), mission_id).counts;
    assert_eq!(
        (counts.shares, counts.confirmed, counts.finished),
        (4, 2, 2)
    );
    let recount = store.recount_missions().unwrap().remove(0);
    assert_eq!(recount.counts, counts);

    let (received, _) = store.missions_of(people[1], CLUB, all()).unwrap();
    assert!(!received[0].confirmed, "one of two parts");
    let (received, _) = store.missions_of(people[0], CLUB, all()).unwrap();
    assert!(received[0].confirmed && received[0].finished);
}

fn a_reminder_goes_to_those_waited_for_once_each(store: Box<dyn Store>) {
    let store = filled(store);
    let people = others(3);
    let mission_id = store
        .publish_mission(&in_parts(&[&people, &people[..1]]))
        .unwrap();
    let remind = |of| store.remind_mission(mission_id, of, after(5)).unwrap();
    assert_eq!(remind(Progress::Confirm), 3);
    for (student, to) in [
        (people[0], Progress::Finish),
        (people[1], Progress::Confirm),
        (people[2], Progress::Confirm),
    ] {
        store.progress(student, mission_id, to, after(6)).unwrap();
    }
    assert_eq!(remind(Progress::Confirm), 0);
    assert_eq!(remind(Progress::Finish), 2);
    let notices = notices(store.as_ref());
    assert_eq!((notices.confirm, notices.finish), (3, 2));
}

fn a_reverted_mission_stays_with_its_sponsor_and_stands_still(store: Box<dyn Store>) {
    let store = filled(store);
    let one = others(1)[0];
    let mission_id = store.publish_mission(&whole(&[one])).unwrap();
    store.revert_mission(mission_id, after(3)).unwrap();
    store.revert_mission(mission_id, after(4)).unwrap();
    let reverted = mission_of(store.as_ref(), mission_id).reverted;
    assert_eq!(reverted, Some(after(3)), "the first time stands");
    assert_eq!(store.missions_by(SPONSOR, all()).unwrap().1, 1);
    assert_eq!(store.missions_of(one, CLUB, all()).unwrap().1, 0);
    assert!(store.mission_given(one, mission_id).unwrap().is_some());
    let moved = store.progress(one, mission_id, Progress::Confirm, after(5));
    assert!(!moved.unwrap());
    assert!(store.drill_affairs(now()).unwrap().is_empty());
}

fn lists_are_newest_first_in_pages_and_of_one_sponsor_and_club(store: Box<dyn Store>) {
    let store = filled(store);
    let ids: Vec<i64> = (0..5)
        .map(|minute| {
            let mut mission = whole(&[MEMBER]);
            mission.created = after(minute);
            store.publish_mission(&mission).unwrap()
        })
        .collect();
    let page = |number| PageAt { size: 2, number };
    let mut seen = Vec::new();
    for number in 1..=3 {
        let (rows, total) = store.missions_by(SPONSOR, page(number)).unwrap();
        assert_eq!(total, 5);
        seen.extend(rows.into_iter().map(|row| row.mission_id));
    }
    seen.reverse();
    assert_eq!(seen, ids);
    assert_eq!(store.missions_by(OUTSIDER, all()).unwrap().1, 0);
    let (rows, total) = store.missions_of(MEMBER, CLUB, page(3)).unwrap();
    assert_eq!((rows.len(), total), (1, 5));
    assert_eq!(rows[0].mission.mission_id, ids[0]);
    assert_eq!(store.missions_of(MEMBER, CLUB + 1, all()).unwrap().1, 0);
}

fn a_part_is_known_by_its_id_to_those_who_were_given_it(store: Box<dyn Store>) {
    let store = filled(store);
    let people = others(2);
    let mission_id = store
        .publish_mission(&in_parts(&[&people[..1], &people[1..]]))
        .unwrap();
    let parts = store.parts(mission_id).unwrap();
    let given = |student, id| {
        let mission = store.mission_given(student, id).unwrap();
        mission.map(|mission| mission.mission_id)
    };
    assert_eq!(given(people[0], parts[0].part_id), Some(mission_id));
    assert_eq!(given(people[0], mission_id), Some(mission_id));
    assert_eq!(given(people[0], parts[1].part_id), None);
    assert_eq!(given(OUTSIDER, mission_id), None);
}

fn a_meeting_invites_each_once_with_its_leaders(store: Box<dyn Store>) {
    let store = filled(store);
    let mut people = others(3);
    people.push(people[0]);
    let meeting_id = store.publish_meeting(&meeting(&people)).unwrap();
    let meeting = meeting_of(store.as_ref(), meeting_id);
    assert_eq!(meeting.counts.invited, 3);
    assert_eq!(meeting.plan.leaders, [LEADER]);
    let leaders = store.leaders(meeting_id).unwrap();
    assert_eq!(leaders[0].student.student_id, LEADER);
    assert_eq!(leaders[0].job.as_ref().unwrap().1, "部长");
    let attendees = store.attendees(meeting_id).unwrap();
    assert_eq!(attendees.len(), 3);
    assert!(attendees.iter().all(|row| row.reply == Reply::Nothing));
    let notices = notices(store.as_ref());
    assert_eq!((notices.published, notices.people), (3, 3));

    let (received, total) = store.meetings_of(LEADER, CLUB, all()).unwrap();
    assert_eq!(total, 1, "who leads one sees it");
    assert!(received[0].invitation.is_none());
    assert_eq!(store.meetings_of(MEMBER, CLUB, all()).unwrap().1, 0);
}

fn a_reply_can_be_changed_until_somebody_signs_in(store: Box<dyn Store>) {
    let store = filled(store);
    let people = others(2);
    let meeting_id = store.publish_meeting(&meeting(&people)).unwrap();
    let reply = |student, reply, at| store.reply(student, meeting_id, reply, "病假", at).unwrap();
    assert!(reply(people[0], Reply::Confirmed, after(1)));
    assert!(reply(people[0], Reply::Leave, after(2)));
    assert!(reply(people[0], Reply::Leave, after(3)));
    assert!(!reply(MEMBER, Reply::Leave, after(3)), "not invited");
    let row = |index: usize| store.attendees(meeting_id).unwrap().remove(index);
    assert_eq!(row(0).reply, Reply::Leave);
    assert_eq!(row(0).replied, Some(after(2)), "saying it again is no news");
    assert_eq!(row(0).comment, "病假");
    let counts = meeting_of(store.as_ref(), meeting_id).counts;
    assert_eq!((counts.answered, counts.on_leave), (1, 1));

    assert!(store.sign_in(people[0], meeting_id, after(61)).unwrap());
    assert!(!store.sign_in(people[0], meeting_id, after(62)).unwrap());
    assert!(!store.sign_in(MEMBER, meeting_id, after(62)).unwrap());
    assert_eq!(row(0).reply, Reply::Confirmed, "who came is not on leave");
    assert_eq!(row(0).signed, Some(after(61)));
    assert!(!reply(people[0], Reply::Leave, after(63)));
    assert!(reply(people[0], Reply::Confirmed, after(63)));
    let recount = store.recount_meetings().unwrap().remove(0);
    assert_eq!((recount.counts.signed, recount.late), (1, 1));
    assert_eq!(
        recount.counts,
        meeting_of(store.as_ref(), meeting_id).counts
    );
    assert_eq!(store.remind_meeting(meeting_id, after(64)).unwrap(), 1);
}

fn an_ended_meeting_stands_still(store: Box<dyn Store>) {
    let store = filled(store);
    let one = others(1)[0];
    let meeting_id = store.publish_meeting(&meeting(&[one])).unwrap();
    store.end_meeting(meeting_id, after(70)).unwrap();
    store.end_meeting(meeting_id, after(80)).unwrap();
    let plan = MeetingPlan {
        content: "另一个".to_owned(),
        ..meeting(&[]).plan
    };
    store.edit_meeting(meeting_id, &plan).unwrap();
    let meeting = meeting_of(store.as_ref(), meeting_id);
    assert_eq!(meeting.ended, Some(after(70)), "the first end stands");
    assert_eq!(meeting.plan.content, "例会");
    assert!(!store.sign_in(one, meeting_id, after(71)).unwrap());
    let replied = store.reply(one, meeting_id, Reply::Confirmed, "", after(71));
    assert!(!replied.unwrap());
    assert_eq!(store.meetings_of(one, CLUB, all()).unwrap().1, 1);
    assert!(store.drill_affairs(now()).unwrap().is_empty());
}

fn a_reverted_meeting_leaves_the_lists(store: Box<dyn Store>) {
    let store = filled(store);
    let one = others(1)[0];
    let meeting_id = store.publish_meeting(&meeting(&[one])).unwrap();
    store.revert_meeting(meeting_id, after(3)).unwrap();
    store.revert_meeting(meeting_id, after(4)).unwrap();
    let reverted = meeting_of(store.as_ref(), meeting_id).reverted;
    assert_eq!(reverted, Some(after(3)), "the first time stands");
    assert_eq!(store.meetings_by(SPONSOR, all()).unwrap().1, 0);
    assert_eq!(store.meetings_of(one, CLUB, all()).unwrap().1, 0);
    assert!(!store.sign_in(one, meeting_id, after(5)).unwrap());
    store.end_meeting(meeting_id, after(6)).unwrap();
    assert!(meeting_of(store.as_ref(), meeting_id).ended.is_none());
}

fn an_edit_changes_the_plan_and_the_leaders(store: Box<dyn Store>) {
    let store = filled(store);
    let one = others(1)[0];
    let meeting_id = store.publish_meeting(&meeting(&[one])).unwrap();
    let plan = MeetingPlan {
        content: "改期".to_owned(),
        address: "D101".to_owned(),
        deadline: after(90),
        need_sign: true,
        leaders: vec![SPONSOR, MEMBER],
    };
    store.edit_meeting(meeting_id, &plan).unwrap();
    assert_eq!(meeting_of(store.as_ref(), meeting_id).plan, plan);
    assert_eq!(store.attendees(meeting_id).unwrap().len(), 1);
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
    a_mission_gives_each_part_once_and_tells_each_person_once
    a_mission_without_parts_is_its_own_part
    publishing_to_somebody_who_does_not_exist_leaves_nothing
    progress_keeps_the_first_time_and_finishing_confirms
    a_reminder_goes_to_those_waited_for_once_each
    a_reverted_mission_stays_with_its_sponsor_and_stands_still
    lists_are_newest_first_in_pages_and_of_one_sponsor_and_club
    a_part_is_known_by_its_id_to_those_who_were_given_it
    a_meeting_invites_each_once_with_its_leaders
    a_reply_can_be_changed_until_somebody_signs_in
    an_ended_meeting_stands_still
    a_reverted_meeting_leaves_the_lists
    an_edit_changes_the_plan_and_the_leaders
    what_is_unanswered_is_counted_for_each_club
    the_drill_moves_nobody_who_has_an_account
}
