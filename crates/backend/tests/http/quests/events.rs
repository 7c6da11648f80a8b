//! Notices over the WebSocket.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use jiff::SignedDuration;
use muster_backend::Options;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use super::{Board, FULL, IDLE};

/// Long enough for anything that comes at all.
const COMES: Duration = Duration::from_secs(20);

/// A listener.
pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    pub async fn open(board: &Board, token: Option<&str>) -> Result<Self, Error> {
        let address = board.0.running.url().replacen("http", "ws", 1);
        let mut request = format!("{address}/api/task/events").into_client_request()?;
        if let Some(token) = token {
            let value = format!("Bearer {token}").parse().unwrap();
            request.headers_mut().insert("authorization", value);
        }
        Ok(Self(connect_async(request).await?.0))
    }

    /// The next frame; `None` at the end of the connection.
    async fn frame(&mut self) -> Option<Message> {
        match timeout(COMES, self.0.next()).await.unwrap() {
            Some(Ok(Message::Close(_)) | Err(_)) | None => None,
            Some(Ok(frame)) => Some(frame),
        }
    }

    /// The next notice; `None` at the end of the connection.
    pub async fn notice(&mut self) -> Option<Value> {
        loop {
            if let Message::Text(text) = self.frame().await? {
                return Some(serde_json::from_str(&text).unwrap());
            }
        }
    }
}

/// Of the notices that come, those about one quest: the sample has others,
/// which make progress and run out too.
async fn about(socket: &mut Socket, task_id: i64) -> Value {
    loop {
        let notice = socket.notice().await.unwrap();
        if notice["data"]["task_id"] == task_id {
            return notice;
        }
    }
}

/// Lets time pass until the progress of a quest is another than `before`.
/// Answers what is shown of it then.
async fn moved_on(board: &Board, token: &str, task_id: i64, before: i64) -> Value {
    let path = format!("/api/task/progress?task_id={task_id}");
    let moving = async {
        loop {
            board.live(SignedDuration::from_millis(30)).await;
            let shown = board.get(token, &path).await.ok();
            if shown["current_progress"] != before {
                return shown;
            }
        }
    };
    let moved = timeout(COMES, moving).await;
    moved.unwrap_or_else(|_| panic!("never: progress of {task_id} beyond {before}"))
}

/// Status and code of a connection that was not opened.
pub fn refused(error: &Error) -> (u16, i64) {
    let Error::Http(response) = error else {
        panic!("{error}");
    };
    let body: Value = serde_json::from_slice(response.body().as_deref().unwrap()).unwrap();
    (response.status().as_u16(), body["code"].as_i64().unwrap())
}

#[tokio::test]
async fn progress_arrives_then_completion_in_the_documents_shape() {
    let board = Board::open().await;
    let [user, admin] = [board.sign_in("user").await, board.sign_in("admin").await];
    let id = board
        .create(&admin, json!({"target_count": 4, "name": "收集木材"}))
        .await;
    let mut socket = Socket::open(&board, Some(&user)).await.unwrap();
    let mut other = Socket::open(&board, Some(&admin)).await.unwrap();
    board.act(&user, "accept", id).await.ok();
    let mut at = 0;
    while at < 4 {
        let shown = moved_on(&board, &user, id, at).await;
        let new = shown["current_progress"].as_i64().unwrap();
        let expected = json!({
            "event": "task_progress_updated",
            "data": {
                "task_id": id,
                "old_progress": at,
                "new_progress": new,
                "target_count": 4,
                "percentage": shown["percentage"],
                "is_completed": new == 4,
            },
        });
        assert_eq!(about(&mut socket, id).await, expected);
        at = new;
    }
    board.act(&user, "complete", id).await.ok();
    let expected = json!({
        "event": "task_completed",
        "data": {
            "task_id": id,
            "task_name": "收集木材",
            "rewards": [{"item_id": 1001, "item_name": "金币", "quantity": 100, "icon": "coin.png"}],
            "completed_at": board.0.beijing(0),
        },
    });
    assert_eq!(about(&mut socket, id).await, expected);
    // Nobody else hears of it: the next that the other hears is their own.
    let theirs = board.create(&admin, json!({"target_count": 1})).await;
    board.act(&admin, "accept", theirs).await.ok();
    board.bring_all().await;
    loop {
        let notice = other.notice().await.unwrap();
        assert_ne!(notice["data"]["task_id"], id);
        if notice["data"]["task_id"] == theirs {
            break;
        }
    }
}

