//! My clubs, and the people in them.

use super::{clip_name, count, fit, kept, window};
use crate::{
    client::Client,
    commands::{
        ClubView,
        clubs::{ListClubGroups, ListStudents, OneGroup, StudentGroup, Students},
    },
    reads::{self, clip},
    search::{Query, sort_key},
};
use muster_domain::{
    club::{ClubLevel, ClubRoster, ClubStudent, MyClubs},
    error::AppError,
    id::{ConnectionId, StudentId},
    read::{Read, Rows},
};
use std::collections::HashSet;

/// Clubs that an answer lists of each kind.
const CLUBS: usize = 200;

/// Ids that an answer holds: a school.
const IDS: usize = 15_000;

pub(crate) async fn mine(
    client: &Client,
    connection: ConnectionId,
) -> Result<Read<MyClubs>, AppError> {
    let mine: Read<MyClubs> = kept(client, connection, ClubView::Clubs).await?;
    Ok(mine.map(|mut mine| {
        for clubs in [&mut mine.administered, &mut mine.joined] {
            clubs.truncate(CLUBS);
            for club in clubs.iter_mut() {
                clip_name(&mut club.club);
                if let Some(ClubLevel::Other(word)) = &mut club.level {
                    clip(word, reads::NAME);
                }
            }
            *clubs = reads::half_fitting(std::mem::take(clubs));
        }
        mine
    }))
}

async fn roster(
    client: &Client,
    connection: ConnectionId,
    club: muster_domain::id::ClubId,
) -> Result<Read<ClubRoster>, AppError> {
    kept(client, connection, ClubView::Roster { club }).await
}

pub(crate) async fn groups(
    client: &Client,
    args: ListClubGroups,
) -> Result<Read<Rows<StudentGroup>>, AppError> {
    let roster = roster(client, args.connection, args.club).await?;
    Ok(roster.map(|roster| {
        let groups = roster.groups(args.by).into_iter();
        let groups = groups.map(|group| StudentGroup {
            people: count(group.students),
            name: clipped(group.name),
        });
        window(groups.collect(), args.offset, args.limit)
    }))
}

pub(crate) async fn students(
    client: &Client,
    args: ListStudents,
) -> Result<Read<Rows<ClubStudent>>, AppError> {
    let ListStudents { of, offset, limit } = args;
    let roster = roster(client, of.connection, of.club).await?;
    Ok(roster.map(|roster| {
        let chosen = chosen(roster, &of.group, &of.filter, &of.among);
        let mut rows = reads::window(chosen, offset, limit);
        rows.rows.iter_mut().for_each(shorten);
        fit(rows)
    }))
}

pub(crate) async fn student_ids(
    client: &Client,
    args: Students,
) -> Result<Read<Vec<StudentId>>, AppError> {
    let roster = roster(client, args.connection, args.club).await?;
    Ok(roster.map(|roster| {
        let chosen = chosen(roster, &args.group, &args.filter, &args.among);
        let ids = chosen.into_iter().map(|row| row.student);
        reads::fitting(ids.take(IDS).collect())
    }))
}

/// By name, as the picker has them.
fn chosen(
    roster: ClubRoster,
    group: &Option<OneGroup>,
    filter: &str,
    among: &Option<Vec<StudentId>>,
) -> Vec<ClubStudent> {
    let query = Query::new(filter);
    let members: Option<HashSet<StudentId>> = group.as_ref().map(|wanted| {
        let groups = roster.groups(wanted.by).into_iter();
        let group = groups.filter(|group| clipped(group.name.clone()) == wanted.name);
        group.flat_map(|group| group.students).collect()
    });
    let among: Option<HashSet<&StudentId>> = among.as_ref().map(|ids| ids.iter().collect());
    let mut rows = roster.students;
    rows.retain(|row| {
        let texts = [&row.name, &row.department, &row.job, &row.mobile];
        among.as_ref().is_none_or(|ids| ids.contains(&row.student))
            && members
                .as_ref()
                .is_none_or(|members| members.contains(&row.student))
            && (texts.into_iter().any(|text| query.matches(text)))
    });
    rows.sort_by_cached_key(|row| (sort_key(&row.name), row.student.clone()));
    rows
}

/// A group's name, as it is shown and asked for.
fn clipped(mut name: String) -> String {
    clip(&mut name, reads::OFFICE);
    name
}

fn shorten(row: &mut ClubStudent) {
    clip(&mut row.name, reads::NAME);
    clip(&mut row.mobile, reads::PHONE);
    for text in [&mut row.department, &mut row.job, &mut row.major] {
        clip(text, reads::OFFICE);
    }
    row.avatar_url = None;
}
