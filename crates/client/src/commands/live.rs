//! Keeping what is on screen fresh.

use crate::{client::Client, notices, sync};
use muster_domain::{
    error::AppError,
    id::{ConnectionId, TaskId},
    task::TaskList,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something a window shows that comes from a server.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Target {
    Tasks {
        connection: ConnectionId,
        list: TaskList,
        page: u32,
    },
    Task {
        connection: ConnectionId,
        task: TaskId,
    },
    People {
        connection: ConnectionId,
        task: TaskId,
    },
    Responses {
        connection: ConnectionId,
        task: TaskId,
    },
    CheckIns {
        connection: ConnectionId,
        task: TaskId,
    },
    /// Where the people of a task are.
    Positions {
        connection: ConnectionId,
        task: TaskId,
    },
    /// The people who can be called, and the saved places.
    Roster { connection: ConnectionId },
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Watch {
    pub targets: Vec<Target>,
    pub visible: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Refresh {
    pub target: Target,
}

pub(super) async fn watch(client: &Client, window: &str, args: Watch) -> Result<(), AppError> {
    sync::watch(client, window, args.targets, args.visible);
    notices::seen(client);
    Ok(())
}

pub(super) async fn refresh(client: &Client, args: Refresh) -> Result<(), AppError> {
    sync::refresh(client, &args.target).await
}
