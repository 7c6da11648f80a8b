//! Every page of a list.

use futures_util::{StreamExt as _, stream};
use muster_connectors::{Answer, Error, Result};
use muster_domain::{read::Page, time::Time};
use std::{
    collections::{HashMap, HashSet},
    future::Future,
};

/// Beyond this a server is not believed to have an end.
const PAGES: u32 = 4_000;

/// Pages that are asked for at once, of those that the server says there are.
pub(super) const AT_ONCE: usize = 4;

/// How often the pages are read for one reading, at most.
const ROUNDS: u32 = 5;

/// After so many pages what is here is shown, and after twice as many again:
/// nobody waits for the last page, and all of it is not much work.
const SHOWN_AFTER: u32 = 16;

/// A list as far as it was read; `error` says why it is not complete.
pub(super) struct Reading<F, T> {
    /// Of the last round; none where they changed from page to page, since what
    /// changed meanwhile is no sum of the rows.
    pub(super) figures: F,
    /// How many rows there are, as the server says; `None` where it does not.
    pub(super) listed: Option<u32>,
    pub(super) rows: Vec<T>,
    pub(super) server_time: Option<Time>,
    pub(super) error: Option<Error>,
}

/// Reads every page of a list, each row once. `id` tells them apart.
///
/// A row may slip from one page to another between two answers, and be on
/// neither: where fewer are there than the server says, the pages are read
/// again, until they are all there or a round brings nothing new. Then it is the
/// server that counts wrongly.
///
/// # Errors
/// That of the first page; a later one ends the reading.
pub(super) async fn read_pages<F, T, Fetched>(
    fetch: impl Fn(u32) -> Fetched,
    id: impl Fn(&T) -> &str,
) -> Result<Reading<F, T>>
where
    F: Clone + Default + PartialEq,
    T: Clone,
    Fetched: Future<Output = Result<Answer<(F, Page<T>)>>>,
{
    read_many_pages(fetch, id, |_| std::future::ready(())).await
}

/// The same of a list that may be long: `show` gets what is here on the way.
///
/// # Errors
/// That of the first page; a later one ends the reading.
pub(super) async fn read_many_pages<F, T, Fetched, Shown>(
    fetch: impl Fn(u32) -> Fetched,
    id: impl Fn(&T) -> &str,
    show: impl Fn(Reading<F, T>) -> Shown,
) -> Result<Reading<F, T>>
where
    F: Clone + Default + PartialEq,
    T: Clone,
    Fetched: Future<Output = Result<Answer<(F, Page<T>)>>>,
    Shown: Future<Output = ()>,
{
    let mut kept = Kept::new(id);
    let mut first = fetch(1).await?;
    let mut round = 1;
    loop {
        let Answer {
            value: (mut figures, page),
            server_time,
        } = first;
        let listed = (page.total > 0 || page.rows.is_empty()).then_some(page.total);
        let before = kept.rows.len();
        let so_far = |rows| {
            show(Reading {
                figures: figures.clone(),
                listed,
                rows,
                server_time,
                error: None,
            })
        };
        let error = match kept.read(page, &figures, &fetch, &so_far).await {
            Ok(settled) => {
                if !settled {
                    figures = F::default();
                }
                None
            }
            Err(error) => Some(error),
        };
        let here = u32::try_from(kept.rows.len()).unwrap_or(u32::MAX);
        let is_short = listed.is_some_and(|listed| here < listed);
        let brought = kept.rows.len() > before;
        let again = error.is_none() && is_short && (round == 1 || brought);
        let next = match error {
            None if again && round < ROUNDS => Some(fetch(1).await),
            None if again => Some(Err(Error::unsettled())),
            None => None,
            Some(error) => Some(Err(error)),
        };
        let error = match next {
            Some(Ok(next)) => {
                (first, round) = (next, round + 1);
                continue;
            }
            Some(Err(error)) => Some(error),
            None => None,
        };
        return Ok(Reading {
            figures,
            listed,
            rows: kept.rows,
            server_time,
            error,
        });
    }
}

