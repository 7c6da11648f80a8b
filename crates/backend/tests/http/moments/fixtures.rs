//! The fixtures that stand between this server and its clients: each request
//! in them is sent, with ids of the sample, and the answers have their keys
//! and kinds, both ways.

use muster_backend::moment_routes;
use serde_json::{Value, json};

use super::{SHOP, Shop, TASK};
use crate::fixtures::{self, call, strange};

/// Forms of an answer that other servers have.
const OF_OTHERS: [&str; 2] = ["businessList.paged", "getTaskList.list"];

/// Keys that fixtures have to show clients what other servers send.
const ON_PURPOSE: [&str; 1] = [".data.login_url is unknown"];

/// The fixture's body with ids, days and accounts of the sample in it.
fn live_body(name: &str, body: &Value, job_id: i64) -> Value {
    let mut body = body.clone();
    let live = [
        ("mobile", json!("10060000000")),
        ("password", json!("muster-manager")),
        ("id", json!(SHOP)),
        ("task_id", json!(TASK)),
        ("job_id", json!(job_id)),
    ];
    for (key, value) in live {
        if !body[key].is_null() {
            body[key] = value;
        }
    }
    if !body["search"]["date"].is_null() {
        body["search"]["date"] = json!("2026-05-06");
    }
    if name == "login.wrong_password" {
        body["password"] = json!("wrong");
    }
    body
}

/// Every page of what a fixture asks for.
async fn pages(shop: &Shop, name: &str, request: &Value) -> Vec<Value> {
    let token = match name {
        "not_signed_in" => None,
        "no_enterprise" => Some(shop.sign_in("manager").await),
        _ => Some(shop.seated("manager", SHOP).await),
    };
    let jobs = shop.0.running.recount_moments().await.unwrap();
    let mut path = request["path"].as_str().unwrap().to_owned();
    // Here it is a task that is not named to which nothing can be said.
    if name == "refused" {
        path = path.replace("getTaskList", "getFriendsJobList");
    }
    let uniacid = if name == "failure" { "10" } else { "8" };
    let path = path
        .replace("/business/1/", &format!("/business/{uniacid}/"))
        .replace("?i=1&", &format!("?i={uniacid}&"));
    let mut body = live_body(name, &request["body"], jobs.last().unwrap().job_id);
    let mut answers = Vec::new();
    loop {
        let told = shop.post(&path, token.as_deref(), body.to_string()).await;
        let data = &told.body["data"];
        let list = if data["record_list"].is_object() {
            &data["record_list"]
        } else {
            data
        };
        let (page, last) = (list["current_page"].as_i64(), list["last_page"].as_i64());
        answers.push(told.body.clone());
        match (page, last) {
            (Some(page), Some(last)) if page < last => body["page"] = json!(page + 1),
            _ => return answers,
        }
    }
}

#[tokio::test]
async fn fixtures_are_answered_in_kind() {
    let shop = Shop::open().await;
    let mut rows = Vec::new();
    for (name, fixture) in fixtures::of("soptask") {
        if OF_OTHERS.contains(&name.as_str()) {
            continue;
        }
        let answers = pages(&shop, &name, &fixture["request"]).await;
        rows.push((name, fixture["answer"]["body"].clone(), answers));
    }
    assert!(rows.len() >= 12, "{} fixtures", rows.len());
    let mut wrong = Vec::new();
    for (name, expected, answers) in &rows {
        let alike = rows.iter().filter(|(other, ..)| call(other) == call(name));
        let examples: Vec<&Value> = alike.clone().map(|(_, expected, _)| expected).collect();
        for answer in answers {
            strange(answer, &examples, name, &mut wrong);
            assert_eq!(answer["result"], expected["result"], "{name} {answer}");
            let status = |body: &Value| body["data"]["login_status"].clone();
            assert_eq!(status(answer), status(expected), "{name}");
        }
        let answers: Vec<&Value> = alike.flat_map(|(_, _, answers)| answers).collect();
        let mut missing = Vec::new();
        strange(expected, &answers, &format!("fixture {name}"), &mut missing);
        // Others write numbers as text; a key that nobody knows is strange.
        wrong.extend(missing.into_iter().filter(|one| one.ends_with("unknown")));
    }
    wrong.retain(|words| !ON_PURPOSE.iter().any(|known| words.ends_with(known)));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_call_has_a_fixture() {
    let fixtures = fixtures::of("soptask");
    for route in moment_routes() {
        let end = route.rsplit('/').next().unwrap();
        let is_of = |fixture: &Value| fixture["request"]["path"].as_str().unwrap().contains(end);
        assert!(fixtures.values().any(is_of), "{route}");
    }
}
