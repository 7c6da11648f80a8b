//! Fetching what a server of clubs has.

use super::{
    sink::{Failure, Sink},
    slices::{Reading, read_slices},
};
use crate::commands::ClubView;
use muster_connectors::{Answer, Clubs, Connector, Error, Membership};
use muster_domain::{
    club::{Club, MyClubs},
    error::AppError,
    id::ClubId,
    read::Slice,
    received::FromClub,
};
use serde::Serialize;
use std::future::Future;

/// Asks for a view and stores the answer.
pub(super) async fn ask(
    sink: &Sink<'_>,
    connector: &dyn Connector,
    view: &ClubView,
) -> Result<(), Failure> {
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
) -> muster_connectors::Result<Reading<FromClub<T>>>
where
    Fetched: Future<Output = muster_connectors::Result<Answer<Slice<T>>>>,
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

async fn ask_clubs(sink: &Sink<'_>, clubs: &dyn Clubs) -> Result<(), Failure> {
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
) -> Result<(), Failure> {
    sink.keep_whole(answer.value, answer.server_time, true)
        .await
}

async fn keep_list<T: Serialize + Send + 'static>(
    sink: &Sink<'_>,
    reading: Reading<T>,
) -> Result<(), Failure> {
    sink.keep_read(reading.rows, reading.server_time, reading.error)
        .await
}
