//! Every call, both directions: the request as the fixture has it, and the
//! domain value of its answer.

use super::support::{CALLS, connector, fixture, make, quests, signed_in};
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
        let header = |name: &str| request.headers.get(name).map(String::as_str);
        assert_eq!(
            header("authorization"),
            Some("Bearer 3f9a1c77e0b24d6f8a5520c9")
        );
        assert_eq!(header("cookie"), None, "{call}");
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
async fn nobody_is_asked_before_a_sign_in() {
    let server = Server::start(|_| Vec::new()).await;
    let connector = connector(&server.url(), None);
    let none = quests(&*connector);
    assert_eq!((none.me(), none.signed_in_at()), (None, None));
    assert!(!none.is_admin());
    for call in CALLS {
        let error = make(&*connector, call).await.unwrap_err();
        assert!(matches!(error, Error::NotSignedIn), "{call}");
    }
    let listening = none.listen().await;
    assert!(matches!(listening, Err(Error::NotSignedIn)));
    assert!(server.received().is_empty());
}

/// Each call of a write has a connection of its own: on one that is about to be
/// closed nobody could say whether it arrived.
#[tokio::test]
async fn a_write_does_not_share_a_connection_and_reads_do() {
    let steps = fixture("list").steps();
    let server = Server::start(move |_| steps.clone()).await;
    let connector = connector(&server.url(), Some(signed_in().await));
    for _ in 0..3 {
        make(&*connector, "list").await.unwrap();
    }
    assert_eq!(server.connections(), 1);
    make(&*connector, "accept").await.unwrap();
    make(&*connector, "claim-reward").await.unwrap();
    assert_eq!(server.connections(), 3);
}

/// The document's ids are numbers; another server's may be text.
#[tokio::test]
async fn an_id_is_sent_as_a_number_where_it_is_one() {
    for (id, sent) in [
        ("7", "7"),
        ("18446744073709551615", "18446744073709551615"),
        ("007", "\"007\""),
        ("-7", "\"-7\""),
        ("a\"7", "\"a\\\"7\""),
        ("", "\"\""),
    ] {
        let (connector, server) = super::support::saying("{}").await;
        quests(&*connector).abandon(&id.into()).await.unwrap();
        let body = server.received().pop().unwrap().body;
        let body = String::from_utf8(body).unwrap();
        assert_eq!(body, format!("{{\"task_id\":{sent}}}"));
    }
}
