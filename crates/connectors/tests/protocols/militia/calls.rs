//! Every call in both dialects, both directions: the request as it left, and
//! the domain value of the fixture's answer.

use crate::militia::support::{by_fixtures, connector, credentials, fixture, signed_in};
use crate::server::{Received, Server};
use muster_connectors::{Error, Tasks};
use muster_domain::{
    geo::Point,
    id::TaskId,
    task::{NewTask, NewTaskPlace, TaskList},
    time::{Time, beijing},
};
use serde::Serialize;
use std::fmt::Write as _;

fn at(text: &str) -> Time {
    Time::from_civil(text, &beijing()).unwrap()
}

fn to_saved_place() -> NewTask {
    NewTask {
        title: "消防演习".into(),
        detail: "任务详情".into(),
        wanted: 60,
        gather_at: at("2018-05-07 20:00:00"),
        finish_at: at("2018-05-07 21:00:00"),
        place: NewTaskPlace::Saved {
            id: "123456".into(),
            name: "新天地".into(),
        },
        orgs: [11, 22, 33, 44].map(Into::into).to_vec(),
        offices: [11, 22].map(Into::into).to_vec(),
        soldiers: vec!["123456".into()],
    }
}

fn to_new_place() -> NewTask {
    NewTask {
        title: "消防演习 100% + 🌊".into(),
        place: NewTaskPlace::New {
            name: "集合地点名称".into(),
            at: Point {
                lat: 39.071_510_04,
                lng: 117.190_091,
            },
        },
        orgs: Vec::new(),
        offices: Vec::new(),
        soldiers: [11, 22, 33, 44].map(Into::into).to_vec(),
        ..to_saved_place()
    }
}

/// The request in the form of its fixture and with the headers that matter.
fn shown(request: &Received) -> String {
    let mut text = format!("{} {}\n", request.method, request.path);
    for name in [
        "accept",
        "accept-encoding",
        "content-length",
        "content-type",
        "cookie",
    ] {
        if let Some(value) = request.headers.get(name) {
            writeln!(text, "{name}: {value}").unwrap();
        }
    }
    write!(text, "\n{}", String::from_utf8_lossy(&request.body)).unwrap();
    text
}

struct Check<'a> {
    dialect: &'static str,
    server: &'a Server,
}

impl Check<'_> {
    /// Compares the one request that arrived with the fixture, and snapshots
    /// it with the value.
    fn call(&self, name: &str, value: &impl Serialize) {
        let fixture = fixture(self.dialect, name).request;
        let received = self.server.take_received();
        let [request] = received.as_slice() else {
            panic!("{name}: {} requests", received.len());
        };
        assert_eq!(
            (&request.method, &request.path, request.json()),
            (&fixture.method, &fixture.path, fixture.body),
            "{name}"
        );
        let value = serde_json::to_string_pretty(value).unwrap();
        insta::assert_snapshot!(
            format!("{}__{name}", self.dialect),
            format!("{}\n\n=> {value}", shown(request))
        );
    }
}

async fn check_calls(check: &Check<'_>, tasks: &dyn Tasks, new: &NewTask) {
    let task = TaskId::from(123_456);
    check.call("info", &tasks.publish_info().await.unwrap().value);
    let orgs = tasks.orgs().await.unwrap();
    assert_eq!(orgs.server_time, Some(at("2018-05-06 18:00:03")));
    check.call("orgs", &orgs.value);
    check.call("offices", &tasks.offices().await.unwrap().value);
    let working = tasks.list(TaskList::Working, 20, 1).await.unwrap();
    check.call("working", &working.value);
    let done = tasks.list(TaskList::Done, 20, 1).await.unwrap();
    check.call("done", &done.value);
    check.call("detail", &tasks.detail(&task).await.unwrap().value);
    check.call("people", &tasks.people(&task).await.unwrap().value);
    let responses = tasks.responses(&task, 10, 1).await.unwrap();
    check.call("response", &responses.value);
    let check_ins = tasks.check_ins(&task, 10, 1).await.unwrap();
    check.call("gather", &check_ins.value);
    let positions = tasks.whereabouts(&task, 10, 1).await.unwrap();
    check.call("locations", &positions.value);
    check.call("publish", &tasks.publish(new).await.unwrap().value);
    check.call("finish", &tasks.finish(&task).await.unwrap().value);
}

async fn check_dialect(dialect: &'static str, new: &NewTask) {
    let server = Server::start(by_fixtures(dialect)).await;
    let check = Check {
        dialect,
        server: &server,
    };
    let connector = connector(&server.url(), None);
    connector.sign_in(&credentials()).await.unwrap();
    let asked: Vec<_> = server.take_received().iter().map(shown).collect();
    insta::assert_snapshot!(format!("{dialect}__sign_in"), asked.join("\n\n"));
    assert_eq!(connector.dialect().as_deref(), Some(dialect));
    assert!(connector.is_signed_in());

    check_calls(&check, connector.tasks().unwrap(), new).await;

    connector.sign_out().await.unwrap();
    check.call("sign_out", &());
    assert!(!connector.is_signed_in());
}

#[tokio::test]
async fn the_documented_dialect_is_spoken_and_understood() {
    check_dialect("documented", &to_saved_place()).await;
}

#[tokio::test]
async fn the_enveloped_dialect_is_spoken_and_understood() {
    check_dialect("enveloped", &to_new_place()).await;
}

#[tokio::test]
async fn percent_and_plus_leave_as_escapes() {
    let server = Server::start(by_fixtures("enveloped")).await;
    let connector = connector(&server.url(), None);
    connector.sign_in(&credentials()).await.unwrap();
    let tasks: &dyn Tasks = connector.tasks().unwrap();
    tasks.publish(&to_new_place()).await.unwrap();
    let sent = server.received().pop().unwrap();
    let body = String::from_utf8(sent.body).unwrap();
    assert!(body.contains(r"100\u0025 \u002b 🌊"), "{body}");
}

#[tokio::test]
async fn nobody_is_asked_before_a_sign_in() {
    let server = Server::start(by_fixtures("documented")).await;
    let connector = connector(&server.url(), None);
    let error = connector.tasks().unwrap().orgs().await.unwrap_err();
    assert!(matches!(error, Error::NotSignedIn));
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_failure_is_told_in_the_servers_words() {
    for dialect in ["documented", "enveloped"] {
        let failure = fixture(dialect, "failure");
        let server = Server::start(move |_| failure.steps()).await;
        let connector = connector(&server.url(), Some(signed_in(dialect).await));
        let tasks = connector.tasks().unwrap();
        let error = tasks.publish(&to_saved_place()).await.unwrap_err();
        assert!(
            matches!(&error, Error::Rejected { message } if message == "很抱歉,服务器出错了"),
            "{dialect}: {error}"
        );
    }
}
