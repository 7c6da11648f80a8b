//! Connections.

use super::NoArgs;
use crate::{client::Client, connections, demo};
use muster_connectors::Credentials;
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

pub(super) async fn list(client: &Client, _args: NoArgs) -> Result<Vec<Connection>, AppError> {
    connections::list(client).await
}

pub(super) async fn test(
    client: &Client,
    args: ConnectionConfig,
) -> Result<ConnectionTest, AppError> {
    connections::test(client, args).await
}

pub(super) async fn add(client: &Client, args: ConnectionConfig) -> Result<Connection, AppError> {
    connections::add(client, args).await
}

pub(super) async fn update(client: &Client, args: Update) -> Result<Connection, AppError> {
    connections::update(client, &args.connection, args.config).await
}

pub(super) async fn remove(client: &Client, args: One) -> Result<(), AppError> {
    connections::remove(client, &args.connection).await
}

pub(super) async fn sign_in(client: &Client, args: SignIn) -> Result<Connection, AppError> {
    let SignIn {
        connection,
        username,
        password,
        allow_plain,
    } = args;
    let credentials = Credentials { username, password };
    connections::sign_in(client, &connection, credentials, allow_plain).await
}

pub(super) async fn sign_out(client: &Client, args: SignOut) -> Result<Connection, AppError> {
    connections::sign_out(client, &args.connection, args.wipe).await
}

pub(super) async fn start_demo(client: &Client, _args: NoArgs) -> Result<Connection, AppError> {
    demo::start(client).await
}
