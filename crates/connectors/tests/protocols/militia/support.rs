//! Militia servers that answer by the fixtures.

use crate::server::{Fixture, PATIENT, Received, Server, Step, answer, network};
use muster_connectors::{Connector, Credentials, Session, connect};
use muster_domain::{
    connection::{ConnectionConfig, ConnectorKind, ModuleUrls},
    geo::Crs,
};
use std::sync::Arc;

/// A file of `tests/fixtures/militia`.
pub fn fixture(dialect: &str, call: &str) -> Fixture {
    Fixture::load(&format!("militia/{dialect}/{call}"))
}

/// The calls of the document, the sign-in and the sign-out, and the positions
/// in their first spelling.
pub const CALLS: [&str; 14] = [
    "sign_in",
    "sign_out",
    "publish",
    "info",
    "finish",
    "orgs",
    "offices",
    "working",
    "done",
    "detail",
    "people",
    "response",
    "gather",
    "locations",
];

/// Answers every call of a dialect as its fixture says, and what is not of the
/// dialect as a real router does.
pub fn by_fixtures(dialect: &'static str) -> impl Fn(&Received) -> Vec<Step> + Send + Sync {
    let fixtures = CALLS.map(|call| fixture(dialect, call));
    move |request| match fixtures.iter().find(|fixture| fixture.is_of(request)) {
        Some(fixture) => fixture.steps(),
        None => vec![Step::Send(answer(404, &[], b"404 page not found"))],
    }
}

pub fn config(base_url: &str) -> ConnectionConfig {
    ConnectionConfig {
        kind: ConnectorKind::Militia,
        name: String::new(),
        base_url: base_url.to_owned(),
        modules: ModuleUrls::default(),
        crs: Crs::Wgs84,
        weclubs: None,
        soptask: None,
    }
}

pub fn connector(base_url: &str, session: Option<Session>) -> Arc<dyn Connector> {
    connect(&config(base_url), session, network(PATIENT)).unwrap()
}

pub fn credentials() -> Credentials {
    Credentials {
        username: "commander".into(),
        password: "correct horse".into(),
    }
}

/// What a sign-in at a well-behaved server of `dialect` leaves behind. Its
/// cookies hold for every port of this machine.
pub async fn signed_in(dialect: &'static str) -> Session {
    let server = Server::start(by_fixtures(dialect)).await;
    let connector = connector(&server.url(), None);
    connector.sign_in(&credentials()).await.unwrap();
    connector.session()
}
