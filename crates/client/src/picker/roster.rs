//! The roster as the picker reads it: everybody once, two trees over them, and
//! the names made ready to be searched. Built from the stored trees, shared,
//! never changed.

use super::tree::{Kind, Membership, Raw, Tree, narrow};
use crate::search::{self, Hit, Query};
use muster_domain::{
    id::{OfficeId, OrgId, SoldierId},
    picker::Selection,
    roster::{Member, OfficeRoster, OrgRoster},
    task::{CalledThrough, Participant},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    panic::resume_unwind,
};

/// Characters of a name that are kept. Two hundred rows must fit into an
/// answer, whatever a server calls its people.
const NAME_LIMIT: usize = 100;

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

/// What is made of people and names alone.
struct Lists {
    by_id: Vec<u32>,
    by_name: Vec<u32>,
    search: search::Index,
}

impl Lists {
    fn new(people: &[Person], names: &[String]) -> Self {
        Self {
            by_id: sorted(people.len(), |person| &people[person as usize].id),
            by_name: by_name(people, names),
            search: search::Index::new(names.iter().map(String::as_str)),
        }
    }
}

fn sorted<'a, K: Ord + 'a>(people: usize, key: impl Fn(u32) -> &'a K) -> Vec<u32> {
    let mut order: Vec<u32> = (0..narrow(people)).collect();
    order.sort_unstable_by(|a, b| key(*a).cmp(key(*b)));
    order
}

/// Ids are numbers in most protocols: the shorter is the smaller.
fn by_name(people: &[Person], names: &[String]) -> Vec<u32> {
    let mut keys: Vec<(String, u32)> = (0..)
        .zip(names)
        .map(|(index, name)| (search::sort_key(name), index))
        .collect();
    keys.sort_unstable();
    let mut rank = vec![0; names.len()];
    for (place, (_, name)) in (0_u32..).zip(keys) {
        rank[name as usize] = place;
    }
    let mut order: Vec<u32> = (0..narrow(people.len())).collect();
    order.sort_unstable_by_key(|person| {
        let person = &people[*person as usize];
        let id = person.id.as_str();
        (rank[person.name as usize], id.len(), id)
    });
    order
}

/// The organisations before they have their places, and what they name.
struct OrgRaws<'a> {
    raws: Vec<Raw>,
    lower: Vec<(&'a OrgId, Vec<&'a OrgId>)>,
    strangers: Vec<&'a OrgId>,
}

/// What is known while both trees are read.
#[derive(Default)]
struct Build<'a> {
    people: Vec<Person>,
    person_of: HashMap<&'a SoldierId, u32>,
    names: Vec<String>,
    name_of: HashMap<&'a str, u32>,
    /// For each person, the last visit to a container that met them, and
    /// where in its members.
    seen: Vec<(u32, usize)>,
    visits: u32,
}

impl<'a> Build<'a> {
    /// The place of a name among the names; one that is too long for a row is
    /// cut.
    fn name(&mut self, name: &'a str) -> u32 {
        let end = name.char_indices().nth(NAME_LIMIT).map(|(end, _)| end);
        let shown = &name[..end.unwrap_or(name.len())];
        *self.name_of.entry(shown).or_insert_with(|| {
            let mark = if end.is_some() { "…" } else { "" };
            self.names.push(format!("{shown}{mark}"));
            narrow(self.names.len() - 1)
        })
    }

    /// Adds members to a container, each once, administrators first.
    fn admit(&mut self, into: &mut Vec<Membership>, members: &'a [Member], group: u32) {
        self.visits += 1;
        for (slot, member) in into.iter().enumerate() {
            self.seen[member.person as usize] = (self.visits, slot);
        }
        for member in members {
            let person = self.person(member, group);
            let seen = &mut self.seen[person as usize];
            if seen.0 != self.visits {
                *seen = (self.visits, into.len());
                into.push(Membership {
                    person,
                    is_admin: false,
                });
            }
            into[seen.1].is_admin |= member.is_admin;
        }
        into.sort_by_key(|member| !member.is_admin);
    }

