//! The inbox against people who answer.

use crate::{Dialect, Seat};
use serde_json::{Value, json};

/// What the inbox says of the answers to the task; the newest line, and how
/// many there are.
async fn told(seat: &Seat, task: &str) -> (Value, usize) {
    let args = json!({"unread_only": false, "offset": 0, "limit": 200});
    let rows = seat.call("list_notices", args).await.unwrap();
    let mut lines = rows["rows"].as_array().unwrap().clone();
    lines.retain(|line| line["matter"]["kind"] == "responses" && line["matter"]["task"] == task);
    (lines.first().cloned().unwrap_or_default(), lines.len())
}

/// The drill answers: the inbox has one line, with the figures of the board.
pub async fn inbox(dialect: Dialect) {
    let seat = Seat::take(dialect, "commander").await;
    let task = seat.call_out("夜间巡堤").await;
    for wanted in [1, 2] {
        seat.until("somebody else answers", async || {
            let board = seat.board(&task).await["value"].clone();
            let answered = |kind: &str| board[kind].as_u64().unwrap_or(0);
            answered("accepted") + answered("refused") >= wanted
        })
        .await;
    }
    let (line, lines) = told(&seat, &task).await;
    let board = seat.call("get_response_board", seat.one(&task)).await;
    let board = board.unwrap()["value"].clone();
    assert_eq!(lines, 1, "one line while nobody reads it");
    let now = &line["matter"]["now"];
    for figure in ["notified", "accepted", "refused", "other"] {
        assert_eq!(now[figure], board[figure], "{figure}");
    }
    assert_eq!(now["notified"], seat.people_called());
    let before = json!({
        "notified": now["notified"], "accepted": 0, "refused": 0, "other": 0,
    });
    assert_eq!(line["matter"]["before"], before, "every answer is new");

    // And the same after a restart, without the server.
    let seat = seat.without_server().await;
    assert_eq!(told(&seat, &task).await, (line, 1));
}
