//! What was published before a publication was sent is not taken for it.

use crate::{
    desk::Desk,
    hall::Hall,
    wire::{Loss, Wire},
    writing::{LEADER, MEMBER, becomes, mission, send},
};
use jiff::SignedDuration;
use muster_domain::time::Time;
use serde_json::json;

/// Loses a publication on its way; meanwhile the same was published `before`.
async fn lost_beside_the_same(before: SignedDuration) -> (Hall, Desk, Wire, String) {
    let wire = Wire::lay().await;
    let hall = Hall::behind(&wire).await;
    let desk = Desk::signed_out(&hall, &wire.url, json!({})).await;
    desk.sign_in("sponsor").await.unwrap();
    let mut fields = mission(&hall, "巡堤", &[]);
    fields["parts"] = json!([
        {"content": "东段", "people": [LEADER]},
        {"content": "西段", "people": [MEMBER]},
    ]);
    let leader = hall.sign_in("leader").await;
    let member = hall.sign_in("member").await;
    let sponsor = hall.sign_in_as("sponsor", "ios_test").await;
    wire.lose("/manage/club_mission/public_mission", Loss::Request);
    let (entry, _) = send(&desk, fields).await;
    becomes(&desk, &entry, "unknown").await;

    let mut same = hall.mission_in_parts(&[("东段", &[&leader]), ("西段", &[&member])]);
    same.content = "巡堤".into();
    let sent = &wire.lost()["deadline"];
    let sent = sent
        .as_str()
        .map_or_else(|| sent.as_i64().unwrap(), |text| text.parse().unwrap());
    same.deadline = Time(sent);
    hall.wait(-before);
    sponsor.publish_mission(&same).await;
    hall.wait(before);
    (hall, desk, wire, entry)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_one_that_is_the_same_is_not_taken_for_what_was_lost() {
    let (_hall, desk, _wire, entry) = lost_beside_the_same(SignedDuration::from_mins(10)).await;
    desk.until("it is read twice", async || {
        desk.entry(&entry).await["search"]["readings"] == 2
    })
    .await;
    let entry = desk.entry(&entry).await;
    assert_eq!(
        (&entry["state"], &entry["search"]["found"]),
        (&json!("unknown"), &json!([]))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_a_clock_off_by_a_minute_dates_is_found() {
    let (_hall, desk, _wire, entry) = lost_beside_the_same(SignedDuration::from_mins(1)).await;
    becomes(&desk, &entry, "confirmed").await;
}
