//! Quests by hand: an admin creates one that comes after another, a user does
//! it while its progress arrives, and the admin sets it back.

use std::time::Duration;

use serde_json::{Value, json};

use crate::driver::{App, Server, Stage};
use crate::steps::go;

const NAME: &str = "雨季巡田";

/// A connection of its own, with its board read; answers its id.
async fn seat(app: &App, server: &Server, role: &str) -> String {
    let added = json!({
        "kind": "questboard", "name": role, "crs": "gcj02", "base_url": server.url,
        "modules": { "task": null, "sign_in": null, "location": null },
    });
    let added = app.call("add_connection", added).await.unwrap();
    let connection = added["id"].as_str().expect("an id").to_owned();
    let account = Server::account(role);
    let session = json!({
        "connection": connection, "username": account.username,
        "password": account.password, "allow_plain": false,
    });
    app.call("sign_in", session).await.unwrap();
    for view in ["board", "categories"] {
        refresh(app, &connection, json!({ "kind": view })).await;
    }
    connection
}

async fn refresh(app: &App, connection: &str, view: Value) {
    let target = json!({ "kind": "quests", "connection": connection, "view": view });
    app.call("refresh", json!({ "target": target }))
        .await
        .unwrap();
}

/// Chooses from a list that a button opens.
async fn choose(app: &App, label: &str, option: &str) {
    app.click("combobox", label).await;
    app.click("option", option).await;
}

/// Opens the card of a quest.
async fn open(app: &App, connection: &str, name: &str) {
    go(app, &format!("/c/{connection}/quests")).await;
    app.fill("textbox", "筛选任务", name).await;
    app.click("link", name).await;
    app.find("heading", name).await;
}

/// Waits until one line names a quest and says this of it.
async fn line(app: &App, role: &str, name: &str, what: &str) {
    app.until(&format!("{name:?} and {what:?} in a line"), async || {
        let lines = app.names(role).await;
        let says = |line: &String| line.contains(name) && line.contains(what);
        lines.iter().any(says).then_some(())
    })
    .await;
}

/// Waits until the inbox says this of a quest.
async fn told(app: &App, name: &str, what: &str) {
    line(app, "button", name, what).await;
}

#[tokio::test]
async fn a_quest_is_created_done_claimed_and_reset_and_all_of_it_is_told() {
    let stage = Stage::set_for(Duration::from_secs(300)).await;
    let server = Server::start("documented", None);
    let app = App::start(&stage).await;
    app.find("button", "试用演示").await;
    let admin = seat(&app, &server, "admin").await;
    let user = seat(&app, &server, "user").await;

    // An expiry that is near is told at once.
    go(&app, "/inbox").await;
    told(&app, "流星之夜", "过期，还没有完成。").await;

    go(&app, &format!("/c/{admin}/quests")).await;
    app.click("button", "新建任务").await;
    app.fill("textbox", "名称", NAME).await;
    choose(&app, "类型", "每日").await;
    choose(&app, "分类", "日常").await;
    app.fill("textbox", "目标类型", "patrol").await;
    app.fill("textbox", "目标数量", "3").await;
    app.click("button", "添加奖励").await;
    app.fill("textbox", "物品编号", "1001").await;
    app.fill("textbox", "物品名称", "金币").await;
    app.fill("textbox", "数量", "50").await;
    app.fill("textbox", "添加前置任务", "认识农场").await;
    app.click("button", "认识农场").await;
    choose(&app, "重置", "每天").await;
    app.click("button", "新建任务").await;
    app.click("link", "打开任务").await;
    app.find("heading", NAME).await;
    app.sees("前置任务").await;

    refresh(&app, &user, json!({ "kind": "board" })).await;
    open(&app, &user, NAME).await;
    app.sees("已完成").await;
    app.click("button", "接取").await;
    // The unit does it while the page is open.
    app.sees("进度已够").await;
    app.click("button", "完成").await;
    app.click("button", "领取奖励").await;
    app.sees("奖励已领取").await;
    go(&app, "/inbox").await;
    told(&app, NAME, "已完成，可以领取：金币 ×50。").await;

    // What was claimed cannot be claimed again, and says so; two others can.
    go(&app, &format!("/c/{user}/quests")).await;
    for name in [NAME, "第一次收获", "环岛旅行"] {
        // What is selected stays so under another filter.
        app.fill("textbox", "筛选任务", name).await;
        app.click("checkbox", &format!("选择 {name}")).await;
    }
    app.click("button", "批量领取").await;
    app.find("dialog", "领取选中的").await;
    app.click("button", "领取这些").await;
    app.sees("2 项成功").await;
    for (name, became) in [
        (NAME, "奖励已经领取过了"),
        ("第一次收获", "已领取 金币 ×80"),
        ("环岛旅行", "已领取 金币 ×600"),
    ] {
        line(&app, "listitem", name, became).await;
    }
    app.sees("合计领取").await;
    app.click("button", "关闭").await;

    go(&app, &format!("/c/{admin}/quests")).await;
    app.click("button", "重置…").await;
    app.find("dialog", "重置任务").await;
    app.click("button", "确认重置").await;
    app.sees("条进度记录").await;
    app.click("button", "关闭").await;

    open(&app, &admin, NAME).await;
    app.click("button", "更多").await;
    app.click("menuitem", "删除").await;
    app.click("button", "删除任务").await;
    app.sees("任务已删除").await;
    app.click("link", "审计记录").await;
    for action in ["新建", "领取", "重置", "删除"] {
        app.sees(action).await;
    }
    app.sees(NAME).await;
    app.quit().await;
}
