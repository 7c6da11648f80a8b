//! A mission in two parts: published by hand, confirmed and finished by the
//! simulated unit, reminded of and taken back.

use std::time::Duration;

use jiff::tz::{TimeZone, offset};
use jiff::{SignedDuration, Timestamp};

use crate::clubs::Seat;
use crate::driver::{App, Server, Stage};
use crate::steps::{self, go};

const CONTENT: &str = "迎新布置";

#[tokio::test]
async fn a_mission_in_two_parts_is_published_answered_reminded_of_and_taken_back() {
    let stage = Stage::set_for(Duration::from_secs(300)).await;
    let server = Server::start("documented", None);
    let app = App::start(&stage).await;
    app.find("button", "试用演示").await;
    let sponsor = Seat::take(&app, &server, "sponsor").await;

    go(&app, &format!("/c/{}/missions", sponsor.connection)).await;
    app.click("button", "发布任务").await;
    app.fill("textbox", "内容", CONTENT).await;
    app.fill("textbox", "截止时间", &in_hours(3)).await;
    for (content, department) in [("搬桌椅", "宣传部"), ("写海报", "活动部")] {
        app.click("button", "添加子任务").await;
        app.types(content).await;
        app.click("treeitem", department).await;
    }
    steps::send(&app).await;
    app.click("link", "打开看看").await;
    app.sees(CONTENT).await;
    app.sees("搬桌椅").await;
    app.sees("写海报").await;

    // Who has confirmed, and then done it.
    for what in ["已确认", "已完成"] {
        app.until(what, async || {
            let rows = app.names("row").await;
            let done = |row: &String| row.contains(what) && !row.starts_with("姓名");
            if rows.iter().any(done) {
                return Some(());
            }
            app.look("button", "刷新").await?.click().await.ok()?;
            None
        })
        .await;
    }

    app.click("button", "提醒未完成").await;
    app.click("button", "发出提醒").await;
    app.sees("上次").await;
    app.click("button", "更多").await;
    app.click("menuitem", "撤销任务").await;
    app.find("dialog", "撤销这个任务").await;
    app.click("button", "撤销任务").await;
    app.sees("这个任务已经撤销").await;
    app.quit().await;
}

/// Beijing's wall, so many hours from now.
fn in_hours(hours: i64) -> String {
    let then = Timestamp::now() + SignedDuration::from_hours(hours);
    let there = then.to_zoned(TimeZone::fixed(offset(8)));
    there.strftime("%Y-%m-%d %H:%M").to_string()
}
