//! Which rows a view shows, in order: the tree as far as it is open, or what a
//! query leaves of it. States are not part of it, so that it outlives a change
//! of the selection.
//!
//! In both trees lower containers come before the members: who calls people
//! out picks units first, and eighty names above the next unit would hide it.
//!
//! Under a query a row shows when it matches, or when something below it does
//! (then it is open). A container that matches itself can be opened to all that
//! is in it. If it is open already, because something below it matches too,
//! closing and opening it shows the rest.

use super::{
    roster::Roster,
    tree::{Membership, Tree, narrow},
};
use crate::search::{Hit, Query};
use fixedbitset::FixedBitSet;
use std::collections::HashMap;

/// What a query finds.
#[derive(Debug)]
pub(super) struct Found {
    /// For each name, whether and where it matches.
    names: Vec<Option<Hit>>,
}

impl Found {
    /// `None` without a query.
    pub(super) fn new(roster: &Roster, query: &str) -> Option<Self> {
        let query = Query::new(query);
        (!query.is_empty()).then(|| Self {
            names: roster.scan(&query),
        })
    }

    pub(super) fn person(&self, roster: &Roster, person: u32) -> Option<Hit> {
        self.names[roster.people[person as usize].name as usize]
    }

    pub(super) fn node(&self, tree: &Tree, node: u32) -> bool {
        self.names[tree.nodes[node as usize].name as usize].is_some()
    }
}

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Node(u32),
    Member { node: u32, member: Membership },
}

/// A visible row of a tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub item: Item,
    /// From 1, as for the rest.
    pub level: u32,
    pub position: u32,
    pub set_size: u32,
    /// Index of the entry that this one lies in.
    pub parent: Option<u32>,
    /// `None` for a leaf.
    pub open: Option<bool>,
}

/// The people of the flat view: all, or those whose name matches, those whose
/// name begins so first.
pub(super) fn people(roster: &Roster, found: Option<&Found>) -> Vec<u32> {
    let Some(found) = found else {
        return roster.by_name.clone();
    };
    let (mut first, mut then) = (Vec::new(), Vec::new());
    for person in &roster.by_name {
        match found.person(roster, *person) {
            Some(Hit::Start) => first.push(*person),
            Some(Hit::Inside) => then.push(*person),
            None => {}
        }
    }
    first.append(&mut then);
    first
}

/// The rows of a tree. `opened` says what the user opened or closed.
pub(super) fn tree(
    roster: &Roster,
    tree: &Tree,
    found: Option<&Found>,
    opened: &HashMap<String, bool>,
) -> Vec<Entry> {
    let opened = opened
        .iter()
        .filter_map(|(key, open)| Some((tree.node(key)?, *open)));
    let mut walk = Walk {
        roster,
        tree,
        found,
        leads: found.map(|found| leads(roster, tree, found)),
        opened: opened.collect(),
        entries: Vec::new(),
    };
    walk.run();
    walk.entries
}

/// The nodes with a match below them.
fn leads(roster: &Roster, tree: &Tree, found: &Found) -> FixedBitSet {
    let mut leads = FixedBitSet::with_capacity(tree.nodes.len());
    let mut mark_up = |from: Option<u32>| {
        let mut at = from;
        while let Some(node) = at.filter(|node| !leads.put(*node as usize)) {
            at = tree.parent(node);
        }
    };
    for node in 0..narrow(tree.nodes.len()) {
        if found.node(tree, node) {
            mark_up(tree.parent(node));
        }
    }
    for person in 0..narrow(roster.len()) {
        if found.person(roster, person).is_some() {
            for holder in tree.holders(person) {
                mark_up(Some(*holder));
            }
        }
    }
    leads
}

struct Walk<'a> {
    roster: &'a Roster,
    tree: &'a Tree,
    found: Option<&'a Found>,
    leads: Option<FixedBitSet>,
    opened: HashMap<u32, bool>,
    entries: Vec<Entry>,
}

/// What is still to be shown.
enum Step {
    Node {
        place: Place,
        node: u32,
        /// Shown because a matching container above was opened to the full.
        inside: bool,
    },
    Members {
        first: Place,
        node: u32,
        all: bool,
    },
}

