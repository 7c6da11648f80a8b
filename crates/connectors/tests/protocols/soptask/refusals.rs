//! Each way in which such servers say no.

use super::support::{connector, make, saying, signed_in};
use crate::{
    faults::told,
    server::{Server, Step, json_answer},
};
use std::sync::Arc;
use tokio::sync::{Notify, mpsc};

#[tokio::test]
async fn every_refusal_is_told_apart_whatever_its_data_is() {
    for (body, expected) in [
        (
            r#"{"result":0,"msg":"x","data":{"login_status":1}}"#,
            "not signed in",
        ),
        (
            r#"{"result":"0","msg":"x","data":{"login_status":"1"}}"#,
            "not signed in",
        ),
        (
            r#"{"result":false,"data":{"login_status":2}}"#,
            "no enterprise",
        ),
        (
            r#"{"result":0,"msg":"x","data":{"login_status":"2","a":[{}]}}"#,
            "no enterprise",
        ),
        (
            r#"{"result":0,"msg":"没有权限","data":{"login_status":0}}"#,
            "refused: 没有权限",
        ),
        (
            r#"{"result":0,"msg":"没有权限","data":{"login_status":3}}"#,
            "refused: 没有权限",
        ),
        (
            r#"{"result":0,"msg":"没有权限","data":{"login_status":{}}}"#,
            "refused: 没有权限",
        ),
        (
            r#"{"result":0,"msg":"没有权限","data":[]}"#,
            "refused: 没有权限",
        ),
        (
            r#"{"result":0,"msg":"没有权限","data":[1]}"#,
            "refused: 没有权限",
        ),
        (
            r#"{"result":0,"msg":"没有权限","data":"x"}"#,
            "refused: 没有权限",
        ),
        (
            r#"{"result":0,"msg":"没有权限","data":null}"#,
            "refused: 没有权限",
        ),
        (r#"{"result":0,"msg":"没有权限"}"#, "refused: 没有权限"),
        (r#"{"result":"","msg":null}"#, "refused: "),
        (
            r#"{"errcode":500,"errmsg":"invalid appid"}"#,
            "refused: invalid appid",
        ),
        (r#"{"errcode":"500","errmsg":null}"#, "refused: "),
        (r#"{"errcode":0,"errmsg":"ok"}"#, "refused: ok"),
        // What was done is done.
        (r#"{"result":1,"errcode":0,"data":[]}"#, "done"),
        (r#"{"result":2,"data":[]}"#, "broken at result: maybe"),
        (r#"{"result":null,"data":[]}"#, "broken at result: maybe"),
        (r#"{"msg":"ok","data":[]}"#, "broken at result: maybe"),
    ] {
        for call in ["getTaskList", "manageBusiness"] {
            let (connector, _server) = saying(body).await;
            assert_eq!(
                told(make(&*connector, call).await),
                expected,
                "{call}: {body}"
            );
        }
    }
}

#[tokio::test]
async fn an_envelope_counts_whatever_the_status() {
    let session = signed_in().await;
    for (status, body, expected) in [
        (
            302,
            r#"{"result":0,"data":{"login_status":1}}"#,
            "not signed in",
        ),
        (401, r#"{"result":0,"msg":"x"}"#, "refused: x"),
        (500, r#"{"errcode":500,"errmsg":"x"}"#, "refused: x"),
        (
            500,
            r#"{"message":"Server Error"}"#,
            "broken at result: maybe",
        ),
        (404, r#"{"message":"Not Found"}"#, "wrong server: maybe"),
        (
            419,
            r#"{"message":"CSRF token mismatch."}"#,
            "wrong server: maybe",
        ),
    ] {
        let server = Server::start(move |_| json_answer(status, body)).await;
        let connector = connector(&server.url(), Some(session.clone()));
        let result = make(&*connector, "getTaskList").await;
        assert_eq!(told(result), expected, "{status} {body}");
    }
}

#[tokio::test]
async fn who_is_told_to_choose_has_chosen_nothing() {
    let (connector, _server) = saying(r#"{"result":0,"data":{"login_status":2}}"#).await;
    let moments = connector.moments().unwrap();
    assert_eq!(moments.enterprise(), Some(3.into()));
    assert_eq!(told(moments.tasks(1).await), "no enterprise");
    assert_eq!(moments.enterprise(), None);
}

#[tokio::test]
async fn a_choice_whose_answer_is_lost_leaves_none_and_a_refused_one_the_one_before() {
    let refused = json_answer(200, r#"{"result":0,"msg":"没有权限"}"#);
    for (steps, before, after) in [
        (refused, Some(3.into()), Some(3.into())),
        (vec![Step::Reset], Some(3.into()), None),
    ] {
        let server = Server::start(move |_| steps.clone()).await;
        let connector = connector(&server.url(), Some(signed_in().await));
        let moments = connector.moments().unwrap();
        assert_eq!(moments.enterprise(), before);
        moments.choose_enterprise(&8.into()).await.unwrap_err();
        assert_eq!(moments.enterprise(), after);
    }
}

/// What was asked before the choice is answered after it.
#[tokio::test]
async fn who_was_told_to_choose_before_the_choice_has_chosen_all_the_same() {
    let (asks, mut asked) = mpsc::unbounded_channel();
    let chosen = Arc::new(Notify::new());
    let release = Arc::clone(&chosen);
    let server = Server::start(move |request| {
        if request.path.ends_with("manageBusiness") {
            return json_answer(200, r#"{"result":1,"data":[]}"#);
        }
        asks.send(()).unwrap();
        let mut steps = vec![Step::Wait(Arc::clone(&release))];
        steps.extend(json_answer(
            200,
            r#"{"result":0,"data":{"login_status":2}}"#,
        ));
        steps
    })
    .await;
    let connector = connector(&server.url(), Some(signed_in().await));
    let moments = connector.moments().unwrap();
    let choosing = async {
        asked.recv().await.unwrap();
        moments.choose_enterprise(&8.into()).await.unwrap();
        chosen.notify_one();
    };
    let (tasks, ()) = tokio::join!(moments.tasks(1), choosing);
    assert_eq!(told(tasks), "no enterprise");
    assert_eq!(moments.enterprise(), Some(8.into()));
}
