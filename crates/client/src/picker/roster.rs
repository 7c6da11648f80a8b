//! The roster as the picker reads it: everybody once, two trees over them, and
//! the names made ready to be searched. Built from the stored trees, shared,
//! never changed.

mod build;
mod lists;

use super::tree::{Kind, Tree, narrow};
use crate::search::{self, Hit, Query};
use build::{Build, OrgRaws};
use lists::Lists;
use muster_domain::{
    id::{OfficeId, OrgId, SoldierId},
    picker::Selection,
    roster::{OfficeRoster, OrgRoster},
    task::{CalledThrough, Participant},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    panic::resume_unwind,
};

/// Everybody who can be called.
#[derive(Debug)]
pub struct Roster {
    pub(super) people: Vec<Person>,
    /// The people by ascending id: the order of a selection's set.
    pub(super) by_id: Vec<u32>,
    /// The people by the pinyin of their name, then by id.
    pub(super) by_name: Vec<u32>,
    pub(super) orgs: Tree,
    pub(super) offices: Tree,
    /// `lower[n]`: what the organisation at node `n` names as its lower ones,
    /// as nodes. The tree shows each under one parent; a server may follow all.
    pub(super) lower: Vec<Vec<u32>>,
    /// Nodes whose organisation names a lower one that is not in the roster.
    pub(super) names_strangers: Vec<u32>,
    names: Vec<String>,
    search: search::Index,
}

#[derive(Debug)]
pub(super) struct Person {
    pub id: SoldierId,
    pub name: u32,
    /// The name of the office, or of the organisation where no office has the
    /// person.
    pub group: u32,
}

impl Roster {
    /// `offices` is `None` where the account may not read them: an
    /// organisation sees organisations alone.
    pub fn new(orgs: &OrgRoster, offices: Option<&OfficeRoster>) -> Self {
        let mut build = Build::default();
        let office_raws = offices.map_or_else(Vec::new, |offices| build.offices(offices));
        let OrgRaws {
            raws,
            lower,
            strangers,
        } = build.orgs(orgs);
        let Build { people, names, .. } = build;
        // Trees and lists are made at once: somebody is waiting for the picker.
        let (org_tree, office_tree, lists) = std::thread::scope(|scope| {
            let lists = scope.spawn(|| Lists::new(&people, &names));
            let orgs = Tree::new(raws, &names, people.len());
            let offices = Tree::new(office_raws, &names, people.len());
            let lists = lists.join().unwrap_or_else(|panic| resume_unwind(panic));
            (orgs, offices, lists)
        });
        let nodes = |ids: &[&OrgId]| -> Vec<u32> {
            let keys = ids.iter().map(|id| format!("o:{id}"));
            keys.filter_map(|key| org_tree.node(&key)).collect()
        };
        let mut lower_nodes = vec![Vec::new(); org_tree.nodes.len()];
        for (id, lower) in lower {
            if let [node] = nodes(&[id])[..] {
                lower_nodes[node as usize] = nodes(&lower);
            }
        }
        Self {
            by_id: lists.by_id,
            by_name: lists.by_name,
            names_strangers: nodes(&strangers),
            offices: office_tree,
            lower: lower_nodes,
            orgs: org_tree,
            search: lists.search,
            people,
            names,
        }
    }

    /// Distinct people.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Nobody can be called.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Who is called so, by the pinyin of their names, and where in the name
    /// the query was found.
    pub(crate) fn find(&self, query: &Query) -> impl Iterator<Item = (Hit, &SoldierId)> {
        let hits = self.scan(query);
        self.by_name.iter().filter_map(move |person| {
            let person = &self.people[*person as usize];
            Some((hits[person.name as usize]?, &person.id))
        })
    }

    /// Whether somebody of this id can be called.
    pub(crate) fn has(&self, id: &SoldierId) -> bool {
        self.person(id).is_some()
    }

    /// Name, and the office or organisation.
    pub(crate) fn describe(&self, id: &SoldierId) -> Option<(&str, &str)> {
        let person = &self.people[self.person(id)? as usize];
        Some((self.name(person.name), self.name(person.group)))
    }

    pub(super) fn name(&self, name: u32) -> &str {
        &self.names[name as usize]
    }

    pub(super) fn person(&self, id: &SoldierId) -> Option<u32> {
        let found = self
            .by_id
            .binary_search_by(|person| self.people[*person as usize].id.cmp(id));
        found.ok().map(|at| self.by_id[at])
    }

    /// The selection that calls these people again: a container of the name
    /// that they were called through, where they are exactly its own members,
    /// else one by one. Names are all that a task tells of its containers.
    pub(super) fn selection_of(&self, people: &[Participant]) -> Selection {
        let mut groups: BTreeMap<(CalledThrough, &str), BTreeSet<&SoldierId>> = BTreeMap::new();
        for person in people {
            let group = match person.through {
                CalledThrough::Individually => "",
                CalledThrough::Office | CalledThrough::Org => person.group.as_str(),
            };
            let group = groups.entry((person.through, group)).or_default();
            group.insert(&person.soldier);
        }
        let mut selection = Selection::default();
        for ((through, name), members) in groups {
            let found = match through {
                CalledThrough::Office => self.container(&self.offices, name, &members),
                CalledThrough::Org => self.container(&self.orgs, name, &members),
                CalledThrough::Individually => None,
            };
            match (through, found) {
                (CalledThrough::Office, Some(id)) => _ = selection.offices.insert(OfficeId(id)),
                (_, Some(id)) => _ = selection.orgs.insert(OrgId(id)),
                (_, None) => selection.soldiers.extend(members.into_iter().cloned()),
            }
        }
        selection
    }

    /// The id of the container with this name and exactly these members.
    fn container(&self, tree: &Tree, name: &str, members: &BTreeSet<&SoldierId>) -> Option<String> {
        let named = tree
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| node.kind != Kind::Heading && self.name(node.name) == name);
        for (index, node) in named {
            let own = tree.members(narrow(index)).iter();
            let own: BTreeSet<_> = own
                .map(|member| &self.people[member.person as usize].id)
                .collect();
            if own == *members {
                return Some(node.id.clone());
            }
        }
        None
    }

    /// Where the query is found in each of the names.
    pub(super) fn scan(&self, query: &Query) -> Vec<Option<Hit>> {
        self.search.scan(query)
    }
}
