//! What becomes of a list, of positions and of a publication under each fault.

mod dialects;
mod others;

use crate::militia::support::{config, signed_in};
use crate::{
    faults::{Fault, SHORT, network as wire, told},
    server::{PATIENT, Server, Step, network},
};
use muster_connectors::{Connector, Session, connect};
use muster_domain::{
    task::{NewTask, NewTaskPlace, TaskList},
    time::Time,
};
use std::sync::Arc;

fn call_out() -> NewTask {
    NewTask {
        title: "消防演习".into(),
        detail: String::new(),
        wanted: 3,
        gather_at: Time(1_525_694_400_000),
        finish_at: Time(1_525_698_000_000),
        place: NewTaskPlace::Saved {
            id: "5".into(),
            name: "新天地".into(),
        },
        orgs: vec!["11".into()],
        offices: Vec::new(),
        soldiers: Vec::new(),
    }
}

async fn read(connector: &dyn Connector) -> String {
    let tasks = connector.tasks().unwrap();
    told(tasks.list(TaskList::Working, 20, 1).await)
}

/// Where people are; a server that has no such module is told apart.
async fn locate(connector: &dyn Connector) -> String {
    let tasks = connector.tasks().unwrap();
    match tasks.whereabouts(&"7".into(), 20, 1).await {
        Ok(answer) if answer.value.is_none() => "no module".to_owned(),
        result => told(result),
    }
}

async fn publish(connector: &dyn Connector) -> String {
    told(connector.tasks().unwrap().publish(&call_out()).await)
}

fn meet(url: &str, session: &Session, deadlines: [u64; 3]) -> Arc<dyn Connector> {
    connect(&config(url), Some(session.clone()), network(deadlines)).unwrap()
}

async fn check(dialect: &'static str, faults: Vec<Fault>) {
    let session = signed_in(dialect).await;
    let meet = |url: &str, deadlines| meet(url, &session, deadlines);
    crate::faults::check(dialect, faults, meet, read, publish).await;
}

#[tokio::test]
async fn every_fault_of_the_network_is_told_apart() {
    tokio::join!(
        check("documented", wire::of_the_network()),
        check("enveloped", wire::of_the_network()),
    );
}

#[tokio::test]
async fn answers_of_other_servers_are_told_apart() {
    check("documented", others::of_others()).await;
    check("enveloped", others::of_others()).await;
}

#[tokio::test]
async fn broken_answers_name_their_place_in_the_documented_dialect() {
    check("documented", dialects::of_the_documented_dialect()).await;
}

#[tokio::test]
async fn broken_answers_name_their_place_in_the_enveloped_dialect() {
    check("enveloped", dialects::of_the_enveloped_dialect()).await;
}

/// What the location module's answers come to, where that is not what they come
/// to for tasks: a missing route is a missing module, and a refusal of JSON is
/// followed by form values, of which the first refusal is told.
const LOCATED: [(&str, &str); 1] = [("404 as text", "no module")];

#[tokio::test]
async fn every_fault_of_the_location_module_is_told_apart() {
    let session = signed_in("documented").await;
    let all = wire::of_the_network()
        .into_iter()
        .chain(others::of_others())
        .chain(dialects::of_the_enveloped_dialect());
    let mut surprises = Vec::new();
    for fault in all {
        let special = LOCATED.iter().find(|(name, _)| *name == fault.name);
        let expected = special.map_or(fault.read, |(_, told)| told);
        let steps = fault.steps;
        let server = Server::start(move |_| steps.clone()).await;
        let connector = meet(&server.url(), &session, fault.deadlines);
        let found = locate(&*connector).await;
        let asked = server.take_received().len();
        let most = if expected.starts_with("refused") || special.is_some() {
            2
        } else {
            1
        };
        if found != expected || asked != most {
            surprises.push(format!(
                "{}: asked {asked} times and told {found:?}, not {expected:?}",
                fault.name
            ));
        }
    }
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
}

#[tokio::test]
async fn where_nobody_listens_nothing_was_sent() {
    let session = signed_in("documented").await;
    let server = Server::start(|_| vec![Step::Close]).await;
    let url = server.url();
    drop(server);
    tokio::task::yield_now().await;
    let connector = meet(&url, &session, PATIENT);
    assert_eq!(read(&*connector).await, "unreachable");
    assert_eq!(locate(&*connector).await, "unreachable");
    assert_eq!(publish(&*connector).await, "unreachable");
}

/// The handshake belongs to connecting: the request itself has not left.
#[tokio::test]
async fn a_connection_that_is_never_finished_sent_nothing() {
    let session = signed_in("documented").await;
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", silent.local_addr().unwrap());
    let connector = meet(&url, &session, [SHORT, 60_000, 60_000]);
    assert_eq!(publish(&*connector).await, "timed out");
}