/// The rows that are here, the newest form of each.
struct Kept<T, Id> {
    rows: Vec<T>,
    places: HashMap<String, usize>,
    id: Id,
    /// After this page they are shown.
    shown_after: u32,
}

impl<T: Clone, Id: Fn(&T) -> &str> Kept<T, Id> {
    fn new(id: Id) -> Self {
        Self {
            rows: Vec::new(),
            places: HashMap::new(),
            id,
            shown_after: SHOWN_AFTER,
        }
    }

    /// Takes the first page and those that follow it. Whether the figures of all
    /// of them are those of the first.
    async fn read<F, Fetched, Shown>(
        &mut self,
        first: Page<T>,
        figures: &F,
        fetch: &impl Fn(u32) -> Fetched,
        show: &impl Fn(Vec<T>) -> Shown,
    ) -> Result<bool>
    where
        F: PartialEq,
        Fetched: Future<Output = Result<Answer<(F, Page<T>)>>>,
        Shown: Future<Output = ()>,
    {
        let (mut met, mut settled) = (HashSet::new(), true);
        let mut last = first.total_pages;
        self.take(first.rows, &mut met);
        let mut next = 2;
        while next <= last {
            if next > PAGES {
                return Err(Error::endless());
            }
            let numbers = stream::iter(next..=last.min(PAGES));
            let mut answers = numbers.map(fetch).buffered(AT_ONCE);
            while let Some(answer) = answers.next().await {
                let (found, page) = answer?.value;
                settled &= found == *figures;
                next += 1;
                last = page.total_pages;
                if page.rows.is_empty() {
                    return Ok(settled);
                }
                // A page that brings nobody new promises more without end.
                if !self.take(page.rows, &mut met) {
                    return Err(Error::endless());
                }
                if next > self.shown_after && next <= last {
                    self.shown_after *= 2;
                    show(self.rows.clone()).await;
                }
            }
        }
        Ok(settled)
    }

    /// Whether the page had anything that this round has not met.
    fn take(&mut self, page: Vec<T>, met: &mut HashSet<String>) -> bool {
        let before = met.len();
        for row in page {
            let id = (self.id)(&row).to_owned();
            met.insert(id.clone());
            match self.places.get(&id).and_then(|at| self.rows.get_mut(*at)) {
                Some(place) => *place = row,
                None => {
                    self.places.insert(id, self.rows.len());
                    self.rows.push(row);
                }
            }
        }
        met.len() > before
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    };

