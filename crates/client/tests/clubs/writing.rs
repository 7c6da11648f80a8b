//! What leaves through the outbox, and what becomes of it.

use crate::{
    desk::Desk,
    hall::{CLUB, Hall, Member},
    wire::{Loss, Wire},
};
use jiff::SignedDuration;
use muster_domain::{
    error::AppError,
    received::Reply,
    sign_in_code::{CODE_HOST, SignInCode},
    time::beijing,
};
use serde_json::{Value, json};

/// So many minutes from now, as the form has it.
fn in_minutes(hall: &Hall, minutes: i64) -> String {
    let at = hall.now().plus_ms(minutes * 60_000);
    at.to_civil(&beijing()).unwrap()[..16].to_owned()
}

pub fn mission(hall: &Hall, content: &str, people: &[&str]) -> Value {
    json!({
        "kind": "mission", "club": CLUB.to_string(), "content": content,
        "deadline": in_minutes(hall, 60), "people": people, "parts": [],
    })
}

fn meeting(hall: &Hall, content: &str, people: &[&str], leaders: &[&str]) -> Value {
    json!({
        "kind": "meeting", "club": CLUB.to_string(), "content": content, "address": "D101",
        "deadline": in_minutes(hall, 60), "people": people,
        "needs_sign_in": !leaders.is_empty(), "leaders": leaders,
    })
}

/// The leader and the member, as the sample numbers them.
pub const LEADER: &str = "30002";
pub const MEMBER: &str = "30003";

/// Puts a draft into the outbox and lets it leave. Answers the entry.
pub async fn send(desk: &Desk, fields: Value) -> (String, String) {
    let draft = desk.read("new_club_draft", json!({"fields": fields})).await;
    assert_eq!(draft["problems"], json!([]), "{draft}");
    let draft = draft["id"].as_str().unwrap().to_owned();
    let sent = desk.call("publish_club_draft", json!({"draft": draft}));
    let sent = sent.await.unwrap();
    let entry = sent["entry"]["id"].as_str().unwrap().to_owned();
    assert_eq!(sent["entry"]["state"], "queued");
    let again = desk.call("publish_club_draft", json!({"draft": draft}));
    assert_eq!(again.await, Err(AppError::TooLate), "a second click");
    let now = json!({"entry": entry});
    desk.call("send_now", now).await.unwrap();
    (entry, draft)
}

/// Waits until the entry is in the state.
pub async fn becomes(desk: &Desk, entry: &str, state: &str) -> Value {
    desk.until(state, async || desk.entry(entry).await["state"] == state)
        .await;
    desk.entry(entry).await
}

/// The mission or meeting that an entry made, once it is known.
async fn made(desk: &Desk, entry: &str, what: &str) -> String {
    becomes(desk, entry, "confirmed").await;
    desk.until("its id is known", async || {
        desk.entry(entry).await["affair"][what].is_string()
    })
    .await;
    let entry = desk.entry(entry).await;
    entry["affair"][what].as_str().unwrap().to_owned()
}

/// Does something to what exists. Answers the entry.
pub async fn act(desk: &Desk, name: &str, args: Value) -> String {
    let entry = desk.read(name, args).await;
    let entry = if entry["kind"] == "queued" {
        entry["entry"].clone()
    } else {
        entry
    };
    entry["id"].as_str().unwrap().to_owned()
}

