//! The people who can be called: `/task/orgs` and `/task/offices` of document
//! 001, flattened. Trees are arenas in pre-order, a node naming its parent by
//! index, so that no depth of nesting can exhaust a stack.

use crate::id::{OfficeId, OrgId, SoldierId};
use serde::{Deserialize, Serialize};

/// A person as the trees name one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub soldier: SoldierId,
    pub name: String,
    /// Administers the organisation. Never set in the tree of offices.
    pub is_admin: bool,
}

/// 所有下属组织及人员. Offices here are headings: the document gives them a
/// name and no id.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OrgRoster {
    /// Distinct people, as the server counts them.
    pub total: u32,
    pub headings: Vec<OfficeHeading>,
    pub orgs: Vec<Org>,
}

/// An office as the tree of organisations names it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OfficeHeading {
    pub name: String,
    /// Index into `headings`; `None` for the root.
    pub parent: Option<usize>,
}

/// 组织.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Org {
    pub id: OrgId,
    pub name: String,
    /// Index into `headings`.
    pub heading: usize,
    /// 下属组织. May name organisations under other offices, unknown ones, or
    /// form cycles.
    pub lower: Vec<OrgId>,
    pub members: Vec<Member>,
}

/// 所有下属单位及人员.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OfficeRoster {
    /// Distinct people, as the server counts them.
    pub total: u32,
    pub offices: Vec<Office>,
}

/// 单位.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Office {
    pub id: OfficeId,
    pub name: String,
    /// Index into `offices`; `None` for the root.
    pub parent: Option<usize>,
    pub members: Vec<Member>,
}
