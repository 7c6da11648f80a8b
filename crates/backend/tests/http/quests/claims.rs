//! Rewards are handed out once.

use muster_backend::{Db, Options};
use serde_json::json;

use super::{Board, Told};

const AT_ONCE: usize = 50;

/// Sends the same claim many times at the same moment.
async fn claims(board: &Board, token: &str, path: &str, task_id: i64) -> Vec<Told> {
    let body = match path.contains("batch") {
        true => json!({"task_ids": [task_id]}),
        false => json!({"task_id": task_id}),
    };
    let url = format!("{}{path}", board.0.running.url());
    let sent: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let request = board
                .0
                .http
                .post(&url)
                .bearer_auth(token)
                .body(body.to_string());
            tokio::spawn(async move { request.send().await.unwrap().text().await.unwrap() })
        })
        .collect();
    let mut all = Vec::new();
    for one in sent {
        let body: serde_json::Value = serde_json::from_str(&one.await.unwrap()).unwrap();
        all.push(Told {
            status: 200,
            code: body["code"].as_i64().unwrap(),
            message: body["message"].as_str().unwrap().to_owned(),
            data: body["data"].clone(),
        });
    }
    all
}

fn counted(told: &[Told], code: i64) -> usize {
    told.iter().filter(|one| one.code == code).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_fifty_claims_at_once_exactly_one_is_granted() {
    let folder = tempfile::tempdir().unwrap();
    for db in [Db::Memory, Db::Path(folder.path().join("backend.db"))] {
        let options = Options {
            db,
            ..Options::default()
        };
        let board = Board::open_with(options).await;
        let [user, admin] = [board.sign_in("user").await, board.sign_in("admin").await];
        for (call, taken) in [("claim-reward", 1011), ("batch-claim-reward", 1014)] {
            let path = format!("/api/task/{call}");
            let id = board
                .create(
                    &admin,
                    json!({"target_count": 1, "max_completions": AT_ONCE}),
                )
                .await;
            board.act(&user, "accept", id).await.ok();
            let early = claims(&board, &user, &path, id).await;
            assert_eq!((counted(&early, 0), board.grants(id).await), (0, 0));
            board.bring_all().await;
            board.act(&user, "complete", id).await.ok();

            let told = claims(&board, &user, &path, id).await;
            assert_eq!(counted(&told, 0), 1, "{call}");
            assert_eq!(counted(&told, taken), AT_ONCE - 1, "{call}");
            assert_eq!(board.grants(id).await, 1, "{call}");
            let log = board
                .get(&admin, "/api/admin/task/audit?page_size=100")
                .await
                .ok();
            let lines = log["list"].as_array().unwrap().iter();
            let claimed = lines.filter(|row| row["action"] == "claim" && row["task_id"] == id);
            assert_eq!(claimed.count(), 1, "{call}");
        }
    }
}

/// The control: fifty rewards that are there to be claimed are all granted,
/// and all of them are counted.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_completions_are_fifty_rewards() {
    let board = Board::open().await;
    let [user, admin] = [board.sign_in("user").await, board.sign_in("admin").await];
    let id = board
        .create(
            &admin,
            json!({"target_count": 1, "max_completions": AT_ONCE}),
        )
        .await;
    for round in 1..=AT_ONCE {
        board.act(&user, "accept", id).await.ok();
        board.bring_all().await;
        board.act(&user, "complete", id).await.ok();
        board.act(&user, "claim-reward", id).await.ok();
        assert_eq!(board.grants(id).await, round as i64);
    }
    let told = board.act(&user, "accept", id).await;
    assert_eq!(told.code, 1012);
    let all = board.0.running.recount_grants().await.unwrap();
    let own = all.iter().find(|one| one.quest_id == id).unwrap();
    assert_eq!(
        (own.username.as_str(), own.items),
        ("user", 100 * AT_ONCE as i64)
    );
}

#[tokio::test]
async fn a_batch_sums_what_was_granted_by_item_and_nothing_else() {
    let board = Board::open().await;
    let [user, admin] = [board.sign_in("user").await, board.sign_in("admin").await];
    let reward = |item_id: i64, quantity: i64| json!({"item_id": item_id, "item_name": format!("物品{item_id}"), "quantity": quantity});
    let mut ids = Vec::new();
    for rewards in [
        json!([reward(1, 100), reward(2, 5)]),
        json!([reward(1, 50)]),
        json!([]),
        json!([reward(3, 1_000)]),
    ] {
        let change = json!({"target_count": 1, "rewards": rewards});
        let id = board.create(&admin, change).await;
        board.act(&user, "accept", id).await.ok();
        ids.push(id);
    }
    board.bring_all().await;
    for id in &ids[..3] {
        board.act(&user, "complete", *id).await.ok();
    }
    let body = json!({"task_ids": ids});
    let told = board
        .post(&user, "/api/task/batch-claim-reward", body)
        .await;
    assert_eq!(told.code, 1014);
    assert_eq!(
        told.data["total_rewards"],
        json!([reward(1, 150), reward(2, 5)])
    );
    assert_eq!(told.data["results"][3]["error_code"], 1010);
}
