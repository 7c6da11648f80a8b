//! The tables of the app with all their columns. The ids of columns are those
//! of the tables on screen.

use super::{
    table::{Cell, Table},
    words::Words,
};
use crate::commands::tasks::{BoardPerson, TaskRow};
use muster_domain::{
    board::{CallNote, SeenCheckIn},
    geo::PointText,
    id::ConnectionId,
    outbox::{Activity, OutboxEntry},
    position::PersonOnMap,
    quest::{Quest, Reward},
    task::{CalledThrough, Participant, TaskList},
    time::Time,
};
use std::collections::HashMap;

pub(crate) fn tasks(words: &Words, list: TaskList, rows: &[TaskRow]) -> Table {
    let name = match list {
        TaskList::Working => words.working,
        TaskList::Done => words.done,
    };
    Table::new(name)
        .with("title", words.title, rows, |row| row.summary.title.as_str())
        .with("phase", words.phase, rows, |row| words.phase(&row.phase))
        .with("progress", words.progress, rows, |row| {
            row.summary.progress.map(Cell::Share)
        })
        .with("launched_by", words.launched_by, rows, |row| {
            row.summary.launched_by.as_str()
        })
        .with("launched_at", words.launched_at, rows, |row| {
            row.summary.launched_at
        })
        .with("gather_at", words.gather_at, rows, |row| {
            row.summary.gather_at
        })
        .with("finish_at", words.finish_at, rows, |row| {
            row.summary.finish_at
        })
        .with("place", words.place, rows, |row| row.summary.place.as_str())
        .with("wanted", words.wanted, rows, |row| row.summary.wanted)
        .with("responded", words.responded, rows, |row| {
            row.summary.responded
        })
        .with("accepted", words.accepted, rows, |row| row.summary.accepted)
        .with("checked_in", words.checked_in, rows, |row| {
            row.summary.checked_in
        })
        .with("id", words.number, rows, |row| row.summary.id.as_str())
}

pub(crate) fn responses(words: &Words, launched_at: Option<Time>, rows: &[BoardPerson]) -> Table {
    let table = Table::new(words.responses)
        .with("name", words.name, rows, |person| person.row.name.as_str())
        .with("office", words.office, rows, |person| {
            person.row.office.as_str()
        })
        .with_private("phone", words.phone, rows, |person| {
            person.row.phone.as_str()
        })
        .with("status", words.status, rows, |person| {
            words.response(&person.row.status)
        })
        .with("responded_at", words.responded_at, rows, |person| {
            person.row.responded_at
        })
        .with("elapsed", words.elapsed, rows, |person| {
            match person.row.responded_at.zip(launched_at) {
                // A clock that runs behind may date a response before the launch.
                Some((at, launch)) => Cell::Span(at.ms_since(launch).max(0)),
                None => Cell::Empty,
            }
        });
    let habit = |person: &BoardPerson| person.habit;
    let table = table
        .with("calling", words.notified_before, rows, |person| {
            habit(person).map(|habit| habit.notified)
        })
        .with("calling", words.accepted_before, rows, |person| {
            habit(person).map(|habit| habit.accepted)
        })
        .with("calling", words.usually_took, rows, |person| {
            let typical = habit(person).and_then(|habit| habit.typical_ms);
            typical.map(|ms| Cell::Span(ms.max(0)))
        });
    notes(words, table, rows.iter())
}

/// With what came of phoning each of them.
pub(crate) fn notes<'a>(
    words: &Words,
    table: Table,
    people: impl Iterator<Item = &'a BoardPerson>,
) -> Table {
    let notes: Vec<Option<&CallNote>> = people.map(|person| person.note.as_ref()).collect();
    table
        .with("note", words.phone_call, &notes, |note| {
            note.map(|note| words.call_outcome(note.outcome))
        })
        .with("note", words.noted_at, &notes, |note| {
            note.map(|note| note.at)
        })
        .with("note", words.noted_by, &notes, |note| {
            note.map(|note| note.by.as_str())
        })
}

