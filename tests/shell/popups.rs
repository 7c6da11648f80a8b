//! Notifications of the system: a desktop that shows them, and one that has
//! none.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use zbus::object_server::SignalEmitter;
use zbus::zvariant::OwnedValue;

use crate::driver::{App, Server, Stage, until};
use crate::steps;

const PATH: &str = "/org/freedesktop/Notifications";

/// What was shown: its id, its title and its text.
type Shown = Arc<Mutex<Vec<(u32, String, String)>>>;

/// The part of a desktop that shows notifications.
struct Daemon(Shown);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Daemon {
    #[expect(clippy::too_many_arguments, reason = "the interface has so many")]
    fn notify(
        &self,
        _app: &str,
        replaces: u32,
        _icon: &str,
        summary: &str,
        body: &str,
        _actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> u32 {
        let mut shown = self.0.lock().unwrap();
        let id = if replaces == 0 {
            u32::try_from(shown.len()).unwrap() + 1
        } else {
            replaces
        };
        shown.push((id, summary.to_owned(), body.to_owned()));
        id
    }

    fn get_capabilities(&self) -> Vec<&str> {
        vec!["actions", "body"]
    }

    fn get_server_information(&self) -> (&str, &str, &str, &str) {
        ("stage", "muster", "1", "1.2")
    }

    fn close_notification(&self, _id: u32) {}

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, action: &str)
    -> zbus::Result<()>;
}

/// Puts the daemon on the stage's bus.
async fn desktop(stage: &Stage) -> (zbus::Connection, Shown) {
    let shown = Shown::default();
    let connection = zbus::connection::Builder::address(stage.bus())
        .unwrap()
        .serve_at(PATH, Daemon(Arc::clone(&shown)))
        .unwrap()
        .name("org.freedesktop.Notifications")
        .unwrap()
        .build()
        .await
        .unwrap();
    (connection, shown)
}

/// The last that was shown under this title: its id and its text.
fn last(all: &Shown, title: &str) -> Option<(u32, String)> {
    let all = all.lock().unwrap();
    let found = all.iter().rev().find(|(_, summary, _)| summary == title);
    found.map(|(id, _, body)| (*id, body.clone()))
}

/// The answers to the task of this title, as something to fetch.
async fn board(app: &App, title: &str) -> Value {
    let connections = app.call("list_connections", json!({})).await.unwrap();
    let connection = connections[0]["id"].clone();
    let list = json!({
        "connection": connection, "list": "working", "page": 1, "filter": "",
    });
    let task = until("the task in the list", async || {
        let read = app.call("list_tasks", list.clone()).await.ok()?;
        let rows = read["value"]["rows"].as_array()?.clone();
        let of = |row: &Value| row["summary"]["title"] == title;
        Some(rows.into_iter().find(of)?["summary"]["id"].clone())
    })
    .await;
    json!({ "kind": "responses", "connection": connection, "task": task })
}

#[tokio::test]
async fn answers_are_shown_on_the_desktop_and_pressing_them_opens_the_board() {
    const TITLE: &str = "夜间防汛集合 61-18";
    let stage = Stage::set().await;
    let (bus, all) = desktop(&stage).await;
    let server = Server::start("documented", None);
    let app = App::start(&stage).await;
    steps::connect(&app, &server.url, &Server::account("commander")).await;
    app.click("link", "设置").await;
    app.click("button", "弹出一条看看").await;
    until("the sample", async || last(&all, "点将台")).await;

    app.click("link", "任务").await;
    steps::write(&app, TITLE, 5).await;
    steps::choose(&app).await;
    steps::send(&app).await;
    app.click("link", "收件箱").await;
    stage.leave_desk();
    let board = board(&app, TITLE).await;
    let (id, body) = until("a notification of the answers", async || {
        // The lookout goes by the minute; whoever asks need not wait for it.
        app.call("refresh", json!({ "target": board })).await.ok()?;
        last(&all, TITLE)
    })
    .await;
    assert!(body.contains("人"), "{body}");
    app.find("link", TITLE).await;

    let emitter = SignalEmitter::new(&bus, PATH).unwrap();
    Daemon::action_invoked(&emitter, id, "default")
        .await
        .unwrap();
    let path = until("the page that it opens", async || {
        let path = app.path().await;
        path.contains("/tasks/working/").then_some(path)
    })
    .await;
    assert!(path.ends_with("/responses"), "{path}");
    app.find("heading", TITLE).await;
    app.quit().await;
}

#[tokio::test]
async fn a_desktop_without_notifications_says_so_in_the_settings() {
    let stage = Stage::set().await;
    let app = App::start(&stage).await;
    app.click("button", "试用演示").await;
    app.click("link", "设置").await;
    app.click("button", "弹出一条看看").await;
    app.sees("这个系统不能弹出通知").await;
    let state = app.call("get_popups", json!({})).await.unwrap();
    assert_eq!(state["way"], "missing");
    app.quit().await;
}
