//! Reading a board to its end. The number of pages that a server tells may be
//! too small, rows may repeat, and nothing has an order.

use muster_connectors::{Answer, Error};
use muster_domain::{id::SoldierId, read::Page, time::Time};
use std::{collections::HashMap, future::Future};

/// Rows that are asked for at once.
pub(super) const ROWS_PER_PAGE: u32 = 200;

/// Beyond this a server is not believed to have an end.
const PAGES: u32 = 2_000;

/// What a reading found. `error` says why it is not complete.
#[derive(Debug)]
pub(super) struct Reading<F, R> {
    /// Of the first page.
    pub figures: F,
    pub rows: Vec<R>,
    pub server_time: Option<Time>,
    pub error: Option<Error>,
}

/// A row about one person.
pub(super) trait Person {
    fn soldier(&self) -> &SoldierId;

    /// Whether this row is to be believed rather than an earlier one of the
    /// same person.
    fn outweighs(&self, earlier: &Self) -> bool;
}

/// Reads pages until as many people as `expected` says are there, or, where it
/// is not known, until the last page and a short one.
///
/// # Errors
/// That of the first page; a later one ends the reading.
pub(super) async fn read_all<F, R: Person, Fetched>(
    fetch: impl Fn(u32) -> Fetched,
    expected: impl Fn(&F) -> Option<u32>,
) -> Result<Reading<F, R>, Error>
where
    Fetched: Future<Output = Result<Answer<(F, Page<R>)>, Error>>,
{
    let first = fetch(1).await?;
    let (figures, page) = first.value;
    // A figure that is left out reads 0, which says nothing of the rows here.
    let expected = expected(&figures)
        .filter(|&count| count > 0)
        .and_then(|count| usize::try_from(count).ok());
    let mut people = People::default();
    let mut more = people.add(page.rows, page.total_pages, 1, expected);
    let mut error = None;
    let mut number = 1;
    while more && number < PAGES {
        number += 1;
        match fetch(number).await {
            Ok(answer) => {
                let page = answer.value.1;
                more = people.add(page.rows, page.total_pages, number, expected);
            }
            Err(failure) => {
                error = Some(failure);
                break;
            }
        }
    }
    Ok(Reading {
        figures,
        rows: people.rows,
        server_time: first.server_time,
        error,
    })
}

/// Each person once, in the order of their first rows.
struct People<R> {
    rows: Vec<R>,
    index: HashMap<SoldierId, usize>,
}

impl<R> Default for People<R> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            index: HashMap::new(),
        }
    }
}

impl<R: Person> People<R> {
    /// Whether there may be more after this page.
    fn add(
        &mut self,
        rows: Vec<R>,
        total_pages: u32,
        number: u32,
        expected: Option<usize>,
    ) -> bool {
        let (asked, got) = (usize::try_from(ROWS_PER_PAGE).unwrap_or(0), rows.len());
        let before = self.rows.len();
        for row in rows {
            match self.index.get(row.soldier()) {
                Some(&earlier) => {
                    if row.outweighs(&self.rows[earlier]) {
                        self.rows[earlier] = row;
                    }
                }
                None => {
                    self.index.insert(row.soldier().clone(), self.rows.len());
                    self.rows.push(row);
                }
            }
        }
        let nothing_new = self.rows.len() == before;
        match expected {
            Some(count) if self.rows.len() >= count => number < total_pages,
            // Some servers cut shorter pages than they are asked for.
            Some(_) => !nothing_new,
            None => number < total_pages || (got >= asked && !nothing_new),
        }
    }
}
