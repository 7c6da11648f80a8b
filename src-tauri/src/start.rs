//! From the first line to the last: what starts when, and how it ends.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use muster_client::host::{Clock, Random};
use muster_client::{Caller, Client, Options};
use muster_domain::time::Time;
use serde_json::Value;
use tauri::{App, AppHandle, Manager, Wry};
use tauri_plugin_window_state::StateFlags;

use crate::demo::BuiltIn;
use crate::desktop::AroundUs;
use crate::ipc::{Door, Opener};
use crate::keychain::SystemKeychain;
use crate::popups::{Attention, SystemPopups};
use crate::save::SystemDialog;
use crate::tiles::MapDialog;
use crate::{context, door, events, logs, window};

/// The argument that opens the app on the built-in backend.
const DEMO: &str = "--demo";

/// How long the stores and the built-in backend may take to close; the window
/// is gone by then.
const FAREWELL: Duration = Duration::from_secs(3);

/// Runs the app until its window closes.
///
/// # Errors
///
/// The system gives no threads, or no window.
pub fn run() -> tauri::Result<()> {
    // Ours, so that it can be ended: the process leaves through the exit
    // handlers of C libraries, and a thread that still works with an encrypted
    // database would then find its cipher gone.
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    tauri::async_runtime::set(runtime.handle().clone());
    let (opener, closed) = Door::closed();
    let core = closed.clone();
    let demo = Arc::new(BuiltIn::default());
    let hosted = Arc::clone(&demo);
    let attention = Attention::default();
    let noticed = attention.clone();
    let app = door(tauri::Builder::default(), closed, attention)
        // First, so that a second start ends before it touches anything.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| {
            window::bring_up(app)
        }))
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .build(),
        )
        .plugin(tauri_plugin_dialog::init())
        .setup(move |app| Ok(set_up(app, hosted, noticed, opener)?))
        .build(context())?;
    app.run_return(|_, _| ());
    // The event loop is gone: nothing of ours can wait for it any more.
    runtime.block_on(close(core, &demo));
    runtime.shutdown_timeout(FAREWELL);
    Ok(())
}

fn set_up(
    app: &App,
    demo: Arc<BuiltIn>,
    attention: Attention,
    opener: Opener,
) -> tauri::Result<()> {
    let log = app.path().app_log_dir()?;
    let logs = match logs::start(&log) {
        Ok(guard) => {
            app.manage(guard);
            Some(log)
        }
        Err(error) => {
            eprintln!("no log: {error}");
            None
        }
    };
    let options = Options {
        data_dir: app.path().app_local_data_dir()?,
        logs,
        keychain: Arc::new(SystemKeychain),
        demo,
        save: Arc::new(SystemDialog(app.handle().clone())),
        maps: Arc::new(MapDialog(app.handle().clone())),
        desktop: Arc::new(AroundUs(app.handle().clone())),
        popups: Arc::new(SystemPopups::new(app.handle().clone(), attention)),
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

/// First the core, which asks the built-in backend, then the backend.
async fn close(core: Door, demo: &BuiltIn) {
    let farewell = async {
        // Stores that are just being opened are closed once they are.
        if let Ok(client) = core.client().await {
            client.close().await;
        }
        demo.stop().await;
    };
    if tokio::time::timeout(FAREWELL, farewell).await.is_err() {
        tracing::warn!("the stores did not close in time");
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
