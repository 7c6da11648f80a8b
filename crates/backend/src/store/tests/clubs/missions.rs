//! What holds for missions in every store.

use super::{
    CLUB, MEMBER, OUTSIDER, SPONSOR, after, filled, in_parts, mission_of, notices, others, whole,
};
use crate::store::tests::{all, now};
use crate::store::*;

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
    let reminded = store.remind_mission(mission_id, Progress::Confirm, after(5));
    assert_eq!(reminded.unwrap(), 0);
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

stores! {
    a_mission_gives_each_part_once_and_tells_each_person_once
    a_mission_without_parts_is_its_own_part
    progress_keeps_the_first_time_and_finishing_confirms
    a_reminder_goes_to_those_waited_for_once_each
    a_reverted_mission_stays_with_its_sponsor_and_stands_still
    lists_are_newest_first_in_pages_and_of_one_sponsor_and_club
    a_part_is_known_by_its_id_to_those_who_were_given_it
}
