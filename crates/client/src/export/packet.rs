//! The sheets of the after-action packet.

use super::{
    table::{Cell, Table},
    tables,
    words::Words,
};
use crate::{commands::tasks::BoardPerson, packet::Parts};
use muster_domain::{
    board::{OfficeArrivals, ResponseStatus},
    packet::Packet,
};
use std::collections::HashMap;

/// Summary, course, offices, who did not respond, and the two lists in full.
pub(crate) fn sheets(words: &Words, parts: &Parts) -> Vec<Table> {
    let Parts {
        packet,
        responses,
        check_ins,
    } = parts;
    let launched_at = packet.task.launched_at;
    let mut sheets = vec![
        summary(words, packet),
        course(words, packet),
        offices(words, packet),
        silent(words, responses),
        tables::responses(words, launched_at, responses),
    ];
    if packet.check_ins.is_some() {
        sheets.push(tables::check_ins(words, check_ins));
    }
    sheets
}

/// A figure, and what part of a whole it is.
type Figure = (&'static str, Cell, Cell);

fn summary(words: &Words, packet: &Packet) -> Table {
    let board = &packet.responses;
    let fact = |label, value: Cell| -> Figure { (label, value, Cell::Empty) };
    let of = |label, part: u32, whole: u32| -> Figure {
        let share = (whole > 0).then(|| f64::from(part) / f64::from(whole));
        (label, part.into(), share.map(Cell::Share).into())
    };
    let span = |ms: Option<i64>| ms.map(|ms| Cell::Span(ms.max(0))).into();
    let task = &packet.task;
    let mut rows = vec![
        fact(words.title, task.title.as_str().into()),
        fact(words.phase, words.phase(&packet.phase).into()),
        fact(words.launched_by, task.launched_by.as_str().into()),
        fact(words.place, task.place.as_str().into()),
        fact(words.wanted, board.wanted.into()),
        fact(words.packet.notified, board.notified.into()),
        of(words.has_accepted, board.accepted, board.notified),
        of(words.has_refused, board.refused, board.notified),
        of(words.unread, board.unread, board.notified),
        of(words.packet.other, board.other, board.notified),
        of(words.packet.met, board.accepted, board.wanted),
    ];
    if let Some(arrived) = &packet.check_ins {
        rows.extend([
            of(words.arrived, arrived.checked_in, arrived.accepted),
            of(words.absent, arrived.absent, arrived.accepted),
            of(
                words.packet.arrived_of_wanted,
                arrived.checked_in,
                board.wanted,
            ),
        ]);
    }
    rows.extend([
        fact(words.packet.median, span(board.median_ms)),
        fact(words.packet.ninetieth, span(board.ninetieth_ms)),
        fact(words.packet.average, span(board.average_ms)),
    ]);
    Table::new(words.packet.summary)
        .with("item", words.item, &rows, |row| row.0)
        .with("value", words.value, &rows, |row| row.1.clone())
        .with("share", words.packet.share, &rows, |row| row.2.clone())
}

fn course(words: &Words, packet: &Packet) -> Table {
    let launched_at = packet.task.launched_at;
    Table::new(words.packet.course)
        .with("step", words.packet.step, &packet.steps, |step| {
            words.milestone(step.milestone)
        })
        .with("at", words.packet.at_beijing, &packet.steps, |step| step.at)
        .with("since", words.packet.since, &packet.steps, |step| {
            let since = step.at.zip(launched_at);
            since.map(|(at, launch)| Cell::Span(at.ms_since(launch).max(0)))
        })
}

fn offices(words: &Words, packet: &Packet) -> Table {
    let arrivals: HashMap<&str, &OfficeArrivals> = packet
        .arrivals
        .iter()
        .map(|office| (office.office.as_str(), office))
        .collect();
    let rows = &packet.offices;
    let table = Table::new(words.packet.offices)
        .with("office", words.office, rows, |row| row.office.as_str())
        .with("notified", words.packet.notified, rows, |row| row.people())
        .with("accepted", words.has_accepted, rows, |row| row.accepted)
        .with("refused", words.has_refused, rows, |row| row.refused)
        .with("unread", words.unread, rows, |row| row.unread)
        .with("other", words.packet.other, rows, |row| row.other);
    if packet.check_ins.is_none() {
        return table;
    }
    let arrived = |office: &str| {
        arrivals
            .get(office)
            .map_or((0, 0), |row| (row.arrived, row.absent))
    };
    table
        .with("arrived", words.arrived, rows, |row| arrived(&row.office).0)
        .with("absent", words.absent, rows, |row| arrived(&row.office).1)
}

/// Who never responded, and what came of phoning them.
fn silent(words: &Words, people: &[BoardPerson]) -> Table {
    let people: Vec<&BoardPerson> = people
        .iter()
        .filter(|person| person.row.status == ResponseStatus::Unread)
        .collect();
    let table = Table::new(words.packet.silent)
        .with("name", words.name, &people, |person| {
            person.row.name.as_str()
        })
        .with("office", words.office, &people, |person| {
            person.row.office.as_str()
        })
        .with_private("phone", words.phone, &people, |person| {
            person.row.phone.as_str()
        });
    tables::notes(words, table, people.into_iter())
}
