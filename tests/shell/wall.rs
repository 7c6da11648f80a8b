//! The wall: a second window, which reads and does nothing else, and which the
//! lock covers like the first.

use fantoccini::key::Key;
use serde_json::json;

use crate::driver::App;
use crate::driver::Stage;
use crate::steps;

const PASSPHRASE: &str = "three at the gate";

#[tokio::test]
async fn the_wall_shows_the_figures_and_may_only_read_and_is_covered_with_the_rest() {
    let stage = Stage::set().await;
    let app = App::start(&stage).await;
    steps::demo(&app).await;
    app.click("link", steps::GATHERING).await;
    app.click("tab", "集合").await;
    let (connection, task) = steps::place(&app).await;
    app.click("button", "投到大屏").await;

    app.turn().await;
    app.sees("最近到达").await;
    let one = json!({ "connection": connection, "task": task });
    app.until("the figures that the board has", async || {
        let board = app.call("get_check_in_board", one.clone()).await.ok()?;
        let (arrived, accepted) = (&board["value"]["checked_in"], &board["value"]["accepted"]);
        let text = app.text().await;
        let figures = format!("{arrived}\n已到 / {accepted} 已接受");
        text.contains(&figures).then_some(())
    })
    .await;

    // Its name at the door is another one: what the first window may do, it may
    // not.
    let dark = json!({ "theme": "dark" });
    let refused = Err(json!({ "code": "read_only_window" }));
    assert_eq!(app.call("change_settings", dark.clone()).await, refused);
    assert_eq!(app.call("finish_task", one.clone()).await, refused);
    app.turn().await;
    let theme = app.call("change_settings", dark).await.unwrap()["theme"].clone();
    assert_eq!(theme, "dark");

    // Locked from the first window, by the palette.
    let passphrase = json!({ "current": "", "new": PASSPHRASE });
    app.call("set_lock_passphrase", passphrase).await.unwrap();
    app.click("link", "设置").await;
    app.find("button", "立即锁定").await;
    app.press(&[Key::Control.into(), 'k']).await;
    app.find("combobox", "").await;
    app.types("suoding").await;
    app.find("option", "立即锁定").await;
    app.press(&[Key::Enter.into()]).await;
    covered(&app).await;
    app.turn().await;
    covered(&app).await;
    // From the wall nobody opens it, whatever they know.
    let word = json!({ "passphrase": PASSPHRASE });
    assert_eq!(app.call("unlock_screen", word).await, refused);
    assert!(app.call("get_check_in_board", one).await.is_err());

    app.turn().await;
    app.fill("textbox", "解锁口令", PASSPHRASE).await;
    app.press(&[Key::Enter.into()]).await;
    app.find("button", "立即锁定").await;
    app.turn().await;
    app.sees(steps::GATHERING).await;
    app.quit().await;
}

async fn covered(app: &App) {
    app.sees("已锁定").await;
    let holds = format!(
        "return document.documentElement.outerHTML.includes('{}')",
        steps::GATHERING
    );
    assert_eq!(app.run(&holds).await, Ok(json!(false)));
}
