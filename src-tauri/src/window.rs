//! The main window: how it opens, looks, and what it never does.

use std::time::Duration;

use muster_domain::settings::{Language, Settings, Theme};
use tauri::utils::config::Color;
use tauri::webview::{NewWindowResponse, PermissionKind, PermissionResponse};
use tauri::{
    AppHandle, Manager, Runtime, Theme as SystemTheme, Url, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder,
};

use crate::ipc::MAIN;

/// Logical pixels, width and height.
const SIZE: (f64, f64) = (1440.0, 900.0);
const MIN_SIZE: (f64, f64) = (820.0, 600.0);

/// The `bg` token of the UI, so that nothing flashes before the page is there.
const LIGHT: Color = Color(0xf4, 0xf5, 0xf2, 0xff);
const DARK: Color = Color(0x13, 0x16, 0x14, 0xff);

/// After this the window appears whatever the page does: a page that cannot
/// start must be seen not to.
const AT_LATEST: Duration = Duration::from_millis(1500);

/// Makes the main window, hidden, and loads the page into it.
pub fn open<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        // What the webview keeps for itself can be thrown away with the cache.
        .data_directory(app.path().app_cache_dir()?.join("webview"))
        .title(title(Language::default()))
        .inner_size(SIZE.0, SIZE.1)
        .min_inner_size(MIN_SIZE.0, MIN_SIZE.1)
        .center()
        .visible(false)
        .background_color(LIGHT)
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_permission_request(|_, asked| permitted(asked))
        .build()?;
    paint(&window, Theme::System)?;
    let handle = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(AT_LATEST).await;
        reveal(&handle);
    });
    Ok(())
}

/// The windows for everybody to see. There is one of each.
pub const WALL: &str = "wall";
pub const PROJECTOR: &str = "projector";

/// Logical pixels, width and height, until it fills a screen.
const SCREEN_SIZE: (f64, f64) = (1280.0, 720.0);

/// Shows the page at this path on a window for everybody: opens it, or turns
/// the open one to it.
pub fn open_screen<R: Runtime>(
    app: &AppHandle<R>,
    label: &'static str,
    path: &str,
) -> tauri::Result<()> {
    if app.get_webview_window(label).is_some() {
        let path = path.to_owned();
        on_main_thread(app, label, move |screen| {
            let mut there = screen.url()?;
            there.set_path(&path);
            there.set_query(None);
            screen.navigate(there)?;
            screen.unminimize().and_then(|()| screen.set_focus())
        });
        return Ok(());
    }
    let (language, theme) = crate::ipc::settings(app)
        .map(|settings| (settings.language, settings.theme))
        .unwrap_or_default();
    let screen = WebviewWindowBuilder::new(app, label, WebviewUrl::App(path.into()))
        .data_directory(app.path().app_cache_dir()?.join("webview"))
        .title(title(language))
        .inner_size(SCREEN_SIZE.0, SCREEN_SIZE.1)
        .background_color(DARK)
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .build()?;
    paint(&screen, theme)
}

/// What the main window's own pages may have of the machine: the camera, to
/// read a sign-in code with.
fn permitted(asked: PermissionKind) -> PermissionResponse {
    if asked == PermissionKind::Camera {
        PermissionResponse::Allow
    } else {
        PermissionResponse::Deny
    }
}

/// Shows the main window unless it is shown already. Called when the page has
/// its first answer: what it paints next is the app.
pub fn reveal<R: Runtime>(app: &AppHandle<R>) {
    on_main_thread(app, MAIN, |window| {
        if window.is_visible()? {
            return Ok(());
        }
        window.show().and_then(|()| window.set_focus())
    });
}

/// Brings the main window up, for somebody who started the app once more.
pub fn bring_up<R: Runtime>(app: &AppHandle<R>) {
    on_main_thread(app, MAIN, |window| {
        window
            .unminimize()
            .and_then(|()| window.show())
            .and_then(|()| window.set_focus())
    });
}

/// Title and colours of every window as the settings say.
pub fn dress<R: Runtime>(app: &AppHandle<R>, settings: &Settings) {
    let (title, theme) = (title(settings.language), settings.theme);
    for label in [MAIN, WALL, PROJECTOR] {
        on_main_thread(app, label, move |window| {
            window.set_title(title).and_then(|()| paint(window, theme))
        });
    }
}

