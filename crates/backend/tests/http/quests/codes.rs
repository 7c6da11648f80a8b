//! Every code by every call that can answer it.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use muster_backend::{Options, Rate, quest_routes};
use reqwest::Method;
use rusqlite::Connection;
use serde_json::{Value, json};

use super::*;

/// Codes by call and quest. `batch-` calls answer 1014 with the same code in
/// their row.
const CODES: [(&str, i64, i64); 33] = [
    ("accept", NOBODYS, 1001),
    ("accept", RUNNING, 1002),
    ("accept", COMPLETED, 1002),
    ("accept", OVER, 1003),
    ("accept", TOO_HIGH, 1004),
    ("accept", WAITING, 1005),
    ("accept", INACTIVE, 1012),
    ("accept", NOT_YET, 1012),
    ("accept", CLAIMED, 1012),
    ("accept", IDLE, 0),
    ("abandon", NOBODYS, 1001),
    ("abandon", 105, 1006),
    ("abandon", FAILED, 1006),
    ("abandon", EXPIRED, 1006),
    ("abandon", COMPLETED, 1007),
    ("abandon", CLAIMED, 1007),
    ("abandon", RUNNING, 0),
    ("complete", NOBODYS, 1001),
    ("complete", 105, 1006),
    ("complete", 106, 1008),
    ("complete", EXPIRED, 1009),
    ("complete", FAILED, 1013),
    ("complete", FULL, 0),
    ("claim-reward", NOBODYS, 1001),
    ("claim-reward", 105, 1010),
    ("claim-reward", 106, 1010),
    ("claim-reward", FAILED, 1010),
    ("claim-reward", EXPIRED, 1010),
    ("claim-reward", CLAIMED, 1011),
    ("claim-reward", COMPLETED, 0),
    ("claim-reward", COMPLETED, 1011),
    // Failed and expired ones may be tried again.
    ("accept", FAILED, 0),
    ("accept", EXPIRED, 0),
];

