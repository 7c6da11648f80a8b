use super::*;

#[test]
fn only_an_administrator_publishes_a_meeting() {
    let post = Post::new();
    let publish = |me| post.clubs.publish_meeting(me, post.draft(&[post.member]));
    assert!(publish(post.deputy).is_ok());
    refused!(publish(post.leader), Refusal::NotAdministrator);
    refused!(publish(post.outsider), Refusal::NotInClub);
}

#[test]
fn every_fault_of_a_meeting_is_named_and_nothing_is_stored() {
    let post = Post::new();
    let with = |change: &dyn Fn(&mut MeetingDraft)| {
        let mut draft = post.draft(&[post.member]);
        change(&mut draft);
        post.clubs.publish_meeting(post.sponsor, draft)
    };
    let long = "长".repeat(ADDRESS_MAX + 1);
    let five = post.others[..5].to_vec();
    for (result, fault) in [
        (
            with(&|draft| draft.plan.content = String::new()),
            Fault::ContentMissing,
        ),
        (
            with(&|draft| draft.plan.content = long.clone()),
            Fault::ContentTooLong,
        ),
        (
            with(&|draft| draft.plan.address = " ".to_owned()),
            Fault::AddressMissing,
        ),
        (
            with(&|draft| draft.plan.address = long.clone()),
            Fault::AddressTooLong,
        ),
        (
            with(&|draft| draft.plan.deadline = noon()),
            Fault::DeadlinePast,
        ),
        (with(&|draft| draft.people = vec![]), Fault::NobodyChosen),
        (
            with(&|draft| draft.people = vec![NOBODY]),
            Fault::NotAMember(NOBODY),
        ),
        (
            with(&|draft| draft.plan.leaders = vec![]),
            Fault::LeaderMissing,
        ),
        (
            with(&|draft| draft.plan.leaders = five.clone()),
            Fault::TooManyLeaders,
        ),
        (
            with(&|draft| draft.plan.leaders = vec![post.outsider]),
            Fault::NotAMember(post.outsider),
        ),
    ] {
        match result.unwrap_err() {
            Refusal::Invalid(found) => assert_eq!(found, fault),
            other => panic!("{other:?}"),
        }
    }
    assert!(post.store.recount_meetings().unwrap().is_empty());
    // The control, and what needs no sign-in needs no leader.
    assert!(with(&|draft| draft.plan.leaders = five[..4].to_vec()).is_ok());
    let without = with(&|draft| {
        draft.plan.need_sign = false;
        draft.plan.leaders = vec![post.outsider];
    });
    let detail = post
        .clubs
        .meeting_detail(post.sponsor, without.unwrap())
        .unwrap();
    assert!(detail.leaders.is_empty());
}

#[test]
fn who_may_look_and_who_may_act_on_a_meeting() {
    let post = Post::new();
    let id = post.meeting(&[post.member]);
    let look = |me| {
        [
            post.clubs.meeting_detail(me, id).map(|_| ()),
            post.clubs.participation(me, id).map(|_| ()),
        ]
    };
    let act = |me| {
        [
            post.clubs.edit_meeting(me, id, &MeetingEdit::default()),
            post.clubs.remind_meeting(me, id).map(|_| ()),
            post.clubs.revert_meeting(me, id),
        ]
    };
    for me in [post.sponsor, post.deputy, post.leader] {
        assert!(look(me).iter().all(Result::is_ok));
    }
    for me in [post.member, post.outsider] {
        for result in look(me).into_iter().chain(act(me)) {
            refused!(result, Refusal::NoSuchMeeting);
        }
        refused!(post.clubs.end_meeting(me, id), Refusal::NoSuchMeeting);
    }
    for me in [post.deputy, post.leader] {
        for result in act(me) {
            refused!(result, Refusal::NotSponsor);
        }
    }
    refused!(post.clubs.end_meeting(post.deputy, id), Refusal::NotSponsor);
    assert!(act(post.sponsor).iter().all(Result::is_ok));
}

#[test]
fn a_leader_may_end_a_meeting_and_the_first_end_stands() {
    let post = Post::new();
    let id = post.meeting(&[post.member]);
    post.clubs.end_meeting(post.leader, id).unwrap();
    post.wait(5);
    post.clubs.end_meeting(post.sponsor, id).unwrap();
    let meeting = post.store.meeting(id).unwrap().unwrap();
    assert_eq!(meeting.ended, Some(noon()));
    assert_eq!(meeting.window(post.clubs.now()), Window::Closed);
    for result in [
        post.clubs
            .edit_meeting(post.sponsor, id, &MeetingEdit::default()),
        post.clubs.remind_meeting(post.sponsor, id).map(|_| ()),
    ] {
        refused!(result, Refusal::MeetingOver);
    }
    assert!(post.clubs.revert_meeting(post.sponsor, id).is_ok());
}