/// The main window is gone: nobody is left to close the others from.
pub fn close_others<R: Runtime>(app: &AppHandle<R>) {
    for label in [WALL, PROJECTOR] {
        on_main_thread(app, label, WebviewWindow::close);
    }
}

fn paint<R: Runtime>(window: &WebviewWindow<R>, theme: Theme) -> tauri::Result<()> {
    let chosen = match theme {
        Theme::System => None,
        Theme::Light => Some(SystemTheme::Light),
        Theme::Dark => Some(SystemTheme::Dark),
    };
    window.set_theme(chosen)?;
    let shown = chosen.map_or_else(|| window.theme(), Ok)?;
    window.set_background_color(Some(if shown == SystemTheme::Dark {
        DARK
    } else {
        LIGHT
    }))
}

fn title(language: Language) -> &'static str {
    match language {
        Language::ZhCn => "点将台",
        Language::En => "Muster",
    }
}

/// The window shows the app's own pages and nothing else, whatever a page or a
/// server's text asks for.
fn is_ours(url: &Url) -> bool {
    let address = (url.scheme(), url.host_str(), url.port());
    match address {
        ("tauri", Some("localhost"), None) => true,
        // The same pages, as Windows spells them.
        ("http", Some("tauri.localhost"), None) => cfg!(windows),
        // The development server.
        ("http", Some("localhost"), Some(5173)) => cfg!(dev),
        _ => false,
    }
}

/// Does something to a window, on the thread that owns it: whoever asks
/// does not wait for it. A window that does not follow is no reason to stop.
fn on_main_thread<R: Runtime>(
    app: &AppHandle<R>,
    label: &'static str,
    act: impl FnOnce(&WebviewWindow<R>) -> tauri::Result<()> + Send + 'static,
) {
    let handle = app.clone();
    let asked = app.run_on_main_thread(move || {
        if let Some(window) = handle.get_webview_window(label)
            && let Err(error) = act(&window)
        {
            tracing::warn!(%error, "the window did not follow");
        }
    });
    if let Err(error) = asked {
        tracing::warn!(%error, "the window was not reached");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_camera_is_all_that_a_page_gets() {
        assert_eq!(permitted(PermissionKind::Camera), PermissionResponse::Allow);
        for other in [
            PermissionKind::Microphone,
            PermissionKind::Geolocation,
            PermissionKind::Notifications,
            PermissionKind::ClipboardRead,
            PermissionKind::DisplayCapture,
            PermissionKind::Other,
        ] {
            assert_eq!(permitted(other), PermissionResponse::Deny, "{other:?}");
        }
    }

    #[test]
    fn macos_is_told_in_both_languages_what_the_camera_is_for() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let read = |file: &str| std::fs::read_to_string(root.join(file)).unwrap();
        let config: serde_json::Value = serde_json::from_str(&read("tauri.conf.json")).unwrap();
        let bundle = &config["bundle"]["macOS"];
        let words = ["en", "zh-Hans"].map(|language| {
            let place = format!("Resources/{language}.lproj/InfoPlist.strings");
            let text = read(bundle["files"][&place].as_str().unwrap());
            let (key, words) = text.trim_end().split_once(" = ").unwrap();
            assert_eq!(key, "NSCameraUsageDescription");
            words.trim_matches(['"', ';']).to_owned()
        });
        assert_ne!(words[0], words[1]);
        let plist = read("Info.plist");
        assert!(plist.contains("<key>NSCameraUsageDescription</key>"));
        assert!(plist.contains(&format!("<string>{}</string>", words[0])));
        let entitled = read(bundle["entitlements"].as_str().unwrap());
        assert!(entitled.contains("<key>com.apple.security.device.camera</key>"));
    }

    fn ours(url: &str) -> bool {
        is_ours(&url.parse().unwrap())
    }

    #[test]
    fn the_window_stays_on_the_apps_own_pages() {
        assert!(ours("tauri://localhost/"));
        assert!(ours("tauri://localhost/connections/1/tasks?list=done#top"));
        for elsewhere in [
            "https://example.org/",
            "http://localhost/",
            "http://127.0.0.1:12380/",
            "tauri://localhost.example.org/",
            "tauri://example.org/",
            "file:///etc/passwd",
            "data:text/html,hello",
            "javascript:alert(1)",
            "about:blank",
        ] {
            assert!(!ours(elsewhere), "{elsewhere}");
        }
    }
}
