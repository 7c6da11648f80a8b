//! Reading a board to its end. The number of pages that a server tells may be
//! too small, rows may repeat, and nothing has an order: a row may slip from one
//! page to another between two answers, and be on neither.
//!
//! So a reading that finds fewer people than the server counts is not believed
//! at once. The pages are read again, until everybody is there or a round misses
//! nobody whom another one found. Then it is the server that counts wrongly, and
//! both figures are shown. What never comes to rest is not whole.

use fixedbitset::FixedBitSet;
use futures_util::{StreamExt as _, stream::FuturesOrdered};
use muster_connectors::{Answer, Error};
use muster_domain::{id::SoldierId, read::Page, time::Time};
use std::{collections::HashMap, future::Future};

/// Rows that are asked for at once.
pub(super) const ROWS_PER_PAGE: u32 = 200;

/// Beyond this a server is not believed to have an end.
const PAGES: u32 = 2_000;

/// Pages that are asked for at once, of those that the server says there are.
const AT_ONCE: u32 = 4;

/// How often the pages are read for one reading, at most.
const ROUNDS: u32 = 5;

/// What a reading found. `error` says why it is not complete.
#[derive(Debug)]
pub(super) struct Reading<F, R> {
    /// Of the last round's first page.
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
    let mut people = People::default();
    let mut first = fetch(1).await?;
    let mut round = 1;
    loop {
        let Answer {
            value: (figures, page),
            server_time,
        } = first;
        // A figure that is left out reads 0, which says nothing of the rows here.
        let expected = expected(&figures)
            .filter(|&count| count > 0)
            .and_then(|count| usize::try_from(count).ok());
        people.met.clear();
        let read = people.read(page, &fetch, expected).await;
        let error = match read {
            Err(error) => Some(error),
            Ok(()) if people.mixed => Some(Error::shared_id()),
            Ok(()) if people.are_all(expected, round) => None,
            Ok(()) if round == ROUNDS => Some(Error::unsettled()),
            Ok(()) => match fetch(1).await {
                Ok(answer) => {
                    (first, round) = (answer, round + 1);
                    continue;
                }
                Err(error) => Some(error),
            },
        };
        return Ok(Reading {
            figures,
            rows: people.rows,
            server_time,
            error,
        });
    }
}

/// Each person once, in the order of their first rows.
struct People<R> {
    rows: Vec<R>,
    index: HashMap<SoldierId, usize>,
    /// Who was met in this round, by the places of their rows.
    met: FixedBitSet,
    /// Rows of one id name different people: who else they are about is lost.
    /// An id that a server leaves out reads the same for everybody.
    mixed: bool,
}

impl<R> Default for People<R> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            index: HashMap::new(),
            met: FixedBitSet::new(),
            mixed: false,
        }
    }
}

impl<R: Person> People<R> {
    /// Takes the first page of a round and reads the others.
    async fn read<F, Fetched>(
        &mut self,
        first: Page<R>,
        fetch: &impl Fn(u32) -> Fetched,
        expected: Option<usize>,
    ) -> Result<(), Error>
    where
        Fetched: Future<Output = Result<Answer<(F, Page<R>)>, Error>>,
    {
        let told = first.total_pages;
        let mut more = self.add(first.rows, told, 1, expected);
        let mut coming = FuturesOrdered::new();
        let mut asked = 1;
        for number in 2..=PAGES {
            if !more {
                return Ok(());
            }
            while asked < number || (asked < told && asked < number + AT_ONCE - 1) {
                asked += 1;
                coming.push_back(fetch(asked));
            }
            let Some(answer) = coming.next().await else {
                break;
            };
            let (_, page) = answer?.value;
            more = self.add(page.rows, page.total_pages, number, expected);
        }
        if more { Err(Error::endless()) } else { Ok(()) }
    }

    /// Whether nobody is missing after this round: there are as many as
    /// expected, or it met everybody whom an earlier one found. Others may have
    /// come meanwhile.
    fn are_all(&self, expected: Option<usize>, round: u32) -> bool {
        let people = self.rows.len();
        expected.is_none_or(|count| people >= count)
            || (round > 1 && self.met.count_ones(..) == people)
    }

    /// Whether there may be more after this page.
    fn add(
        &mut self,
        rows: Vec<R>,
        total_pages: u32,
        number: u32,
        expected: Option<usize>,
    ) -> bool {
        let (asked, got) = (usize::try_from(ROWS_PER_PAGE).unwrap_or(0), rows.len());
        let before = self.met.count_ones(..);
        for row in rows {
            let place = match self.index.get(row.soldier()) {
                Some(&earlier) => {
                    self.mixed |= self.rows[earlier].name() != row.name();
                    if row.outweighs(&self.rows[earlier]) {
                        self.rows[earlier] = row;
                    }
                    earlier
                }
                None => {
                    self.index.insert(row.soldier().clone(), self.rows.len());
                    self.rows.push(row);
                    self.rows.len() - 1
                }
            };
            self.met.grow_and_insert(place);
        }
        let nothing_new = self.met.count_ones(..) == before;
        match expected {
            Some(count) if self.rows.len() >= count => number < total_pages,
            // Some servers cut shorter pages than they are asked for.
            Some(_) => number < total_pages || !nothing_new,
            None => number < total_pages || (got >= asked && !nothing_new),
        }
    }
}

#[cfg(test)]
mod tests;
