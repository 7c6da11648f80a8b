//! The two trees, flattened. Reading bounds their depth; flattening does not
//! recurse.

use super::wire;
use crate::{
    error::Result,
    json::{List, Strict, broken},
};
use muster_domain::{
    id::{OfficeId, OrgId, SoldierId},
    roster::{Member, Office, OfficeHeading, OfficeRoster, Org, OrgRoster},
};

/// Offices, organisations and people of one tree.
const ENTRIES: usize = 200_000;
/// Offices below one another.
const DEPTH: usize = 60;

/// Where a node of the tree hangs.
#[derive(Clone, Copy)]
struct Place {
    parent: Option<usize>,
    depth: usize,
}

const ROOT: Place = Place {
    parent: None,
    depth: 1,
};

/// Walks a tree in pre-order. `take` stores a node and answers its index, how
/// many entries it made and its children.
fn walk<N>(
    root: N,
    path: &str,
    mut take: impl FnMut(N, Option<usize>) -> (usize, usize, Vec<N>),
) -> Result<()> {
    let mut entries = 0_usize;
    let mut waiting = vec![(root, ROOT)];
    while let Some((node, place)) = waiting.pop() {
        if place.depth > DEPTH {
            return Err(broken(path, "more than 60 levels"));
        }
        let (index, made, children) = take(node, place.parent);
        entries = entries.saturating_add(made);
        if entries > ENTRIES {
            return Err(broken(path, "more than 200 000 entries"));
        }
        let below = Place {
            parent: Some(index),
            depth: place.depth + 1,
        };
        waiting.extend(children.into_iter().rev().map(|child| (child, below)));
    }
    Ok(())
}

/// `/task/orgs`.
///
/// # Errors
/// `BrokenAnswer` without `detail`, or beyond 60 levels or 200 000 entries.
pub(super) fn orgs(wire: wire::Orgs) -> Result<OrgRoster> {
    let Some(Strict(root)) = wire.detail else {
        return Err(broken(wire::ORG_TREE, "missing"));
    };
    let mut roster = OrgRoster {
        total: wire.total_mems.0,
        ..OrgRoster::default()
    };
    walk(root, wire::ORG_TREE, |office, parent| {
        let heading = roster.headings.len();
        roster.headings.push(OfficeHeading {
            name: office.office_name.0,
            parent,
        });
        let mut made = 1;
        for Strict(org) in office.orgs.0 {
            made += 1 + org.members.0.len();
            roster.orgs.push(to_org(org, heading));
        }
        (heading, made, children(office.lower_offices))
    })?;
    Ok(roster)
}

/// `/task/offices`.
///
/// # Errors
/// As for [`orgs`], with `office_detail`.
pub(super) fn offices(wire: wire::Offices) -> Result<OfficeRoster> {
    let Some(Strict(root)) = wire.office_detail else {
        return Err(broken(wire::OFFICE_TREE, "missing"));
    };
    let mut roster = OfficeRoster {
        total: wire.total_mems.0,
        ..OfficeRoster::default()
    };
    walk(root, wire::OFFICE_TREE, |office, parent| {
        let index = roster.offices.len();
        let made = 1 + office.members.0.len();
        roster.offices.push(Office {
            id: OfficeId(office.office_id.of_row()),
            name: office.name.0,
            parent,
            members: members(office.members),
        });
        (index, made, children(office.lower_offices))
    })?;
    Ok(roster)
}

fn children<N>(nodes: List<Strict<N>>) -> Vec<N> {
    nodes.0.into_iter().map(|Strict(node)| node).collect()
}

/// `lower` is kept as it is: it may name unknown organisations or form cycles,
/// which whoever follows it must guard against.
fn to_org(wire: wire::Org, heading: usize) -> Org {
    Org {
        id: OrgId(wire.org_id.of_row()),
        name: wire.name.0,
        heading,
        lower: wire
            .lower_org_ids
            .0
            .into_iter()
            .filter_map(|id| id.0)
            .map(OrgId)
            .collect(),
        members: members(wire.members),
    }
}

fn members(wire: List<Strict<wire::Member>>) -> Vec<Member> {
    let people = wire.0.into_iter();
    people
        .map(|Strict(member)| Member {
            soldier: SoldierId(member.soldier_id.of_row()),
            name: member.name.0,
            is_admin: member.is_admin.0,
        })
        .collect()
}
