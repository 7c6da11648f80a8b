//! The recipient picker: three views of one selection. The trees and the
//! search live in Rust; the UI asks for the rows it shows.

use crate::{
    id::{OfficeId, OrgId, SoldierId, TaskId},
    time::Time,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// What is chosen, as ids. A container stands for its own members alone;
/// choosing "all below" names every container below as well. Who is excluded is
/// called through no container, whichever is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Selection {
    pub orgs: BTreeSet<OrgId>,
    pub offices: BTreeSet<OfficeId>,
    pub soldiers: BTreeSet<SoldierId>,
    /// 除外. None of them is among `soldiers`.
    #[serde(default)]
    pub excluded: BTreeSet<SoldierId>,
}

/// One of the three views.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PickerView {
    Orgs,
    Offices,
    People,
}

/// Of a row and everything below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TriState {
    Off,
    Mixed,
    On,
}

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PickerRowKind {
    /// An office in the tree of organisations, which has no id there.
    Heading,
    Org,
    Office,
    Person,
}

/// A visible row of a view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PickerRow {
    /// Names the row in this view, also after the roster was fetched again.
    pub key: String,
    pub kind: PickerRowKind,
    pub name: String,
    /// Where the query matched in `name`: start and end in UTF-16 units.
    pub matched: Vec<(u32, u32)>,
    /// For a person in the flat view: the office or organisation.
    pub group: Option<String>,
    pub is_admin: bool,
    /// ARIA level, from 1.
    pub level: u32,
    /// ARIA position in the set, from 1, and its size.
    pub position: u32,
    pub set_size: u32,
    /// Index of the row that this one lies in; `null` at the top.
    pub parent: Option<u32>,
    /// `null` for a leaf.
    pub expanded: Option<bool>,
    pub state: TriState,
    /// Distinct people at and below; 1 for a person.
    pub people: u32,
    /// Everybody at and below was taken out of something that is chosen.
    pub excluded: bool,
    /// How many of them are on another task at the time, as far as is known.
    pub elsewhere: u32,
}

/// The running total beside the picker.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PickerTotals {
    /// Greater after each change of what is chosen: of two answers that is the
    /// later one.
    pub revision: u32,
    /// Distinct people chosen.
    pub people: u32,
    /// Organisations chosen, and the distinct people they bring.
    pub orgs: u32,
    pub people_through_orgs: u32,
    /// Offices chosen, and the distinct people they bring.
    pub offices: u32,
    pub people_through_offices: u32,
    pub individuals: u32,
    /// People chosen more than once; counted once in `people`.
    pub chosen_twice: u32,
    /// People taken out of something that is chosen.
    pub excluded: u32,
    /// People in the roster.
    pub roster: u32,
    /// Chosen ids that the roster no longer knows.
    pub unknown: u32,
    /// Who of `people` is on another task at the time of this one; `null` while
    /// the draft has no such time.
    pub elsewhere: Option<Overlap>,
}

/// How far the chosen people are on tasks that overlap the draft's time, from
/// what is cached of these tasks. Who refused such a task is not on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Overlap {
    /// Distinct people chosen who are.
    pub people: u32,
    /// Tasks that overlap.
    pub tasks: u32,
    /// Of these, whose people were never read: nobody knows whether they are
    /// free.
    pub unread: u32,
    /// Every page of the list of working tasks was read.
    pub complete: bool,
    /// When the oldest part of this was read; `null` if nothing was.
    pub oldest: Option<Time>,
}

/// A task that overlaps the draft's time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OverlappingTask {
    pub id: TaskId,
    pub title: String,
    pub gather_at: Option<Time>,
    pub finish_at: Option<Time>,
    /// Distinct people on it; `null` if they were never read.
    pub people: Option<u32>,
    /// How many of them are chosen.
    pub chosen: u32,
    /// When its people were read.
    pub fetched_at: Option<Time>,
}

/// A list of people behind one of the totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PickerList {
    /// Chosen more than once.
    Twice,
    /// Chosen, and on another task at the time.
    Elsewhere,
    /// Taken out of something that is chosen.
    Excluded,
}

/// A line of such a list: a person, or a container whose people are all
/// excluded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PickerEntry {
    /// Where the line stands as a row, and its key there.
    pub view: PickerView,
    pub key: String,
    pub kind: PickerRowKind,
    pub name: String,
    /// For a person: the office or organisation.
    pub group: Option<String>,
    /// Distinct people at and below; 1 for a person.
    pub people: u32,
    /// Through what somebody is chosen, which tasks somebody is on, what
    /// somebody was taken out of; the first few.
    pub through: Vec<Through>,
    /// How many more there are.
    pub more: u32,
}

/// What connects somebody with a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Through {
    Heading { name: String },
    Org { name: String },
    Office { name: String },
    OneByOne,
    Task { title: String },
}
