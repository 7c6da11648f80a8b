//! Signing in, and what a token is good for.

use jiff::SignedDuration;
use muster_backend::Options;
use reqwest::Method;
use reqwest::header::AUTHORIZATION;
use serde_json::{Value, json};

use super::{Board, COMPLETED, Told};

async fn sign_in(board: &Board, body: Value) -> Told {
    board
        .send(Method::POST, "/api/auth/login", None, Some(body))
        .await
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_fail_alike() {
    let board = Board::open().await;
    let mut told = Vec::new();
    for (username, password) in [
        ("user", "wrong"),
        ("user", ""),
        ("nobody", "muster-user"),
        ("", ""),
    ] {
        let body = json!({"username": username, "password": password});
        told.push(sign_in(&board, body).await);
    }
    assert_eq!((told[0].status, told[0].code), (401, 401));
    assert!(told.iter().all(|one| *one == told[0]));
}

/// The password again after a quarter of an hour, with a new token; the old
/// one stays what it was.
#[tokio::test]
async fn claiming_wants_a_sign_in_of_the_last_fifteen_minutes() {
    let board = Board::open().await;
    let old = board.sign_in("user").await;
    board.wait(SignedDuration::from_secs(15 * 60 + 1));
    for told in [
        board.act(&old, "claim-reward", COMPLETED).await,
        board
            .post(
                &old,
                "/api/task/batch-claim-reward",
                json!({"task_ids": [COMPLETED]}),
            )
            .await,
    ] {
        assert_eq!((told.status, told.code), (428, 428));
        assert!(told.data.is_null());
    }
    assert_eq!(board.grants(COMPLETED).await, 0);
    board.act(&old, "accept", 105).await.ok();
    let new = board.sign_in("user").await;
    assert_eq!(board.act(&old, "claim-reward", COMPLETED).await.code, 428);
    board.act(&new, "claim-reward", COMPLETED).await.ok();
    board.list(&old).await;
}

#[tokio::test]
async fn a_server_may_want_the_password_again_sooner() {
    let board = Board::open_with(Options {
        recent: SignedDuration::from_secs(20),
        ..Options::default()
    })
    .await;
    let user = board.sign_in("user").await;
    board.wait(SignedDuration::from_secs(21));
    assert_eq!(board.act(&user, "claim-reward", COMPLETED).await.code, 428);
    let user = board.sign_in("user").await;
    board.wait(SignedDuration::from_secs(20));
    board.act(&user, "claim-reward", COMPLETED).await.ok();
}

#[tokio::test]
async fn a_token_is_a_bearers() {
    let board = Board::open().await;
    let user = board.sign_in("user").await;
    let url = format!("{}/api/task/categories", board.0.running.url());
    for (header, status) in [
        (format!("Bearer {user}"), 200),
        (format!("bearer {user}"), 200),
        (format!("Basic {user}"), 401),
        (user.clone(), 401),
        ("Bearer ".to_owned(), 401),
        (format!("Bearer {user}x"), 401),
    ] {
        let request = board.0.http.get(&url).header(AUTHORIZATION, &header);
        assert_eq!(request.send().await.unwrap().status(), status, "{header}");
    }
}

#[tokio::test]
async fn tokens_and_runs_survive_a_restart_and_no_token_is_stored_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("backend.db");
    let board = Board::open_file(&path).await;
    let user = board.sign_in("user").await;
    board.act(&user, "claim-reward", COMPLETED).await.ok();
    let before = board.list(&user).await;
    board.0.running.stop().await;

    let board = Board::open_file(&path).await;
    assert_eq!(board.list(&user).await, before);
    assert_eq!(board.act(&user, "claim-reward", COMPLETED).await.code, 1011);
    board.0.running.stop().await;
    let stored: Vec<u8> = std::fs::read_dir(folder.path())
        .unwrap()
        .flat_map(|file| std::fs::read(file.unwrap().path()).unwrap())
        .collect();
    let holds = |text: &str| {
        stored
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    };
    assert!(!holds(&user));
    // The control: what is stored beside it is found.
    assert!(holds("任务板用户"));
}

/// A client reckons what is left of a quest by the server's clock.
#[tokio::test]
async fn the_head_of_every_answer_tells_the_time_of_the_servers_clock() {
    let board = Board::open().await;
    let user = board.sign_in("user").await;
    board.wait(SignedDuration::from_secs(61));
    for (token, path) in [
        (Some(user.as_str()), "/api/task/list"),
        (Some(user.as_str()), "/api/task/list?page=0"),
        (None, "/api/task/list"),
    ] {
        let answer = board.answer(Method::GET, path, token, None).await;
        assert_eq!(answer.headers["date"], "Wed, 06 May 2026 04:01:01 GMT");
        assert_eq!(answer.headers.get_all("date").iter().count(), 1);
    }
}

#[tokio::test]
async fn the_other_protocols_go_on_beside_it() {
    let board = Board::open().await;
    board.sign_in("user").await;
    let token = board.0.sign_in("commander").await;
    assert_eq!(board.0.get("/task/info", &token).await.status, 200);
}
