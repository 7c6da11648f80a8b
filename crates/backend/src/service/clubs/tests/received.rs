use super::*;
use crate::store::{Progress, Reply};

#[test]
fn what_somebody_is_given_is_in_their_lists_and_in_nobody_elses() {
    let post = Post::new();
    let mission = post.mission(&[post.member]);
    let meeting = post.meeting(&[post.member]);
    let listed = |me| {
        let missions = post.clubs.received_missions(me, CLUB, post.page()).unwrap();
        let meetings = post.clubs.received_meetings(me, CLUB, post.page()).unwrap();
        (missions.rows.len(), meetings.rows.len())
    };
    assert_eq!(listed(post.member), (1, 1));
    assert_eq!(listed(post.leader), (0, 1), "who leads a meeting sees it");
    assert_eq!(listed(post.sponsor), (0, 0));
    refused!(
        post.clubs
            .received_missions(post.outsider, CLUB, post.page()),
        Refusal::NotInClub
    );
    refused!(
        post.clubs
            .received_meetings(post.outsider, CLUB, post.page()),
        Refusal::NotInClub
    );
    for me in [post.leader, post.sponsor, post.outsider] {
        refused!(
            post.clubs.received_mission(me, mission),
            Refusal::NoSuchMission
        );
        refused!(
            post.clubs.progress(me, mission, Progress::Confirm),
            Refusal::NoSuchMission
        );
        refused!(
            post.clubs.reply(me, meeting, Reply::Confirmed, ""),
            Refusal::NoSuchMeeting
        );
    }
    assert!(post.clubs.received_meeting(post.leader, meeting).is_ok());
    refused!(
        post.clubs.received_meeting(post.sponsor, meeting),
        Refusal::NoSuchMeeting
    );
}

#[test]
fn somebody_with_parts_sees_and_moves_their_own() {
    let post = Post::new();
    let draft = MissionDraft {
        work: Work::Parts(vec![
            part("东街", &[post.member, post.leader]),
            part("西街", &[post.leader]),
            part("南街", &[post.member]),
        ]),
        ..mission(&[])
    };
    let id = post.clubs.publish_mission(post.sponsor, draft).unwrap();
    let detail = || post.clubs.received_mission(post.member, id).unwrap();
    let texts: Vec<String> = detail()
        .parts
        .into_iter()
        .map(|part| part.content)
        .collect();
    assert_eq!(texts, ["东街", "南街"]);

    let first = detail().parts[0].part_id;
    post.clubs
        .progress(post.member, first, Progress::Finish)
        .unwrap();
    let by_part = post.clubs.received_mission(post.member, first).unwrap();
    assert_eq!(by_part.mission.mission_id, id);
    let counts = || by_part_counts(&post, id);
    assert_eq!(counts(), (1, 1));
    post.clubs
        .progress(post.member, id, Progress::Confirm)
        .unwrap();
    assert_eq!(counts(), (2, 1));
    let all = post.clubs.mission_detail(post.sponsor, id).unwrap().parts;
    let west = all.iter().find(|part| part.content == "西街").unwrap();
    refused!(
        post.clubs
            .progress(post.member, west.part_id, Progress::Finish),
        Refusal::NoSuchMission
    );
}

fn by_part_counts(post: &Post, id: i64) -> (i64, i64) {
    let mission = post.clubs.mission_detail(post.sponsor, id).unwrap().mission;
    (mission.counts.confirmed, mission.counts.finished)
}

#[test]
fn late_is_better_than_never_but_not_after_it_was_taken_back() {
    let post = Post::new();
    let id = post.mission(&[post.member]);
    post.wait(120);
    for to in [Progress::Confirm, Progress::Finish, Progress::Finish] {
        post.clubs.progress(post.member, id, to).unwrap();
    }
    post.clubs.revert_mission(post.sponsor, id).unwrap();
    refused!(
        post.clubs.progress(post.member, id, Progress::Finish),
        Refusal::MissionReverted
    );
    refused!(
        post.clubs.received_mission(post.member, id),
        Refusal::MissionReverted
    );
}

#[test]
fn a_reply_stands_until_it_is_changed_and_the_meeting_is_over() {
    let post = Post::new();
    let id = post.meeting(&[post.member]);
    let reply = |reply| post.clubs.reply(post.member, id, reply, "感冒");
    reply(Reply::Confirmed).unwrap();
    reply(Reply::Leave).unwrap();
    let (_, rows) = post.clubs.participation(post.sponsor, id).unwrap();
    assert_eq!(
        (rows[0].reply, rows[0].comment.as_str()),
        (Reply::Leave, "感冒")
    );
    refused!(
        post.clubs
            .reply(post.member, id, Reply::Leave, &"长".repeat(COMMENT_MAX + 1)),
        Refusal::Invalid(Fault::CommentTooLong)
    );
    post.clubs.end_meeting(post.sponsor, id).unwrap();
    refused!(reply(Reply::Confirmed), Refusal::MeetingOver);
    post.clubs.revert_meeting(post.sponsor, id).unwrap();
    refused!(reply(Reply::Confirmed), Refusal::MeetingReverted);
    refused!(
        post.clubs.received_meeting(post.member, id),
        Refusal::MeetingReverted
    );
}
