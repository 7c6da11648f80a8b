//! The picker of one draft: its selection over a roster, what is open in each
//! view, and the rows that are visible. Pure: nothing is read or stored here.

use super::{
    elsewhere::Known,
    figures::{Counts, Figures},
    lists::row_kind,
    picked::{Picked, Targets},
    roster::Roster,
    tree::{Kind, Tree, narrow},
    visible::{self, Entry, Found, Item},
};
use crate::search::{Hit, Query};
use muster_domain::{
    id::SoldierId,
    picker::{OverlappingTask, PickerRow, PickerRowKind, PickerTotals, PickerView, Selection},
    read::Rows,
};
use std::{collections::HashMap, sync::Arc};

/// The key names no row of the roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchRow;

/// One draft's picker.
#[derive(Debug)]
pub struct Desk {
    roster: Arc<Roster>,
    picked: Picked,
    pub(super) figures: Figures,
    /// `None` while the draft has no time.
    pub(super) elsewhere: Option<Known>,
    /// What is told of the totals as their `revision`.
    pub(super) revision: u32,
    orgs: View,
    offices: View,
    people: View,
}

/// What a view remembers.
#[derive(Debug, Default)]
struct View {
    /// What the user opened or closed, without a query.
    opened: HashMap<String, bool>,
    /// The query shown last, and what was opened or closed under it.
    query: String,
    opened_in_query: HashMap<String, bool>,
    /// `None` until it is needed again.
    visible: Option<Visible>,
}

#[derive(Debug)]
enum Visible {
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
    pub fn new(roster: Arc<Roster>, selection: &Selection) -> Self {
        let picked = Picked::new(selection, &roster);
        Self {
            figures: Figures::new(&picked, &roster),
            picked,
            roster,
            elsewhere: None,
            revision: 0,
            orgs: View::default(),
            offices: View::default(),
            people: View::default(),
        }
    }

    /// Goes on over a roster that was fetched again: the selection and what is
    /// open stay, as far as the ids are still there.
    pub fn set_roster(&mut self, roster: Arc<Roster>) {
        let selection = self.selection();
        self.picked = Picked::new(&selection, &roster);
        self.figures = Figures::new(&self.picked, &roster);
        self.roster = roster;
        self.elsewhere = None;
        for view in [&mut self.orgs, &mut self.offices, &mut self.people] {
            view.visible = None;
        }
    }

    pub fn roster(&self) -> &Arc<Roster> {
        &self.roster
    }

    /// As it is stored in the draft.
    pub fn selection(&self) -> Selection {
        self.picked.to_selection(&self.roster)
    }

    pub(super) fn picked(&self) -> &Picked {
        &self.picked
    }

    /// Takes a change back.
    pub(super) fn restore(&mut self, picked: Picked) {
        self.picked = picked;
        self.figures = Figures::new(&self.picked, &self.roster);
    }

    pub fn totals(&self) -> PickerTotals {
        let elsewhere = self.elsewhere.as_ref();
        PickerTotals {
            revision: self.revision,
            elsewhere: elsewhere.map(|known| known.totals(&self.figures.people)),
            ..self.figures.totals.clone()
        }
    }

    /// The tasks that overlap the draft's time, the first 50.
    pub fn overlapping(&self) -> Vec<OverlappingTask> {
        let known = self.elsewhere.iter();
        known
            .flat_map(|known| known.tasks(&self.figures.people))
            .collect()
    }

    pub(super) fn set_elsewhere(&mut self, known: Option<Known>) {
        self.elsewhere = known;
    }

    /// Adds everything that another selection chooses.
    pub fn add(&mut self, selection: &Selection) {
        let other = Picked::new(selection, &self.roster);
        self.picked.add(&self.roster, &other);
        self.figures = Figures::new(&self.picked, &self.roster);
    }

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

    /// Switches a row and everything below it.
    pub fn toggle(&mut self, view: PickerView, key: &str, on: bool) -> Result<(), NoSuchRow> {
        let mut targets = Targets {
            view: Some(view),
            ..Targets::default()
        };
        let node = self.tree(view).and_then(|(tree, _)| tree.node(key));
        match (node, person_of_key(key)) {
            (Some(node), _) => targets.nodes.push(node),
            (None, Some(id)) => targets
                .people
                .push(self.roster.person(&id).ok_or(NoSuchRow)?),
            (None, None) => return Err(NoSuchRow),
        }
        self.switch(&targets, on);
        Ok(())
    }

    /// Switches every row that matches, with everything below it; without a
    /// query everything in the view. Clearing everything also lets go of the
    /// ids that the roster does not know, since no row stands for them.
    pub fn toggle_matches(&mut self, view: PickerView, query: &str, on: bool) {
        let found = Found::new(&self.roster, query);
        let mut targets = Targets {
            view: Some(view),
            ..Targets::default()
        };
        match (self.tree(view), &found) {
            (None, found) => targets.people = visible::people(&self.roster, found.as_ref()),
            (Some((tree, _)), None) => targets.nodes = tree.roots().collect(),
            (Some((tree, _)), Some(found)) => {
                let nodes = 0..narrow(tree.nodes.len());
                targets.nodes = nodes.filter(|node| found.node(tree, *node)).collect();
                let people = 0..narrow(self.roster.len());
                targets.people = people
                    .filter(|person| !tree.holders(*person).is_empty())
                    .filter(|person| found.person(&self.roster, *person).is_some())
                    .collect();
            }
        }
        if found.is_none() && !on {
            self.picked.unknown = Selection::default();
        }
        self.switch(&targets, on);
    }

    fn switch(&mut self, targets: &Targets, on: bool) {
        if on {
            self.picked.switch_on(&self.roster, targets);
        } else {
            self.picked.switch_off(&self.roster, targets);
        }
        self.figures = Figures::new(&self.picked, &self.roster);
    }

    fn view(&mut self, view: PickerView) -> &mut View {
        match view {
            PickerView::Orgs => &mut self.orgs,
            PickerView::Offices => &mut self.offices,
            PickerView::People => &mut self.people,
        }
    }

    fn tree(&self, view: PickerView) -> Option<(&Tree, &Counts)> {
        match view {
            PickerView::Orgs => Some((&self.roster.orgs, &self.figures.orgs)),
            PickerView::Offices => Some((&self.roster.offices, &self.figures.offices)),
            PickerView::People => None,
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

    fn visible(&self, view: PickerView) -> Option<&Visible> {
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

    fn row(&self, view: PickerView, index: u32, query: &Query) -> Option<PickerRow> {
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

/// `s<node>:<soldier>` or `s:<soldier>`. The id alone decides, so that a key
/// never means somebody else after the roster was fetched again.
fn person_of_key(key: &str) -> Option<SoldierId> {
    let (node, id) = key.strip_prefix('s')?.split_once(':')?;
    let is_node = node.bytes().all(|byte| byte.is_ascii_digit());
    is_node.then(|| id.into())
}
