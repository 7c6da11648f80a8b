//! What a member was given, and what they say to it.

use crate::{
    desk::Desk,
    hall::{CLUB, Hall, Member},
    wire::{Loss, Wire},
    writing::{act, becomes},
};
use muster_domain::{
    error::AppError,
    id::{MeetingId, MissionId},
};
use serde_json::{Value, json};

fn everything() -> Value {
    json!({"filter": "", "offset": 0, "limit": 200})
}

/// A mission in two parts for the member, and a meeting.
async fn given(hall: &Hall) -> (MissionId, MeetingId) {
    let sponsor = hall.sign_in("sponsor").await;
    let member = hall.sign_in("member").await;
    let leader = hall.sign_in("leader").await;
    let parts: &[(&str, &[&Member])] = &[
        ("东门", &[&member, &leader]),
        ("西门", &[&member]),
        ("南门", &[&leader]),
    ];
    let mission = sponsor.publish_mission(&hall.mission_in_parts(parts)).await;
    let meeting = hall.meeting_for(&[&member, &leader], &[&leader]);
    (mission, sponsor.publish_meeting(&meeting).await)
}

fn row<'a>(list: &'a Value, id: &str) -> &'a Value {
    let rows = list["rows"].as_array().unwrap();
    rows.iter().find(|given| given["row"]["id"] == id).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_reads_what_they_were_given_confirms_and_finishes_it_part_by_part() {
    let hall = Hall::open().await;
    let (mission, _) = given(&hall).await;
    let desk = Desk::take(&hall, "member").await;
    let reply =
        |part: Value, reply: &str| json!({"mission": mission, "part": part, "reply": reply});
    let unseen = desk.here(reply(Value::Null, "confirm"));
    let unseen = desk.call("reply_to_mission", unseen).await;
    assert_eq!(unseen, Err(AppError::NotFound), "it was never seen here");

    let list = json!({"kind": "received_missions"});
    let list = desk
        .fetch(list, "list_received_missions", everything())
        .await;
    let listed = row(&list, &mission.0);
    assert_eq!(listed["club"]["id"], CLUB.to_string());
    assert_eq!(listed["row"]["confirmed"], false);
    let found = json!({"filter": "器材盘点", "offset": 0, "limit": 200});
    let found = desk.read("list_received_missions", found).await["value"].clone();
    assert_eq!(found["total"], 1);

    let one = json!({"mission": mission});
    let view = json!({"kind": "received_mission", "mission": mission});
    let detail = desk.fetch(view, "get_received_mission", one.clone()).await;
    let parts = detail["parts"].as_array().unwrap();
    let texts: Vec<_> = parts.iter().map(|part| &part["content"]).collect();
    assert_eq!(texts, ["东门", "西门"], "not the leader's own");
    assert_eq!(parts[0]["people"], 2);

    let confirm = act(&desk, "reply_to_mission", reply(Value::Null, "confirm")).await;
    let confirm = becomes(&desk, &confirm, "confirmed").await;
    assert_eq!(confirm["kind"], "confirm_mission");
    assert_eq!(
        confirm["affair"],
        json!({"kind": "mission", "mission": mission})
    );
    for part in parts {
        let finish = reply(part["id"].clone(), "finish");
        let finish = act(&desk, "reply_to_mission", finish).await;
        becomes(&desk, &finish, "confirmed").await;
    }
    desk.until("it is read again", async || {
        let detail = desk.read("get_received_mission", one.clone()).await;
        let parts = detail["value"]["parts"].as_array().unwrap().clone();
        parts.iter().all(|part| part["finished"] == true)
            && detail["value"]["mission"]["confirmed"] == true
    })
    .await;
    let counted = hall.mission(&mission).await;
    let counted = (counted.counts.confirmed, counted.counts.finished);
    assert_eq!(
        counted,
        (2, 2),
        "both parts of the member, not the leader's"
    );

    hall.close().await;
    let before = desk.read("get_received_mission", one.clone()).await;
    let desk = desk.again().await;
    let after = desk.read("get_received_mission", one).await;
    assert_eq!(
        after["value"], before["value"],
        "it opens without the server"
    );
    assert_eq!(after["fetched_at"], before["fetched_at"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_confirms_an_invitation_and_then_asks_for_leave() {
    let hall = Hall::open().await;
    let (_, meeting) = given(&hall).await;
    let desk = Desk::take(&hall, "member").await;
    let list = json!({"kind": "received_meetings"});
    let list = desk
        .fetch(list, "list_received_meetings", everything())
        .await;
    assert_eq!(row(&list, &meeting.0)["row"]["answered"], "nothing");
    let one = json!({"meeting": meeting});
    let view = json!({"kind": "received_meeting", "meeting": meeting});
    let detail = desk.fetch(view, "get_received_meeting", one.clone()).await;
    assert_eq!(detail["leaders"][0]["student"], "30002");
    assert_eq!(detail["meeting"]["address"], "D101");

    let reply = |reply: &str, comment: &str| json!({"meeting": meeting, "reply": reply, "comment": comment});
    let refused = desk.read("reply_to_meeting", reply("leave", "🤒")).await;
    assert_eq!(refused["problems"][0]["rule"], "not_taken");
    let answered = async |what: &str| {
        desk.until(what, async || {
            let detail = desk.read("get_received_meeting", one.clone()).await;
            detail["value"]["meeting"]["answered"] == what
        })
        .await;
    };
    for (said, kind, becoming) in [
        (reply("confirm", ""), "confirm_meeting", "confirmed"),
        (reply("leave", " 感冒 "), "leave_meeting", "on_leave"),
    ] {
        let entry = act(&desk, "reply_to_meeting", said).await;
        let entry = becomes(&desk, &entry, "confirmed").await;
        assert_eq!(entry["kind"], kind);
        answered(becoming).await;
    }
    let sponsor = hall.sign_in_as("sponsor", "ios_test").await;
    let told = sponsor.connector.meetings().unwrap();
    let told = told.participation(&meeting).await.unwrap().value;
    let mine = told.attendees.iter().find(|row| row.student.0 == "30003");
    let mine = mine.unwrap();
    assert!(mine.on_leave && mine.comment == "感冒", "{mine:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_leads_a_meeting_knows_whether_they_are_invited_and_when_it_is_over() {
    let hall = Hall::open().await;
    let sponsor = hall.sign_in("sponsor").await;
    let (leader, member) = (hall.sign_in("leader").await, hall.sign_in("member").await);
    let both = hall.meeting_for(&[&member, &leader], &[&leader]);
    let both = sponsor.publish_meeting(&both).await;
    let mut led = hall.meeting_for(&[&member], &[&leader]);
    led.content = "部长例会".to_owned();
    let led = sponsor.publish_meeting(&led).await;
    let (leader, member) = (
        Desk::take(&hall, "leader").await,
        Desk::take(&hall, "member").await,
    );
    for desk in [&leader, &member] {
        desk.refresh(json!({"kind": "clubs"})).await.unwrap();
    }
    let stands = async |desk: &Desk, meeting: &MeetingId| {
        let view = json!({"kind": "received_meeting", "meeting": meeting});
        let one = json!({"meeting": meeting});
        let detail = desk.fetch(view, "get_received_meeting", one).await;
        json!([detail["leads"], detail["invited"], detail["over"]])
    };
    // The list has no other word for it than for an invitation, until it was read.
    let listed = async |desk: &Desk, meeting: &MeetingId| {
        let view = json!({"kind": "received_meetings"});
        let list = desk
            .fetch(view, "list_received_meetings", everything())
            .await;
        let row = &row(&list, &meeting.0)["row"];
        json!([row["answered"], row["leads"], row["invited"]])
    };
    let unread = json!(["nothing", null, null]);
    assert_eq!(listed(&leader, &led).await, unread);
    assert_eq!(stands(&leader, &led).await, json!([true, null, false]));
    assert_eq!(listed(&leader, &led).await, json!(["nothing", true, null]));
    for meeting in [&led, &both] {
        for kind in ["meeting", "participation"] {
            let view = json!({"kind": kind, "meeting": meeting});
            leader.refresh(view).await.unwrap();
        }
    }
    assert_eq!(stands(&leader, &led).await, json!([true, false, false]));
    assert_eq!(stands(&leader, &both).await, json!([true, true, false]));
    assert_eq!(listed(&leader, &led).await, json!(["nothing", true, false]));
    assert_eq!(listed(&leader, &both).await, json!(["nothing", true, true]));
    let end = act(&leader, "end_meeting", json!({"meeting": both})).await;
    becomes(&leader, &end, "confirmed").await;
    let view = json!({"kind": "meeting", "meeting": both});
    leader.refresh(view).await.unwrap();
    assert_eq!(stands(&leader, &both).await, json!([true, true, true]));
    // Nobody tells it to a member.
    assert_eq!(stands(&member, &both).await, json!([false, null, false]));
    let asked = json!(["nothing", false, null]);
    assert_eq!(listed(&member, &both).await, asked);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lost_answers_to_replies_are_settled_by_reading() {
    let wire = Wire::lay().await;
    let hall = Hall::behind(&wire).await;
    let (mission, meeting) = given(&hall).await;
    let desk = Desk::signed_out(&hall, &wire.url, json!({})).await;
    desk.sign_in("member").await.unwrap();
    for kind in ["received_missions", "received_meetings"] {
        desk.refresh(json!({"kind": kind})).await.unwrap();
    }
    let path = "/dynamic/set_dynamic_status";
    let finish = json!({"mission": mission, "part": null, "reply": "finish"});
    let leave = json!({"meeting": meeting, "reply": "leave", "comment": ""});

    wire.lose(path, Loss::Answer);
    let entry = act(&desk, "reply_to_mission", finish).await;
    becomes(&desk, &entry, "unknown").await;
    becomes(&desk, &entry, "confirmed").await;
    wire.lose(path, Loss::Answer);
    let entry = act(&desk, "reply_to_meeting", leave.clone()).await;
    becomes(&desk, &entry, "unknown").await;
    let again = desk.call("reply_to_meeting", desk.here(leave)).await;
    assert_eq!(again, Err(AppError::TooLate), "while nobody knows");
    becomes(&desk, &entry, "confirmed").await;

    // What did not arrive is said to be undone.
    wire.lose(path, Loss::Request);
    let confirm = json!({"meeting": meeting, "reply": "confirm", "comment": ""});
    let entry = act(&desk, "reply_to_meeting", confirm).await;
    let entry = becomes(&desk, &entry, "taken_back").await;
    assert_eq!(entry["search"]["readings"], 2);
}
