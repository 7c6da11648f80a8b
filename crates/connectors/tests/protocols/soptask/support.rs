//! SopTask servers that answer by the fixtures, and every call by its name.

use crate::server::{Fixture, PATIENT, Server, json_answer, network};
use muster_connectors::{Answer, Connector, Credentials, Result, Session, connect};
use muster_domain::{
    connection::{ConnectionConfig, ConnectorKind, ModuleUrls, SoptaskSettings},
    geo::Crs,
};
use serde::Serialize;
use std::sync::Arc;

/// Every call that asks in a session, by the name of its fixture.
pub const CALLS: [&str; 13] = [
    "businessList",
    "businessList.paged",
    "manageBusiness",
    "getTaskList",
    "getTaskList.list",
    "getFriendsJobList",
    "getFriendsJobList.all",
    "getFriendsJobDetailsList",
    "getFriendsJobDetailsList.waiting",
    "not_signed_in",
    "no_enterprise",
    "refused",
    "failure",
];

/// A file of `tests/fixtures/soptask`.
pub fn fixture(call: &str) -> Fixture {
    Fixture::load(&format!("soptask/{call}"))
}

pub fn config(base_url: &str) -> ConnectionConfig {
    ConnectionConfig {
        kind: ConnectorKind::Soptask,
        name: String::new(),
        base_url: base_url.to_owned(),
        modules: ModuleUrls::default(),
        crs: Crs::default(),
        weclubs: None,
        soptask: Some(SoptaskSettings {
            uniacid: " 1".into(),
        }),
    }
}

pub fn connector(base_url: &str, session: Option<Session>) -> Arc<dyn Connector> {
    connect(&config(base_url), session, network(PATIENT)).unwrap()
}

pub fn credentials() -> Credentials {
    Credentials {
        username: " 10000000001 ".into(),
        password: "correct horse".into(),
    }
}

/// A server that answers by the fixtures of a sign-in to one enterprise.
pub async fn of_one_enterprise() -> Server {
    let fixtures = ["login", "businessList.paged", "manageBusiness"].map(fixture);
    Server::start(move |request| {
        let fixture = fixtures.iter().find(|fixture| fixture.is_of(request));
        fixture.unwrap().steps()
    })
    .await
}

/// What a sign-in at a well-behaved server leaves behind.
pub async fn signed_in() -> Session {
    let server = of_one_enterprise().await;
    let connector = connector(&server.url(), None);
    connector.sign_in(&credentials()).await.unwrap();
    connector.session()
}

/// A signed-in connector and its server, which says `body` to everything.
pub async fn saying(body: &str) -> (Arc<dyn Connector>, Server) {
    let body = body.to_owned();
    let server = Server::start(move |_| json_answer(200, &body)).await;
    (connector(&server.url(), Some(signed_in().await)), server)
}

/// The same, of an answer with this `data`.
pub async fn having(data: &str) -> (Arc<dyn Connector>, Server) {
    saying(&format!(r#"{{"result":1,"msg":"ok","data":{data}}}"#)).await
}

/// What a call answers, as JSON.
fn shown<T: Serialize>(result: Result<Answer<T>>) -> Result<Answer<String>> {
    result.map(|answer| answer.map(|value| serde_json::to_string_pretty(&value).unwrap()))
}

/// Makes the call of a fixture.
pub async fn make(connector: &dyn Connector, call: &str) -> Result<Answer<String>> {
    let moments = connector.moments().unwrap();
    let (task, job) = (1.into(), 1.into());
    match call {
        "businessList" | "businessList.paged" => shown(moments.enterprises(1).await),
        "manageBusiness" => shown(moments.choose_enterprise(&3.into()).await),
        "getFriendsJobList" => {
            let day = "2024-05-23".parse().unwrap();
            shown(moments.jobs(&task, Some(day), 1).await)
        }
        "getFriendsJobList.all" => shown(moments.jobs(&task, None, 1).await),
        "getFriendsJobDetailsList" => shown(moments.people(&job, " ", None, 1).await),
        "getFriendsJobDetailsList.waiting" => {
            shown(moments.people(&job, " 李 ", Some(false), 1).await)
        }
        _ => shown(moments.tasks(1).await),
    }
}
