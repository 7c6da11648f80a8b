//! Servers of tiles: what they are asked, and what is kept of their answers.

use super::{
    loopback::{Server, harbour},
    *,
};
use axum::http::header;
use std::sync::{Arc, atomic::Ordering};
use tokio::sync::Barrier;

const HOUR: i64 = 3_600_000;

#[tokio::test]
async fn a_tile_is_asked_for_once_while_it_is_fresh_then_whether_it_has_changed() {
    let (bench, server) = (Bench::new().await, Server::start().await);
    let source = server.source(&bench).await;
    assert!(server.asked().is_empty(), "adding asks nobody");
    for _ in 0..3 {
        tile(&bench, &source, "3/6/3").await.unwrap();
    }
    let asked = server.asked();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].path, "/3/6/3.png");
    let sent = |name| {
        asked[0]
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    assert!(sent(header::USER_AGENT).unwrap().starts_with("muster/"));
    assert_eq!((sent(header::COOKIE), sent(header::REFERER)), (None, None));

    // Two hours later, and after a restart.
    bench.clock.advance_ms(2 * HOUR);
    let bench = bench.reopen().await;
    server.say(
        304,
        &[("cache-control", "max-age=3600"), ("etag", "\"1\"")],
        Vec::new(),
    );
    tile(&bench, &source, "3/6/3").await.unwrap();
    tile(&bench, &source, "3/6/3").await.unwrap();
    let asked = server.asked();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].headers[header::IF_NONE_MATCH], "\"1\"");
}

#[tokio::test]
async fn what_the_server_says_of_keeping_is_done() {
    let (bench, server) = (Bench::new().await, Server::start().await);
    let source = server.source(&bench).await;
    let date = |ms: i64| {
        let stamp = jiff::Timestamp::from_millisecond(bench.clock.now().0 + ms).unwrap();
        stamp.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
    };
    let (now, later) = (date(0), date(HOUR));
    let cases = [
        ("max-age", vec![("cache-control", "max-age=60")], 1),
        ("private", vec![("cache-control", "private, max-age=60")], 1),
        (
            "expires",
            vec![("date", now.as_str()), ("expires", later.as_str())],
            1,
        ),
        ("no-store", vec![("cache-control", "no-store")], 2),
        ("no-cache", vec![("cache-control", "no-cache")], 2),
        ("nothing", vec![], 2),
    ];
    for (x, (name, headers, expected)) in cases.into_iter().enumerate() {
        server.say(200, &headers, harbour());
        let at = format!("10/{x}/0");
        tile(&bench, &source, &at).await.unwrap();
        tile(&bench, &source, &at).await.unwrap();
        assert_eq!(server.asked().len(), expected, "{name}");
    }
}

#[tokio::test]
async fn kept_tiles_are_shown_with_the_network_off_and_the_dead_server_is_left_alone() {
    let (bench, server) = (Bench::new().await, Server::start().await);
    let source = server.source(&bench).await;
    tile(&bench, &source, "3/6/3").await.unwrap();
    drop(server);
    bench.clock.advance_ms(48 * HOUR);
    let bench = bench.reopen().await;
    for _ in 0..3 {
        tile(&bench, &source, "3/6/3").await.unwrap();
    }
    assert_eq!(
        tile(&bench, &source, "3/6/4").await,
        Err(TileProblem::Unreachable)
    );
}

#[tokio::test]
async fn kept_tiles_are_shown_whatever_answers_in_the_place_of_the_server() {
    let (bench, server) = (Bench::new().await, Server::start().await);
    let source = server.source(&bench).await;
    let kept = tile(&bench, &source, "3/6/3").await.unwrap();
    tile(&bench, &source, "0/0/0").await.unwrap();
    bench.clock.advance_ms(2 * HOUR);
    let portal = b"<html>sign in to this network</html>";
    for (status, headers, body) in [
        (302, vec![("location", "http://portal.test/")], Vec::new()),
        (200, vec![("content-type", "text/html")], portal.to_vec()),
        (200, vec![], vec![0; 3 << 20]),
        (511, vec![], portal.to_vec()),
    ] {
        server.say(status, &headers, body);
        let shown = tile(&bench, &source, "3/6/3").await;
        assert_eq!(shown.as_ref(), Ok(&kept), "{status} {headers:?}");
        // The control: nothing stands in for what was never here.
        assert!(tile(&bench, &source, "3/6/4").await.is_err());
        // Nor for who asks whether the server answers.
        let test = json!({"source": source});
        let tested = bench.call("test_map_source", test).await.unwrap();
        assert_ne!(tested["problem"], Value::Null);
    }
    // A tile that the server says is gone is.
    server.say(404, &[], Vec::new());
    let gone = tile(&bench, &source, "3/6/3").await;
    assert_eq!(gone, Err(TileProblem::NoTile));
}

