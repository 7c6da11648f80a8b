//! Signing in and out, what is kept between starts, and the connection test.

use super::support::{config, connector, credentials, fixture, make, signed_in};
use crate::{
    faults::told,
    server::{NOW, PATIENT, Server, Step, answer, json_answer, network},
};
use muster_connectors::{Error, Session, connect};
use muster_domain::connection::Capability;

/// The token of the documents, which is the fixtures' too.
const TOKEN: &str = "MTg4NDY4ZjQ1YzUxYmVhMGZlOWFlNDg1MTZmOWE0NDJfZGF0ZT0xNDkyNDEzMjUyMjk5";

/// Answers the sign-in as the fixture, and `rest` to everything else.
async fn after_sign_in(rest: &'static str) -> Server {
    let login = fixture("login");
    Server::start(move |request| {
        if login.is_of(request) {
            login.steps()
        } else {
            json_answer(200, rest)
        }
    })
    .await
}

#[tokio::test]
async fn a_sign_in_asks_as_its_fixture_and_finds_out_who_administers() {
    let fixtures = ["login", "get_my_club"].map(fixture);
    let [login, clubs] = fixtures.clone();
    let server = Server::start(move |request| {
        let fixture = fixtures.iter().find(|fixture| fixture.is_of(request));
        fixture.unwrap().steps()
    })
    .await;
    let connector = connector(&server.url(), None);
    assert_eq!(connector.capabilities(), [Capability::Clubs]);
    connector.sign_in(&credentials()).await.unwrap();
    let asked: Vec<_> = server.received().iter().map(|it| it.json()).collect();
    assert_eq!(asked, [login.request.body, clubs.request.body]);
    assert!(connector.is_signed_in());
    assert_eq!(connector.dialect(), None);
    assert!(connector.tasks().is_none());
    assert_eq!(
        connector.capabilities(),
        [Capability::Clubs, Capability::Publish]
    );
    assert_eq!(connector.clubs().unwrap().me(), Some(1.into()));
}

#[tokio::test]
async fn who_administers_nothing_is_offered_no_publishing() {
    for rest in [
        r#"{"result_code":2000,"data":{"club":[]}}"#,
        r#"{"result_code":2000,"data":{"club":null}}"#,
        r#"{"result_code":3012,"result_msg":"用户没有该权限"}"#,
        r#"{"result_code":3000,"result_msg":""}"#,
    ] {
        let server = after_sign_in(rest).await;
        let connector = connector(&server.url(), None);
        assert_eq!(told(connector.sign_in(&credentials()).await), "done");
        assert_eq!(connector.capabilities(), [Capability::Clubs], "{rest}");
    }
}

