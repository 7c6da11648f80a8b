//! What time does to the board, as a client meets it.

use jiff::{SignedDuration, Timestamp};
use muster_backend::Clock;
use serde_json::json;

use super::Board;

impl Board {
    /// Moves the clock to this moment.
    fn wait_until(&self, moment: &str) {
        let moment: Timestamp = moment.parse().unwrap();
        self.wait(moment.duration_since(self.0.clock.now()));
    }
}

#[tokio::test]
async fn at_midnight_in_beijing_quests_go_back_by_their_type() {
    let board = Board::open().await;
    let [user, admin] = [board.sign_in("user").await, board.sign_in("admin").await];
    let mut ids = Vec::new();
    for reset_type in ["none", "daily", "weekly", "monthly"] {
        let change = json!({"reset_type": reset_type, "target_count": 1});
        let id = board.create(&admin, change).await;
        board.act(&user, "accept", id).await.ok();
        ids.push(id);
    }
    board.bring_all().await;
    for id in &ids {
        board.act(&user, "complete", *id).await.ok();
        board.act(&user, "claim-reward", *id).await.ok();
    }
    // Wednesday, Wednesday night, Sunday night, the end of May.
    for (moment, statuses) in [
        ("2026-05-06T15:59:59Z", [3, 3, 3, 3]),
        ("2026-05-06T16:00:00Z", [3, 0, 3, 3]),
        ("2026-05-10T15:59:59Z", [3, 0, 3, 3]),
        ("2026-05-10T16:00:00Z", [3, 0, 0, 3]),
        ("2026-05-31T15:59:59Z", [3, 0, 0, 3]),
        ("2026-05-31T16:00:00Z", [3, 0, 0, 0]),
    ] {
        board.wait_until(moment);
        let user = board.sign_in("user").await;
        for (id, status) in ids.iter().zip(statuses) {
            assert_eq!(board.status(&user, *id).await, status, "{moment} {id}");
        }
    }
    // And again for those that came back.
    let user = board.sign_in("user").await;
    assert_eq!(board.act(&user, "accept", ids[0]).await.code, 1012);
    for id in &ids[1..] {
        board.act(&user, "accept", *id).await.ok();
    }
    board.bring_all().await;
    for id in &ids[1..] {
        board.act(&user, "complete", *id).await.ok();
        board.act(&user, "claim-reward", *id).await.ok();
        assert_eq!(board.grants(*id).await, 2);
    }
}

#[tokio::test]
async fn too_late_is_told_in_three_codes() {
    let board = Board::open().await;
    let [user, admin] = [board.sign_in("user").await, board.sign_in("admin").await];
    let mut ids = Vec::new();
    for kind in ["daily", "event", "team"] {
        let change = json!({"type": kind, "time_limit": 3600, "end_time": board.0.beijing(120)});
        ids.push(board.create(&admin, change).await);
    }
    for id in &ids {
        board.act(&user, "accept", *id).await.ok();
    }
    board.wait(SignedDuration::from_hours(1));
    for (id, status, code) in [(ids[0], 5, 1009), (ids[1], 4, 1013), (ids[2], 4, 1013)] {
        assert_eq!(board.status(&user, id).await, status);
        assert_eq!(board.act(&user, "complete", id).await.code, code);
    }
    board.wait(SignedDuration::from_hours(1));
    for id in ids {
        assert_eq!(board.act(&user, "accept", id).await.code, 1003);
    }
}

#[tokio::test]
async fn an_admin_resets_by_hand_and_the_log_shows_it() {
    let board = Board::open().await;
    let [user, admin] = [board.sign_in("user").await, board.sign_in("admin").await];
    let id = board
        .create(&admin, json!({"reset_type": "monthly", "name": "月度盘点"}))
        .await;
    for token in [&user, &admin] {
        board.act(token, "accept", id).await.ok();
    }
    let body = json!({"reset_type": "monthly", "task_ids": [id]});
    let data = board.post(&admin, "/api/admin/task/reset", body).await.ok();
    assert_eq!(
        data,
        json!({
            "reset_type": "monthly",
            "affected_count": 2,
            "reset_time": board.0.beijing(0),
        })
    );
    assert_eq!(board.status(&user, id).await, 0);
    let log = board
        .get(&admin, "/api/admin/task/audit?page_size=1")
        .await
        .ok();
    assert_eq!((&log["total"], &log["page_size"]), (&json!(2), &json!(1)));
    let row = &log["list"][0];
    assert_eq!(
        [
            &row["action"],
            &row["task_id"],
            &row["task_name"],
            &row["user_name"],
            &row["at"]
        ],
        [
            &json!("reset"),
            &json!(id),
            &json!("月度盘点"),
            &json!("任务板管理员"),
            &json!(board.0.beijing(0))
        ]
    );
}
