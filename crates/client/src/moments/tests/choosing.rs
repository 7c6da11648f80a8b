//! Connections to servers of moments, and their enterprises.

use super::shop::{Shop, config};
use crate::testing::{Bench, emitted};
use muster_domain::{connection::ClientSetting, error::AppError, event::Tag};
use serde_json::{Value, json};

fn two() -> Vec<Value> {
    vec![
        json!({"id": 3, "name": "海棠商贸"}),
        json!({"id": 8, "name": "青禾餐饮"}),
    ]
}

#[tokio::test]
async fn who_has_one_enterprise_is_asked_for_none() {
    let shop = Shop::open().await;
    let connections = shop
        .bench
        .call("list_connections", json!({}))
        .await
        .unwrap();
    assert_eq!(connections[0]["capabilities"], json!(["moments"]));
    assert_eq!(shop.stock().chosen, Some(3));
    shop.refresh(json!({"kind": "tasks"})).await.unwrap();
    let window = json!({"filter": "dw", "offset": 0, "limit": 200});
    let tasks = shop.call("list_moment_tasks", window).await.unwrap();
    assert_eq!(tasks["value"]["total"], 1);
    assert_eq!(
        tasks["value"]["rows"],
        json!([{"id": "2", "name": "端午预热"}])
    );
    assert_eq!(tasks["complete"], true, "of two pages");
}

#[tokio::test]
async fn who_has_several_chooses_and_is_never_shown_what_is_of_another() {
    let shop = Shop::of(two()).await;
    let refused = shop.refresh(json!({"kind": "tasks"})).await;
    let connection = shop.connection.clone();
    assert_eq!(refused, Err(AppError::NoEnterprise { connection }));
    shop.refresh(json!({"kind": "enterprises"})).await.unwrap();
    let mine = shop.call("list_enterprises", json!({})).await.unwrap();
    assert_eq!(mine["value"]["chosen"], Value::Null);
    assert_eq!(
        mine["value"]["all"][1],
        json!({"id": "8", "name": "青禾餐饮"})
    );

    let choose = |id: &str| json!({"enterprise": id});
    let chosen = shop.call("choose_enterprise", choose("8")).await.unwrap();
    assert_eq!(chosen["problem"], Value::Null);
    shop.refresh_jobs(None).await.unwrap();
    shop.refresh(json!({"kind": "enterprises"})).await.unwrap();
    let mine = shop.call("list_enterprises", json!({})).await.unwrap();
    assert_eq!(mine["value"]["chosen"], "8");
    assert_eq!(shop.texts(None, "", false).await.len(), 5);

    shop.stock().jobs.clear();
    shop.call("choose_enterprise", choose("3")).await.unwrap();
    let board = shop.bench.call("get_moment_board", shop.list(None)).await;
    assert_eq!(board.unwrap()["value"], Value::Null, "nothing of the other");

    // The one that was chosen last is chosen again, and what is cached stays.
    shop.refresh_jobs(None).await.unwrap();
    shop.stock().chosen = None;
    shop.sign_in().await;
    assert_eq!(shop.stock().chosen, Some(3));
    let board = shop.bench.call("get_moment_board", shop.list(None)).await;
    assert_eq!(board.unwrap()["value"]["jobs"], 0);
}

#[tokio::test]
async fn the_only_enterprise_of_a_sign_in_is_not_shown_what_another_left_behind() {
    let shop = Shop::open().await;
    shop.refresh_jobs(None).await.unwrap();
    shop.stock().enterprises = vec![json!({"id": 9, "name": "别家"})];
    shop.sign_in().await;
    assert_eq!(shop.stock().chosen, Some(9));
    let board = shop.bench.call("get_moment_board", shop.list(None)).await;
    assert_eq!(board.unwrap()["value"], Value::Null);
}

#[tokio::test]
async fn the_number_of_an_account_is_checked_and_another_one_is_another_server() {
    let bench = Bench::new().await;
    for uniacid in ["", "one", "1/2"] {
        let refused = bench.call("add_connection", config("http://127.0.0.1:9", uniacid));
        let setting = ClientSetting::Uniacid;
        assert_eq!(refused.await, Err(AppError::NotAccepted { setting }));
    }
    let refused = bench.call("add_connection", config("127.0.0.1", "1")).await;
    assert_eq!(refused, Err(AppError::BadAddress));

    let shop = Shop::open().await;
    shop.refresh_jobs(None).await.unwrap();
    let listed = shop
        .bench
        .call("list_connections", json!({}))
        .await
        .unwrap();
    let url = listed[0]["config"]["base_url"].as_str().unwrap().to_owned();
    let update = |uniacid| json!({"config": config(&url, uniacid)});
    let same = shop.call("update_connection", update(" 1 ")).await.unwrap();
    assert_eq!(same["session"], "signed_in");
    let other = shop.call("update_connection", update("2")).await.unwrap();
    assert_eq!(other["session"], "signed_out");
    let board = shop.bench.call("get_moment_board", shop.list(None)).await;
    assert_eq!(board.unwrap()["value"], Value::Null);
}

async fn chosen(shop: &Shop) -> Value {
    let mine = shop.call("list_enterprises", json!({})).await.unwrap();
    mine["value"]["chosen"].clone()
}

#[tokio::test]
async fn who_is_put_out_of_an_enterprise_is_asked_to_choose_and_keeps_what_was_read() {
    let shop = Shop::open().await;
    shop.refresh(json!({"kind": "enterprises"})).await.unwrap();
    shop.refresh_jobs(None).await.unwrap();
    assert_eq!(chosen(&shop).await, "3");
    let mut events = shop.bench.client.events();
    shop.stock().chosen = None;
    let refused = shop.refresh_jobs(None).await;
    let connection = shop.connection.clone();
    assert_eq!(refused, Err(AppError::NoEnterprise { connection }));
    assert_eq!(chosen(&shop).await, Value::Null);
    assert!(emitted(&mut events).contains(&Tag::Moments(shop.connection.clone())));
    assert_eq!(shop.texts(None, "", false).await.len(), 5);

    shop.call("choose_enterprise", json!({"enterprise": "3"}))
        .await
        .unwrap();
    shop.refresh(json!({"kind": "enterprises"})).await.unwrap();
    assert_eq!(chosen(&shop).await, "3");
    shop.refresh_jobs(None).await.unwrap();
}

#[tokio::test]
async fn a_choice_whose_answer_is_lost_is_made_again() {
    let shop = Shop::of(two()).await;
    let choose = |id: &str| json!({"enterprise": id});
    shop.call("choose_enterprise", choose("8")).await.unwrap();
    shop.refresh(json!({"kind": "enterprises"})).await.unwrap();
    assert_eq!(chosen(&shop).await, "8");
    shop.stock().lost = true;
    shop.call("choose_enterprise", choose("3"))
        .await
        .unwrap_err();
    assert_eq!(shop.stock().chosen, Some(3));
    assert_eq!(chosen(&shop).await, Value::Null, "not the one of before");
    shop.refresh(json!({"kind": "enterprises"})).await.unwrap();
    assert_eq!(chosen(&shop).await, Value::Null);
}

#[tokio::test]
async fn nobody_who_is_signed_out_chooses() {
    let shop = Shop::open().await;
    let out = json!({"wipe": false});
    shop.call("sign_out", out).await.unwrap();
    let refused = shop
        .call("choose_enterprise", json!({"enterprise": "3"}))
        .await;
    let connection = shop.connection.clone();
    assert_eq!(refused, Err(AppError::NotSignedIn { connection }));
}
