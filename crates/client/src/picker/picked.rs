//! A selection over one roster, and the rules by which it changes.
//!
//! A chosen container stands for its own members alone. Switching one on
//! chooses every container at and below it, and lets everybody there in again.
//! Switching something off takes away the choice of what is at and below it,
//! and excludes everybody there, so that off is really off, by whatever means
//! it was on. A container whose members are all excluded is not chosen any more.
//! An exclusion is kept as long as it is taken out of something: see
//! `exclusions`.

use super::{
    exclusions::Wholes,
    roster::Roster,
    tree::{Kind, Tree, narrow},
};
use fixedbitset::FixedBitSet;
use muster_domain::{
    id::{OfficeId, OrgId, SoldierId},
    picker::{PickerView, Selection},
};
use std::collections::BTreeSet;

/// What is chosen, as bits over a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Picked {
    /// Nodes of the tree of organisations.
    pub orgs: FixedBitSet,
    /// Nodes of the tree of offices.
    pub offices: FixedBitSet,
    /// People chosen one by one.
    pub soldiers: FixedBitSet,
    /// People whom no container brings. None of them is chosen one by one.
    pub excluded: FixedBitSet,
    /// Chosen ids that the roster does not know; kept, because it may know
    /// them again.
    pub unknown: Selection,
}

/// What is to be switched: containers with everything below, and people.
#[derive(Debug, Default)]
pub(super) struct Targets {
    pub view: Option<PickerView>,
    pub nodes: Vec<u32>,
    pub people: Vec<u32>,
}

impl Picked {
    pub(super) fn new(selection: &Selection, roster: &Roster) -> Self {
        let mut picked = Self {
            orgs: FixedBitSet::with_capacity(roster.orgs.nodes.len()),
            offices: FixedBitSet::with_capacity(roster.offices.nodes.len()),
            soldiers: FixedBitSet::with_capacity(roster.len()),
            excluded: FixedBitSet::with_capacity(roster.len()),
            unknown: Selection::default(),
        };
        for id in &selection.orgs {
            if let Some(node) = roster.orgs.node(&format!("o:{id}")) {
                picked.orgs.insert(node as usize);
            } else {
                picked.unknown.orgs.insert(id.clone());
            }
        }
        for id in &selection.offices {
            if let Some(node) = roster.offices.node(&format!("f:{id}")) {
                picked.offices.insert(node as usize);
            } else {
                picked.unknown.offices.insert(id.clone());
            }
        }
        picked.unknown.soldiers = take(roster, &selection.soldiers, &mut picked.soldiers);
        picked.unknown.excluded = take(roster, &selection.excluded, &mut picked.excluded);
        picked.excluded.difference_with(&picked.soldiers);
        picked
    }

    /// The selection as it is stored, with the unknown ids.
    pub(super) fn to_selection(&self, roster: &Roster) -> Selection {
        let mut selection = self.known(roster);
        selection.orgs.extend(self.unknown.orgs.iter().cloned());
        selection
            .offices
            .extend(self.unknown.offices.iter().cloned());
        selection
            .soldiers
            .extend(self.unknown.soldiers.iter().cloned());
        selection
            .excluded
            .extend(self.unknown.excluded.iter().cloned());
        selection
    }

    /// The selection without the unknown ids.
    pub(super) fn known(&self, roster: &Roster) -> Selection {
        let (orgs, offices) = (&roster.orgs.nodes, &roster.offices.nodes);
        let people = |chosen: &FixedBitSet| {
            let by_id = roster.by_id.iter().map(|person| *person as usize);
            by_id
                .filter(|person| chosen[*person])
                .map(|person| roster.people[person].id.clone())
                .collect()
        };
        Selection {
            orgs: self
                .orgs
                .ones()
                .map(|n| OrgId(orgs[n].id.clone()))
                .collect(),
            offices: self
                .offices
                .ones()
                .map(|n| OfficeId(offices[n].id.clone()))
                .collect(),
            soldiers: people(&self.soldiers),
            excluded: people(&self.excluded),
        }
    }

    /// Chosen ids that the roster does not know. Who is unknown and excluded
    /// is called by nothing, and counts for nothing.
    pub(super) fn unknown(&self) -> usize {
        self.unknown.orgs.len() + self.unknown.offices.len() + self.unknown.soldiers.len()
    }

    /// Everybody chosen, by whatever means.
    pub(super) fn people(&self, roster: &Roster) -> FixedBitSet {
        let mut people = FixedBitSet::with_capacity(roster.len());
        for (tree, chosen) in [(&roster.orgs, &self.orgs), (&roster.offices, &self.offices)] {
            for node in chosen.ones() {
                let members = tree.members(narrow(node)).iter();
                people.extend(members.map(|member| member.person as usize));
            }
        }
        people.difference_with(&self.excluded);
        people.union_with(&self.soldiers);
        people
    }

    /// Whether the person is chosen, by whatever means.
    fn has(&self, roster: &Roster, person: u32) -> bool {
        let through = || {
            holds(&roster.orgs, &self.orgs, person) || holds(&roster.offices, &self.offices, person)
        };
        self.soldiers[person as usize] || (!self.excluded[person as usize] && through())
    }

