//! Every call, both directions: the request as the fixture has it, and the
//! domain value of its answer.

use super::support::{CALLS, connector, fixture, make, signed_in};
use crate::{
    faults::told,
    server::{DATE, Server},
};
use muster_connectors::Error;

#[tokio::test]
async fn every_call_leaves_as_its_fixture_and_is_understood() {
    let session = signed_in().await;
    for call in CALLS {
        let fixture = fixture(call);
        let steps = fixture.steps();
        let server = Server::start(move |_| steps.clone()).await;
        let connector = connector(&server.url(), Some(session.clone()));
        let result = make(&*connector, call).await;
        let received = server.take_received();
        let [request] = received.as_slice() else {
            panic!("{call}: {} requests", received.len())
        };
        let wanted = &fixture.request;
        assert_eq!(
            (&request.method, &request.path, request.json()),
            (&wanted.method, &wanted.path, wanted.body.clone()),
            "{call}"
        );
        let shown = match result {
            Ok(answer) => {
                assert!(answer.server_time.is_some(), "{call}: {DATE}");
                answer.value
            }
            refused => told(refused),
        };
        insta::assert_snapshot!(call, shown);
    }
}

#[tokio::test]
async fn a_request_carries_the_cookie_of_the_sign_in() {
    let steps = fixture("getTaskList").steps();
    let server = Server::start(move |_| steps.clone()).await;
    let connector = connector(&server.url(), Some(signed_in().await));
    make(&*connector, "getTaskList").await.unwrap();
    let request = server.received().pop().unwrap();
    let header = |name: &str| request.headers.get(name).map(String::as_str);
    assert_eq!(header("content-type"), Some("application/json"));
    assert_eq!(header("accept-encoding"), Some("identity"));
    let cookie = "laravel_session=0123456789abcdef";
    assert_eq!(header("cookie"), Some(cookie));
}

#[tokio::test]
async fn nobody_is_asked_before_a_sign_in() {
    let server = Server::start(|_| Vec::new()).await;
    let connector = connector(&server.url(), None);
    assert_eq!(connector.moments().unwrap().enterprise(), None);
    for call in CALLS {
        let error = make(&*connector, call).await.unwrap_err();
        assert!(matches!(error, Error::NotSignedIn), "{call}");
    }
    assert!(server.received().is_empty());
}