    /// The first tree that names somebody decides on name and group.
    fn person(&mut self, member: &'a Member, group: u32) -> u32 {
        let name = self.name(&member.name);
        let person = *self.person_of.entry(&member.soldier).or_insert_with(|| {
            self.people.push(Person {
                id: member.soldier.clone(),
                name,
                group,
            });
            self.seen.push((0, 0));
            narrow(self.people.len() - 1)
        });
        let known = &mut self.people[person as usize];
        if self.names[known.name as usize].is_empty() {
            known.name = name;
        }
        person
    }

    fn offices(&mut self, roster: &'a OfficeRoster) -> Vec<Raw> {
        let mut raws: Vec<Raw> = Vec::new();
        let mut first: HashMap<&OfficeId, usize> = HashMap::new();
        // An office that is listed twice is one office.
        let mut places = Vec::with_capacity(roster.offices.len());
        for office in &roster.offices {
            let place = *first.entry(&office.id).or_insert(raws.len());
            if place == raws.len() {
                raws.push(Raw {
                    kind: Kind::Office,
                    id: office.id.0.clone(),
                    name: self.name(&office.name),
                    // In pre-order a parent stands before its children.
                    parent: office.parent.and_then(|parent| places.get(parent).copied()),
                    members: Vec::new(),
                });
            }
            places.push(place);
            let group = raws[place].name;
            self.admit(&mut raws[place].members, &office.members, group);
        }
        raws
    }

    fn orgs(&mut self, roster: &'a OrgRoster) -> OrgRaws<'a> {
        let mut raws: Vec<Raw> = Vec::new();
        let mut lower: Vec<(&OrgId, Vec<&OrgId>)> = Vec::new();
        let mut first: HashMap<&OrgId, usize> = HashMap::new();
        let mut headings = Vec::new();
        for org in &roster.orgs {
            let place = *first.entry(&org.id).or_insert(raws.len());
            if place == raws.len() {
                raws.push(Raw {
                    kind: Kind::Org,
                    id: org.id.0.clone(),
                    name: self.name(&org.name),
                    parent: None,
                    members: Vec::new(),
                });
                lower.push((&org.id, Vec::new()));
                headings.push(org.heading);
            }
            lower[place].1.extend(&org.lower);
            let group = raws[place].name;
            self.admit(&mut raws[place].members, &org.members, group);
        }
        nest(&mut raws, &lower, &first);
        let orgs = raws.len();
        for (raw, heading) in raws.iter_mut().zip(headings) {
            let known = heading < roster.headings.len();
            if raw.parent.is_none() && known {
                raw.parent = Some(orgs + heading);
            }
        }
        for (index, heading) in roster.headings.iter().enumerate() {
            raws.push(Raw {
                kind: Kind::Heading,
                id: String::new(),
                name: self.name(&heading.name),
                parent: heading
                    .parent
                    .filter(|parent| *parent < index)
                    .map(|parent| orgs + parent),
                members: Vec::new(),
            });
        }
        let strangers = lower
            .iter()
            .filter(|(_, lower)| lower.iter().any(|id| !first.contains_key(id)))
            .map(|(id, _)| *id)
            .collect();
        OrgRaws {
            raws,
            lower,
            strangers,
        }
    }
}

/// Puts each organisation under the first that names it as a lower one. Where
/// they name each other in a circle, the first of the circle stays on top.
fn nest(raws: &mut [Raw], lower: &[(&OrgId, Vec<&OrgId>)], first: &HashMap<&OrgId, usize>) {
    for (parent, (_, lower)) in lower.iter().enumerate() {
        for child in lower.iter().filter_map(|id| first.get(id)) {
            if *child != parent && raws[*child].parent.is_none() {
                raws[*child].parent = Some(parent);
            }
        }
    }
    let mut settled = vec![false; raws.len()];
    for start in 0..raws.len() {
        let mut way = HashSet::new();
        let mut at = start;
        while !settled[at] && way.insert(at) {
            match raws[at].parent {
                Some(parent) => at = parent,
                None => break,
            }
        }
        if !settled[at] && raws[at].parent.is_some() {
            // `at` closes a circle: it is the place where it was entered.
            let top = circle(raws, at).min().unwrap_or(at);
            raws[top].parent = None;
        }
        for seen in way {
            settled[seen] = true;
        }
    }
}

fn circle(raws: &[Raw], from: usize) -> impl Iterator<Item = usize> + '_ {
    let next = move |at: &usize| raws[*at].parent.filter(|parent| *parent != from);
    std::iter::successors(Some(from), next)
}
