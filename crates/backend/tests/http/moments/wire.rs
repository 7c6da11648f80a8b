//! The shape of every answer, as snapshots. Long lists are cut to their first
//! two rows, and the server's address is left out.

use insta::assert_json_snapshot;
use serde_json::{Value, json};

use super::{JOBS, PLATFORM, POSTS, SHOP, Shop, TASK, TASKS, Told};
use crate::wire::shortened;

fn shape(shop: &Shop, told: &Told) -> Value {
    let text = shortened(told.body.clone()).to_string();
    let text = text.replace(&shop.0.running.url(), "http://muster");
    serde_json::from_str(&text).unwrap()
}

#[tokio::test]
async fn answers_have_the_documents_shape() {
    let shop = Shop::open().await;
    let login = shop
        .try_sign_in(PLATFORM, "10060000000", "muster-manager")
        .await;
    assert_json_snapshot!("moments__login", shape(&shop, &login));
    let wrong = shop.try_sign_in(PLATFORM, "10060000000", "wrong").await;
    assert_json_snapshot!("moments__login_refused", shape(&shop, &wrong));

    let token = login.token();
    let admin = |call: &str, body: Value| {
        let path = format!("/business/{PLATFORM}/admin/{call}");
        let (shop, token) = (&shop, &token);
        async move { shop.post(&path, Some(token), body.to_string()).await }
    };
    let listed = admin("businessList", json!({})).await;
    assert_json_snapshot!("moments__business_list", shape(&shop, &listed));
    let unseated = shop.call(&token, TASKS, json!({})).await;
    assert_json_snapshot!("moments__no_enterprise", shape(&shop, &unseated));
    let chosen = admin("manageBusiness", json!({"id": SHOP})).await;
    assert_json_snapshot!("moments__manage_business", shape(&shop, &chosen));

    let running = shop.0.running.recount_moments().await.unwrap();
    let job_id = running.last().unwrap().job_id;
    for (name, call, body) in [
        ("task_list", TASKS, json!({})),
        ("job_list", JOBS, json!({"task_id": TASK})),
        (
            "job_list_of_a_day",
            JOBS,
            json!({"task_id": TASK, "search": {"date": "2026-05-06"}}),
        ),
        ("job_details", POSTS, json!({"job_id": job_id})),
        (
            "job_details_past_the_end",
            POSTS,
            json!({"job_id": job_id, "page": 99}),
        ),
        ("no_such_task", JOBS, json!({"task_id": 999})),
        ("missing", JOBS, json!({})),
    ] {
        let told = shop.call(&token, call, body).await;
        assert_json_snapshot!(format!("moments__{name}"), shape(&shop, &told));
    }
    let nobody = shop.call("", TASKS, json!({})).await;
    assert_json_snapshot!("moments__not_signed_in", shape(&shop, &nobody));
}
