//! The picker of one draft: its selection over a roster, what is open in each
//! view, and the rows that are visible. Pure: nothing is read or stored here.

mod rows;
mod views;

use super::{
    elsewhere::Known,
    figures::{Counts, Figures},
    picked::{Picked, Targets},
    roster::Roster,
    tree::{Tree, narrow},
    visible::{self, Found},
};
use muster_domain::{
    id::SoldierId,
    picker::{OverlappingTask, PickerTotals, PickerView, Selection},
};
use std::sync::Arc;
use views::View;

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

    fn tree(&self, view: PickerView) -> Option<(&Tree, &Counts)> {
        match view {
            PickerView::Orgs => Some((&self.roster.orgs, &self.figures.orgs)),
            PickerView::Offices => Some((&self.roster.offices, &self.figures.offices)),
            PickerView::People => None,
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
