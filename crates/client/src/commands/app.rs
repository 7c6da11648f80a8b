//! The installation: its stores and its settings.

use super::NoArgs;
use crate::client::Client;
use muster_domain::{error::AppError, settings::Settings};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether the encrypted databases are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Stores {
    /// Their key came from the system's store of secrets, or the passphrase.
    Open,
    /// No system store of secrets: choose a passphrase first.
    ChoosePassphrase,
    /// Closed until the passphrase is given.
    EnterPassphrase,
    /// The system's store of secrets is locked: unlock it, then try again.
    KeychainLocked,
}

/// What happened to the databases at the start; shown until dismissed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum StoreNotice {
    /// Their key is gone from the system's store of secrets. The old files
    /// stand aside under this name; nothing was deleted.
    KeyGone { set_aside: String },
    /// The cache could not be read. It stands aside under this name and is
    /// filled anew; drafts and the outbox are as they were.
    CacheBroken { set_aside: String },
}

/// About this program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AppInfo {
    pub version: String,
    pub commit: String,
    pub stores: Stores,
    pub notice: Option<StoreNotice>,
}

/// A passphrase.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Unlock {
    pub passphrase: String,
}

pub(super) async fn info(_client: &Client, _args: NoArgs) -> Result<AppInfo, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn unlock(_client: &Client, _args: Unlock) -> Result<(), AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn dismiss_notice(_client: &Client, _args: NoArgs) -> Result<(), AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn get_settings(_client: &Client, _args: NoArgs) -> Result<Settings, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn set_settings(_client: &Client, _args: Settings) -> Result<Settings, AppError> {
    Err(AppError::NotFound)
}
