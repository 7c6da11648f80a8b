//! What leaves the window: to the program that dials, to the clipboard, to a
//! file that the system's own dialog names, to paper.

use std::fs;
use std::process::Stdio;

use fantoccini::key::Key;

use crate::driver::{App, Process, Stage, until};
use crate::steps;

const APP: &str = env!("CARGO_BIN_EXE_muster");

#[tokio::test]
async fn a_number_is_handed_to_the_program_that_dials_and_to_the_clipboard() {
    let stage = Stage::set().await;
    let told = stage.program("xdg-open");
    let app = App::start(&stage).await;
    steps::demo(&app).await;
    app.click("link", steps::GATHERING).await;
    app.click("tab", "响应").await;
    app.click("radio", "未读").await;
    app.find("row", "100").await;

    // Tab comes to a row, then to the acts in it.
    app.focus("row", "100").await;
    app.press(&[Key::Tab.into()]).await;
    let buttons = app.names("button").await;
    let name = buttons
        .iter()
        .find_map(|name| name.strip_prefix("拨打")?.strip_suffix("的电话"))
        .expect("somebody to phone");
    app.focused("button", &format!("拨打{name}的电话")).await;
    app.press(&[Key::Enter.into()]).await;
    app.sees(&format!("正在拨打{name}")).await;
    let handed = app
        .until("the program that dials", async || {
            let told = fs::read_to_string(&told).ok()?;
            (!told.is_empty()).then_some(told)
        })
        .await;
    let number = handed.strip_prefix("tel:").expect("a number").trim_end();
    assert_eq!(number.len(), 11, "{number}");

    app.focus("button", &format!("复制{name}的手机号")).await;
    app.press(&[Key::Enter.into()]).await;
    app.sees(&format!("已复制{name}的手机号")).await;
    app.focus("textbox", "筛选名单").await;
    // As the desktop does it: a driver's keys reach no clipboard.
    stage.system_window("点将台").await.press("ctrl+v");
    app.until("the number that was handed over", async || {
        let pasted = app.run("return document.activeElement.value").await.ok()?;
        (pasted == number).then_some(())
    })
    .await;

    // The filter leaves whoever was phoned, and what came of it stands there.
    app.focus("button", &format!("记录与{name}的通话结果"))
        .await;
    app.press(&[Key::Enter.into()]).await;
    app.focused("menuitem", "会来").await;
    app.press(&[Key::Enter.into()]).await;
    app.until("what came of it", async || {
        let rows = app.names("row").await;
        let noted = |row: &String| row.starts_with(name) && row.contains("会来");
        rows.iter().any(noted).then_some(())
    })
    .await;
    app.quit().await;
}

#[tokio::test]
async fn a_list_is_saved_where_the_systems_dialog_says() {
    let stage = Stage::set().await;
    let app = App::start(&stage).await;
    steps::demo(&app).await;
    app.click("link", steps::GATHERING).await;
    app.click("tab", "集合").await;
    app.find("row", "100").await;

    // Given up, nothing is written and the page goes on.
    let file = stage.root().join("arrivals.xlsx");
    for given_up in [true, false] {
        assert!(!file.exists());
        app.press(&['e']).await;
        app.focused("menuitem", "导出 XLSX").await;
        app.press(&[Key::Enter.into()]).await;
        let dialog = stage.system_window("Save File").await;
        if given_up {
            dialog.give_up().await;
        } else {
            dialog.name(file.to_str().unwrap()).await;
        }
    }
    app.sees("已导出“arrivals.xlsx”").await;
    // A workbook is a ZIP file.
    assert!(fs::read(&file).unwrap().starts_with(b"PK"));

    app.quit().await;
}

/// Under WebKit's driver no page prints, so this goes by the screen alone.
#[tokio::test]
async fn a_page_is_put_on_paper_by_the_systems_own_dialog() {
    let stage = Stage::set().await;
    let mut app = Process::start(
        stage
            .command(APP)
            .arg("--demo")
            .stdout(Stdio::null())
            .stderr(Stdio::null()),
    );
    let window = stage.system_window("点将台").await;
    // P on the list opens its page for paper, and P there prints. After the
    // dialog the page goes on and can do it again.
    for _ in 0..2 {
        let dialog = until("the dialog for printing", async || {
            window.press("p");
            stage.shown("Print")
        })
        .await;
        dialog.give_up().await;
    }
    assert_eq!(app.0.try_wait().unwrap(), None);
}
