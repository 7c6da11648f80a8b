//! Signing in and out, finding the dialect, and what is kept between starts.

use crate::militia::support::{by_fixtures, config, connector, credentials, fixture, signed_in};
use crate::server::{NOW, PATIENT, Received, Server, Step, answer, json_answer, network};
use muster_connectors::{Connector, Error, Network, Session, connect, is_encrypted, proxy};
use muster_domain::{
    connection::{Capability, ModuleUrls},
    task::TaskList,
};
use std::sync::Arc;

/// Answers the sign-in, and `task` to everything else.
fn after_sign_in(
    task: impl Fn(&Received) -> Vec<Step> + Send + Sync,
) -> impl Fn(&Received) -> Vec<Step> + Send + Sync {
    let sign_in = fixture("enveloped", "sign_in");
    move |request| match request.path.as_str() {
        "/signin" => sign_in.steps(),
        _ => task(request),
    }
}

async fn sign_in(server: &Server) -> (Arc<dyn Connector>, Result<(), Error>) {
    let connector = connector(&server.url(), None);
    let result = connector.sign_in(&credentials()).await;
    (connector, result)
}

#[tokio::test]
async fn a_wrong_password_is_told_and_the_session_before_it_kept() {
    let refused = fixture("documented", "sign_in_refused");
    let server = Server::start(move |_| refused.steps()).await;
    let before = signed_in("documented").await;
    let connector = connector(&server.url(), Some(before.clone()));
    let result = connector.sign_in(&credentials()).await;
    assert!(matches!(result, Err(Error::WrongPassword)));
    assert!(connector.session() == before);
    assert_eq!(server.received().len(), 1);
    assert!(!server.received()[0].headers.contains_key("cookie"));
}

#[tokio::test]
async fn a_wrong_password_may_come_with_200() {
    let body = r#"{"code":400,"enmsg":"fail"}"#;
    let server = Server::start(move |_| json_answer(200, body)).await;
    assert!(matches!(
        sign_in(&server).await.1,
        Err(Error::WrongPassword)
    ));
}

