//! The six calls of document 000, and a member's side of them.

use crate::hall::{Hall, club};
use muster_connectors::Error;
use muster_domain::{
    id::MissionId,
    mission::{MissionStatus, NewWork, Reminded, Reminder},
    received::Reply,
};

#[tokio::test]
async fn a_mission_is_published_found_read_and_taken_back() {
    let hall = Hall::open().await;
    let (sponsor, leader) = (hall.sign_in("sponsor").await, hall.sign_in("leader").await);
    let new = hall.mission_for(&[&sponsor, &leader]);
    let before = hall.missions().await;
    let id = sponsor.publish_mission(&new).await;
    assert_eq!(hall.missions().await, before + 1);
    let missions = sponsor.connector.missions().unwrap();
    let detail = missions.detail(&id).await.unwrap();
    assert_eq!(detail.server_time, Some(hall.now()), "sys_time");
    let detail = detail.value;
    assert_eq!((&detail.id, &detail.content), (&id, &new.content));
    assert_eq!(detail.deadline, Some(new.deadline));
    assert_eq!(detail.published_at, Some(hall.now()));
    assert_eq!(detail.club.id, new.club);
    let mut people: Vec<_> = detail.people.iter().map(|row| &row.student).collect();
    people.sort();
    assert_eq!(people, [&sponsor.id, &leader.id]);
    assert!(
        detail
            .people
            .iter()
            .all(|row| !row.confirmed && !row.finished)
    );

    missions.revert(&id).await.unwrap();
    assert!(hall.mission(&id).await.reverted);
    let list = missions.list(50, 1).await.unwrap().value;
    let row = list.rows.iter().find(|row| row.id == id);
    let status = row.and_then(|row| row.status.clone());
    assert!(
        row.is_none() || status == Some(MissionStatus::Revoked),
        "{row:?}"
    );
}

#[tokio::test]
async fn parts_go_to_their_people_and_come_back_as_parts() {
    let hall = Hall::open().await;
    let sponsor = hall.sign_in("sponsor").await;
    let (leader, member) = (hall.sign_in("leader").await, hall.sign_in("member").await);
    let new = hall.mission_in_parts(&[
        ("场内秩序, 后勤 [一]", &[&leader, &member]),
        ("签到台 {a=b}", &[&member]),
    ]);
    let id = sponsor.publish_mission(&new).await;
    let missions = sponsor.connector.missions().unwrap();
    let detail = missions.detail(&id).await.unwrap().value;
    let NewWork::Parts { parts: sent } = &new.work else {
        panic!("sent in one piece")
    };
    for (sent, read) in sent.iter().zip(&detail.parts) {
        assert_eq!(sent.content, read.content);
        let people: Vec<_> = read.people.iter().map(|row| row.student.clone()).collect();
        assert_eq!(sent.people, people);
    }
    let list = missions.list(50, 1).await.unwrap().value;
    let row = list.rows.iter().find(|row| row.id == id).unwrap();
    assert!(row.has_parts);
    assert_eq!(row.parts, 2);
    assert_eq!(new.parts_missing(row, &detail), 0);
}

#[tokio::test]
async fn what_members_do_is_read_and_only_the_others_are_reminded() {
    let hall = Hall::open().await;
    let sponsor = hall.sign_in("sponsor").await;
    let (leader, member) = (hall.sign_in("leader").await, hall.sign_in("member").await);
    let new = hall.mission_for(&[&leader, &member]);
    let id = sponsor.publish_mission(&new).await;

    let theirs = member.connector.membership().unwrap();
    let received = theirs.missions(&club(), 50, 1).await.unwrap().value;
    let row = received.rows.iter().find(|row| row.id == id).unwrap();
    assert_eq!((row.confirmed, row.finished), (false, false));
    assert_eq!(row.sponsor.student.as_ref(), Some(&sponsor.id));
    for reply in [
        Reply::ConfirmMission {
            mission: id.clone(),
        },
        Reply::FinishMission {
            mission: id.clone(),
        },
    ] {
        theirs.reply(&reply, "").await.unwrap();
    }
    let detail = theirs.mission(&id).await.unwrap().value;
    assert!(detail.mission.confirmed && detail.mission.finished);
    assert_eq!(detail.people.len(), 2);

    let missions = sponsor.connector.missions().unwrap();
    for of in [Reminder::Confirm, Reminder::Finish] {
        let reminded = missions.remind(&id, of).await.unwrap().value;
        assert_eq!(reminded, Reminded::Sent);
    }
    let detail = missions.detail(&id).await.unwrap().value;
    for of in [Reminder::Confirm, Reminder::Finish] {
        let waited_for: Vec<_> = detail.to_remind(of).into_iter().collect();
        assert_eq!(waited_for, [&leader.id]);
    }
    let list = missions.list(50, 1).await.unwrap().value;
    let row = list.rows.iter().find(|row| row.id == id).unwrap();
    assert_eq!(detail.board(&row.figures).disagreements, []);
    let counted = hall.mission(&id).await.notices;
    assert_eq!((counted.confirm, counted.finish), (1, 1));

    let leaders = leader.connector.membership().unwrap();
    let confirm = Reply::ConfirmMission {
        mission: id.clone(),
    };
    leaders.reply(&confirm, "").await.unwrap();
    let nobody = missions.remind(&id, Reminder::Confirm).await.unwrap().value;
    assert!(matches!(nobody, Reminded::Nobody { .. }), "{nobody:?}");
    let sent = missions.remind(&id, Reminder::Finish).await.unwrap().value;
    assert_eq!(sent, Reminded::Sent);
}

#[tokio::test]
async fn nobody_but_the_sponsor_changes_a_mission() {
    let hall = Hall::open().await;
    let (sponsor, member) = (hall.sign_in("sponsor").await, hall.sign_in("member").await);
    let outsider = hall.sign_in("outsider").await;
    let new = hall.mission_for(&[&member]);
    let id = sponsor.publish_mission(&new).await;
    for other in [&member, &outsider] {
        let missions = other.connector.missions().unwrap();
        let refused = [
            missions.revert(&id).await.map(|_| ()),
            missions.remind(&id, Reminder::Finish).await.map(|_| ()),
            missions.publish(&new).await.map(|_| ()),
        ];
        for refused in refused {
            assert!(matches!(refused, Err(Error::NotPermitted)), "{refused:?}");
        }
    }
    let counted = hall.mission(&id).await;
    assert!(!counted.reverted && counted.notices.finish == 0);
}

#[tokio::test]
async fn a_refused_publication_leaves_nothing_behind() {
    let hall = Hall::open().await;
    let (sponsor, outsider) = (
        hall.sign_in("sponsor").await,
        hall.sign_in("outsider").await,
    );
    let before = hall.missions().await;
    let missions = sponsor.connector.missions().unwrap();
    let mut late = hall.mission_for(&[&sponsor]);
    late.deadline = hall.now().plus_ms(-1);
    let strangers = hall.mission_in_parts(&[("一", &[&sponsor]), ("二", &[&outsider])]);
    for wrong in [late, strangers] {
        let refused = missions.publish(&wrong).await.unwrap_err();
        let Error::Rejected { message } = refused else {
            panic!("{refused:?}")
        };
        assert!(!message.is_empty());
    }
    assert_eq!(hall.missions().await, before);
    let unknown = missions.detail(&MissionId::from(9_999_999)).await;
    assert!(matches!(unknown, Err(Error::NotPermitted)), "{unknown:?}");
}
