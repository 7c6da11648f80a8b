//! The rolls that are in memory: of the boards that were looked at last.

use super::{outlook::Outlook, past::Past, roll::Roll};
use crate::client::lock;
use muster_domain::{
    board::{ResponseRow, SeenCheckIn},
    id::{ConnectionId, TaskId},
};
use std::sync::{Arc, Mutex};

/// Boards of a kind that are kept; a window shows one.
const BOARDS: usize = 8;

/// A roll is locked by whoever reads or writes its board.
pub(crate) type Handle<R> = Arc<Mutex<Roll<R>>>;

/// What the boards keep in memory.
#[derive(Debug, Default)]
pub(crate) struct State {
    responses: Mutex<Shelf<Mutex<Roll<ResponseRow>>>>,
    check_ins: Mutex<Shelf<Mutex<Roll<SeenCheckIn>>>>,
    past: Mutex<Shelf<Mutex<Past>>>,
    outlooks: Mutex<Shelf<Mutex<Outlook>>>,
}

impl State {
    pub(crate) fn responses(
        &self,
        connection: &ConnectionId,
        task: &TaskId,
    ) -> Handle<ResponseRow> {
        lock(&self.responses).take(connection, task)
    }

    pub(crate) fn check_ins(
        &self,
        connection: &ConnectionId,
        task: &TaskId,
    ) -> Handle<SeenCheckIn> {
        lock(&self.check_ins).take(connection, task)
    }

    pub(crate) fn past(&self, connection: &ConnectionId, task: &TaskId) -> Arc<Mutex<Past>> {
        lock(&self.past).take(connection, task)
    }

    pub(crate) fn outlook(&self, connection: &ConnectionId, task: &TaskId) -> Arc<Mutex<Outlook>> {
        lock(&self.outlooks).take(connection, task)
    }

    /// Lets go of everything about a connection.
    pub(crate) fn forget(&self, connection: &ConnectionId) {
        lock(&self.responses).forget(connection);
        lock(&self.check_ins).forget(connection);
        lock(&self.past).forget(connection);
        lock(&self.outlooks).forget(connection);
    }
}

/// The last ones used, the newest at the end.
#[derive(Debug)]
struct Shelf<T> {
    kept: Vec<((ConnectionId, TaskId), Arc<T>)>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { kept: Vec::new() }
    }
}

impl<T: Default> Shelf<T> {
    fn take(&mut self, connection: &ConnectionId, task: &TaskId) -> Arc<T> {
        let of =
            |(key, _): &((ConnectionId, TaskId), Arc<T>)| key.0 == *connection && key.1 == *task;
        let found = match self.kept.iter().position(of) {
            Some(index) => self.kept.remove(index),
            None => ((connection.clone(), task.clone()), Arc::default()),
        };
        let handle = Arc::clone(&found.1);
        self.kept.push(found);
        if self.kept.len() > BOARDS {
            self.kept.remove(0);
        }
        handle
    }

    fn forget(&mut self, connection: &ConnectionId) {
        self.kept.retain(|(key, _)| key.0 != *connection);
    }
}
