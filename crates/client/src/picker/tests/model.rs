//! The rules word for word, over sets of ids, without any index.

use muster_domain::{
    id::{OfficeId, OrgId, SoldierId},
    picker::{PickerTotals, Selection, TriState},
    roster::{Member, OfficeRoster, OrgRoster},
};
use std::collections::{BTreeMap, BTreeSet};

/// A row of one of the trees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Heading(usize),
    Org(OrgId),
    Office(OfficeId),
}

#[derive(Debug)]
pub(super) struct Model<'a> {
    orgs: &'a OrgRoster,
    offices: &'a OfficeRoster,
    parents: BTreeMap<OrgId, OrgId>,
    pub selection: Selection,
}

type People = BTreeSet<SoldierId>;

impl<'a> Model<'a> {
    pub(super) fn new(orgs: &'a OrgRoster, offices: &'a OfficeRoster) -> Self {
        Self {
            orgs,
            offices,
            parents: parents(orgs),
            selection: Selection::default(),
        }
    }

    fn own_org(&self, id: &OrgId) -> People {
        let entries = self.orgs.orgs.iter().filter(|org| org.id == *id);
        entries.flat_map(|org| ids(&org.members)).collect()
    }

    fn own_office(&self, id: &OfficeId) -> People {
        let entries = self.offices.offices.iter().filter(|one| one.id == *id);
        entries.flat_map(|one| ids(&one.members)).collect()
    }

    pub(super) fn units(&self) -> Vec<Unit> {
        let headings = (0..self.orgs.headings.len()).map(Unit::Heading);
        let orgs = self.orgs.orgs.iter().map(|org| Unit::Org(org.id.clone()));
        let offices = self.offices.offices.iter();
        let offices = offices.map(|office| Unit::Office(office.id.clone()));
        headings.chain(orgs).chain(offices).collect()
    }

    /// The containers at and below.
    fn below(&self, unit: &Unit) -> (BTreeSet<OrgId>, BTreeSet<OfficeId>) {
        let (mut orgs, mut offices) = (BTreeSet::new(), BTreeSet::new());
        let mut lower = Vec::new();
        match unit {
            Unit::Heading(index) => {
                let headings = self.orgs.headings.iter().enumerate();
                let headings = headings.filter(|(_, one)| one.parent == Some(*index));
                lower.extend(headings.map(|(lower, _)| Unit::Heading(lower)));
                let mut seen = BTreeSet::new();
                let firsts = self.orgs.orgs.iter().filter(|org| seen.insert(&org.id));
                lower.extend(
                    firsts
                        .filter(|org| org.heading == *index && !self.parents.contains_key(&org.id))
                        .map(|org| Unit::Org(org.id.clone())),
                );
            }
            Unit::Org(id) => {
                orgs.insert(id.clone());
                let children = self.parents.iter().filter(|(_, parent)| *parent == id);
                lower.extend(children.map(|(child, _)| Unit::Org(child.clone())));
            }
            Unit::Office(id) => {
                offices.insert(id.clone());
                let mut seen = BTreeSet::new();
                let firsts = self
                    .offices
                    .offices
                    .iter()
                    .filter(|one| seen.insert(&one.id));
                lower.extend(
                    firsts
                        .filter(|one| {
                            one.parent
                                .is_some_and(|parent| self.offices.offices[parent].id == *id)
                        })
                        .map(|one| Unit::Office(one.id.clone())),
                );
            }
        }
        for unit in lower {
            let (lower_orgs, lower_offices) = self.below(&unit);
            orgs.extend(lower_orgs);
            offices.extend(lower_offices);
        }
        (orgs, offices)
    }

    pub(super) fn people_below(&self, unit: &Unit) -> People {
        let (orgs, offices) = self.below(unit);
        let orgs = orgs.iter().flat_map(|id| self.own_org(id));
        orgs.chain(offices.iter().flat_map(|id| self.own_office(id)))
            .collect()
    }

