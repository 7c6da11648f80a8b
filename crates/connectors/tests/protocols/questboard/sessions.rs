//! Signing in and out, what is kept between starts, and the connection test.

use super::support::{
    config, connector, credentials, fixture, make, quests, signed_in, signed_in_as,
};
use crate::{
    faults::told,
    server::{NOW, PATIENT, Server, Step, answer, json_answer, network},
};
use muster_connectors::{Error, Session, connect};
use muster_domain::{connection::Capability, quest::QuestUser};

/// The token of the fixtures.
const TOKEN: &str = "3f9a1c77e0b24d6f8a5520c9";

#[tokio::test]
async fn a_sign_in_asks_as_its_fixture_and_learns_who_it_is() {
    let login = fixture("login");
    let steps = login.steps();
    let server = Server::start(move |_| steps.clone()).await;
    let connector = connector(&server.url(), None);
    assert_eq!(connector.capabilities(), [Capability::Quests]);
    connector.sign_in(&credentials()).await.unwrap();
    let received = server.received();
    let [request] = received.as_slice() else {
        panic!("{} requests", received.len())
    };
    assert!(login.is_of(request));
    assert_eq!(request.json(), login.request.body);
    assert_eq!(request.headers.get("authorization"), None);
    assert!(connector.is_signed_in());
    assert_eq!(connector.dialect(), None);
    assert!(connector.tasks().is_none() && connector.clubs().is_none());
    assert_eq!(connector.capabilities(), [Capability::Quests]);
    let me = QuestUser {
        id: 7.into(),
        name: "张三".into(),
        level: 3,
    };
    let quests = quests(&*connector);
    assert_eq!(quests.me(), Some(me));
    assert!(!quests.is_admin());
    assert_eq!(quests.signed_in_at(), Some(NOW));
}

#[tokio::test]
async fn an_admin_is_offered_to_administer() {
    let session = signed_in_as("login.admin").await;
    let connector = connector("http://127.0.0.1:9", Some(session));
    assert!(quests(&*connector).is_admin());
    let both = [Capability::Quests, Capability::QuestAdmin];
    assert_eq!(connector.capabilities(), both);
}

