//! Every call, both directions: the request as the fixture has it, signed by
//! somebody else, and the domain value of its answer.

use super::support::{CALLS, connector, fixture, make, signed_in};
use crate::{
    faults::told,
    server::{NOW, Server},
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
                assert_eq!(answer.server_time, Some(NOW.plus_ms(3_000)), "{call}");
                answer.value
            }
            refused => told(refused),
        };
        insta::assert_snapshot!(call, shown);
    }
}

#[tokio::test]
async fn a_request_says_what_it_is_and_carries_no_cookie() {
    let steps = fixture("get_my_club").steps();
    let server = Server::start(move |_| steps.clone()).await;
    let connector = connector(&server.url(), Some(signed_in().await));
    make(&*connector, "get_my_club").await.unwrap();
    let request = server.received().pop().unwrap();
    let header = |name: &str| request.headers.get(name).map(String::as_str);
    assert_eq!(header("content-type"), Some("application/json"));
    assert_eq!(header("accept-encoding"), Some("identity"));
    assert_eq!(header("cookie"), None);
}

#[tokio::test]
async fn nobody_is_asked_before_a_sign_in() {
    let server = Server::start(|_| Vec::new()).await;
    let connector = connector(&server.url(), None);
    assert_eq!(connector.clubs().unwrap().me(), None);
    for call in CALLS {
        let error = make(&*connector, call).await.unwrap_err();
        assert!(matches!(error, Error::NotSignedIn), "{call}");
    }
    assert!(server.received().is_empty());
}

/// Each call of a write has a connection of its own: on one that is about to be
/// closed nobody could say whether it arrived.
#[tokio::test]
async fn a_write_does_not_share_a_connection_and_reads_do() {
    let steps = fixture("get_my_club").steps();
    let server = Server::start(move |_| steps.clone()).await;
    let connector = connector(&server.url(), Some(signed_in().await));
    for _ in 0..3 {
        make(&*connector, "get_my_club").await.unwrap();
    }
    assert_eq!(server.connections(), 1);
    make(&*connector, "remind_confirm_mission").await.unwrap();
    make(&*connector, "public_mission").await.unwrap();
    assert_eq!(server.connections(), 3);
}
