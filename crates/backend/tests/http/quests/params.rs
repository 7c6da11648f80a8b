//! What a call may carry: everything else is 1015, and nothing happens.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Board, IDLE, Told, draft};

#[tokio::test]
async fn a_query_that_is_none_is_1015() {
    let board = Board::open().await;
    let user = board.sign_in("user").await;
    let admin = board.sign_in("admin").await;
    for path in [
        "/api/task/list?type=hourly",
        "/api/task/list?status=6",
        "/api/task/list?status=-1",
        "/api/task/list?status=one",
        "/api/task/list?category_id=x",
        "/api/task/list?page=0",
        "/api/task/list?page=1.5",
        "/api/task/list?page_size=0",
        "/api/task/list?page_size=101",
        "/api/task/list?page=99999999999999999999",
        "/api/task/detail",
        "/api/task/detail?task_id=",
        "/api/task/detail?task_id=one",
        "/api/task/progress",
        "/api/task/progress?task_id=1e3",
        "/api/admin/task/audit?page=0",
        "/api/admin/task/audit?page_size=1000",
    ] {
        let token = if path.contains("admin") {
            &admin
        } else {
            &user
        };
        let told = board.get(token, path).await;
        assert_eq!((told.status, told.code), (200, 1015), "{path}");
        assert!(told.data.is_null() && !told.message.is_empty());
    }
    // The control: an empty one is none.
    for path in [
        "/api/task/list?type=&status=&category_id=&page=",
        "/api/task/list?other=1",
    ] {
        board.get(&user, path).await.ok();
    }
    let past = board
        .get(&user, "/api/task/list?page=9223372036854775807")
        .await;
    assert_eq!(past.ok()["list"], json!([]));
}

