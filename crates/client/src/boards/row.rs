//! A row of a board: what a roll sorts, filters and stores it by.

use super::roll::Changes;
use muster_domain::id::{ConnectionId, SoldierId, TaskId};
use rusqlite::Connection;
use std::{fmt::Debug, hash::Hash, sync::Arc};

/// A row of a board, as a roll sees it.
pub(crate) trait OnBoard: Clone + PartialEq + Debug + Send + 'static {
    /// Names the board in the store.
    const WHAT: &'static str;
    type Status: Clone + PartialEq + Debug + Send;
    type Sort: Copy + Eq + Hash + Debug + Send;
    /// The server's own figures.
    type Figures: Clone + PartialEq + Default + Debug + Send;
    /// What is counted from all rows, once for each stamp.
    type Counted: Debug + Send;

    fn soldier(&self) -> &SoldierId;
    fn name(&self) -> &str;
    fn office(&self) -> &str;
    fn phone(&self) -> &str;
    fn status(&self) -> &Self::Status;
    /// A status that this version does not know: whoever asks for one of them
    /// is shown them all.
    fn is_other(status: &Self::Status) -> bool;
    /// What the column sorts by before the name.
    fn major(&self, sort: Self::Sort, office: &Arc<str>) -> Major;

    fn load(
        db: &Connection,
        connection: &ConnectionId,
        task: &TaskId,
    ) -> rusqlite::Result<(Self::Figures, Vec<Self>)>;

    /// Writes what a reading changed.
    fn apply(
        db: &Connection,
        connection: &ConnectionId,
        task: &TaskId,
        changes: &Changes<Self>,
    ) -> rusqlite::Result<()>;
}

/// What stands before the name in an order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Major {
    Number(i64),
    Text(Arc<str>),
    /// Comes last in either direction.
    Nothing,
}

impl Major {
    /// By a text, if there is one.
    pub(crate) fn of(text: &Arc<str>) -> Self {
        if text.is_empty() {
            Self::Nothing
        } else {
            Self::Text(Arc::clone(text))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_without_a_text_has_nothing_to_be_sorted_by() {
        assert_eq!(Major::of(&"".into()), Major::Nothing);
        assert!(Major::of(&"changgangjie".into()) < Major::Nothing);
    }
}
