//! From the first start to a task published, answered, finished, and read again
//! when the server is gone: against `muster-server` in each dialect.

use crate::driver::{App, Server, Stage};
use crate::steps;

const TITLE: &str = "夜间防汛集合 61-17";

#[tokio::test]
async fn a_call_out_is_published_answered_finished_and_read_offline_documented() {
    journey("documented").await;
}

#[tokio::test]
async fn a_call_out_is_published_answered_finished_and_read_offline_enveloped() {
    journey("enveloped").await;
}

async fn journey(dialect: &str) {
    let stage = Stage::set().await;
    let server = Server::start(dialect, None);
    let app = App::start(&stage).await;

    steps::connect(&app, &server.url, &Server::account("commander")).await;
    steps::write(&app, TITLE, 5).await;
    let chosen = steps::choose(&app).await;
    steps::send(&app).await;

    // The answers of people, and their arrival.
    app.click("link", "看谁应答了").await;
    app.sees(TITLE).await;
    app.click("tab", "响应").await;
    app.click("radio", "接受").await;
    let accepted = row_with(&app, "接受").await;
    draws_a_curve(&app).await;
    app.click("tab", "集合").await;
    let arrived = row_with(&app, "已到").await;
    app.click("tab", "人员").await;
    app.sees(&chosen.org).await;
    app.sees(&chosen.office).await;
    finds(&app, &chosen.person).await;

    app.click("button", "结束任务").await;
    app.find("dialog", "结束这个任务").await;
    app.click("button", "结束任务").await;
    app.sees("已结束").await;
    app.click("radio", "已完成").await;
    app.click("link", TITLE).await;
    app.sees("已结束").await;
    // What is kept is what was read: after the end, once more.
    for (tab, figure, row) in boards(&accepted, &arrived) {
        app.click("tab", tab).await;
        app.sees(figure).await;
        finds(&app, row).await;
    }

    // The server is gone, and the app starts anew.
    drop(server);
    app.quit().await;
    let app = App::start(&stage).await;
    // What is kept is shown at once and read again, unasked.
    app.sees("连不上服务器").await;
    app.click("radio", "已完成").await;
    app.find("link", TITLE).await;
    tells_its_age(&app).await;
    app.click("link", TITLE).await;
    app.sees("集合地点").await;
    tells_its_age(&app).await;
    for (tab, figure, row) in boards(&accepted, &arrived) {
        app.click("tab", tab).await;
        app.sees(figure).await;
        finds(&app, row).await;
        tells_its_age(&app).await;
    }
    app.quit().await;
}

/// The name in the first row of the table with this status. Polling is slow
/// beside a unit that lives 600 seconds in one, so the page is asked to read.
async fn row_with(app: &App, status: &str) -> String {
    let row = app
        .until(&format!("a row with {status:?}"), async || {
            let rows = app.names("row").await;
            // Not the head of the table of offices.
            let person = |row: &String| row.contains(status) && !row.starts_with("单位");
            if let Some(row) = rows.into_iter().find(person) {
                return Some(row);
            }
            app.look("button", "刷新").await?.click().await.ok()?;
            None
        })
        .await;
    row.split_whitespace().next().unwrap_or_default().to_owned()
}

/// The tabs of the two boards, a figure that each alone shows, and whom to find
/// there.
fn boards<'a>(accepted: &'a str, arrived: &'a str) -> [(&'static str, &'static str, &'a str); 2] {
    [("响应", "响应用时", accepted), ("集合", "已到达", arrived)]
}

/// The chart is more than an empty canvas.
async fn draws_a_curve(app: &App) {
    const PAINTED: &str = "
        const canvas = document.querySelector('.uplot canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return data.filter((value, at) => at % 4 === 3 && value > 0).length";
    app.until("a curve", async || {
        let painted = app.run(PAINTED).await.ok()?;
        (painted.as_u64()? > 500).then_some(())
    })
    .await;
}

/// The person's row, which may stand far down in a table that draws only what is
/// in sight.
async fn finds(app: &App, person: &str) {
    app.fill("textbox", "筛选名单", person).await;
    app.find("row", person).await;
}

/// The page says when its data was read.
async fn tells_its_age(app: &App) {
    app.sees("更新").await;
}
