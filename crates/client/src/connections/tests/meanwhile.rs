//! Answers that come after something else has happened.

use super::{config, only, refresh, sign_in_as, with_a_task};
use crate::testing::{Bench, Call, until};
use muster_connectors::Error;
use muster_domain::{error::AppError, id::ConnectionId};
use serde_json::{Value, json};

/// Runs `work` while the server has agreed to a sign-in and the answer is
/// still on its way.
async fn while_signing_in(
    bench: &Bench,
    connection: &ConnectionId,
    work: impl AsyncFnOnce(),
) -> Result<Value, AppError> {
    let asked = bench.server.count(Call::SignIn);
    let release = bench.server.hold(Call::SignIn);
    let (answer, ()) = tokio::join!(sign_in_as(bench, connection, "platoon"), async {
        let arrived = async || bench.server.count(Call::SignIn) > asked;
        until("the server is asked", arrived).await;
        work().await;
        release.notify_one();
    });
    answer
}

#[tokio::test]
async fn whoever_is_signed_in_stays_so_until_the_server_agrees_to_another() {
    let (bench, connection) = with_a_task().await;
    let session = async || bench.client.connector(&connection).await.unwrap().session();
    let before = session().await;
    let answer = while_signing_in(&bench, &connection, async || {
        assert!(session().await == before);
    })
    .await;
    assert_eq!(answer.unwrap()["username"], "platoon");
    assert!(session().await != before);
}

/// Runs `work` while the answer to a reading of the list, worked out for who is
/// signed in now, is still on its way.
async fn while_reading(bench: &Bench, connection: &ConnectionId, work: impl AsyncFnOnce()) {
    let asked = bench.server.count(Call::List);
    let release = bench.server.hold(Call::List);
    let (_, ()) = tokio::join!(refresh(bench, connection), async {
        let arrived = async || bench.server.count(Call::List) > asked;
        until("the server is asked", arrived).await;
        work().await;
        release.notify_one();
    });
}

#[tokio::test]
async fn an_answer_that_comes_late_does_not_end_the_session_of_who_signed_in_since() {
    let (bench, connection) = with_a_task().await;
    for username in ["commander", "platoon"] {
        bench.server.fail(Call::List, Error::NotSignedIn);
        while_reading(&bench, &connection, async || {
            let signed_in = sign_in_as(&bench, &connection, username).await;
            assert_eq!(signed_in.unwrap()["session"], "signed_in");
        })
        .await;
        let shown = only(&bench).await;
        assert_eq!(shown["session"], "signed_in", "{username}");
        assert_eq!(shown["problem"], Value::Null, "{username}");
    }
    // The control: without a sign-in between, it ends.
    bench.server.fail(Call::List, Error::NotSignedIn);
    while_reading(&bench, &connection, async || {}).await;
    assert_eq!(only(&bench).await["session"], "ended");
}

#[tokio::test]
async fn an_answer_that_comes_late_revives_nobody_elses_session() {
    let (bench, connection) = with_a_task().await;
    while_reading(&bench, &connection, async || {
        sign_in_as(&bench, &connection, "platoon").await.unwrap();
        bench.server.end_sessions();
        refresh(&bench, &connection).await.unwrap_err();
        assert_eq!(only(&bench).await["session"], "ended");
    })
    .await;
    assert_eq!(only(&bench).await["session"], "ended");
}

#[tokio::test]
async fn an_answer_that_comes_late_leaves_nothing_of_a_removed_connection() {
    let (bench, connection) = with_a_task().await;
    bench.server.fail(Call::List, Error::NotSignedIn);
    while_reading(&bench, &connection, async || {
        let args = json!({ "connection": connection });
        bench.call("remove_connection", args).await.unwrap();
    })
    .await;
    let health = bench.client.inner().links.health(&connection);
    assert_eq!(health, crate::links::Health::default());
}

#[tokio::test]
async fn a_connection_that_is_removed_or_renamed_while_it_signs_in_stays_so() {
    let (bench, connection) = with_a_task().await;
    let mut renamed = config("https://muster.test");
    renamed["name"] = json!("值班室");
    let args = json!({"connection": connection, "config": renamed});
    let answer = while_signing_in(&bench, &connection, async || {
        bench.call("update_connection", args).await.unwrap();
    })
    .await;
    assert_eq!(answer.unwrap()["config"]["name"], "值班室");

    let args = json!({ "connection": connection });
    let answer = while_signing_in(&bench, &connection, async || {
        bench.call("remove_connection", args).await.unwrap();
    })
    .await;
    assert_eq!(answer, Err(AppError::NotFound));
    let list = bench.call("list_connections", json!({})).await.unwrap();
    assert_eq!(list, json!([]));
}

#[tokio::test]
async fn a_session_of_the_server_before_is_not_kept_for_the_one_after() {
    let (bench, connection) = with_a_task().await;
    let moved = config("https://elsewhere.test");
    let args = json!({"connection": connection, "config": moved});
    let answer = while_signing_in(&bench, &connection, async || {
        bench.call("update_connection", args).await.unwrap();
    })
    .await;
    assert_eq!(answer, Err(AppError::NotFound));
    let shown = only(&bench).await;
    assert_eq!(shown["config"]["base_url"], "https://elsewhere.test");
    assert_eq!(shown["session"], "signed_out");
    let connector = bench.client.connector(&connection).await.unwrap();
    assert!(connector.session().0.is_empty());
}

#[tokio::test]
async fn nobody_is_told_that_a_session_ended_which_they_are_ending() {
    let (bench, connection) = with_a_task().await;
    let asked = bench.server.count(Call::SignOut);
    let release = bench.server.hold(Call::SignOut);
    let args = json!({"connection": connection, "wipe": false});
    let (out, ()) = tokio::join!(bench.call("sign_out", args), async {
        let arrived = async || bench.server.count(Call::SignOut) > asked;
        until("the server is asked", arrived).await;
        refresh(&bench, &connection).await.unwrap_err();
        release.notify_one();
    });
    assert_eq!(out.unwrap()["session"], "signed_out");
    let args = json!({"unread_only": false, "offset": 0, "limit": 10});
    let inbox = bench.call("list_notices", args).await.unwrap();
    assert_eq!(inbox["rows"], json!([]));
}
