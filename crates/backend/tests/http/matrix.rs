//! Every route from every viewpoint. The rows are looked up by the routes of
//! the server itself: a route without a row fails.

use jiff::SignedDuration;
use muster_backend::{Dialect, routes};
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::Site;

const VIEWPOINTS: [&str; 9] = [
    "nobody",
    "expired",
    "revoked",
    "forged",
    "peer",
    "subordinate",
    "platoon",
    "superior",
    "launcher",
];

/// Documented status by route, in the order of [`VIEWPOINTS`]. 500 is a
/// refusal in words.
const MATRIX: [(&str, [u16; 9]); 15] = [
    // Anybody may try to come in, and leave.
    ("/signin", [200, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("/signout", [200, 200, 200, 200, 200, 200, 200, 200, 200]),
    // The draft is for a street office: the peer's is another, and an
    // organisation chooses no offices.
    ("/task", [302, 302, 302, 302, 500, 201, 500, 201, 201]),
    ("/task/info", [302, 302, 302, 302, 200, 200, 200, 200, 200]),
    ("/task/orgs", [302, 302, 302, 302, 200, 200, 200, 200, 200]),
    (
        "/task/offices",
        [302, 302, 302, 302, 200, 200, 500, 200, 200],
    ),
    (
        "/task/working/{size}/{page}",
        [302, 302, 302, 302, 200, 200, 200, 200, 200],
    ),
    (
        "/task/done/{size}/{page}",
        [302, 302, 302, 302, 200, 200, 200, 200, 200],
    ),
    // One task of the launcher's: its superiors see it, nobody else does.
    (
        "/task/detail/{task_id}",
        [302, 302, 302, 302, 500, 500, 500, 200, 200],
    ),
    (
        "/task/detail/mem/{task_id}",
        [302, 302, 302, 302, 500, 500, 500, 200, 200],
    ),
    (
        "/task/response/{task_id}",
        [302, 302, 302, 302, 500, 500, 500, 200, 200],
    ),
    (
        "/task/gather/{task_id}",
        [302, 302, 302, 302, 500, 500, 500, 200, 200],
    ),
    (
        "/loc/getAllLocs",
        [302, 302, 302, 302, 500, 500, 500, 200, 200],
    ),
    (
        "/mbgc/loc/getAllLocs",
        [302, 302, 302, 302, 500, 500, 500, 200, 200],
    ),
    (
        "/task/finish",
        [302, 302, 302, 302, 500, 500, 500, 500, 204],
    ),
];

/// The token of each viewpoint, and the launcher's task.
struct Cast {
    tokens: Vec<Option<String>>,
    task_id: i64,
}

impl Cast {
    async fn new(site: &Site) -> Self {
        let expired = site.sign_in("commander").await;
        site.clock.advance(SignedDuration::from_hours(24));
        let revoked = site.sign_in("commander").await;
        site.send(Method::POST, "/signout", Some(&revoked), None)
            .await;
        let launcher = site.sign_in("commander").await;
        let published = site.publish(&launcher, site.draft()).await;
        assert!([200, 201].contains(&published.status), "{}", published.text);
        let mut tokens = vec![None, Some(expired), Some(revoked), Some("0f".repeat(32))];
        for role in ["peer", "subordinate", "platoon", "superior"] {
            tokens.push(Some(site.sign_in(role).await));
        }
        tokens.push(Some(launcher));
        Self {
            tokens,
            task_id: site.last_task().await.task_id,
        }
    }
}

fn body(site: &Site, path: &str, task_id: i64) -> Option<Value> {
    Some(match path {
        "/signin" => json!({"username": "superior", "password": "muster-superior"}),
        "/task" => site.draft(),
        "/task/finish" => json!({"task_id": task_id}),
        "/loc/getAllLocs" | "/mbgc/loc/getAllLocs" => {
            json!({"task_id": task_id, "pc": 10, "pn": 1})
        }
        _ if path.starts_with("/task/response") || path.starts_with("/task/gather") => {
            json!({"pc": 10, "pn": 1})
        }
        _ => return None,
    })
}

async fn every_route_from_every_viewpoint(dialect: Dialect) {
    let site = Site::open(dialect).await;
    let cast = Cast::new(&site).await;
    let mut wrong = Vec::new();
    // Signing out comes last: it ends the sessions that the others use.
    let mut routes = routes(dialect);
    routes.sort_by_key(|(_, path)| *path == "/signout");
    for (method, route) in routes {
        let mut rows = MATRIX.iter().filter(|(path, _)| *path == route);
        let (_, expected) = rows.next().unwrap_or_else(|| panic!("no row for {route}"));
        assert!(rows.next().is_none(), "two rows for {route}");
        let path = route
            .replace("{size}", "10")
            .replace("{page}", "1")
            .replace("{task_id}", &cast.task_id.to_string());
        for (index, viewpoint) in VIEWPOINTS.iter().enumerate() {
            let answer = site
                .send(
                    method.clone(),
                    &path,
                    cast.tokens[index].as_deref(),
                    body(&site, route, cast.task_id),
                )
                .await;
            let expected = match (dialect, expected[index]) {
                (Dialect::Enveloped, 201 | 204) => 200,
                (_, status) => status,
            };
            if answer.status != expected {
                wrong.push(format!(
                    "{route} {viewpoint}: {}, {expected}",
                    answer.status
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn every_route_answers_every_viewpoint_as_documented() {
    every_route_from_every_viewpoint(Dialect::Documented).await;
}

#[tokio::test]
async fn every_route_answers_every_viewpoint_in_envelopes() {
    every_route_from_every_viewpoint(Dialect::Enveloped).await;
}

#[test]
fn no_row_is_for_a_route_that_is_gone() {
    for (path, _) in MATRIX {
        let known = |dialect| routes(dialect).iter().any(|(_, route)| *route == path);
        assert!(
            known(Dialect::Documented) && known(Dialect::Enveloped),
            "{path}"
        );
    }
}

#[tokio::test]
async fn lists_hold_the_tasks_of_those_at_or_below_only() {
    let site = Site::open(Dialect::Documented).await;
    let cast = Cast::new(&site).await;
    for (viewpoint, token) in VIEWPOINTS.iter().zip(&cast.tokens).skip(4) {
        let token = token.as_deref().unwrap();
        let listed = site.get("/task/working/100/1", token).await.json();
        let rows = listed["data"].as_array().cloned().unwrap_or_default();
        let is_there = rows.iter().any(|row| row["task_id"] == cast.task_id);
        let expected = ["superior", "launcher"].contains(viewpoint);
        assert_eq!(is_there, expected, "{viewpoint}");
        let detail = site
            .get(&format!("/task/detail/{}", cast.task_id), token)
            .await;
        if expected {
            let is_launcher = detail.json()["is_launcher"] == true;
            assert_eq!(is_launcher, *viewpoint == "launcher");
        }
    }
}

#[tokio::test]
async fn a_method_of_the_other_dialect_is_none_of_this_one() {
    let documented = Site::open(Dialect::Documented).await;
    let enveloped = Site::open(Dialect::Enveloped).await;
    for (site, method) in [(documented, Method::POST), (enveloped, Method::GET)] {
        let token = site.sign_in("commander").await;
        let answer = site.send(method, "/task/info", Some(&token), None).await;
        assert_eq!(answer.status, 405);
    }
}
