//! Signing in and out, the enterprise, what is kept between starts, and the
//! connection test.

use super::support::{connector, credentials, fixture, make, of_one_enterprise, signed_in};
use crate::{
    faults::told,
    server::{Received, Server, Step, answer, json_answer},
};
use muster_connectors::{Error, Session};
use muster_domain::{connection::Capability, id::EnterpriseId};
use serde_json::json;

/// The cookie of the fixture.
const COOKIE: &str = "0123456789abcdef";

/// Answers the sign-in as the fixture, and `rest` to everything else.
async fn after_sign_in(rest: impl Fn(&Received) -> Vec<Step> + Send + Sync + 'static) -> Server {
    let login = fixture("login");
    Server::start(move |request| {
        if login.is_of(request) {
            login.steps()
        } else {
            rest(request)
        }
    })
    .await
}

fn chosen(connector: &dyn muster_connectors::Connector) -> Option<EnterpriseId> {
    connector.moments().unwrap().enterprise()
}

#[tokio::test]
async fn a_sign_in_asks_as_its_fixtures_and_goes_into_the_only_enterprise() {
    let server = of_one_enterprise().await;
    let connector = connector(&server.url(), None);
    assert!(!connector.is_signed_in());
    connector.sign_in(&credentials()).await.unwrap();
    let calls = ["login", "businessList.paged", "manageBusiness"].map(fixture);
    let asked: Vec<_> = server.received().iter().map(|it| it.json()).collect();
    assert_eq!(asked, calls.map(|call| call.request.body));
    assert!(connector.is_signed_in());
    assert_eq!(connector.capabilities(), [Capability::Moments]);
    assert_eq!(
        (connector.dialect(), chosen(&*connector)),
        (None, Some(3.into()))
    );
    assert!(connector.tasks().is_none() && connector.clubs().is_none());
}

#[tokio::test]
async fn among_several_enterprises_the_one_of_before_is_chosen_or_none() {
    let several = |request: &Received| {
        let call = if request.path.ends_with("businessList") {
            "businessList"
        } else {
            "manageBusiness"
        };
        fixture(call).steps()
    };
    let server = after_sign_in(several).await;
    let first = connector(&server.url(), None);
    first.sign_in(&credentials()).await.unwrap();
    assert_eq!(chosen(&*first), None);
    assert_eq!(server.take_received().len(), 2, "nothing is chosen");

    let moments = first.moments().unwrap();
    moments.choose_enterprise(&8.into()).await.unwrap();
    let again = connector(&server.url(), Some(first.session()));
    assert_eq!(chosen(&*again), Some(8.into()));
    server.take_received();
    again.sign_in(&credentials()).await.unwrap();
    let last = server.received().pop().unwrap();
    assert_eq!(last.json(), json!({"id": 8}));

    // One that is managed by others now.
    let moved = first.session().0.replace("\"8\"", "\"9\"");
    let other = connector(&server.url(), Some(Session(moved)));
    assert_eq!(chosen(&*other), Some(9.into()));
    other.sign_in(&credentials()).await.unwrap();
    assert_eq!(chosen(&*other), None);
}

#[tokio::test]
async fn enterprises_are_looked_for_on_every_page() {
    let pages = |request: &Received| {
        if !request.path.ends_with("businessList") {
            return fixture("manageBusiness").steps();
        }
        let page = request.json()["page"].as_i64().unwrap();
        // The same one again, as a list without an order may have it.
        let id = if page == 3 { 2 } else { page };
        let body = json!({"result": 1, "data": {
            "current_page": page, "last_page": 3, "total": 3, "data": [{"id": id, "name": "甲"}],
        }});
        json_answer(200, &body.to_string())
    };
    let server = after_sign_in(pages).await;
    let connector = connector(&server.url(), None);
    connector.sign_in(&credentials()).await.unwrap();
    assert_eq!(server.received().len(), 4);
    assert_eq!(chosen(&*connector), None, "there are two");
}

