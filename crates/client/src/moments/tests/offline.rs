//! What was seen opens without the server.

use super::shop::{DAY, Shop};
use muster_domain::error::AppError;
use serde_json::{Value, json};

#[tokio::test]
async fn everything_seen_opens_after_a_restart_with_its_age_and_the_reason() {
    let shop = Shop::open().await;
    let jobs = |day: Value| json!({"kind": "jobs", "task": "1", "day": day});
    let views = [
        json!({"kind": "enterprises"}),
        json!({"kind": "tasks"}),
        jobs(Value::Null),
        jobs(json!(DAY)),
        json!({"kind": "people", "job": "11"}),
    ];
    for view in &views {
        shop.refresh(view.clone()).await.unwrap();
    }
    let window = |mut args: Value| {
        for (name, value) in [
            ("filter", json!("")),
            ("offset", json!(0)),
            ("limit", json!(200)),
        ] {
            args[name] = value;
        }
        args
    };
    let list = shop.list(Some(DAY));
    let one = json!({"of": list, "job": "11"});
    let all_days = shop.here(json!({
        "task": "1", "from": null, "until": null, "offset": 0, "limit": 200,
    }));
    let reads = [
        (0, "list_enterprises", shop.here(json!({}))),
        (1, "list_moment_tasks", window(shop.here(json!({})))),
        (2, "list_moment_days", all_days),
        (3, "get_moment_board", list.clone()),
        (
            3,
            "list_moment_jobs",
            window(json!({"of": list, "waiting": false})),
        ),
        (3, "get_moment_job", one.clone()),
        (4, "get_posting_board", one.clone()),
        (
            4,
            "list_moment_people",
            window(json!({"of": one, "status": null})),
        ),
    ];
    let mut before = Vec::new();
    for (_, name, args) in &reads {
        let read = shop.bench.call(name, args.clone()).await.unwrap();
        assert_ne!(read["value"], Value::Null, "{name}");
        before.push(read);
    }
    let shop = shop.alone().await;
    for ((view, name, args), before) in reads.iter().zip(&before) {
        let after = shop.bench.call(name, args.clone()).await.unwrap();
        for what in ["value", "fetched_at", "server_time", "complete"] {
            assert_eq!(after[what], before[what], "{name}: {what}");
        }
        assert_eq!(after["complete"], true, "{name}");
        let refreshed = shop.refresh(views[*view].clone()).await;
        assert_eq!(refreshed, Err(AppError::Unreachable), "{name}");
        let after = shop.bench.call(name, args.clone()).await.unwrap();
        assert_eq!(after["problem"]["code"], "unreachable", "{name}");
    }
}
