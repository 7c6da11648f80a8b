//! Jobs and their people, as the commands answer them.

use super::shop::{DAY, NEXT, Shop, job};
use crate::testing::emitted;
use muster_domain::{error::AppError, event::Tag};
use serde_json::{Value, json};

async fn board(shop: &Shop, day: Option<&str>) -> Value {
    let list = shop.list(day);
    shop.bench.call("get_moment_board", list).await.unwrap()
}

async fn days(shop: &Shop, from: Option<&str>, until: Option<&str>) -> Value {
    let args = json!({"task": "1", "from": from, "until": until, "offset": 0, "limit": 200});
    shop.call("list_moment_days", args).await.unwrap()
}

fn counts(done: u32, waiting: u32) -> Value {
    json!({"done": done, "waiting": waiting, "total": done + waiting})
}

#[tokio::test]
async fn jobs_are_summed_from_every_page_and_agree_with_the_server() {
    let shop = Shop::open().await;
    let mut events = shop.bench.client.events();
    shop.refresh_jobs(None).await.unwrap();
    let told = emitted(&mut events);
    assert!(told.contains(&Tag::SopTask(shop.connection.clone(), 1.into())));
    let all = board(&shop, None).await;
    assert_eq!(all["complete"], true);
    assert_eq!(all["value"]["jobs"], 5);
    assert_eq!(all["value"]["counts"], counts(11, 7));
    assert_eq!(all["value"]["disagreements"], json!([]));
    assert_eq!(shop.stock().count("getFriendsJobList"), 3, "pages");

    shop.refresh_jobs(Some(DAY)).await.unwrap();
    let of_day = board(&shop, Some(DAY)).await;
    assert_eq!(of_day["value"]["counts"], counts(4, 5));
    let asked = shop.stock().asked.last().unwrap().1.clone();
    assert_eq!(asked["search"], json!({"date": DAY}));
}

#[tokio::test]
async fn jobs_come_newest_first_in_windows_and_are_found() {
    let shop = Shop::open().await;
    shop.refresh_jobs(None).await.unwrap();
    let newest = ["补货", "早市", "晚场直播", "端午放假", "新品到店"];
    assert_eq!(shop.texts(None, "", false).await, newest);
    assert_eq!(
        shop.texts(None, "", true).await,
        ["早市", "晚场直播", "新品到店"]
    );
    assert_eq!(shop.texts(None, "duanwufangjia", false).await, ["端午放假"]);
    assert_eq!(
        shop.texts(None, "端午活动", false).await.len(),
        5,
        "a title"
    );
    assert_eq!(
        shop.texts(None, "alncubus", false).await.len(),
        5,
        "who posts"
    );
    let window = json!({
        "of": shop.list(None), "filter": "", "waiting": false, "offset": 3, "limit": 1,
    });
    let window = shop.bench.call("list_moment_jobs", window).await.unwrap()["value"].clone();
    assert_eq!(
        (&window["offset"], &window["total"]),
        (&json!(3), &json!(5))
    );
    let row = &window["rows"][0];
    assert_eq!(row["job"]["text"], "端午放假");
    assert_eq!(row["counts"], counts(3, 0));
    assert_eq!((&row["attachments"], &row["users"]), (&json!(2), &json!(2)));
    assert_eq!(row["job"]["attachments"][0]["kind"], "link");
    assert_eq!(
        row["job"]["attachments"][0]["address"],
        "https://shop.example/d"
    );
}

#[tokio::test]
async fn the_calendar_has_the_days_of_beijing_with_their_sums() {
    let shop = Shop::open().await;
    shop.stock().jobs.push(job(16, "", "没有时间", 1, 0));
    shop.refresh_jobs(None).await.unwrap();
    let first = json!({"day": DAY, "jobs": 3, "counts": counts(4, 5)});
    let second = json!({"day": NEXT, "jobs": 2, "counts": counts(7, 2)});
    let all = days(&shop, None, None).await["value"].clone();
    assert_eq!(all["days"]["rows"], json!([first, second]));
    assert_eq!(all["undated"], 1);
    let of = async |from, until| days(&shop, from, until).await["value"]["days"]["rows"].clone();
    assert_eq!(of(Some(NEXT), None).await, json!([second]));
    assert_eq!(of(None, Some(DAY)).await, json!([first]));
    assert_eq!(of(Some(DAY), Some(NEXT)).await, json!([first, second]));
}

#[tokio::test]
async fn a_day_is_shown_from_the_whole_list_until_the_server_has_told_of_it() {
    let shop = Shop::open().await;
    shop.refresh_jobs(None).await.unwrap();
    // Whatever comes of asking for the day, it does not come in this test.
    shop.stock().broken_from = Some(1);
    let at_once = board(&shop, Some(NEXT)).await;
    assert_eq!(at_once["value"]["counts"], counts(7, 2));
    assert_eq!(at_once["value"]["told"]["total"], Value::Null);
    assert_eq!(shop.texts(Some(NEXT), "", false).await, ["补货", "早市"]);
    // What was asked for then ends here.
    shop.refresh_jobs(Some(NEXT)).await.unwrap_err();

    shop.stock().broken_from = None;
    shop.stock()
        .jobs
        .push(job(17, "2024-05-24 09:00:00", "加场", 0, 1));
    shop.refresh_jobs(Some(NEXT)).await.unwrap();
    let told = board(&shop, Some(NEXT)).await;
    assert_eq!(told["value"]["counts"], counts(7, 3));
    assert_eq!(told["value"]["told"]["total"], 10);
}