#[tokio::test]
async fn a_body_that_is_none_is_1015() {
    let board = Board::open().await;
    let user = board.sign_in("user").await;
    let admin = board.sign_in("admin").await;
    let one = [
        "",
        "null",
        "[]",
        "{}",
        r#"{"task_id": "x"}"#,
        r#"{"task_id": 1.5}"#,
    ];
    let several = [
        "",
        "{}",
        r#"{"task_ids": []}"#,
        r#"{"task_ids": 1}"#,
        r#"{"task_ids": ["1"]}"#,
    ];
    let id = ["", "{}", r#"{"id": null}"#, r#"{"id": "101"}"#];
    let reset = [
        "",
        "{}",
        r#"{"reset_type": "none"}"#,
        r#"{"reset_type": "hourly"}"#,
        r#"{"reset_type": "daily", "task_ids": 1}"#,
    ];
    for (token, call, bodies) in [
        (&user, "task/accept", one.as_slice()),
        (&user, "task/abandon", &one),
        (&user, "task/complete", &one),
        (&user, "task/claim-reward", &one),
        (&user, "task/batch-accept", &several),
        (&user, "task/batch-claim-reward", &several),
        (&admin, "admin/task/create", &["", "{}", "[]", "nonsense"]),
        (&admin, "admin/task/update", &id),
        (&admin, "admin/task/delete", &id),
        (&admin, "admin/task/reset", &reset),
    ] {
        for body in bodies {
            let url = format!("{}/api/{call}", board.0.running.url());
            let request = board
                .0
                .http
                .post(url)
                .bearer_auth(token)
                .body((*body).to_owned());
            let response = request.send().await.unwrap();
            assert_eq!(response.status(), 200, "{call} {body}");
            let told: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
            assert_eq!(told["code"], 1015, "{call} {body}");
        }
    }
    let ids: Vec<i64> = (1..=101).collect();
    for call in ["batch-accept", "batch-claim-reward"] {
        let path = format!("/api/task/{call}");
        let told = board.post(&user, &path, json!({"task_ids": ids})).await;
        assert_eq!(told.code, 1015);
    }
    let login = board
        .send(Method::POST, "/api/auth/login", None, Some(json!("user")))
        .await;
    assert_eq!((login.status, login.code), (200, 1015));
}

#[tokio::test]
async fn a_quest_that_cannot_be_is_1015_when_created_and_when_changed() {
    let board = Board::open().await;
    let admin = board.sign_in("admin").await;
    let quests = board.list(&admin).await.len();
    let reward = |name: &str, quantity: i64| json!([{"item_id": 1, "item_name": name, "quantity": quantity}]);
    for (key, value) in [
        ("name", json!("")),
        ("name", json!("长".repeat(61))),
        ("name", json!(7)),
        ("description", json!("长".repeat(501))),
        ("category_id", json!(99)),
        ("type", json!("hourly")),
        ("target_type", json!("")),
        ("target_params", json!([1])),
        ("target_params", json!("{}")),
        ("target_count", json!(0)),
        ("target_count", json!("5")),
        ("rewards", json!({})),
        ("rewards", json!([{"item_id": 1}])),
        ("rewards", reward("", 1)),
        ("rewards", reward("金币", 0)),
        ("prerequisite_tasks", json!([999_999])),
        ("level_required", json!(-1)),
        ("time_limit", json!(0)),
        ("time_limit", json!("60")),
        ("reset_type", json!("yearly")),
        ("max_completions", json!(0)),
        ("is_active", json!(1)),
        ("start_time", json!("2026/05/06")),
        ("end_time", json!("2026-02-30 00:00:00")),
    ] {
        let mut created = draft();
        created[key] = value.clone();
        let told = board.post(&admin, "/api/admin/task/create", created).await;
        assert_eq!(told.code, 1015, "{key} {value}");
        let mut updated = json!({"id": IDLE});
        updated[key] = value.clone();
        let told = board.post(&admin, "/api/admin/task/update", updated).await;
        assert_eq!(told.code, 1015, "{key} {value}");
    }
    for key in [
        "name",
        "category_id",
        "type",
        "target_type",
        "target_count",
        "rewards",
    ] {
        for value in [None, Some(Value::Null)] {
            let mut body = draft();
            let fields = body.as_object_mut().unwrap();
            fields.remove(key);
            fields.extend(value.map(|value| (key.to_owned(), value)));
            let told = board.post(&admin, "/api/admin/task/create", body).await;
            assert_eq!(
                (told.code, told.message),
                (1015, format!("缺少参数：{key}")),
                "{key}"
            );
        }
    }
    assert_eq!(board.list(&admin).await.len(), quests);
    let log = board.get(&admin, "/api/admin/task/audit").await.ok();
    assert_eq!(log["total"], 0);
}

#[tokio::test]
async fn what_an_admin_writes_is_what_the_detail_shows() {
    let board = Board::open().await;
    let admin = board.sign_in("admin").await;
    let detail = async |id: i64| {
        board
            .get(&admin, &format!("/api/task/detail?task_id={id}"))
            .await
            .ok()
    };
    let written = json!({
        "name": "修葺谷仓",
        "type": "team",
        "category_id": 6,
        "target_params": {"targets": [{"target_id": "1", "target_name": "木板", "required_count": 5}]},
        "prerequisite_tasks": [101, 102],
        "level_required": 3,
        "time_limit": 7200,
        "reset_type": "weekly",
        "max_completions": 4,
        "is_active": false,
        "start_time": "2026-05-01 08:00:00",
        "end_time": "2026-06-01 00:00:00",
    });
    let id = board.create(&admin, written.clone()).await;
    let shown = detail(id).await;
    for key in [
        "name",
        "type",
        "target_params",
        "level_required",
        "time_limit",
        "reset_type",
        "max_completions",
        "is_active",
        "start_time",
        "end_time",
    ] {
        assert_eq!(shown[key], written[key], "{key}");
    }
    assert_eq!(shown["category"]["id"], 6);
    assert_eq!(shown["unavailable_reason"], "任务未开放");
    let ids: Vec<&Value> = shown["prerequisite_tasks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["id"])
        .collect();
    assert_eq!(ids, [101, 102]);

    // What is left out stays, null lifts a limit.
    let change = json!({"id": id, "time_limit": null, "end_time": null, "name": "修葺粮仓"});
    board
        .post(&admin, "/api/admin/task/update", change)
        .await
        .ok();
    let changed = detail(id).await;
    let mut expected = shown;
    expected["name"] = json!("修葺粮仓");
    for key in ["time_limit", "end_time", "expire_at"] {
        expected[key] = Value::Null;
    }
    assert_eq!(changed, expected);

    // With nothing but what is needed, the rest is as the document has it.
    let mut least = draft();
    let optional = [
        "description",
        "target_params",
        "prerequisite_tasks",
        "level_required",
        "time_limit",
        "reset_type",
        "max_completions",
        "is_active",
        "start_time",
        "end_time",
    ];
    for key in optional {
        least.as_object_mut().unwrap().remove(key);
    }
    let told = board.post(&admin, "/api/admin/task/create", least).await;
    let shown = detail(told.ok()["id"].as_i64().unwrap()).await;
    assert_eq!(
        [
            &shown["reset_type"],
            &shown["max_completions"],
            &shown["is_active"],
            &shown["level_required"]
        ],
        [&json!("none"), &json!(1), &json!(true), &json!(1)]
    );
    assert_eq!(shown["is_available"], true);
}

#[tokio::test]
async fn filters_narrow_the_list_together_and_pages_hold_everything_once() {
    let board = Board::open().await;
    let user = board.sign_in("user").await;
    let all = board.list(&user).await;
    for (query, key, value) in [
        ("type=team", "type", json!("team")),
        ("status=3", "status", json!(3)),
        ("type=daily&status=1", "status", json!(1)),
    ] {
        let path = format!("/api/task/list?page_size=100&{query}");
        let told: Told = board.get(&user, &path).await;
        let data = told.ok();
        let rows = data["list"].as_array().unwrap();
        assert!(!rows.is_empty() && rows.len() < all.len());
        assert!(rows.iter().all(|row| row[key] == value), "{query}");
        let passing = all.iter().filter(|row| row[key] == value);
        let passing = passing.filter(|row| !query.contains("daily") || row["type"] == "daily");
        assert_eq!(rows.len(), passing.count(), "{query}");
    }
    let mut paged = Vec::new();
    for page in 1..=10 {
        let path = format!("/api/task/list?page={page}&page_size=7");
        let data = board.get(&user, &path).await.ok();
        assert_eq!(data["total"], all.len());
        paged.extend(data["list"].as_array().unwrap().clone());
    }
    assert_eq!(paged, all);
    let data = board.get(&user, "/api/task/list").await.ok();
    assert_eq!((&data["page"], &data["page_size"]), (&json!(1), &json!(20)));
}
