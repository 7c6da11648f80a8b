//! What a commander does, step by step, by the words on the screen (Chinese:
//! the language of the first start).

use std::time::Duration;

use crate::driver::{Account, App};

/// Longer than the two seconds that sending is held for, on a slow machine too.
const HELD: Duration = Duration::from_millis(3400);

/// A task of the built-in backend whose people are on their way.
pub const GATHERING: &str = "江堤抢险集结";

/// From the first screen to the list of the built-in backend's tasks.
pub async fn demo(app: &App) {
    app.click("button", "试用演示").await;
    app.find("link", GATHERING).await;
}

/// Opens a page by its address.
pub async fn go(app: &App, path: &str) {
    app.run(&format!("location.href = '{path}'")).await.ok();
    app.until(path, async || (app.path().await == path).then_some(()))
        .await;
}

/// Back to the list of tasks, from wherever the rail is.
pub async fn to_tasks(app: &App) {
    app.click("link", "任务").await;
    app.find("button", "发布任务").await;
}

/// From the first screen to the list of a server's tasks.
pub async fn connect(app: &App, url: &str, account: &Account) {
    app.click("button", "连接服务器").await;
    app.fill("textbox", "服务器地址", url).await;
    app.click("button", "保存并登录").await;
    app.fill("textbox", "用户名", &account.username).await;
    app.fill("textbox", "密码", &account.password).await;
    app.click("button", "登录").await;
    app.find("button", "发布任务").await;
}

/// Fills the form of a call-out that starts soon.
pub async fn write(app: &App, title: &str, wanted: u32) {
    app.click("button", "发布任务").await;
    app.fill("textbox", "任务主题", title).await;
    app.fill("textbox", "征集人数", &wanted.to_string()).await;
    app.click("button", "30 分钟后").await;
    app.click("button", "+2 小时").await;
    app.click("combobox", "集合地点").await;
    // Places that are read meanwhile come above the one that is new.
    let place = app
        .until("a place that is kept", async || {
            let places = app.names("option").await;
            places.into_iter().find(|name| !name.contains("新地点"))
        })
        .await;
    app.click("option", &place).await;
    app.fill("textbox", "任务详情", "自带雨具，南门报到").await;
}

/// Whom a call-out is for, one of each kind.
pub struct Recipients {
    pub org: String,
    pub office: String,
    pub person: String,
}

/// Chooses an organisation, an office and a person, each in its own view.
pub async fn choose(app: &App) -> Recipients {
    let org = pick(app, "组织", "二排").await;
    let office = pick(app, "单位", "街人武部").await;
    let person = pick(app, "人员", "李").await;
    app.sees("组织 1 个").await;
    app.sees("单位 1 个").await;
    app.sees("个人").await;
    Recipients {
        org,
        office,
        person,
    }
}

/// Searches in a view and chooses the last row that matches.
async fn pick(app: &App, view: &str, query: &str) -> String {
    app.click("radio", view).await;
    app.fill("textbox", "搜索组织、单位、人员", query).await;
    app.sees(&format!("“{query}”匹配")).await;
    let name = app
        .until(&format!("a row with {query:?}"), async || {
            app.names("treeitem")
                .await
                .into_iter()
                .rfind(|name| name.contains(query))
        })
        .await;
    app.click("treeitem", &name).await;
    app.click("button", "清空").await;
    // A row's name ends with how many people it stands for.
    name.split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// From the running total through the rehearsal to the ten seconds in which it
/// can be taken back.
pub async fn hold_to_send(app: &App) {
    app.click("button", "核对并发布").await;
    app.find("dialog", "核对后发出").await;
    app.hold("button", "按住两秒发出", HELD).await;
}

/// From the running total to "sent", without waiting.
pub async fn send(app: &App) {
    hold_to_send(app).await;
    app.click("button", "立即发出").await;
    app.sees("已发出").await;
}

/// The connection and, where there is one, the task or draft of the page.
pub async fn place(app: &App) -> (String, Option<String>) {
    let path = app.path().await;
    let (path, query) = path.split_once('?').unwrap_or((&path, ""));
    let parts: Vec<&str> = path.split('/').collect();
    let draft = query.split('&').find_map(|one| one.strip_prefix("draft="));
    let opened = draft.or_else(|| parts.get(5).copied());
    let connection = parts.get(2).copied().unwrap_or_default();
    (connection.to_owned(), opened.map(str::to_owned))
}
