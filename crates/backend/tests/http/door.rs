//! Who gets in: sign-in, sessions, addresses, sizes.

use std::net::SocketAddr;

use jiff::SignedDuration;
use muster_backend::{Backend, BackendError, Dialect, Options};
use reqwest::Method;
use reqwest::header::{HOST, LOCATION, ORIGIN, RETRY_AFTER, SET_COOKIE};
use serde_json::json;

use crate::harness::{Site, token_in};

#[tokio::test]
async fn signing_in_sets_a_cookie_for_a_day_and_signing_out_ends_it() {
    for dialect in [Dialect::Documented, Dialect::Enveloped] {
        let site = Site::open(dialect).await;
        for body in [
            json!({"username": "commander", "password": "muster-commander"}).to_string(),
            "username=commander&password=muster-commander".to_owned(),
        ] {
            let answer = site.send_text(Method::POST, "/signin", None, body).await;
            assert_eq!(answer.status, 200);
            assert_eq!(answer.json()["code"], 200);
            let cookie = answer.headers[SET_COOKIE].to_str().unwrap();
            for part in ["Max-Age=86400", "HttpOnly", "Path=/", "SameSite=Strict"] {
                assert!(cookie.contains(part), "{cookie}");
            }
            let token = token_in(&answer.headers);
            assert_eq!(site.get("/task/info", &token).await.status, 200);
            site.send(Method::POST, "/signout", Some(&token), None)
                .await;
            assert_eq!(site.get("/task/info", &token).await.status, 302);
        }
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_user_fail_alike() {
    let site = Site::open(Dialect::Documented).await;
    for (username, password) in [
        ("commander", "wrong"),
        ("commander", ""),
        ("nobody-of-that-name", "wrong"),
        ("commander", &"x".repeat(10_000)),
    ] {
        let body = json!({"username": username, "password": password});
        let answer = site.send(Method::POST, "/signin", None, Some(body)).await;
        assert_eq!(answer.status, 400);
        assert_eq!(answer.json(), json!({"code": 400, "enmsg": "fail"}));
        assert!(!answer.headers.contains_key(SET_COOKIE));
    }
}

#[tokio::test]
async fn whoever_keeps_guessing_waits_even_with_the_right_password() {
    let site = Site::open(Dialect::Documented).await;
    let sign_in = |password: &str| {
        let body = json!({"username": "commander", "password": password});
        site.send(Method::POST, "/signin", None, Some(body))
    };
    for _ in 0..5 {
        assert_eq!(sign_in("wrong").await.status, 400);
    }
    let answer = sign_in("muster-commander").await;
    assert_eq!(answer.status, 500);
    assert_eq!(answer.cnmsg(), "登录失败次数过多，请1秒后再试");
    assert!(answer.headers.contains_key(RETRY_AFTER));
    site.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(sign_in("muster-commander").await.status, 200);
}

#[tokio::test]
async fn not_signed_in_is_a_302_that_leads_nowhere() {
    for (dialect, body) in [
        (
            Dialect::Documented,
            json!({"cnmsg": "登录超时，请重新登录", "url": "/user"}),
        ),
        (
            Dialect::Enveloped,
            json!({"code": 302, "enmsg": "error", "cnmsg": "登录超时，请重新登录"}),
        ),
    ] {
        let site = Site::open(dialect).await;
        let answer = site.get("/task/info", "").await;
        assert_eq!(answer.status, 302);
        assert!(!answer.headers.contains_key(LOCATION));
        assert_eq!(answer.json(), body);
    }
}

#[tokio::test]
async fn a_session_that_ends_in_the_middle_publishes_nothing() {
    let site = Site::open(Dialect::Documented).await;
    let token = site.sign_in("commander").await;
    let before = site.running.recount().await.unwrap();
    site.clock.advance(SignedDuration::from_hours(24));
    assert_eq!(site.publish(&token, site.draft()).await.status, 302);
    assert_eq!(site.running.recount().await.unwrap(), before);
}

#[tokio::test]
async fn only_our_own_host_and_origin_are_answered() {
    let site = Site::open(Dialect::Documented).await;
    let token = site.sign_in("commander").await;
    let address = site.running.url();
    let ours = address.strip_prefix("http://").unwrap().to_owned();
    let port = ours.rsplit_once(':').unwrap().1;
    let localhost = format!("localhost:{port}");
    let status = |host: String, origin: Option<String>| {
        let mut request = site
            .http
            .get(format!("{address}/task/info"))
            .header("cookie", format!("token={token}"))
            .header(HOST, host);
        if let Some(origin) = origin {
            request = request.header(ORIGIN, origin);
        }
        async { request.send().await.unwrap().status().as_u16() }
    };
    for host in [&ours, &localhost, &localhost.to_uppercase()] {
        assert_eq!(status(host.clone(), None).await, 200, "{host}");
        assert_eq!(
            status(ours.clone(), Some(format!("http://{host}"))).await,
            200
        );
    }
    for host in [
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:1",
        &format!("evil.example:{port}"),
    ] {
        assert_eq!(status(host.to_owned(), None).await, 403, "{host}");
    }
    for origin in [
        "null",
        "http://evil.example",
        &format!("https://{ours}"),
        &ours,
    ] {
        let status = status(ours.clone(), Some(origin.to_owned())).await;
        assert_eq!(status, 403, "{origin}");
    }
}

#[tokio::test]
async fn listening_beyond_loopback_has_to_be_asked_for() {
    let everywhere = Options {
        listen: SocketAddr::from(([0, 0, 0, 0], 0)),
        ..Options::default()
    };
    let refused = Backend::start(everywhere).await.unwrap_err();
    assert!(matches!(refused, BackendError::Exposed), "{refused}");
    for speed in [-1.0, f64::NAN, f64::INFINITY, 1e-9] {
        let options = Options {
            speed,
            ..Options::default()
        };
        let refused = Backend::start(options).await.unwrap_err();
        assert!(matches!(refused, BackendError::Speed(_)), "{refused}");
    }
}

#[tokio::test]
async fn a_body_has_room_for_a_city_and_no_more() {
    let site = Site::open(Dialect::Documented).await;
    let token = site.sign_in("commander").await;
    let mut draft = site.draft();
    draft["accept_soldr_ids"] = json!(vec![500_001; 100_000]);
    let answer = site.publish(&token, draft.clone()).await;
    assert_eq!(answer.cnmsg(), "民兵500001不存在或不在管辖范围内");
    draft["accept_soldr_ids"] = json!(vec![500_001; 600_000]);
    let answer = site.publish(&token, draft).await;
    assert_eq!(
        (answer.status, answer.cnmsg().as_str()),
        (500, "请求内容过大")
    );
}

#[tokio::test]
async fn a_number_in_the_path_has_to_be_one() {
    let site = Site::open(Dialect::Documented).await;
    let token = site.sign_in("commander").await;
    for (path, words) in [
        ("/task/detail/abc", "网址中的编号应为数字"),
        ("/task/detail/99999999999999999999", "网址中的编号应为数字"),
        ("/task/detail/%ff", "网址中的编号应为数字"),
        ("/task/detail/-1", "任务不存在或无权查看"),
        ("/task/working/0/1", "每页数目应在1到10000之间"),
        ("/task/working/10/0", "页码从1开始"),
    ] {
        let answer = site.get(path, &token).await;
        assert_eq!(
            (answer.status, answer.cnmsg().as_str()),
            (500, words),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_stopped_backend_answers_nobody() {
    let site = Site::open(Dialect::Documented).await;
    let address = site.running.url();
    site.running.stop().await;
    let refused = site.http.get(address).send().await.unwrap_err();
    assert!(refused.is_connect(), "{refused}");
}
