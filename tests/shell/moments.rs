//! A day of moments: an enterprise chosen, a day opened, a job's people listed
//! and written to a file.

use std::time::Duration;

use serde_json::json;

use crate::driver::{App, Server, Stage};
use crate::steps::go;

#[tokio::test]
async fn a_moments_day_is_opened_and_the_people_of_a_job_are_listed_and_saved() {
    let stage = Stage::set_for(Duration::from_secs(300)).await;
    let server = Server::start("documented", None);
    let app = App::start(&stage).await;
    app.find("button", "试用演示").await;
    let connection = seat(&app, &server).await;

    go(&app, &format!("/c/{connection}/moments")).await;
    app.click("button", "海滨优选超市").await;
    app.find("combobox", "任务").await;
    app.click("button", "往前一个有任务的日子").await;
    app.until("a day", async || {
        app.path().await.contains("day=").then_some(())
    })
    .await;

    // The jobs of that day, and the people of the newest.
    let job = app
        .until("a job", async || {
            let links = app.names("link").await;
            links.into_iter().find(|name| name.contains(" / "))
        })
        .await;
    app.click("link", &job).await;
    app.find("grid", "发表名单").await;
    // Of a long list only what is in sight is drawn; the grid tells all its rows.
    let seen = app
        .until("people", async || {
            let rows = app.names("row").await;
            let accounts: Vec<_> = rows
                .iter()
                .filter(|row| row.contains("发表"))
                .filter_map(|row| Some(row.split_whitespace().nth(1)?.to_owned()))
                .collect();
            (!accounts.is_empty()).then_some(accounts)
        })
        .await;
    let grid = "return document.querySelector('[aria-label=发表名单]').ariaRowCount";
    let rows = app.run(grid).await.unwrap();

    let file = stage.root().join("people.csv");
    app.press(&['e']).await;
    app.click("menuitem", "导出 CSV").await;
    let dialog = stage.system_window("Save File").await;
    dialog.name(file.to_str().unwrap()).await;
    let text = app
        .until("the file", async || std::fs::read_to_string(&file).ok())
        .await;
    assert!(text.contains("账号"), "{text}");
    let accounts: Vec<_> = text
        .lines()
        .filter_map(|line| line.split(',').nth(1))
        .collect();
    for account in seen {
        assert!(accounts.contains(&account.as_str()), "{account}: {text}");
    }
    assert_eq!(rows, accounts.len().to_string(), "{text}");
    app.quit().await;
}

/// A connection of the manager, signed in, at no enterprise yet.
async fn seat(app: &App, server: &Server) -> String {
    let account = Server::account("manager");
    let added = json!({
        "kind": "soptask", "name": "", "crs": "gcj02", "base_url": server.url,
        "modules": { "task": null, "sign_in": null, "location": null },
        "soptask": { "uniacid": "8" },
    });
    let added = app.call("add_connection", added).await.unwrap();
    let connection = added["id"].as_str().expect("an id").to_owned();
    let session = json!({
        "connection": connection, "username": account.username,
        "password": account.password, "allow_plain": false,
    });
    app.call("sign_in", session).await.unwrap();
    connection
}
