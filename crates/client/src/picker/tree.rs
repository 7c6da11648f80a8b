//! One tree of containers as an arena in pre-order: everything below a node
//! stands right behind it, so that a subtree is a range and nothing recurses.

mod ways;

use std::{collections::HashMap, hash::Hash as _, ops::Range};
use ways::Ways;

/// No node: above a root.
const NOWHERE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Heading,
    Org,
    Office,
}

/// A container before it has its place.
#[derive(Debug)]
pub(super) struct Raw {
    pub kind: Kind,
    /// Empty for a heading.
    pub id: String,
    /// Index into the roster's names.
    pub name: u32,
    /// Index among the raw containers. Following it ends at a root.
    pub parent: Option<usize>,
    pub members: Vec<Membership>,
}

/// A person in a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Membership {
    pub person: u32,
    pub is_admin: bool,
}

/// A container in its place.
#[derive(Debug)]
pub(super) struct Node {
    pub kind: Kind,
    pub id: String,
    /// Names the row: by its id, a heading by the names on the way to it, so
    /// that it means the same when the roster was fetched again.
    pub key: String,
    pub name: u32,
    parent: u32,
    /// One behind the last node of its subtree.
    pub end: u32,
    first_member: u32,
    last_member: u32,
    /// Distinct people at and below.
    pub people: u32,
    /// Containers with an id, at and below.
    pub containers: u32,
}

impl Node {
    pub(super) fn has_id(&self) -> bool {
        self.kind != Kind::Heading
    }
}

#[derive(Debug, Default)]
pub(super) struct Tree {
    pub nodes: Vec<Node>,
    members: Vec<Membership>,
    /// For a person who is in several containers: where the ways from each to
    /// the next meet. Whoever counts the memberships at and below a node and
    /// takes these away counts every person once.
    joins: Vec<(u32, u32)>,
    /// The nodes that person `p` is a member of, ascending:
    /// `holders[starts[p]..starts[p + 1]]`.
    holders: Vec<u32>,
    starts: Vec<u32>,
    by_key: HashMap<String, u32>,
}

impl Tree {
    /// Lays out the containers; among siblings the order of `raws` is kept.
    pub(super) fn new(raws: Vec<Raw>, names: &[String], people: usize) -> Self {
        let mut children = vec![Vec::new(); raws.len()];
        let mut stack = Vec::new();
        for (index, raw) in raws.iter().enumerate() {
            match raw.parent {
                Some(parent) => children[parent].push(index),
                None => stack.push((index, NOWHERE)),
            }
        }
        stack.reverse();
        let mut raws: Vec<Option<Raw>> = raws.into_iter().map(Some).collect();
        let mut tree = Self::default();
        while let Some((index, parent)) = stack.pop() {
            let Some(raw) = raws[index].take() else {
                continue;
            };
            let node = tree.add(raw, parent, names);
            stack.extend(children[index].iter().rev().map(|child| (*child, node)));
        }
        tree.close_subtrees();
        tree.note_holders(people);
        tree.note_joins();
        tree.count_everybody(people);
        tree
    }

    fn add(&mut self, raw: Raw, parent: u32, names: &[String]) -> u32 {
        let index = narrow(self.nodes.len());
        let first_member = narrow(self.members.len());
        self.members.extend(raw.members);
        let mut key = match raw.kind {
            Kind::Org => format!("o:{}", raw.id),
            Kind::Office => format!("f:{}", raw.id),
            Kind::Heading => self.heading_key(parent, &names[raw.name as usize]),
        };
        // Two headings of one name in one place; other keys hold ids.
        if self.by_key.contains_key(&key) {
            key = format!("{key}+{index}");
        }
        self.by_key.insert(key.clone(), index);
        self.nodes.push(Node {
            kind: raw.kind,
            id: raw.id,
            key,
            name: raw.name,
            parent,
            end: index + 1,
            first_member,
            last_member: narrow(self.members.len()),
            people: 0,
            containers: 0,
        });
        index
    }

    fn heading_key(&self, parent: u32, name: &str) -> String {
        use std::hash::{DefaultHasher, Hasher as _};
        let mut hasher = DefaultHasher::new();
        if let Some(parent) = self.nodes.get(parent as usize) {
            parent.key.hash(&mut hasher);
        }
        name.hash(&mut hasher);
        format!("h:{:016x}", hasher.finish())
    }

    fn close_subtrees(&mut self) {
        for index in (0..self.nodes.len()).rev() {
            let (end, own) = (self.nodes[index].end, u32::from(self.nodes[index].has_id()));
            self.nodes[index].containers += own;
            let containers = self.nodes[index].containers;
            if let Some(parent) = self.parent(narrow(index)) {
                let parent = &mut self.nodes[parent as usize];
                parent.end = parent.end.max(end);
                parent.containers += containers;
            }
        }
    }

