//! Lists as document 002 has them: paginators, days, filters, and figures that
//! are counted from the rows.

use muster_backend::MomentRecount;
use serde_json::{Value, json};

use super::{EMPTY_TASK, JOBS, POSTS, SHOP, Shop, TASK, TASKS};

fn number(value: &Value) -> i64 {
    value.as_i64().unwrap()
}

async fn recount(shop: &Shop, task_id: i64) -> Vec<MomentRecount> {
    let all = shop.0.running.recount_moments().await.unwrap();
    let mut of: Vec<_> = all
        .into_iter()
        .filter(|job| job.task_id == task_id)
        .collect();
    of.sort_by_key(|job| std::cmp::Reverse((job.sent, job.job_id)));
    of
}

#[tokio::test]
async fn pages_hold_every_job_once_newest_first_with_the_figures_of_all() {
    let shop = Shop::open().await;
    let token = shop.seated("manager", SHOP).await;
    let expected = recount(&shop, TASK).await;
    let (mut seen, mut page) = (Vec::new(), 1);
    loop {
        let asked = json!({"task_id": TASK, "page": page});
        let told = shop.call(&token, JOBS, asked).await;
        let (data, list) = (told.ok(), &told.ok()["record_list"]);
        let total: i64 = expected.iter().map(|job| job.counts.total).sum();
        let posted: i64 = expected.iter().map(|job| job.counts.posted).sum();
        assert_eq!(number(&data["job_total"]), total);
        assert_eq!(number(&data["finish_count"]), posted);
        assert_eq!(number(&data["wait_count"]), total - posted);
        assert_eq!(number(&list["total"]), expected.len() as i64);
        for row in list["data"].as_array().unwrap() {
            let count = |key: &str| number(&row[key]);
            assert_eq!(
                count("moment_finish_count") + count("moment_wait_count"),
                count("moment_total")
            );
            seen.push((
                count("id"),
                count("moment_total"),
                count("moment_finish_count"),
            ));
        }
        if page == number(&list["last_page"]) {
            assert!(list["next_page_url"].is_null());
            break;
        }
        assert_eq!(list["data"].as_array().unwrap().len(), 15);
        page += 1;
    }
    assert!(page >= 4, "{page} pages");
    let expected: Vec<_> = expected
        .iter()
        .map(|job| (job.job_id, job.counts.total, job.counts.posted))
        .collect();
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn a_paginator_is_laravels() {
    let shop = Shop::open().await;
    let token = shop.seated("manager", SHOP).await;
    let total = recount(&shop, TASK).await.len() as i64;
    let last = (total + 14) / 15;
    let path = format!("{}/business/8/plugin/SopTask/{JOBS}", shop.0.running.url());
    let url = |page: i64| json!(format!("{path}?page={page}"));
    for (asked, current, rows) in [
        (json!(1), 1, 15),
        (json!("2"), 2, 15),
        (json!(last), last, total - (last - 1) * 15),
        (json!(last + 1), last + 1, 0),
        (json!(0), 1, 15),
        (json!(-3), 1, 15),
        (json!("x"), 1, 15),
        (Value::Null, 1, 15),
    ] {
        let told = shop
            .call(&token, JOBS, json!({"task_id": TASK, "page": asked}))
            .await;
        let list = &told.ok()["record_list"];
        let first_row = (current - 1) * 15 + 1;
        let or_null = |there: bool, value: Value| if there { value } else { Value::Null };
        for (key, expected) in [
            ("current_page", json!(current)),
            ("first_page_url", url(1)),
            ("from", or_null(rows > 0, json!(first_row))),
            ("last_page", json!(last)),
            ("last_page_url", url(last)),
            ("next_page_url", or_null(current < last, url(current + 1))),
            ("path", json!(path)),
            ("per_page", json!(15)),
            ("prev_page_url", or_null(current > 1, url(current - 1))),
            ("to", or_null(rows > 0, json!(first_row + rows - 1))),
            ("total", json!(total)),
        ] {
            assert_eq!(list[key], expected, "{key} of page {asked}");
        }
        assert_eq!(list["data"].as_array().unwrap().len() as i64, rows);
        assert_eq!(list.as_object().unwrap().len(), 12);
    }
}

#[tokio::test]
async fn an_empty_list_is_one_page_without_rows() {
    let shop = Shop::open().await;
    let token = shop.seated("manager", SHOP).await;
    let told = shop
        .call(&token, JOBS, json!({"task_id": EMPTY_TASK}))
        .await;
    let (data, list) = (told.ok(), &told.ok()["record_list"]);
    for (key, expected) in [
        ("data", json!([])),
        ("last_page", json!(1)),
        ("from", Value::Null),
        ("to", Value::Null),
        ("total", json!(0)),
    ] {
        assert_eq!(list[key], expected, "{key}");
    }
    assert_eq!(number(&data["job_total"]), 0);
}

#[tokio::test]
async fn a_date_is_a_day_in_beijing_in_a_form_as_in_json() {
    let shop = Shop::open().await;
    let token = shop.seated("manager", SHOP).await;
    let jobs = recount(&shop, TASK).await;
    let beijing = |job: &MomentRecount| {
        let time = job.sent + jiff::SignedDuration::from_hours(8);
        time.strftime("%Y-%m-%d").to_string()
    };
    let path = format!("/business/8/plugin/SopTask/{JOBS}");
    let days: std::collections::BTreeSet<String> = jobs.iter().map(beijing).collect();
    assert!(days.len() > 20, "{} days", days.len());
    for day in days.iter().chain([&"2020-02-29".to_owned()]) {
        let expected: Vec<i64> = jobs
            .iter()
            .filter(|job| beijing(job) == *day)
            .map(|job| job.job_id)
            .collect();
        let asked = json!({"task_id": TASK, "search": {"date": day}}).to_string();
        for body in [asked, format!("task_id={TASK}&search%5Bdate%5D={day}")] {
            let told = shop.post(&path, Some(&token), body).await;
            let rows = told.ok()["record_list"]["data"].as_array().unwrap().clone();
            let ids: Vec<i64> = rows.iter().map(|row| number(&row["id"])).collect();
            assert_eq!(ids, expected, "{day}");
            for row in &rows {
                assert!(
                    row["created_at"]
                        .as_str()
                        .unwrap()
                        .starts_with(day.as_str())
                );
            }
        }
    }
}

#[tokio::test]
async fn the_people_of_a_job_are_those_that_it_counts() {
    let shop = Shop::open().await;
    let token = shop.seated("manager", SHOP).await;
    let jobs = recount(&shop, TASK).await;
    let job = jobs.iter().max_by_key(|job| job.counts.total).unwrap();
    assert!(job.counts.total > 30, "{} people", job.counts.total);
    for (search, expected) in [
        (json!({}), job.counts.total),
        (json!({"status": 1}), job.counts.posted),
        (json!({"status": "0"}), job.counts.waiting()),
        (json!({"keyword": "没有这个人"}), 0),
    ] {
        let mut ids = std::collections::BTreeSet::new();
        for page in 1.. {
            let asked = json!({"job_id": job.job_id, "search": search, "page": page});
            let told = shop.call(&token, POSTS, asked).await;
            let list = told.ok();
            assert_eq!(number(&list["total"]), expected, "{search}");
            for row in list["data"].as_array().unwrap() {
                assert_eq!(row["user_id"], row["staff"]["user_id"]);
                let posted = search["status"]
                    .as_str()
                    .map_or(search["status"].as_i64(), |text| text.parse().ok());
                assert!(posted.is_none_or(|posted| row["status"] == posted));
                ids.insert(number(&row["user_id"]));
            }
            if page == number(&list["last_page"]) {
                break;
            }
        }
        assert_eq!(ids.len() as i64, expected, "{search}");
    }
    let told = shop
        .call(&token, POSTS, json!({"job_id": job.job_id}))
        .await;
    let somebody = told.ok()["data"][3]["staff"].clone();
    for key in ["name", "userid"] {
        let asked = json!({"job_id": job.job_id, "search": {"keyword": somebody[key]}});
        let told = shop.call(&token, POSTS, asked).await;
        let rows = told.ok()["data"].as_array().unwrap().clone();
        assert!(rows.iter().any(|row| row["staff"] == somebody), "{key}");
        assert!(rows.len() < 15);
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_call_is_said() {
    let shop = Shop::open().await;
    let token = shop.seated("manager", SHOP).await;
    for (call, body, words) in [
        (JOBS, json!({}), "缺少参数：task_id"),
        (JOBS, json!({"task_id": "x"}), "参数task_id应为整数"),
        (
            JOBS,
            json!({"task_id": TASK, "search": {"date": "5月6日"}}),
            "参数search.date应为日期，例如2024-05-23",
        ),
        (
            JOBS,
            json!({"task_id": TASK, "search": {"date": "9999-12-31"}}),
            "日期超出范围",
        ),
        (POSTS, json!({}), "缺少参数：job_id"),
        (
            POSTS,
            json!({"job_id": 1, "search": {"status": 2}}),
            "参数search.status应为0或1",
        ),
    ] {
        let told = shop.call(&token, call, body).await;
        assert_eq!(told.body, json!({"result": 0, "msg": words, "data": []}));
    }
    for (call, body, words) in [
        (JOBS, json!({"task_id": 999}), "任务不存在"),
        (POSTS, json!({"job_id": 99_999}), "朋友圈任务不存在"),
    ] {
        let told = shop.call(&token, call, body).await;
        assert_eq!(told.body, json!({"errcode": 404, "errmsg": words}));
    }
    let broken = "{\"task_id\":".to_owned();
    let path = format!("/business/8/plugin/SopTask/{TASKS}");
    let told = shop.post(&path, Some(&token), broken).await;
    assert!(
        told.body["msg"]
            .as_str()
            .unwrap()
            .starts_with("无法识别请求内容")
    );
    let told = shop.post(&path, Some(&token), "x".repeat(5 << 20)).await;
    assert_eq!(told.body["msg"], "请求内容过大");
}
