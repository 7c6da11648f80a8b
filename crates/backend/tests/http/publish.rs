//! Publishing: what is refused and in which words, who is notified, and what
//! becomes of the text.

use std::collections::HashSet;

use muster_backend::Dialect;
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{STREET, Site};

/// Ids of the members anywhere in a tree.
fn soldiers(tree: &Value, found: &mut HashSet<i64>) {
    match tree {
        Value::Array(rows) => rows.iter().for_each(|row| soldiers(row, found)),
        Value::Object(fields) => {
            found.extend(fields.get("soldier_id").and_then(Value::as_i64));
            fields.values().for_each(|field| soldiers(field, found));
        }
        _ => {}
    }
}

/// The object in a tree that has `id` under `key`.
fn find<'a>(tree: &'a Value, key: &str, id: i64) -> Option<&'a Value> {
    match tree {
        Value::Object(fields) if fields.get(key).and_then(Value::as_i64) == Some(id) => Some(tree),
        Value::Object(fields) => fields.values().find_map(|field| find(field, key, id)),
        Value::Array(rows) => rows.iter().find_map(|row| find(row, key, id)),
        _ => None,
    }
}

#[tokio::test]
async fn every_fault_is_refused_in_its_words_and_publishes_nothing() {
    for dialect in [Dialect::Documented, Dialect::Enveloped] {
        let site = Site::open(dialect).await;
        let token = site.sign_in("commander").await;
        let before = site.running.recount().await.unwrap().len();
        let long = |characters: usize| "长".repeat(characters);
        let faults = [
            (json!({"title": ""}), "任务主题不能为空"),
            (json!({"title": " \n"}), "任务主题不能为空"),
            (json!({"title": null}), "无法识别请求内容"),
            (json!({"title": long(61)}), "任务主题不能超过60个字"),
            (json!({"detail": long(501)}), "任务详情不能超过500个字"),
            (json!({"mem_count": 0}), "集合人数至少为1"),
            (json!({"mem_count": -3}), "集合人数至少为1"),
            (json!({"mem_count": "六十"}), "无法识别请求内容"),
            (json!({"gather_datetime": site.beijing(-1)}), "集合时间已过"),
            (
                json!({"gather_datetime": "明天"}),
                "gather_datetime的格式应为",
            ),
            (json!({"finish_datetime": ""}), "finish_datetime的格式应为"),
            (
                json!({"finish_datetime": site.beijing(60)}),
                "结束时间应晚于集合时间",
            ),
            (
                json!({"launch_datetime": site.beijing(61)}),
                "发起时间不能晚于集合时间",
            ),
            (json!({"place_id": 7001}), "集合地点7001不存在"),
            (json!({"place_name": ""}), "集合地点名称不能为空"),
            (
                json!({"place_name": long(121)}),
                "集合地点名称不能超过120个字",
            ),
            (json!({"place_lat": null}), "集合地点的经纬度缺失或超出范围"),
            (
                json!({"place_lng": 180.5}),
                "集合地点的经纬度缺失或超出范围",
            ),
            (
                json!({"accept_office_ids": []}),
                "请至少选择一名接受任务的人员",
            ),
            (
                json!({"accept_office_ids": null}),
                "请至少选择一名接受任务的人员",
            ),
            (
                json!({"accept_office_ids": [STREET, 101]}),
                "单位101不存在或不在管辖范围内",
            ),
            (
                json!({"accept_org_ids": [1]}),
                "组织1不存在或不在管辖范围内",
            ),
            (
                json!({"accept_soldr_ids": [500_001]}),
                "民兵500001不存在或不在管辖范围内",
            ),
        ];
        for (fault, words) in faults {
            let mut draft = site.draft();
            for (key, value) in fault.as_object().unwrap() {
                draft[key] = value.clone();
            }
            let answer = site.publish(&token, draft).await;
            assert_eq!(answer.status, 500, "{fault}");
            assert!(
                answer.cnmsg().starts_with(words),
                "{fault}: {}",
                answer.cnmsg()
            );
        }
        for text in ["", "[]", "{\"title\":", "\u{feff}{}"] {
            let answer = site
                .send_text(Method::POST, "/task", Some(&token), text.to_owned())
                .await;
            assert!(answer.cnmsg().starts_with("无法识别请求内容"), "{text}");
        }
        assert_eq!(site.running.recount().await.unwrap().len(), before);
        // The control: without a fault the same draft goes out.
        let answer = site.publish(&token, site.draft()).await;
        assert!([200, 201].contains(&answer.status), "{}", answer.text);
        assert_eq!(site.running.recount().await.unwrap().len(), before + 1);
    }
}

