//! The recipient picker: three views of one selection. The trees and the
//! search live in Rust; the UI asks for the rows it shows.

use crate::id::{OfficeId, OrgId, SoldierId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// What is chosen, as ids. A container stands for its own members alone;
/// choosing "all below" names every container below as well.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Selection {
    pub orgs: BTreeSet<OrgId>,
    pub offices: BTreeSet<OfficeId>,
    pub soldiers: BTreeSet<SoldierId>,
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
    /// Names the row in this view until the roster is fetched again.
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
    /// `null` for a leaf.
    pub expanded: Option<bool>,
    pub state: TriState,
    /// Distinct people at and below; 1 for a person.
    pub people: u32,
}

/// The running total beside the picker.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PickerTotals {
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
    /// People in the roster.
    pub roster: u32,
    /// Chosen ids that the roster no longer knows.
    pub unknown: u32,
}
