//! How the system's notifications do.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether notices can be shown outside of the windows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PopupWay {
    /// None was tried since the start.
    #[default]
    Untried,
    Works,
    /// This system shows none; the inbox has everything.
    Missing,
}

/// For the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PopupState {
    pub way: PopupWay,
    /// The quiet hours are now.
    pub quiet: bool,
}
