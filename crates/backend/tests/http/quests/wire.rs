//! The shape of every answer, as snapshots. Long lists are cut to their first
//! two rows.

use insta::assert_json_snapshot;
use muster_backend::quest_routes;
use reqwest::Method;
use serde_json::{Value, json};

use super::{Board, CLAIMED, COMPLETED, FULL, IDLE, RUNNING, TOO_HIGH, Told, WAITING, draft};
use crate::wire::shortened;

fn shape(told: Told) -> Value {
    let mut data = shortened(told.data);
    if let Some(token) = data.get_mut("token") {
        *token = json!("[token]");
    }
    json!({
        "status": told.status,
        "code": told.code,
        "message": told.message,
        "data": data,
    })
}

#[tokio::test]
async fn answers_have_the_documents_shape() {
    let board = Board::open().await;
    let login = board
        .send(
            Method::POST,
            "/api/auth/login",
            None,
            Some(board.credentials("user")),
        )
        .await;
    assert_json_snapshot!("quests__login", shape(login));
    let user = board.sign_in("user").await;
    let admin = board.sign_in("admin").await;

    let one = |task_id: i64| json!({"task_id": task_id});
    let several = |ids: &[i64]| json!({"task_ids": ids});
    for (name, path) in [
        (
            "list",
            "list?type=daily&status=1&category_id=1&page=1&page_size=2".to_owned(),
        ),
        ("list_past_the_end", "list?page=99".to_owned()),
        ("detail", format!("detail?task_id={IDLE}")),
        ("detail_running", "detail?task_id=103".to_owned()),
        ("detail_too_high", format!("detail?task_id={TOO_HIGH}")),
        ("detail_waiting", format!("detail?task_id={WAITING}")),
        ("progress", format!("progress?task_id={RUNNING}")),
        ("progress_in_parts", "progress?task_id=103".to_owned()),
        ("progress_not_accepted", format!("progress?task_id={IDLE}")),
        ("categories", "categories".to_owned()),
    ] {
        let told = board.get(&user, &format!("/api/task/{path}")).await;
        assert_json_snapshot!(format!("quests__{name}"), shape(told));
    }
    let detail = format!("/api/task/detail?task_id={IDLE}");
    let told = board.get(&admin, &detail).await;
    assert_json_snapshot!("quests__detail_for_admins", shape(told));

    for (name, path, body) in [
        ("accept", "accept", one(IDLE)),
        ("abandon", "abandon", one(IDLE)),
        ("complete", "complete", one(FULL)),
        ("claim_reward", "claim-reward", one(FULL)),
        ("refused", "claim-reward", one(CLAIMED)),
        ("batch_accept", "batch-accept", several(&[IDLE, 106 + 1])),
        (
            "batch_accept_partly",
            "batch-accept",
            several(&[105, RUNNING]),
        ),
        (
            "batch_claim_reward_partly",
            "batch-claim-reward",
            several(&[COMPLETED, RUNNING, 116]),
        ),
        ("batch_claim_reward", "batch-claim-reward", several(&[101])),
    ] {
        let told = board.post(&user, &format!("/api/task/{path}"), body).await;
        assert_json_snapshot!(format!("quests__{name}"), shape(told));
    }

    let created = board.post(&admin, "/api/admin/task/create", draft()).await;
    let id = created.data["id"].clone();
    assert_json_snapshot!("quests__create", shape(created));
    for (name, path, body) in [
        ("update", "update", json!({"id": id, "time_limit": 600})),
        ("reset", "reset", json!({"reset_type": "daily"})),
        ("delete", "delete", json!({"id": id})),
    ] {
        let told = board
            .post(&admin, &format!("/api/admin/task/{path}"), body)
            .await;
        assert_json_snapshot!(format!("quests__{name}"), shape(told));
    }
    let told = board
        .get(&admin, "/api/admin/task/audit?page_size=10")
        .await;
    assert_json_snapshot!("quests__audit", shape(told));
    let told = board
        .send(Method::POST, "/api/auth/logout", Some(&user), None)
        .await;
    assert_json_snapshot!("quests__logout", shape(told));
    let told = board.get(&user, "/api/task/list").await;
    assert_json_snapshot!("quests__not_signed_in", shape(told));
}

/// Nothing of the table is left without a call above, but the notices.
#[test]
fn the_calls_are_those_of_the_document_with_their_neighbours() {
    let routes: Vec<String> = quest_routes()
        .iter()
        .map(|(method, path)| format!("{method} {path}"))
        .collect();
    assert_eq!(
        routes,
        [
            "POST /api/auth/login",
            "POST /api/auth/logout",
            "GET /api/task/list",
            "GET /api/task/detail",
            "POST /api/task/accept",
            "POST /api/task/abandon",
            "POST /api/task/complete",
            "POST /api/task/claim-reward",
            "GET /api/task/progress",
            "POST /api/task/batch-accept",
            "POST /api/task/batch-claim-reward",
            "GET /api/task/categories",
            "GET /api/task/events",
            "POST /api/admin/task/create",
            "POST /api/admin/task/update",
            "POST /api/admin/task/delete",
            "POST /api/admin/task/reset",
            "GET /api/admin/task/audit",
        ]
    );
}
