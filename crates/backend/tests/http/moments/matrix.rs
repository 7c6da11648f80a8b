//! Every call from every viewpoint. The rows are looked up by the routes of
//! the server itself: a route without a row fails.

use jiff::SignedDuration;
use muster_backend::moment_routes;
use serde_json::{Value, json};

use super::{BOOK_TASK, BOOKS, OTHER_PLATFORM, PLATFORM, SHOP, Shop, TASK, Told};

const VIEWPOINTS: [&str; 8] = [
    "nobody",
    "forged",
    "expired",
    "replaced",
    "neighbour",
    "unseated",
    "deputy",
    "manager",
];

/// How a call was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Done,
    SignIn,
    Choose,
    /// In words, with `result` 0.
    Refused,
    /// With an `errcode`.
    Error,
}

impl Says {
    fn of(told: &Told) -> Self {
        match (told.body["result"].as_i64(), told.login_status()) {
            (Some(1), _) => Self::Done,
            (Some(0), Some(1)) => Self::SignIn,
            (Some(0), Some(2)) => Self::Choose,
            (Some(0), None) => Self::Refused,
            _ if told.body["errcode"].is_i64() => Self::Error,
            _ => panic!("{}", told.body),
        }
    }
}

use Says::{Choose, Done, Error, Refused, SignIn};

/// By call, in the order of [`VIEWPOINTS`].
const MATRIX: [(&str, [Says; 8]); 6] = [
    // Anybody may try to come in.
    ("/addons/yun_shop/api.php", [Done; 8]),
    (
        "/business/{uniacid}/admin/businessList",
        own(Done, Done, Done),
    ),
    // The shop, which the deputy does not manage.
    (
        "/business/{uniacid}/admin/manageBusiness",
        own(Done, Refused, Done),
    ),
    // The deputy sits at the bookshop.
    (
        "/business/{uniacid}/plugin/SopTask/getTaskList",
        own(Choose, Done, Done),
    ),
    // A task and a job of the shop's.
    (
        "/business/{uniacid}/plugin/SopTask/getFriendsJobList",
        own(Choose, Error, Done),
    ),
    (
        "/business/{uniacid}/plugin/SopTask/getFriendsJobDetailsList",
        own(Choose, Error, Done),
    ),
];

/// What somebody needs a session for, on a platform that is not the
/// neighbour's.
const fn own(unseated: Says, deputy: Says, manager: Says) -> [Says; 8] {
    [
        SignIn, SignIn, SignIn, SignIn, Error, unseated, deputy, manager,
    ]
}

/// The token of each viewpoint.
async fn cast(shop: &Shop) -> Vec<Option<String>> {
    let expired = shop.seated("manager", SHOP).await;
    shop.wait(SignedDuration::from_hours(24));
    let replaced = shop.seated("manager", SHOP).await;
    let body = json!({"mobile": "10060000000", "password": "muster-manager"});
    shop.post(
        &super::sign_in_path(PLATFORM),
        Some(&replaced),
        body.to_string(),
    )
    .await
    .ok();
    vec![
        None,
        Some("0f".repeat(32)),
        Some(expired),
        Some(replaced),
        Some(shop.seated("neighbour", 53).await),
        Some(shop.sign_in("manager").await),
        Some(shop.seated("deputy", BOOKS).await),
        Some(shop.seated("manager", SHOP).await),
    ]
}

/// A job of a task.
async fn job_of(shop: &Shop, task_id: i64) -> i64 {
    let all = shop.0.running.recount_moments().await.unwrap();
    let mut of = all.iter().filter(|job| job.task_id == task_id);
    of.next().unwrap().job_id
}

fn body(route: &str, job_id: i64) -> Value {
    match route.rsplit('/').next().unwrap() {
        "api.php" => json!({"mobile": "10060000001", "password": "muster-deputy"}),
        "manageBusiness" => json!({"id": SHOP}),
        "getFriendsJobList" => json!({"task_id": TASK}),
        "getFriendsJobDetailsList" => json!({"job_id": job_id}),
        _ => json!({}),
    }
}

fn path(route: &str, uniacid: i64) -> String {
    match route {
        "/addons/yun_shop/api.php" => super::sign_in_path(uniacid),
        _ => route.replace("{uniacid}", &uniacid.to_string()),
    }
}

#[tokio::test]
async fn every_call_answers_every_viewpoint_as_documented() {
    let shop = Shop::open().await;
    let job_id = job_of(&shop, TASK).await;
    let mut wrong = Vec::new();
    for route in moment_routes() {
        let mut rows = MATRIX.iter().filter(|(path, _)| *path == route);
        let (_, expected) = rows.next().unwrap_or_else(|| panic!("no row for {route}"));
        assert!(rows.next().is_none(), "two rows for {route}");
        // Afresh: signing in ends a session, and choosing moves one.
        let cast = cast(&shop).await;
        for ((viewpoint, token), expected) in VIEWPOINTS.iter().zip(&cast).zip(expected) {
            let told = shop
                .post(
                    &path(route, PLATFORM),
                    token.as_deref(),
                    body(route, job_id).to_string(),
                )
                .await;
            if Says::of(&told) != *expected {
                wrong.push(format!("{route} {viewpoint}: {}, {expected:?}", told.body));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_row_is_for_a_route_that_is_gone() {
    for (path, _) in MATRIX {
        assert!(moment_routes().contains(&path), "{path}");
    }
}

#[tokio::test]
async fn another_platform_is_none_of_ones_own_whatever_its_number() {
    let shop = Shop::open().await;
    let token = shop.seated("manager", SHOP).await;
    let job_id = job_of(&shop, TASK).await;
    for route in moment_routes() {
        if !route.contains("{uniacid}") {
            continue;
        }
        for uniacid in [&OTHER_PLATFORM.to_string(), "10", "0", "-1", "x", "8%2F"] {
            let path = route.replace("{uniacid}", uniacid);
            let told = shop
                .post(&path, Some(&token), body(route, job_id).to_string())
                .await;
            assert_eq!(
                told.body,
                json!({"errcode": 500, "errmsg": "invalid appid"}),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn what_does_not_exist_is_answered_like_what_is_not_ones_own() {
    let shop = Shop::open().await;
    let token = shop.seated("manager", SHOP).await;
    let theirs = job_of(&shop, BOOK_TASK).await;
    for (call, key, not_mine) in [
        ("getFriendsJobList", "task_id", BOOK_TASK),
        ("getFriendsJobDetailsList", "job_id", theirs),
    ] {
        let not_mine = shop.call(&token, call, json!({key: not_mine})).await;
        let nothing = shop.call(&token, call, json!({key: 99_999})).await;
        assert_eq!(Says::of(&not_mine), Error);
        assert_eq!(not_mine.body, nothing.body);
    }
}
