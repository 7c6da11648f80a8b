//! `/task/orgs` and `/task/offices`.

use serde::Serialize;

use super::{is_zero, or_null};
use crate::service::tree::{OfficeNode, OfficeTree, OrgEntry, OrgNode, OrgTree};
use crate::store::Member;

#[derive(Serialize)]
pub struct Orgs {
    #[serde(skip_serializing_if = "is_zero")]
    total_mems: usize,
    detail: OrgDetail,
}

#[derive(Serialize)]
struct OrgDetail {
    office_name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    orgs: Vec<Org>,
    lower_offices: Option<Vec<OrgDetail>>,
}

#[derive(Serialize)]
struct Org {
    org_id: i64,
    name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    members: Vec<Soldier>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lower_org_ids: Vec<i64>,
}

#[derive(Serialize)]
struct Soldier {
    soldier_id: i64,
    name: String,
    #[serde(skip_serializing_if = "is_zero")]
    is_admin: bool,
}

impl From<OrgTree> for Orgs {
    fn from(tree: OrgTree) -> Self {
        Self {
            total_mems: tree.total,
            detail: tree.root.into(),
        }
    }
}

impl From<OrgNode> for OrgDetail {
    fn from(node: OrgNode) -> Self {
        Self {
            office_name: node.office_name,
            orgs: node.orgs.into_iter().map(Org::from).collect(),
            lower_offices: or_null(node.lower.into_iter().map(Self::from).collect()),
        }
    }
}

impl From<OrgEntry> for Org {
    fn from(org: OrgEntry) -> Self {
        Self {
            org_id: org.org_id,
            name: org.name,
            members: org.members.into_iter().map(Soldier::from).collect(),
            lower_org_ids: org.lower_org_ids,
        }
    }
}

impl From<Member> for Soldier {
    fn from(member: Member) -> Self {
        Self {
            soldier_id: member.soldier_id,
            name: member.name,
            is_admin: member.is_admin,
        }
    }
}

#[derive(Serialize)]
pub struct Offices {
    #[serde(skip_serializing_if = "is_zero")]
    total_mems: usize,
    office_detail: OfficeDetail,
}

#[derive(Serialize)]
struct OfficeDetail {
    office_id: i64,
    name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    members: Vec<Soldier>,
    lower_offices: Option<Vec<OfficeDetail>>,
}

impl From<OfficeTree> for Offices {
    fn from(tree: OfficeTree) -> Self {
        Self {
            total_mems: tree.total,
            office_detail: tree.root.into(),
        }
    }
}

impl From<OfficeNode> for OfficeDetail {
    fn from(node: OfficeNode) -> Self {
        Self {
            office_id: node.office_id,
            name: node.name,
            members: node.members.into_iter().map(Soldier::from).collect(),
            lower_offices: or_null(node.lower.into_iter().map(Self::from).collect()),
        }
    }
}
