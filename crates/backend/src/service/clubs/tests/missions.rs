use super::*;
use crate::store::Progress;

#[test]
fn only_an_administrator_publishes_and_only_in_their_club() {
    let post = Post::new();
    let publish = |me, club_id| {
        let draft = MissionDraft {
            club_id,
            ..mission(&[post.member])
        };
        post.clubs.publish_mission(me, draft)
    };
    assert!(publish(post.sponsor, CLUB).is_ok());
    assert!(publish(post.deputy, CLUB).is_ok());
    for me in [post.leader, post.member] {
        refused!(publish(me, CLUB), Refusal::NotAdministrator);
    }
    refused!(publish(post.outsider, CLUB), Refusal::NotInClub);
    refused!(publish(post.sponsor, OTHER_CLUB), Refusal::NotInClub);
    refused!(publish(post.sponsor, 999), Refusal::NotInClub);
}

#[test]
fn every_fault_of_a_mission_is_named_and_nothing_is_stored() {
    let post = Post::new();
    let long = "长".repeat(CONTENT_MAX + 1);
    let with = |change: &dyn Fn(&mut MissionDraft)| {
        let mut draft = mission(&[post.member]);
        change(&mut draft);
        post.clubs.publish_mission(post.sponsor, draft)
    };
    let in_parts = |parts: Vec<NewPart>| with(&|draft| draft.work = Work::Parts(parts.clone()));
    let good = || part("东街", &[post.member]);
    for (result, fault) in [
        (
            with(&|draft| draft.content = " \n".to_owned()),
            Fault::ContentMissing,
        ),
        (
            with(&|draft| draft.content = long.clone()),
            Fault::ContentTooLong,
        ),
        (with(&|draft| draft.deadline = noon()), Fault::DeadlinePast),
        (
            with(&|draft| draft.work = Work::Whole(vec![])),
            Fault::NobodyChosen,
        ),
        (
            with(&|draft| draft.work = Work::Whole(vec![post.member, post.outsider])),
            Fault::NotAMember(post.outsider),
        ),
        (
            with(&|draft| draft.work = Work::Whole(vec![NOBODY])),
            Fault::NotAMember(NOBODY),
        ),
        (
            in_parts(vec![good(), part("", &[post.member])]),
            Fault::ContentMissing,
        ),
        (
            in_parts(vec![good(), part("西街", &[])]),
            Fault::NobodyChosen,
        ),
        (
            in_parts(vec![good(), part("西街", &[NOBODY])]),
            Fault::NotAMember(NOBODY),
        ),
        (in_parts(vec![good(); PARTS_MAX + 1]), Fault::TooManyParts),
    ] {
        match result.unwrap_err() {
            Refusal::Invalid(found) => assert_eq!(found, fault),
            other => panic!("{other:?}"),
        }
    }
    assert!(post.store.recount_missions().unwrap().is_empty());
    // The control: what is at its limits goes out.
    assert!(with(&|draft| draft.content = "长".repeat(CONTENT_MAX)).is_ok());
    assert!(in_parts(vec![good(); PARTS_MAX]).is_ok());
}

#[test]
fn the_same_draft_twice_is_two_missions() {
    let post = Post::new();
    assert_ne!(post.mission(&[post.member]), post.mission(&[post.member]));
}

#[test]
fn a_sponsor_and_the_clubs_administrators_look_and_only_the_sponsor_acts() {
    let post = Post::new();
    let id = post.mission(&[post.member]);
    for me in [post.sponsor, post.deputy] {
        assert!(post.clubs.mission_detail(me, id).is_ok());
    }
    let act = |me| {
        [
            post.clubs
                .remind_mission(me, id, Progress::Confirm)
                .map(|_| ()),
            post.clubs.revert_mission(me, id),
        ]
    };
    for me in [post.leader, post.member, post.outsider] {
        refused!(post.clubs.mission_detail(me, id), Refusal::NoSuchMission);
        for result in act(me) {
            refused!(result, Refusal::NoSuchMission);
        }
    }
    for result in act(post.deputy) {
        refused!(result, Refusal::NotSponsor);
    }
    refused!(
        post.clubs.mission_detail(post.sponsor, NOBODY),
        Refusal::NoSuchMission
    );
    assert!(act(post.sponsor).iter().all(Result::is_ok));
}

#[test]
fn reminding_counts_those_waited_for_and_is_refused_when_nobody_is() {
    let post = Post::new();
    let people = [post.member, post.leader];
    let id = post.mission(&people);
    let remind = |of| post.clubs.remind_mission(post.sponsor, id, of);
    assert_eq!(remind(Progress::Confirm).unwrap(), 2);
    post.clubs
        .progress(post.member, id, Progress::Finish)
        .unwrap();
    assert_eq!(remind(Progress::Confirm).unwrap(), 1);
    post.clubs
        .progress(post.leader, id, Progress::Confirm)
        .unwrap();
    refused!(remind(Progress::Confirm), Refusal::NobodyLeft);
    assert_eq!(remind(Progress::Finish).unwrap(), 1);
    post.clubs
        .progress(post.leader, id, Progress::Finish)
        .unwrap();
    refused!(remind(Progress::Finish), Refusal::NobodyLeft);
    let notices = post.store.recount_missions().unwrap().remove(0).notices;
    assert_eq!((notices.confirm, notices.finish), (3, 1));
}

#[test]
fn a_mission_is_taken_back_once_and_then_reminds_nobody() {
    let post = Post::new();
    let id = post.mission(&[post.member]);
    post.clubs.revert_mission(post.sponsor, id).unwrap();
    post.wait(5);
    post.clubs.revert_mission(post.sponsor, id).unwrap();
    let detail = post.clubs.mission_detail(post.sponsor, id).unwrap();
    assert_eq!(detail.mission.reverted, Some(noon()));
    refused!(
        post.clubs
            .remind_mission(post.sponsor, id, Progress::Confirm),
        Refusal::MissionReverted
    );
}