#[tokio::test]
async fn what_breaks_off_is_shown_and_not_summed() {
    let shop = Shop::open().await;
    shop.stock().broken_from = Some(2);
    let refused = shop.refresh_jobs(None).await;
    let message = "系统繁忙".to_owned();
    assert_eq!(refused, Err(AppError::Rejected { message }));
    let partial = board(&shop, None).await;
    assert_eq!(partial["complete"], false);
    assert_eq!(partial["value"]["jobs"], 2);
    assert_eq!(partial["value"]["counts"], Value::Null);
    assert_eq!(partial["value"]["told"]["total"], 18);
    assert_eq!(partial["problem"]["code"], "rejected");
    let days = days(&shop, None, None).await["value"]["days"]["rows"].clone();
    assert_eq!(days[0]["counts"], Value::Null);

    // A whole reading is not given up for half of one.
    shop.stock().broken_from = None;
    shop.refresh_jobs(None).await.unwrap();
    shop.stock().broken_from = Some(2);
    shop.refresh_jobs(None).await.unwrap_err();
    let whole = board(&shop, None).await;
    assert_eq!(
        (&whole["complete"], &whole["value"]["jobs"]),
        (&json!(true), &json!(5))
    );
}

#[tokio::test]
async fn a_server_that_sums_otherwise_stands_beside_the_rows() {
    let shop = Shop::open().await;
    shop.stock().told = Some(json!({"wait_count": 6, "job_total": "18"}));
    shop.stock().jobs[0]["moment_total"] = json!(5);
    shop.refresh_jobs(None).await.unwrap();
    let board = board(&shop, None).await["value"].clone();
    assert_eq!(board["counts"], counts(11, 7));
    assert_eq!(
        board["disagreements"],
        json!([{"figure": "waiting", "rows": 7, "server": 6}])
    );
    assert_eq!(board["disputed"], 1);
    let one = json!({"of": shop.list(None), "job": "11"});
    let one = shop.bench.call("get_moment_job", one).await.unwrap()["value"].clone();
    assert_eq!(one["counts"], counts(1, 1));
    assert_eq!(
        one["disagreements"],
        json!([{"figure": "total", "rows": 2, "server": 5}])
    );
}

#[tokio::test]
async fn the_people_of_a_job_are_counted_and_those_are_found_who_have_still_to_post() {
    let shop = Shop::open().await;
    shop.refresh_jobs(Some(DAY)).await.unwrap();
    let one = json!({"of": shop.list(Some(DAY)), "job": "11"});
    let never = shop
        .bench
        .call("get_posting_board", one.clone())
        .await
        .unwrap();
    assert_eq!(never["value"], Value::Null);
    shop.refresh(json!({"kind": "people", "job": "11"}))
        .await
        .unwrap();
    let board = async || {
        let board = shop.bench.call("get_posting_board", one.clone()).await;
        board.unwrap()["value"].clone()
    };
    let figures = ["people", "posted", "waiting", "other"];
    let read = board().await;
    assert_eq!(json!(figures.map(|name| &read[name])), json!([3, 1, 2, 0]));
    // The list of jobs said 1 and 1.
    assert_eq!(
        read["disagreements"],
        json!([
            {"figure": "waiting", "rows": 2, "server": 1},
            {"figure": "total", "rows": 3, "server": 2},
        ])
    );
    let names = async |status: Value, filter: &str| {
        let args = json!({
            "of": one, "status": status, "filter": filter, "offset": 0, "limit": 200,
        });
        let read = shop.bench.call("list_moment_people", args).await.unwrap();
        let rows = read["value"]["rows"].as_array().unwrap().iter();
        rows.map(|row| row["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(Value::Null, "").await, ["李四", "王五", "张三"]);
    assert_eq!(names(json!("waiting"), "").await, ["李四", "王五"]);
    assert_eq!(names(json!("posted"), "").await, ["张三"]);
    assert_eq!(names(Value::Null, "ws").await, Vec::<String>::new());
    assert_eq!(names(Value::Null, "ww").await, ["王五"]);
    assert_eq!(names(Value::Null, "staff32").await, ["李四"]);

    // Who posts after the list was read makes no disagreement, at once or
    // later, and what was read long before proves nothing.
    let total = json!([{"figure": "total", "rows": 3, "server": 2}]);
    for (later_ms, status, counts) in [(100, 1, [2, 1]), (6_000, 1, [2, 1]), (6_000, 0, [1, 2])] {
        shop.bench.clock.advance_ms(later_ms);
        shop.stock().people[1]["status"] = json!(status);
        shop.refresh(json!({"kind": "people", "job": "11"}))
            .await
            .unwrap();
        let read = board().await;
        assert_eq!(json!([read["posted"], read["waiting"]]), json!(counts));
        assert_eq!(read["disagreements"], total, "{later_ms} ms, {status}");
    }
}

#[tokio::test]
async fn a_job_that_is_not_in_its_list_is_not_found() {
    let shop = Shop::open().await;
    let one = |id: &str| json!({"of": shop.list(None), "job": id});
    let unread = shop.bench.call("get_moment_job", one("11")).await.unwrap();
    assert_eq!(unread["value"], Value::Null);
    shop.refresh_jobs(None).await.unwrap();
    let found = shop.bench.call("get_moment_job", one("11")).await.unwrap();
    assert_eq!(found["value"]["job"]["text"], "新品到店");
    let gone = shop.bench.call("get_moment_job", one("99")).await;
    assert_eq!(gone, Err(AppError::NotFound));
}
