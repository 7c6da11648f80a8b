//! The three calls of document 004, those around them, and a member's side.

use crate::hall::{Hall, club};
use jiff::SignedDuration;
use muster_connectors::Error;
use muster_domain::{
    id::StudentId,
    meeting::{MeetingEdit, NewSignIn, SignInWay, SignInWindow},
    mission::Reminded,
    received::{Answered, Reply},
    sign_in_code::{CODE_HOST, SignInCode},
};

fn rejected<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result {
        Err(Error::Rejected { message } | Error::Gone { message }) => message,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_meeting_is_published_found_edited_and_taken_back() {
    let hall = Hall::open().await;
    let (sponsor, leader) = (hall.sign_in("sponsor").await, hall.sign_in("leader").await);
    let new = hall.meeting_for(&[&sponsor, &leader], &[&leader]);
    let id = sponsor.publish_meeting(&new).await;
    let meetings = sponsor.connector.meetings().unwrap();
    let detail = meetings.detail(&id).await.unwrap().value;
    assert_eq!(detail.summary.address, "D101");
    assert_eq!(detail.summary.sign_in, SignInWay::QrCode);
    assert_eq!(detail.summary.window, Some(SignInWindow::Open));
    let leaders: Vec<_> = detail.leaders.iter().map(|row| &row.student).collect();
    assert_eq!(leaders, [&leader.id]);

    let edits = [
        MeetingEdit {
            address: Some("大办公室 & 走廊".into()),
            ..MeetingEdit::default()
        },
        MeetingEdit {
            content: Some("招新动员大会（改期）".into()),
            deadline: Some(new.deadline.plus_ms(7_200_000)),
            ..MeetingEdit::default()
        },
        MeetingEdit {
            sign_in: Some(NewSignIn::QrCode {
                leaders: vec![sponsor.id.clone(), leader.id.clone()],
            }),
            ..MeetingEdit::default()
        },
        MeetingEdit {
            sign_in: Some(NewSignIn::None),
            ..MeetingEdit::default()
        },
    ];
    for edit in edits {
        let before = meetings.detail(&id).await.unwrap().value;
        assert!(!edit.is_done(&before));
        meetings.edit(&id, &edit).await.unwrap();
        let after = meetings.detail(&id).await.unwrap().value;
        assert!(edit.is_done(&after), "{edit:?} {after:?}");
    }

    meetings.revert(&id).await.unwrap();
    assert!(hall.meeting(&id).await.reverted);
    let list = meetings.list(50, 1).await.unwrap().value;
    assert!(list.rows.iter().all(|row| row.id != id));
}

#[tokio::test]
async fn answers_and_arrivals_stand_on_the_board() {
    let hall = Hall::open().await;
    let sponsor = hall.sign_in("sponsor").await;
    let (leader, member) = (hall.sign_in("leader").await, hall.sign_in("member").await);
    let new = hall.meeting_for(&[&sponsor, &leader, &member], &[&leader]);
    let id = sponsor.publish_meeting(&new).await;
    let meetings = sponsor.connector.meetings().unwrap();

    let theirs = member.connector.membership().unwrap();
    let received = theirs.meetings(&club(), 50, 1).await.unwrap().value;
    let row = received.rows.iter().find(|row| row.id == id).unwrap();
    assert_eq!((&row.answered, row.signed), (&Answered::Nothing, false));
    let confirm = Reply::ConfirmMeeting {
        meeting: id.clone(),
    };
    theirs.reply(&confirm, "会到").await.unwrap();
    let leave = Reply::LeaveMeeting {
        meeting: id.clone(),
    };
    let sponsors = sponsor.connector.membership().unwrap();
    sponsors.reply(&leave, "病假, 100%").await.unwrap();
    let detail = theirs.meeting(&id).await.unwrap().value;
    assert_eq!(detail.meeting.answered, Answered::Confirmed);
    assert_eq!(detail.leaders[0].student, leader.id);

    assert_eq!(meetings.remind(&id).await.unwrap().value, Reminded::Sent);
    assert_eq!(hall.meeting(&id).await.notices.confirm, 1);

    // The leader's client mints, the text goes by a screen, the member reads.
    let minted = SignInCode::mint(&id, &leader.id, hall.now()).unwrap();
    let read = SignInCode::parse(&minted.text(CODE_HOST), CODE_HOST).unwrap();
    let arriving = member.connector.meetings().unwrap();
    arriving.sign_in(&read).await.unwrap();
    hall.wait(SignedDuration::from_mins(61));
    let late = SignInCode::mint(&id, &leader.id, hall.now()).unwrap();
    let leaders = leader.connector.meetings().unwrap();
    leaders.sign_in(&late).await.unwrap();

    let told = meetings.participation(&id).await.unwrap().value;
    let board = told.board(Some(new.deadline), false);
    assert_eq!(board.disagreements, []);
    let counts = board.counts;
    assert_eq!((counts.invited(), counts.on_leave), (3, 1));
    assert_eq!((counts.signed, counts.late), (2, 1));
    let comment = |id: &StudentId| {
        let row = told.attendees.iter().find(|row| row.student == *id);
        row.unwrap().comment.clone()
    };
    assert_eq!(comment(&sponsor.id), "病假, 100%");

    leaders.end(&id).await.unwrap();
    assert!(hall.meeting(&id).await.ended);
    let over = meetings.detail(&id).await.unwrap().value;
    assert_eq!(over.summary.window, Some(SignInWindow::Closed));
}

#[tokio::test]
async fn every_wrong_code_is_refused_with_a_reason() {
    let hall = Hall::open().await;
    let sponsor = hall.sign_in("sponsor").await;
    let (leader, member) = (hall.sign_in("leader").await, hall.sign_in("member").await);
    let outsider = hall.sign_in("outsider").await;
    let id = sponsor
        .publish_meeting(&hall.meeting_for(&[&member], &[&leader]))
        .await;
    let arriving = member.connector.meetings().unwrap();
    let code = |leader, age_ms: i64| {
        let minted_at = hall.now().plus_ms(-age_ms);
        SignInCode::mint(&id, leader, minted_at).unwrap()
    };
    let wrong = [
        code(&leader.id, 16_000),
        code(&member.id, 0),
        code(&leader.id, -6_000),
    ];
    let mut reasons = Vec::new();
    for wrong in &wrong {
        reasons.push(rejected(arriving.sign_in(wrong).await));
    }
    let good = code(&leader.id, 14_000);
    let strangers = outsider.connector.meetings().unwrap();
    reasons.push(rejected(strangers.sign_in(&good).await));
    assert_eq!(hall.meeting(&id).await.counts.signed, 0);
    arriving.sign_in(&good).await.unwrap();
    reasons.push(rejected(arriving.sign_in(&good).await));
    assert_eq!(hall.meeting(&id).await.counts.signed, 1);
    assert!(reasons.iter().all(|reason| !reason.is_empty()));
    reasons.sort();
    reasons.dedup();
    assert_eq!(reasons.len(), 5, "each has words of its own");
}

#[tokio::test]
async fn who_has_no_part_in_a_meeting_changes_nothing() {
    let hall = Hall::open().await;
    let (sponsor, member) = (hall.sign_in("sponsor").await, hall.sign_in("member").await);
    let (leader, outsider) = (hall.sign_in("leader").await, hall.sign_in("outsider").await);
    let new = hall.meeting_for(&[&member], &[&leader]);
    let id = sponsor.publish_meeting(&new).await;
    let edit = MeetingEdit {
        address: Some("D102".into()),
        ..MeetingEdit::default()
    };
    for other in [&member, &outsider] {
        let meetings = other.connector.meetings().unwrap();
        let refused = [
            meetings.end(&id).await.map(|_| ()),
            meetings.revert(&id).await.map(|_| ()),
            meetings.edit(&id, &edit).await.map(|_| ()),
            meetings.remind(&id).await.map(|_| ()),
            meetings.publish(&new).await.map(|_| ()),
        ];
        for refused in refused {
            assert!(matches!(refused, Err(Error::NotPermitted)), "{refused:?}");
        }
    }
    let counted = hall.meeting(&id).await;
    assert!(!counted.ended && !counted.reverted);
    assert_eq!(counted.notices.confirm, 0);
    let detail = sponsor.connector.meetings().unwrap().detail(&id).await;
    assert_eq!(detail.unwrap().value.summary.address, "D101");
}
