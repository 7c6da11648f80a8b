//! Signing in, sessions, choosing an enterprise, and guessing.

use jiff::SignedDuration;
use muster_backend::{Db, Options};
use reqwest::header::SET_COOKIE;
use serde_json::json;

use super::{BOOKS, PLATFORM, SHOP, Shop, TASKS, sign_in_path};

const ENTERPRISES: &str = "/business/8/admin/businessList";
const CHOOSE: &str = "/business/8/admin/manageBusiness";

#[tokio::test]
async fn signing_in_sets_a_cookie_for_a_day() {
    let shop = Shop::open().await;
    for body in [
        json!({"mobile": "10060000000", "password": "muster-manager"}).to_string(),
        "mobile=10060000000&password=muster-manager".to_owned(),
    ] {
        let told = shop.post(&sign_in_path(PLATFORM), None, body).await;
        assert_eq!(told.ok()["mobile"], "10060000000");
        let cookie = told.headers[SET_COOKIE].to_str().unwrap();
        for part in ["Max-Age=86400", "HttpOnly", "Path=/", "SameSite=Strict"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        let token = told.token();
        let enterprises = || shop.post(ENTERPRISES, Some(&token), String::new());
        shop.wait(SignedDuration::from_hours(24) - SignedDuration::from_secs(1));
        enterprises().await.ok();
        shop.wait(SignedDuration::from_secs(1));
        assert_eq!(enterprises().await.login_status(), Some(1));
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_number_fail_alike() {
    let shop = Shop::open().await;
    for (mobile, password) in [
        ("10060000000", "wrong"),
        ("10060000002", "muster-neighbour"),
        ("13800000000", "muster-manager"),
        ("manager", "muster-manager"),
    ] {
        let told = shop.try_sign_in(PLATFORM, mobile, password).await;
        assert_eq!(
            told.body,
            json!({"result": 0, "msg": "手机号或密码错误", "data": []}),
            "{mobile}"
        );
        assert!(!told.headers.contains_key(SET_COOKIE));
    }
    let told = shop.try_sign_in(10, "10060000000", "muster-manager").await;
    assert_eq!(
        told.body,
        json!({"errcode": 500, "errmsg": "invalid appid"})
    );
}

#[tokio::test]
async fn what_is_missing_at_the_door_is_named() {
    let shop = Shop::open().await;
    let good = r#"{"mobile":"10060000000","password":"muster-manager"}"#;
    let (api, route) = ("/addons/yun_shop/api.php", "route=member.login.index");
    for (path, body, words) in [
        (format!("{api}?{route}"), good, "缺少参数：i"),
        (format!("{api}?i=8"), good, "缺少参数：route"),
        (format!("{api}?i=x&{route}"), good, "参数i应为整数"),
        (format!("{api}?i=8&route=member.out"), good, "接口不存在"),
        (
            format!("{api}?i=8&{route}"),
            r#"{"mobile":"1"}"#,
            "缺少参数：password",
        ),
        (
            format!("{api}?i=8&{route}"),
            "password=1",
            "缺少参数：mobile",
        ),
    ] {
        let told = shop.post(&path, None, body.to_owned()).await;
        assert_eq!(told.body["msg"], words, "{path}");
        assert_eq!(told.body["result"], 0);
    }
}

#[tokio::test]
async fn whoever_keeps_guessing_waits_and_holds_up_nobody_else() {
    let shop = Shop::open().await;
    for _ in 0..5 {
        shop.try_sign_in(PLATFORM, "10060000000", "wrong").await;
    }
    let told = shop
        .try_sign_in(PLATFORM, "10060000000", "muster-manager")
        .await;
    assert_eq!(told.body["msg"], "登录失败次数过多，请1秒后再试");
    shop.sign_in("deputy").await;
    shop.wait(SignedDuration::from_secs(1));
    shop.sign_in("manager").await;
}

#[tokio::test]
async fn nothing_is_seen_before_an_enterprise_is_chosen_and_another_may_be() {
    let shop = Shop::open().await;
    let token = shop.sign_in("manager").await;
    let listed = shop.post(ENTERPRISES, Some(&token), String::new()).await;
    assert_eq!(
        *listed.ok(),
        json!([{"id": SHOP, "name": "海滨优选超市"}, {"id": BOOKS, "name": "榕荫书店"}])
    );
    let tasks = || shop.call(&token, TASKS, json!({}));
    let refused = tasks().await;
    assert_eq!(
        refused.body,
        json!({"result": 0, "msg": "请选择企业", "data": {"login_status": 2}})
    );
    for (body, first) in [
        (format!("id={SHOP}"), "每日好物"),
        (json!({"id": BOOKS.to_string()}).to_string(), "新书上架"),
    ] {
        shop.post(CHOOSE, Some(&token), body).await.ok();
        assert_eq!(tasks().await.ok()["data"][0]["name"], first);
    }
    let refused = shop.post(CHOOSE, Some(&token), "id=53".to_owned()).await;
    assert_eq!(refused.body["msg"], "企业不存在，或你不是该企业的管理员");
    assert_eq!(tasks().await.ok()["data"][0]["name"], "新书上架");
}

#[tokio::test]
async fn a_session_survives_a_restart_and_is_not_stored_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("backend.db");
    let options = || Options {
        db: Db::Path(path.clone()),
        ..Options::default()
    };
    let shop = Shop::open_with(options()).await;
    let token = shop.seated("manager", SHOP).await;
    let before = shop.0.running.recount_moments().await.unwrap();
    shop.0.running.stop().await;

    let shop = Shop::open_with(options()).await;
    shop.call(&token, TASKS, json!({})).await.ok();
    assert_eq!(shop.0.running.recount_moments().await.unwrap(), before);
    shop.0.running.stop().await;
    let stored: Vec<u8> = std::fs::read_dir(folder.path())
        .unwrap()
        .flat_map(|file| std::fs::read(file.unwrap().path()).unwrap())
        .collect();
    let holds = |text: &str| {
        let text = text.as_bytes();
        stored.windows(text.len()).any(|part| part == text)
    };
    assert!(!holds(&token) && !holds("muster-manager"));
    // The control: what is stored beside it is found.
    assert!(holds("海滨优选超市"));
}
