//! The door with the app's real access-control list, without a display.

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use muster_client::host::{
    DemoHost, DemoServer, Folder, Key, Keychain, KeychainError, NamedMap, NoDesktop,
};
use muster_client::{Client, Options};
use muster_domain::time::Time;
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, WebviewWindow, WebviewWindowBuilder};
use tempfile::TempDir;

use crate::ipc::Door;
use crate::popups::Attention;

/// Always the same key, at once.
#[derive(Debug)]
struct OpenKeychain;

impl Keychain for OpenKeychain {
    fn load(&self) -> Result<Option<Key>, KeychainError> {
        Ok(Some(Key([7; 32])))
    }

    fn store(&self, _: &Key) -> Result<(), KeychainError> {
        Ok(())
    }
}

#[derive(Debug)]
struct NoDemo;

#[async_trait]
impl DemoHost for NoDemo {
    async fn start(&self, _: &Path, _: &Key) -> Result<DemoServer, String> {
        Err("not in this test".to_owned())
    }
}

/// The app behind its door, with stores in a folder of their own.
fn app() -> (App<MockRuntime>, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        data_dir: folder.path().to_path_buf(),
        logs: None,
        keychain: Arc::new(OpenKeychain),
        demo: Arc::new(NoDemo),
        save: Arc::new(Folder(folder.path().to_path_buf())),
        maps: Arc::new(NamedMap::default()),
        desktop: Arc::new(NoDesktop),
        popups: Arc::new(NoDesktop),
        clock: Arc::new(|| Time(1_700_000_000_000)),
        random: Arc::new(|| 7),
        version: "0".to_owned(),
        commit: "0".to_owned(),
    };
    let (opener, door) = Door::closed();
    opener.send_replace(Some(tauri::async_runtime::block_on(Client::open(options))));
    let app = crate::door(mock_builder(), door, Attention::default())
        .build(crate::context())
        .unwrap();
    (app, folder)
}

fn window(app: &App<MockRuntime>, label: &str) -> WebviewWindow<MockRuntime> {
    WebviewWindowBuilder::new(app, label, Default::default())
        .build()
        .unwrap()
}

/// Asks through the IPC of this window, as its page does.
fn ask(window: &WebviewWindow<MockRuntime>, command: &str, body: Value) -> Result<Value, Value> {
    let origin = if cfg!(windows) {
        "http://tauri.localhost"
    } else {
        "tauri://localhost"
    };
    ask_from(origin, window, command, body)
}

fn ask_from(
    origin: &str,
    window: &WebviewWindow<MockRuntime>,
    command: &str,
    body: Value,
) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: origin.parse().unwrap(),
        body: InvokeBody::Json(body),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|answer| answer.deserialize().unwrap())
}

fn call(name: &str, args: Value) -> Value {
    json!({ "name": name, "args": args })
}

#[test]
fn the_main_window_reads_and_writes() {
    let (app, _folder) = app();
    let main = window(&app, "main");
    let mut settings = ask(&main, "call", call("get_settings", json!({}))).unwrap();
    settings["language"] = json!("en");
    ask(&main, "call", call("change_settings", settings.clone())).unwrap();
    assert_eq!(
        ask(&main, "call", call("get_settings", Value::Null)),
        Ok(settings)
    );
}

#[test]
fn a_window_that_others_look_at_reads_and_cannot_write() {
    let (app, _folder) = app();
    let main = window(&app, "main");
    for label in ["projector-1", "wall"] {
        let reader = window(&app, label);
        let before = ask(&reader, "call", call("get_settings", json!({}))).unwrap();
        let mut wanted = before.clone();
        wanted["language"] = json!("en");
        let refusal = ask(&reader, "call", call("change_settings", wanted.clone())).unwrap_err();
        assert_eq!(refusal, json!({ "code": "read_only_window" }));
        assert_eq!(
            ask(&main, "call", call("get_settings", json!({}))),
            Ok(before)
        );
        // The same write is a good one: only the window was wrong.
        ask(&main, "call", call("change_settings", wanted)).unwrap();
        let back = json!({ "language": "zh-CN", "theme": "system", "density": "comfortable", "zoom": 100 });
        ask(&main, "call", call("change_settings", back)).unwrap();
    }
}

#[test]
fn a_window_without_a_capability_does_not_reach_the_door() {
    let (app, _folder) = app();
    let stranger = window(&app, "stranger");
    let refusal = ask(&stranger, "call", call("get_settings", json!({}))).unwrap_err();
    let words = refusal
        .as_str()
        .expect("the access-control list refuses in words");
    assert!(words.contains("not allowed"), "{words}");
}

#[test]
fn a_page_from_elsewhere_does_not_reach_the_door() {
    let (app, _folder) = app();
    let main = window(&app, "main");
    let body = call("get_settings", json!({}));
    assert!(ask_from("https://example.org", &main, "call", body.clone()).is_err());
    assert!(ask(&main, "call", body).is_ok());
}

#[test]
fn a_command_that_is_not_of_the_table_is_not_found() {
    let (app, _folder) = app();
    let main = window(&app, "main");
    let refusal = ask(&main, "call", call("drop_everything", json!({}))).unwrap_err();
    assert_eq!(refusal, json!({ "code": "not_found" }));
}

#[test]
fn the_windows_own_powers_stay_closed_to_the_page() {
    let (app, _folder) = app();
    let main = window(&app, "main");
    for command in [
        "plugin:window|close",
        "plugin:webview|create_webview_window",
        "plugin:path|resolve",
        // Rust asks where a file goes; the page neither asks nor writes.
        "plugin:dialog|save",
        "plugin:dialog|open",
        "plugin:fs|write_file",
        "plugin:opener|open_path",
    ] {
        assert!(ask(&main, command, json!({})).is_err(), "{command}");
    }
    assert!(
        ask(
            &main,
            "plugin:event|listen",
            json!({
                "event": "muster://event", "target": { "kind": "Any" }, "handler": 1
            })
        )
        .is_ok()
    );
}
