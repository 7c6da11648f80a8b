//! What holds for meetings in every store.

use super::{CLUB, LEADER, MEMBER, SPONSOR, after, filled, meeting, meeting_of, notices, others};
use crate::store::tests::{all, now};
use crate::store::*;

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
    let before = meeting_of(store.as_ref(), meeting_id).plan;
    let plan = MeetingPlan {
        content: "另一个".to_owned(),
        ..before.clone()
    };
    assert!(!store.edit_meeting(meeting_id, &before, &plan).unwrap());
    assert_eq!(store.remind_meeting(meeting_id, after(71)).unwrap(), 0);
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
    let before = meeting_of(store.as_ref(), meeting_id).plan;
    assert!(store.edit_meeting(meeting_id, &before, &plan).unwrap());
    assert_eq!(meeting_of(store.as_ref(), meeting_id).plan, plan);
    assert_eq!(store.attendees(meeting_id).unwrap().len(), 1);

    let stale = MeetingPlan {
        content: "不知道已经改过".to_owned(),
        ..before.clone()
    };
    assert!(!store.edit_meeting(meeting_id, &before, &stale).unwrap());
    assert_eq!(meeting_of(store.as_ref(), meeting_id).plan, plan);
}

stores! {
    a_meeting_invites_each_once_with_its_leaders
    a_reply_can_be_changed_until_somebody_signs_in
    an_ended_meeting_stands_still
    a_reverted_meeting_leaves_the_lists
    an_edit_changes_the_plan_and_the_leaders
}
