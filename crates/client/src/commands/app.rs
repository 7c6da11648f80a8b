//! The installation: its stores and its settings.

use super::{NoArgs, export::Exported};
use crate::{
    client::Client,
    diagnostics,
    screen_lock::{self, ScreenLock},
    settings::{self, SettingsChange},
};
use muster_domain::{error::AppError, settings::Settings};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zeroize::Zeroizing;

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
    /// The disk refuses, or the files are of a newer version: see to it, then
    /// try again.
    Unusable,
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
    /// Connections, drafts and the outbox could not be read. They stand aside
    /// under this name; nothing was deleted.
    DeskBroken { set_aside: String },
}

/// About this program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AppInfo {
    pub version: String,
    pub commit: String,
    pub stores: Stores,
    pub notice: Option<StoreNotice>,
    pub lock: ScreenLock,
}

/// A passphrase.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Unlock {
    pub passphrase: String,
}

/// A passphrase for the screen lock, in place of the one that is set.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SetLockPassphrase {
    /// Empty where none is set.
    pub current: String,
    pub new: String,
}

pub(super) async fn info(client: &Client, _args: NoArgs) -> Result<AppInfo, AppError> {
    Ok(client.info())
}

pub(super) async fn unlock(client: &Client, args: Unlock) -> Result<(), AppError> {
    client.unlock(Zeroizing::new(args.passphrase)).await
}

pub(super) async fn lock_screen(client: &Client, _args: NoArgs) -> Result<(), AppError> {
    screen_lock::lock_now(client)
}

pub(super) async fn unlock_screen(client: &Client, args: Unlock) -> Result<(), AppError> {
    screen_lock::unlock(client, Zeroizing::new(args.passphrase)).await
}

pub(super) async fn set_lock_passphrase(
    client: &Client,
    args: SetLockPassphrase,
) -> Result<(), AppError> {
    let (current, new) = (Zeroizing::new(args.current), Zeroizing::new(args.new));
    screen_lock::set(client, current, new).await
}

pub(super) async fn remove_lock_passphrase(client: &Client, args: Unlock) -> Result<(), AppError> {
    screen_lock::remove(client, Zeroizing::new(args.passphrase)).await
}

pub(super) async fn dismiss_notice(client: &Client, _args: NoArgs) -> Result<(), AppError> {
    client.dismiss_notice().await
}

pub(super) async fn get_settings(client: &Client, _args: NoArgs) -> Result<Settings, AppError> {
    Ok(client.settings())
}

pub(super) async fn change_settings(
    client: &Client,
    args: SettingsChange,
) -> Result<Settings, AppError> {
    settings::change(client, args).await
}

pub(super) async fn save_diagnostics(
    client: &Client,
    _: NoArgs,
) -> Result<Option<Exported>, AppError> {
    diagnostics::save(client).await
}

pub(super) async fn reveal_logs(client: &Client, _: NoArgs) -> Result<(), AppError> {
    diagnostics::reveal_logs(client).await
}