#[tokio::test]
async fn that_time_runs_out_arrives_an_hour_before_and_once_more() {
    let board = Board::open().await;
    let [user, admin] = [board.sign_in("user").await, board.sign_in("admin").await];
    let id = board
        .create(&admin, json!({"time_limit": 7200, "name": "护送"}))
        .await;
    board.act(&user, "accept", id).await.ok();
    let expires = board.0.beijing(120);
    // So that no progress is told between.
    board.bring_all().await;
    let mut socket = Socket::open(&board, Some(&user)).await.unwrap();
    let mut told = Vec::new();
    for _ in 0..12 {
        board.live(SignedDuration::from_mins(10)).await;
    }
    // The end of what was to be told.
    board.act(&user, "complete", FULL).await.ok();
    loop {
        let notice = socket.notice().await.unwrap();
        if notice["event"] == "task_completed" {
            break;
        }
        let data = &notice["data"];
        assert_eq!(notice["event"], "task_expiring");
        if data["task_id"] == id {
            assert_eq!(
                (&data["task_name"], &data["expire_at"]),
                (&json!("护送"), &json!(expires))
            );
            told.push(data["time_remaining"].as_i64().unwrap());
        }
    }
    // A second had passed before.
    assert_eq!(told, [3_599, 599]);
}

/// How often a listener that reads is pinged until its connection ends.
fn pings_of(mut socket: Socket) -> JoinHandle<usize> {
    tokio::spawn(async move {
        let mut pings = 0;
        while let Some(frame) = socket.frame().await {
            pings += usize::from(matches!(frame, Message::Ping(_)));
        }
        pings
    })
}

#[tokio::test]
async fn a_listener_is_pinged_and_goes_when_the_token_does() {
    let board = Board::open_with(Options {
        ping: Duration::from_millis(300),
        ..Options::default()
    })
    .await;
    let [first, second] = [board.sign_in("user").await, board.sign_in("user").await];
    let signed_out = pings_of(Socket::open(&board, Some(&first)).await.unwrap());
    let goes_on = pings_of(Socket::open(&board, Some(&second)).await.unwrap());
    // More than a listener is given that shows no sign of life.
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    assert!(!signed_out.is_finished() && !goes_on.is_finished());
    board
        .post(&first, "/api/auth/logout", Value::Null)
        .await
        .ok();
    let pings = signed_out.await.unwrap();
    assert!(pings > 3, "{pings}");
    assert!(!goes_on.is_finished(), "another token's goes on");
    board.wait(SignedDuration::from_hours(24));
    assert!(goes_on.await.unwrap() >= pings);
}

/// The client answers pings only while it reads.
#[tokio::test]
async fn a_listener_that_shows_no_sign_of_life_is_given_up() {
    let board = Board::open_with(Options {
        ping: Duration::from_millis(100),
        ..Options::default()
    })
    .await;
    let user = board.sign_in("user").await;
    let silent = Socket::open(&board, Some(&user)).await.unwrap();
    tokio::time::sleep(Duration::from_secs(2)).await;
    // Of the three that were sent the last may be lost: whoever answers to a
    // connection that has ended learns so.
    let pings = pings_of(silent).await.unwrap();
    assert!((1..=3).contains(&pings), "{pings}");
}

#[tokio::test]
async fn what_a_listener_sends_means_nothing_and_too_much_ends_it() {
    let board = Board::open().await;
    let user = board.sign_in("user").await;
    let mut socket = Socket::open(&board, Some(&user)).await.unwrap();
    for text in ["", "{}", "nonsense"] {
        socket.0.send(Message::text(text)).await.unwrap();
    }
    board.act(&user, "complete", FULL).await.ok();
    let notice = about(&mut socket, FULL).await;
    assert_eq!(notice["event"], "task_completed");
    socket
        .0
        .send(Message::text("x".repeat(5_000)))
        .await
        .unwrap();
    while socket.frame().await.is_some() {}
}