#[tokio::test]
async fn a_refused_sign_in_is_told_and_the_session_before_it_kept() {
    let wrong = fixture("login.refused").answer.body.to_string();
    for (status, body, expected) in [
        (401, &*wrong, "wrong password"),
        (200, r#"{"code":401}"#, "wrong password"),
        (
            200,
            r#"{"code":1015,"message":"原因"}"#,
            "BadParameters: 原因",
        ),
        (200, r#"{"code":1016,"message":"原因"}"#, "TooOften: 原因"),
        (
            500,
            r#"{"code":1017,"message":"原因"}"#,
            "ServerError: 原因: maybe",
        ),
        (200, r#"{"code":0}"#, "broken at data: maybe"),
        (
            200,
            r#"{"code":0,"data":{}}"#,
            "broken at data.token: maybe",
        ),
        (
            200,
            r#"{"code":0,"data":{"token":" ","user":{"id":7}}}"#,
            "broken at data.token: maybe",
        ),
        (
            200,
            r#"{"code":0,"data":{"token":"x","user":null}}"#,
            "broken at data.user: maybe",
        ),
    ] {
        let said = body.to_owned();
        let server = Server::start(move |_| json_answer(status, &said)).await;
        let before = signed_in().await;
        let connector = connector(&server.url(), Some(before.clone()));
        let result = connector.sign_in(&credentials()).await;
        assert_eq!(told(result), expected, "{body}");
        assert!(connector.session() == before, "{body}");
        let request = &server.received()[0];
        assert_eq!(request.headers.get("authorization"), None);
    }
}

/// A token is text; one that no header can carry is known to nobody.
#[tokio::test]
async fn a_token_that_cannot_be_sent_is_no_session() {
    let body = r#"{"code":0,"data":{"token":"a\nb","user":{"id":7}}}"#;
    let server = Server::start(move |_| json_answer(200, body)).await;
    let connector = connector(&server.url(), None);
    connector.sign_in(&credentials()).await.unwrap();
    let result = make(&*connector, "list").await;
    assert!(matches!(result, Err(Error::NotSignedIn)));
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn what_is_kept_speaks_for_itself_after_a_start() {
    let session = signed_in().await;
    insta::assert_snapshot!("session", session.0);
    let steps = fixture("list").steps();
    let server = Server::start(move |_| steps.clone()).await;
    let connector = connector(&server.url(), Some(session.clone()));
    assert!(connector.is_signed_in());
    make(&*connector, "list").await.unwrap();
    assert!(connector.session() == session);
    assert!(!format!("{connector:?} {session:?}").contains(TOKEN));
}

#[tokio::test]
async fn a_kept_session_that_cannot_be_read_counts_as_none() {
    for text in [
        "",
        "nonsense",
        "{}",
        r#"{"version":99,"account":{"user":{"id":"1","name":"","level":1},"is_admin":false,"token":"x","at":0}}"#,
        r#"{"version":1,"account":{"user":"1","token":"x"}}"#,
        r#"{"version":1,"account":null}"#,
    ] {
        let connector = connector("http://127.0.0.1:9", Some(Session(text.into())));
        assert!(!connector.is_signed_in(), "{text}");
    }
}

#[tokio::test]
async fn signing_out_tells_the_server_and_forgets_the_token() {
    let logout = fixture("logout");
    let told = fixture("logout").steps();
    for steps in [told, vec![Step::Reset]] {
        let server = Server::start(move |_| steps.clone()).await;
        let connector = connector(&server.url(), Some(signed_in().await));
        connector.sign_out().await.unwrap();
        let received = server.received();
        assert!(logout.is_of(&received[0]));
        assert_eq!(received[0].json(), logout.request.body);
        let bearer = received[0].headers.get("authorization").unwrap();
        assert_eq!(*bearer, format!("Bearer {TOKEN}"));
        assert!(!connector.is_signed_in());
        assert!(!connector.session().0.contains(TOKEN));
        connector.sign_out().await.unwrap();
        assert_eq!(server.received().len(), 1, "nobody is left to sign out");
    }
}

#[tokio::test]
async fn a_test_sends_neither_password_nor_token_and_tells_the_clock() {
    for (status, body) in [
        (401, r#"{"code":401,"message":"未登录"}"#),
        (200, r#"{"code":0,"data":{"list":[]}}"#),
        (200, r#"{"code":1016,"message":"操作频率限制"}"#),
    ] {
        let server = Server::start(move |_| json_answer(status, body)).await;
        let connector = connector(&server.url(), Some(signed_in().await));
        assert_eq!(connector.clock_skew_ms(), None);
        let test = connector.test().await.unwrap();
        // Under a minute is the same.
        assert_eq!(test.clock_skew_ms, None);
        assert_eq!(connector.clock_skew_ms(), Some(3_500));
        assert_eq!(
            (test.encrypted, test.dialect, test.proxy),
            (true, None, None)
        );
        let request = &server.received()[0];
        assert_eq!(request.path, "/api/task/list?page=1&page_size=1");
        assert_eq!(request.headers.get("authorization"), None);
        assert!(request.body.is_empty());
    }
}

#[tokio::test]
async fn a_test_of_another_server_says_so() {
    let refusal = r#"{"code":302,"cnmsg":"登录超时"}"#;
    let page = "<html>it works</html>";
    let clubs = r#"{"result_code":3005,"result_msg":""}"#;
    for (status, body, expected) in [
        (404, "404 page not found", "wrong server: maybe"),
        (302, "", "wrong server: maybe"),
        (200, page, "wrong server: maybe"),
        (200, clubs, "broken at code: maybe"),
        // Of a militia server: its envelope has such a code too.
        (302, refusal, "wrong server: maybe"),
    ] {
        let steps = vec![Step::Send(answer(status, &[], body.as_bytes()))];
        let server = Server::start(move |_| steps.clone()).await;
        let connector = connector(&server.url(), None);
        assert_eq!(told(connector.test().await), expected, "{body}");
    }
}

#[test]
fn a_bad_address_is_told_before_anything_is_opened() {
    let result = connect(&config("quests.example"), None, network(PATIENT));
    assert!(matches!(result, Err(Error::BadAddress)));
}
