//! Reading the stored trees: everybody once, every container in its place.

use super::Person;
use crate::picker::tree::{Kind, Membership, Raw, narrow};
use muster_domain::{
    id::{OfficeId, OrgId, SoldierId},
    roster::{Member, OfficeRoster, OrgRoster},
};
use std::collections::{HashMap, HashSet};

/// Characters of a name that are kept. Two hundred rows must fit into an
/// answer, whatever a server calls its people.
const NAME_LIMIT: usize = 100;

/// The organisations before they have their places, and what they name.
pub(super) struct OrgRaws<'a> {
    pub raws: Vec<Raw>,
    pub lower: Vec<(&'a OrgId, Vec<&'a OrgId>)>,
    pub strangers: Vec<&'a OrgId>,
}

/// What is known while both trees are read.
#[derive(Default)]
pub(super) struct Build<'a> {
    pub people: Vec<Person>,
    person_of: HashMap<&'a SoldierId, u32>,
    pub names: Vec<String>,
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

    pub(super) fn offices(&mut self, roster: &'a OfficeRoster) -> Vec<Raw> {
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

    pub(super) fn orgs(&mut self, roster: &'a OrgRoster) -> OrgRaws<'a> {
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