#[tokio::test]
async fn who_may_not_ask_for_enterprises_is_signed_in_all_the_same() {
    for (rest, expected) in [
        (r#"{"result":0,"msg":"没有权限"}"#, "done"),
        (r#"{"result":0,"data":{"login_status":2}}"#, "done"),
        (r#"{"result":1,"data":[]}"#, "done"),
        (r#"{"result":0,"data":{"login_status":1}}"#, "not signed in"),
        (r#"{"result":1,"data":"x"}"#, "broken at data: maybe"),
    ] {
        let server = after_sign_in(move |_| json_answer(200, rest)).await;
        let connector = connector(&server.url(), None);
        let result = connector.sign_in(&credentials()).await;
        assert_eq!(told(result), expected, "{rest}");
        assert_eq!(chosen(&*connector), None);
    }
}

#[tokio::test]
async fn a_refused_sign_in_is_told_and_the_session_before_it_kept() {
    let wrong = fixture("login.wrong_password").answer.body.to_string();
    for (body, expected) in [
        (wrong.as_str(), "wrong password"),
        (r#"{"result":0}"#, "wrong password"),
        (
            r#"{"result":0,"msg":"登录失败次数过多，请30秒后再试"}"#,
            "refused: 登录失败次数过多，请30秒后再试",
        ),
        (
            r#"{"errcode":500,"errmsg":"invalid appid"}"#,
            "refused: invalid appid",
        ),
        (r#"{"data":{}}"#, "broken at result: maybe"),
        // Signed in, and nothing to prove it with.
        (r#"{"result":1,"data":{}}"#, "broken at Set-Cookie: maybe"),
    ] {
        let said = body.to_owned();
        let server = Server::start(move |_| json_answer(200, &said)).await;
        let before = signed_in().await;
        let connector = connector(&server.url(), Some(before.clone()));
        let result = connector.sign_in(&credentials()).await;
        assert_eq!(told(result), expected, "{body}");
        assert!(connector.session() == before, "{body}");
        assert_eq!(server.received()[0].headers.get("cookie"), None);
    }
}

/// Such servers give a cookie to everybody who asks.
#[tokio::test]
async fn a_cookie_alone_is_no_session() {
    let server = Server::start(|_| {
        let headers = [("Set-Cookie", "laravel_session=stranger; Path=/")];
        vec![Step::Send(answer(200, &headers, br#"{"result":0}"#))]
    })
    .await;
    let connector = connector(&server.url(), None);
    connector.test().await.unwrap();
    assert!(!connector.is_signed_in());
    let error = make(&*connector, "getTaskList").await.unwrap_err();
    assert!(matches!(error, Error::NotSignedIn));
}

#[tokio::test]
async fn what_is_kept_speaks_for_itself_after_a_start() {
    let session = signed_in().await;
    insta::assert_snapshot!("session", session.0);
    let steps = fixture("getTaskList").steps();
    let server = Server::start(move |_| steps.clone()).await;
    let connector = connector(&server.url(), Some(session.clone()));
    assert!(connector.is_signed_in());
    make(&*connector, "getTaskList").await.unwrap();
    assert!(connector.session() == session);
    assert!(!format!("{connector:?} {session:?}").contains(COOKIE));
}

#[tokio::test]
async fn a_kept_session_that_cannot_be_read_counts_as_none() {
    for text in [
        "",
        "nonsense",
        "{}",
        r#"{"version":99,"known":{"signed_in":true},"cookies":{}}"#,
        r#"{"version":1,"known":{"signed_in":true},"cookies":{}}"#,
    ] {
        let connector = connector("http://127.0.0.1:9", Some(Session(text.into())));
        assert!(!connector.is_signed_in(), "{text}");
    }
}

#[tokio::test]
async fn signing_out_forgets_the_cookie_and_asks_nobody() {
    let server = Server::start(|_| vec![Step::Reset]).await;
    let connector = connector(&server.url(), Some(signed_in().await));
    connector.sign_out().await.unwrap();
    assert!(server.received().is_empty());
    assert!(!connector.is_signed_in());
    assert!(!connector.session().0.contains(COOKIE));
}

#[tokio::test]
async fn a_test_sends_no_password_and_tells_what_it_finds() {
    for (status, body, expected) in [
        (200, r#"{"result":0,"data":{"login_status":1}}"#, "done"),
        (200, r#"{"result":1,"data":[]}"#, "done"),
        (
            200,
            r#"{"errcode":500,"errmsg":"invalid appid"}"#,
            "refused: invalid appid",
        ),
        (404, "404 page not found", "wrong server: maybe"),
        (200, "<html>it works</html>", "wrong server: maybe"),
    ] {
        let server = Server::start(move |_| json_answer(status, body)).await;
        let connector = connector(&server.url(), None);
        let test = connector.test().await;
        assert_eq!(told(test), expected, "{body}");
        let request = server.received().pop().unwrap();
        assert_eq!(request.json(), json!({"page": 1}));
        assert_eq!(connector.clock_skew_ms(), Some(3_500), "{body}");
    }
}
