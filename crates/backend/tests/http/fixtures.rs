//! The fixtures that stand between this server and its clients: each request
//! in them is sent, and each answer has their keys and kinds, both ways.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use muster_backend::{Dialect, routes};
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{STREET, Site};

/// Tasks of the sample that show what the fixtures show.
const DONE: i64 = 11;
const GATHERING: i64 = 13;
const RECRUITING: i64 = 14;

/// What the fixtures do on purpose, to show clients what real servers do:
/// leave a documented key out, and send a number as text.
const ON_PURPOSE: [&str; 2] = [
    ".indiv[].im_user_id is unknown",
    ".mem_list[].phone is \"10000000002\"",
];

/// The fixtures of a folder under `tests/fixtures`, by name.
pub fn of(folder: &str) -> BTreeMap<String, Value> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../../tests/fixtures", folder]
        .iter()
        .collect();
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let text = fs::read_to_string(&path).unwrap();
            (name, serde_json::from_str(&text).unwrap())
        })
        .collect()
}

/// The call that a fixture is of: its name without the variant.
pub fn call(name: &str) -> &str {
    name.split_once('.').map_or(name, |(call, _)| call)
}

/// Call and fixture, by name.
fn fixtures(dialect: Dialect) -> BTreeMap<String, Value> {
    of(match dialect {
        Dialect::Documented => "militia/documented",
        Dialect::Enveloped => "militia/enveloped",
    })
}

/// Where `value` has a key that no example has, or another kind. An example's
/// list is one example a row; null stands for anything, as it does on the
/// wire.
pub fn strange(value: &Value, examples: &[&Value], path: &str, found: &mut Vec<String>) {
    let examples: Vec<&Value> = examples.iter().copied().filter(|e| !e.is_null()).collect();
    if value.is_null() || examples.is_empty() {
        return;
    }
    match value {
        Value::Object(fields) => {
            for (key, field) in fields {
                let inner: Vec<&Value> = examples.iter().filter_map(|e| e.get(key)).collect();
                let path = format!("{path}.{key}");
                if inner.is_empty() {
                    found.push(format!("{path} is unknown"));
                }
                strange(field, &inner, &path, found);
            }
        }
        Value::Array(rows) => {
            let inner: Vec<&Value> = examples
                .iter()
                .filter_map(|e| e.as_array())
                .flatten()
                .collect();
            for row in rows {
                strange(row, &inner, &format!("{path}[]"), found);
            }
        }
        scalar => {
            let kind = std::mem::discriminant(scalar);
            if !examples.iter().any(|e| std::mem::discriminant(*e) == kind) {
                found.push(format!("{path} is {scalar}"));
            }
        }
    }
}

/// The fixture's path with a task of the sample in it.
fn live_path(path: &str) -> String {
    let task_id = match path {
        _ if path.starts_with("/task/detail/1") => RECRUITING,
        _ => GATHERING,
    };
    path.replace("123456", &task_id.to_string())
}

/// The fixture's body with ids, times and accounts of the sample in it.
async fn live_body(site: &Site, name: &str, body: &Value) -> Option<Value> {
    let mut body = body.clone();
    match name {
        "sign_in" => body["password"] = json!("muster-commander"),
        "publish" => {
            let draft = site.draft();
            for key in ["gather_datetime", "finish_datetime"] {
                body[key] = draft[key].clone();
            }
            if body["place_id"] != -1 {
                body["place_id"] = json!(7009);
            }
            let live = [
                ("accept_org_ids", json!([2003])),
                ("accept_office_ids", json!([STREET])),
                ("accept_soldr_ids", json!([500_005])),
            ];
            for (key, ids) in live {
                if let Some(chosen) = body.get_mut(key) {
                    *chosen = ids;
                }
            }
        }
        "finish" => body["task_id"] = json!(GATHERING),
        "locations" | "locations_mbgc" => body["task_id"] = json!(DONE),
        "locations_form" => {
            let text = body.as_str().unwrap();
            body = json!(text.replace("123456", &DONE.to_string()));
        }
        _ => {}
    }
    (!body.is_null()).then_some(body)
}

