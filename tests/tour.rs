//! The tour: the real app in a real window on its built-in backend, and a
//! picture of every screen, light and dark, in Chinese and in English, as
//! `<nn>-<name>-<theme>-<language>.png` in the folder of `MUSTER_TOUR`.
#![cfg_attr(
    target_os = "linux",
    expect(
        clippy::expect_used,
        clippy::panic,
        clippy::unwrap_used,
        reason = "a picture that cannot be taken ends the tour"
    )
)]

#[cfg(target_os = "linux")]
#[expect(
    dead_code,
    unused_imports,
    reason = "the tests need more of it than the tour"
)]
#[path = "shell/driver/mod.rs"]
mod driver;
#[cfg(target_os = "linux")]
#[expect(dead_code, reason = "the tests need more of it than the tour")]
#[path = "shell/steps.rs"]
mod steps;

/// WebKit's driver exists on Linux only.
#[cfg(not(target_os = "linux"))]
fn main() {
    println!("the tour needs Linux");
}

#[cfg(target_os = "linux")]
fn main() {
    tokio::runtime::Runtime::new().unwrap().block_on(tour::go());
}

#[cfg(target_os = "linux")]
mod tour {
    mod rooms;

    use std::fs;
    use std::path::{Path, PathBuf};
    use std::time::Duration;

    use fantoccini::key::Key;
    use serde_json::json;

    use crate::driver::{App, Stage};
    use crate::steps::{self, GATHERING};

    /// All pictures take about nine minutes.
    const LIMIT: Duration = Duration::from_secs(1200);

    /// What opens the lock.
    const PASSPHRASE: &str = "three at the gate";

    const LANGUAGES: [&str; 2] = ["zh-CN", "en"];
    const THEMES: [&str; 2] = ["light", "dark"];

    pub async fn go() {
        let folder = std::env::var_os("MUSTER_TOUR").map_or_else(
            || Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tour"),
            PathBuf::from,
        );
        fs::create_dir_all(&folder).unwrap();
        let mut album = Album { folder, number: 0 };
        let stage = Stage::set_for(LIMIT).await;

        let app = App::start(&stage).await;
        app.find("button", "试用演示").await;
        album.take(&app, "first-start").await;

        app.click("button", "试用演示").await;
        app.find("link", GATHERING).await;
        album.take(&app, "list").await;

        steps::write(&app, "台风前沙袋装填", 60).await;
        steps::choose(&app).await;
        album.take(&app, "publish").await;
        leave_out(&app).await;
        album.take(&app, "exclusions").await;
        app.click("button", "除外").await;
        app.find("dialog", "除外").await;
        album.take(&app, "excluded-people").await;
        app.press(&[Key::Escape.into()]).await;
        keep_group(&app).await;
        album.take(&app, "groups").await;
        app.press(&[Key::Escape.into()]).await;
        new_place(&app).await;
        album.take(&app, "place").await;

        app.click("button", "核对并发布").await;
        app.find("dialog", "核对后发出").await;
        album.take(&app, "rehearsal").await;
        app.click("button", "返回修改").await;

        app.click("link", "任务").await;
        app.click("link", GATHERING).await;
        app.find("tab", "响应").await;
        album.take(&app, "detail").await;
        app.press(&['?']).await;
        app.find("dialog", "").await;
        album.take(&app, "keys").await;
        app.press(&[Key::Escape.into()]).await;
        app.click("button", "结束任务").await;
        app.find("dialog", "结束这个任务").await;
        album.take(&app, "finish").await;
        app.press(&[Key::Escape.into()]).await;
        for (tab, row, name) in [("响应", "接受", "responses"), ("集合", "未到", "check-ins")]
        {
            app.click("tab", tab).await;
            app.until(&format!("a row with {row:?}"), async || {
                app.names("row")
                    .await
                    .into_iter()
                    .find(|name| name.contains(row))
            })
            .await;
            album.take(&app, name).await;
        }

        app.click("tab", "地图").await;
        app.find("grid", "图上人员").await;
        album.take(&app, "map").await;
        app.click("button", "全屏").await;
        app.find("button", "退出全屏").await;
        album.take(&app, "map-whole").await;
        app.click("button", "退出全屏").await;
        app.click("tab", "人员").await;
        app.find("grid", "参与人员").await;
        album.take(&app, "people").await;

        for (tab, item, name) in [
            ("概况", "打印总结", "packet"),
            ("响应", "打印签到名册", "roster"),
        ] {
            paper(&app, tab, item).await;
            album.take(&app, name).await;
            app.press(&[Key::Escape.into()]).await;
            app.find("tab", "响应").await;
        }

        find_somebody(&app).await;
        album.take(&app, "palette").await;
        app.press(&[Key::Escape.into()]).await;

        for (page, sign) in [
            ("inbox", "收件箱"),
            ("outbox", "发件箱"),
            ("activity", "活动记录"),
            ("settings", "设置"),
        ] {
            app.click("link", sign).await;
            app.find("heading", sign).await;
            album.take(&app, page).await;
        }

        rooms::clubs(&app, &mut album).await;
        rooms::moments(&app, &mut album).await;
        rooms::quests(&app, &mut album).await;
        album.take_locked(&app).await;
        album.take_wall(&app).await;

        // With its database out of the way the built-in backend does not start,
        // and the app is as one whose server is out of reach.
        app.quit().await;
        hide_backend(&stage);
        let app = App::start(&stage).await;
        app.sees("连不上服务器").await;
        app.click("link", GATHERING).await;
        app.find("tab", "响应").await;
        album.take(&app, "offline").await;
        app.quit().await;
    }

