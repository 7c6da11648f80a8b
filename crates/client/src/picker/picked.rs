//! A selection over one roster, and the rules by which it changes.
//!
//! A chosen container stands for its own members alone. Switching one on
//! chooses every container at and below it. Switching a person off dissolves
//! the chosen containers the person is in: the other members stay, one by one.
//! Switching a container off does so with everybody at and below it, so that
//! off is really off.

use super::{
    roster::Roster,
    tree::{Kind, Tree},
};
use fixedbitset::FixedBitSet;
use muster_domain::{
    id::{OfficeId, OrgId},
    picker::{PickerView, Selection},
};

/// What is chosen, as bits over a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Picked {
    /// Nodes of the tree of organisations.
    pub orgs: FixedBitSet,
    /// Nodes of the tree of offices.
    pub offices: FixedBitSet,
    /// People chosen one by one.
    pub soldiers: FixedBitSet,
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
        // Both are sorted: one walk along them finds everybody.
        let mut known = roster.by_id.iter().peekable();
        for id in &selection.soldiers {
            let id_of = |person: &u32| &roster.people[*person as usize].id;
            while known.next_if(|person| id_of(person) < id).is_some() {}
            if let Some(person) = known.next_if(|person| id_of(person) == id) {
                picked.soldiers.insert(*person as usize);
            } else {
                picked.unknown.soldiers.insert(id.clone());
            }
        }
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
    }

    /// The selection without the unknown ids.
    pub(super) fn known(&self, roster: &Roster) -> Selection {
        let (orgs, offices) = (&roster.orgs.nodes, &roster.offices.nodes);
        let soldiers = roster.by_id.iter().map(|person| *person as usize);
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
            soldiers: soldiers
                .filter(|person| self.soldiers[*person])
                .map(|person| roster.people[person].id.clone())
                .collect(),
        }
    }

    pub(super) fn unknown(&self) -> usize {
        self.unknown.orgs.len() + self.unknown.offices.len() + self.unknown.soldiers.len()
    }

    /// Whether the person is chosen, by whatever means.
    pub(super) fn has(&self, roster: &Roster, person: u32) -> bool {
        self.soldiers[person as usize] || self.has_through_containers(roster, person)
    }

    fn has_through_containers(&self, roster: &Roster, person: u32) -> bool {
        let holds = |tree: &Tree, chosen: &FixedBitSet| {
            let mut holders = tree.holders(person).iter();
            holders.any(|node| chosen[*node as usize])
        };
        holds(&roster.orgs, &self.orgs) || holds(&roster.offices, &self.offices)
    }

    pub(super) fn switch_on(&mut self, roster: &Roster, targets: &Targets) {
        for node in &targets.nodes {
            self.choose_subtree(roster, targets.view, *node);
        }
        for person in &targets.people {
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
    }

    pub(super) fn switch_off(&mut self, roster: &Roster, targets: &Targets) {
        let mut leaving = FixedBitSet::with_capacity(roster.len());
        leaving.extend(targets.people.iter().map(|person| *person as usize));
        if let Some((tree, chosen)) = self.tree_of(roster, targets.view) {
            for node in &targets.nodes {
                chosen.remove_range(tree.subtree(*node));
                let below = tree.members_below(*node).iter();
                leaving.extend(below.map(|member| member.person as usize));
            }
        }
        self.remove_people(roster, &leaving);
    }

    /// Takes people out of whatever chose them; those who were chosen with
    /// them stay.
    fn remove_people(&mut self, roster: &Roster, leaving: &FixedBitSet) {
        self.soldiers.difference_with(leaving);
        let mut staying = dissolve(&roster.orgs, &mut self.orgs, leaving);
        staying.extend(dissolve(&roster.offices, &mut self.offices, leaving));
        for person in staying {
            if !leaving[person as usize] && !self.has(roster, person) {
                self.soldiers.insert(person as usize);
            }
        }
    }

    fn tree_of<'a>(
        &'a mut self,
        roster: &'a Roster,
        view: Option<PickerView>,
    ) -> Option<(&'a Tree, &'a mut FixedBitSet)> {
        match view? {
            PickerView::Orgs => Some((&roster.orgs, &mut self.orgs)),
            PickerView::Offices => Some((&roster.offices, &mut self.offices)),
            PickerView::People => None,
        }
    }
}

/// Removes the chosen containers that hold somebody who leaves; answers their
/// members.
fn dissolve(tree: &Tree, chosen: &mut FixedBitSet, leaving: &FixedBitSet) -> Vec<u32> {
    let mut members = Vec::new();
    let holds_one = |node: &usize| {
        let mut members = tree.members(super::tree::narrow(*node)).iter();
        members.any(|member| leaving[member.person as usize])
    };
    let dissolved: Vec<usize> = chosen.ones().filter(holds_one).collect();
    for node in dissolved {
        chosen.remove(node);
        let own = tree.members(super::tree::narrow(node)).iter();
        members.extend(own.map(|member| member.person));
    }
    members
}
