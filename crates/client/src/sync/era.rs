//! The time between two wipings of a connection's cache. What was asked for in
//! one is not stored in the next: it may belong to another account.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// Counts the eras of a connection.
#[derive(Clone, Debug, Default)]
pub(super) struct Eras(Arc<AtomicU64>);

impl Eras {
    pub(super) fn now(&self) -> Era {
        Era {
            number: self.0.load(Ordering::SeqCst),
            eras: self.clone(),
        }
    }

    pub(super) fn end(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// The era in which something began.
#[derive(Clone, Debug)]
pub(crate) struct Era {
    eras: Eras,
    number: u64,
}

impl Era {
    pub(crate) fn is_over(&self) -> bool {
        self.eras.0.load(Ordering::SeqCst) != self.number
    }
}