#[tokio::test]
async fn after_a_silence_nobody_is_asked_for_a_while() {
    let (bench, server) = (Bench::new().await, Server::start().await);
    let source = server.source(&bench).await;
    server.say(429, &[("retry-after", "120")], Vec::new());
    let refused = Err(TileProblem::Refused { status: 429 });
    assert_eq!(tile(&bench, &source, "3/0/0").await, refused);
    for x in 1..8 {
        let at = format!("3/{x}/0");
        assert_eq!(
            tile(&bench, &source, &at).await,
            Err(TileProblem::Unreachable)
        );
    }
    assert_eq!(server.asked().len(), 1);
    bench.clock.advance_ms(121_000);
    assert_eq!(tile(&bench, &source, "3/0/0").await, refused);
    assert_eq!(server.asked().len(), 1);
    // Whoever presses "test" wants to know now.
    server.say(200, &[], harbour());
    let test = bench
        .call("test_map_source", json!({"source": source}))
        .await;
    assert_eq!(test.unwrap()["problem"], Value::Null);
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn two_requests_at_a_time_and_the_same_tile_once() {
    let (bench, server) = (Bench::new().await, Server::start().await);
    let source = server.source(&bench).await;
    server.desk.said.lock().unwrap().pairs = Some(Arc::new(Barrier::new(2)));
    let tiles: Vec<_> = (0..12)
        .map(|number| {
            let (client, source) = (bench.client.clone(), source.clone());
            tokio::spawn(async move {
                let at = format!("/{source}/3/{}/0", number % 6);
                client.tile(&at).await.unwrap()
            })
        })
        .collect();
    for tile in tiles {
        tile.await.unwrap();
    }
    assert_eq!(server.asked().len(), 6);
    assert_eq!(server.desk.most.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_redirect_is_told_and_not_followed() {
    let (bench, server, elsewhere) = (
        Bench::new().await,
        Server::start().await,
        Server::start().await,
    );
    let source = server.source(&bench).await;
    for status in [301, 302, 307, 308] {
        let to = format!("{}/3/0/0.png", elsewhere.url);
        server.say(status, &[("location", &to)], Vec::new());
        assert_eq!(
            tile(&bench, &source, "3/0/0").await,
            Err(TileProblem::Redirected)
        );
    }
    assert_eq!(server.asked().len(), 4);
    assert!(elsewhere.asked().is_empty());
}

#[tokio::test]
async fn what_is_no_picture_is_neither_shown_nor_kept() {
    let (bench, server) = (Bench::new().await, Server::start().await);
    let source = server.source(&bench).await;
    let fresh = ("cache-control", "max-age=3600");
    for (body, headers, problem) in [
        (
            b"<html>it works</html>".to_vec(),
            vec![fresh, ("content-type", "image/png")],
            TileProblem::NotImages,
        ),
        (
            b"<svg/>".to_vec(),
            vec![fresh, ("content-type", "image/svg+xml")],
            TileProblem::NotImages,
        ),
        (Vec::new(), vec![fresh], TileProblem::NotImages),
        (
            harbour(),
            vec![fresh, ("content-encoding", "gzip")],
            TileProblem::NotImages,
        ),
        (vec![0; 3 << 20], vec![fresh], TileProblem::TooLarge),
    ] {
        server.say(200, &headers, body);
        assert_eq!(tile(&bench, &source, "3/0/0").await, Err(problem));
        assert_eq!(tile(&bench, &source, "3/0/0").await, Err(problem));
        assert_eq!(server.asked().len(), 2);
    }
    for status in [400, 401, 403, 500, 502] {
        server.say(status, &[], Vec::new());
        assert_eq!(
            tile(&bench, &source, "3/0/0").await,
            Err(TileProblem::Refused { status })
        );
    }
    let sources = bench.call("get_map_sources", json!({})).await.unwrap();
    assert_eq!(sources["kept"]["tiles"], 0);
}

#[tokio::test]
async fn a_tile_that_is_not_there_is_remembered_as_the_server_allows() {
    let (bench, server) = (Bench::new().await, Server::start().await);
    let source = server.source(&bench).await;
    server.say(
        404,
        &[("cache-control", "max-age=600")],
        b"no such tile".to_vec(),
    );
    for _ in 0..2 {
        assert_eq!(
            tile(&bench, &source, "3/0/0").await,
            Err(TileProblem::NoTile)
        );
    }
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn the_cache_stays_below_its_limit_and_the_oldest_go() {
    let (bench, server) = (Bench::new().await, Server::start().await);
    let source = server.source(&bench).await;
    let one = harbour().len() as u64 + 1_024;
    let limit = 10 * one;
    bench
        .client
        .inner()
        .tiles
        .limit_bytes
        .store(limit, Ordering::Relaxed);
    for x in 0..30 {
        bench.clock.advance_ms(1_000);
        tile(&bench, &source, &format!("10/{x}/0")).await.unwrap();
        let sources = bench.call("get_map_sources", json!({})).await.unwrap();
        let kept = &sources["kept"];
        assert!(kept["bytes"].as_u64().unwrap() <= limit, "{kept}");
        assert_eq!(kept["limit_bytes"], limit);
    }
    server.asked();
    tile(&bench, &source, "10/29/0").await.unwrap();
    assert!(server.asked().is_empty(), "the newest is there");
    tile(&bench, &source, "10/0/0").await.unwrap();
    assert_eq!(server.asked().len(), 1, "the oldest is not");

    let cleared = bench.call("clear_map_tiles", json!({})).await.unwrap();
    assert_eq!(cleared["kept"]["tiles"], 0);
    tile(&bench, &source, "10/29/0").await.unwrap();
    assert_eq!(server.asked().len(), 1);
    bench
        .call("remove_map_source", json!({"source": source}))
        .await
        .unwrap();
    let sources = bench.call("get_map_sources", json!({})).await.unwrap();
    assert_eq!(sources["kept"]["tiles"], 0);
}

#[tokio::test]
async fn kept_tiles_stand_on_the_disk_encrypted() {
    let (bench, server) = (Bench::new().await, Server::start().await);
    let source = server.source(&bench).await;
    tile(&bench, &source, "10/833/444").await.unwrap();
    bench.client.close().await;
    let marks = [
        &harbour()[..64],
        b"10/833/444",
        b"833",
        server.url.as_bytes(),
        b"max-age=3600",
    ];
    let mut bytes = Vec::new();
    for name in ["tiles.db", "tiles.db-wal"] {
        bytes.extend(std::fs::read(bench.dir.path().join(name)).unwrap_or_default());
    }
    assert!(bytes.len() > 4_096);
    assert!(!bytes.starts_with(b"SQLite format 3"));
    let holds = |mark: &[u8]| bytes.windows(mark.len()).any(|window| window == mark);
    for mark in marks.iter().filter(|mark| mark.len() > 8) {
        assert!(!holds(mark));
    }
    // The same look finds what is there.
    assert!(holds(&bytes[100..140]));
}

#[tokio::test]
async fn a_cache_of_tiles_that_is_broken_is_begun_anew() {
    let (bench, server) = (Bench::new().await, Server::start().await);
    let source = server.source(&bench).await;
    tile(&bench, &source, "3/0/0").await.unwrap();
    let path = bench.dir.path().join("tiles.db");
    bench.client.close().await;
    std::fs::write(&path, vec![7; 8_192]).unwrap();
    let bench = bench.reopen().await;
    server.asked();
    for _ in 0..2 {
        tile(&bench, &source, "3/0/0").await.unwrap();
    }
    assert_eq!(server.asked().len(), 1);
}
