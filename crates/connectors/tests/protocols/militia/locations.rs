//! The location module: its spellings, and servers that have none.

use crate::militia::support::{config, connector, fixture, signed_in};
use crate::server::{PATIENT, Received, Server, Step, answer, json_answer, network};
use muster_connectors::{Connector, Error, connect};
use muster_domain::{
    geo::{Crs, Point},
    id::TaskId,
    position::Whereabouts,
};
use serde_json::{Value, json};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

fn task() -> TaskId {
    TaskId::from(123_456)
}

fn not_found() -> Vec<Step> {
    vec![Step::Send(answer(404, &[], b"404 page not found"))]
}

fn is_form(request: &Received) -> bool {
    request.headers["content-type"] == "application/x-www-form-urlencoded"
}

async fn names(connector: &dyn Connector) -> Option<Vec<String>> {
    let tasks = connector.tasks().unwrap();
    let page = tasks.whereabouts(&task(), 10, 1).await.unwrap().value?;
    Some(page.rows.into_iter().map(|row| row.name).collect())
}

/// Asks twice a server that answers what fits the fixture. Answers what was
/// asked, and checks that the second time nothing had to be found out.
async fn asked(spelling: &'static str) -> Vec<String> {
    let expected = fixture("enveloped", spelling);
    let wanted = expected.clone();
    let server = Server::start(move |request| {
        if request.path != expected.request.path {
            not_found()
        } else if is_form(request) == expected.request.body.is_string() {
            expected.steps()
        } else {
            json_answer(500, r#"{"code":500,"enmsg":"error","cnmsg":"参数错误"}"#)
        }
    })
    .await;
    let session = signed_in("documented").await;
    let first = connector(&server.url(), Some(session));
    assert_eq!(names(&*first).await.unwrap(), ["张三", "李四", "王五"]);
    let received = server.take_received();
    let last = received.last().unwrap();
    let body = String::from_utf8(last.body.clone()).unwrap();
    match &wanted.request.body {
        Value::String(form) => assert_eq!(body, *form),
        json => assert_eq!(last.json(), *json),
    }

    // It is remembered, here and over a restart.
    names(&*first).await.unwrap();
    let again = connector(&server.url(), Some(first.session()));
    names(&*again).await.unwrap();
    let later = server.take_received();
    assert_eq!(later.len(), 2);
    for request in &later {
        assert_eq!((&request.path, &request.body), (&last.path, &last.body));
    }
    let shown = |request: &Received| {
        let written = if is_form(request) { "form" } else { "JSON" };
        format!("{} {} as {written}", request.method, request.path)
    };
    received.iter().map(shown).collect()
}

#[tokio::test]
async fn every_spelling_is_found_by_asking() {
    assert_eq!(asked("locations").await, ["POST /loc/getAllLocs as JSON"]);
    assert_eq!(
        asked("locations_form").await,
        [
            "POST /loc/getAllLocs as JSON",
            "POST /loc/getAllLocs as form"
        ]
    );
    assert_eq!(
        asked("locations_mbgc").await,
        [
            "POST /loc/getAllLocs as JSON",
            "POST /mbgc/loc/getAllLocs as JSON"
        ]
    );
}

#[tokio::test]
async fn a_server_without_the_module_has_no_positions_and_that_is_no_error() {
    for status in [404, 405, 501] {
        let server = Server::start(move |_| vec![Step::Send(answer(status, &[], b""))]).await;
        let session = signed_in("documented").await;
        let connector = connector(&server.url(), Some(session));
        assert_eq!(names(&*connector).await, None, "{status}");
        assert_eq!(server.received().len(), 2);
    }
}

#[tokio::test]
async fn a_module_that_moved_is_found_again() {
    let moved = fixture("enveloped", "locations_mbgc");
    let session = signed_in("documented").await;
    let old = fixture("enveloped", "locations");
    let server = Server::start(move |_| old.steps()).await;
    let before = connector(&server.url(), Some(session));
    names(&*before).await.unwrap();
    let session = before.session();
    drop(server);
    let server = Server::start(move |request| {
        if request.path.starts_with("/mbgc") {
            moved.steps()
        } else {
            not_found()
        }
    })
    .await;
    let after = connector(&server.url(), Some(session));
    assert!(names(&*after).await.is_some());
}

#[tokio::test]
async fn a_module_that_is_away_for_a_moment_has_not_vanished() {
    let fixture = fixture("enveloped", "locations");
    let session = signed_in("documented").await;
    let away = Arc::new(AtomicBool::new(false));
    let gone = Arc::clone(&away);
    let server = Server::start(move |_| {
        if gone.load(Ordering::SeqCst) {
            not_found()
        } else {
            fixture.steps()
        }
    })
    .await;
    let connector = connector(&server.url(), Some(session));
    names(&*connector).await.unwrap();
    away.store(true, Ordering::SeqCst);
    let tasks = connector.tasks().unwrap();
    let error = tasks.whereabouts(&task(), 10, 1).await.unwrap_err();
    assert!(matches!(error, Error::WrongServer), "{error:?}");
    away.store(false, Ordering::SeqCst);
    assert!(names(&*connector).await.is_some());
    // One that stays away is believed.
    away.store(true, Ordering::SeqCst);
    assert!(tasks.whereabouts(&task(), 10, 1).await.is_err());
    assert_eq!(names(&*connector).await, None);
}

#[tokio::test]
async fn the_module_is_asked_at_its_own_address_with_the_cookie_of_the_sign_in() {
    let tasks = Server::start(|_| not_found()).await;
    let fixture = fixture("enveloped", "locations");
    let location = Server::start(move |_| fixture.steps()).await;
    let mut config = config(&tasks.url());
    config.modules.location = Some(location.url());
    let session = signed_in("enveloped").await;
    let connector = connect(&config, Some(session), network(PATIENT)).unwrap();
    names(&*connector).await.unwrap();
    assert!(tasks.received().is_empty());
    let [request] = &location.received()[..] else {
        panic!()
    };
    assert!(request.headers["cookie"].starts_with("token="));
}

#[tokio::test]
async fn nobody_is_located_before_a_sign_in() {
    let server = Server::start(|_| not_found()).await;
    let connector = connector(&server.url(), None);
    let tasks = connector.tasks().unwrap();
    let error = tasks.whereabouts(&task(), 10, 1).await.unwrap_err();
    assert!(matches!(error, Error::NotSignedIn));
    assert!(server.received().is_empty());
    // The same server hears of it after one.
    let session = signed_in("documented").await;
    let connector = crate::militia::support::connector(&server.url(), Some(session));
    assert_eq!(names(&*connector).await, None);
    assert!(!server.received().is_empty());
}

async fn rows(crs: Crs, rows: Value) -> Vec<Whereabouts> {
    let body = json!({"code": 200, "data": {"count_page": 1, "count_data": 9, "data": rows}});
    let body = body.to_string();
    let server = Server::start(move |_| json_answer(200, &body)).await;
    let mut config = config(&server.url());
    config.crs = crs;
    let session = signed_in("documented").await;
    let connector: Arc<dyn Connector> = connect(&config, Some(session), network(PATIENT)).unwrap();
    let page = connector.tasks().unwrap().whereabouts(&task(), 10, 1).await;
    page.unwrap().value.unwrap().rows
}

#[tokio::test]
async fn coordinates_are_converted_where_the_wire_ends() {
    let here = Point {
        lat: 23.1067,
        lng: 113.3245,
    };
    for crs in [Crs::Wgs84, Crs::Gcj02, Crs::Bd09] {
        let (lat, lng) = here.to_crs(crs);
        let row = json!([{"soldier_id": 1, "latitude": lat, "longitude": lng.to_string()}]);
        let at = rows(crs, row).await[0].at.unwrap();
        assert!(at.metres_to(here) < 0.1, "{crs:?}: {at:?}");
    }
}

#[tokio::test]
async fn who_reports_no_possible_position_has_none() {
    let found = rows(
        Crs::Wgs84,
        json!([
            {"soldier_id": 1},
            {"soldier_id": 2, "latitude": 0, "longitude": 0},
            {"soldier_id": 3, "latitude": null, "longitude": ""},
            {"soldier_id": 4, "latitude": 123.4, "longitude": 23.1},
            {"soldier_id": 5, "latitude": 0.0, "longitude": 113.3},
        ]),
    )
    .await;
    let located: Vec<bool> = found.iter().map(|row| row.at.is_some()).collect();
    assert_eq!(located, [false, false, false, false, true]);
}
