//! The shell: window, keychain, built-in backend, and the one IPC door. What
//! the app does is in `muster-client`; nothing here knows a task.

mod demo;
mod desktop;
mod events;
pub mod graphics;
mod ipc;
mod keychain;
mod logs;
mod popups;
mod save;
mod start;
mod tiles;
mod window;

use tauri::{Context, Runtime, WindowEvent};

pub use start::run;

/// The door, for any runtime: the real one, and the one of the tests.
fn door<R: Runtime>(
    builder: tauri::Builder<R>,
    door: ipc::Door,
    attention: popups::Attention,
) -> tauri::Builder<R> {
    builder
        .manage(door)
        .on_window_event(move |window, event| match event {
            WindowEvent::Destroyed => ipc::closed(window),
            WindowEvent::Focused(attended) if window.label() == ipc::MAIN => {
                attention.set(*attended);
                if *attended {
                    ipc::attended(window);
                }
            }
            _ => {}
        })
        .register_asynchronous_uri_scheme_protocol(tiles::SCHEME, tiles::serve)
        .invoke_handler(tauri::generate_handler![ipc::call])
}

/// The configuration, the access-control list and the built UI.
fn context<R: Runtime>() -> Context<R> {
    tauri::generate_context!()
}

#[cfg(test)]
mod door_tests;
