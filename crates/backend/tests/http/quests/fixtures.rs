//! The fixtures that stand between this server and its clients: each request
//! in them is sent, and each answer has their keys and kinds, both ways.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use muster_backend::quest_routes;
use reqwest::Method;
use serde_json::{Value, json};

use super::events::Socket;
use super::{Board, CLAIMED, COMPLETED, FULL, IDLE, RUNNING};
use crate::fixtures::{self, call, strange};

/// What fixtures show that this server does not do: it has the call, and it
/// does not break.
const OTHER_SERVERS: [&str; 2] = ["categories.missing", "complete.failed"];

/// What the fixtures do on purpose, to show clients what other servers do:
/// leave keys out that are there in the document.
const ON_PURPOSE: [&str; 1] = [".icon is unknown"];

/// The token that a fixture is sent with.
async fn token(board: &Board, name: &str) -> Option<String> {
    let admins = ["audit", "create", "update", "delete", "reset"];
    let role = match name {
        "list.not_signed_in" | "login" | "login.admin" | "login.refused" => return None,
        "create.not_permitted" => "user",
        _ if admins.contains(&call(name)) || name.ends_with(".admin") => "admin",
        _ => "user",
    };
    let token = board.sign_in(role).await;
    if name == "claim-reward.password" {
        board.wait(SignedDuration::from_mins(16));
    }
    Some(token)
}

/// The fixture's path and body with ids and accounts of the sample in them.
async fn live(board: &Board, name: &str, request: &Value) -> (String, Option<Value>) {
    let path = request["path"].as_str().unwrap();
    let path = match (path.split_once("task_id="), call(name)) {
        (Some((before, _)), "progress") => format!("{before}task_id=103"),
        (Some((before, _)), _) => format!("{before}task_id={IDLE}"),
        (None, _) => path.to_owned(),
    };
    let mut body = request["body"].clone();
    let one = match name {
        "abandon" => RUNNING,
        "complete" => FULL,
        "claim-reward.refused" => CLAIMED,
        _ if call(name) == "claim-reward" => COMPLETED,
        _ => IDLE,
    };
    let several = match name {
        "batch-accept" | "batch-accept.partly" => json!([IDLE, 105, RUNNING]),
        "batch-accept.all" => json!([IDLE, 105, 107]),
        _ => json!([101, COMPLETED, RUNNING]),
    };
    for (key, value) in [
        ("task_id", json!(one)),
        ("task_ids", several),
        ("prerequisite_tasks", json!([101])),
    ] {
        if let Some(old) = body.get_mut(key)
            && *old != json!([])
        {
            *old = value;
        }
    }
    if body.get("id").is_some() || name == "audit" {
        let admin = board.sign_in("admin").await;
        let id = board.create(&admin, json!({})).await;
        if name != "audit" {
            body["id"] = json!(id);
        }
    }
    match name {
        "login" => body = board.credentials("user"),
        "login.admin" => body = board.credentials("admin"),
        _ => {}
    }
    (path, (!body.is_null()).then_some(body))
}

#[tokio::test]
async fn every_fixture_is_answered_in_kind() {
    let fixtures = fixtures::of("questboard");
    let mut wrong = Vec::new();
    let mut tried = 0;
    for (name, fixture) in &fixtures {
        if call(name) == "events" || OTHER_SERVERS.contains(&name.as_str()) {
            continue;
        }
        let board = Board::open().await;
        let token = token(&board, name).await;
        let (path, body) = live(&board, name, &fixture["request"]).await;
        let method: Method = fixture["request"]["method"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap();
        let answer = board.answer(method, &path, token.as_deref(), body).await;
        let expected = &fixture["answer"];
        if expected["status"] != answer.status {
            wrong.push(format!("{name}: {} {}", answer.status, answer.text));
            continue;
        }
        tried += 1;
        let body = answer.json();
        if body["data"].is_null() != expected["body"]["data"].is_null() {
            wrong.push(format!("{name}: {body}"));
        }
        let same_call = fixtures
            .iter()
            .filter(|(other, _)| call(other) == call(name));
        let examples: Vec<&Value> = same_call.map(|(_, one)| &one["answer"]["body"]).collect();
        strange(&body, &examples, name, &mut wrong);
        // A variant shows what other servers write; the plain one is ours,
        // but for numbers that are text.
        if call(name) == name {
            let mut found = Vec::new();
            let path = format!("fixture {name}");
            strange(&expected["body"], &[&body], &path, &mut found);
            wrong.extend(
                found
                    .into_iter()
                    .filter(|words| words.ends_with(" is unknown")),
            );
        }
    }
    assert!(tried >= 30, "{tried} fixtures");
    wrong.retain(|words| !ON_PURPOSE.iter().any(|known| words.ends_with(known)));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn every_notice_comes_in_the_kind_of_its_fixture() {
    let board = Board::open().await;
    let user = board.sign_in("user").await;
    let mut socket = Socket::open(&board, Some(&user)).await.unwrap();
    board.bring_all().await;
    board.act(&user, "complete", FULL).await.ok();
    let fixtures = fixtures::of("questboard");
    let (mut wrong, mut seen) = (Vec::new(), BTreeSet::new());
    while seen.len() < 3 {
        let notice = socket.notice().await.unwrap();
        let event = notice["event"].as_str().unwrap().to_owned();
        let example = &fixtures[&format!("events.{event}")]["answer"]["body"];
        strange(&notice, &[example], &event, &mut wrong);
        strange(example, &[&notice], &format!("fixture {event}"), &mut wrong);
        seen.insert(event);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_call_has_a_fixture() {
    let fixtures = fixtures::of("questboard");
    for (method, route) in quest_routes() {
        let found = fixtures.values().any(|fixture| {
            let request = &fixture["request"];
            let path = request["path"].as_str().unwrap();
            let path = path.split_once('?').map_or(path, |(path, _)| path);
            path == route && request["method"] == method.as_str()
        });
        assert!(found, "{method} {route}");
    }
}
