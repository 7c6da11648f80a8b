//! What an exclusion is taken out of.
//!
//! A street is excluded from its district while everybody else there is
//! chosen: the district is *whole but for its exclusions*. When it is not any
//! longer, because other streets were never chosen, leaving one out says
//! nothing. Who is a member of something chosen is excluded from that.

use super::{
    figures::Figures,
    picked::Picked,
    roster::Roster,
    tree::{Tree, narrow},
};
use fixedbitset::FixedBitSet;
use muster_domain::picker::PickerView;

/// For each node, what whole thing it lies in.
#[derive(Debug)]
pub(super) struct Wholes {
    /// The topmost node at or above, everybody of which is chosen or excluded,
    /// and somebody chosen.
    top: Vec<Option<u32>>,
}

impl Wholes {
    /// `either` are the people chosen or excluded.
    pub(super) fn new(tree: &Tree, people: &FixedBitSet, either: &FixedBitSet) -> Self {
        let (chosen, covered) = (tree.count_people(people), tree.count_people(either));
        let mut top: Vec<Option<u32>> = Vec::with_capacity(tree.nodes.len());
        for (index, node) in tree.nodes.iter().enumerate() {
            let above = tree.parent(narrow(index)).and_then(|at| top[at as usize]);
            let whole = chosen[index] > 0 && covered[index] == node.people;
            top.push(above.or_else(|| whole.then(|| narrow(index))));
        }
        Self { top }
    }

    pub(super) fn top(&self, node: u32) -> Option<u32> {
        self.top[node as usize]
    }
}

/// A container or a person, and what it was taken out of: nodes of the two
/// trees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Exclusion {
    pub view: PickerView,
    pub what: What,
    pub from: Vec<(PickerView, u32)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Node(u32),
    Person(u32),
}

/// The exclusions, as few lines as say it: containers whose people are all
/// excluded, offices before organisations, then people by name.
pub(super) fn exclusions(picked: &Picked, figures: &Figures, roster: &Roster) -> Vec<Exclusion> {
    let mut lines = Vec::new();
    if picked.excluded.is_clear() {
        return lines;
    }
    let mut either = figures.people.clone();
    either.union_with(&picked.excluded);
    let mut told = FixedBitSet::with_capacity(roster.len());
    let trees = [
        (PickerView::Offices, &roster.offices, &picked.offices),
        (PickerView::Orgs, &roster.orgs, &picked.orgs),
    ]
    .map(|(view, tree, chosen)| {
        let wholes = Wholes::new(tree, &figures.people, &either);
        (view, tree, chosen, wholes)
    });
    for (view, tree, chosen, wholes) in &trees {
        let excluded = tree.count_people(&picked.excluded);
        let below = tree.count_nodes(chosen);
        let mut next = 0;
        while let Some(node) = tree.nodes.get(next as usize) {
            let from = tree.parent(next).and_then(|parent| wholes.top(parent));
            let from = from.filter(|from| below[*from as usize] > 0);
            let all = node.people > 0 && excluded[next as usize] == node.people;
            let Some(from) = from.filter(|_| all) else {
                next += 1;
                continue;
            };
            let mut anew = false;
            for member in tree.members_below(next) {
                anew |= !told.put(member.person as usize);
            }
            if anew {
                lines.push(Exclusion {
                    view: *view,
                    what: What::Node(next),
                    from: vec![(*view, from)],
                });
            }
            next = node.end;
        }
    }
    for person in &roster.by_name {
        if !picked.excluded[*person as usize] || told[*person as usize] {
            continue;
        }
        let (mut from, mut tops) = (Vec::new(), Vec::new());
        for (view, tree, chosen, wholes) in &trees {
            for holder in tree.holders(*person) {
                if chosen[*holder as usize] {
                    from.push((*view, *holder));
                }
                tops.extend(wholes.top(*holder).map(|top| (*view, top)));
            }
        }
        if from.is_empty() {
            tops.dedup();
            from = tops;
        }
        lines.push(Exclusion {
            view: PickerView::People,
            what: What::Person(*person),
            from,
        });
    }
    lines
}
