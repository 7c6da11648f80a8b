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

    fn name(&self) -> &str;

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
    if error.is_none() && more {
        error = Some(Error::endless());
    }
    if error.is_none() && people.mixed {
        error = Some(Error::shared_id());
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
    /// Rows of one id name different people: who else they are about is lost.
    /// An id that a server leaves out reads the same for everybody.
    mixed: bool,
}

impl<R> Default for People<R> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            index: HashMap::new(),
            mixed: false,
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
                    self.mixed |= self.rows[earlier].name() != row.name();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug)]
    struct Row(SoldierId, &'static str);

    impl Person for Row {
        fn soldier(&self) -> &SoldierId {
            &self.0
        }
        fn name(&self) -> &str {
            self.1
        }
        fn outweighs(&self, _: &Self) -> bool {
            false
        }
    }

    /// Reads a server that answers page after page by `page`.
    async fn read(page: impl Fn(u32) -> Page<Row>) -> Reading<(), Row> {
        let fetch = async |number| {
            Ok(Answer {
                value: ((), page(number)),
                server_time: None,
            })
        };
        read_all(fetch, |()| None).await.unwrap()
    }

    fn page(number: u32, total_pages: u32, rows: Vec<Row>) -> Page<Row> {
        Page {
            page: number,
            total_pages,
            total: 0,
            rows,
        }
    }

    #[tokio::test]
    async fn a_board_without_end_is_partial() {
        let rows = |number: u32| vec![Row(i64::from(number).into(), "李沐阳")];
        let endless = read(|number| page(number, PAGES + 1, rows(number))).await;
        assert_eq!(endless.rows.len(), 2_000);
        assert!(matches!(endless.error, Some(Error::BrokenAnswer { .. })));
        // The control: the last page that is read may be the last there is.
        let whole = read(|number| page(number, PAGES, rows(number))).await;
        assert!(whole.error.is_none());
    }

    #[tokio::test]
    async fn people_without_ids_of_their_own_make_a_board_partial() {
        let named = async |name: &'static str| {
            let rows = vec![Row("0".into(), "李沐阳"), Row("0".into(), name)];
            read(|number| page(number, 1, rows.clone())).await
        };
        let two = named("王若溪").await;
        assert!(matches!(two.error, Some(Error::BrokenAnswer { .. })));
        // The control: rows may repeat.
        assert!(named("李沐阳").await.error.is_none());
    }
}