    /// Everybody that ids stand for, a container for its own members but those
    /// excluded.
    pub(super) fn people(&self, selection: &Selection) -> People {
        let orgs = selection.orgs.iter().flat_map(|id| self.own_org(id));
        let offices = selection.offices.iter().flat_map(|id| self.own_office(id));
        orgs.chain(offices)
            .filter(|person| !selection.excluded.contains(person))
            .chain(selection.soldiers.iter().cloned())
            .collect()
    }

    /// The same on a server that adds what is below, as far as it goes. Who
    /// hides behind an id that the roster does not know comes as a stranger.
    pub(super) fn people_expanded(&self, selection: &Selection) -> People {
        let mut orgs = selection.orgs.clone();
        let mut offices = selection.offices.clone();
        loop {
            let before = (orgs.len(), offices.len());
            for org in &self.orgs.orgs {
                if orgs.contains(&org.id) {
                    orgs.extend(org.lower.iter().cloned());
                }
            }
            for id in offices.clone() {
                offices.extend(self.below(&Unit::Office(id)).1);
            }
            if before == (orgs.len(), offices.len()) {
                break;
            }
        }
        let strangers = orgs
            .iter()
            .filter(|id| self.orgs.orgs.iter().all(|org| org.id != **id))
            .map(|id| SoldierId(format!("stranger of {id}")))
            .collect::<People>();
        let mut people = self.people(&Selection {
            orgs,
            offices,
            soldiers: selection.soldiers.clone(),
            excluded: selection.excluded.clone(),
        });
        people.extend(strangers);
        people
    }

    pub(super) fn toggle_person(&mut self, id: &SoldierId, on: bool) {
        if on {
            self.selection.excluded.remove(id);
            if !self.people(&self.selection).contains(id) {
                self.selection.soldiers.insert(id.clone());
            }
        } else {
            self.switch_off(&[], &People::from([id.clone()]));
        }
    }

    pub(super) fn toggle(&mut self, unit: &Unit, on: bool) {
        if on {
            let (orgs, offices) = self.below(unit);
            self.selection.orgs.extend(orgs);
            self.selection.offices.extend(offices);
            let inside = self.people_below(unit);
            self.selection.excluded.retain(|one| !inside.contains(one));
        } else {
            self.switch_off(std::slice::from_ref(unit), &People::new());
        }
    }

    /// Whatever is switched off together is out before anybody asks what the
    /// exclusions are taken out of.
    pub(super) fn switch_off(&mut self, units: &[Unit], people: &People) {
        let mut whole = self.people(&self.selection);
        whole.extend(self.selection.excluded.clone());
        let mut leaving = people.clone();
        for unit in units {
            let (orgs, offices) = self.below(unit);
            self.selection.orgs.retain(|id| !orgs.contains(id));
            self.selection.offices.retain(|id| !offices.contains(id));
            leaving.extend(self.people_below(unit));
        }
        self.selection.soldiers.retain(|id| !leaving.contains(id));
        self.selection.excluded.extend(leaving);
        let excluded = self.selection.excluded.clone();
        let emptied = |own: &People| !own.is_empty() && own.is_subset(&excluded);
        let orgs = self.selection.orgs.clone();
        let orgs = orgs.into_iter().filter(|id| !emptied(&self.own_org(id)));
        self.selection.orgs = orgs.collect();
        let offices = self.selection.offices.clone().into_iter();
        let offices = offices.filter(|id| !emptied(&self.own_office(id)));
        self.selection.offices = offices.collect();
        let idle = excluded.iter().filter(|id| !self.is_taken_out(id, &whole));
        let idle: People = idle.cloned().collect();
        self.selection.excluded.retain(|id| !idle.contains(id));
    }

