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
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::time::Duration;

    use serde_json::json;

    use crate::driver::{App, Stage};
    use crate::steps;

    /// A sample task whose people are on their way.
    const GATHERING: &str = "江堤抢险集结";

    /// All pictures take about a minute.
    const LIMIT: Duration = Duration::from_secs(420);

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

        app.click("button", "核对并发布").await;
        app.find("dialog", "核对后发出").await;
        album.take(&app, "rehearsal").await;
        app.click("button", "返回修改").await;

        app.click("link", "任务").await;
        app.click("link", GATHERING).await;
        app.find("tab", "响应").await;
        album.take(&app, "detail").await;
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

        for (page, sign) in [
            ("outbox", "发件箱"),
            ("activity", "活动记录"),
            ("settings", "设置"),
        ] {
            app.click("link", sign).await;
            app.find("heading", sign).await;
            album.take(&app, page).await;
        }

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
            for language in LANGUAGES {
                for theme in THEMES {
                    dress(app, theme, language).await;
                    let file = format!("{:02}-{name}-{theme}-{language}.png", self.number);
                    app.picture(&self.folder.join(&file)).await;
                    println!("{file}");
                }
            }
            dress(app, THEMES[0], LANGUAGES[0]).await;
        }
    }

    /// Puts theme and language into force and waits until the page shows them.
    async fn dress(app: &App, theme: &str, language: &str) {
        // As the settings page does it.
        let change = json!({ "theme": theme, "language": language });
        app.call("change_settings", change)
            .await
            .expect("settings are kept");
        let worn =
            "const root = document.documentElement; return `${root.dataset.theme} ${root.lang}`";
        app.until("theme and language", async || {
            let now = app.run(worn).await.ok()?;
            (now == format!("{theme} {language}")).then_some(())
        })
        .await;
    }
}
