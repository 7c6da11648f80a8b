//! The picker over small rosters that can be drawn, and against a model that
//! takes the rules word for word.

mod model;
mod properties;
mod rows;
mod rules;
mod shapes;

use super::{Desk, Roster};
use muster_domain::{
    picker::{PickerRow, PickerRowKind, PickerView, TriState},
    roster::{Member, Office, OfficeHeading, OfficeRoster, Org, OrgRoster},
};
use std::{fmt::Write as _, sync::Arc};

pub(super) fn member(id: &str, name: &str) -> Member {
    Member {
        soldier: id.into(),
        name: name.into(),
        is_admin: false,
    }
}

pub(super) fn heading(name: &str, parent: Option<usize>) -> OfficeHeading {
    OfficeHeading {
        name: name.into(),
        parent,
    }
}

/// `people` is `id name` or `id name*` for an administrator, comma by comma.
pub(super) fn org(id: &str, name: &str, heading: usize, lower: &[&str], people: &str) -> Org {
    Org {
        id: id.into(),
        name: name.into(),
        heading,
        lower: lower.iter().map(|id| (*id).into()).collect(),
        members: members(people),
    }
}

pub(super) fn office(id: &str, name: &str, parent: Option<usize>, people: &str) -> Office {
    Office {
        id: id.into(),
        name: name.into(),
        parent,
        members: members(people),
    }
}

fn members(people: &str) -> Vec<Member> {
    let people = people.split(',').filter(|one| !one.trim().is_empty());
    people
        .map(|one| {
            let (id, name) = one.trim().split_once(' ').unwrap();
            Member {
                is_admin: name.ends_with('*'),
                ..member(id, name.trim_end_matches('*'))
            }
        })
        .collect()
}

pub(super) fn orgs(headings: Vec<OfficeHeading>, orgs: Vec<Org>) -> OrgRoster {
    OrgRoster {
        total: 0,
        headings,
        orgs,
    }
}

pub(super) fn offices(offices: Vec<Office>) -> OfficeRoster {
    OfficeRoster { total: 0, offices }
}

pub(super) fn desk(orgs: &OrgRoster, offices: &OfficeRoster) -> Desk {
    let roster = Roster::new(orgs, Some(offices));
    Desk::new(Arc::new(roster), &Default::default())
}

/// Nobody is chosen in the district.
fn the_district() -> Desk {
    let (orgs, offices) = district();
    desk(&orgs, &offices)
}

/// A district with two streets: 陈嘉树 is in two organisations and an office,
/// 李沐阳 leads.
pub(crate) fn district() -> (OrgRoster, OfficeRoster) {
    let orgs = orgs(
        vec![
            heading("海珠人武部", None),
            heading("昌岗街", Some(0)),
            heading("滨江街", Some(0)),
        ],
        vec![
            org("1", "海珠区一排", 0, &[], "11 欧阳明, 12 吕布"),
            org("2", "昌岗街应急排", 1, &["3"], "21 陈嘉树, 22 李沐阳*"),
            org("3", "昌岗街抢险班", 1, &[], "21 陈嘉树, 31 梁思远"),
            org("4", "滨江街预备队", 2, &[], ""),
        ],
    );
    let offices = offices(vec![
        office("90", "海珠人武部", None, "11 欧阳明"),
        office("91", "昌岗街", Some(0), "21 陈嘉树, 22 李沐阳"),
        office("92", "滨江街", Some(0), "99 赵六"),
    ]);
    (orgs, offices)
}

pub(super) fn all_rows(desk: &mut Desk, view: PickerView, query: &str) -> Vec<PickerRow> {
    desk.rows(view, query, 0, u32::MAX).rows
}

/// Opens everything, and answers the rows.
pub(super) fn open_all(desk: &mut Desk, view: PickerView) -> Vec<PickerRow> {
    loop {
        let rows = all_rows(desk, view, "");
        let closed = rows.iter().find(|row| row.expanded == Some(false));
        match closed {
            Some(row) => desk.expand(view, &row.key, true).unwrap(),
            None => return rows,
        };
    }
}

/// One line a row: state, name, people, place among its siblings.
pub(super) fn draw(rows: &[PickerRow]) -> String {
    let mut text = String::new();
    for row in rows {
        let indent = "  ".repeat(row.level as usize - 1);
        let fold = match row.expanded {
            Some(true) => "▾",
            Some(false) => "▸",
            None => "·",
        };
        let state = match row.state {
            TriState::On => "[x]",
            TriState::Mixed => "[-]",
            TriState::Off => "[ ]",
        };
        let people = match row.kind {
            PickerRowKind::Person => String::new(),
            _ => format!(" {}", row.people),
        };
        let admin = if row.is_admin { "*" } else { "" };
        let group = row.group.as_ref().map(|group| format!(" @{group}"));
        let group = group.unwrap_or_default();
        let (name, position, size) = (&row.name, row.position, row.set_size);
        writeln!(
            text,
            "{indent}{fold}{state} {name}{admin}{people}{group} {position}/{size}"
        )
        .unwrap();
    }
    text
}

/// The key of the only row with this name.
pub(super) fn key(desk: &mut Desk, view: PickerView, name: &str) -> String {
    let rows = open_all(desk, view);
    let mut named = rows.iter().filter(|row| row.name == name);
    named.next().unwrap().key.clone()
}
