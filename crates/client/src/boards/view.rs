//! What is looked at of a board.

use super::row::OnBoard;
use crate::search::Query;

/// Which rows, in which order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct View<R: OnBoard> {
    pub status: Option<R::Status>,
    /// Of one office only, as the server spells it.
    pub office: Option<String>,
    pub filter: String,
    pub sort: R::Sort,
    pub descending: bool,
}

impl<R: OnBoard> View<R> {
    pub(crate) fn everybody(sort: R::Sort) -> Self {
        Self {
            status: None,
            office: None,
            filter: String::new(),
            sort,
            descending: false,
        }
    }

    /// `needle` is that of the filter.
    pub(super) fn shows(&self, row: &R, needle: &Needle) -> bool {
        let is = |status: &R::Status| {
            status == row.status() || (R::is_other(status) && R::is_other(row.status()))
        };
        self.status.as_ref().is_none_or(is)
            && self
                .office
                .as_ref()
                .is_none_or(|office| office == row.office())
            && needle.matches(row.name(), row.office(), row.phone())
    }
}

/// What the filter of a board looks for.
pub(crate) struct Needle {
    query: Query,
    typed: String,
}

impl Needle {
    pub(crate) fn new(filter: &str) -> Self {
        Self {
            query: Query::new(filter),
            typed: filter.trim().to_owned(),
        }
    }

    pub(crate) fn matches(&self, name: &str, office: &str, phone: &str) -> bool {
        self.query.is_empty()
            || self.query.matches(name)
            || self.query.matches(office)
            || phone.contains(&self.typed)
    }
}
