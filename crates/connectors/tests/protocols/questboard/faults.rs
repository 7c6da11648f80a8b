//! What becomes of a list and of a creation under each fault.

use super::support::{config, least, make, quests, saying, signed_in};
use crate::{
    faults::{Fault, SHORT, check, fault, network as wire, say, told},
    server::{PATIENT, Server, Step, network},
};
use muster_connectors::{Connector, Session, connect};
use muster_domain::quest::QuestFilter;
use std::sync::Arc;

const PAGE: &str = "<!doctype html><title>it works</title>";
const ELSEWHERE: [(&str, &str); 1] = [("Location", "http://127.0.0.1:9/login")];
const SPRING: &str = r#"{"timestamp":1,"status":500,"error":"Internal Server Error","path":"/"}"#;

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
    let broken = "broken at .: maybe";
    let no_code = "broken at code: maybe";
    let faults = vec![
        fault("200 with HTML", say(200, &[], PAGE), wrong),
        fault("500 with HTML", say(500, &[], PAGE), wrong),
        fault("502 with HTML", say(502, &[], PAGE), wrong),
        fault("401 with HTML", say(401, &[], PAGE), wrong),
        fault("404 as text", say(404, &[], "404 page not found"), wrong),
        fault("404 as JSON", say(404, &[], SPRING), wrong),
        fault("405 empty", say(405, &[], ""), wrong),
        fault("204", say(204, &[], ""), wrong),
        fault("302 to elsewhere", say(302, &ELSEWHERE, ""), wrong),
        fault("307 to elsewhere", say(307, &ELSEWHERE, SPRING), wrong),
        // The program broke down in the middle of it.
        fault("500 as JSON", say(500, &[], SPRING), no_code),
        fault("500 as text", say(500, &[], "oops"), broken),
        fault("500 empty", say(500, &[], ""), broken),
        fault("503 empty", say(503, &[], ""), broken),
        fault("200 empty", say(200, &[], ""), broken),
        fault("an array", say(200, &[], "[]"), broken),
        fault("a bare word", say(200, &[], "\"ok\""), broken),
        fault("no envelope", say(200, &[], r#"{"list":[]}"#), no_code),
        fault("null", say(200, &[], "null"), broken),
        fault(
            "nested without end",
            say(200, &[], &"{\"data\":".repeat(100_000)),
            "broken at data: maybe",
        ),
        fault(
            "a flood",
            say(
                200,
                &[],
                &format!("{{\"data\":[{}{{}}]}}", "{},".repeat(200_100)),
            ),
            broken,
        ),
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
    ];
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
