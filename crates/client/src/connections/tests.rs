//! Connections: what a session that ends, a wrong password or another server
//! does to what is kept.

mod addresses;
mod meanwhile;
mod sessions;
mod waiting;

use crate::testing::{Bench, Call, summary};
use muster_domain::{error::AppError, id::ConnectionId, task::TaskList};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn config(base_url: &str) -> Value {
    json!({
        "kind": "militia", "name": "", "base_url": base_url,
        "modules": {"task": " ", "sign_in": null, "location": null}, "crs": "gcj02",
    })
}

async fn only(bench: &Bench) -> Value {
    let list = bench.call("list_connections", json!({})).await.unwrap();
    assert_eq!(list.as_array().unwrap().len(), 1, "{list}");
    list[0].clone()
}

async fn cached_tasks(bench: &Bench, connection: &ConnectionId) -> Value {
    let args = json!({"connection": connection, "list": "working", "page": 1, "filter": ""});
    bench.call("list_tasks", args).await.unwrap()["value"].clone()
}

async fn refresh(bench: &Bench, connection: &ConnectionId) -> Result<Value, AppError> {
    let target = json!({"kind": "tasks", "connection": connection, "list": "working", "page": 1});
    bench.call("refresh", json!({ "target": target })).await
}

/// Signed in, with one task in the cache.
async fn with_a_task() -> (Bench, ConnectionId) {
    let bench = Bench::new().await;
    let tasks = vec![summary(7)];
    bench.server.state().lists.insert(TaskList::Working, tasks);
    let connection = bench.sign_in().await;
    refresh(&bench, &connection).await.unwrap();
    (bench, connection)
}

async fn sign_in_as(
    bench: &Bench,
    connection: &ConnectionId,
    username: &str,
) -> Result<Value, AppError> {
    let args = json!({
        "connection": connection, "username": username, "password": "opensesame-71",
        "allow_plain": false,
    });
    bench.call("sign_in", args).await
}

/// Signs in where the password may go unencrypted.
async fn sign_in_anyhow(bench: &Bench, connection: &Value) {
    let args = json!({
        "connection": connection, "username": "commander", "password": "opensesame-71",
        "allow_plain": true,
    });
    bench.call("sign_in", args).await.unwrap();
}

#[tokio::test]
async fn a_removed_connection_leaves_nothing_but_the_log() {
    let (bench, connection) = with_a_task().await;
    let args = json!({ "connection": connection });
    bench.call("new_draft", args.clone()).await.unwrap();
    bench.call("remove_connection", args.clone()).await.unwrap();
    let list = bench.call("list_connections", json!({})).await.unwrap();
    assert_eq!(list, json!([]));
    assert_eq!(bench.call("list_drafts", args).await.unwrap(), json!([]));
    assert_eq!(cached_tasks(&bench, &connection).await, Value::Null);
    let activity = bench
        .call("list_activity", json!({"offset": 0, "limit": 1}))
        .await
        .unwrap();
    let newest = &activity["rows"][0];
    assert_eq!(newest["what"], "connection_removed");
    assert_eq!(newest["connection"], Value::Null);
    assert_eq!(newest["subject"], "海珠人武部");
}

#[tokio::test]
async fn the_demo_is_a_connection_of_each_seat_and_signs_in_again_at_each_start() {
    let bench = Bench::new().await;
    let first = bench.call("start_demo", json!({})).await.unwrap();
    assert_eq!(first["demo"], true);
    assert_eq!(first["config"]["kind"], "militia");
    let second = bench.call("start_demo", json!({})).await.unwrap();
    assert_eq!(second["id"], first["id"]);
    assert_eq!(bench.server.count(Call::SignIn), 4);
    let all = bench.call("list_connections", json!({})).await.unwrap();
    let all = all.as_array().unwrap();
    // Two seats of one kind are told apart.
    let name = |one: &Value| one["config"]["name"].as_str().unwrap().to_owned();
    let names: BTreeSet<String> = all.iter().map(name).collect();
    let expected = [
        "演示",
        "社团演示",
        "任务板演示 · user",
        "任务板演示 · admin",
    ];
    assert_eq!(names, BTreeSet::from(expected.map(String::from)));
    for one in all {
        assert_eq!(
            (&one["demo"], &one["session"]),
            (&json!(true), &json!("signed_in"))
        );
    }
    for one in all.iter().filter(|one| one["id"] != first["id"]) {
        let gone = json!({"connection": one["id"]});
        bench.call("remove_connection", gone).await.unwrap();
    }

    // What was removed does not come back by itself.
    let bench = bench.reopen().await;
    // Waits for the start of the built-in backend.
    let id = ConnectionId::from(first["id"].as_str().unwrap());
    refresh(&bench, &id).await.unwrap();
    assert_eq!(bench.server.count(Call::SignIn), 5);
    assert_eq!(bench.server.count(Call::List), 1);
    assert_eq!(only(&bench).await["id"], first["id"]);
}
