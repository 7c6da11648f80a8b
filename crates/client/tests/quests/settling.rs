//! Answers that get lost: each write is settled by reading, and none is sent a
//! second time by itself.

use crate::{
    administering::{form, send},
    cable::{Cable, Loss},
    desk::{Desk, entry_id},
    guild::Guild,
};
use serde_json::{Value, json};

const ACCEPT: &str = "/api/task/accept";
const ABANDON: &str = "/api/task/abandon";
const COMPLETE: &str = "/api/task/complete";
const CLAIM: &str = "/api/task/claim-reward";
const BATCH_ACCEPT: &str = "/api/task/batch-accept";
const BATCH_CLAIM: &str = "/api/task/batch-claim-reward";
const CREATE: &str = "/api/admin/task/create";
const UPDATE: &str = "/api/admin/task/update";
const DELETE: &str = "/api/admin/task/delete";
const RESET: &str = "/api/admin/task/reset";

async fn seated(cable: &Cable, role: &str) -> (Guild, Desk) {
    let guild = Guild::behind(cable).await;
    let desk = Desk::at(&guild, &cable.url, role).await;
    desk.refresh(json!({"kind": "board"})).await.unwrap();
    (guild, desk)
}

/// Waits until an entry that was unknown is in the state, and sees that its
/// call was made once. Answers the entry.
async fn settles(cable: &Cable, desk: &Desk, path: &str, entry: &str, state: &str) -> Value {
    desk.becomes(entry, "unknown").await;
    let settled = desk.becomes(entry, state).await;
    assert_eq!(cable.calls(path), 1, "{path}");
    settled
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_user_did_is_found_though_its_answer_is_lost() {
    let cable = Cable::lay().await;
    let (guild, desk) = seated(&cable, "user").await;
    for (path, act, name) in [
        (ACCEPT, "accept_quest", "清晨巡护"),
        (ABANDON, "abandon_quest", "浇灌菜园"),
        (COMPLETE, "complete_quest", "百步穿杨"),
        (CLAIM, "claim_quest", "每日登录"),
    ] {
        cable.lose(path, Loss::Answer);
        let quest = desk.id(name).await;
        let entry = desk.act(act, &quest).await;
        let again = desk.call(act, desk.here(json!({"quest": quest})));
        assert!(again.await.is_err(), "a second click on {act}");
        settles(&cable, &desk, path, &entry, "confirmed").await;
    }
    assert_eq!(guild.grants("user", &desk.id("每日登录").await).await, 1);

    let (first, second) = (desk.id("集市采购").await, desk.id("接力送信").await);
    let running = desk.id("种植三种作物").await;
    cable.lose(BATCH_ACCEPT, Loss::Answer);
    let batch = desk.act_on("accept_quests", &[&first, &second]).await;
    let entry = settles(&cable, &desk, BATCH_ACCEPT, &batch, "confirmed").await;
    assert_eq!(entry["outcome"]["done"], 2);

    // Of one that was done by half, the rest is left open.
    let travelled = desk.id("环岛旅行").await;
    cable.lose(BATCH_CLAIM, Loss::Answer);
    let batch = desk.act_on("claim_quests", &[&running, &travelled]).await;
    let entry = settles(&cable, &desk, BATCH_CLAIM, &batch, "confirmed").await;
    assert_eq!(entry["outcome"]["done"], 1);
    let rows = json!({"entry": batch, "offset": 0, "limit": 200});
    let rows = desk.call("list_quest_results", rows).await.unwrap();
    assert_eq!(rows["rows"][0]["result"], Value::Null);
    assert_eq!(rows["rows"][1]["result"]["kind"], "done");
    assert_eq!(guild.grants("user", &travelled).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_did_not_arrive_is_found_not_to_be_done_and_is_not_sent_again() {
    let cable = Cable::lay().await;
    let (_guild, desk) = seated(&cable, "user").await;
    for (path, act, name) in [
        (ACCEPT, "accept_quest", "清晨巡护"),
        (ABANDON, "abandon_quest", "浇灌菜园"),
        (COMPLETE, "complete_quest", "百步穿杨"),
        (CLAIM, "claim_quest", "每日登录"),
    ] {
        cable.lose(path, Loss::Request);
        let quest = desk.id(name).await;
        let entry = desk.act(act, &quest).await;
        let entry = settles(&cable, &desk, path, &entry, "taken_back").await;
        assert_eq!(entry["search"]["readings"], 2, "{act}");
    }
    let quests = [desk.id("集市采购").await, desk.id("接力送信").await];
    cable.lose(BATCH_ACCEPT, Loss::Request);
    let batch = desk
        .act_on("accept_quests", &[&quests[0], &quests[1]])
        .await;
    settles(&cable, &desk, BATCH_ACCEPT, &batch, "taken_back").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_admin_did_is_found_though_its_answer_is_lost() {
    let cable = Cable::lay().await;
    let (_guild, desk) = seated(&cable, "admin").await;
    cable.lose(CREATE, Loss::Answer);
    let (entry, _) = send(&desk, Value::Null, form("拾穗", &[])).await;
    let created = settles(&cable, &desk, CREATE, &entry, "confirmed").await;
    let id = created["quest"].as_str().unwrap().to_owned();
    let named = desk.fetch(json!({"kind": "board"}), "get_quest_board", json!({}));
    named.await;
    assert_eq!(desk.rows(json!({"text": "拾穗"})).await.len(), 1);
    assert_eq!(desk.id("拾穗").await, id);

    let view = json!({"kind": "quest", "quest": id});
    let detail = desk.fetch(view, "get_quest", json!({"quest": id})).await;
    assert_eq!(detail["target_count"], 3);
    let opened = desk.read("new_quest_draft", json!({"quest": id})).await;
    let mut fields = opened["fields"].clone();
    fields["target_count"] = json!("5");
    cable.lose(UPDATE, Loss::Answer);
    let (entry, _) = send(&desk, json!(id), fields).await;
    settles(&cable, &desk, UPDATE, &entry, "confirmed").await;

    cable.lose(RESET, Loss::Answer);
    let order = json!({"order": {"reset": "daily", "quests": []}});
    let entry = entry_id(&desk.read("reset_quests", order).await);
    settles(&cable, &desk, RESET, &entry, "confirmed").await;

    cable.lose(DELETE, Loss::Answer);
    let entry = desk.act("delete_quest", &id).await;
    settles(&cable, &desk, DELETE, &entry, "confirmed").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_quest_that_did_not_arrive_is_for_the_admin_to_settle() {
    let cable = Cable::lay().await;
    let (_guild, desk) = seated(&cable, "admin").await;
    // One of that name was there before: it is not the one.
    let (entry, _) = send(&desk, Value::Null, form("拾穗", &[])).await;
    desk.becomes(&entry, "confirmed").await;
    desk.until("it stands on the board", async || {
        desk.rows(json!({"text": "拾穗"})).await.len() == 1
    })
    .await;
    cable.lose(CREATE, Loss::Request);
    let (entry, draft) = send(&desk, Value::Null, form("拾穗", &[])).await;
    desk.until("it was looked for twice", async || {
        desk.entry(&entry).await["search"]["readings"] == 2
    })
    .await;
    let unknown = desk.entry(&entry).await;
    assert_eq!(unknown["state"], "unknown");
    assert_eq!(unknown["search"]["found"], json!([]));
    let verdict = json!({"entry": entry, "verdict": {"kind": "did_not_arrive"}});
    desk.call("settle", verdict).await.unwrap();
    let kept = desk.call("get_quest_draft", json!({"draft": draft})).await;
    assert_eq!(kept.unwrap()["fields"]["name"], "拾穗");
    assert_eq!(cable.calls(CREATE), 2, "one for each that was sent");

    cable.lose(RESET, Loss::Request);
    let order = json!({"order": {"reset": "daily", "quests": []}});
    let entry = entry_id(&desk.read("reset_quests", order).await);
    settles(&cable, &desk, RESET, &entry, "taken_back").await;
}
