//! From the documents' words to the domain's, and back.

mod club;
mod meeting;
mod mission;
mod received;

pub(super) use club::{administered, joined, roster};
pub(super) use meeting::{
    detail as meeting, edit as edit_meeting, list as meetings, participation,
    publish as publish_meeting,
};
pub(super) use mission::{detail as mission, list as missions, publish as publish_mission};
pub(super) use received::{
    meeting as received_meeting, meetings as received_meetings, mission as received_mission,
    missions as received_missions, notice as received_notice, notices as received_notices, reply,
};

use super::wire;
use crate::json::{Count, Flag, Id, List, Strict, Text};
use muster_domain::{
    club::{ClubName, Leader},
    id::{ClubId, StudentId},
    read::Slice,
};
use std::collections::HashSet;

/// Rows of a page.
fn slice<W, T>(
    page: u32,
    has_more: &Flag,
    rows: List<Strict<W>>,
    row: impl FnMut(W) -> T,
) -> Slice<T> {
    Slice {
        page,
        has_more: has_more.0,
        rows: each(rows, row),
    }
}

fn each<W, T>(rows: List<Strict<W>>, mut row: impl FnMut(W) -> T) -> Vec<T> {
    rows.0.into_iter().map(|Strict(wire)| row(wire)).collect()
}

/// The same rows, each student once: the first time. Those without a number
/// are all kept, as nobody can tell them apart.
fn distinct<T>(rows: Vec<T>, student: impl Fn(&T) -> &StudentId) -> Vec<T> {
    let mut seen = HashSet::new();
    let is_new = |row: &T| {
        let id = student(row);
        id.as_str() == "0" || seen.insert(id.clone())
    };
    let mut is_new = is_new;
    rows.into_iter().filter(|row| is_new(row)).collect()
}

fn student(id: Id) -> StudentId {
    StudentId(id.of_row())
}

/// The first address that is one.
fn picture(addresses: impl IntoIterator<Item = Text>) -> Option<String> {
    let mut addresses = addresses.into_iter().map(|text| text.0);
    addresses.find(|address| !address.trim().is_empty())
}

fn club_name(id: Id, name: Text, avatar: Text) -> ClubName {
    ClubName {
        id: ClubId(id.of_row()),
        name: name.0,
        avatar_url: picture([avatar]),
    }
}

fn count(told: Option<Count>) -> Option<u32> {
    told.map(|count| count.0)
}

fn leaders(rows: List<Strict<wire::Leader>>) -> Vec<Leader> {
    let leaders = each(rows, |wire| Leader {
        student: student(wire.student_id),
        name: wire.student_name.0,
        avatar_url: picture([wire.avatar_url]),
        mobile: wire.mobile.0,
        department: wire.department_name.0,
        job: wire.job_name.0,
    });
    distinct(leaders, |leader| &leader.student)
}

/// A list of people as the wire has it: digits and commas.
fn listed(people: &[StudentId]) -> String {
    let ids: Vec<_> = people.iter().map(StudentId::as_str).collect();
    ids.join(",")
}
