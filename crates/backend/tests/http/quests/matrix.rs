//! Every call from every viewpoint. The rows are looked up by the routes of
//! the server itself: a route without a row fails.

use jiff::SignedDuration;
use muster_backend::quest_routes;
use serde_json::{Value, json};

use super::events::{Socket, refused};
use super::{Board, Told, draft};

const VIEWPOINTS: [&str; 8] = [
    "nobody",
    "forged",
    "expired",
    "revoked",
    "user",
    "admin",
    "user, late",
    "admin, late",
];

/// Status and code, in the order of [`VIEWPOINTS`].
const MATRIX: [(&str, [(u16, i64); 8]); 18] = [
    // Anybody may try to come in.
    ("/api/auth/login", [(200, 0); 8]),
    ("/api/auth/logout", OWN),
    ("/api/task/list", OWN),
    ("/api/task/detail", OWN),
    ("/api/task/accept", OWN),
    ("/api/task/abandon", OWN),
    ("/api/task/complete", OWN),
    ("/api/task/claim-reward", RECENT),
    ("/api/task/progress", OWN),
    ("/api/task/batch-accept", OWN),
    ("/api/task/batch-claim-reward", RECENT),
    ("/api/task/categories", OWN),
    ("/api/task/events", EVENTS),
    ("/api/admin/task/create", ADMIN),
    ("/api/admin/task/update", ADMIN),
    ("/api/admin/task/delete", ADMIN),
    ("/api/admin/task/reset", ADMIN),
    ("/api/admin/task/audit", ADMIN),
];

const IN: (u16, i64) = (401, 401);
const NO: (u16, i64) = (403, 403);
const AGAIN: (u16, i64) = (428, 428);
const OK: (u16, i64) = (200, 0);
/// For whoever is signed in, however long ago.
const OWN: [(u16, i64); 8] = [IN, IN, IN, IN, OK, OK, OK, OK];
/// For whoever signed in a moment ago.
const RECENT: [(u16, i64); 8] = [IN, IN, IN, IN, OK, OK, AGAIN, AGAIN];
const ADMIN: [(u16, i64); 8] = [IN, IN, IN, IN, NO, OK, NO, AGAIN];
/// 101 is a connection.
const EVENTS: [(u16, i64); 8] = [IN, IN, IN, IN, (101, 0), (101, 0), (101, 0), (101, 0)];

/// The tokens, in the order of [`VIEWPOINTS`], of which the last two are too
/// old for what is sensitive, and the admin who prepares things for the rest.
struct Cast {
    tokens: Vec<Option<String>>,
    admin: String,
}

impl Cast {
    async fn new(board: &Board) -> Self {
        let expired = board.sign_in("admin").await;
        board.wait(SignedDuration::from_hours(24));
        let late = [board.sign_in("user").await, board.sign_in("admin").await];
        board.wait(SignedDuration::from_secs(15 * 60 + 1));
        let revoked = board.sign_in("admin").await;
        board
            .post(&revoked, "/api/auth/logout", Value::Null)
            .await
            .ok();
        let mut tokens = vec![None, Some("0f".repeat(32)), Some(expired), Some(revoked)];
        for role in ["user", "admin"] {
            tokens.push(Some(board.sign_in(role).await));
        }
        tokens.extend(late.map(Some));
        Self {
            tokens,
            admin: board.sign_in("admin").await,
        }
    }
}

/// A quest of its own, as far as the call wants it for this viewpoint, so
/// that no call stands in the way of another.
async fn prepared(board: &Board, cast: &Cast, path: &str, token: Option<&str>) -> i64 {
    let id = board
        .create(
            &cast.admin,
            json!({"reset_type": "daily", "target_count": 1}),
        )
        .await;
    let wants = match path {
        "/api/task/abandon" => 1,
        "/api/task/complete" => 2,
        _ if path.contains("claim") => 3,
        _ => return id,
    };
    let Some(token) = token else { return id };
    // Refused for whoever has no token that holds.
    board.act(token, "accept", id).await;
    if wants > 1 {
        board.bring_all().await;
    }
    if wants > 2 {
        board.act(token, "complete", id).await;
    }
    id
}

fn asked(path: &str, id: i64) -> (String, Option<Value>) {
    let body = match path {
        "/api/auth/login" => json!({"username": "user", "password": "muster-user"}),
        "/api/task/detail" | "/api/task/progress" => {
            return (format!("{path}?task_id={id}"), None);
        }
        "/api/admin/task/create" => draft(),
        "/api/admin/task/update" | "/api/admin/task/delete" => json!({"id": id}),
        "/api/admin/task/reset" => json!({"reset_type": "daily", "task_ids": [id]}),
        _ if path.contains("batch") => json!({"task_ids": [id]}),
        _ => json!({"task_id": id}),
    };
    (path.to_owned(), Some(body))
}

#[tokio::test]
async fn every_call_answers_every_viewpoint_as_it_should() {
    let board = Board::open().await;
    let cast = Cast::new(&board).await;
    let mut wrong = Vec::new();
    // Signing out comes last: it ends the tokens that the others use.
    let mut routes = quest_routes();
    routes.sort_by_key(|(_, path)| *path == "/api/auth/logout");
    for (method, route) in routes {
        let mut rows = MATRIX.iter().filter(|(path, _)| *path == route);
        let (_, expected) = rows.next().unwrap_or_else(|| panic!("no row for {route}"));
        assert!(rows.next().is_none(), "two rows for {route}");
        for (index, viewpoint) in VIEWPOINTS.iter().enumerate() {
            let token = cast.tokens[index].as_deref();
            let (status, code) = match route {
                "/api/task/events" => match Socket::open(&board, token).await {
                    Ok(_) => (101, 0),
                    Err(refusal) => refused(&refusal),
                },
                _ => {
                    let id = prepared(&board, &cast, route, token).await;
                    let (path, body) = asked(route, id);
                    let told: Told = board.send(method.clone(), &path, token, body).await;
                    (told.status, told.code)
                }
            };
            if (status, code) != expected[index] {
                wrong.push(format!("{route} {viewpoint}: {status} {code}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_row_is_for_a_route_that_is_gone() {
    for (path, _) in MATRIX {
        assert!(
            quest_routes().iter().any(|(_, route)| *route == path),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_call_with_another_method_is_none() {
    let board = Board::open().await;
    let user = board.sign_in("user").await;
    for (method, path) in quest_routes() {
        let other = if method == "GET" { "POST" } else { "GET" };
        let answer = board
            .answer(other.parse().unwrap(), path, Some(&user), None)
            .await;
        assert_eq!(answer.status, 405, "{other} {path}");
    }
}

/// One's own progress is nobody else's.
#[tokio::test]
async fn users_see_and_change_their_own_runs_only() {
    let board = Board::open().await;
    let [user, admin] = [board.sign_in("user").await, board.sign_in("admin").await];
    let id = board.create(&admin, json!({})).await;
    board.act(&user, "accept", id).await.ok();
    assert_eq!(board.status(&user, id).await, 1);
    assert_eq!(board.status(&admin, id).await, 0);
    assert_eq!(board.act(&admin, "abandon", id).await.code, 1006);
    assert_eq!(board.status(&user, id).await, 1);
}
