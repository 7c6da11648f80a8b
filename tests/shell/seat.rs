//! What belongs to whoever sits here: the palette and privacy mode.

use fantoccini::key::Key;
use serde_json::json;

use crate::driver::{App, Stage};
use crate::steps;

/// The option that Enter would take.
const ACTIVE: &str = "
    const active = document.activeElement.getAttribute('aria-activedescendant');
    const option = active && document.getElementById(active);
    return option?.textContent.replace(/\\s+/g, ' ').trim() ?? ''";

/// Whether the page holds a phone number anywhere.
const PHONES: &str =
    "return /100\\u202f\\d{4}\\u202f\\d{4}/.test(document.documentElement.outerHTML)";

#[tokio::test]
async fn a_person_is_found_by_pinyin_and_gone_to_and_privacy_masks_the_phones() {
    let stage = Stage::set().await;
    let app = App::start(&stage).await;
    steps::demo(&app).await;
    app.click("link", steps::GATHERING).await;
    app.click("tab", "响应").await;
    app.find("row", "100").await;

    palette(&app, "liang").await;
    let found = take(&app, "梁").await;
    let name: String = found.chars().take_while(|c| !c.is_whitespace()).collect();
    app.find("heading", &name).await;
    // What is known of them leads on.
    take(&app, steps::GATHERING).await;
    app.until("the task's own page", async || {
        let path = app.path().await;
        (!path.contains("responses")).then_some(())
    })
    .await;
    app.find("heading", steps::GATHERING).await;

    app.click("tab", "响应").await;
    app.find("row", "100").await;
    assert_eq!(app.run(PHONES).await, Ok(json!(true)));
    palette(&app, "yinsi").await;
    take(&app, "打开隐私模式").await;
    app.until("no phone number in the page", async || {
        (app.run(PHONES).await == Ok(json!(false))).then_some(())
    })
    .await;
    app.click("button", "显示").await;
    app.until("the one that was asked for", async || {
        (app.run(PHONES).await == Ok(json!(true))).then_some(())
    })
    .await;
    app.quit().await;
}

/// Opens the palette and types.
async fn palette(app: &App, typed: &str) {
    app.press(&[Key::Control.into(), 'k']).await;
    app.focused("combobox", "").await;
    app.types(typed).await;
}

/// Goes down to the option that begins so and takes it; answers its name.
async fn take(app: &App, begins: &str) -> String {
    let option = app
        .until(&format!("an option {begins:?}"), async || {
            let options = app.names("option").await;
            let at = options.iter().position(|name| name.starts_with(begins))?;
            let active = app.run(ACTIVE).await.ok()?;
            if active == options[at] {
                return Some(options[at].clone());
            }
            app.press(&[Key::Down.into()]).await;
            None
        })
        .await;
    app.press(&[Key::Enter.into()]).await;
    option
}
