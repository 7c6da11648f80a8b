//! What is around the data: sign, caller, method, path, shape.

use md5::Digest;
use reqwest::Method;
use serde_json::{Value, json};

use super::{CLUB, Hall, as_somebody, envelope, lenient, sha1, sign};

const CLUBS: &str = "/manage/club/get_my_club";

#[tokio::test]
async fn a_wrong_sign_is_3003_and_nothing_happens() {
    for options in [muster_backend::Options::default(), lenient()] {
        let hall = Hall::open_with(options).await;
        let sponsor = hall.sign_in("sponsor").await;
        let before = hall.missions().await;
        let data = as_somebody(&sponsor, hall.mission_draft(&sponsor, &[sponsor.user_id]));
        let good = envelope("chrome_test", &data);
        let mut changed = good.clone();
        changed["data"]["content"] = json!("别的内容");
        let mut added = good.clone();
        added["data"]["child"] = json!([]);
        let mut without = good.clone();
        without["sign"] = json!("");
        let mut other = good.clone();
        other["sign"] = json!(sign(&json!({})));
        for wrong in [changed, added, without, other] {
            let told = hall
                .post("/manage/club_mission/public_mission", &wrong)
                .await;
            assert_eq!((told.code, told.message.as_str()), (3003, "签名违法"));
            assert!(told.data.is_null());
        }
        assert_eq!(hall.missions().await, before);
        // The control: the same with its own sign.
        let told = hall
            .post("/manage/club_mission/public_mission", &good)
            .await;
        assert_eq!(told.code, 2000);
        assert_eq!(hall.missions().await.len(), before.len() + 1);
    }
}

#[tokio::test]
async fn only_a_lenient_server_takes_the_older_scheme_and_upper_case() {
    for (options, code) in [
        (muster_backend::Options::default(), 3003),
        (lenient(), 2000),
    ] {
        let hall = Hall::open_with(options).await;
        let sponsor = hall.sign_in("sponsor").await;
        let data = as_somebody(&sponsor, json!({}));
        for signed in [
            sha1(&data),
            sha1(&data).to_uppercase(),
            sign(&data).to_uppercase(),
        ] {
            let mut asked = envelope("chrome_test", &data);
            asked["sign"] = json!(signed);
            assert_eq!(hall.post(CLUBS, &asked).await.code, code, "{signed}");
        }
        assert_eq!(
            hall.post(CLUBS, &envelope("chrome_test", &data)).await.code,
            2000
        );
    }
}

/// What is signed is what Java writes for the values as they were sent.
#[tokio::test]
async fn text_and_numbers_sign_alike_and_nested_keys_keep_their_order() {
    let hall = Hall::open().await;
    let sponsor = hall.sign_in("sponsor").await;
    let deadline = hall.in_minutes(60);
    let id = sponsor.user_id;
    // Not in the order of the alphabet, and with a flag and a null.
    let child = format!(
        r#"[{{"participation":"{id}","content":"东街"}},{{"participation":{id},"content":"西街"}}]"#
    );
    let signed = format!(
        "child[{{participation={id}, content=东街}}, {{participation={id}, content=西街}}]\
         club_id{CLUB}content分工deadline{deadline}nothingnullsponsor_id{id}token{token}user_id{id}yestrue",
        token = sponsor.token
    );
    let sign = super::hex(&super::Md5::digest(
        super::hex(&super::Sha1::digest(format!(
            "8924d49e61e1dc9e1618d3bae21ea493{signed}8924d49e61e1dc9e1618d3bae21ea493"
        )))
        .to_uppercase(),
    ));
    let body = format!(
        r#"{{"client":{{"caller":"chrome_test"}},"sign":"{sign}","data":{{"yes":true,"nothing":null,
         "user_id":"{id}","token":"{token}","sponsor_id":{id},"content":"分工","club_id":"{CLUB}",
         "deadline":"{deadline}","child":{child}}}}}"#,
        token = sponsor.token
    );
    let told = hall
        .post_text("/manage/club_mission/public_mission", body)
        .await;
    assert_eq!(told.code, 2000, "{}", told.message);
    let mission = hall.missions().await.pop().unwrap();
    assert_eq!((mission.parts, mission.counts.shares), (2, 2));
    assert_eq!(mission.notices.people, 1);
}

