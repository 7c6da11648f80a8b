//! What a publish sends for a selection.
//!
//! Nothing public says whether a server, given a container, also calls its
//! lower ones. So a container is sent only where both readings mean the same
//! people: everything that it leads to is chosen as well, and nobody of it is
//! excluded. Of any other the members are sent one by one. Whoever a sent
//! container brings is not repeated.

use super::{
    figures::Figures,
    picked::Picked,
    roster::Roster,
    tree::{Tree, narrow},
};
use fixedbitset::FixedBitSet;
use muster_domain::picker::{PickerTotals, Selection};

/// Names of each sort on the rehearsal sheet; the totals say how many more.
const NAMES: usize = 8;

/// Whom a selection calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipients {
    /// The ids to send: the same distinct people, whether the server adds the
    /// members of lower containers or not. Ids that the roster does not know
    /// are left out; the totals count them.
    pub sent: Selection,
    pub totals: PickerTotals,
    /// The first few that were chosen, as the views show them.
    pub org_names: Vec<String>,
    pub office_names: Vec<String>,
    /// The first few who were chosen one by one, by pinyin.
    pub soldier_names: Vec<String>,
}

impl Recipients {
    pub fn new(selection: &Selection, roster: &Roster) -> Self {
        let picked = Picked::new(selection, roster);
        let name = |name: u32| roster.name(name).to_owned();
        let of_nodes = |tree: &Tree, chosen: &FixedBitSet| {
            let chosen = chosen.ones().take(NAMES);
            chosen.map(|node| name(tree.nodes[node].name)).collect()
        };
        let people = roster.by_name.iter().map(|person| *person as usize);
        let one_by_one = people.filter(|person| picked.soldiers[*person]);
        Self {
            sent: sent(&picked, roster),
            totals: Figures::new(&picked, roster).totals,
            org_names: of_nodes(&roster.orgs, &picked.orgs),
            office_names: of_nodes(&roster.offices, &picked.offices),
            soldier_names: one_by_one
                .take(NAMES)
                .map(|person| name(roster.people[person].name))
                .collect(),
        }
    }
}

fn sent(picked: &Picked, roster: &Roster) -> Selection {
    let mut sent = picked.clone();
    sent.unknown = Selection::default();
    sent.excluded.clear();
    let broken = |tree: &Tree, chosen: &FixedBitSet| -> Vec<usize> {
        let has_excluded = |node: &usize| {
            let mut members = tree.members(narrow(*node)).iter();
            members.any(|member| picked.excluded[member.person as usize])
        };
        chosen.ones().filter(has_excluded).collect()
    };
    let lower = |node: usize| roster.lower[node].iter().copied();
    let strangers = roster.names_strangers.iter().map(|node| *node as usize);
    let orgs = &roster.orgs;
    let broken_orgs = broken(orgs, &picked.orgs).into_iter().chain(strangers);
    sent.orgs = whole(&picked.orgs, orgs.nodes.len(), lower, broken_orgs);
    let offices = &roster.offices;
    let below = |node: usize| offices.children(narrow(node));
    sent.offices = whole(
        &picked.offices,
        offices.nodes.len(),
        below,
        broken(offices, &picked.offices).into_iter(),
    );
    one_by_one(orgs, &picked.orgs, &sent.orgs, &mut sent.soldiers);
    one_by_one(offices, &picked.offices, &sent.offices, &mut sent.soldiers);
    sent.soldiers.difference_with(&picked.excluded);
    uncover(orgs, &sent.orgs, &mut sent.soldiers);
    uncover(offices, &sent.offices, &mut sent.soldiers);
    sent.known(roster)
}

/// The chosen nodes that lead to chosen nodes alone, however far. `broken` are
/// nodes that lead to what the roster does not know, or hold somebody who is
/// excluded.
fn whole<I: Iterator<Item = u32>>(
    chosen: &FixedBitSet,
    nodes: usize,
    lower: impl Fn(usize) -> I,
    broken: impl Iterator<Item = usize>,
) -> FixedBitSet {
    let mut upper = vec![Vec::new(); nodes];
    for node in 0..nodes {
        for below in lower(node) {
            upper[below as usize].push(node);
        }
    }
    let mut whole = chosen.clone();
    let mut spreading: Vec<usize> = chosen.zeroes().chain(broken).collect();
    for node in &spreading {
        whole.remove(*node);
    }
    while let Some(node) = spreading.pop() {
        for above in &upper[node] {
            if whole[*above] {
                whole.remove(*above);
                spreading.push(*above);
            }
        }
    }
    whole
}

/// Adds the members of what is chosen but not sent.
fn one_by_one(tree: &Tree, chosen: &FixedBitSet, sent: &FixedBitSet, people: &mut FixedBitSet) {
    for node in chosen.difference(sent) {
        for member in tree.members(narrow(node)) {
            people.insert(member.person as usize);
        }
    }
}

/// Removes the members of what is sent.
fn uncover(tree: &Tree, sent: &FixedBitSet, people: &mut FixedBitSet) {
    for node in sent.ones() {
        for member in tree.members(narrow(node)) {
            people.remove(member.person as usize);
        }
    }
}