#[tokio::test]
async fn texts_at_their_limits_are_taken_whatever_they_are_made_of() {
    let site = Site::open(Dialect::Documented).await;
    let token = site.sign_in("commander").await;
    let mut draft = site.draft();
    draft["title"] = json!("🚒".repeat(60));
    draft["detail"] = json!("𬱖".repeat(500));
    draft["place_name"] = json!("地".repeat(120));
    assert_eq!(site.publish(&token, draft).await.status, 201);
    assert_eq!(site.last_task().await.title, "🚒".repeat(60));
}

#[tokio::test]
async fn percent_and_plus_arrive_as_written_escaped_or_not() {
    let site = Site::open(Dialect::Documented).await;
    let token = site.sign_in("commander").await;
    let mut draft = site.draft();
    draft["title"] = json!("100%到位+备勤 %41");
    let plain = draft.to_string();
    let escaped = plain.replace('%', "\\u0025").replace('+', "\\u002b");
    for body in [plain, escaped] {
        let answer = site
            .send_text(Method::POST, "/task", Some(&token), body)
            .await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        assert_eq!(site.last_task().await.title, "100%到位+备勤 %41");
    }
}

#[tokio::test]
async fn overlapping_choices_notify_each_person_once() {
    let site = Site::open(Dialect::Documented).await;
    let token = site.sign_in("commander").await;
    let offices = site.get("/task/offices", &token).await.json();
    let orgs = site.get("/task/orgs", &token).await.json();
    let office = &find(&offices, "office_id", STREET).unwrap()["members"];
    let rows = orgs["detail"]["orgs"].as_array().unwrap();
    let named = |row: &&Value| row["name"].as_str().unwrap().ends_with("防汛分队");
    let org = rows.iter().find(named).unwrap();
    let mut people = HashSet::new();
    soldiers(office, &mut people);
    let in_office = people.len();
    soldiers(&org["members"], &mut people);
    let in_org = org["members"].as_array().unwrap().len();
    assert!(people.len() < in_office + in_org, "nobody is in both");
    let one = office[0]["soldier_id"].clone();

    let mut draft = site.draft();
    draft["accept_office_ids"] = json!([STREET, STREET]);
    draft["accept_org_ids"] = json!([org["org_id"], org["org_id"]]);
    draft["accept_soldr_ids"] = json!([one]);
    assert_eq!(site.publish(&token, draft).await.status, 201);
    let task = site.last_task().await;
    let distinct = people.len() as i64;
    assert_eq!(task.counts.notified, distinct);
    assert_eq!((task.notices, task.people_noticed), (distinct, distinct));
}

#[tokio::test]
async fn the_same_draft_twice_is_two_tasks() {
    let site = Site::open(Dialect::Documented).await;
    let token = site.sign_in("commander").await;
    let before = site.running.recount().await.unwrap().len();
    for _ in 0..2 {
        assert_eq!(site.publish(&token, site.draft()).await.status, 201);
    }
    assert_eq!(site.running.recount().await.unwrap().len(), before + 2);
}

#[tokio::test]
async fn a_new_place_becomes_a_common_place_and_a_saved_one_is_used_again() {
    let site = Site::open(Dialect::Documented).await;
    let token = site.sign_in("commander").await;
    site.publish(&token, site.draft()).await;
    let places = site.get("/task/info", &token).await.json()["places"].clone();
    let new = places.as_array().unwrap().last().unwrap().clone();
    assert_eq!(new["place_name"], "新天地");
    assert_eq!(new["place_lat"], 23.083_15);

    let mut draft = site.draft();
    draft["place_id"] = new["place_id"].clone();
    draft["place_name"] = json!("被忽略");
    assert_eq!(site.publish(&token, draft).await.status, 201);
    let task_id = site.last_task().await.task_id;
    let detail = site
        .get(&format!("/task/detail/{task_id}"), &token)
        .await
        .json();
    assert_eq!(detail["gather_place"], "新天地");
    let after = site.get("/task/info", &token).await.json()["places"].clone();
    assert_eq!(after, places, "a saved place is not saved again");
}

#[tokio::test]
async fn a_task_survives_a_restart_with_its_session() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("backend.db");
    let site = Site::open_file(&path).await;
    let token = site.sign_in("commander").await;
    site.publish(&token, site.draft()).await;
    let before = site.running.recount().await.unwrap();
    site.running.stop().await;

    let site = Site::open_file(&path).await;
    assert_eq!(site.running.recount().await.unwrap(), before);
    let listed = site.get("/task/working/10/1", &token).await;
    assert_eq!(listed.json()["data"][0]["title"], "消防演习");
}
