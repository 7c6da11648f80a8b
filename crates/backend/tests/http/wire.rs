//! The shape of every answer in both dialects, as snapshots. Long lists are
//! cut to their first two rows; how many there were stands in the counts.

use insta::assert_json_snapshot;
use muster_backend::Dialect;
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Answer, Site};

/// Tasks of the sample that the clock's start shows: one executing, one
/// gathering, one recruiting, one done.
const EXECUTING: i64 = 12;
const GATHERING: i64 = 13;
const RECRUITING: i64 = 14;
const DONE: i64 = 11;

fn shape(answer: &Answer) -> Value {
    let body = match answer.text.as_str() {
        "" => json!("no body"),
        _ => shortened(answer.json()),
    };
    json!({
        "status": answer.status,
        "content_type": answer.headers.get("content-type").map(|v| v.to_str().unwrap()),
        "body": body,
    })
}

pub fn shortened(value: Value) -> Value {
    match value {
        Value::Array(rows) => rows.into_iter().take(2).map(shortened).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(key, value)| (key, shortened(value)))
            .collect(),
        other => other,
    }
}

async fn snapshots(dialect: Dialect, name: &str) {
    let site = Site::open(dialect).await;
    let commander = site.sign_in("commander").await;
    let platoon = site.sign_in("platoon").await;
    let superior = site.sign_in("superior").await;
    let page = Some(json!({"pc": 40, "pn": 1}));
    let past = Some(json!({"pc": 40, "pn": 99}));
    let one = |path: &str, task_id: i64| format!("{path}/{task_id}");
    let calls = [
        (
            "info",
            Method::GET,
            "/task/info".to_owned(),
            &commander,
            None,
        ),
        (
            "info_of_an_organisation",
            Method::GET,
            "/task/info".to_owned(),
            &platoon,
            None,
        ),
        (
            "orgs",
            Method::GET,
            "/task/orgs".to_owned(),
            &superior,
            None,
        ),
        (
            "orgs_of_an_organisation",
            Method::GET,
            "/task/orgs".to_owned(),
            &platoon,
            None,
        ),
        (
            "offices",
            Method::GET,
            "/task/offices".to_owned(),
            &superior,
            None,
        ),
        (
            "working",
            Method::GET,
            "/task/working/10/1".to_owned(),
            &commander,
            None,
        ),
        (
            "working_past_the_end",
            Method::GET,
            "/task/working/10/9".to_owned(),
            &commander,
            None,
        ),
        (
            "done",
            Method::GET,
            "/task/done/3/1".to_owned(),
            &commander,
            None,
        ),
        (
            "detail_recruiting",
            Method::GET,
            one("/task/detail", RECRUITING),
            &commander,
            None,
        ),
        (
            "detail_gathering",
            Method::GET,
            one("/task/detail", GATHERING),
            &superior,
            None,
        ),
        (
            "detail_executing",
            Method::GET,
            one("/task/detail", EXECUTING),
            &commander,
            None,
        ),
        (
            "detail_done",
            Method::GET,
            one("/task/detail", DONE),
            &commander,
            None,
        ),
        (
            "response",
            Method::GET,
            one("/task/response", GATHERING),
            &commander,
            page.clone(),
        ),
        (
            "response_past_the_end",
            Method::GET,
            one("/task/response", GATHERING),
            &commander,
            past,
        ),
        (
            "gather",
            Method::GET,
            one("/task/gather", DONE),
            &commander,
            page,
        ),
        (
            "positions",
            Method::POST,
            "/loc/getAllLocs".to_owned(),
            &commander,
            Some(json!({"task_id": DONE, "pc": 10, "pn": 1})),
        ),
        (
            "refused",
            Method::GET,
            "/task/offices".to_owned(),
            &platoon,
            None,
        ),
    ];
    for (call, method, path, token, body) in calls {
        let answer = site.call(method, &path, token, body).await;
        assert_json_snapshot!(format!("{name}__{call}"), shape(&answer));
    }
    changes(&site, &commander, name).await;
}

/// The calls that change something, and what they leave.
async fn changes(site: &Site, commander: &str, name: &str) {
    let orgs = site.get("/task/orgs", commander).await.data();
    let offices = site.get("/task/offices", commander).await.data();
    let mut draft = site.draft();
    draft["accept_org_ids"] = json!([orgs["detail"]["orgs"][0]["org_id"]]);
    draft["accept_soldr_ids"] = json!([offices["office_detail"]["members"][0]["soldier_id"]]);
    let published = site.publish(commander, draft).await;
    assert_json_snapshot!(format!("{name}__publish"), shape(&published));

    let task_id = site.last_task().await.task_id;
    let page = || Some(json!({"pc": 1, "pn": 1}));
    let at_once = [
        ("detail_fresh", "detail", None),
        ("members", "detail/mem", None),
        ("response_fresh", "response", page()),
        ("gather_fresh", "gather", page()),
    ];
    for (call, path, body) in at_once {
        let path = format!("/task/{path}/{task_id}");
        let answer = site.call(Method::GET, &path, commander, body).await;
        assert_json_snapshot!(format!("{name}__{call}"), shape(&answer));
    }
    let body = Some(json!({"task_id": task_id}));
    let finished = site
        .call(Method::PUT, "/task/finish", commander, body)
        .await;
    assert_json_snapshot!(format!("{name}__finish"), shape(&finished));
    let signed_out = site
        .send(Method::POST, "/signout", Some(commander), None)
        .await;
    assert_json_snapshot!(format!("{name}__signout"), shape(&signed_out));
}

#[tokio::test]
async fn answers_have_the_documented_shape() {
    snapshots(Dialect::Documented, "documented").await;
}

#[tokio::test]
async fn answers_have_the_enveloped_shape() {
    snapshots(Dialect::Enveloped, "enveloped").await;
}

#[tokio::test]
async fn the_location_module_takes_form_values_and_both_paths() {
    let site = Site::open(Dialect::Documented).await;
    let token = site.sign_in("commander").await;
    let as_json = json!({"task_id": DONE, "pc": 10, "pn": 1}).to_string();
    let as_form = format!("task_id={DONE}&pc=10&pn=1");
    let mut answers = Vec::new();
    for path in ["/loc/getAllLocs", "/mbgc/loc/getAllLocs"] {
        for body in [&as_json, &as_form] {
            let answer = site
                .send_text(Method::POST, path, Some(&token), body.clone())
                .await;
            assert_eq!(answer.status, 200, "{}", answer.text);
            answers.push(answer.json());
        }
    }
    assert!(answers[0]["data"]["count_data"].as_i64().unwrap() > 0);
    assert!(answers.iter().all(|answer| *answer == answers[0]));
}
