//! What an admin does: create, change, delete, reset; and the log of it.

use crate::{
    desk::{Desk, entry_id},
    guild::Guild,
};
use muster_domain::error::AppError;
use serde_json::{Value, json};

fn board() -> Value {
    json!({"kind": "board"})
}

/// A form of a quest that needs another.
pub fn form(name: &str, needs: &[&str]) -> Value {
    json!({
        "name": name, "description": "集齐 100% 的 +1\n送到码头", "category": "1", "kind": "daily",
        "target_type": "collect", "target_params": "{\"specific_id\": 7}", "target_count": "3",
        "rewards": [{"item": "1001", "name": "金币", "quantity": "50", "icon": ""}],
        "prerequisites": needs, "level_required": "1", "time_limit": "2", "time_unit": "hour",
        "reset": "daily", "max_completions": "1", "active": true, "starts_at": "", "ends_at": "",
    })
}

/// A draft with these fields, sent. Answers the entry and the draft.
pub async fn send(desk: &Desk, quest: Value, fields: Value) -> (String, String) {
    let draft = desk.read("new_quest_draft", json!({"quest": quest})).await;
    let draft = entry_id(&draft);
    let save = json!({"draft": draft, "fields": fields});
    let kept = desk.call("save_quest_draft", save).await.unwrap();
    assert_eq!(kept["problems"], json!([]), "{kept}");
    let sent = desk.call("send_quest_draft", json!({"draft": draft}));
    let sent = sent.await.unwrap();
    assert_eq!(sent["kind"], "queued", "{sent}");
    (entry_id(&sent["entry"]), draft)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_quest_is_written_created_changed_and_deleted() {
    let guild = Guild::open().await;
    let desk = Desk::take(&guild, "admin").await;
    desk.refresh(board()).await.unwrap();
    let needed = desk.id("认识农场").await;
    let draft = desk.read("new_quest_draft", json!({"quest": null})).await;
    let one = json!({"draft": draft["id"]});
    let empty = desk.call("send_quest_draft", one.clone()).await.unwrap();
    assert_eq!(empty["kind"], "invalid");
    let mut fields = form("拾穗", &[&needed]);
    fields["target_params"] = json!("{\"specific_id\": ");
    let save = json!({"draft": draft["id"], "fields": fields});
    let kept = desk.call("save_quest_draft", save).await.unwrap();
    assert_eq!(kept["problems"][0]["field"], "target_params");
    assert_eq!(kept["problems"][0]["rule"], "not_json");
    let desk = desk.again().await;
    let kept = desk.call("get_quest_draft", one.clone()).await.unwrap();
    assert_eq!(kept["fields"], fields, "it survives a restart");
    let drafts = desk.read("list_quest_drafts", json!({})).await;
    assert_eq!(drafts[0]["name"], "拾穗");
    desk.call("delete_quest_draft", one).await.unwrap();

    let (entry, draft) = send(&desk, Value::Null, form("拾穗", &[&needed])).await;
    let created = desk.becomes(&entry, "confirmed").await;
    let id = created["quest"].as_str().unwrap().to_owned();
    let gone = desk.call("get_quest_draft", json!({"draft": draft})).await;
    assert_eq!(gone, Err(AppError::NotFound), "it is a quest now");
    desk.until("it stands on the board", async || {
        desk.rows(json!({"text": "拾穗"})).await.len() == 1
    })
    .await;

    let view = json!({"kind": "quest", "quest": id});
    let detail = desk.fetch(view, "get_quest", json!({"quest": id})).await;
    assert_eq!(detail["prerequisites"][0]["quest"], needed);
    assert_eq!(detail["time_limit_s"], 7_200);
    assert_eq!(
        detail["description"], "集齐 100% 的 +1\n送到码头",
        "line by line"
    );
    let opened = desk.read("new_quest_draft", json!({"quest": id})).await;
    assert_eq!(
        (&opened["unchanged"], &opened["quest"]),
        (&json!(true), &json!(id))
    );
    let one = json!({"draft": opened["id"]});
    let same = desk.call("send_quest_draft", one).await.unwrap();
    assert_eq!(same["kind"], "unchanged");
    let mut fields = opened["fields"].clone();
    fields["target_count"] = json!("5");
    fields["time_limit"] = json!("");
    let (entry, _) = send(&desk, json!(id), fields).await;
    desk.becomes(&entry, "confirmed").await;
    desk.until("it is read again", async || {
        let detail = desk.read("get_quest", json!({"quest": id})).await;
        detail["value"]["target_count"] == 5 && detail["value"]["time_limit_s"].is_null()
    })
    .await;

    // What others need stays.
    let refused = desk.act("delete_quest", &needed).await;
    let refused = desk.becomes(&refused, "rejected").await;
    assert_eq!(refused["problem"]["refusal"], "bad_parameters");
    let deleted = desk.act("delete_quest", &id).await;
    desk.becomes(&deleted, "confirmed").await;
    desk.until("it is off the board", async || {
        desk.rows(json!({"text": "拾穗"})).await.is_empty()
    })
    .await;
    let log = json!({"offset": 0, "limit": 200});
    let log = desk
        .fetch(json!({"kind": "audit"}), "list_quest_audit", log)
        .await;
    let actions = log["rows"].as_array().unwrap().iter();
    let actions: Vec<_> = actions
        .filter(|line| line["quest_name"] == "拾穗")
        .map(|line| line["action"].as_str().unwrap())
        .collect();
    assert_eq!(actions, ["delete", "update", "create"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reset_says_how_many_it_reached_and_stands_in_the_log() {
    let guild = Guild::open().await;
    let user = Desk::take(&guild, "user").await;
    let admin = Desk::take(&guild, "admin").await;
    for desk in [&user, &admin] {
        desk.refresh(board()).await.unwrap();
    }
    let (one, other) = (user.id("浇灌菜园").await, user.id("每日登录").await);
    let order = json!({"order": {"reset": "daily", "quests": [one]}});
    let reset = entry_id(&admin.read("reset_quests", order).await);
    let reset = admin.becomes(&reset, "confirmed").await;
    assert_eq!(reset["title"], "浇灌菜园");
    assert_eq!(reset["outcome"]["affected"], 1);
    user.refresh(board()).await.unwrap();
    assert_eq!(user.row("浇灌菜园").await["status"], "not_accepted");
    assert_ne!(user.row("每日登录").await["status"], "not_accepted");

    let order = json!({"order": {"reset": "daily", "quests": []}});
    let reset = entry_id(&admin.read("reset_quests", order).await);
    let reset = admin.becomes(&reset, "confirmed").await;
    assert!(reset["outcome"]["affected"].as_u64().unwrap() >= 1);
    user.refresh(board()).await.unwrap();
    assert_eq!(user.row("每日登录").await["status"], "not_accepted");
    let log = json!({"offset": 0, "limit": 200});
    let log = admin
        .fetch(json!({"kind": "audit"}), "list_quest_audit", log)
        .await;
    let resets = log["rows"].as_array().unwrap().iter();
    assert_eq!(resets.filter(|line| line["action"] == "reset").count(), 2);

    let order = json!({"order": {"reset": "daily", "quests": [other]}});
    let refused = entry_id(&user.read("reset_quests", order).await);
    let refused = user.becomes(&refused, "rejected").await;
    assert_eq!(refused["problem"]["code"], "not_permitted");
}