/// Published with all three kinds of recipients, so that `people` shows them.
async fn published_to_all_kinds(site: &Site, token: &str) -> i64 {
    let mut draft = site.draft();
    draft["accept_org_ids"] = json!([2003]);
    draft["accept_soldr_ids"] = json!([500_005]);
    site.publish(token, draft).await;
    site.last_task().await.task_id
}

async fn every_fixture_is_answered_in_kind(dialect: Dialect) {
    let site = Site::open(dialect).await;
    let mut wrong = Vec::new();
    let fixtures = fixtures(dialect);
    assert!(fixtures.len() >= 16, "{} fixtures", fixtures.len());
    for (name, fixture) in fixtures {
        let token = site.sign_in("commander").await;
        let (request, expected) = (&fixture["request"], &fixture["answer"]);
        let mut path = live_path(request["path"].as_str().unwrap());
        if name == "people" {
            let task_id = published_to_all_kinds(&site, &token).await;
            path = format!("/task/detail/mem/{task_id}");
        }
        let method: Method = request["method"].as_str().unwrap().parse().unwrap();
        let token = (name != "not_signed_in").then_some(token);
        let body = live_body(&site, &name, &request["body"]).await;
        let answer = match body {
            Some(Value::String(form)) => {
                site.send_text(method, &path, token.as_deref(), form).await
            }
            body => site.send(method, &path, token.as_deref(), body).await,
        };

        // Servers of this kind say 302 or 307; this one says 302.
        let status = match expected["status"].as_u64() {
            Some(307) => Some(302),
            status => status,
        };
        if Some(u64::from(answer.status)) != status {
            wrong.push(format!("{name}: {} {}", answer.status, answer.text));
            continue;
        }
        let body = match answer.text.as_str() {
            "" => Value::Null,
            _ => answer.json(),
        };
        if body.is_null() != expected["body"].is_null() {
            wrong.push(format!("{name}: {body}"));
        }
        strange(&body, &[&expected["body"]], &name, &mut wrong);
        // What the fixture has, the answer has too; a refused sign-in says
        // no more than `fail`.
        if name != "sign_in_refused" {
            strange(
                &expected["body"],
                &[&body],
                &format!("fixture {name}"),
                &mut wrong,
            );
        }
    }
    wrong.retain(|words| !ON_PURPOSE.iter().any(|known| words.ends_with(known)));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn documented_fixtures_are_answered_in_kind() {
    every_fixture_is_answered_in_kind(Dialect::Documented).await;
}

#[tokio::test]
async fn enveloped_fixtures_are_answered_in_kind() {
    every_fixture_is_answered_in_kind(Dialect::Enveloped).await;
}

#[test]
fn every_task_call_has_a_fixture() {
    for dialect in [Dialect::Documented, Dialect::Enveloped] {
        let fixtures = fixtures(dialect);
        for (method, route) in routes(dialect) {
            let matches = |fixture: &Value| {
                let request = &fixture["request"];
                let path = request["path"].as_str().unwrap();
                let same = route.split('/').count() == path.split('/').count()
                    && route
                        .split('/')
                        .zip(path.split('/'))
                        .all(|(part, given)| part == given || part.starts_with('{'));
                same && request["method"] == method.as_str()
            };
            assert!(fixtures.values().any(matches), "{method} {route}");
        }
    }
}

#[test]
fn a_strange_answer_is_noticed() {
    let example = json!({"total": 1, "rows": [{"id": 1}, {"id": 2, "name": "张三"}]});
    let strange_in = |value: Value| {
        let mut found = Vec::new();
        strange(&value, &[&example], "", &mut found);
        found
    };
    assert!(strange_in(json!({"rows": [{"id": 3, "name": "李四"}]})).is_empty());
    assert!(strange_in(json!({"rows": null})).is_empty());
    assert_eq!(
        strange_in(json!({"rows": [{"key": 3}]})),
        [".rows[].key is unknown"]
    );
    assert_eq!(strange_in(json!({"total": "1"})), [".total is \"1\""]);
}
