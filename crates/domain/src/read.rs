//! What every read answers: a value and how old it is.

use crate::{error::AppError, time::Time};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A value from the store with its age. No screen shows `value` without it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Read<T> {
    /// `null` where nothing was ever fetched: show a skeleton, or `problem`.
    pub value: Option<T>,
    /// When this machine received it.
    pub fetched_at: Option<Time>,
    /// What the server's clock said then, where it tells.
    pub server_time: Option<Time>,
    /// False while pages are missing: do not sum it as a total.
    pub complete: bool,
    /// From then on it wants a refresh.
    pub stale_after: Option<Time>,
    /// Why the last refresh failed; `null` once one succeeds.
    pub problem: Option<AppError>,
}

impl<T> Read<T> {
    /// Nothing fetched yet.
    pub fn nothing(problem: Option<AppError>) -> Self {
        Self {
            value: None,
            fetched_at: None,
            server_time: None,
            complete: false,
            stale_after: None,
            problem,
        }
    }

    /// The same age around another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Read<U> {
        self.and_then(|value| Some(change(value)))
    }

    /// The same age around another value, or none.
    pub fn and_then<U>(self, change: impl FnOnce(T) -> Option<U>) -> Read<U> {
        Read {
            value: self.value.and_then(change),
            fetched_at: self.fetched_at,
            server_time: self.server_time,
            complete: self.complete,
            stale_after: self.stale_after,
            problem: self.problem,
        }
    }
}

/// The rows of a window into a long list that stays in Rust.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Rows<T> {
    /// The index of the first row here, from 0.
    pub offset: u32,
    /// How many rows the whole list has under the filter in force.
    pub total: u32,
    pub rows: Vec<T>,
}

impl<T> Rows<T> {
    /// The same window, of other rows.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Rows<U> {
        Rows {
            offset: self.offset,
            total: self.total,
            rows: self.rows.into_iter().map(change).collect(),
        }
    }
}

/// One page as the server cuts them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Page<T> {
    /// From 1.
    pub page: u32,
    /// As the server counts them; at least 1.
    pub total_pages: u32,
    /// Rows over all pages, as the server counts them.
    pub total: u32,
    pub rows: Vec<T>,
}

impl<T> Page<T> {
    /// A page of nothing.
    pub fn empty(page: u32) -> Self {
        Self {
            page,
            total_pages: 1,
            total: 0,
            rows: Vec::new(),
        }
    }
}

/// One page of a list that says no more than whether another one follows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Slice<T> {
    /// From 1.
    pub page: u32,
    pub has_more: bool,
    pub rows: Vec<T>,
}