    /// Whether something chosen has the person as its own member, or a row
    /// with the person at or below was `whole` and has somebody left in it.
    fn is_taken_out(&self, id: &SoldierId, whole: &People) -> bool {
        let selection = &self.selection;
        let org = selection
            .orgs
            .iter()
            .any(|org| self.own_org(org).contains(id));
        let office = selection.offices.iter();
        org || office
            .clone()
            .any(|office| self.own_office(office).contains(id))
            || self.units().iter().any(|unit| {
                let below = self.people_below(unit);
                let people = self.people(selection);
                below.contains(id) && !below.is_disjoint(&people) && below.is_subset(whole)
            })
    }

    pub(super) fn state(&self, unit: &Unit) -> TriState {
        let below = self.people_below(unit);
        let (chosen, all) = if below.is_empty() {
            let (orgs, offices) = self.below(unit);
            let chosen = orgs.intersection(&self.selection.orgs).count()
                + offices.intersection(&self.selection.offices).count();
            (chosen, orgs.len() + offices.len())
        } else {
            let people = self.people(&self.selection);
            (below.intersection(&people).count(), below.len())
        };
        match chosen {
            0 => TriState::Off,
            some if some == all => TriState::On,
            _ => TriState::Mixed,
        }
    }

    pub(super) fn everybody(&self) -> People {
        let orgs = self.orgs.orgs.iter().flat_map(|org| ids(&org.members));
        let offices = self.offices.offices.iter();
        orgs.chain(offices.flat_map(|one| ids(&one.members)))
            .collect()
    }

    pub(super) fn totals(&self) -> PickerTotals {
        let Selection {
            orgs,
            offices,
            soldiers,
            excluded,
        } = &self.selection;
        let mut times: BTreeMap<SoldierId, u32> = BTreeMap::new();
        let through_orgs = orgs.iter().flat_map(|id| self.own_org(id));
        let through_offices = offices.iter().flat_map(|id| self.own_office(id));
        let one_by_one = soldiers.iter().cloned();
        let through = through_orgs.chain(through_offices);
        let through = through.filter(|person| !excluded.contains(person));
        for person in through.chain(one_by_one) {
            *times.entry(person).or_default() += 1;
        }
        let only = |orgs: &BTreeSet<OrgId>, offices: &BTreeSet<OfficeId>| {
            let selection = Selection {
                orgs: orgs.clone(),
                offices: offices.clone(),
                excluded: excluded.clone(),
                ..Selection::default()
            };
            self.people(&selection).len() as u32
        };
        PickerTotals {
            revision: 0,
            people: times.len() as u32,
            orgs: orgs.len() as u32,
            people_through_orgs: only(orgs, &BTreeSet::new()),
            offices: offices.len() as u32,
            people_through_offices: only(&BTreeSet::new(), offices),
            individuals: soldiers.len() as u32,
            chosen_twice: times.values().filter(|times| **times > 1).count() as u32,
            excluded: excluded.len() as u32,
            roster: self.everybody().len() as u32,
            unknown: 0,
            elsewhere: None,
        }
    }
}

fn ids(members: &[Member]) -> impl Iterator<Item = SoldierId> + '_ {
    members.iter().map(|member| member.soldier.clone())
}

/// Each organisation under the first that names it; where that is a circle, the
/// first of the circle is on top.
fn parents(roster: &OrgRoster) -> BTreeMap<OrgId, OrgId> {
    // An organisation that is listed twice names what both entries name.
    let mut order: Vec<&OrgId> = Vec::new();
    for org in &roster.orgs {
        if !order.contains(&&org.id) {
            order.push(&org.id);
        }
    }
    let mut parents = BTreeMap::new();
    for parent in &order {
        for entry in roster.orgs.iter().filter(|org| org.id == **parent) {
            for lower in &entry.lower {
                if lower != *parent && order.contains(&lower) {
                    parents.entry(lower.clone()).or_insert((*parent).clone());
                }
            }
        }
    }
    for id in order {
        let mut at = id.clone();
        for _ in 0..=roster.orgs.len() {
            match parents.get(&at) {
                Some(parent) if parent == id => {
                    parents.remove(id);
                    break;
                }
                Some(parent) => at = parent.clone(),
                None => break,
            }
        }
    }
    parents
}
