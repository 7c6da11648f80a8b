//! What a run leaves on disk, and what becomes of it when the key is gone.

use serde_json::json;

use crate::driver::{App, Relay, Server, Stage, hits};
use crate::steps;

const TITLE: &str = "夜间防汛集合 83-29";

#[tokio::test]
async fn nothing_that_was_read_or_typed_stands_on_disk_in_the_clear() {
    let stage = Stage::set().await;
    let mut relay = Relay::bind().await;
    let server = Server::start("documented", Some(&relay.address.to_string()));
    relay.to(server.address());
    let account = Server::account("commander");
    let app = App::start(&stage).await;
    steps::connect(&app, &format!("http://{}", relay.address), &account).await;
    steps::write(&app, TITLE, 5).await;
    let chosen = steps::choose(&app).await;
    steps::send(&app).await;
    app.click("link", "看谁应答了").await;
    app.click("tab", "响应").await;
    let (connection, task) = steps::place(&app).await;
    let one = json!({ "connection": connection, "task": task, "offset": 0, "limit": 50 });
    let rows = app.call("list_responses", responses(&one)).await.unwrap();
    let people = rows["value"]["rows"].as_array().unwrap().clone();
    assert!(!people.is_empty());

    let mut marks = vec![
        TITLE.to_owned(),
        account.password,
        chosen.org,
        chosen.office,
    ];
    marks.extend(relay.cookies());
    let text = |row: &serde_json::Value, field: &str| row[field].as_str().unwrap().to_owned();
    marks.extend(people.iter().map(|row| text(row, "phone")));
    // Two characters are six bytes; that is not found by chance.
    marks.extend(people.iter().map(|row| text(row, "name")));
    assert!(!relay.cookies().is_empty(), "no session's token was heard");
    marks.sort();
    marks.dedup();

    // While it runs and after it has ended.
    assert_eq!(hits(stage.root(), &marks), []);
    app.quit().await;
    assert_eq!(hits(stage.root(), &marks), []);

    let data = stage.app_folder("data");
    let cache = std::fs::read(data.join("cache.db")).unwrap();
    assert!(cache.len() > 16 && !cache.starts_with(b"SQLite format 3"));

    // The same search finds one that is planted.
    std::fs::write(data.join("planted"), format!("x{TITLE}y")).unwrap();
    assert_eq!(hits(stage.root(), &marks).len(), 1);
}

fn responses(one: &serde_json::Value) -> serde_json::Value {
    let mut args = one.clone();
    for (field, value) in [
        ("status", json!(null)),
        ("filter", json!("")),
        ("sort", json!("name")),
        ("descending", json!(false)),
    ] {
        args[field] = value;
    }
    args
}

#[tokio::test]
async fn without_its_key_the_old_cache_is_set_aside_and_the_app_works() {
    let stage = Stage::set().await;
    let server = Server::start("documented", None);
    let account = Server::account("commander");
    let app = App::start(&stage).await;
    steps::connect(&app, &server.url, &account).await;
    app.quit().await;
    let data = stage.app_folder("data");
    let before = std::fs::read(data.join("cache.db")).unwrap();

    stage.remove_key();
    let app = App::start(&stage).await;
    // The notice names where the old files stand; they are what they were.
    let info = app.call("app_info", json!({})).await.unwrap();
    assert_eq!(info["notice"]["kind"], "key_gone", "{info}");
    let aside = info["notice"]["set_aside"].as_str().unwrap();
    let old = aside
        .split(", ")
        .find(|name| name.starts_with("cache.db"))
        .unwrap();
    assert_eq!(std::fs::read(data.join(old)).unwrap(), before);
    steps::connect(&app, &server.url, &account).await;
    // Said on the screen, with the old cache's new name.
    app.sees(old).await;
    app.quit().await;
}
