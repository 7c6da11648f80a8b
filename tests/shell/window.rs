//! The window itself: what it shows, what it never does, how it ends.

use std::time::Duration;

use serde_json::json;

use crate::driver::{App, Process, Stage, signal, until};

const APP: &str = env!("CARGO_BIN_EXE_muster");

#[tokio::test]
async fn the_window_stays_on_the_apps_own_pages_and_runs_its_own_scripts_only() {
    let stage = Stage::set().await;
    let app = App::start(&stage).await;
    app.find("button", "试用演示").await;
    let at = app.path().await;

    app.run("location.href = 'https://127.0.0.1:9/'")
        .await
        .unwrap();
    let opened = app
        .run("return window.open('tauri://localhost/') === null")
        .await;
    assert_eq!(opened, Ok(json!(true)), "a second window opened");

    let inline = "
        const script = document.createElement('script');
        script.textContent = 'window.injected = true';
        document.body.append(script);
        return window.injected === true";
    assert_eq!(
        app.run(inline).await,
        Ok(json!(false)),
        "an injected script ran"
    );
    let refused = app.run("return eval('1 + 1')").await.unwrap_err();
    assert!(refused.contains("EvalError"), "{refused}");

    // A request out is refused by the policy before it leaves; the same
    // request to the app's own address is answered.
    assert!(app.run("await fetch('http://127.0.0.1:9/')").await.is_err());
    assert_eq!(
        app.run("return (await fetch('/icon.svg')).ok").await,
        Ok(json!(true))
    );

    assert_eq!(app.path().await, at, "the window went elsewhere");
    app.quit().await;
}

/// If the policy blocks `ipc:`, Tauri falls back to slow messages and says
/// nothing.
#[tokio::test]
async fn calls_go_over_the_ipc_protocol() {
    let stage = Stage::set().await;
    let app = App::start(&stage).await;
    app.call("get_settings", json!({})).await.unwrap();
    let blocked = app
        .run("return document.documentElement.dataset.ipc ?? null")
        .await;
    assert_eq!(blocked, Ok(json!(null)));
    // A blocked address makes fetch fail; this one is answered.
    let reached = app
        .run("return (await fetch('ipc://localhost/call', { method: 'POST' })).status > 0")
        .await;
    assert_eq!(reached, Ok(json!(true)));
    let outside = app
        .run("return (await fetch('ipc2://localhost/call', { method: 'POST' })).status > 0")
        .await;
    assert!(outside.is_err(), "{outside:?}");
    app.quit().await;
}

#[tokio::test]
async fn a_second_start_gives_way_to_the_first() {
    let stage = Stage::set().await;
    let app = App::start(&stage).await;
    let mut second = Process::start(&mut stage.command(APP));
    let status = until("the second start's end", async || {
        second.0.try_wait().unwrap()
    })
    .await;
    assert!(status.success(), "{status}");
    // Still there, still answering.
    app.call("get_settings", json!({})).await.unwrap();
    app.quit().await;
    // Without the first, a start stays: it holds the name that a further start
    // looks for.
    let mut third = Process::start(&mut stage.command(APP));
    until("the third start", async || stage.app_runs().then_some(())).await;
    assert_eq!(third.0.try_wait().unwrap(), None);
}

/// After the stores were made, milliseconds: from before the page's own
/// processes are there to when the built-in backend is at work.
const MOMENTS: [u64; 6] = [0, 100, 300, 800, 1_600, 3_200];

#[tokio::test]
async fn a_logout_ends_the_app_in_good_order_at_any_moment() {
    for moment in MOMENTS {
        let stage = Stage::set().await;
        let mut app = Process::start(stage.command(APP).arg("--demo"));
        let data = stage.app_folder("data");
        until("the cache", async || {
            data.join("cache.db").exists().then_some(())
        })
        .await;
        tokio::time::sleep(Duration::from_millis(moment)).await;
        signal("TERM", app.0.id());
        let status = until("the end", async || app.0.try_wait().unwrap()).await;
        assert!(status.success(), "{moment} ms after the start: {status}");
        // Closed in order: nothing is left in a write-ahead log.
        for store in ["cache.db-wal", "desk.db-wal", "demo.db-wal"] {
            let left = data.join(store).metadata().map_or(0, |wal| wal.len());
            assert_eq!(left, 0, "{store}, {moment} ms after the start");
        }
    }
}
