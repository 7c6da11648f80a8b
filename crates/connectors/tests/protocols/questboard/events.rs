//! Listening: the handshake, each notification, and every way that it ends.

use super::support::{config, connector, fixture, quests, signed_in};
use crate::{
    faults::{HASTY_ANSWER, SHORT, say, told},
    server::{PATIENT, Server, Step, head, json_answer, network},
};
use muster_connectors::{QuestNotices, connect};
use serde_json::json;
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

/// Of the random number that is always drawn, as RFC 6455 makes them.
const KEY: &str = "AAAAAAAAAAAAAAAAAAAABw==";
const ACCEPT: &str = "KSRkfduISEzOGCsj1YNmwtQDmS4=";

const TEXT: u8 = 1;
const BINARY: u8 = 2;
const CLOSE: u8 = 8;
const PING: u8 = 9;
const PONG: u8 = 10;

fn switching(accept: &str) -> Step {
    let head = format!(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Accept: {accept}\r\n\r\n"
    );
    Step::Send(head.into_bytes())
}

/// A frame as a server sends it.
fn frame(kind: u8, payload: &[u8]) -> Step {
    let mut bytes = vec![0x80 | kind];
    match payload.len() {
        length @ 0..126 => bytes.push(u8::try_from(length).unwrap()),
        length @ 126..=0xffff => {
            bytes.push(126);
            bytes.extend_from_slice(&u16::try_from(length).unwrap().to_be_bytes());
        }
        length => {
            bytes.push(127);
            bytes.extend_from_slice(&u64::try_from(length).unwrap().to_be_bytes());
        }
    }
    bytes.extend_from_slice(payload);
    Step::Send(bytes)
}

fn text(payload: &str) -> Step {
    frame(TEXT, payload.as_bytes())
}

/// A server that opens the socket and then does this; and what listens to it.
async fn listening(steps: Vec<Step>) -> (Box<dyn QuestNotices>, Server) {
    let steps = [vec![switching(ACCEPT)], steps].concat();
    let server = Server::start(move |_| steps.clone()).await;
    let connector = connector(&server.url(), Some(signed_in().await));
    let notices = quests(&*connector).listen().await.unwrap();
    (notices, server)
}

/// How it goes on: a notification as JSON, or how it ends.
async fn next(notices: &mut dyn QuestNotices) -> String {
    match notices.next().await {
        Some(Ok(notice)) => serde_json::to_string(&notice).unwrap(),
        Some(Err(error)) => told::<()>(Err(error)),
        None => "the end".to_owned(),
    }
}

const EVENTS: [&str; 3] = [
    "events.task_progress_updated",
    "events.task_completed",
    "events.task_expiring",
];

#[tokio::test]
async fn listening_asks_as_its_fixture_and_hears_every_notification() {
    let frames = EVENTS.map(|event| text(&fixture(event).answer.body.to_string()));
    let (mut notices, server) = listening(frames.to_vec()).await;
    let request = &server.received()[0];
    assert!(fixture(EVENTS[0]).is_of(request));
    for (name, value) in [
        ("authorization", "Bearer 3f9a1c77e0b24d6f8a5520c9"),
        ("upgrade", "websocket"),
        ("connection", "Upgrade"),
        ("sec-websocket-version", "13"),
        ("sec-websocket-key", KEY),
    ] {
        let sent = request.headers.get(name).map(String::as_str);
        assert_eq!(sent, Some(value), "{name}");
    }
    for event in EVENTS {
        let notice = notices.next().await.unwrap().unwrap();
        assert_eq!(notice.quest().as_str(), "1");
        insta::assert_snapshot!(event, serde_json::to_string_pretty(&notice).unwrap());
    }
}

