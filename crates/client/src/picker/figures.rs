//! What follows from a selection: how far each row is chosen, and the totals.
//! All of it is computed anew after each change, in one pass over the people
//! and one over each tree.

use super::{
    picked::Picked,
    roster::Roster,
    tree::{Tree, narrow},
};
use fixedbitset::FixedBitSet;
use muster_domain::picker::{PickerTotals, TriState};

/// The consequences of one selection over one roster.
#[derive(Debug)]
pub(super) struct Figures {
    /// Everybody chosen, by whatever means.
    pub people: FixedBitSet,
    /// Those of them who are chosen more than once.
    pub twice: FixedBitSet,
    pub orgs: Counts,
    pub offices: Counts,
    pub totals: PickerTotals,
}

/// For each node of a tree, at and below.
#[derive(Debug)]
pub(super) struct Counts {
    /// Distinct people chosen, by whatever means.
    people: Vec<u32>,
    /// Containers chosen.
    containers: Vec<u32>,
    /// Distinct people excluded; empty where nobody is.
    excluded: Vec<u32>,
}

impl Figures {
    pub(super) fn new(picked: &Picked, roster: &Roster) -> Self {
        let through_orgs = members(&roster.orgs, &picked.orgs, &picked.excluded);
        let through_offices = members(&roster.offices, &picked.offices, &picked.excluded);
        let mut people = picked.soldiers.clone();
        people.union_with(&through_orgs.once);
        people.union_with(&through_offices.once);
        let mut twice = through_orgs.twice;
        twice.union_with(&through_offices.twice);
        let mut both = through_orgs.once.clone();
        both.intersect_with(&through_offices.once);
        twice.union_with(&both);
        let mut also_one_by_one = through_orgs.once.clone();
        also_one_by_one.union_with(&through_offices.once);
        also_one_by_one.intersect_with(&picked.soldiers);
        twice.union_with(&also_one_by_one);
        let count = |set: &FixedBitSet| narrow(set.count_ones(..));
        let totals = PickerTotals {
            revision: 0,
            people: count(&people),
            orgs: count(&picked.orgs),
            people_through_orgs: count(&through_orgs.once),
            offices: count(&picked.offices),
            people_through_offices: count(&through_offices.once),
            individuals: count(&picked.soldiers),
            chosen_twice: count(&twice),
            excluded: count(&picked.excluded),
            roster: narrow(roster.len()),
            unknown: narrow(picked.unknown()),
            elsewhere: None,
        };
        let counts = |tree: &Tree, chosen: &FixedBitSet| Counts {
            people: tree.count_people(&people),
            containers: tree.count_nodes(chosen),
            excluded: match totals.excluded {
                0 => Vec::new(),
                _ => tree.count_people(&picked.excluded),
            },
        };
        Self {
            orgs: counts(&roster.orgs, &picked.orgs),
            offices: counts(&roster.offices, &picked.offices),
            totals,
            people,
            twice,
        }
    }

    pub(super) fn of_person(&self, person: u32) -> TriState {
        if self.people[person as usize] {
            TriState::On
        } else {
            TriState::Off
        }
    }
}

impl Counts {
    /// A row with people is on when they all are, by whatever means; one
    /// without when its containers are chosen, since nobody can show it.
    pub(super) fn of_node(&self, tree: &Tree, node: u32) -> TriState {
        let all = &tree.nodes[node as usize];
        let (chosen, all) = match all.people {
            0 => (self.containers[node as usize], all.containers),
            people => (self.people[node as usize], people),
        };
        match chosen {
            0 => TriState::Off,
            some if some == all => TriState::On,
            _ => TriState::Mixed,
        }
    }

    /// Whether everybody at and below is excluded.
    pub(super) fn all_excluded(&self, tree: &Tree, node: u32) -> bool {
        let people = tree.nodes[node as usize].people;
        people > 0 && self.excluded.get(node as usize) == Some(&people)
    }
}

/// Members of chosen containers.
struct Through {
    once: FixedBitSet,
    /// In two or more of them.
    twice: FixedBitSet,
}

fn members(tree: &Tree, chosen: &FixedBitSet, excluded: &FixedBitSet) -> Through {
    let mut through = Through {
        once: FixedBitSet::with_capacity(excluded.len()),
        twice: FixedBitSet::with_capacity(excluded.len()),
    };
    for node in chosen.ones() {
        for member in tree.members(narrow(node)) {
            if through.once.put(member.person as usize) {
                through.twice.insert(member.person as usize);
            }
        }
    }
    through.once.difference_with(excluded);
    through.twice.difference_with(excluded);
    through
}
