//! The people behind the totals, as lists: who is chosen twice and through what,
//! who is on another task and on which, who was excluded and from what.

use super::{
    desk::Desk,
    exclusions::{Exclusion, What, exclusions},
    tree::{Kind, Tree, narrow},
};
use crate::reads;
use muster_domain::{
    picker::{PickerEntry, PickerList, PickerRowKind, PickerView, Through},
    read::Rows,
};

/// Names of what connects a person with a list.
const THROUGH: usize = 4;

/// Lines of one answer.
const LINES: u32 = 200;

impl Desk {
    /// The lines of a list from `offset` on, by name.
    pub fn list(&self, list: PickerList, offset: u32, limit: u32) -> Rows<PickerEntry> {
        let (offset_at, limit) = (offset as usize, limit.min(LINES) as usize);
        let (total, rows) = if list == PickerList::Excluded {
            let lines = exclusions(self.picked(), &self.figures, self.roster());
            let shown = lines.iter().skip(offset_at).take(limit);
            let rows = shown.map(|line| self.excluded(line)).collect();
            (lines.len(), rows)
        } else {
            let people = self.people_of(list);
            let shown = people.iter().skip(offset_at).take(limit);
            let rows = shown.map(|person| self.person_in(list, *person));
            (people.len(), rows.collect())
        };
        Rows {
            offset,
            total: narrow(total),
            rows,
        }
    }

    fn people_of(&self, list: PickerList) -> Vec<u32> {
        let on_it = |person: &u32| {
            let person = *person as usize;
            match list {
                PickerList::Twice => self.figures.twice[person],
                PickerList::Elsewhere => {
                    let known = self.elsewhere.as_ref();
                    self.figures.people[person] && known.is_some_and(|known| known.has(person))
                }
                PickerList::Excluded => self.picked().excluded[person],
            }
        };
        let by_name = self.roster().by_name.iter().copied();
        by_name.filter(on_it).collect()
    }

    fn person_in(&self, list: PickerList, person: u32) -> PickerEntry {
        let through = match list {
            PickerList::Elsewhere => {
                let known = self.elsewhere.iter();
                let titles = known.flat_map(|known| known.titles_of(person));
                titles.map(|title| Through::Task { title }).collect()
            }
            PickerList::Twice | PickerList::Excluded => self.through(person),
        };
        self.person_entry(person, through)
    }

    /// Through what somebody is chosen.
    fn through(&self, person: u32) -> Vec<Through> {
        let (roster, picked) = (self.roster(), self.picked());
        let trees = [
            (PickerView::Orgs, &roster.orgs, &picked.orgs),
            (PickerView::Offices, &roster.offices, &picked.offices),
        ];
        let mut through: Vec<Through> = trees
            .into_iter()
            .flat_map(|(view, tree, chosen)| {
                let holders = tree.holders(person).iter();
                holders
                    .filter(|node| chosen[**node as usize])
                    .map(move |node| self.container(view, *node))
            })
            .collect();
        if picked.soldiers[person as usize] {
            through.push(Through::OneByOne);
        }
        through
    }

    fn person_entry(&self, person: u32, through: Vec<Through>) -> PickerEntry {
        let one = &self.roster().people[person as usize];
        let mut group = self.roster().name(one.group).to_owned();
        reads::clip(&mut group, reads::OFFICE);
        let (through, more) = first_few(through);
        PickerEntry {
            view: PickerView::People,
            key: format!("s:{}", one.id),
            kind: PickerRowKind::Person,
            name: self.roster().name(one.name).to_owned(),
            group: Some(group),
            people: 1,
            through,
            more,
        }
    }

    fn excluded(&self, line: &Exclusion) -> PickerEntry {
        let from = line.from.iter();
        let from = from
            .map(|(view, node)| self.container(*view, *node))
            .collect();
        match (line.what, self.tree_of(line.view)) {
            (What::Node(node), Some(tree)) => {
                let (through, more) = first_few(from);
                let one = &tree.nodes[node as usize];
                PickerEntry {
                    view: line.view,
                    key: one.key.clone(),
                    kind: row_kind(one.kind),
                    name: self.roster().name(one.name).to_owned(),
                    group: None,
                    people: one.people,
                    through,
                    more,
                }
            }
            (What::Node(person) | What::Person(person), _) => self.person_entry(person, from),
        }
    }

    fn tree_of(&self, view: PickerView) -> Option<&Tree> {
        match view {
            PickerView::Orgs => Some(&self.roster().orgs),
            PickerView::Offices => Some(&self.roster().offices),
            PickerView::People => None,
        }
    }

    fn container(&self, view: PickerView, node: u32) -> Through {
        let roster = self.roster();
        let tree = match view {
            PickerView::Orgs => &roster.orgs,
            PickerView::Offices | PickerView::People => &roster.offices,
        };
        let node = &tree.nodes[node as usize];
        let name = roster.name(node.name).to_owned();
        match node.kind {
            Kind::Heading => Through::Heading { name },
            Kind::Org => Through::Org { name },
            Kind::Office => Through::Office { name },
        }
    }
}

pub(super) fn row_kind(kind: Kind) -> PickerRowKind {
    match kind {
        Kind::Heading => PickerRowKind::Heading,
        Kind::Org => PickerRowKind::Org,
        Kind::Office => PickerRowKind::Office,
    }
}

fn first_few(mut through: Vec<Through>) -> (Vec<Through>, u32) {
    let more = through.len().saturating_sub(THROUGH);
    through.truncate(THROUGH);
    (through, narrow(more))
}