    /// Adds everything that another selection chooses. Whoever is called by one
    /// of the two is called by both together.
    pub(super) fn add(&mut self, roster: &Roster, other: &Self) {
        let mut called = self.people(roster);
        called.union_with(&other.people(roster));
        self.orgs.union_with(&other.orgs);
        self.offices.union_with(&other.offices);
        self.soldiers.union_with(&other.soldiers);
        self.excluded.union_with(&other.excluded);
        self.excluded.difference_with(&called);
        let unknown = other.unknown.clone();
        self.unknown.orgs.extend(unknown.orgs);
        self.unknown.offices.extend(unknown.offices);
        self.unknown.soldiers.extend(unknown.soldiers);
        self.unknown.excluded.extend(unknown.excluded);
        for called in &self.unknown.soldiers {
            self.unknown.excluded.remove(called);
        }
    }

    pub(super) fn switch_on(&mut self, roster: &Roster, targets: &Targets) {
        for node in &targets.nodes {
            self.choose_subtree(roster, targets.view, *node);
        }
        for person in &targets.people {
            self.excluded.remove(*person as usize);
            if !self.has(roster, *person) {
                self.soldiers.insert(*person as usize);
            }
        }
    }

    fn choose_subtree(&mut self, roster: &Roster, view: Option<PickerView>, node: u32) {
        let Some((tree, chosen)) = self.tree_of(roster, view) else {
            return;
        };
        for below in tree.subtree(node) {
            if tree.nodes[below].kind != Kind::Heading {
                chosen.insert(below);
            }
        }
        for member in tree.members_below(node) {
            self.excluded.remove(member.person as usize);
        }
    }

    pub(super) fn switch_off(&mut self, roster: &Roster, targets: &Targets) {
        let mut whole = self.people(roster);
        whole.union_with(&self.excluded);
        let mut leaving = FixedBitSet::with_capacity(roster.len());
        leaving.extend(targets.people.iter().map(|person| *person as usize));
        if let Some((tree, chosen)) = self.tree_of(roster, targets.view) {
            for node in &targets.nodes {
                chosen.remove_range(tree.subtree(*node));
                let below = tree.members_below(*node).iter();
                leaving.extend(below.map(|member| member.person as usize));
            }
        }
        self.soldiers.difference_with(&leaving);
        self.excluded.union_with(&leaving);
        let_go_of_emptied(&roster.orgs, &mut self.orgs, &self.excluded);
        let_go_of_emptied(&roster.offices, &mut self.offices, &self.excluded);
        self.forget_idle_exclusions(roster, &whole);
    }

    /// Lets go of the exclusions that are taken out of nothing. `either` were
    /// chosen or excluded before: only what was whole can be left out of.
    fn forget_idle_exclusions(&mut self, roster: &Roster, either: &FixedBitSet) {
        let people = self.people(roster);
        let mut kept = FixedBitSet::with_capacity(roster.len());
        for (tree, chosen) in [(&roster.orgs, &self.orgs), (&roster.offices, &self.offices)] {
            let wholes = Wholes::new(tree, &people, either);
            kept.extend(self.excluded.ones().filter(|person| {
                let mut holders = tree.holders(narrow(*person)).iter();
                holders.any(|node| chosen[*node as usize] || wholes.top(*node).is_some())
            }));
        }
        self.excluded = kept;
    }

    fn tree_of<'r>(
        &mut self,
        roster: &'r Roster,
        view: Option<PickerView>,
    ) -> Option<(&'r Tree, &mut FixedBitSet)> {
        match view? {
            PickerView::Orgs => Some((&roster.orgs, &mut self.orgs)),
            PickerView::Offices => Some((&roster.offices, &mut self.offices)),
            PickerView::People => None,
        }
    }
}

/// A container without anybody left in it is not chosen any more.
fn let_go_of_emptied(tree: &Tree, chosen: &mut FixedBitSet, excluded: &FixedBitSet) {
    let emptied = |node: &usize| {
        let members = tree.members(narrow(*node));
        !members.is_empty() && members.iter().all(|one| excluded[one.person as usize])
    };
    let emptied: Vec<usize> = chosen.ones().filter(emptied).collect();
    for node in emptied {
        chosen.remove(node);
    }
}

/// Whether a chosen container has the person as its own member.
fn holds(tree: &Tree, chosen: &FixedBitSet, person: u32) -> bool {
    let mut holders = tree.holders(person).iter();
    holders.any(|node| chosen[*node as usize])
}

/// Marks the people of these ids; answers the ids that the roster does not
/// know. Both are sorted: one walk along them finds everybody.
fn take(roster: &Roster, ids: &BTreeSet<SoldierId>, into: &mut FixedBitSet) -> BTreeSet<SoldierId> {
    let mut unknown = BTreeSet::new();
    let mut known = roster.by_id.iter().peekable();
    for id in ids {
        let id_of = |person: &u32| &roster.people[*person as usize].id;
        while known.next_if(|person| id_of(person) < id).is_some() {}
        if let Some(person) = known.next_if(|person| id_of(person) == id) {
            into.insert(*person as usize);
        } else {
            unknown.insert(id.clone());
        }
    }
    unknown
}
