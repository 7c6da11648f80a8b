//! The one IPC door: `call(name, args)`. The window's name decides what it may
//! call; the core's table decides what there is to call.

use muster_client::{Caller, Client};
use muster_domain::{error::AppError, settings::Settings};
use serde_json::Value;
use tauri::ipc::Response;
use tauri::{AppHandle, Manager, Runtime, State, WebviewWindow, Window};
use tokio::sync::watch;

use crate::window;

/// The name of the main window.
pub const MAIN: &str = "main";

/// Windows that others look at begin with one of these.
const READERS: [&str; 2] = ["projector", "wall"];

/// The core, once it is open; or why it could not be opened.
type Core = Option<Result<Client, AppError>>;

/// Holds calls back until the core is open, so that the page can ask from its
/// first moment on.
#[derive(Clone, Debug)]
pub struct Door {
    core: watch::Receiver<Core>,
}

/// The other end of the [`Door`]: says that the core is open.
pub type Opener = watch::Sender<Core>;

impl Door {
    /// A door behind which nothing stands yet, and what opens it.
    pub fn closed() -> (Opener, Self) {
        let (opener, core) = watch::channel(None);
        (opener, Self { core })
    }

    /// The core if it is open now.
    fn open_now(&self) -> Option<Client> {
        self.core.borrow().clone()?.ok()
    }

    /// The core, once it is open.
    pub async fn client(&self) -> Result<Client, AppError> {
        let mut core = self.core.clone();
        let opened = core
            .wait_for(Option::is_some)
            .await
            .map(|core| core.clone());
        // Only a panic while opening drops the opener unused.
        opened.ok().flatten().unwrap_or_else(|| {
            Err(AppError::Internal {
                id: "open".to_owned(),
            })
        })
    }
}

/// What a window of this name may call.
fn caller(window: &str) -> Result<Caller<'_>, AppError> {
    if window == MAIN {
        Ok(Caller::Main)
    } else if READERS.iter().any(|reader| window.starts_with(reader)) {
        Ok(Caller::ReadOnly(window))
    } else {
        Err(AppError::ReadOnlyWindow)
    }
}

/// The settings in force, once the core is open.
pub fn settings<R: Runtime>(app: &AppHandle<R>) -> Option<Settings> {
    Some(app.state::<Door>().open_now()?.settings())
}

/// A window closed: the core keeps nothing fresh for it any more.
pub fn closed<R: Runtime>(window: &Window<R>) {
    if window.label() == MAIN {
        window::close_others(window.app_handle());
    }
    let core = window.state::<Door>().open_now();
    if let (Some(core), Ok(caller)) = (core, caller(window.label())) {
        core.window_closed(caller);
    }
}

/// Somebody turned to the main window.
pub fn attended<R: Runtime>(window: &Window<R>) {
    if let Some(core) = window.state::<Door>().open_now() {
        core.window_attended();
    }
}

/// Runs a command of the core's table. Answers its JSON as it is.
#[tauri::command]
pub async fn call<R: Runtime>(
    window: WebviewWindow<R>,
    door: State<'_, Door>,
    name: String,
    args: Option<Value>,
) -> Result<Response, AppError> {
    let caller = caller(window.label())?;
    let answer = door
        .client()
        .await?
        .dispatch(caller, &name, args.unwrap_or_default())
        .await;
    if caller == Caller::Main {
        window::reveal(window.app_handle());
    }
    answer.map(Response::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_window_decides_what_it_may_call() {
        assert_eq!(caller("main"), Ok(Caller::Main));
        assert_eq!(caller("projector-1"), Ok(Caller::ReadOnly("projector-1")));
        assert_eq!(caller("wall"), Ok(Caller::ReadOnly("wall")));
        for stranger in ["", "main2", "Main", "settings", "not-a-projector"] {
            assert_eq!(
                caller(stranger),
                Err(AppError::ReadOnlyWindow),
                "{stranger}"
            );
        }
    }
}