#[derive(Clone, Copy)]
struct Place {
    level: u32,
    position: u32,
    set_size: u32,
    parent: Option<u32>,
}

impl Walk<'_> {
    fn run(&mut self) {
        let mut stack = Vec::new();
        let roots: Vec<u32> = self.tree.roots().filter(|node| self.shows(*node)).collect();
        let place = Place {
            level: 1,
            position: 1,
            set_size: narrow(roots.len()),
            parent: None,
        };
        self.push(&mut stack, &roots, place, false);
        while let Some(step) = stack.pop() {
            match step {
                Step::Node {
                    place,
                    node,
                    inside,
                } => self.show_node(&mut stack, place, node, inside),
                Step::Members { first, node, all } => self.show_members(first, node, all),
            }
        }
    }

    /// Puts siblings on the stack so that the first, which stands at `first`,
    /// comes off it first.
    fn push(&self, stack: &mut Vec<Step>, nodes: &[u32], first: Place, inside: bool) {
        let places = (first.position..)
            .zip(nodes)
            .map(|(position, node)| Step::Node {
                place: Place { position, ..first },
                node: *node,
                inside,
            });
        let from = stack.len();
        stack.extend(places);
        stack[from..].reverse();
    }

    fn show_node(&mut self, stack: &mut Vec<Step>, place: Place, node: u32, inside: bool) {
        let open = self.is_open(node);
        let parent = Some(narrow(self.entries.len()));
        self.entries.push(Entry {
            item: Item::Node(node),
            level: place.level,
            position: place.position,
            set_size: place.set_size,
            parent: place.parent,
            open,
        });
        if open != Some(true) {
            return;
        }
        let all = self.shows_all(node, inside);
        let shown = |child: &u32| all || self.shows(*child);
        let nodes: Vec<u32> = self.tree.children(node).filter(shown).collect();
        let members = self.tree.members(node).iter();
        let members = members
            .filter(|one| all || self.shows_person(one.person))
            .count();
        let first = Place {
            level: place.level + 1,
            position: 1,
            set_size: narrow(nodes.len() + members),
            parent,
        };
        stack.push(Step::Members {
            first: Place {
                position: narrow(nodes.len()) + 1,
                ..first
            },
            node,
            all,
        });
        let inside = all && self.found.is_some();
        self.push(stack, &nodes, first, inside);
    }

    fn show_members(&mut self, first: Place, node: u32, all: bool) {
        let mut position = first.position;
        for member in self.tree.members(node) {
            if all || self.shows_person(member.person) {
                self.entries.push(Entry {
                    item: Item::Member {
                        node,
                        member: *member,
                    },
                    level: first.level,
                    position,
                    set_size: first.set_size,
                    parent: first.parent,
                    open: None,
                });
                position += 1;
            }
        }
    }

    fn shows(&self, node: u32) -> bool {
        self.found
            .is_none_or(|found| found.node(self.tree, node) || self.leads_on(node))
    }

    fn shows_person(&self, person: u32) -> bool {
        self.found
            .is_none_or(|found| found.person(self.roster, person).is_some())
    }

    fn leads_on(&self, node: u32) -> bool {
        let leads = self.leads.as_ref();
        leads.is_some_and(|leads| leads[node as usize])
    }

    /// The roots are open from the start, under a query what leads to a match.
    fn is_open(&self, node: u32) -> Option<bool> {
        let has_lower = self.tree.children(node).next().is_some();
        if !has_lower && self.tree.members(node).is_empty() {
            return None;
        }
        let by_itself = match self.found {
            Some(_) => self.leads_on(node),
            None => self.tree.parent(node).is_none(),
        };
        Some(self.opened.get(&node).copied().unwrap_or(by_itself))
    }

    fn shows_all(&self, node: u32, inside: bool) -> bool {
        match self.found {
            None => true,
            Some(found) => {
                let opened = self.opened.get(&node) == Some(&true);
                opened && (inside || found.node(self.tree, node))
            }
        }
    }
}
