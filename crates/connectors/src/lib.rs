//! The protocol clients. A connector takes domain values in and gives domain
//! values out; nobody else knows a field name of its server. No SQLite, no
//! Tauri, no clock of its own.
//!
//! [`connect`] makes a connector of a connection's settings and of what was
//! kept from its last session. It opens nothing: the first call does.

mod connector;
mod error;
mod http;
mod json;
mod kept;
mod militia;
#[cfg(test)]
mod mutation;
mod questboard;
mod soptask;
pub mod tiles;
mod weclubs;
mod wiped;

pub use connector::{
    Answer, Clock, Clubs, Connector, Credentials, Meetings, Membership, Missions, Moments, Network,
    QuestNotices, Quests, Random, Session, Tasks,
};
pub use error::{Cause, Error, Result};

use http::{Address, proxy_for};
use muster_domain::connection::{ConnectionConfig, ConnectorKind};
use std::sync::Arc;

/// The connector of a connection. A `session` that cannot be read counts as
/// none.
///
/// # Errors
/// `BadAddress` if the base address or a module's is none; `NotAccepted` if a
/// setting cannot be one.
pub fn connect(
    config: &ConnectionConfig,
    session: Option<Session>,
    network: Network,
) -> Result<Arc<dyn Connector>> {
    match config.kind {
        ConnectorKind::Militia => Ok(Arc::new(militia::Militia::new(
            config,
            session.as_ref(),
            network,
        )?)),
        ConnectorKind::Weclubs => Ok(Arc::new(weclubs::Weclubs::new(
            config,
            session.as_ref(),
            network,
        )?)),
        ConnectorKind::Questboard => Ok(Arc::new(questboard::Questboard::new(
            config,
            session.as_ref(),
            network,
        )?)),
        ConnectorKind::Soptask => Ok(Arc::new(soptask::Soptask::new(
            config,
            session.as_ref(),
            network,
        )?)),
    }
}

/// Whether nobody on the way can read what this connection sends: every module
/// is reached over TLS or lives on this machine. False for a bad address.
pub fn is_encrypted(config: &ConnectionConfig) -> bool {
    addresses(config).all(|address| address.is_ok_and(|address| address.is_private()))
}

/// The system's proxy that this connection's requests go through, as
/// `scheme://host:port`, if there is one.
pub fn proxy(config: &ConnectionConfig) -> Option<String> {
    addresses(config)
        .filter_map(Result::ok)
        .find_map(|address| proxy_for(address.url()))
}

fn addresses(config: &ConnectionConfig) -> impl Iterator<Item = Result<Address>> {
    let modules = [
        &config.modules.task,
        &config.modules.sign_in,
        &config.modules.location,
    ];
    let modules = modules.into_iter().flatten().map(String::as_str);
    std::iter::once(config.base_url.as_str())
        .chain(modules.filter(|url| !url.trim().is_empty()))
        .map(Address::parse)
}
