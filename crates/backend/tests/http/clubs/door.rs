//! Signing in, tokens, and guessing.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::SignedDuration;
use muster_backend::{Db, Options};
use serde_json::json;

use super::{Hall, envelope};

const CLUBS: &str = "/manage/club/get_my_club";

#[tokio::test]
async fn signing_in_tells_who_one_is_with_a_token_of_the_documents_shape() {
    let hall = Hall::open().await;
    let data = hall.credentials("sponsor");
    let told = hall
        .post("/user/login", &envelope("chrome_test", &data))
        .await;
    let data = told.ok();
    let token = STANDARD.decode(data["token"].as_str().unwrap()).unwrap();
    let token = String::from_utf8(token).unwrap();
    let (random, date) = token.split_once("_date=").unwrap();
    assert!(random.len() == 32 && random.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert_eq!(date, hall.now_ms().to_string());
    for key in ["nick_name", "real_name", "school_name", "mobile"] {
        assert!(!data[key].as_str().unwrap().is_empty(), "{key}");
    }
    assert_eq!(data["is_auth"], 1);
}

#[tokio::test]
async fn a_token_holds_for_seven_days_and_until_the_next_sign_in_of_its_caller() {
    let hall = Hall::open().await;
    let first = hall.sign_in("member").await;
    let phone = hall.sign_in_from("member", "weclubs_android").await;
    assert_eq!(hall.call(&first, CLUBS, json!({})).await.code, 2000);
    let second = hall.sign_in("member").await;
    let told = hall.call(&first, CLUBS, json!({})).await;
    assert_eq!(
        (told.code, told.message.as_str()),
        (3010, "登录已失效，请重新登录")
    );
    hall.wait(SignedDuration::from_hours(7 * 24) - SignedDuration::from_secs(1));
    assert_eq!(hall.call(&second, CLUBS, json!({})).await.code, 2000);
    let data = super::as_somebody(&phone, json!({}));
    let asked = envelope("weclubs_android", &data);
    assert_eq!(hall.post(CLUBS, &asked).await.code, 2000);
    hall.wait(SignedDuration::from_secs(1));
    assert_eq!(hall.call(&second, CLUBS, json!({})).await.code, 3010);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_number_fail_alike() {
    let hall = Hall::open().await;
    let good = hall.credentials("member");
    let digest = good["password"].clone();
    for data in [
        json!({"mobile": good["mobile"], "password": "muster-member"}),
        json!({"mobile": good["mobile"], "password": ""}),
        json!({"mobile": "13800000000", "password": digest}),
        json!({"mobile": "member", "password": digest}),
        json!({"mobile": "", "password": digest}),
    ] {
        let told = hall
            .post("/user/login", &envelope("chrome_test", &data))
            .await;
        assert_eq!(
            (told.code, told.message.as_str()),
            (3011, "用户名或密码错误，请重新输入"),
            "{data}"
        );
        assert!(told.data.is_null());
    }
    for data in [
        json!({"mobile": good["mobile"]}),
        json!({"password": digest}),
    ] {
        let told = hall
            .post("/user/login", &envelope("chrome_test", &data))
            .await;
        assert_eq!(told.code, 3001, "{data}");
    }
}

#[tokio::test]
async fn guessing_has_to_wait_and_does_not_hold_up_the_militia() {
    let hall = Hall::open().await;
    let mut data = hall.credentials("member");
    let good = data.clone();
    data["password"] = json!("wrong");
    for _ in 0..5 {
        let told = hall
            .post("/user/login", &envelope("chrome_test", &data))
            .await;
        assert_eq!(told.code, 3011);
    }
    let told = hall
        .post("/user/login", &envelope("chrome_test", &good))
        .await;
    assert_eq!(
        (told.code, told.message.as_str()),
        (7777, "登录失败次数过多，请1秒后再试")
    );
    hall.0.sign_in("commander").await;
    hall.wait(SignedDuration::from_secs(1));
    hall.sign_in("member").await;
}

#[tokio::test]
async fn a_token_survives_a_restart_and_is_not_stored_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("backend.db");
    let options = || Options {
        db: Db::Path(path.clone()),
        ..Options::default()
    };
    let hall = Hall::open_with(options()).await;
    let member = hall.sign_in("member").await;
    let before = (hall.missions().await, hall.meetings().await);
    hall.0.running.stop().await;

    let hall = Hall::open_with(options()).await;
    assert_eq!(hall.call(&member, CLUBS, json!({})).await.code, 2000);
    assert_eq!((hall.missions().await, hall.meetings().await), before);
    hall.0.running.stop().await;
    let token = STANDARD.decode(&member.token).unwrap();
    let stored: Vec<u8> = std::fs::read_dir(folder.path())
        .unwrap()
        .flat_map(|file| std::fs::read(file.unwrap().path()).unwrap())
        .collect();
    let holds = |secret: &[u8]| stored.windows(secret.len()).any(|part| part == secret);
    assert!(!holds(member.token.as_bytes()) && !holds(&token[..32]));
    // The control: what is stored beside it is found.
    assert!(holds(b"chrome_test"));
}
