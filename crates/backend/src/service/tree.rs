//! Who can be chosen: the trees of organisations and of offices.

use std::collections::{HashMap, HashSet};

use super::{Militia, Refusal, Result};
use crate::store::{Account, Member, Office, Org, Unit};

/// Organisations with their members, under the offices they belong to.
#[derive(Debug)]
pub struct OrgTree {
    /// Distinct people.
    pub total: usize,
    pub root: OrgNode,
}

#[derive(Debug, Default)]
pub struct OrgNode {
    pub office_name: String,
    pub orgs: Vec<OrgEntry>,
    pub lower: Vec<OrgNode>,
}

#[derive(Debug)]
pub struct OrgEntry {
    pub org_id: i64,
    pub name: String,
    pub members: Vec<Member>,
    pub lower_org_ids: Vec<i64>,
}

/// Offices with the people who serve in them.
#[derive(Debug)]
pub struct OfficeTree {
    pub total: usize,
    pub root: OfficeNode,
}

#[derive(Debug, Default)]
pub struct OfficeNode {
    pub office_id: i64,
    pub name: String,
    pub members: Vec<Member>,
    pub lower: Vec<OfficeNode>,
}

impl Militia {
    /// For an office: its organisations and those of the offices below. For
    /// an organisation: itself and those below it, under its office's name.
    pub fn org_tree(&self, account: &Account) -> Result<OrgTree> {
        let members = self.store.org_members(account.unit)?;
        let total = distinct(&members);
        let mut members = by_unit(members);
        let orgs = self.store.orgs(account.unit)?;
        let mut lower_ids: HashMap<i64, Vec<i64>> = HashMap::new();
        for org in &orgs {
            if let Some(upper) = org.upper_org_id {
                lower_ids.entry(upper).or_default().push(org.org_id);
            }
        }
        let mut entries: HashMap<i64, Vec<OrgEntry>> = HashMap::new();
        for org in orgs {
            entries
                .entry(listed_under(account.unit, &org))
                .or_default()
                .push(OrgEntry {
                    org_id: org.org_id,
                    members: members.remove(&org.org_id).unwrap_or_default(),
                    lower_org_ids: lower_ids.remove(&org.org_id).unwrap_or_default(),
                    name: org.name,
                });
        }
        let mut offices = Offices::new(self.store.offices(account.unit)?);
        let mut root = match offices.take_root(account.unit) {
            Some(office) => org_node(&mut offices, office, &mut entries),
            None => OrgNode::default(),
        };
        // What is left belongs to an organisation whose office is elsewhere.
        let mut elsewhere: Vec<OrgEntry> = entries.into_values().flatten().collect();
        elsewhere.sort_by_key(|org| org.org_id);
        root.orgs.extend(elsewhere);
        Ok(OrgTree { total, root })
    }

    /// The office and those below, with the people serving in each. An
    /// organisation's account is refused.
    pub fn office_tree(&self, account: &Account) -> Result<OfficeTree> {
        if !account.unit.is_office() {
            return Err(Refusal::OfficesOnly);
        }
        let members = self.store.office_members(account.unit)?;
        let total = distinct(&members);
        let mut members = by_unit(members);
        let mut offices = Offices::new(self.store.offices(account.unit)?);
        let root = match offices.take_root(account.unit) {
            Some(office) => office_node(&mut offices, office, &mut members),
            None => OfficeNode::default(),
        };
        Ok(OfficeTree { total, root })
    }
}

/// The office under which an organisation is listed. An organisation's
/// account has one node only, whatever offices its lower ones belong to.
fn listed_under(viewer: Unit, org: &Org) -> i64 {
    match viewer {
        Unit::Office(_) => org.office_id,
        Unit::Org(_) => 0,
    }
}

fn distinct(members: &[Member]) -> usize {
    members
        .iter()
        .map(|member| member.soldier_id)
        .collect::<HashSet<_>>()
        .len()
}

fn by_unit(members: Vec<Member>) -> HashMap<i64, Vec<Member>> {
    let mut units: HashMap<i64, Vec<Member>> = HashMap::new();
    for member in members {
        units.entry(member.unit_id).or_default().push(member);
    }
    units
}

/// Offices still to be hung into the tree. Each is taken out once, so the tree
/// ends whatever the rows say.
struct Offices {
    all: HashMap<i64, Office>,
    lower: HashMap<i64, Vec<i64>>,
}

impl Offices {
    fn new(offices: Vec<Office>) -> Self {
        let mut lower: HashMap<i64, Vec<i64>> = HashMap::new();
        for office in &offices {
            if let Some(upper) = office.upper_office_id {
                lower.entry(upper).or_default().push(office.office_id);
            }
        }
        Self {
            all: offices
                .into_iter()
                .map(|office| (office.office_id, office))
                .collect(),
            lower,
        }
    }

    /// The viewer's office; for an organisation the one that it belongs to,
    /// which is the only one there.
    fn take_root(&mut self, viewer: Unit) -> Option<Office> {
        let office_id = match viewer {
            Unit::Office(office_id) => office_id,
            Unit::Org(_) => *self.all.keys().next()?,
        };
        self.all.remove(&office_id)
    }

    fn take_below(&mut self, office_id: i64) -> Vec<Office> {
        let lower = self.lower.remove(&office_id).unwrap_or_default();
        lower
            .into_iter()
            .filter_map(|office_id| self.all.remove(&office_id))
            .collect()
    }
}

fn org_node(
    offices: &mut Offices,
    office: Office,
    entries: &mut HashMap<i64, Vec<OrgEntry>>,
) -> OrgNode {
    OrgNode {
        office_name: office.name,
        orgs: entries.remove(&office.office_id).unwrap_or_default(),
        lower: offices
            .take_below(office.office_id)
            .into_iter()
            .map(|office| org_node(offices, office, entries))
            .collect(),
    }
}

fn office_node(
    offices: &mut Offices,
    office: Office,
    members: &mut HashMap<i64, Vec<Member>>,
) -> OfficeNode {
    OfficeNode {
        office_id: office.office_id,
        name: office.name,
        members: members.remove(&office.office_id).unwrap_or_default(),
        lower: offices
            .take_below(office.office_id)
            .into_iter()
            .map(|office| office_node(offices, office, members))
            .collect(),
    }
}