#[test]
fn an_edit_changes_what_it_names_and_is_checked_as_a_whole() {
    let post = Post::new();
    let id = post.meeting(&[post.member]);
    let edit = |edit| post.clubs.edit_meeting(post.sponsor, id, &edit);
    edit(MeetingEdit {
        address: Some("D101".to_owned()),
        ..MeetingEdit::default()
    })
    .unwrap();
    let plan = || post.store.meeting(id).unwrap().unwrap().plan;
    assert_eq!(plan().address, "D101");
    assert_eq!(plan().content, "例会");
    assert_eq!(plan().leaders, [post.leader]);

    edit(MeetingEdit {
        need_sign: Some(false),
        ..MeetingEdit::default()
    })
    .unwrap();
    assert!(plan().leaders.is_empty());
    let again = MeetingEdit {
        need_sign: Some(true),
        ..MeetingEdit::default()
    };
    refused!(edit(again.clone()), Refusal::Invalid(Fault::LeaderMissing));
    edit(MeetingEdit {
        leaders: Some(vec![post.member]),
        ..again
    })
    .unwrap();
    assert_eq!(plan().leaders, [post.member]);
    let past = MeetingEdit {
        deadline: Some(noon()),
        ..MeetingEdit::default()
    };
    refused!(edit(past), Refusal::Invalid(Fault::DeadlinePast));
}

/// A sponsor at two desks: neither undoes what the other changed.
#[test]
fn edits_at_once_are_all_made() {
    let post = Post::new();
    let id = post.meeting(&[post.member]);
    for round in 0..100 {
        let text = MeetingEdit {
            content: Some(format!("例会 {round}")),
            ..MeetingEdit::default()
        };
        let place = MeetingEdit {
            address: Some(format!("E{round}")),
            ..MeetingEdit::default()
        };
        std::thread::scope(|scope| {
            for edit in [&text, &place] {
                let post = &post;
                scope.spawn(move || post.clubs.edit_meeting(post.sponsor, id, edit).unwrap());
            }
        });
        let plan = post.store.meeting(id).unwrap().unwrap().plan;
        let made = (Some(plan.content), Some(plan.address));
        assert_eq!(made, (text.content, place.address));
    }
}

#[test]
fn a_meeting_that_has_begun_moves_to_another_room_but_not_into_the_past() {
    let post = Post::new();
    let id = post.meeting(&[post.member]);
    post.wait(65);
    let edit = |edit| post.clubs.edit_meeting(post.sponsor, id, &edit);
    edit(MeetingEdit {
        address: Some("D101".to_owned()),
        ..MeetingEdit::default()
    })
    .unwrap();
    let earlier = MeetingEdit {
        deadline: Some(after(64)),
        ..MeetingEdit::default()
    };
    refused!(edit(earlier), Refusal::Invalid(Fault::DeadlinePast));
    edit(MeetingEdit {
        deadline: Some(after(90)),
        ..MeetingEdit::default()
    })
    .unwrap();
}

#[test]
fn a_meeting_taken_back_is_gone_for_everybody() {
    let post = Post::new();
    let id = post.meeting(&[post.member]);
    post.clubs.revert_meeting(post.sponsor, id).unwrap();
    post.clubs.revert_meeting(post.sponsor, id).unwrap();
    refused!(
        post.clubs.meeting_detail(post.sponsor, id),
        Refusal::MeetingReverted
    );
    refused!(
        post.clubs.end_meeting(post.leader, id),
        Refusal::MeetingReverted
    );
    refused!(
        post.clubs.revert_meeting(post.deputy, id),
        Refusal::NotSponsor
    );
    let listed = post.clubs.my_meetings(post.sponsor, post.page()).unwrap();
    assert!(listed.rows.is_empty());
}

#[test]
fn reminding_a_meeting_reaches_those_who_have_not_replied() {
    let post = Post::new();
    let id = post.meeting(&[post.member, post.leader]);
    let remind = || post.clubs.remind_meeting(post.sponsor, id);
    assert_eq!(remind().unwrap(), 2);
    let reply = |me, reply| post.clubs.reply(me, id, reply, "").unwrap();
    reply(post.member, crate::store::Reply::Leave);
    assert_eq!(remind().unwrap(), 1);
    reply(post.leader, crate::store::Reply::Confirmed);
    refused!(remind(), Refusal::NobodyLeft);
}

#[test]
fn sign_in_opens_a_day_before_and_closes_half_a_day_after() {
    let post = Post::new();
    let mut draft = post.draft(&[post.member]);
    draft.plan.deadline = after(25 * 60);
    let id = post.clubs.publish_meeting(post.sponsor, draft).unwrap();
    let window = |minutes| {
        let meeting = post.store.meeting(id).unwrap().unwrap();
        meeting.window(after(minutes))
    };
    let wait = SignedDuration::from_mins(1);
    assert_eq!(window(59), Window::NotYet(Some(wait)));
    assert_eq!(window(60), Window::Open);
    assert_eq!(window(37 * 60 - 1), Window::Open);
    assert_eq!(window(37 * 60), Window::Closed);
    let edit = MeetingEdit {
        need_sign: Some(false),
        ..MeetingEdit::default()
    };
    post.clubs.edit_meeting(post.sponsor, id, &edit).unwrap();
    assert_eq!(window(60), Window::NotYet(None));
}