#[tokio::test]
async fn every_code_of_a_users_call_on_one_quest() {
    let board = Board::open().await;
    let user = board.sign_in("user").await;
    let mut wrong = Vec::new();
    for (call, task_id, code) in CODES {
        let told = board.act(&user, call, task_id).await;
        if (told.status, told.code) != (200, code) {
            wrong.push(format!("{call} {task_id}: {told:?}, {code}"));
        }
    }
    for call in ["detail", "progress"] {
        let path = format!("/api/task/{call}?task_id={NOBODYS}");
        let told = board.get(&user, &path).await;
        if told.code != 1001 {
            wrong.push(format!("{call}: {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn every_code_in_the_rows_of_a_batch() {
    for call in ["accept", "claim-reward"] {
        let board = Board::open().await;
        let user = board.sign_in("user").await;
        let mut seen = BTreeSet::new();
        let expected: Vec<(i64, i64)> = CODES
            .iter()
            .filter(|(one, id, _)| *one == call && seen.insert(*id))
            .map(|(_, id, code)| (*id, *code))
            .collect();
        let ids: Vec<i64> = expected.iter().map(|(id, _)| *id).collect();
        let path = format!("/api/task/batch-{call}");
        let told = board.post(&user, &path, json!({"task_ids": ids})).await;
        assert_eq!((told.status, told.code), (200, 1014), "{}", told.message);
        let rows = told.data["results"].as_array().unwrap();
        let found: Vec<(i64, i64)> = rows
            .iter()
            .map(|row| {
                assert_eq!(row["success"] == true, row.get("error_code").is_none());
                let code = row
                    .get("error_code")
                    .map_or(0, |code| code.as_i64().unwrap());
                (row["task_id"].as_i64().unwrap(), code)
            })
            .collect();
        assert_eq!(found, expected);
        let done = expected.iter().filter(|(_, code)| *code == 0).count();
        assert_eq!(told.data["success_count"], done);
        assert_eq!(told.data["failed_count"], expected.len() - done);
    }
}

#[tokio::test]
async fn a_batch_that_fails_whole_is_1014_and_one_that_succeeds_is_0() {
    let board = Board::open().await;
    let user = board.sign_in("user").await;
    let batch = async |ids: &[i64]| {
        let body = json!({"task_ids": ids});
        board.post(&user, "/api/task/batch-accept", body).await
    };
    let told = batch(&[OVER, NOBODYS]).await;
    assert_eq!(
        (told.code, told.message.as_str()),
        (1014, "批量操作部分失败")
    );
    assert_eq!(told.data["success_count"], 0);
    let told = batch(&[105, IDLE, 105]).await;
    assert_eq!((told.code, told.message.as_str()), (0, "批量接取任务成功"));
    let rows = told.data["results"].as_array().unwrap();
    let ids: Vec<&Value> = rows.iter().map(|row| &row["task_id"]).collect();
    assert_eq!(ids, [105, IDLE]);
}

#[tokio::test]
async fn admin_calls_tell_what_is_not_there() {
    let board = Board::open().await;
    let admin = board.sign_in("admin").await;
    for (call, body, code) in [
        ("update", json!({"id": NOBODYS, "name": "无"}), 1001),
        ("delete", json!({"id": NOBODYS}), 1001),
        (
            "reset",
            json!({"reset_type": "daily", "task_ids": [101, NOBODYS]}),
            1001,
        ),
        // Others need it.
        ("delete", json!({"id": CLAIMED}), 1015),
        // It would wait for itself.
        (
            "update",
            json!({"id": CLAIMED, "prerequisite_tasks": [WAITING]}),
            1015,
        ),
    ] {
        let told = board
            .post(&admin, &format!("/api/admin/task/{call}"), body)
            .await;
        assert_eq!(
            (told.status, told.code),
            (200, code),
            "{call} {}",
            told.message
        );
    }
}

/// A body or a query for each call that would do if it got so far.
fn asked(path: &str) -> (String, Option<Value>) {
    let body = match path {
        "/api/auth/login" => json!({"username": "user", "password": "muster-user"}),
        "/api/task/detail" | "/api/task/progress" => {
            return (format!("{path}?task_id={IDLE}"), None);
        }
        "/api/admin/task/create" => draft(),
        "/api/admin/task/update" | "/api/admin/task/delete" => json!({"id": INACTIVE}),
        "/api/admin/task/reset" => json!({"reset_type": "daily"}),
        _ if path.contains("batch") => json!({"task_ids": [IDLE]}),
        _ => json!({"task_id": IDLE}),
    };
    (path.to_owned(), Some(body))
}

#[tokio::test]
async fn too_many_calls_are_1016_whatever_they_ask_for() {
    let board = Board::open_at_rate(Options {
        rate: Some(Rate {
            burst: 3,
            per_second: 1.0,
        }),
        ..Options::default()
    })
    .await;
    let admin = board.sign_in("admin").await;
    for _ in 0..3 {
        board.get(&admin, "/api/task/categories").await.ok();
    }
    for (method, path) in quest_routes() {
        if path == "/api/auth/login" {
            continue;
        }
        let (path, body) = asked(path);
        let answer = board.answer(method, &path, Some(&admin), body).await;
        let told = Told::read(&answer);
        assert_eq!(
            (told.status, told.code),
            (200, 1016),
            "{path} {}",
            told.message
        );
        assert_eq!(answer.headers["retry-after"], "1");
    }
    let user = board.sign_in("user").await;
    board.list(&user).await;
    board.wait(SignedDuration::from_secs(1));
    board.list(&admin).await;
    assert_eq!(board.get(&admin, "/api/task/list").await.code, 1016);
}

/// By default nobody who clicks meets it: twenty calls at once, ten a second
/// after that.
#[tokio::test]
async fn the_rate_lets_a_person_click() {
    let board = Board::open_at_rate(Options::default()).await;
    let user = board.sign_in("user").await;
    for _ in 0..20 {
        board.get(&user, "/api/task/categories").await.ok();
    }
    assert_eq!(board.get(&user, "/api/task/categories").await.code, 1016);
    for _ in 0..50 {
        board.wait(SignedDuration::from_millis(100));
        board.get(&user, "/api/task/categories").await.ok();
    }
}

#[tokio::test]
async fn guessing_passwords_is_1016_with_the_time_to_wait() {
    let board = Board::open().await;
    let mut body = board.credentials("user");
    body["password"] = json!("wrong");
    let sign_in = async |body: &Value| {
        let body = Some(body.clone());
        board
            .answer(Method::POST, "/api/auth/login", None, body)
            .await
    };
    for _ in 0..5 {
        let told = Told::read(&sign_in(&body).await);
        assert_eq!((told.status, told.code), (401, 401));
        assert!(told.data.is_null());
    }
    let answer = sign_in(&board.credentials("user")).await;
    let told = Told::read(&answer);
    assert_eq!(
        (told.code, told.message.as_str()),
        (1016, "登录失败次数过多，请1秒后再试")
    );
    assert!(answer.headers.contains_key("retry-after"));
}

/// The tables are taken away under the server's feet.
#[tokio::test]
async fn a_broken_server_says_1017_in_every_call() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("backend.db");
    let board = Board::open_file(&path).await;
    let admin = board.sign_in("admin").await;
    let control = board.get(&admin, "/api/task/list").await;
    control.ok();
    {
        let db = Connection::open(&path).unwrap();
        db.execute_batch(
            "ALTER TABLE quests RENAME TO gone; ALTER TABLE quest_audit RENAME TO gone_too;
             ALTER TABLE quest_categories RENAME TO gone_as_well;",
        )
        .unwrap();
    }
    for (method, path) in quest_routes() {
        if ["/api/auth/login", "/api/auth/logout", "/api/task/events"].contains(&path) {
            continue;
        }
        let (path, body) = asked(path);
        let told = board.send(method, &path, Some(&admin), body).await;
        if path.contains("batch") {
            assert_eq!(told.code, 1014, "{path}");
            assert_eq!(told.data["results"][0]["error_code"], 1017);
        } else {
            assert_eq!((told.status, told.code), (500, 1017), "{path}");
            assert_eq!(told.message, "系统错误，请稍后再试");
        }
    }
    {
        let db = Connection::open(&path).unwrap();
        db.execute_batch("ALTER TABLE quest_sessions RENAME TO gone_with_them")
            .unwrap();
    }
    for path in ["/api/auth/login", "/api/auth/logout"] {
        let (path, body) = asked(path);
        let told = board.send(Method::POST, &path, Some(&admin), body).await;
        assert_eq!((told.status, told.code), (500, 1017), "{path}");
    }
}
