//! The protocol clients. A connector takes domain values in and gives domain
//! values out; nobody else knows a field name of its server. No SQLite, no
//! Tauri, no clock of its own.

mod connector;
mod error;

pub use connector::{Answer, Clock, Connector, Credentials, Network, Session, Tasks};
pub use error::{Error, Result};
