//! What waits for a sign-in, and whom it may leave for.

use super::{config, refresh, sign_in_anyhow, sign_in_as};
use crate::testing::{Bench, Call, summary};
use muster_connectors::Error;
use muster_domain::{id::ConnectionId, task::TaskList};
use serde_json::{Value, json};
use std::time::Duration;

/// A finish that waits for somebody to sign in.
async fn with_a_held_finish() -> (Bench, ConnectionId) {
    let bench = Bench::ticking().await;
    let tasks = vec![summary(7)];
    bench.server.state().lists.insert(TaskList::Working, tasks);
    let connection = bench.sign_in().await;
    refresh(&bench, &connection).await.unwrap();
    bench.server.fail(Call::Finish, Error::NotSignedIn);
    let args = json!({"connection": connection, "task": "7"});
    bench.call("finish_task", args).await.unwrap();
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(outbox(&bench).await["state"], "queued");
    (bench, connection)
}

async fn outbox(bench: &Bench) -> Value {
    let window = json!({"offset": 0, "limit": 10});
    bench.call("list_outbox", window).await.unwrap()["rows"][0].clone()
}

#[tokio::test(start_paused = true)]
async fn what_waits_for_a_sign_in_goes_out_for_the_same_account_alone() {
    for (username, state, finished) in [("commander", "confirmed", 1), ("platoon", "taken_back", 0)]
    {
        let (bench, connection) = with_a_held_finish().await;
        sign_in_as(&bench, &connection, username).await.unwrap();
        tokio::time::sleep(Duration::from_secs(60)).await;
        assert_eq!(outbox(&bench).await["state"], state, "{username}");
        assert_eq!(bench.server.state().finished.len(), finished, "{username}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_waits_goes_neither_to_another_server_nor_from_a_removed_connection() {
    for call in ["update_connection", "remove_connection"] {
        let (bench, connection) = with_a_held_finish().await;
        let args = json!({"connection": connection, "config": config("https://other.test")});
        bench.call(call, args).await.unwrap();
        assert_eq!(outbox(&bench).await["state"], "taken_back", "{call}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_waits_goes_out_to_the_same_server_over_https() {
    let bench = Bench::ticking().await;
    let tasks = vec![summary(7)];
    bench.server.state().lists.insert(TaskList::Working, tasks);
    let plain = config("http://muster.test");
    let connection = bench.call("add_connection", plain).await.unwrap()["id"].clone();
    sign_in_anyhow(&bench, &connection).await;
    let of = serde_json::from_value(connection.clone()).unwrap();
    refresh(&bench, &of).await.unwrap();
    bench.server.fail(Call::Finish, Error::NotSignedIn);
    let args = json!({"connection": connection, "task": "7"});
    bench.call("finish_task", args).await.unwrap();
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(outbox(&bench).await["state"], "queued");
    let args = json!({"connection": connection, "config": config("https://muster.test")});
    bench.call("update_connection", args).await.unwrap();
    assert_eq!(outbox(&bench).await["state"], "queued");
    sign_in_anyhow(&bench, &connection).await;
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(outbox(&bench).await["state"], "confirmed");
    assert_eq!(bench.server.state().finished.len(), 1);
}
