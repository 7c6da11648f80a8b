//! What becomes of a list and of a choice under each fault.

use super::support::{config, signed_in};
use crate::{
    faults::{Fault, check, fault, network as wire, say, told},
    server::network,
};
use muster_connectors::{Connector, connect};

const PAGE: &str = "<!doctype html><title>it works</title>";

async fn read(connector: &dyn Connector) -> String {
    told(connector.moments().unwrap().jobs(&1.into(), None, 1).await)
}

async fn choose(connector: &dyn Connector) -> String {
    told(
        connector
            .moments()
            .unwrap()
            .choose_enterprise(&3.into())
            .await,
    )
}

async fn check_all(name: &str, faults: Vec<Fault>) {
    let session = signed_in().await;
    let meet = |url: &str, deadlines| {
        connect(&config(url), Some(session.clone()), network(deadlines)).unwrap()
    };
    check(name, faults, meet, read, choose).await;
}

#[tokio::test]
async fn every_fault_of_the_network_is_told_apart() {
    check_all("network", wire::of_the_network()).await;
}

#[tokio::test]
async fn answers_of_other_servers_are_told_apart() {
    let wrong = "wrong server: maybe";
    let broken = "broken at .: maybe";
    let no_result = "broken at result: maybe";
    let faults = vec![
        fault("200 with HTML", say(200, &[], PAGE), wrong),
        fault("502 with HTML", say(502, &[], PAGE), wrong),
        fault("404 as text", say(404, &[], "404 page not found"), wrong),
        fault("204", say(204, &[], ""), wrong),
        fault("500 as text", say(500, &[], "oops"), broken),
        fault("500 empty", say(500, &[], ""), broken),
        fault("200 empty", say(200, &[], ""), broken),
        fault("an array", say(200, &[], "[]"), broken),
        fault("a bare word", say(200, &[], "\"ok\""), broken),
        fault("null", say(200, &[], "null"), broken),
        fault("no envelope", say(200, &[], r#"{"data":[]}"#), no_result),
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
                &format!("{{\"result\":1,\"data\":[{}{{}}]}}", "{},".repeat(200_100)),
            ),
            broken,
        ),
        fault(
            "two documents",
            say(
                200,
                &[],
                r#"{"result":1,"data":{"record_list":[]}}{"result":0}"#,
            ),
            "done",
        ),
        fault(
            "a byte order mark",
            say(
                200,
                &[],
                "\u{feff}{\"result\":1,\"data\":{\"record_list\":[]}}",
            ),
            "done",
        ),
    ];
    check_all("others", faults).await;
}

#[tokio::test]
async fn broken_answers_name_their_place() {
    let list = |name, data: &str, told| {
        let body = format!(r#"{{"result":1,"data":{data}}}"#);
        fault(name, say(200, &[], &body), told).published("done")
    };
    let rows = |name, rows: &str, told| {
        list(
            name,
            &format!(r#"{{"record_list":{{"data":{rows}}}}}"#),
            told,
        )
    };
    let faults = vec![
        list("data an array", "[]", "broken at data: maybe"),
        list("data text", "\"\"", "broken at data: maybe"),
        list("data null", "null", "broken at data: maybe"),
        list("no list", "{}", "broken at data.record_list: maybe"),
        list(
            "a list of null",
            r#"{"record_list":null}"#,
            "broken at data.record_list: maybe",
        ),
        list(
            "a list of text",
            r#"{"record_list":"x"}"#,
            "broken at data.record_list: maybe",
        ),
        list(
            "a page of nothing",
            r#"{"record_list":{}}"#,
            "broken at data.record_list.data: maybe",
        ),
        list(
            "a sum that is none",
            r#"{"record_list":[],"wait_count":-1}"#,
            "broken at data.wait_count: maybe",
        ),
        rows(
            "rows an object",
            "{}",
            "broken at data.record_list.data: maybe",
        ),
        rows(
            "a row null",
            "[null]",
            "broken at data.record_list.data[0]: maybe",
        ),
        rows(
            "a row without an id",
            r#"[{"id":1},{"moment_total":2}]"#,
            "broken at data.record_list.data[1].id: maybe",
        ),
        rows(
            "a time that is none",
            r#"[{"id":1},{"id":2,"created_at":"tonight"}]"#,
            "broken at data.record_list.data[1].created_at: maybe",
        ),
        rows(
            "content as text",
            r#"[{"id":1,"content":"x"}]"#,
            "broken at data.record_list.data[0].content: maybe",
        ),
        rows(
            "content as a list",
            r#"[{"id":1,"content":["x"]}]"#,
            "broken at data.record_list.data[0].content[0]: maybe",
        ),
        rows(
            "attachments as an object",
            r#"[{"id":1,"content":{"attachments":{}}}]"#,
            "broken at data.record_list.data[0].content.attachments: maybe",
        ),
    ];
    check_all("broken", faults).await;
}