#[tokio::test]
async fn an_unknown_caller_is_3004_before_the_sign_is_looked_at() {
    let hall = Hall::open().await;
    let sponsor = hall.sign_in("sponsor").await;
    let data = as_somebody(&sponsor, json!({}));
    for caller in ["", "CHROME_TEST", "somebody"] {
        let mut asked = envelope(caller, &data);
        asked["sign"] = json!("wrong");
        assert_eq!(hall.post(CLUBS, &asked).await.code, 3004, "{caller}");
    }
    for caller in ["weclubs_android", "ios_test"] {
        let told = hall.post(CLUBS, &envelope(caller, &data)).await;
        assert_eq!(told.code, 3010, "a known one, whose token this is not");
    }
}

#[tokio::test]
async fn missing_identity_has_codes_of_its_own() {
    let hall = Hall::open().await;
    let sponsor = hall.sign_in("sponsor").await;
    let (user, token) = (sponsor.user_id, sponsor.token.as_str());
    for (data, code) in [
        (json!({}), 3002),
        (Value::Null, 3002),
        (json!({"token": token}), 3005),
        (json!({"user_id": null, "token": token}), 3005),
        (json!({"user_id": user}), 3006),
        (json!({"user_id": user, "token": ""}), 3006),
        (json!({"user_id": user, "token": 5}), 3006),
        (json!({"user_id": "abc", "token": token}), 3001),
        (json!({"user_id": user, "token": "not base64!"}), 3010),
        (json!({"user_id": user, "token": "/w=="}), 3010),
        (json!({"user_id": user + 1, "token": token}), 3010),
        (json!({"user_id": user.to_string(), "token": token}), 2000),
    ] {
        let told = hall.post(CLUBS, &envelope("chrome_test", &data)).await;
        assert_eq!(told.code, code, "{data} {told:?}");
    }
}

#[tokio::test]
async fn a_body_that_is_no_envelope_is_refused_in_one() {
    let hall = Hall::open().await;
    for body in [
        "",
        "hello",
        "[]",
        "null",
        "{",
        r#"{"client":5}"#,
        r#"{"client":{"caller":"chrome_test"},"sign":7,"data":{}}"#,
        r#"{"client":{"caller":"chrome_test"},"sign":"","data":[1]}"#,
        r#"{"client":{"caller":"chrome_test"},"sign":"","data":"x"}"#,
    ] {
        let told = hall.post_text(CLUBS, body.to_owned()).await;
        assert_eq!(told.code, 3001, "{body}");
    }
    assert_eq!(hall.post_text(CLUBS, "{}".to_owned()).await.code, 3004);
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    let body = format!(r#"{{"client":{{"caller":"chrome_test"}},"data":{deep}}}"#);
    assert_eq!(hall.post_text(CLUBS, body).await.code, 3001);
    let large = format!(r#"{{"client":{{"caller":"{}"}}}}"#, "x".repeat(5 << 20));
    let told = hall.post_text(CLUBS, large).await;
    assert_eq!((told.code, told.message.as_str()), (3001, "请求内容过大"));
}

#[tokio::test]
async fn another_method_is_3100_and_another_path_3101() {
    let hall = Hall::open().await;
    for method in [Method::GET, Method::PUT, Method::DELETE] {
        let answer = hall.0.send(method, CLUBS, None, None).await;
        assert_eq!(
            (answer.status, &answer.json()["result_code"]),
            (200, &json!(3100))
        );
    }
    for path in [
        "/manage/club/create_club",
        "/meeting/nothing/here",
        "/dynamic/x",
    ] {
        for method in [Method::GET, Method::POST] {
            let answer = hall.0.send(method, path, None, None).await;
            assert_eq!(
                (answer.status, &answer.json()["result_code"]),
                (200, &json!(3101))
            );
        }
    }
    let answer = hall.0.send(Method::GET, "/nothing", None, None).await;
    assert_eq!(answer.status, 404, "elsewhere nobody speaks in envelopes");
}

#[tokio::test]
async fn every_answer_tells_the_servers_time() {
    let hall = Hall::open().await;
    let sponsor = hall.sign_in("sponsor").await;
    let told = hall.call(&sponsor, CLUBS, json!({})).await;
    assert_eq!(told.sys_time, hall.now_ms());
    hall.wait(jiff::SignedDuration::from_secs(90));
    let told = hall.call(&sponsor, "/manage/x", json!({})).await;
    assert_eq!(told.sys_time, hall.now_ms(), "a refusal too");
}
