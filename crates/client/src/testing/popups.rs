//! A desktop that keeps what was shown on it.

use crate::{
    client::lock,
    host::{DesktopError, Popup, Popups},
};
use async_trait::async_trait;
use jiff::tz::TimeZone;
use std::sync::{
    Mutex,
    atomic::{AtomicBool, Ordering},
};

#[derive(Debug, Default)]
pub(crate) struct Billboard {
    /// Whether somebody works at the main window.
    pub attended: AtomicBool,
    /// A desktop without notifications.
    pub missing: AtomicBool,
    pub shown: Mutex<Vec<Popup>>,
}

impl Billboard {
    /// Title and text of each, in the order in which they were shown; and none
    /// of them afterwards.
    pub(crate) fn take(&self) -> Vec<String> {
        let shown = std::mem::take(&mut *lock(&self.shown));
        shown
            .into_iter()
            .map(|popup| format!("{} | {}", popup.title, popup.text))
            .collect()
    }
}

#[async_trait]
impl Popups for Billboard {
    fn attended(&self) -> bool {
        self.attended.load(Ordering::SeqCst)
    }

    /// Beijing, without daylight saving.
    fn zone(&self) -> TimeZone {
        muster_domain::time::beijing()
    }

    async fn show(&self, popup: Popup) -> Result<(), DesktopError> {
        if self.missing.load(Ordering::SeqCst) {
            return Err(DesktopError::NoProgram);
        }
        lock(&self.shown).push(popup);
        Ok(())
    }
}