    /// Chooses anew: the first office, but not one below it.
    async fn leave_out(app: &App) {
        app.click("radio", "单位").await;
        app.click("button", "全部清除").await;
        app.find("dialog", "全部清除").await;
        app.click("button", "全部清除").await;
        for place in [0, 1] {
            let name = app
                .until("an office in another", async || {
                    let rows = app.names("treeitem").await;
                    rows.get(1)?.contains("街人武部").then_some(())?;
                    // A row's name ends with how many are chosen of it.
                    Some(rows[place].split_whitespace().next()?.to_owned())
                })
                .await;
            app.click("treeitem", &name).await;
        }
        app.sees("除外").await;
    }

    /// Keeps whoever is chosen as a group, and opens what is kept.
    async fn keep_group(app: &App) {
        app.click("button", "编组").await;
        app.click("menuitem", "存为编组").await;
        app.find("dialog", "存为编组").await;
        app.types("夜间值守").await;
        app.press(&[Key::Enter.into()]).await;
        app.click("button", "编组").await;
        app.click("menuitem", "管理编组").await;
        app.find("dialog", "编组").await;
    }

    /// A place of its own, chosen on the map.
    async fn new_place(app: &App) {
        app.fill("combobox", "集合地点", "三号闸口").await;
        app.press(&[Key::Tab.into()]).await;
        app.find("textbox", "纬度").await;
        app.click("application", "").await;
        app.until("where it was pressed", async || {
            let filled = "return [...document.querySelectorAll('input')]
                .some((one) => /^\\d+\\.\\d+$/.test(one.value))";
            (app.run(filled).await.ok()? == true).then_some(())
        })
        .await;
    }

    /// Opens a page for paper from a tab's menu.
    async fn paper(app: &App, tab: &str, item: &str) {
        app.click("tab", tab).await;
        app.click("button", "导出").await;
        app.click("menuitem", item).await;
        app.until("the page for paper", async || {
            app.path().await.starts_with("/print/").then_some(())
        })
        .await;
        app.sees(GATHERING).await;
    }

    /// Opens the palette and types a name in pinyin.
    async fn find_somebody(app: &App) {
        app.press(&[Key::Control.into(), 'k']).await;
        app.focused("combobox", "").await;
        app.types("liang").await;
        app.find("option", "梁").await;
    }

    fn hide_backend(stage: &Stage) {
        let data = stage.app_folder("data");
        for ending in ["db", "db-wal", "db-shm"] {
            let file = data.join("demo").with_extension(ending);
            if file.exists() {
                fs::remove_file(&file).unwrap();
            }
        }
        // A folder of that name cannot be opened as a database.
        fs::create_dir(data.join("demo.db")).unwrap();
    }

