//! The answers of document 001 as types. What is zero, false or empty is left
//! out, as the document says; `data`, `mem_list` and `lower_offices` are null
//! when there is nothing in them.

mod people;
mod tasks;
mod trees;

pub use people::{CheckIns, Members, Positions, Responses};
pub use tasks::{Detail, Info, Page};
pub use trees::{Offices, Orgs};

use crate::dialects::read::in_beijing as beijing;
use crate::store::Level;

fn is_zero<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A list, or null when it is empty.
fn or_null<T>(rows: Vec<T>) -> Option<Vec<T>> {
    (!rows.is_empty()).then_some(rows)
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Street => "S",
        Level::District => "D",
        Level::City => "C",
    }
}
