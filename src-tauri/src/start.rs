//! From the first line to the last: what starts when, and how it ends.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use muster_client::host::{Clock, Random};
use muster_client::{Caller, Client, Options};
use muster_domain::time::Time;
use serde_json::Value;
use tauri::{App, AppHandle, Manager, RunEvent, Wry};
use tauri_plugin_window_state::StateFlags;

use crate::demo::BuiltIn;
use crate::ipc::{Door, Opener};
use crate::keychain::SystemKeychain;
use crate::{context, door, events, logs, window};

/// The argument that opens the app on the built-in backend.
const DEMO: &str = "--demo";

/// How long the stores may take to close; the window is gone by then.
const FAREWELL: Duration = Duration::from_secs(3);

/// Runs the app until its window closes.
///
/// # Errors
///
/// The system gives no window.
pub fn run() -> tauri::Result<()> {
    let (opener, closed) = Door::closed();
    let app = door(tauri::Builder::default(), closed)
        // First, so that a second start ends before it touches anything.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| {
            window::bring_up(app)
        }))
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .build(),
        )
        .setup(move |app| Ok(set_up(app, opener)?))
        .build(context())?;
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            close(app);
        }
    });
    Ok(())
}

fn set_up(app: &App, opener: Opener) -> tauri::Result<()> {
    match logs::start(&app.path().app_log_dir()?) {
        Ok(guard) => {
            app.manage(guard);
        }
        Err(error) => eprintln!("no log: {error}"),
    }
    let options = Options {
        data_dir: app.path().app_local_data_dir()?,
        keychain: Arc::new(SystemKeychain),
        demo: Arc::new(BuiltIn::default()),
        clock: clock(),
        random: random(),
        version: app.package_info().version.to_string(),
        commit: env!("MUSTER_COMMIT").to_owned(),
    };
    // The stores open while the page loads; neither waits for the other.
    tauri::async_runtime::spawn(open(app.handle().clone(), options, opener));
    tauri::async_runtime::spawn(end_when_told(app.handle().clone()));
    window::open(app.handle())
}

/// A logout ends programs by a signal; it is as good a farewell as the window's
/// own button.
#[cfg(unix)]
async fn end_when_told(app: AppHandle<Wry>) {
    use tokio::signal::unix::{SignalKind, signal};

    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            terminate.recv().await;
            app.exit(0);
        }
        Err(error) => tracing::warn!(%error, "a logout will end the app at once"),
    }
}

/// This system tells windows, not programs, that the session ends.
#[cfg(not(unix))]
async fn end_when_told(_: AppHandle<Wry>) {}

async fn open(app: AppHandle<Wry>, options: Options, opener: Opener) {
    let opened = Client::open(options).await;
    match &opened {
        Ok(client) => {
            if std::env::args().any(|argument| argument == DEMO) {
                start_demo(client).await;
            }
            let events = client.events();
            tauri::async_runtime::spawn(events::carry(app, client.clone(), events));
        }
        Err(error) => tracing::error!(code = %error, "open the core"),
    }
    opener.send_replace(Some(opened));
}

/// As if "Try the demo" had been pressed. Where that cannot be, the first
/// screen says why when it is.
async fn start_demo(client: &Client) {
    let started = client
        .dispatch(Caller::Main, "start_demo", Value::Null)
        .await;
    if let Err(error) = started {
        tracing::warn!(code = %error, "start the demo");
    }
}

fn close(app: &AppHandle<Wry>) {
    if let Some(client) = app.state::<Door>().open_now() {
        tauri::async_runtime::block_on(async {
            if tokio::time::timeout(FAREWELL, client.close())
                .await
                .is_err()
            {
                tracing::warn!("the stores did not close in time");
            }
        });
    }
}

fn clock() -> Clock {
    Arc::new(|| {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Time(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    })
}

fn random() -> Random {
    Arc::new(rand::random)
}
