//! What is open in the views, and what is visible of them.

use super::{Desk, NoSuchRow, person_of_key};
use crate::{
    picker::{
        tree::{Tree, narrow},
        visible::{self, Entry, Found, Item},
    },
    search::{Hit, Query},
};
use muster_domain::{
    picker::{PickerRow, PickerView},
    read::Rows,
};
use std::{collections::HashMap, sync::Arc};

/// What a view remembers.
#[derive(Debug, Default)]
pub(super) struct View {
    /// What the user opened or closed, without a query.
    opened: HashMap<String, bool>,
    /// The query shown last, and what was opened or closed under it.
    query: String,
    opened_in_query: HashMap<String, bool>,
    /// `None` until it is needed again.
    pub(super) visible: Option<Visible>,
}

#[derive(Debug)]
pub(super) enum Visible {
    Tree(Vec<Entry>),
    People(Vec<u32>),
}

impl Visible {
    fn len(&self) -> usize {
        match self {
            Self::Tree(entries) => entries.len(),
            Self::People(people) => people.len(),
        }
    }
}

impl Desk {
    /// The rows of a view under a query. Another query than the last forgets
    /// what was opened under that one.
    pub fn rows(
        &mut self,
        view: PickerView,
        query: &str,
        offset: u32,
        limit: u32,
    ) -> Rows<PickerRow> {
        let state = self.view(view);
        if state.query != query {
            state.query = query.to_owned();
            state.opened_in_query.clear();
            state.visible = None;
        }
        self.show(view);
        let query = Query::new(query);
        let total = self.count(view);
        let range = offset.min(total)..offset.saturating_add(limit).min(total);
        Rows {
            offset,
            total,
            rows: range
                .filter_map(|index| self.row(view, index, &query))
                .collect(),
        }
    }

    /// Opens or closes a row, under the query that was shown last. Answers how
    /// many rows the view has now.
    pub fn expand(
        &mut self,
        view: PickerView,
        key: &str,
        expanded: bool,
    ) -> Result<u32, NoSuchRow> {
        let (tree, _) = self.tree(view).ok_or(NoSuchRow)?;
        tree.node(key).ok_or(NoSuchRow)?;
        Ok(self.set_open(view, [key.to_owned()], expanded))
    }

    /// Opens a row and every row beside it that can be opened. A person has
    /// none of their own, and stands beside what else is in their container.
    pub fn expand_siblings(&mut self, view: PickerView, key: &str) -> Result<u32, NoSuchRow> {
        let (tree, _) = self.tree(view).ok_or(NoSuchRow)?;
        let parent = match tree.node(key) {
            Some(node) => tree.parent(node),
            None => Some(self.container_of_key(tree, key).ok_or(NoSuchRow)?),
        };
        let beside = parent.map_or_else(|| tree.roots(), |parent| tree.children(parent));
        let keys: Vec<String> = beside
            .map(|node| tree.nodes[node as usize].key.clone())
            .collect();
        Ok(self.set_open(view, keys, true))
    }

    /// Opens or closes rows. Answers how many rows the view has then.
    fn set_open(
        &mut self,
        view: PickerView,
        keys: impl IntoIterator<Item = String>,
        open: bool,
    ) -> u32 {
        let state = self.view(view);
        let opened = if Query::new(&state.query).is_empty() {
            &mut state.opened
        } else {
            &mut state.opened_in_query
        };
        opened.extend(keys.into_iter().map(|key| (key, open)));
        state.visible = None;
        self.show(view);
        self.count(view)
    }

    /// The node in which a person's row stands, if they still do.
    fn container_of_key(&self, tree: &Tree, key: &str) -> Option<u32> {
        let (node, _) = key.strip_prefix('s')?.split_once(':')?;
        let node: u32 = node.parse().ok()?;
        let person = self.roster.person(&person_of_key(key)?)?;
        tree.holders(person).contains(&node).then_some(node)
    }

    /// The first row from `from` on, around the end, whose name begins with
    /// what was typed: Chinese, pinyin or initials.
    pub fn seek(&mut self, view: PickerView, query: &str, typed: &str, from: u32) -> Option<u32> {
        self.rows(view, query, 0, 0);
        let typed = Query::new(typed);
        if typed.is_empty() {
            return None;
        }
        let hits = self.roster.scan(&typed);
        let starts = |name: u32| hits[name as usize] == Some(Hit::Start);
        let of_person = |person: u32| starts(self.roster.people[person as usize].name);
        let shown = self.visible(view)?;
        let tree = self.tree(view).map(|(tree, _)| tree);
        let is_it = |index: &u32| match shown {
            Visible::People(people) => of_person(people[*index as usize]),
            Visible::Tree(entries) => match entries[*index as usize].item {
                Item::Node(node) => tree.is_some_and(|tree| starts(tree.nodes[node as usize].name)),
                Item::Member { member, .. } => of_person(member.person),
            },
        };
        let rows = narrow(shown.len());
        let from = from.min(rows);
        (from..rows).chain(0..from).find(is_it)
    }

    fn view(&mut self, view: PickerView) -> &mut View {
        match view {
            PickerView::Orgs => &mut self.orgs,
            PickerView::Offices => &mut self.offices,
            PickerView::People => &mut self.people,
        }
    }

    /// Makes sure that the visible rows are known.
    fn show(&mut self, view: PickerView) {
        let roster = Arc::clone(&self.roster);
        let state = self.view(view);
        if state.visible.is_some() {
            return;
        }
        let found = Found::new(&roster, &state.query);
        let opened = match found {
            Some(_) => &state.opened_in_query,
            None => &state.opened,
        };
        let of_tree = |tree| Visible::Tree(visible::tree(&roster, tree, found.as_ref(), opened));
        state.visible = Some(match view {
            PickerView::Orgs => of_tree(&roster.orgs),
            PickerView::Offices => of_tree(&roster.offices),
            PickerView::People => Visible::People(visible::people(&roster, found.as_ref())),
        });
    }

    pub(super) fn visible(&self, view: PickerView) -> Option<&Visible> {
        match view {
            PickerView::Orgs => self.orgs.visible.as_ref(),
            PickerView::Offices => self.offices.visible.as_ref(),
            PickerView::People => self.people.visible.as_ref(),
        }
    }

    fn count(&self, view: PickerView) -> u32 {
        self.visible(view)
            .map_or(0, |visible| narrow(visible.len()))
    }
}
