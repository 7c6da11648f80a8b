//! Windows as the screen has them, among them the system's own dialogs:
//! WebKit's driver reaches pages alone, so these are found by their title and
//! driven by the keyboard, as by a person.

use super::{GLANCE, Stage, until};

/// How often a dialog is looked at before it is told once more.
const LOOKS: u32 = 40;

/// A window on the stage's screen.
pub struct SystemWindow<'a> {
    stage: &'a Stage,
    title: String,
    /// The screen's number for it.
    id: String,
}

impl Stage {
    /// The window of this title, once it is shown.
    pub async fn system_window(&self, title: &str) -> SystemWindow<'_> {
        until(&format!("a window {title:?}"), async || self.shown(title)).await
    }

    /// The window of this title if it is shown now.
    pub fn shown(&self, title: &str) -> Option<SystemWindow<'_>> {
        Some(SystemWindow {
            stage: self,
            title: title.to_owned(),
            id: self.titled(title).into_iter().next()?,
        })
    }

    /// Somebody leaves the desk: no window has the keys, nor the pointer.
    pub fn leave_desk(&self) {
        let screen = self.on_screen(&["search", "--maxdepth", "0", ""]);
        self.on_screen(&["mousemove", "1439", "899"]);
        self.on_screen(&["windowfocus", screen.trim()]);
    }

    fn titled(&self, title: &str) -> Vec<String> {
        let named = format!("^{title}$");
        let found = self.on_screen(&["search", "--onlyvisible", "--name", &named]);
        found.lines().map(str::to_owned).collect()
    }

    fn on_screen(&self, arguments: &[&str]) -> String {
        let done = self.command("xdotool").args(arguments).output().unwrap();
        String::from_utf8_lossy(&done.stdout).into_owned()
    }
}

impl SystemWindow<'_> {
    /// Presses a key in it.
    pub fn press(&self, key: &str) {
        // Nobody manages windows here: the keys go to the one with the focus.
        self.stage.on_screen(&["windowfocus", "--sync", &self.id]);
        self.stage.on_screen(&["key", key]);
    }

    /// Types a path in place of what the dialog suggests and takes it, until
    /// the dialog is closed: while it builds itself up, keys are lost.
    pub async fn name(&self, path: &str) {
        self.closed_by(|| {
            self.press("ctrl+a");
            self.stage.on_screen(&["type", "--delay", "20", path]);
            self.press("Return");
        })
        .await;
    }

    /// Closes a dialog without doing what it asks about.
    pub async fn give_up(&self) {
        self.closed_by(|| self.press("Escape")).await;
    }

    async fn closed_by(&self, act: impl Fn()) {
        until(&format!("the end of {:?}", self.title), async || {
            act();
            for _ in 0..LOOKS {
                if !self.stage.titled(&self.title).contains(&self.id) {
                    return Some(());
                }
                tokio::time::sleep(GLANCE).await;
            }
            None
        })
        .await;
    }
}
