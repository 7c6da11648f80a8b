//! The rows as they are shown.

use super::{Desk, views::Visible};
use crate::{
    picker::{
        figures::Counts,
        lists::row_kind,
        tree::{Kind, Tree, narrow},
        visible::{Entry, Item},
    },
    search::Query,
};
use muster_domain::picker::{PickerRow, PickerRowKind, PickerView};

impl Desk {
    pub(super) fn row(&self, view: PickerView, index: u32, query: &Query) -> Option<PickerRow> {
        match self.visible(view)? {
            Visible::Tree(entries) => {
                let (tree, counts) = self.tree(view)?;
                let entry = entries.get(index as usize)?;
                Some(self.tree_row(tree, counts, entry, query))
            }
            Visible::People(people) => {
                let person = *people.get(index as usize)?;
                let group = self.roster.people[person as usize].group;
                let id = &self.roster.people[person as usize].id;
                Some(PickerRow {
                    group: Some(self.roster.name(group).to_owned()),
                    position: index + 1,
                    set_size: narrow(people.len()),
                    ..self.person_row(format!("s:{id}"), person, query)
                })
            }
        }
    }

    fn tree_row(&self, tree: &Tree, counts: &Counts, entry: &Entry, query: &Query) -> PickerRow {
        let row = match entry.item {
            Item::Node(index) => {
                let node = &tree.nodes[index as usize];
                let name = self.roster.name(node.name);
                PickerRow {
                    key: node.key.clone(),
                    kind: row_kind(node.kind),
                    name: name.to_owned(),
                    matched: query.find(name),
                    group: None,
                    is_admin: false,
                    level: 0,
                    position: 0,
                    set_size: 0,
                    parent: None,
                    expanded: entry.open,
                    state: counts.of_node(tree, index),
                    people: node.people,
                    excluded: counts.all_excluded(tree, index),
                    elsewhere: self
                        .elsewhere
                        .as_ref()
                        .map_or(0, |known| known.of_node(node.kind != Kind::Office, index)),
                }
            }
            Item::Member { node, member } => PickerRow {
                is_admin: member.is_admin,
                // The node keeps apart the rows of a person who is in several.
                ..self.person_row(
                    format!("s{node}:{}", self.roster.people[member.person as usize].id),
                    member.person,
                    query,
                )
            },
        };
        PickerRow {
            level: entry.level,
            position: entry.position,
            set_size: entry.set_size,
            parent: entry.parent,
            ..row
        }
    }

    fn person_row(&self, key: String, person: u32, query: &Query) -> PickerRow {
        let name = self.roster.name(self.roster.people[person as usize].name);
        PickerRow {
            key,
            kind: PickerRowKind::Person,
            name: name.to_owned(),
            matched: query.find(name),
            group: None,
            is_admin: false,
            level: 1,
            position: 0,
            set_size: 0,
            parent: None,
            expanded: None,
            state: self.figures.of_person(person),
            people: 1,
            excluded: self.picked.excluded[person as usize],
            elsewhere: self
                .elsewhere
                .as_ref()
                .map_or(0, |known| u32::from(known.has(person as usize))),
        }
    }
}
