//! Who was given a mission or its parts: row by row, and all of it for a file.

use super::{fit, found, kept};
use crate::{
    client::Client,
    commands::{
        ClubView,
        clubs::missions::{ListMissionPeople, MissionPersonRow, MissionPersonSort},
    },
    reads::{self, clip},
    search::{Query, sort_key},
};
use muster_domain::{
    club::{ClubRoster, ClubStudent},
    error::AppError,
    id::StudentId,
    mission::{MissionDetail, MissionPerson, Reminder, SubMission},
    read::{Read, Rows},
};
use std::collections::HashMap;

/// Parts that a row names.
const NAMED: usize = 20;

/// All there is to say about who was given a mission.
pub(crate) struct Given {
    pub mission: MissionDetail,
    /// Those asked for.
    pub rows: Vec<MissionPersonRow>,
    /// The same people with each of their parts, where everybody was asked for.
    pub shares: Vec<MissionPersonRow>,
}

type Members = HashMap<StudentId, ClubStudent>;

async fn read(
    client: &Client,
    args: &ListMissionPeople,
) -> Result<(Read<MissionDetail>, Members), AppError> {
    let mission = args.mission.clone();
    let view = ClubView::Mission { mission };
    let detail: Read<MissionDetail> = kept(client, args.connection.clone(), view).await?;
    let Some(mission) = &detail.value else {
        return Ok((detail, Members::new()));
    };
    let club = mission.club.id.clone();
    let view = ClubView::Roster { club };
    let roster = found::<ClubRoster>(client, args.connection.clone(), view).await?;
    let students = roster.into_iter().flat_map(|roster| roster.value.students);
    let members = students.map(|student| (student.student.clone(), student));
    Ok((detail, members.collect()))
}

pub(crate) async fn mission_people(
    client: &Client,
    args: ListMissionPeople,
) -> Result<Read<Rows<MissionPersonRow>>, AppError> {
    let (detail, members) = read(client, &args).await?;
    Ok(detail.map(|mission| {
        let rows = rows(&mission, &members, &args);
        let mut rows = reads::window(rows, args.offset, args.limit);
        rows.rows.iter_mut().for_each(shorten);
        fit(rows)
    }))
}

pub(crate) async fn given(
    client: &Client,
    args: ListMissionPeople,
) -> Result<Read<Given>, AppError> {
    let (detail, members) = read(client, &args).await?;
    Ok(detail.map(|mission| {
        let parts = mission.parts.iter().filter(|_| args.part.is_none());
        let shares = parts.flat_map(|part| {
            let part = Some(part.id.clone());
            let args = args.clone();
            rows(&mission, &members, &ListMissionPeople { part, ..args })
        });
        Given {
            shares: shares.collect(),
            rows: rows(&mission, &members, &args),
            mission,
        }
    }))
}

/// Those asked for, in the order asked for, whatever the window.
fn rows(
    mission: &MissionDetail,
    members: &Members,
    args: &ListMissionPeople,
) -> Vec<MissionPersonRow> {
    let mut all = mission.parts.iter();
    let (people, parts): (_, Vec<&SubMission>) = match &args.part {
        None => (mission.everybody(), all.collect()),
        Some(wanted) => {
            let part = all.find(|part| part.id == *wanted);
            let people = part.map(|part| part.people.clone());
            (people.unwrap_or_default(), part.into_iter().collect())
        }
    };
    let mut texts: HashMap<&StudentId, Vec<String>> = HashMap::new();
    for part in parts {
        for person in &part.people {
            let given = texts.entry(&person.student).or_default();
            given.push(part.content.clone());
        }
    }
    let query = Query::new(&args.filter);
    let row = |person: MissionPerson| {
        let member = members.get(&person.student);
        MissionPersonRow {
            department: member.map_or_else(String::new, |member| member.department.clone()),
            job: member.map_or_else(String::new, |member| member.job.clone()),
            parts: texts.get(&person.student).cloned().unwrap_or_default(),
            person,
        }
    };
    let mut rows: Vec<MissionPersonRow> = people
        .into_iter()
        .map(row)
        .filter(|row| {
            let waited_for = match args.waited_for {
                None => true,
                Some(Reminder::Confirm) => !row.person.confirmed,
                Some(Reminder::Finish) => !row.person.finished,
            };
            let mut texts = [&row.person.name, &row.department, &row.job].into_iter();
            waited_for && texts.any(|text| query.matches(text))
        })
        .collect();
    sort(&mut rows, args.sort, args.descending);
    rows
}

fn sort(rows: &mut [MissionPersonRow], by: MissionPersonSort, descending: bool) {
    rows.sort_by_cached_key(|row| sort_key(&row.person.name));
    match by {
        MissionPersonSort::Name => {}
        MissionPersonSort::Department => rows.sort_by(|a, b| a.department.cmp(&b.department)),
        MissionPersonSort::Confirmed => rows.sort_by_key(|row| row.person.confirmed),
        MissionPersonSort::Finished => rows.sort_by_key(|row| row.person.finished),
    }
    reads::turn(rows, descending, |row| {
        by == MissionPersonSort::Department && row.department.is_empty()
    });
}

fn shorten(row: &mut MissionPersonRow) {
    clip(&mut row.person.name, reads::NAME);
    row.person.avatar_url = None;
    clip(&mut row.department, reads::OFFICE);
    clip(&mut row.job, reads::OFFICE);
    let more = row.parts.len() > NAMED;
    row.parts.truncate(NAMED);
    for text in &mut row.parts {
        clip(text, reads::NAME);
    }
    if more {
        row.parts.push("…".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, department: &str, confirmed: bool) -> MissionPersonRow {
        MissionPersonRow {
            person: MissionPerson {
                student: name.into(),
                name: name.into(),
                avatar_url: None,
                confirmed,
                finished: !confirmed,
                has_parts: true,
            },
            department: department.into(),
            job: String::new(),
            parts: Vec::new(),
        }
    }

    #[test]
    fn who_is_waited_for_comes_first_and_who_is_in_no_department_last() {
        let order = |by, descending| {
            let mut rows = [
                row("c", "x", true),
                row("b", "", false),
                row("a", "y", true),
            ];
            sort(&mut rows, by, descending);
            rows.map(|row| row.person.name).concat()
        };
        use MissionPersonSort::{Confirmed, Department, Finished, Name};
        assert_eq!(
            (order(Name, false), order(Name, true)),
            ("abc".into(), "cba".into())
        );
        assert_eq!(order(Confirmed, false), "bac");
        assert_eq!(order(Finished, false), "acb");
        assert_eq!(order(Finished, true), "bca");
        assert_eq!(order(Department, false), "cab");
        assert_eq!(order(Department, true), "acb");
    }

    #[test]
    fn a_row_names_as_many_parts_as_it_has_room_for_and_says_that_there_are_more() {
        let named = |parts: usize| {
            let mut row = row("a", "", true);
            row.parts = vec!["长".repeat(200); parts];
            shorten(&mut row);
            let whole = format!("{}…", "长".repeat(reads::NAME));
            let named = row.parts.iter().filter(|text| **text == whole).count();
            (named, row.parts.last().is_some_and(|last| last == "…"))
        };
        assert_eq!(named(NAMED), (NAMED, false));
        assert_eq!(named(NAMED + 1), (NAMED, true));
    }
}