#[tokio::test]
async fn a_token_that_is_not_known_at_once_is_told() {
    let server = after_sign_in(r#"{"result_code":3010,"result_msg":"token失效"}"#).await;
    let connector = connector(&server.url(), None);
    let result = connector.sign_in(&credentials()).await;
    assert!(matches!(result, Err(Error::NotSignedIn)));
}

#[tokio::test]
async fn a_refused_sign_in_is_told_and_the_session_before_it_kept() {
    let refused = |code: u32| format!(r#"{{"result_code":{code},"result_msg":"原因"}}"#);
    let wrong = fixture("login.wrong_password").answer.body.to_string();
    for (body, expected) in [
        (wrong, "wrong password"),
        // No such user; which of the two was wrong is not told.
        (refused(3014), "wrong password"),
        (refused(3011), "wrong password"),
        // No password was set yet.
        (refused(8888), "gone: 原因"),
        (refused(3000), "refused: 原因"),
        (refused(3003), "Signature not accepted"),
        (refused(3004), "Caller not accepted"),
        (
            r#"{"result_code":2000}"#.into(),
            "broken at data.token: maybe",
        ),
        (
            r#"{"result_code":2000,"data":{"user_id":1,"token":""}}"#.into(),
            "broken at data.token: maybe",
        ),
        (
            r#"{"result_code":2000,"data":{"user_id":0,"token":"x"}}"#.into(),
            "broken at data.user_id: maybe",
        ),
    ] {
        let said = body.clone();
        let server = Server::start(move |_| json_answer(200, &said)).await;
        let before = signed_in().await;
        let connector = connector(&server.url(), Some(before.clone()));
        let result = connector.sign_in(&credentials()).await;
        assert_eq!(told(result), expected, "{body}");
        assert!(connector.session() == before, "{body}");
        let sent = server.received()[0].json()["data"].to_string();
        assert!(!sent.contains(TOKEN) && !sent.contains("correct horse"));
    }
}

#[tokio::test]
async fn what_is_kept_speaks_for_itself_after_a_start() {
    let session = signed_in().await;
    insta::assert_snapshot!("session", session.0);
    let steps = fixture("get_my_mission").steps();
    let server = Server::start(move |_| steps.clone()).await;
    let connector = connector(&server.url(), Some(session.clone()));
    assert!(connector.is_signed_in());
    assert_eq!(
        connector.capabilities(),
        [Capability::Clubs, Capability::Publish]
    );
    make(&*connector, "get_my_mission").await.unwrap();
    assert!(connector.session() == session);
    assert!(!format!("{connector:?} {session:?}").contains(TOKEN));
}

#[tokio::test]
async fn a_kept_session_that_cannot_be_read_counts_as_none() {
    for text in [
        "",
        "nonsense",
        "{}",
        r#"{"version":99,"account":{"user":"1","token":"x"}}"#,
        r#"{"version":1,"account":null}"#,
    ] {
        let connector = connector("http://127.0.0.1:9", Some(Session(text.into())));
        assert!(!connector.is_signed_in(), "{text}");
    }
}

#[tokio::test]
async fn signing_out_forgets_the_token_and_asks_nobody() {
    let server = Server::start(|_| vec![Step::Reset]).await;
    let connector = connector(&server.url(), Some(signed_in().await));
    connector.sign_out().await.unwrap();
    assert!(server.received().is_empty());
    assert!(!connector.is_signed_in());
    assert!(!connector.session().0.contains(TOKEN));
}

#[tokio::test]
async fn a_test_sends_neither_password_nor_token_and_tells_the_clock() {
    let sys_time = NOW.0 + 3_000;
    for (body, skew) in [
        (
            format!(r#"{{"result_code":3005,"result_msg":"","sys_time":{sys_time}}}"#),
            3_000,
        ),
        (
            format!(r#"{{"result_code":2000,"data":{{}},"sys_time":"{sys_time}"}}"#),
            3_000,
        ),
        // The `Date` header tells it too, to half a second.
        (
            r#"{"result_code":3010,"result_msg":"token失效"}"#.to_owned(),
            3_500,
        ),
    ] {
        let server = Server::start(move |_| json_answer(200, &body)).await;
        let connector = connector(&server.url(), Some(signed_in().await));
        assert_eq!(connector.clock_skew_ms(), None);
        let test = connector.test().await.unwrap();
        assert_eq!(test.clock_skew_ms, Some(skew));
        assert_eq!(connector.clock_skew_ms(), Some(skew));
        assert_eq!(
            (test.encrypted, test.dialect, test.proxy),
            (true, None, None)
        );
        let sent = String::from_utf8(server.received()[0].body.clone()).unwrap();
        assert!(
            !sent.contains(TOKEN) && !sent.contains("password"),
            "{sent}"
        );
    }
}

#[tokio::test]
async fn a_test_finds_settings_that_the_server_does_not_take() {
    for (code, expected) in [
        (3003, "Signature not accepted"),
        (3004, "Caller not accepted"),
        (3101, "wrong server: maybe"),
    ] {
        let body = format!(r#"{{"result_code":{code},"result_msg":""}}"#);
        let server = Server::start(move |_| json_answer(200, &body)).await;
        let connector = connector(&server.url(), None);
        assert_eq!(told(connector.test().await), expected);
    }
}

#[tokio::test]
async fn a_test_of_another_server_says_so() {
    let refusal = r#"{"code":302,"cnmsg":"登录超时"}"#;
    let page = "<html>it works</html>";
    for (status, body) in [(404, "404 page not found"), (302, refusal), (200, page)] {
        let steps = vec![Step::Send(answer(status, &[], body.as_bytes()))];
        let server = Server::start(move |_| steps.clone()).await;
        let connector = connector(&server.url(), None);
        assert_eq!(
            told(connector.test().await),
            "wrong server: maybe",
            "{body}"
        );
    }
}

#[test]
fn a_bad_address_is_told_before_anything_is_opened() {
    let result = connect(&config("weclubs.net"), None, network(PATIENT));
    assert!(matches!(result, Err(Error::BadAddress)));
}
