//! What a file says of itself.

use super::{
    table::{Cell, Table},
    words::Words,
};
use muster_domain::time::Time;

/// What there is to say about a file.
pub(super) struct About<'a> {
    pub what: &'a str,
    pub title: &'a str,
    /// What else there is to say about the thing.
    pub facts: &'a [(&'static str, Cell)],
    pub filter: &'a str,
    pub rows: u32,
    pub fetched_at: Option<Time>,
    pub complete: bool,
    pub masked: bool,
}

/// What the file is, how old what it says is, and whether that is all.
pub(super) fn about(words: &Words, about: &About<'_>, now: Time) -> Table {
    let mut rows: Vec<(&str, Cell)> = vec![
        (words.content, about.what.into()),
        (words.title, about.title.into()),
    ];
    rows.extend(about.facts.iter().cloned());
    rows.extend([
        (words.filter, about.filter.into()),
        (words.rows, about.rows.into()),
        (words.as_of, about.fetched_at.into()),
        (words.complete, words.yes_no(about.complete).into()),
        (words.written, now.into()),
        (words.private, about.masked.then_some(words.masked).into()),
    ]);
    rows.retain(|(_, cell)| *cell != Cell::Empty);
    Table::new(words.about)
        .with("item", words.item, &rows, |row| row.0)
        .with("value", words.value, &rows, |row| row.1.clone())
}
