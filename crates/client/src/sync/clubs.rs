//! Fetching what a server of clubs has.

use super::sink::{Failure, Sink};
use crate::commands::ClubView;
use muster_connectors::{Answer, Clubs, Connector, Error, Membership, Result};
use muster_domain::{
    club::{Club, MyClubs},
    error::AppError,
    id::ClubId,
    read::Slice,
    received::FromClub,
    time::Time,
};
use serde::Serialize;
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

/// Asks for a view and stores the answer.
pub(super) async fn ask(
    sink: &Sink<'_>,
    connector: &dyn Connector,
    view: &ClubView,
) -> std::result::Result<(), Failure> {
    let refused = || Failure::App(AppError::NotPermitted);
    let missions = || connector.missions().ok_or_else(refused);
    let meetings = || connector.meetings().ok_or_else(refused);
    let clubs = || connector.clubs().ok_or_else(refused);
    let theirs = || connector.membership().ok_or_else(refused);
    match view {
        ClubView::Clubs => ask_clubs(sink, clubs()?).await,
        ClubView::Roster { club } => keep(sink, clubs()?.roster(club).await?).await,
        ClubView::Missions => {
            let missions = missions()?;
            let list = |size, page| missions.list(size, page);
            keep_list(sink, read_slices(list, |row| row.id.as_str()).await?).await
        }
        ClubView::Mission { mission } => keep(sink, missions()?.detail(mission).await?).await,
        ClubView::Meetings => {
            let meetings = meetings()?;
            let list = |size, page| meetings.list(size, page);
            keep_list(sink, read_slices(list, |row| row.id.as_str()).await?).await
        }
        ClubView::Meeting { meeting } => keep(sink, meetings()?.detail(meeting).await?).await,
        ClubView::Participation { meeting } => {
            keep(sink, meetings()?.participation(meeting).await?).await
        }
        ClubView::ReceivedMissions => {
            let theirs: &dyn Membership = theirs()?;
            let list =
                |club: ClubId, size, page| async move { theirs.missions(&club, size, page).await };
            keep_list(sink, received(clubs()?, list, |row| row.id.as_str()).await?).await
        }
        ClubView::ReceivedMission { mission } => {
            keep(sink, theirs()?.mission(mission).await?).await
        }
        ClubView::ReceivedMeetings => {
            let theirs: &dyn Membership = theirs()?;
            let list =
                |club: ClubId, size, page| async move { theirs.meetings(&club, size, page).await };
            keep_list(sink, received(clubs()?, list, |row| row.id.as_str()).await?).await
        }
        ClubView::ReceivedMeeting { meeting } => {
            keep(sink, theirs()?.meeting(meeting).await?).await
        }
    }
}

/// What every club that I am in has sent me. One that breaks off is not whole;
/// one that refuses, because I have left it, has sent nothing.
async fn received<T, Fetched>(
    clubs: &dyn Clubs,
    list: impl Fn(ClubId, u32, u32) -> Fetched,
    id: impl Fn(&T) -> &str,
) -> Result<Reading<FromClub<T>>>
where
    Fetched: Future<Output = Result<Answer<Slice<T>>>>,
{
    let mine = |size, page| clubs.joined(size, page);
    let mine = read_slices(mine, |club: &Club| club.club.id.as_str()).await?;
    let mut all = Reading {
        rows: Vec::new(),
        server_time: mine.server_time,
        error: mine.error,
    };
    for Club { club, .. } in mine.rows {
        let of_club = |size, page| list(club.id.clone(), size, page);
        match read_slices(of_club, &id).await {
            Ok(reading) => {
                all.server_time = reading.server_time.or(all.server_time);
                all.error = all.error.or(reading.error);
                let rows = reading.rows.into_iter();
                all.rows.extend(rows.map(|row| FromClub {
                    club: club.clone(),
                    row,
                }));
            }
            Err(Error::NotPermitted | Error::Rejected { .. } | Error::Gone { .. }) => {}
            // Without any row it is as if nothing had been read.
            Err(error) if all.rows.is_empty() => return Err(error),
            Err(error) => all.error = Some(error),
        }
    }
    Ok(all)
}

async fn ask_clubs(sink: &Sink<'_>, clubs: &dyn Clubs) -> std::result::Result<(), Failure> {
    let administered = match clubs.administered().await {
        Ok(answer) => answer.value,
        // Who may not ask administers nothing.
        Err(Error::NotPermitted | Error::Rejected { .. } | Error::Gone { .. }) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let list = |size, page| clubs.joined(size, page);
    let joined = read_slices(list, |club: &Club| club.club.id.as_str()).await?;
    let mine = MyClubs {
        me: clubs.me(),
        administered,
        joined: joined.rows,
    };
    sink.keep_read(mine, joined.server_time, joined.error).await
}

async fn keep<T: Serialize + Send + 'static>(
    sink: &Sink<'_>,
    answer: Answer<T>,
) -> std::result::Result<(), Failure> {
    sink.keep_whole(answer.value, answer.server_time, true)
        .await
}

async fn keep_list<T: Serialize + Send + 'static>(
    sink: &Sink<'_>,
    reading: Reading<T>,
) -> std::result::Result<(), Failure> {
    sink.keep_read(reading.rows, reading.server_time, reading.error)
        .await
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
