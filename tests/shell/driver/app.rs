//! The app, started and held through WebKit's driver.

use std::fs::File;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::time::Duration;

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use super::process::{Process, Program, signal};
use super::{PATIENCE, Stage, until};

/// A running app. End it with [`App::quit`]; dropped, it is killed, as a crash
/// would end it.
pub struct App {
    pub(super) page: Client,
    program: Program,
    _driver: Process,
}

impl App {
    /// Starts the app on this stage. A fresh driver each time: one driver holds
    /// one session well.
    pub async fn start(stage: &Stage) -> Self {
        let port = free_port();
        let output = File::create(stage.root().join("app-output.txt")).unwrap();
        let driver = Process::start(
            stage
                .command("WebKitWebDriver")
                .arg(format!("--port={port}"))
                .env("TAURI_WEBVIEW_AUTOMATION", "true")
                .stdout(output.try_clone().unwrap())
                .stderr(output),
        );
        let address = format!("http://127.0.0.1:{port}");
        let mut wanted = Capabilities::new();
        let binary = env!("CARGO_BIN_EXE_muster");
        wanted.insert(
            "webkitgtk:browserOptions".into(),
            json!({ "binary": binary, "args": [] }),
        );
        // A command does not wait for a page to load: what is waited for is
        // looked for, again and again.
        wanted.insert("pageLoadStrategy".into(), json!("none"));
        // Long for one script, short beside the patience that is had with all.
        wanted.insert("timeouts".into(), json!({ "script": 15_000 }));
        until("the driver's port", async || {
            tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port))
                .await
                .ok()
        })
        .await;
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let page = tokio::time::timeout(PATIENCE, builder.capabilities(wanted).connect(&address))
            .await
            .expect("the app starts in time")
            .expect("a session with the app");
        let program = until("the app", async || Program::of(driver.0.id())).await;
        let app = Self {
            page,
            program,
            _driver: driver,
        };
        app.until("the first page", async || app.settled().await)
            .await;
        app
    }

    /// Whether the app shows its first page: `/` only leads to one.
    async fn settled(&self) -> Option<()> {
        const SETTLED: &str = "return document.readyState === 'complete'
            && location.pathname !== '/' && document.body.innerText !== ''";
        let settled = self.page.execute(SETTLED, vec![]).await.ok()?;
        (settled == true).then_some(())
    }

    /// Ends the app as a logout does, in good order. Ending the driver's session
    /// would close the page and leave the app: a further start gives way to it.
    pub async fn quit(self) {
        signal("TERM", self.program.0);
        until("the app's end", async || {
            (!self.program.runs()).then_some(())
        })
        .await;
    }

    /// Takes a picture of the page into a PNG file.
    pub async fn picture(&self, file: &Path) {
        // WebKit's snapshot shows the frame before last: two frames for the
        // page to paint, and half a second for the compositor, which tells
        // nobody when it is done.
        self.page
            .execute_async(
                "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()));",
                vec![],
            )
            .await
            .expect("two frames");
        tokio::time::sleep(Duration::from_millis(500)).await;
        let png = self.page.screenshot().await.expect("a picture");
        std::fs::write(file, png).unwrap();
    }
}

/// A port that was free a moment ago; the driver takes no port 0.
fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}