#[tokio::test]
async fn the_end_is_told_once_and_says_how_it_came() {
    let goodbye = frame(CLOSE, &1000_u16.to_be_bytes());
    let masked = Step::Send(vec![0x81, 0x80, 1, 2, 3, 4]);
    for (steps, end) in [
        (vec![goodbye.clone(), Step::Close], "the end"),
        (vec![frame(CLOSE, &[]), Step::Close], "the end"),
        (vec![Step::Close], "cut off: maybe"),
        (vec![Step::Reset], "cut off: maybe"),
        (
            vec![Step::Send(vec![0x81, 20, b'{']), Step::Close],
            "cut off: maybe",
        ),
        // Reserved bits, an unknown kind.
        (vec![Step::Send(vec![0xc1, 0])], "broken at .: maybe"),
        (vec![Step::Send(vec![0x83, 0])], "broken at .: maybe"),
        (vec![frame(TEXT, b"\xff\xfe")], "broken at .: maybe"),
        (vec![masked], "broken at .: maybe"),
        (
            vec![frame(TEXT, &vec![b' '; (1 << 20) + 1])],
            "over 1 MiB: maybe",
        ),
    ] {
        let (mut notices, _server) = listening(steps.clone()).await;
        let shown = format!("{steps:?}").chars().take(80).collect::<String>();
        assert_eq!(next(&mut *notices).await, end, "{shown}");
        assert_eq!(next(&mut *notices).await, "the end", "{shown}");
    }
}

