//! The client: one value that owns the stores, the connections and the
//! background work, and answers commands.

use crate::{
    commands,
    host::{Clock, DemoHost, Keychain, Random},
};
use muster_domain::{error::AppError, event::Event};
use serde_json::Value;
use std::{fmt, path::PathBuf, sync::Arc};
use tokio::sync::broadcast;

/// What a client is opened with.
pub struct Options {
    /// Where the databases and the settings live; made if missing.
    pub data_dir: PathBuf,
    pub keychain: Arc<dyn Keychain>,
    pub demo: Arc<dyn DemoHost>,
    pub clock: Clock,
    pub random: Random,
    /// Shown in the about box.
    pub version: String,
    pub commit: String,
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// Who calls: the IPC door names the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// The main window: every command.
    Main,
    /// A projector or wall window: reads only.
    ReadOnly,
}

/// A cheap handle; clones share everything.
#[derive(Clone)]
pub struct Client {
    events: broadcast::Sender<Event>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Client { .. }")
    }
}

impl Client {
    /// Opens the stores, or waits with them until the passphrase is given.
    pub async fn open(_options: Options) -> Result<Self, AppError> {
        Ok(Self {
            events: broadcast::channel(256).0,
        })
    }

    /// Runs the command `name` of the table. Answers JSON.
    pub async fn dispatch(
        &self,
        caller: Caller,
        name: &str,
        args: Value,
    ) -> Result<String, AppError> {
        commands::run(self, caller, name, args).await
    }

    /// What changes from now on.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }
}
