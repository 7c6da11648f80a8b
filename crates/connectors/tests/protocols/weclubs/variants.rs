//! What `docs/protocols/weclubs.md` says of real servers, one test each.

use super::support::saying;
use muster_domain::{
    club::{ClubLevel, Gender},
    meeting::{SignInWay, SignInWindow},
    mission::MissionStatus,
    received::Answered,
    time::Time,
};

#[tokio::test]
async fn what_is_missing_null_or_empty_is_none() {
    for row in [
        r#"{"mission_id":7}"#,
        r#"{"mission_id":"7","content":null,"deadline":null,"club_name":null,"has_child":null}"#,
        r#"{"mission_id":7.0,"content":"","deadline":"","create_date":0,"child_count":""}"#,
        r#"{"mission_id":7,"deadline":0,"status":"","club_avatar":"","surprise":[{"a":{}}]}"#,
        r#"{"mission_id":7,"unconfirm_count":null,"already_finish_count":null}"#,
    ] {
        let (connector, _server) = saying(&format!(r#"{{"mission":[{row}]}}"#)).await;
        let page = connector.missions().unwrap().list(20, 1).await.unwrap();
        let [mission] = page.value.rows.as_slice() else {
            panic!("{row}")
        };
        assert_eq!(mission.id.as_str(), "7", "{row}");
        assert_eq!((mission.published_at, mission.deadline), (None, None));
        assert_eq!((&mission.status, &mission.club.avatar_url), (&None, &None));
        // Not told is not none.
        assert_eq!(mission.figures, Default::default(), "{row}");
        assert!(!mission.has_parts && !page.value.has_more);
    }
}

#[tokio::test]
async fn an_empty_list_may_come_in_several_ways() {
    for data in [
        "{}",
        r#"{"mission":null}"#,
        r#"{"mission":[],"has_more":""}"#,
    ] {
        let (connector, _server) = saying(data).await;
        let page = connector.missions().unwrap().list(20, 3).await.unwrap();
        assert_eq!((page.value.page, page.value.rows.len()), (3, 0), "{data}");
        assert!(!page.value.has_more);
    }
}

#[tokio::test]
async fn one_means_that_a_mission_has_children() {
    for (row, expected) in [
        (r#"{"has_child":1}"#, true),
        (r#"{"has_child":"1"}"#, true),
        (r#"{"has_child":0}"#, false),
        (r#"{}"#, false),
        // The count says so where the mark is missing.
        (r#"{"child_count":"2"}"#, true),
    ] {
        let (connector, _server) = saying(&format!(r#"{{"mission":[{row}]}}"#)).await;
        let page = connector.missions().unwrap().list(20, 1).await.unwrap();
        assert_eq!(page.value.rows[0].has_parts, expected, "{row}");
    }
}

#[tokio::test]
async fn people_come_under_either_name_and_once() {
    let row = |id: u32| format!(r#"{{"student_id":{id},"student_name":"张三"}}"#);
    let (one, two) = (row(1), row(2));
    for people in [
        format!(r#""participant":[{one},{two}]"#),
        format!(r#""participation":[{one},{two},{one}]"#),
        format!(r#""participant":null,"participation":[{one},{two}]"#),
        format!(r#""participant":[{one}],"participation":[{one},{two}]"#),
    ] {
        let (connector, _server) = saying(&format!(r#"{{"mission_id":26,{people}}}"#)).await;
        let detail = connector.missions().unwrap().detail(&26.into()).await;
        let people = detail.unwrap().value.people;
        let ids: Vec<_> = people.iter().map(|row| row.student.as_str()).collect();
        assert_eq!(ids, ["1", "2"]);
    }
    // Those without a number cannot be told apart, and are all kept.
    let (connector, _server) = saying(r#"{"mission_id":26,"participant":[{},{}]}"#).await;
    let detail = connector.missions().unwrap().detail(&26.into()).await;
    assert_eq!(detail.unwrap().value.people.len(), 2);
}

#[tokio::test]
async fn a_picture_comes_under_either_name() {
    for (row, expected) in [
        (r#"{"student_avatar":"a"}"#, Some("a")),
        (r#"{"avatar_url":"b"}"#, Some("b")),
        (r#"{"student_avatar":"","avatar_url":"b"}"#, Some("b")),
        (r#"{"student_avatar":"a","avatar_url":"b"}"#, Some("a")),
        (r#"{"student_avatar":null}"#, None),
    ] {
        let data = format!(r#"{{"mission_id":26,"participant":[{row}]}}"#);
        let (connector, _server) = saying(&data).await;
        let detail = connector.missions().unwrap().detail(&26.into()).await;
        let people = detail.unwrap().value.people;
        assert_eq!(people[0].avatar_url.as_deref(), expected, "{row}");
    }
}

#[tokio::test]
async fn words_that_are_not_known_survive() {
    let (connector, _server) = saying(
        r#"{"mission":[{"status":7}],
            "meeting":[{"sign_type":3,"time_to_sign":"soon","confirm_join":5}],
            "club":[{"level":"8"}]}"#,
    )
    .await;
    let missions = connector.missions().unwrap().list(20, 1).await.unwrap();
    let status = missions.value.rows[0].status.clone();
    assert_eq!(status, Some(MissionStatus::Other("7".into())));
    let meetings = connector.meetings().unwrap().list(20, 1).await.unwrap();
    let meeting = &meetings.value.rows[0];
    assert_eq!(meeting.sign_in, SignInWay::Other("3".into()));
    assert_eq!(meeting.window, Some(SignInWindow::Other("soon".into())));
    let membership = connector.membership().unwrap();
    let received = membership.meetings(&31.into(), 20, 1).await.unwrap();
    assert_eq!(received.value.rows[0].answered, Answered::Other("5".into()));
    let clubs = connector.clubs().unwrap().administered().await.unwrap();
    assert_eq!(clubs.value[0].level, Some(ClubLevel::Other("8".into())));
}

#[tokio::test]
async fn every_state_of_a_mission_and_a_meeting_is_read() {
    let (connector, _server) = saying(
        r#"{"mission":[{"status":0},{"status":"1"},{"status":2}],
            "meeting":[{"time_to_sign":0},{"sign_type":1,"time_to_sign":1},
                       {"sign_type":"1","time_to_sign":"2"},{"sign_type":0}]}"#,
    )
    .await;
    let missions = connector.missions().unwrap().list(20, 1).await.unwrap();
    let states: Vec<_> = missions
        .value
        .rows
        .into_iter()
        .map(|it| it.status)
        .collect();
    assert_eq!(
        states,
        [
            Some(MissionStatus::Revoked),
            Some(MissionStatus::Active),
            Some(MissionStatus::Expired)
        ]
    );
    let meetings = connector.meetings().unwrap().list(20, 1).await.unwrap();
    let rows = meetings.value.rows.into_iter();
    let states: Vec<_> = rows.map(|it| (it.sign_in, it.window)).collect();
    assert_eq!(
        states,
        [
            (SignInWay::None, Some(SignInWindow::NotYet)),
            (SignInWay::QrCode, Some(SignInWindow::Open)),
            (SignInWay::QrCode, Some(SignInWindow::Closed)),
            (SignInWay::None, None),
        ]
    );
}

#[tokio::test]
async fn late_is_told_by_either_mark_or_not_at_all() {
    for (row, signed, late) in [
        (r#"{"is_sign":0}"#, false, None),
        (r#"{"is_sign":1}"#, true, None),
        (r#"{"is_sign":"1","is_late":"0"}"#, true, Some(false)),
        (r#"{"is_sign":1,"is_late":1}"#, true, Some(true)),
        (r#"{"is_sign":2}"#, true, Some(true)),
        (r#"{"is_sign":1,"is_late":null}"#, true, None),
    ] {
        let (connector, _server) = saying(&format!(r#"{{"participation":[{row}]}}"#)).await;
        let meetings = connector.meetings().unwrap();
        let answer = meetings.participation(&4.into()).await.unwrap();
        let attendee = &answer.value.attendees[0];
        assert_eq!((attendee.signed, attendee.late), (signed, late), "{row}");
    }
}

#[tokio::test]
async fn a_sign_in_has_a_time_or_none() {
    for (text, expected) in [
        (r#""""#, None),
        ("0", None),
        ("null", None),
        ("1490689606519", Some(Time(1_490_689_606_519))),
        (r#""1490689606519""#, Some(Time(1_490_689_606_519))),
    ] {
        let row = format!(r#"{{"is_sign":1,"sign_date":{text},"dynamic_date":{text}}}"#);
        let (connector, _server) = saying(&format!(r#"{{"participation":[{row}]}}"#)).await;
        let meetings = connector.meetings().unwrap();
        let answer = meetings.participation(&4.into()).await.unwrap();
        let attendee = &answer.value.attendees[0];
        let times = (attendee.signed_at, attendee.changed_at);
        assert_eq!(times, (expected, expected), "{text}");
    }
}

#[tokio::test]
async fn a_club_has_its_level_under_either_name() {
    for (row, expected) in [
        (r#"{"level":0}"#, Some(ClubLevel::School)),
        (r#"{"club_level":"1"}"#, Some(ClubLevel::Faculty)),
        (r#"{"level":2,"club_level":3}"#, Some(ClubLevel::Interest)),
        (r#"{"level":"","club_level":3}"#, Some(ClubLevel::Class)),
        (r#"{"level":4}"#, Some(ClubLevel::Private)),
        ("{}", None),
    ] {
        let (connector, _server) = saying(&format!(r#"{{"club":[{row}]}}"#)).await;
        let clubs = connector.clubs().unwrap();
        let answer = clubs.joined(20, 1).await.unwrap();
        assert_eq!(answer.value.rows[0].level, expected, "{row}");
    }
}

#[tokio::test]
async fn somebody_in_two_departments_is_in_the_roster_once() {
    let (connector, _server) = saying(
        r#"{"groups":[
            {"group_name":"书记处","students":[{"student_id":1,"department":" 书记处 ","gender":0}]},
            {"group_name":"宣传部","students":[{"student_id":"1","department":"宣传部"},
                                               {"student_id":2,"mobile":10000000002,"gender":"1"}]},
            {"group_name":"空","students":null}]}"#,
    )
    .await;
    let roster = connector.clubs().unwrap().roster(&31.into()).await.unwrap();
    let [first, second] = roster.value.students.as_slice() else {
        panic!("{roster:?}")
    };
    assert_eq!(
        (first.student.as_str(), first.department.as_str()),
        ("1", "书记处")
    );
    assert_eq!(first.gender, Some(Gender::Female));
    assert_eq!(second.mobile, "10000000002");
    assert_eq!(second.gender, Some(Gender::Male));
}

#[tokio::test]
async fn a_detail_without_its_id_is_the_one_that_was_asked_for() {
    let (connector, _server) = saying(r#"{"content":"例会","sponsor":null}"#).await;
    let mission = connector.missions().unwrap().detail(&26.into()).await;
    assert_eq!(mission.unwrap().value.id, 26.into());
    let meeting = connector.meetings().unwrap().detail(&6.into()).await;
    assert_eq!(meeting.unwrap().value.summary.id, 6.into());
    let membership = connector.membership().unwrap();
    let mission = membership.mission(&1.into()).await.unwrap();
    assert_eq!(mission.value.mission.id, 1.into());
    let meeting = membership.meeting(&4.into()).await.unwrap();
    assert_eq!(meeting.value.meeting.id, 4.into());
    let notice = membership.notice(&9.into()).await.unwrap();
    assert_eq!(notice.value.id, 9.into());
    assert_eq!(notice.value.sponsor.student, None);
}

#[tokio::test]
async fn an_id_that_is_no_number_goes_back_as_it_came() {
    for (id, sent) in [
        ("m-7", serde_json::json!("m-7")),
        ("007", serde_json::json!("007")),
        (
            "18446744073709551615",
            serde_json::json!("18446744073709551615"),
        ),
        ("7", serde_json::json!(7)),
    ] {
        let (connector, server) = saying("{}").await;
        let missions = connector.missions().unwrap();
        missions.revert(&id.into()).await.unwrap();
        let asked = server.received().pop().unwrap().json();
        assert_eq!(asked["data"]["mission_id"], sent);
    }
}
