//! What becomes of a list and of a publication under each fault.

use super::support::{config, make, signed_in, whole};
use crate::{
    faults::{
        Fault, SHORT, check, fault, network as wire,
        others::{SPRING, of_others},
        say, told,
    },
    server::{PATIENT, Server, Step, network},
};
use muster_connectors::{Connector, Session, connect};
use std::sync::Arc;

async fn read(connector: &dyn Connector) -> String {
    told(connector.missions().unwrap().list(20, 1).await)
}

async fn publish(connector: &dyn Connector) -> String {
    told(connector.missions().unwrap().publish(&whole()).await)
}

fn meet(url: &str, session: &Session, deadlines: [u64; 3]) -> Arc<dyn Connector> {
    connect(&config(url), Some(session.clone()), network(deadlines)).unwrap()
}

async fn check_all(name: &str, faults: Vec<Fault>) {
    let session = signed_in().await;
    let meet = |url: &str, deadlines| meet(url, &session, deadlines);
    check(name, faults, meet, read, publish).await;
}

#[tokio::test]
async fn every_fault_of_the_network_is_told_apart() {
    check_all("network", wire::of_the_network()).await;
}

#[tokio::test]
async fn answers_of_other_servers_are_told_apart() {
    let wrong = "wrong server: maybe";
    let no_code = "broken at result_code: maybe";
    let mut faults = of_others(no_code);
    faults.extend([
        fault("405 as JSON", say(405, &[], SPRING), wrong),
        fault(
            "302 of another kind",
            say(302, &[], r#"{"code":302}"#),
            wrong,
        ),
        fault("no envelope", say(200, &[], r#"{"mission":[]}"#), no_code),
        // The envelope counts, whatever the status.
        fault(
            "403 in an envelope",
            say(403, &[], r#"{"result_code":3010,"result_msg":"x"}"#),
            "not signed in",
        ),
        fault(
            "two documents",
            say(
                200,
                &[],
                r#"{"result_code":2000,"data":{}}{"result_code":3000}"#,
            ),
            "done",
        ),
        fault(
            "a byte order mark",
            say(200, &[], "\u{feff}{\"result_code\":2000,\"data\":{}}"),
            "done",
        ),
    ]);
    check_all("others", faults).await;
}

#[tokio::test]
async fn broken_answers_name_their_place() {
    let list = |name, data: &str, told| {
        let body = format!(r#"{{"result_code":2000,"data":{data}}}"#);
        fault(name, say(200, &[], &body), told).published("done")
    };
    let head = |name, body: &str, told| fault(name, say(200, &[], body), told);
    let faults = vec![
        list("data an array", "[]", "broken at data: maybe"),
        list("data text", "\"\"", "broken at data: maybe"),
        list("data null", "null", "broken at data: maybe"),
        list(
            "rows an object",
            r#"{"mission":{}}"#,
            "broken at data.mission: maybe",
        ),
        list(
            "a row null",
            r#"{"mission":[null]}"#,
            "broken at data.mission[0]: maybe",
        ),
        list(
            "a time that is none",
            r#"{"mission":[{},{},{},{"deadline":"tonight"}]}"#,
            "broken at data.mission[3].deadline: maybe",
        ),
        list(
            "a count that is none",
            r#"{"mission":[{"unconfirm_count":-1}]}"#,
            "broken at data.mission[0].unconfirm_count: maybe",
        ),
        list(
            "an id that is an object",
            r#"{"mission":[{"mission_id":{}}]}"#,
            "broken at data.mission[0].mission_id: maybe",
        ),
        list(
            "a flag of another kind",
            r#"{"has_more":"perhaps"}"#,
            "broken at data.has_more: maybe",
        ),
        head(
            "no data",
            r#"{"result_code":2000}"#,
            "broken at data: maybe",
        )
        .published("done"),
        head(
            "a code that is none",
            r#"{"result_code":"ok","data":{}}"#,
            "broken at result_code: maybe",
        ),
        head(
            "a code of null",
            r#"{"result_code":null,"data":{}}"#,
            "broken at result_code: maybe",
        ),
        head(
            "a message that is an object",
            r#"{"result_code":3000,"result_msg":{}}"#,
            "broken at result_msg: maybe",
        ),
    ];
    check_all("broken", faults).await;
}

#[tokio::test]
async fn a_detail_of_nothing_is_a_broken_answer() {
    for (call, place) in [
        ("get_my_mission_detail", "data.mission_id"),
        ("get_my_meeting_detail", "data.meeting_id"),
        ("get_dynamic_detail.mission", "data.mission_id"),
        ("get_dynamic_detail.meeting", "data.meeting_id"),
        ("get_dynamic_detail.notify", "data.notify_id"),
    ] {
        let (connector, _server) = super::support::saying("{}").await;
        let result = make(&*connector, call).await;
        assert_eq!(told(result), format!("broken at {place}: maybe"), "{call}");
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
    assert_eq!(publish(&*connector).await, "unreachable");
}

/// The handshake belongs to connecting: the request itself has not left.
#[tokio::test]
async fn a_connection_that_is_never_finished_sent_nothing() {
    let session = signed_in().await;
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", silent.local_addr().unwrap());
    let connector = meet(&url, &session, [SHORT, 60_000, 60_000]);
    assert_eq!(publish(&*connector).await, "timed out");
}
