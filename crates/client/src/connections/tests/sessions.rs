//! What a session that ends, and a wrong password, do to what is kept.

use super::{cached_tasks, config, only, refresh, sign_in_as, with_a_task};
use crate::testing::{Bench, Call};
use muster_connectors::Error;
use muster_domain::error::AppError;
use serde_json::{Value, json};

#[tokio::test]
async fn a_wrong_password_changes_nothing() {
    let bench = Bench::new().await;
    let added = bench
        .call("add_connection", config("https://muster.test"))
        .await
        .unwrap();
    let args = json!({
        "connection": added["id"], "username": "commander", "password": "no",
        "allow_plain": false,
    });
    assert_eq!(
        bench.call("sign_in", args).await,
        Err(AppError::WrongPassword)
    );
    assert_eq!(only(&bench).await, added);
}

#[tokio::test]
async fn a_session_that_ends_keeps_everything_and_sign_in_goes_on() {
    let (bench, connection) = with_a_task().await;
    bench.server.end_sessions();
    let ended = refresh(&bench, &connection).await;
    let code = AppError::NotSignedIn {
        connection: connection.clone(),
    };
    assert_eq!(ended, Err(code.clone()));
    let shown = only(&bench).await;
    assert_eq!(shown["session"], "ended");
    assert_eq!(shown["problem"], serde_json::to_value(&code).unwrap());
    assert_eq!(cached_tasks(&bench, &connection).await["total"], 1);

    bench.sign_in_again(&connection).await.unwrap();
    refresh(&bench, &connection).await.unwrap();
    let shown = only(&bench).await;
    assert_eq!(shown["session"], "signed_in");
    assert_eq!(shown["problem"], Value::Null);
    let activity = bench
        .call("list_activity", json!({"offset": 0, "limit": 10}))
        .await
        .unwrap();
    let kinds: Vec<&Value> = activity["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["what"])
        .collect();
    assert_eq!(
        kinds,
        [
            "signed_in",
            "session_ended",
            "signed_in",
            "connection_added"
        ]
    );
}

#[tokio::test]
async fn a_token_service_that_comes_back_needs_no_sign_in() {
    let (bench, connection) = with_a_task().await;
    bench.server.fail(Call::List, Error::NotSignedIn);
    refresh(&bench, &connection).await.unwrap_err();
    assert_eq!(only(&bench).await["session"], "ended");
    refresh(&bench, &connection).await.unwrap();
    assert_eq!(only(&bench).await["session"], "signed_in");
    assert_eq!(bench.server.count(Call::SignIn), 1);
}

#[tokio::test]
async fn the_session_outlives_a_restart() {
    let (bench, connection) = with_a_task().await;
    let bench = bench.reopen().await;
    refresh(&bench, &connection).await.unwrap();
    assert_eq!(bench.server.count(Call::SignIn), 1);
}

#[tokio::test]
async fn another_account_does_not_see_what_the_first_one_cached() {
    let (bench, connection) = with_a_task().await;
    bench.sign_in_again(&connection).await.unwrap();
    assert_eq!(
        cached_tasks(&bench, &connection).await["total"],
        1,
        "the control"
    );
    sign_in_as(&bench, &connection, "platoon").await.unwrap();
    assert_eq!(cached_tasks(&bench, &connection).await, Value::Null);
}

#[tokio::test]
async fn another_account_that_cannot_sign_in_does_not_end_the_session_of_the_first() {
    let (bench, connection) = with_a_task().await;
    bench.server.fail(Call::SignIn, Error::NotSignedIn);
    sign_in_as(&bench, &connection, "platoon")
        .await
        .unwrap_err();
    let shown = only(&bench).await;
    assert_eq!(shown["session"], "signed_in");
    assert_eq!(shown["username"], "commander");
}

#[tokio::test]
async fn signing_out_wipes_only_when_asked_to() {
    let (bench, connection) = with_a_task().await;
    bench.server.state().unreachable = true;
    let args = json!({"connection": connection, "wipe": false});
    let out = bench.call("sign_out", args).await.unwrap();
    assert_eq!(out["session"], "signed_out");
    assert_eq!(cached_tasks(&bench, &connection).await["total"], 1);
    assert_eq!(
        refresh(&bench, &connection).await,
        Err(AppError::NotSignedIn {
            connection: connection.clone()
        })
    );
    let args = json!({"connection": connection, "wipe": true});
    bench.call("sign_out", args).await.unwrap();
    assert_eq!(cached_tasks(&bench, &connection).await, Value::Null);
}
