//! Who was given a mission: one row a person, and one for each of their parts.

use super::{
    table::{Cell, Table},
    words::Words,
};
use crate::{clubs::Given, commands::clubs::missions::MissionPersonRow};
use muster_domain::id::MissionId;

/// One row a person.
pub(crate) fn people(words: &Words, given: &Given) -> Table {
    table(words, words.missions.name, &given.rows)
}

/// One row for each part that somebody was given; nothing of a mission without
/// parts.
pub(crate) fn parts(words: &Words, given: &Given) -> Vec<Table> {
    if given.shares.is_empty() {
        return Vec::new();
    }
    vec![table(words, words.missions.by_part, &given.shares)]
}

fn table(words: &Words, name: &str, rows: &[MissionPersonRow]) -> Table {
    let (said, meetings) = (&words.missions, &words.meetings);
    Table::new(name)
        .with("name", words.name, rows, |row| row.person.name.as_str())
        .with("department", meetings.department_head, rows, |row| {
            row.department.as_str()
        })
        .with("job", meetings.job, rows, |row| row.job.as_str())
        .with("parts", said.parts, rows, |row| {
            let texts: Vec<&str> = row.parts.iter().map(|text| text_of(words, text)).collect();
            Cell::from(texts.join(meetings.comma).as_str())
        })
        .with("confirmed", said.confirm, rows, |row| {
            said.confirmation(row.person.confirmed)
        })
        .with("finished", said.finish, rows, |row| {
            said.completion(row.person.finished)
        })
}

/// The text of a part, by which a list is narrowed.
pub(crate) fn part<'a>(words: &'a Words, given: &'a Given, part: &MissionId) -> &'a str {
    let mut parts = given.mission.parts.iter();
    let part = parts.find(|one| one.id == *part);
    part.map_or("", |part| text_of(words, &part.content))
}

fn text_of<'a>(words: &'a Words, text: &'a str) -> &'a str {
    match text.trim() {
        "" => words.nameless,
        text => text,
    }
}

/// For whom, since when and until when.
pub(crate) fn facts(words: &Words, given: &Given) -> Vec<(&'static str, Cell)> {
    let mission = &given.mission;
    vec![
        (words.meetings.club, mission.club.name.trim().into()),
        (words.missions.published, mission.published_at.into()),
        (words.missions.deadline, mission.deadline.into()),
    ]
}