#[tokio::test]
async fn what_makes_no_sense_is_passed_over() {
    let known = fixture("events.task_expiring").answer.body.to_string();
    let (mut notices, _server) = listening(vec![
        text(r#"{"event":"season_opened","data":{"task_id":1}}"#),
        text("{}"),
        text("nonsense"),
        text("[]"),
        text(r#"{"event":"task_completed"}"#),
        text(r#"{"event":"task_completed","data":{"task_id":0}}"#),
        text(r#"{"event":"task_completed","data":{"task_id":1,"completed_at":"soon"}}"#),
        frame(BINARY, known.as_bytes()),
        frame(PING, b"are you there"),
        frame(PONG, b""),
        text(&known),
    ])
    .await;
    let notice = next(&mut *notices).await;
    assert!(notice.contains("expiring"), "{notice}");
}

#[tokio::test]
async fn a_notification_is_read_leniently() {
    let (mut notices, _server) = listening(vec![
        text(r#"{"event":"task_progress_updated","data":{"task_id":"7","new_progress":"2","target_count":"2","is_completed":1}}"#),
        text(r#"{"event":"task_completed","data":{"task_id":7,"rewards":null}}"#),
        text(r#"{"event":"task_expiring","data":{"task_id":7,"expire_at":"","time_remaining":"60"}}"#),
    ])
    .await;
    for expected in [
        json!({"kind": "progress", "quest": "7", "before": 0, "now": 2, "target": 2, "completed": true}),
        json!({"kind": "completed", "quest": "7", "name": "", "rewards": [], "at": null}),
        json!({"kind": "expiring", "quest": "7", "name": "", "expires_at": null, "time_left_s": 60}),
    ] {
        let notice = notices.next().await.unwrap().unwrap();
        assert_eq!(serde_json::to_value(notice).unwrap(), expected);
    }
}

/// A text may come in pieces, with a ping between them.
#[tokio::test]
async fn a_notification_in_pieces_is_one() {
    let whole = fixture("events.task_expiring").answer.body.to_string();
    let (first, rest) = whole.as_bytes().split_at(40);
    let piece = |kind: u8, payload: &[u8]| {
        let mut bytes = vec![kind, u8::try_from(payload.len()).unwrap()];
        bytes.extend_from_slice(payload);
        Step::Send(bytes)
    };
    let (middle, last) = rest.split_at(60);
    let (mut notices, _server) = listening(vec![
        piece(TEXT, first),
        frame(PING, b""),
        piece(0, middle),
        piece(0x80, last),
    ])
    .await;
    assert!(next(&mut *notices).await.contains("expiring"));
}

/// Nothing is lost when whoever listens looks away in the middle of a frame.
#[tokio::test]
async fn looking_away_loses_nothing() {
    let told = r#"{"event":"task_completed","data":{"task_id":1}}"#;
    let Step::Send(bytes) = text(told) else {
        panic!("a frame is sent")
    };
    let (mut notices, _server) = listening(vec![Step::Drip(bytes)]).await;
    let (mut heard, mut looked_away) = (0, 0);
    while heard < 3 {
        tokio::select! {
            notice = notices.next() => {
                assert_eq!(notice.unwrap().unwrap().quest().as_str(), "1");
                heard += 1;
            }
            () = tokio::time::sleep(Duration::from_millis(3)) => looked_away += 1,
        }
    }
    assert!(looked_away > 100, "{looked_away}");
}

#[tokio::test]
async fn pings_are_answered() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let connector = connector(&url, Some(signed_in().await));
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            stream.read_buf(&mut request).await.unwrap();
        }
        for step in [switching(ACCEPT), frame(PING, b"ping")] {
            let Step::Send(bytes) = step else { continue };
            stream.write_all(&bytes).await.unwrap();
        }
        let mut pong = [0; 10];
        stream.read_exact(&mut pong).await.unwrap();
        // Open for as long as somebody may look at it.
        (pong, stream)
    });
    let mut notices = quests(&*connector).listen().await.unwrap();
    let (pong, _stream) = tokio::select! {
        done = server => done.unwrap(),
        heard = notices.next() => panic!("heard {heard:?}"),
    };
    let (head, mask, payload) = (&pong[..2], &pong[2..6], &pong[6..]);
    assert_eq!(head, [0x80 | PONG, 0x80 | 4]);
    let plain: Vec<u8> = payload.iter().zip(mask).map(|(a, b)| a ^ b).collect();
    assert_eq!(plain, b"ping");
}

#[tokio::test]
async fn a_silent_server_is_given_up_after_a_minute() {
    let (mut notices, _server) = listening(vec![Step::Hang]).await;
    // Nothing comes any more, so the time passes by itself.
    tokio::time::pause();
    let started = tokio::time::Instant::now();
    assert_eq!(next(&mut *notices).await, "timed out: maybe");
    let waited = started.elapsed().as_secs();
    assert!((59..=60).contains(&waited), "{waited}");
    assert_eq!(next(&mut *notices).await, "the end");
}

#[tokio::test]
async fn a_refused_handshake_is_refused_like_any_call() {
    let switched = head(101, &[("Upgrade", "websocket")], 0);
    for (steps, expected) in [
        (json_answer(401, r#"{"code":401}"#), "not signed in"),
        (json_answer(403, r#"{"code":403}"#), "not permitted"),
        (
            json_answer(200, r#"{"code":1016,"message":"原因"}"#),
            "TooOften: 原因",
        ),
        (
            json_answer(200, r#"{"code":0,"data":{}}"#),
            "wrong server: maybe",
        ),
        (say(404, &[], "404 page not found"), "wrong server: maybe"),
        (
            say(302, &[("Location", "ws://127.0.0.1:9/")], ""),
            "wrong server: maybe",
        ),
        (say(200, &[], "<html>"), "wrong server: maybe"),
        (vec![switching("bm90IHRoZSBrZXk=")], "wrong server: maybe"),
        (vec![Step::Send(switched)], "wrong server: maybe"),
        (vec![Step::Close], "cut off: maybe"),
        (vec![Step::Reset], "cut off: maybe"),
        (
            vec![Step::Send(b"SSH-2.0-x\r\n".to_vec())],
            "wrong server: maybe",
        ),
    ] {
        let shown = format!("{steps:?}").chars().take(80).collect::<String>();
        let server = Server::start(move |_| steps.clone()).await;
        let connector = connector(&server.url(), Some(signed_in().await));
        let result = quests(&*connector).listen().await;
        assert_eq!(told(result), expected, "{shown}");
        assert_eq!(server.received().len(), 1, "{shown}");
    }
}

#[tokio::test]
async fn a_handshake_without_an_answer_ends_in_time() {
    let server = Server::start(|_| vec![Step::Hang]).await;
    let session = signed_in().await;
    let hasty = network(HASTY_ANSWER);
    let connector = connect(&config(&server.url()), Some(session), hasty).unwrap();
    let result = quests(&*connector).listen().await;
    assert_eq!(told(result), "timed out: maybe");
}

/// The deadlines are of the answer, not of what is listened to.
#[tokio::test]
async fn listening_outlives_the_deadlines_of_a_call() {
    let told = fixture("events.task_expiring").answer.body.to_string();
    let Step::Send(late) = text(&told) else {
        return;
    };
    let steps = vec![switching(ACCEPT), Step::Drip(late)];
    let server = Server::start(move |_| steps.clone()).await;
    let session = signed_in().await;
    let hasty = network([PATIENT[0], PATIENT[1], SHORT]);
    let connector = connect(&config(&server.url()), Some(session), hasty).unwrap();
    let mut notices = quests(&*connector).listen().await.unwrap();
    let started = tokio::time::Instant::now();
    assert!(next(&mut *notices).await.contains("expiring"));
    assert!(started.elapsed() > Duration::from_millis(SHORT));
}