#[tokio::test]
async fn a_server_that_stops_says_so_to_its_listeners() {
    let board = Board::open().await;
    let user = board.sign_in("user").await;
    let mut socket = Socket::open(&board, Some(&user)).await.unwrap();
    board.0.running.stop().await;
    while socket.frame().await.is_some() {}
}

#[tokio::test]
async fn without_an_upgrade_there_is_nothing_to_listen_to() {
    let board = Board::open().await;
    let user = board.sign_in("user").await;
    let told = board.get(&user, "/api/task/events").await;
    assert_eq!((told.status, told.code), (200, 1015));
}

/// Status and progress of every quest.
type Shown = BTreeMap<i64, (i64, i64)>;

/// As the list shows them.
async fn board_of(board: &Board, token: &str) -> Shown {
    let rows = board.list(token).await.into_iter();
    rows.map(|row| {
        let number = |key: &str| row[key].as_i64().unwrap();
        (number("id"), (number("status"), number("current_progress")))
    })
    .collect()
}

fn note(seen: &mut Shown, notice: &Value) {
    let data = &notice["data"];
    let quest = seen.get_mut(&data["task_id"].as_i64().unwrap()).unwrap();
    match notice["event"].as_str().unwrap() {
        "task_progress_updated" => quest.1 = data["new_progress"].as_i64().unwrap(),
        "task_completed" => quest.0 = 2,
        "task_expiring" => {}
        other => panic!("{other}"),
    }
}

/// Follows the notices until both know what a refresh shows, or no more come.
async fn follow(socket: &mut Socket, careful: &mut Shown, careless: &mut Shown, shown: &Shown) {
    while careful != shown {
        let notice = socket.notice().await.unwrap();
        note(careful, &notice);
        note(careless, &notice);
    }
}

/// A client that reads the board whenever it has connected and follows the
/// notices between, while quests make progress all the time: whatever the
/// moment of the cut, it comes to know what a refresh shows. One that does not
/// read again after a cut misses what was accepted elsewhere meanwhile.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn over_a_hundred_cuts_notices_and_a_reading_miss_nothing_that_a_refresh_shows() {
    let board = Arc::new(
        Board::open_with(Options {
            speed: 5.0,
            ..Options::default()
        })
        .await,
    );
    let [user, admin] = [board.sign_in("user").await, board.sign_in("admin").await];
    for _ in 0..3 {
        let long = json!({"target_count": 1_000_000_000});
        let id = board.create(&admin, long).await;
        board.act(&user, "accept", id).await.ok();
    }
    // Time passes but while the test holds it.
    let time = Arc::new(Mutex::new(()));
    let passing = {
        let (board, time) = (Arc::clone(&board), Arc::clone(&time));
        tokio::spawn(async move {
            loop {
                let _passes = time.lock().await;
                board.live(SignedDuration::from_millis(20)).await;
            }
        })
    };
    let mut careless = board_of(&board, &user).await;
    let (mut missed, mut moved) = (0, 0);
    for cut in 0..100 {
        let mut socket = Socket::open(&board, Some(&user)).await.unwrap();
        let mut careful = board_of(&board, &user).await;
        let first = careful.clone();
        for _ in 0..cut % 4 {
            let notice = socket.notice().await.unwrap();
            note(&mut careful, &notice);
            note(&mut careless, &notice);
        }
        {
            let _stands = time.lock().await;
            let shown = board_of(&board, &user).await;
            follow(&mut socket, &mut careful, &mut careless, &shown).await;
            missed += usize::from(careless != shown);
            moved += usize::from(careful != first);
        }
        drop(socket);
        // From another device, while this one does not listen.
        let what = if cut % 2 == 0 { "accept" } else { "abandon" };
        board.act(&user, what, IDLE).await.ok();
    }
    passing.abort();
    println!("100 cuts: {moved} with progress between, {missed} missed without a reading");
    assert!(moved > 70, "{moved}");
    assert!(missed >= 50, "{missed}");
}