async fn reply(member: &Member, reply: Reply) {
    let theirs = member.connector.membership().unwrap();
    theirs.reply(&reply, "").await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mission_is_written_published_reminded_of_and_taken_back() {
    let hall = Hall::open().await;
    let desk = Desk::take(&hall, "sponsor").await;
    let roster = json!({"kind": "roster", "club": CLUB.to_string()});
    desk.refresh(roster).await.unwrap();
    let mut fields = mission(&hall, "清点 100% + 器材", &[MEMBER, "999999"]);
    let draft = desk.read("new_club_draft", json!({"fields": fields})).await;
    assert_eq!(draft["problems"][0]["rule"], "not_in_club");
    let one = json!({"draft": draft["id"]});
    let refused = desk.call("publish_club_draft", one.clone()).await.unwrap();
    assert_eq!(refused["kind"], "invalid");
    fields["people"] = json!([LEADER, MEMBER]);
    let save = json!({"draft": draft["id"], "fields": fields});
    let draft = desk.call("save_club_draft", save).await.unwrap();
    assert_eq!(
        (&draft["people"], &draft["problems"]),
        (&json!(2), &json!([]))
    );
    let desk = desk.again().await;
    let kept = desk.call("get_club_draft", one.clone()).await.unwrap();
    assert_eq!(kept["fields"], fields, "it survives a restart");
    let drafts = desk.read("list_club_drafts", json!({})).await;
    assert_eq!(drafts.as_array().unwrap().len(), 1);
    desk.call("delete_club_draft", one).await.unwrap();

    let (entry, draft) = send(&desk, fields).await;
    let id = made(&desk, &entry, "mission").await;
    let gone = desk.call("get_club_draft", json!({"draft": draft})).await;
    assert_eq!(gone, Err(AppError::NotFound), "it is a mission now");
    let view = json!({"kind": "mission", "mission": id});
    let one = json!({"mission": id});
    let head = desk.fetch(view.clone(), "get_mission", one.clone()).await;
    assert_eq!(head["content"], "清点 100% + 器材");
    assert_eq!(head["to_confirm"], 2);
    assert_eq!(head["confirm_reminded_at"], Value::Null);

    let remind = json!({"mission": id, "of": "confirm"});
    let reminder = act(&desk, "remind_mission", remind.clone()).await;
    let reminder = becomes(&desk, &reminder, "confirmed").await;
    assert_eq!(reminder["said"], Value::Null);
    let head = desk.read("get_mission", one.clone()).await["value"].clone();
    assert_eq!(head["confirm_reminded_at"], hall.now().0);
    assert_eq!(head["finish_reminded_at"], Value::Null);
    for role in ["leader", "member"] {
        let mission = id.as_str().into();
        reply(&hall.sign_in(role).await, Reply::ConfirmMission { mission }).await;
    }
    let nobody = act(&desk, "remind_mission", remind).await;
    let nobody = becomes(&desk, &nobody, "confirmed").await;
    assert!(nobody["said"].is_string(), "nobody is left: {nobody}");
    assert_eq!(nobody["problem"], Value::Null);
    let counted = hall.mission(&id.as_str().into()).await;
    assert_eq!(counted.notices.confirm, 2);

    let revert = act(&desk, "revert_mission", one).await;
    becomes(&desk, &revert, "confirmed").await;
    assert!(hall.mission(&id.as_str().into()).await.reverted);
    let affair = json!({"kind": "mission", "mission": id});
    let of = desk.here(json!({"kind": "affair", "affair": affair}));
    let log = json!({"offset": 0, "limit": 50, "of": of});
    let log = desk.call("list_outbox", log).await.unwrap();
    let kinds = log["rows"].as_array().unwrap().iter();
    let kinds: Vec<_> = kinds.map(|row| row["kind"].as_str().unwrap()).collect();
    let count = |kind| kinds.iter().filter(|other| **other == kind).count();
    assert_eq!(kinds.len(), 4);
    assert_eq!(
        (
            count("publish_mission"),
            count("remind_mission"),
            count("revert_mission")
        ),
        (1, 2, 1)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_meeting_is_held() {
    let hall = Hall::open().await;
    let desk = Desk::take(&hall, "sponsor").await;
    let fields = meeting(&hall, "招新动员大会", &[LEADER, MEMBER], &[LEADER]);
    let (entry, _) = send(&desk, fields.clone()).await;
    let id = made(&desk, &entry, "meeting").await;
    let one = json!({"meeting": id});
    let view = json!({"kind": "meeting", "meeting": id});
    desk.refresh(view).await.unwrap();

    let mut edit = fields;
    edit.as_object_mut().unwrap().remove("kind");
    let unchanged = json!({"meeting": id, "fields": edit});
    let unchanged = desk.read("edit_meeting", unchanged).await;
    assert_eq!(unchanged["kind"], "unchanged");
    edit["address"] = json!("");
    let invalid = json!({"meeting": id, "fields": edit});
    let invalid = desk.read("edit_meeting", invalid).await;
    assert_eq!(invalid["problems"][0]["field"], "address");
    edit["address"] = json!("D102");
    let edited = json!({"meeting": id, "fields": edit});
    let edited = act(&desk, "edit_meeting", edited).await;
    becomes(&desk, &edited, "confirmed").await;
    desk.until("it is read again", async || {
        let view = desk.read("get_meeting", one.clone()).await;
        view["value"]["detail"]["summary"]["address"] == "D102"
    })
    .await;
    let reminder = act(&desk, "remind_meeting", one.clone()).await;
    becomes(&desk, &reminder, "confirmed").await;
    let view = desk.read("get_meeting", one.clone()).await;
    assert_eq!(view["value"]["reminded_at"], hall.now().0);

    let code = SignInCode::mint(&id.as_str().into(), &LEADER.into(), hall.now()).unwrap();
    let text = code.text(CODE_HOST);
    let member = Desk::take(&hall, "member").await;
    for (wrong, reason) in [
        (text.replace("jump.", "jump2."), "elsewhere"),
        (text.replace("202", "203"), "other_scene"),
        (format!("{text}&x=1"), "unexpected"),
        ("x".repeat(4_096), "too_long"),
    ] {
        let args = json!({"text": wrong});
        let refused = member.read("sign_in_to_meeting", args).await;
        assert_eq!(refused["kind"], "no_code");
        assert_eq!(refused["refusal"]["reason"], reason);
    }
    hall.wait(SignedDuration::from_secs(30));
    let args = json!({"text": text});
    let late = act(&member, "sign_in_to_meeting", args).await;
    let late = becomes(&member, &late, "rejected").await;
    assert_eq!(late["problem"]["code"], "rejected");
    assert!(
        late["problem"]["message"]
            .as_str()
            .is_some_and(|words| !words.is_empty())
    );
    let code = SignInCode::mint(&id.as_str().into(), &LEADER.into(), hall.now()).unwrap();
    let args = json!({"text": format!(" {} \n", code.text(CODE_HOST))});
    let arrived = act(&member, "sign_in_to_meeting", args).await;
    becomes(&member, &arrived, "confirmed").await;
    assert_eq!(hall.meeting(&id.as_str().into()).await.counts.signed, 1);

    let end = act(&desk, "end_meeting", one.clone()).await;
    becomes(&desk, &end, "confirmed").await;
    assert!(hall.meeting(&id.as_str().into()).await.ended);
    let revert = act(&desk, "revert_meeting", one).await;
    becomes(&desk, &revert, "confirmed").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lost_answers_are_settled_by_reading_and_nothing_is_sent_twice() {
    let wire = Wire::lay().await;
    let hall = Hall::behind(&wire).await;
    let desk = Desk::signed_out(&hall, &wire.url, json!({})).await;
    desk.sign_in("sponsor").await.unwrap();
    let before = hall.missions().await;

    wire.lose("/manage/club_mission/public_mission", Loss::Answer);
    let (entry, _) = send(&desk, mission(&hall, "夜间巡堤", &[MEMBER])).await;
    becomes(&desk, &entry, "unknown").await;
    let id = made(&desk, &entry, "mission").await;
    assert_eq!(desk.entry(&entry).await["search"]["readings"], 2);
    assert_eq!(hall.missions().await, before + 1);

    // A reminder cannot be read back: it is the user who settles it.
    desk.refresh(json!({"kind": "missions"})).await.unwrap();
    wire.lose("/manage/club_mission/remind_finish_mission", Loss::Answer);
    let args = json!({"mission": id, "of": "finish"});
    let reminder = act(&desk, "remind_mission", args.clone()).await;
    becomes(&desk, &reminder, "unknown").await;
    let again = desk.call("remind_mission", desk.here(args)).await;
    assert_eq!(again, Err(AppError::TooLate));
    // The other reminder is another matter.
    let other = json!({"mission": id, "of": "confirm"});
    let other = act(&desk, "remind_mission", other).await;
    becomes(&desk, &other, "confirmed").await;

    wire.lose("/manage/club_mission/revert_mission", Loss::Answer);
    let revert = act(&desk, "revert_mission", json!({"mission": id})).await;
    becomes(&desk, &revert, "unknown").await;
    becomes(&desk, &revert, "confirmed").await;
    let reminder = desk.entry(&reminder).await;
    assert_eq!(
        (&reminder["state"], &reminder["search"]),
        (&json!("unknown"), &Value::Null)
    );
    let verdict = json!({"entry": reminder["id"], "verdict": {"kind": "did_not_arrive"}});
    desk.call("settle", verdict).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mission_with_fewer_parts_was_published_by_half_and_its_draft_is_kept() {
    let wire = Wire::lay().await;
    let hall = Hall::behind(&wire).await;
    let desk = Desk::signed_out(&hall, &wire.url, json!({})).await;
    desk.sign_in("sponsor").await.unwrap();
    let mut fields = mission(&hall, "校园开放日", &[]);
    fields["parts"] = json!([
        {"content": "东门", "people": [LEADER]},
        {"content": "西门", "people": [MEMBER]},
    ]);
    wire.lose("/manage/club_mission/public_mission", Loss::Request);
    let (entry, draft) = send(&desk, fields).await;
    becomes(&desk, &entry, "unknown").await;

    // What a server that fails in the middle leaves behind.
    let leader = hall.sign_in("leader").await;
    let mut half = hall.mission_in_parts(&[("东门", &[&leader])]);
    half.content = "校园开放日".into();
    let sent = &wire.lost()["deadline"];
    let sent = sent
        .as_str()
        .map_or_else(|| sent.as_i64().unwrap(), |text| text.parse().unwrap());
    half.deadline = muster_domain::time::Time(sent);
    let sponsor = hall.sign_in_as("sponsor", "ios_test").await;
    sponsor.publish_mission(&half).await;

    let entry = becomes(&desk, &entry, "confirmed").await;
    assert_eq!(entry["parts_missing"], 1);
    let kept = desk.call("get_club_draft", json!({"draft": draft})).await;
    assert_eq!(kept.unwrap()["problems"], json!([]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_publication_is_read_back_and_its_draft_is_kept() {
    let hall = Hall::open().await;
    let desk = Desk::take(&hall, "sponsor").await;
    let mut fields = meeting(&hall, "外人的会", &[MEMBER], &[]);
    fields["people"] = json!(["30004"]);
    let (entry, draft) = send(&desk, fields).await;
    let entry = becomes(&desk, &entry, "rejected").await;
    assert_eq!(entry["problem"]["code"], "rejected");
    assert_eq!(entry["search"]["readings"], 2);
    let kept = desk.call("get_club_draft", json!({"draft": draft})).await;
    assert_eq!(kept.unwrap()["fields"]["content"], "外人的会");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_in_no_list_of_ours_was_not_taken_back_for_that() {
    let wire = Wire::lay().await;
    let hall = Hall::behind(&wire).await;
    let (sponsor, leader) = (hall.sign_in("sponsor").await, hall.sign_in("leader").await);
    let new = hall.meeting_for(&[&leader], &[&leader]);
    let id = sponsor.publish_meeting(&new).await;
    let one = json!({"meeting": id});
    let revert = async |role: &str| {
        let desk = Desk::signed_out(&hall, &wire.url, json!({})).await;
        desk.sign_in(role).await.unwrap();
        let view = json!({"kind": "meeting", "meeting": id});
        desk.refresh(view).await.unwrap();
        wire.lose("/manage/club_meeting/revert_meeting", Loss::Answer);
        let entry = act(&desk, "revert_meeting", one.clone()).await;
        becomes(&desk, &entry, "unknown").await;
        (desk, entry)
    };
    // The server refused, and its answer was lost.
    let (desk, entry) = revert("leader").await;
    desk.until("it was read", async || {
        desk.entry(&entry).await["search"]["readings"] == 2
    })
    .await;
    assert_eq!(desk.entry(&entry).await["state"], "unknown");
    assert!(!hall.meeting(&id).await.reverted);

    let (desk, entry) = revert("sponsor").await;
    becomes(&desk, &entry, "confirmed").await;
    assert!(hall.meeting(&id).await.reverted);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nothing_is_told_of_any_more_is_for_the_user_to_settle() {
    let wire = Wire::lay().await;
    let hall = Hall::behind(&wire).await;
    let (sponsor, leader) = (hall.sign_in("sponsor").await, hall.sign_in("leader").await);
    let new = hall.meeting_for(&[&leader], &[&leader]);
    let id = sponsor.publish_meeting(&new).await;
    let desk = Desk::signed_out(&hall, &wire.url, json!({})).await;
    desk.sign_in("leader").await.unwrap();
    let view = json!({"kind": "meeting", "meeting": id});
    desk.refresh(view).await.unwrap();
    wire.lose("/meeting/end_meeting", Loss::Request);
    let entry = act(&desk, "end_meeting", json!({"meeting": id})).await;
    becomes(&desk, &entry, "unknown").await;
    sponsor
        .connector
        .meetings()
        .unwrap()
        .revert(&id)
        .await
        .unwrap();
    desk.until("it was read", async || {
        desk.entry(&entry).await["search"]["readings"] == 2
    })
    .await;
    let verdict = json!({"entry": entry, "verdict": {"kind": "did_not_arrive"}});
    let settled = desk.call("settle", verdict).await.unwrap();
    assert_eq!(settled["state"], "taken_back");
    assert_eq!(settled["search"]["readings"], 0, "not known by reading");
}