pub(crate) fn check_ins(words: &Words, rows: &[SeenCheckIn]) -> Table {
    Table::new(words.check_ins)
        .with("name", words.name, rows, |seen| seen.row.name.as_str())
        .with("office", words.office, rows, |seen| {
            seen.row.office.as_str()
        })
        .with_private("phone", words.phone, rows, |seen| seen.row.phone.as_str())
        .with("status", words.status, rows, |seen| {
            words.check_in(&seen.row.status)
        })
        .with("seen_at", words.seen_at, rows, |seen| seen.seen_at)
}

pub(crate) fn people(words: &Words, rows: &[Participant]) -> Table {
    Table::new(words.people)
        .with("name", words.name, rows, |row| row.name.as_str())
        .with("group", words.group, rows, |row| row.group.as_str())
        .with("through", words.through, rows, |row| words.way(row.through))
        .with("level", words.level, rows, |row| match row.through {
            CalledThrough::Individually => Cell::Empty,
            CalledThrough::Office | CalledThrough::Org => {
                row.level.as_ref().map(|level| words.level_of(level)).into()
            }
        })
        .with("admin", words.in_charge, rows, |row| {
            row.is_admin.then_some(words.yes)
        })
}

pub(crate) fn positions(words: &Words, rows: &[PersonOnMap]) -> Table {
    Table::new(words.positions)
        .with("name", words.name, rows, |row| row.name.as_str())
        .with("office", words.office, rows, |row| row.office.as_str())
        .with_private("phone", words.phone, rows, |row| row.phone.as_str())
        .with("checked_in", words.checked_in, rows, |row| {
            words.yes_no(row.checked_in)
        })
        .with_private("distance", words.metres, rows, |row| row.metres)
        .with_private("arrives", words.arrives_at, rows, |row| row.arrives_at)
        .with("age", words.position_seen, rows, |row| row.seen_at)
        .with_private("at", words.coordinates, rows, |row| {
            Cell::Text(PointText::of(row.at).wgs84)
        })
}

pub(crate) fn quests(words: &Words, rows: &[Quest]) -> Table {
    let all = &words.quests;
    Table::new(all.board)
        .with("name", all.name, rows, |row| row.name.as_str())
        .with("kind", all.kind, rows, |row| words.quest_kind(&row.kind))
        .with("category", all.category, rows, |row| {
            row.category.as_ref().map(|category| category.name.as_str())
        })
        .with("status", words.status, rows, |row| {
            words.quest_status(&row.status)
        })
        .with("progress", all.progress, rows, |row| row.progress)
        .with("progress", all.target, rows, |row| row.target_count)
        .with("rewards", all.rewards, rows, |row| {
            Cell::Text(rewards(&row.rewards))
        })
        .with("expires_at", all.expires_at, rows, |row| row.expires_at)
        .with("available", all.available, rows, |row| {
            words.yes_no(row.available)
        })
        .with("description", all.description, rows, |row| {
            row.description.as_str()
        })
        .with("id", words.number, rows, |row| row.id.as_str())
}

fn rewards(rewards: &[Reward]) -> String {
    let each: Vec<String> = rewards
        .iter()
        .map(|reward| format!("{} ×{}", reward.name, reward.quantity))
        .collect();
    each.join("、")
}

pub(crate) fn outbox(words: &Words, rows: &[OutboxEntry]) -> Table {
    Table::new(words.outbox)
        .with("created_at", words.at, rows, |row| row.created_at)
        .with("what", words.what, rows, |row| {
            words.write(row.intent.kind())
        })
        .with("title", words.title, rows, |row| row.intent.title())
        .with("people", words.called, rows, |row| row.intent.people())
        .with("connection", words.connection, rows, |row| {
            row.connection_name.as_str()
        })
        .with("state", words.state, rows, |row| {
            words.outbox_state(row.state)
        })
        .with("changed_at", words.changed_at, rows, |row| row.changed_at)
        .with("attempts", words.attempts, rows, |row| row.attempts)
}

/// `names` are the connections that are there still.
pub(crate) fn activity(
    words: &Words,
    names: &HashMap<ConnectionId, String>,
    rows: &[Activity],
) -> Table {
    Table::new(words.activity)
        .with("at", words.at, rows, |row| row.at)
        .with("what", words.what, rows, |row| words.activity(row.what))
        .with("subject", words.subject, rows, |row| row.subject.as_str())
        .with("connection", words.connection, rows, |row| {
            let name = row.connection.as_ref().and_then(|id| names.get(id));
            name.map(String::as_str)
        })
}