#[tokio::test]
async fn a_sign_in_without_a_cookie_is_a_broken_answer() {
    let server = Server::start(|_| json_answer(200, r#"{"code":200,"enmsg":"ok"}"#)).await;
    let (connector, result) = sign_in(&server).await;
    assert!(matches!(result, Err(Error::BrokenAnswer { path, .. }) if path == "Set-Cookie"));
    assert!(!connector.is_signed_in());
}

/// Routers differ in how they refuse a method that they do not know.
#[tokio::test]
async fn the_enveloped_dialect_is_found_behind_every_kind_of_refusal() {
    let info = fixture("enveloped", "info");
    let text = |status: u16, body: &str| vec![Step::Send(answer(status, &[], body.as_bytes()))];
    let page = "<html>404</html>";
    for refusal in [
        text(404, "404 page not found"),
        text(405, ""),
        text(405, r#"{"message":"Method Not Allowed"}"#),
        text(200, page),
        text(404, page),
        text(404, r#"{"code":404,"enmsg":"error","cnmsg":"不存在"}"#),
        text(500, ""),
        // Answers by its envelope at once.
        info.steps(),
    ] {
        let shown = format!("{refusal:?}");
        let info = info.clone();
        let responder = after_sign_in(move |request| match request.method.as_str() {
            "POST" => info.steps(),
            _ => refusal.clone(),
        });
        let server = Server::start(responder).await;
        let (connector, result) = sign_in(&server).await;
        assert!(result.is_ok(), "{shown}: {result:?}");
        assert_eq!(connector.dialect().as_deref(), Some("enveloped"), "{shown}");
        assert!(connector.capabilities().contains(&Capability::Offices));
    }
}

#[tokio::test]
async fn a_server_of_neither_dialect_is_not_signed_in_to() {
    for (status, body) in [
        (404, "404 page not found"),
        (200, "<html>hello</html>"),
        (200, "[]"),
    ] {
        let responder =
            after_sign_in(move |_| vec![Step::Send(answer(status, &[], body.as_bytes()))]);
        let server = Server::start(responder).await;
        let (connector, result) = sign_in(&server).await;
        assert!(
            matches!(result, Err(Error::WrongServer | Error::BrokenAnswer { .. })),
            "{body}: {result:?}"
        );
        assert_eq!(connector.dialect(), None);
    }
}

/// The dialect is known from the refusal's shape, and the cookie is kept: the
/// session may be good again in a minute.
#[tokio::test]
async fn a_token_service_that_is_down_after_the_sign_in_is_told_as_not_signed_in() {
    for dialect in ["documented", "enveloped"] {
        let refusal = fixture(dialect, "not_signed_in");
        let responder = after_sign_in(move |request| match request.method.as_str() {
            "GET" if dialect == "enveloped" => json_answer(404, "not found"),
            _ => refusal.steps(),
        });
        let server = Server::start(responder).await;
        let (connector, result) = sign_in(&server).await;
        assert!(matches!(result, Err(Error::NotSignedIn)), "{dialect}");
        assert_eq!(connector.dialect().as_deref(), Some(dialect));
        assert!(connector.is_signed_in());
    }
}

#[tokio::test]
async fn a_refused_call_leaves_the_session_as_it_was() {
    for dialect in ["documented", "enveloped"] {
        let session = signed_in(dialect).await;
        let refusal = fixture(dialect, "not_signed_in");
        let server = Server::start(move |_| refusal.steps()).await;
        let connector = connector(&server.url(), Some(session.clone()));
        let tasks = connector.tasks().unwrap();
        let result = tasks.list(TaskList::Working, 20, 1).await;
        assert!(matches!(result, Err(Error::NotSignedIn)), "{dialect}");
        assert!(connector.session() == session);
    }
}

#[tokio::test]
async fn what_is_kept_speaks_for_itself_after_a_start() {
    for dialect in ["documented", "enveloped"] {
        let session = signed_in(dialect).await;
        insta::assert_snapshot!(format!("{dialect}__session"), session.0);
        let server = Server::start(by_fixtures(dialect)).await;
        let connector = connector(&server.url(), Some(session.clone()));
        assert!(connector.is_signed_in());
        assert_eq!(connector.dialect().as_deref(), Some(dialect));
        assert_eq!(
            connector.capabilities(),
            [Capability::Tasks, Capability::Offices]
        );
        assert!(connector.tasks().unwrap().orgs().await.is_ok());
        assert!(connector.session() == session);
        assert!(!format!("{connector:?} {session:?}").contains("0123456789abcdef"));
    }
}

#[tokio::test]
async fn a_kept_session_that_cannot_be_read_counts_as_none() {
    for text in [
        "",
        "nonsense",
        "{}",
        r#"{"version":99,"dialect":"documented"}"#,
    ] {
        let connector = connector("http://127.0.0.1:9", Some(Session(text.into())));
        assert!(!connector.is_signed_in(), "{text}");
        assert_eq!(connector.dialect(), None);
    }
}

#[tokio::test]
async fn signing_out_forgets_the_cookie_even_if_the_server_is_gone() {
    let session = signed_in("documented").await;
    let server = Server::start(|_| vec![Step::Reset]).await;
    let connector = connector(&server.url(), Some(session));
    connector.sign_out().await.unwrap();
    assert_eq!(server.received()[0].path, "/signout");
    assert!(!connector.is_signed_in());
    assert!(!connector.session().0.contains("0123456789abcdef"));
}

#[tokio::test]
async fn modules_live_where_the_connection_says() {
    let (sign_in, task) = (
        Server::start(by_fixtures("documented")).await,
        Server::start(by_fixtures("documented")).await,
    );
    let mut config = config("http://127.0.0.1:9");
    config.modules = ModuleUrls {
        task: Some(task.url()),
        sign_in: Some(sign_in.url()),
        location: Some(" ".into()),
    };
    let connector = connect(&config, None, network(PATIENT)).unwrap();
    connector.sign_in(&credentials()).await.unwrap();
    connector.sign_out().await.unwrap();
    let paths = |server: &Server| -> Vec<_> {
        let received = server.received();
        received.into_iter().map(|request| request.path).collect()
    };
    assert_eq!(paths(&sign_in), ["/signin", "/signout"]);
    assert_eq!(paths(&task), ["/task/info"]);
}

#[tokio::test]
async fn a_test_sends_no_password_and_tells_the_dialect_and_the_clock() {
    for (dialect, refusal) in [
        ("documented", true),
        ("documented", false),
        ("enveloped", true),
    ] {
        let not_signed_in = fixture(dialect, "not_signed_in");
        let whole = by_fixtures(dialect);
        let server = Server::start(move |request| match (refusal, request.method.as_str()) {
            (true, "GET") if dialect == "enveloped" => whole(request),
            (true, _) => not_signed_in.steps(),
            (false, _) => whole(request),
        })
        .await;
        let connector = connector(&server.url(), None);
        let test = connector.test().await.unwrap();
        assert_eq!(test.dialect.as_deref(), Some(dialect));
        // Three seconds are no difference.
        assert_eq!(test.clock_skew_ms, None);
        assert!(test.encrypted);
        assert_eq!(test.proxy, None);
        assert!(
            server
                .received()
                .iter()
                .all(|request| request.body.is_empty())
        );
        // A test finds out; a sign-in decides.
        assert_eq!(connector.dialect(), None);
    }
}

#[tokio::test]
async fn every_answer_of_the_tasks_tells_how_far_the_servers_clock_is_off() {
    const HALF_A_DAY: i64 = 12 * 3_600_000;
    for off in [HALF_A_DAY, -HALF_A_DAY] {
        let server = Server::start(by_fixtures("documented")).await;
        let network = Network {
            clock: Arc::new(move || NOW.plus_ms(off)),
            ..network(PATIENT)
        };
        let connector = connect(&config(&server.url()), None, network).unwrap();
        assert_eq!(connector.clock_skew_ms(), None);
        connector.sign_in(&credentials()).await.unwrap();
        // `DATE` is three seconds ahead of `NOW`, and a header of whole seconds
        // half of one behind.
        assert_eq!(connector.clock_skew_ms(), Some(3_500 - off));
        let test = connector.test().await.unwrap();
        assert_eq!(test.clock_skew_ms, Some(3_500 - off));
    }
}

#[tokio::test]
async fn an_organisation_is_offered_no_offices() {
    let responder = after_sign_in(|_| json_answer(200, "{}"));
    let server = Server::start(responder).await;
    let (connector, result) = sign_in(&server).await;
    assert!(result.is_ok());
    assert_eq!(connector.capabilities(), [Capability::Tasks]);
}

#[test]
fn a_bad_address_is_told_before_anything_is_opened() {
    let bad = |change: fn(&mut ModuleUrls)| {
        let mut config = config("http://127.0.0.1:9");
        change(&mut config.modules);
        connect(&config, None, network(PATIENT)).map(|_| ())
    };
    assert!(bad(|_| {}).is_ok());
    for result in [
        bad(|modules| modules.task = Some("12380".into())),
        bad(|modules| modules.sign_in = Some("ftp://host".into())),
        bad(|modules| modules.location = Some("host:8090".into())),
    ] {
        assert!(matches!(result, Err(Error::BadAddress)));
    }
}

#[test]
fn one_module_in_the_clear_makes_a_connection_unencrypted() {
    let mut config = config("https://example.com");
    assert!(is_encrypted(&config));
    config.modules.sign_in = Some("http://example.com:9200".into());
    assert!(!is_encrypted(&config));
    config.modules.sign_in = Some("http://127.0.0.1:9200".into());
    assert!(is_encrypted(&config));
    config.base_url = "nowhere".into();
    assert!(!is_encrypted(&config));
    config.base_url = "http://127.0.0.1:1".into();
    assert_eq!(proxy(&config), None);
}
