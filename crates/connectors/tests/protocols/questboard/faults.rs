//! What becomes of a list and of a creation under each fault.

use super::support::{config, least, make, quests, saying, signed_in};
use crate::{
    faults::{
        Fault, SHORT, check, fault, network as wire,
        others::{PAGE, of_others},
        say, told,
    },
    server::{PATIENT, Server, Step, network},
};
use muster_connectors::{Connector, Session, connect};
use muster_domain::quest::QuestFilter;
use std::sync::Arc;

async fn read(connector: &dyn Connector) -> String {
    let all = QuestFilter::default();
    told(quests(connector).list(&all, 20, 1).await)
}

async fn create(connector: &dyn Connector) -> String {
    told(quests(connector).create(&least()).await)
}

fn meet(url: &str, session: &Session, deadlines: [u64; 3]) -> Arc<dyn Connector> {
    connect(&config(url), Some(session.clone()), network(deadlines)).unwrap()
}

async fn check_all(name: &str, faults: Vec<Fault>) {
    let session = signed_in().await;
    let meet = |url: &str, deadlines| meet(url, &session, deadlines);
    check(name, faults, meet, read, create).await;
}

#[tokio::test]
async fn every_fault_of_the_network_is_told_apart() {
    check_all("network", wire::of_the_network()).await;
}

#[tokio::test]
async fn answers_of_other_servers_are_told_apart() {
    let wrong = "wrong server: maybe";
    let no_code = "broken at code: maybe";
    let mut faults = of_others(no_code);
    faults.extend([
        fault("401 with HTML", say(401, &[], PAGE), wrong),
        fault("405 empty", say(405, &[], ""), wrong),
        fault("no envelope", say(200, &[], r#"{"list":[]}"#), no_code),
        fault(
            "two documents",
            say(200, &[], r#"{"code":0,"data":{"id":1}}{"code":1015}"#),
            "done",
        ),
        fault(
            "a byte order mark",
            say(200, &[], "\u{feff}{\"code\":0,\"data\":{\"id\":1}}"),
            "done",
        ),
    ]);
    check_all("others", faults).await;
}

#[tokio::test]
async fn broken_answers_name_their_place() {
    let list = |name, data: &str, told| {
        let body = format!(r#"{{"code":0,"data":{data}}}"#);
        fault(name, say(200, &[], &body), told).published("broken at data.id: maybe")
    };
    let both = |name, body: &str, told| fault(name, say(200, &[], body), told);
    let faults = vec![
        list(
            "rows an object",
            r#"{"list":{}}"#,
            "broken at data.list: maybe",
        ),
        list(
            "a row null",
            r#"{"list":[null]}"#,
            "broken at data.list[0]: maybe",
        ),
        list(
            "a time that is none",
            r#"{"list":[{},{},{},{"expire_at":"tonight"}]}"#,
            "broken at data.list[3].expire_at: maybe",
        ),
        list(
            "a count that is none",
            r#"{"list":[{"target_count":-1}]}"#,
            "broken at data.list[0].target_count: maybe",
        ),
        list(
            "a quantity that is none",
            r#"{"list":[{"rewards":[{"quantity":1.5}]}]}"#,
            "broken at data.list[0].rewards[0].quantity: maybe",
        ),
        list(
            "a category that is a list",
            r#"{"list":[{"category":[]}]}"#,
            "broken at data.list[0].category: maybe",
        ),
        list(
            "a flag of another kind",
            r#"{"list":[{"is_available":"perhaps"}]}"#,
            "broken at data.list[0].is_available: maybe",
        ),
        both(
            "data an array",
            r#"{"code":0,"data":[]}"#,
            "broken at data: maybe",
        ),
        both(
            "data text",
            r#"{"code":0,"data":""}"#,
            "broken at data: maybe",
        ),
        both(
            "data null",
            r#"{"code":0,"data":null}"#,
            "broken at data: maybe",
        ),
        both("no data", r#"{"code":0}"#, "broken at data: maybe"),
        both(
            "a code that is none",
            r#"{"code":"ok","data":{}}"#,
            "broken at code: maybe",
        ),
        both(
            "a code of null",
            r#"{"code":null,"data":{}}"#,
            "broken at code: maybe",
        ),
        both(
            "a message that is an object",
            r#"{"code":1001,"message":{}}"#,
            "broken at message: maybe",
        ),
    ];
    check_all("broken", faults).await;
}

#[tokio::test]
async fn a_detail_of_nothing_is_a_broken_answer() {
    let (connector, _server) = saying("{}").await;
    let result = make(&*connector, "detail").await;
    assert_eq!(told(result), "broken at data.id: maybe");
}

#[tokio::test]
async fn parameters_that_are_no_object_are_a_broken_answer() {
    for params in ["1", "\"x\"", "[1]", "true"] {
        let (connector, _server) = saying(&format!(r#"{{"id":1,"target_params":{params}}}"#)).await;
        let result = make(&*connector, "detail").await;
        assert_eq!(
            told(result),
            "broken at data.target_params: maybe",
            "{params}"
        );
    }
}

#[tokio::test]
async fn where_nobody_listens_nothing_was_sent() {
    let session = signed_in().await;
    let server = Server::start(|_| vec![Step::Close]).await;
    let url = server.url();
    drop(server);
    tokio::task::yield_now().await;
    let connector = meet(&url, &session, PATIENT);
    assert_eq!(read(&*connector).await, "unreachable");
    assert_eq!(create(&*connector).await, "unreachable");
    let listening = told(quests(&*connector).listen().await);
    assert_eq!(listening, "unreachable");
}

/// The handshake belongs to connecting: the request itself has not left.
#[tokio::test]
async fn a_connection_that_is_never_finished_sent_nothing() {
    let session = signed_in().await;
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", silent.local_addr().unwrap());
    let connector = meet(&url, &session, [SHORT, 60_000, 60_000]);
    assert_eq!(create(&*connector).await, "timed out");
}