    fn note_holders(&mut self, people: usize) {
        let mut starts = vec![0; people + 1];
        for member in &self.members {
            starts[member.person as usize + 1] += 1;
        }
        for person in 0..people {
            starts[person + 1] += starts[person];
        }
        let mut next = starts.clone();
        let mut holders = vec![0; self.members.len()];
        for (index, node) in self.nodes.iter().enumerate() {
            for member in &self.members[range(node)] {
                let slot = &mut next[member.person as usize];
                holders[*slot as usize] = narrow(index);
                *slot += 1;
            }
        }
        (self.starts, self.holders) = (starts, holders);
    }

    fn note_joins(&mut self) {
        let people = self.starts.len().saturating_sub(1);
        let mut known = None;
        let mut joins = Vec::new();
        for person in 0..people {
            for pair in self.holders(narrow(person)).windows(2) {
                let ways = known.get_or_insert_with(|| Ways::new(self));
                if let Some(join) = ways.join(self, pair[0], pair[1]) {
                    joins.push((join, narrow(person)));
                }
            }
        }
        self.joins = joins;
    }

    fn count_everybody(&mut self, people: usize) {
        let mut everybody = fixedbitset::FixedBitSet::with_capacity(people);
        everybody.insert_range(..);
        let counts = self.count_people(&everybody);
        for (node, count) in self.nodes.iter_mut().zip(counts) {
            node.people = count;
        }
    }

    /// For each node, how many of `people` are at and below, each once.
    pub(super) fn count_people(&self, people: &fixedbitset::FixedBitSet) -> Vec<u32> {
        let mut counts: Vec<u32> = self
            .nodes
            .iter()
            .map(|node| {
                let members = self.members[range(node)].iter();
                narrow(members.filter(|one| people[one.person as usize]).count())
            })
            .collect();
        // A join may be taken away before what it belongs to was added up.
        for (node, person) in &self.joins {
            if people[*person as usize] {
                let count = &mut counts[*node as usize];
                *count = count.wrapping_sub(1);
            }
        }
        self.add_up(&mut counts);
        counts
    }

    /// For each node, how many of `chosen` are at and below.
    pub(super) fn count_nodes(&self, chosen: &fixedbitset::FixedBitSet) -> Vec<u32> {
        let mut counts = vec![0; self.nodes.len()];
        for node in chosen.ones() {
            counts[node] = 1;
        }
        self.add_up(&mut counts);
        counts
    }

    fn add_up(&self, counts: &mut [u32]) {
        for index in (0..counts.len()).rev() {
            if let Some(parent) = self.parent(narrow(index)) {
                counts[parent as usize] = counts[parent as usize].wrapping_add(counts[index]);
            }
        }
    }

    pub(super) fn node(&self, key: &str) -> Option<u32> {
        self.by_key.get(key).copied()
    }

    pub(super) fn parent(&self, node: u32) -> Option<u32> {
        Some(self.nodes[node as usize].parent).filter(|parent| *parent != NOWHERE)
    }

    /// The node and everything below it.
    pub(super) fn subtree(&self, node: u32) -> Range<usize> {
        node as usize..self.nodes[node as usize].end as usize
    }

    pub(super) fn roots(&self) -> Siblings<'_> {
        Siblings {
            tree: self,
            next: 0,
            end: narrow(self.nodes.len()),
        }
    }

    pub(super) fn children(&self, node: u32) -> Siblings<'_> {
        Siblings {
            tree: self,
            next: node + 1,
            end: self.nodes[node as usize].end,
        }
    }

    /// Own members, administrators first.
    pub(super) fn members(&self, node: u32) -> &[Membership] {
        &self.members[range(&self.nodes[node as usize])]
    }

    /// Members of every container of a subtree; may repeat a person.
    pub(super) fn members_below(&self, node: u32) -> &[Membership] {
        let last = self.nodes[node as usize].end as usize - 1;
        let first = self.nodes[node as usize].first_member as usize;
        &self.members[first..self.nodes[last].last_member as usize]
    }

    /// The containers whose own member the person is.
    pub(super) fn holders(&self, person: u32) -> &[u32] {
        let person = person as usize;
        &self.holders[self.starts[person] as usize..self.starts[person + 1] as usize]
    }
}

/// Nodes with one parent, in order.
#[derive(Clone, Debug)]
pub(super) struct Siblings<'a> {
    tree: &'a Tree,
    next: u32,
    end: u32,
}

impl Iterator for Siblings<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let node = self.next;
        (node < self.end).then(|| {
            self.next = self.tree.nodes[node as usize].end;
            node
        })
    }
}

fn range(node: &Node) -> Range<usize> {
    node.first_member as usize..node.last_member as usize
}

/// Trees are capped at 200 000 nodes and 32 MiB: every index fits.
pub(super) fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