    struct Album {
        folder: PathBuf,
        number: u32,
    }

    impl Album {
        /// The screen as it is, in each theme and language; it ends as it
        /// began.
        async fn take(&mut self, app: &App, name: &str) {
            self.number += 1;
            for (theme, language) in looks() {
                dress(app, theme, language).await;
                self.shoot(app, name, theme, language).await;
            }
            dress(app, THEMES[0], LANGUAGES[0]).await;
        }

        /// The lock, under which nothing can be changed.
        async fn take_locked(&mut self, app: &App) {
            self.number += 1;
            let passphrase = json!({ "current": "", "new": PASSPHRASE });
            app.call("set_lock_passphrase", passphrase).await.unwrap();
            for (theme, language) in looks() {
                dress(app, theme, language).await;
                app.call("lock_screen", json!({})).await.unwrap();
                app.until("the lock alone", async || {
                    app.look("navigation", "").await.is_none().then_some(())
                })
                .await;
                self.shoot(app, "locked", theme, language).await;
                let word = json!({ "passphrase": PASSPHRASE });
                app.call("unlock_screen", word).await.unwrap();
                app.find("navigation", "").await;
            }
            // A start with a passphrase would be a locked one.
            let word = json!({ "passphrase": PASSPHRASE });
            app.call("remove_lock_passphrase", word).await.unwrap();
            dress(app, THEMES[0], LANGUAGES[0]).await;
        }

        /// A page whose light is its own.
        async fn take_lit(&mut self, app: &App, name: &str) {
            self.number += 1;
            for (theme, language) in looks() {
                dress(app, theme, language).await;
                light(app, theme, language).await;
                self.shoot(app, name, theme, language).await;
            }
            dress(app, THEMES[0], LANGUAGES[0]).await;
        }

        /// The wall's own window; its light is its own too.
        async fn take_wall(&mut self, app: &App) {
            self.number += 1;
            steps::to_tasks(app).await;
            app.click("link", GATHERING).await;
            app.click("tab", "集合").await;
            app.click("button", "投到大屏").await;
            for (theme, language) in looks() {
                dress(app, theme, language).await;
                app.turn().await;
                worn(app, theme, language).await;
                app.sees(GATHERING).await;
                light(app, theme, language).await;
                self.shoot(app, "wall", theme, language).await;
                app.turn().await;
            }
            dress(app, THEMES[0], LANGUAGES[0]).await;
        }

        async fn shoot(&self, app: &App, name: &str, theme: &str, language: &str) {
            let file = format!("{:02}-{name}-{theme}-{language}.png", self.number);
            app.picture(&self.folder.join(&file)).await;
            println!("{file}");
        }
    }

    fn looks() -> impl Iterator<Item = (&'static str, &'static str)> {
        LANGUAGES
            .into_iter()
            .flat_map(|language| THEMES.map(|theme| (theme, language)))
    }

    /// Puts theme and language into force and waits until the page shows them.
    async fn dress(app: &App, theme: &str, language: &str) {
        // As the settings page does it.
        let change = json!({ "theme": theme, "language": language });
        app.call("change_settings", change)
            .await
            .expect("settings are kept");
        worn(app, theme, language).await;
    }

    /// Gives a page this light that everybody in a room looks at.
    async fn light(app: &App, theme: &str, language: &str) {
        let name = match (theme, language) {
            ("light", "zh-CN") => "亮色",
            ("light", _) => "Light",
            (_, "zh-CN") => "暗色",
            _ => "Dark",
        };
        // Only the other one is offered.
        if let Some(button) = app.look("button", name).await {
            button.click().await.unwrap();
        }
    }

    /// Waits until the page shows them.
    async fn worn(app: &App, theme: &str, language: &str) {
        let worn =
            "const root = document.documentElement; return `${root.dataset.theme} ${root.lang}`";
        app.until("theme and language", async || {
            let now = app.run(worn).await.ok()?;
            (now == format!("{theme} {language}")).then_some(())
        })
        .await;
    }
}
