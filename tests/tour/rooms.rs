//! What is not a call-out: the rooms of the demo's other seats.

use fantoccini::key::Key;
use serde_json::{Value, json};

use super::Album;
use crate::driver::App;
use crate::steps;

/// A mission in parts and a meeting of the built-in backend.
const MISSION: &str = "校园开放日 | 内部任务分配";
const MEETING: &str = "全体大会：校园开放日动员";

/// A quest of the built-in backend that comes after others.
const QUEST: &str = "环岛旅行";

/// The path of the first seat that is like this.
async fn home(app: &App, is: impl Fn(&Value) -> bool) -> String {
    let all = app.call("list_connections", json!({})).await.unwrap();
    let seat = all.as_array().unwrap().iter().find(|one| is(one)).unwrap();
    format!("/c/{}", seat["id"].as_str().unwrap())
}

async fn home_of(app: &App, kind: &str) -> String {
    home(app, |seat| seat["config"]["kind"] == kind).await
}

/// Missions and meetings of a club.
pub async fn clubs(app: &App, album: &mut Album) {
    let home = home_of(app, "weclubs").await;
    steps::go(app, &format!("{home}/missions")).await;
    app.find("link", MISSION).await;
    album.take(app, "missions").await;
    app.click("link", MISSION).await;
    app.find("radio", "摄像负责").await;
    album.take(app, "mission").await;

    app.click("button", "发布任务").await;
    app.fill("textbox", "内容", "迎新布置").await;
    app.click("button", "添加子任务").await;
    app.types("搬桌椅").await;
    app.click("treeitem", "宣传部").await;
    album.take(app, "publish-mission").await;

    steps::go(app, &format!("{home}/meetings")).await;
    app.find("link", MEETING).await;
    album.take(app, "meetings").await;
    app.click("link", MEETING).await;
    app.find("grid", "参会名单").await;
    album.take(app, "meeting").await;
    let path = app.path().await;
    let meeting = path.rsplit('/').next().unwrap().to_owned();
    app.click("button", "导出").await;
    app.click("menuitem", "打印签到表").await;
    app.find("heading", MEETING).await;
    app.sees("签到时间").await;
    album.take(app, "attendance").await;

    steps::go(app, &format!("{home}/meetings/sign-in")).await;
    app.sees("用签到码的照片签到").await;
    album.take(app, "sign-in").await;
    let projector = home.replace("/c/", "/projector/");
    steps::go(app, &format!("{projector}/{meeting}")).await;
    app.find("img", "签到码").await;
    album.take_lit(app, "projector").await;
    steps::go(app, "/inbox").await;
    app.find("heading", "收件箱").await;
}

/// What staff of an enterprise are to post.
pub async fn moments(app: &App, album: &mut Album) {
    let home = home_of(app, "soptask").await;
    steps::go(app, &format!("{home}/moments")).await;
    app.find("button", "海滨优选超市").await;
    album.take(app, "enterprises").await;
    app.click("button", "海滨优选超市").await;
    app.find("combobox", "任务").await;
    let job = app
        .until("a job", async || {
            let links = app.names("link").await;
            links.into_iter().find(|name| name.contains(" / "))
        })
        .await;
    album.take(app, "moments").await;
    app.click("link", &job).await;
    app.find("grid", "发表名单").await;
    album.take(app, "moments-job").await;
}

/// What there is to do, and who administers it.
pub async fn quests(app: &App, album: &mut Album) {
    let administers = |seat: &Value| {
        let capabilities = seat["capabilities"].as_array();
        seat["config"]["kind"] == "questboard"
            && capabilities.is_some_and(|all| all.iter().any(|one| one == "quest_admin"))
    };
    let user = home(app, |seat| {
        seat["config"]["kind"] == "questboard" && !administers(seat)
    })
    .await;
    let admin = home(app, administers).await;

    steps::go(app, &format!("{user}/quests")).await;
    app.find("link", QUEST).await;
    album.take(app, "quests").await;
    app.click("radio", "表格").await;
    app.find("grid", "任务").await;
    album.take(app, "quest-table").await;
    app.click("radio", "卡片").await;
    app.click("link", QUEST).await;
    app.find("heading", QUEST).await;
    album.take(app, "quest").await;

    steps::go(app, &format!("{admin}/quests/new")).await;
    app.fill("textbox", "名称", "雨季巡田").await;
    app.click("button", "添加奖励").await;
    album.take(app, "quest-form").await;
    steps::go(app, &format!("{admin}/quests")).await;
    app.click("button", "重置…").await;
    app.find("dialog", "重置任务").await;
    album.take(app, "quest-reset").await;
    app.press(&[Key::Escape.into()]).await;
    app.click("link", "审计记录").await;
    app.find("grid", "").await;
    album.take(app, "quest-audit").await;
}
