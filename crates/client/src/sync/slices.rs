//! Reading a list of which a server says only whether more follows.

use muster_connectors::{Answer, Error, Result};
use muster_domain::{read::Slice, time::Time};
use std::{collections::HashSet, future::Future};

const ROWS_PER_PAGE: u32 = 50;

/// Beyond this a server is not believed to have an end.
const PAGES: u32 = 400;

/// A list as far as it was read; `error` says why it is not complete.
pub(crate) struct Reading<T> {
    pub(super) rows: Vec<T>,
    pub(crate) server_time: Option<Time>,
    pub(super) error: Option<Error>,
}

impl<T> Reading<T> {
    /// The rows of a list that was read to its end.
    pub(crate) fn whole(self) -> Result<Vec<T>> {
        self.error.map_or(Ok(self.rows), Err)
    }
}

/// Reads every page of a list, each row once: rows may repeat across pages.
/// `id` tells them apart.
///
/// # Errors
/// That of the first page; a later one ends the reading.
pub(crate) async fn read_slices<T, Fetched>(
    fetch: impl Fn(u32, u32) -> Fetched,
    id: impl Fn(&T) -> &str,
) -> Result<Reading<T>>
where
    Fetched: Future<Output = Result<Answer<Slice<T>>>>,
{
    let first = fetch(ROWS_PER_PAGE, 1).await?;
    let server_time = first.server_time;
    let (mut seen, mut rows) = (HashSet::new(), Vec::new());
    let mut slice = first.value;
    let mut error = None;
    for page in 2.. {
        let before = rows.len();
        let new = slice.rows.into_iter();
        rows.extend(new.filter(|row| seen.insert(id(row).to_owned())));
        if !slice.has_more {
            break;
        }
        // A page that brings nobody new promises more without end.
        if rows.len() == before || page > PAGES {
            error = Some(Error::endless());
            break;
        }
        match fetch(ROWS_PER_PAGE, page).await {
            Ok(next) => slice = next.value,
            Err(cut) => {
                error = Some(cut);
                break;
            }
        }
    }
    Ok(Reading {
        rows,
        server_time,
        error,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A server whose pages are these; `has_more` where another follows, or
    /// always.
    async fn read(pages: &[&[&'static str]], endless: bool) -> Reading<&'static str> {
        let fetch = async |_size, page: u32| {
            let index = usize::try_from(page - 1).unwrap();
            let rows = pages.get(index).ok_or(Error::NotSignedIn)?.to_vec();
            let has_more = endless || index + 1 < pages.len();
            Ok(Answer {
                value: Slice {
                    page,
                    has_more,
                    rows,
                },
                server_time: Some(Time(i64::from(page))),
            })
        };
        read_slices(fetch, |row| row).await.unwrap()
    }

    #[tokio::test]
    async fn a_list_is_read_to_its_end_each_row_once() {
        let reading = read(&[&["a", "b"], &["b", "c"], &["d"]], false).await;
        assert_eq!(reading.server_time, Some(Time(1)));
        assert_eq!(reading.rows, ["a", "b", "c", "d"]);
        assert!(reading.error.is_none());
        let nothing = read(&[&[]], false).await;
        assert!(nothing.rows.is_empty() && nothing.error.is_none());
    }

    #[tokio::test]
    async fn what_breaks_off_is_not_whole() {
        let cut = read(&[&["a"]], true).await;
        assert_eq!(cut.rows, ["a"]);
        assert!(matches!(cut.error, Some(Error::NotSignedIn)));
        let turning = read(&[&["a"], &["a"]], true).await;
        assert_eq!(turning.rows, ["a"]);
        assert!(matches!(turning.error, Some(Error::BrokenAnswer { .. })));
    }
}
