//! The system's notifications. Where the system has none, or does not answer,
//! the core is told so; the inbox has everything.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use jiff::tz::TimeZone;
use muster_client::host::{DesktopError, Popup, Popups};
use notify_rust::{Notification, NotificationResponse};
use tauri::{AppHandle, Runtime};

use crate::window;

/// Whether the main window has the focus.
#[derive(Clone, Debug, Default)]
pub struct Attention(Arc<AtomicBool>);

impl Attention {
    pub fn set(&self, attended: bool) {
        self.0.store(attended, Ordering::SeqCst);
    }
}

/// The notifications of the desktop that this app runs on.
#[derive(Debug)]
pub struct SystemPopups<R: Runtime> {
    app: AppHandle<R>,
    attention: Attention,
    shown: shown::Shown,
}

impl<R: Runtime> SystemPopups<R> {
    pub fn new(app: AppHandle<R>, attention: Attention) -> Self {
        Self {
            app,
            attention,
            shown: shown::Shown::default(),
        }
    }

    /// What happens when somebody presses it.
    fn answer(&self, popup: &Popup) -> impl FnOnce(&NotificationResponse) + Send + 'static {
        let (app, pressed) = (self.app.clone(), Arc::clone(&popup.pressed));
        move |response: &NotificationResponse| {
            if matches!(
                response,
                NotificationResponse::Default | NotificationResponse::Action(_)
            ) {
                window::bring_up(&app);
                pressed();
            }
        }
    }
}

#[async_trait]
impl<R: Runtime> Popups for SystemPopups<R> {
    fn attended(&self) -> bool {
        self.attention.0.load(Ordering::SeqCst)
    }

    fn zone(&self) -> TimeZone {
        TimeZone::system()
    }

    async fn show(&self, popup: Popup) -> Result<(), DesktopError> {
        let answer = self.answer(&popup);
        self.shown.show(&popup, notification(&popup), answer).await
    }
}

fn notification(popup: &Popup) -> Notification {
    let mut notification = Notification::new();
    notification
        .appname("Muster")
        .summary(&popup.title)
        .body(&popup.text);
    notification
}

/// On the session bus: the desktop says what becomes of each.
#[cfg(all(unix, not(target_os = "macos")))]
mod shown {
    use std::collections::VecDeque;
    use std::sync::{Mutex, MutexGuard, PoisonError};
    use std::time::Duration;

    use muster_client::host::{DesktopError, Popup};
    use notify_rust::{Hint, Notification, NotificationResponse, Timeout, Urgency};
    use tokio::task::AbortHandle;

    /// A service that is being started answers within this, or there is none.
    const PATIENCE: Duration = Duration::from_secs(5);

    /// So many are listened to at once; an older one opens nothing any more.
    const LISTENED_TO: usize = 16;

    /// The one that is listened to under a name.
    #[derive(Debug)]
    struct Listened {
        of: String,
        id: u32,
        listening: AbortHandle,
    }

    #[derive(Debug, Default)]
    pub struct Shown(Mutex<VecDeque<Listened>>);

    impl Shown {
        pub async fn show(
            &self,
            popup: &Popup,
            mut notification: Notification,
            answer: impl FnOnce(&NotificationResponse) + Send + 'static,
        ) -> Result<(), DesktopError> {
            notification
                .icon("muster")
                .hint(Hint::DesktopEntry("Muster".to_owned()))
                // What a press anywhere on it does; servers show no button.
                .action("default", &popup.title);
            if popup.urgent {
                notification
                    .urgency(Urgency::Critical)
                    .timeout(Timeout::Never);
            }
            if let Some(older) = self.take(&popup.of) {
                older.listening.abort();
                notification.id(older.id);
            }
            let showing = tokio::time::timeout(PATIENCE, notification.show_async()).await;
            let handle = showing
                .map_err(|_| DesktopError::NoProgram)?
                .map_err(|error| {
                    tracing::debug!(%error, "the session bus showed no notification");
                    DesktopError::NoProgram
                })?;
            let id = handle.id();
            let listening = tauri::async_runtime::spawn(async move {
                handle.wait_for_action_async(answer).await;
            });
            self.keep(Listened {
                of: popup.of.clone(),
                id,
                listening: listening.inner().abort_handle(),
            });
            Ok(())
        }

        fn all(&self) -> MutexGuard<'_, VecDeque<Listened>> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner)
        }

        fn take(&self, of: &str) -> Option<Listened> {
            let mut all = self.all();
            let index = all.iter().position(|one| one.of == of)?;
            all.remove(index)
        }

        fn keep(&self, one: Listened) {
            let mut all = self.all();
            all.push_back(one);
            if all.len() > LISTENED_TO
                && let Some(oldest) = all.pop_front()
            {
                oldest.listening.abort();
            }
        }
    }
}

/// The system tells a thread that waits for it.
#[cfg(not(all(unix, not(target_os = "macos"))))]
mod shown {
    use muster_client::host::{DesktopError, Popup};
    use notify_rust::{Notification, NotificationResponse};

    #[derive(Debug, Default)]
    pub struct Shown;

    impl Shown {
        #[cfg(windows)]
        pub async fn show(
            &self,
            popup: &Popup,
            mut notification: Notification,
            answer: impl FnOnce(&NotificationResponse) + Send + 'static,
        ) -> Result<(), DesktopError> {
            if popup.urgent {
                notification.urgency(notify_rust::Urgency::Critical);
            }
            let (told, shown) = tokio::sync::oneshot::channel();
            std::thread::spawn(move || match notification.show() {
                Ok(handle) => {
                    // Whoever asked may have gone.
                    let _ = told.send(true);
                    let _ = handle.wait_for_response(answer);
                }
                Err(_) => {
                    let _ = told.send(false);
                }
            });
            match shown.await {
                Ok(true) => Ok(()),
                _ => Err(DesktopError::NoProgram),
            }
        }

        /// Waiting for the answer is what shows it here.
        #[cfg(target_os = "macos")]
        pub async fn show(
            &self,
            _popup: &Popup,
            notification: Notification,
            answer: impl FnOnce(&NotificationResponse) + Send + 'static,
        ) -> Result<(), DesktopError> {
            std::thread::spawn(move || {
                let handle = notify_rust::NotificationHandle::new(notification);
                let _ = handle.wait_for_response(answer);
            });
            Ok(())
        }
    }
}
