//! What a user chose for this installation. Holds nothing personal: it is
//! readable before the stores are unlocked.

use crate::notice::Notify;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum Language {
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    #[serde(rename = "en")]
    En,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Density {
    #[default]
    Comfortable,
    Dense,
}

/// After how long without input the windows are covered, minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum LockAfter {
    #[default]
    #[serde(rename = "never")]
    Never,
    #[serde(rename = "5")]
    Five,
    #[serde(rename = "15")]
    Fifteen,
    #[serde(rename = "30")]
    Thirty,
}

/// How the board of quests is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BoardLook {
    #[default]
    Cards,
    Table,
}

/// A table of which a user chooses the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TableName {
    Responses,
    /// Those who have not answered, ordered for phoning.
    Calling,
    CheckIns,
    People,
    Positions,
    Quests,
    MissionPeople,
}

/// All settings. A field that a stored file lacks has its default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    pub language: Language,
    pub theme: Theme,
    pub density: Density,
    /// Per cent, 80 to 200.
    pub zoom: u32,
    /// Phone numbers and whereabouts are masked until somebody asks for one.
    pub privacy: bool,
    /// In force once there is a passphrase that uncovers them.
    pub lock_after: LockAfter,
    /// The ids of the columns that a table shows; a table that is not here
    /// shows those it was made with.
    pub columns: BTreeMap<TableName, Vec<String>>,
    pub board: BoardLook,
    pub notify: Notify,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::default(),
            theme: Theme::default(),
            density: Density::default(),
            zoom: 100,
            privacy: false,
            lock_after: LockAfter::default(),
            columns: BTreeMap::new(),
            board: BoardLook::default(),
            notify: Notify::default(),
        }
    }
}
