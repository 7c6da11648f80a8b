//! What was pressed without the server, and makes no sense once it is back.

use crate::{
    administering::{form, send},
    cable::Cable,
    desk::Desk,
    guild::Guild,
};
use serde_json::{Value, json};

/// The name of a quest that ends for all ten minutes after the start.
const ENDING: &str = "赶集";
/// Of one that an admin deletes.
const DELETED: &str = "拾穗";
/// Of one that the same account accepts elsewhere.
const ACCEPTED: &str = "清晨巡护";

async fn read_board(desk: &Desk) {
    desk.refresh(json!({"kind": "board"})).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_accept_that_lost_its_sense_while_it_waited_is_refused_for_its_reason() {
    let cable = Cable::lay().await;
    let guild = Guild::behind(&cable).await;
    let admin = Desk::take(&guild, "admin").await;
    read_board(&admin).await;
    let mut ending = form(ENDING, &[]);
    ending["ends_at"] = json!("2018-05-07T20:10");
    for fields in [ending, form(DELETED, &[])] {
        let (created, _) = send(&admin, Value::Null, fields).await;
        admin.becomes(&created, "confirmed").await;
    }
    let desk = Desk::at(&guild, &cable.url, "user").await;
    let elsewhere = Desk::take(&guild, "user").await;
    read_board(&desk).await;
    read_board(&elsewhere).await;

    cable.pull_out().await;
    let gone = desk.refresh(json!({"kind": "board"})).await;
    gone.expect_err("nobody answers");
    let mut waiting = Vec::new();
    for (name, refusal) in [
        (ENDING, "expired"),
        (DELETED, "no_such_quest"),
        (ACCEPTED, "already_accepted"),
    ] {
        let entry = desk.act("accept_quest", &desk.id(name).await).await;
        desk.until("it was tried", async || {
            let entry = desk.entry(&entry).await;
            entry["state"] == "queued" && entry["problem"]["code"] == "unreachable"
        })
        .await;
        waiting.push((entry, refusal));
    }
    let deleted = desk.id(DELETED).await;
    let deletion = admin.act("delete_quest", &deleted).await;
    admin.becomes(&deletion, "confirmed").await;
    let accepted = elsewhere.id(ACCEPTED).await;
    let acceptance = elsewhere.act("accept_quest", &accepted).await;
    elsewhere.becomes(&acceptance, "confirmed").await;
    cable.put_back();
    guild.wait_minutes(11);

    for (entry, refusal) in waiting {
        let entry = desk.becomes(&entry, "rejected").await;
        assert_eq!(entry["problem"]["refusal"], refusal);
        assert_eq!(entry["attempts"], 2, "{refusal}");
    }
    assert_eq!(desk.notices("write").await.len(), 3, "each is told");
    let counts = desk.call("count_outbox", json!({})).await.unwrap();
    assert_eq!(counts, json!({"moving": 0, "needs_you": 0}));
    // Nobody has to refresh to see why.
    desk.until("the board shows how it is by now", async || {
        let rows = desk.rows(json!({})).await;
        let row = |name: &str| rows.iter().find(|row| row["name"] == name);
        row(DELETED).is_none()
            && row(ACCEPTED).is_some_and(|row| row["status"] == "in_progress")
            && row(ENDING).is_some_and(|row| row["available"] == false)
    })
    .await;
}
