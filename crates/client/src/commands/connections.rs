//! Connections.

use super::NoArgs;
use crate::client::Client;
use muster_domain::{
    connection::{Connection, ConnectionConfig, ConnectionTest},
    error::AppError,
    id::ConnectionId,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(rename = "OneConnection")]
pub struct One {
    pub connection: ConnectionId,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(rename = "UpdateConnection")]
pub struct Update {
    pub connection: ConnectionId,
    pub config: ConnectionConfig,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SignIn {
    pub connection: ConnectionId,
    pub username: String,
    pub password: String,
    /// The user agreed to send it unencrypted.
    pub allow_plain: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SignOut {
    pub connection: ConnectionId,
    /// Removes what was cached of this connection as well.
    pub wipe: bool,
}

pub(super) async fn list(_client: &Client, _args: NoArgs) -> Result<Vec<Connection>, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn test(
    _client: &Client,
    _args: ConnectionConfig,
) -> Result<ConnectionTest, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn add(_client: &Client, _args: ConnectionConfig) -> Result<Connection, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn update(_client: &Client, _args: Update) -> Result<Connection, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn remove(_client: &Client, _args: One) -> Result<(), AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn sign_in(_client: &Client, _args: SignIn) -> Result<Connection, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn sign_out(_client: &Client, _args: SignOut) -> Result<Connection, AppError> {
    Err(AppError::NotFound)
}

pub(super) async fn start_demo(_client: &Client, _args: NoArgs) -> Result<Connection, AppError> {
    Err(AppError::NotFound)
}