    type Pages = &'static [&'static [&'static str]];

    /// A server that says `total`, and has the pages of each round in turn; the
    /// last ones stay.
    async fn read(rounds: &[Pages], total: u32) -> (Reading<usize, &'static str>, usize) {
        let (round, asked) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let fetch = async |page: u32| {
            asked.fetch_add(1, Ordering::Relaxed);
            if page == 1 {
                round.fetch_add(1, Ordering::Relaxed);
            }
            let round = round.load(Ordering::Relaxed).min(rounds.len());
            let pages = rounds[round - 1];
            let index = usize::try_from(page - 1).unwrap();
            let rows = pages.get(index).ok_or(Error::NoEnterprise)?.to_vec();
            let page = Page {
                page,
                total_pages: u32::try_from(pages.len()).unwrap(),
                total,
                rows,
            };
            Ok(Answer {
                value: (round, page),
                server_time: None,
            })
        };
        let reading = read_pages(fetch, |row| row).await.unwrap();
        (reading, asked.into_inner())
    }

    /// One of so many pages, with a row of its own.
    fn answer<F>(figures: F, page: u32, of: u32) -> Result<Answer<(F, Page<String>)>> {
        let rows = vec![page.to_string()];
        let page = Page {
            page,
            total_pages: of,
            total: of,
            rows,
        };
        Ok(Answer {
            value: (figures, page),
            server_time: None,
        })
    }

    #[tokio::test]
    async fn a_list_is_read_to_its_end_each_row_once() {
        let (reading, asked) = read(&[&[&["a", "b"], &["b", "c"], &["d"]]], 4).await;
        assert_eq!(reading.rows, ["a", "b", "c", "d"]);
        assert!(reading.error.is_none());
        assert_eq!((reading.listed, asked), (Some(4), 3));
        let (nothing, asked) = read(&[&[&[]]], 0).await;
        assert!(nothing.rows.is_empty() && nothing.error.is_none());
        assert_eq!((nothing.listed, asked), (Some(0), 1));
    }

    #[tokio::test]
    async fn a_row_that_slipped_between_two_pages_is_found_by_reading_again() {
        let rounds: [Pages; 2] = [&[&["a", "b"], &["b", "d"]], &[&["a", "b"], &["c", "d"]]];
        let (reading, asked) = read(&rounds, 4).await;
        assert_eq!(reading.rows, ["a", "b", "d", "c"]);
        assert!(reading.error.is_none());
        assert_eq!((reading.figures, asked), (2, 4));
    }

    #[tokio::test]
    async fn a_server_that_counts_wrongly_is_read_twice_and_believed_in_its_rows() {
        let (reading, asked) = read(&[&[&["a", "b"]]], 3).await;
        assert_eq!(reading.rows, ["a", "b"]);
        assert!(reading.error.is_none());
        assert_eq!((reading.listed, asked), (Some(3), 2));
        let (untold, asked) = read(&[&[&["a", "b"]]], 0).await;
        assert!(untold.error.is_none());
        assert_eq!((untold.listed, asked), (None, 1));
    }

    #[tokio::test]
    async fn sums_that_changed_while_they_were_read_are_held_against_nothing() {
        let figures = async |of: fn(u32) -> u32| {
            let fetch = async |page| answer(of(page), page, 3);
            let reading = read_pages(fetch, |row: &String| row).await.unwrap();
            (reading.figures, reading.rows.len())
        };
        assert_eq!(figures(|_| 7).await, (7, 3));
        assert_eq!(figures(|page| 7 + page / 3).await, (0, 3));
    }

    #[tokio::test]
    async fn what_breaks_off_or_never_rests_is_not_whole() {
        let (turning, _) = read(&[&[&["a"], &["a"]]], 2).await;
        assert!(matches!(turning.error, Some(Error::BrokenAnswer { .. })));
        let restless: [Pages; 5] = [&[&["a"]], &[&["b"]], &[&["c"]], &[&["d"]], &[&["e"]]];
        let (reading, asked) = read(&restless, 9).await;
        assert!(matches!(reading.error, Some(Error::BrokenAnswer { .. })));
        assert_eq!((reading.rows.len(), asked), (5, 5));
    }

    #[tokio::test]
    async fn a_page_that_fails_ends_the_reading_with_what_is_here() {
        let fetch = async |page: u32| {
            if page > 2 {
                return Err(Error::NotSignedIn);
            }
            answer((), page, 3)
        };
        let reading = read_pages(fetch, |row: &String| row).await.unwrap();
        assert_eq!(reading.rows, ["1", "2"]);
        assert!(matches!(reading.error, Some(Error::NotSignedIn)));
    }

    #[tokio::test]
    async fn a_long_list_is_read_to_its_end_and_shown_on_the_way() {
        let fetch = async |page| answer((), page, 1_400);
        let shown = Mutex::new(Vec::new());
        let show = async |so_far: Reading<(), String>| {
            assert_eq!(so_far.listed, Some(1_400));
            shown.lock().unwrap().push(so_far.rows.len());
        };
        let reading = read_many_pages(fetch, |row: &String| row, show).await;
        let reading = reading.unwrap();
        assert!(reading.error.is_none());
        assert_eq!(reading.rows.len(), 1_400);
        let shown = shown.into_inner().unwrap();
        assert_eq!(shown, [16, 32, 64, 128, 256, 512, 1_024]);
    }
}
