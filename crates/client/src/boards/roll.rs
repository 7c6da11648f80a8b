//! The rows of a board in memory, with what is worked out of them once: the
//! orders of its columns, the last filters, the figures.
//!
//! A roll carries the stamp of the rows that it holds. A write to the store
//! gives the board a new stamp and leaves the roll what it changed; the next
//! look takes that over, at the cost of what changed. A roll of another stamp
//! is read anew from the store. So the store is right whatever the memory is.

use super::{
    row::{Major, OnBoard},
    view::{Needle, View},
};
use crate::{search::sort_key, store};
use fixedbitset::FixedBitSet;
use muster_domain::{
    id::{ConnectionId, SoldierId, TaskId},
    read::Rows,
    time::Time,
};
use rusqlite::Connection;
use std::{
    cmp::Ordering,
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// Filters that a roll remembers: those of the windows that are open.
const VIEWS: usize = 6;

/// What a reading changed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Changes<R: OnBoard> {
    /// The stamp of the rows that were compared; `None` if there were none.
    pub from: Option<i64>,
    pub figures: Option<R::Figures>,
    /// New, or different.
    pub rows: Vec<R>,
    pub gone: Vec<SoldierId>,
}

impl<R: OnBoard> Changes<R> {
    fn is_empty(&self) -> bool {
        self.from.is_some()
            && self.figures.is_none()
            && self.rows.is_empty()
            && self.gone.is_empty()
    }
}

/// See the module.
#[derive(Debug)]
pub(crate) struct Roll<R: OnBoard> {
    stamp: Option<i64>,
    figures: R::Figures,
    rows: Vec<R>,
    /// Of each row.
    keys: Vec<Keys>,
    places: HashMap<SoldierId, usize>,
    offices: HashMap<String, Arc<str>>,
    orders: HashMap<R::Sort, Vec<usize>>,
    views: Vec<(View<R>, Arc<[usize]>)>,
    counted: Option<R::Counted>,
    /// Written, or about to be: what leads from one stamp to the next.
    pending: Option<(i64, Changes<R>)>,
}

/// What a row is sorted by, worked out once.
#[derive(Clone, Debug)]
struct Keys {
    name: Box<str>,
    office: Arc<str>,
}

impl<R: OnBoard> Default for Roll<R> {
    fn default() -> Self {
        Self {
            stamp: None,
            figures: R::Figures::default(),
            rows: Vec::new(),
            keys: Vec::new(),
            places: HashMap::new(),
            offices: HashMap::new(),
            orders: HashMap::new(),
            views: Vec::new(),
            counted: None,
            pending: None,
        }
    }
}

impl<R: OnBoard> Roll<R> {
    /// Makes the roll equal to what the store holds. False if the board was
    /// never read.
    pub(crate) fn follow(
        &mut self,
        db: &Connection,
        connection: &ConnectionId,
        task: &TaskId,
    ) -> rusqlite::Result<bool> {
        let Some(stamp) = store::board_stamps::find(db, connection, task, R::WHAT)? else {
            *self = Self::default();
            return Ok(false);
        };
        if self.stamp == Some(stamp) {
            return Ok(true);
        }
        match self.pending.take() {
            Some((to, changes)) if to == stamp && changes.from == self.stamp => {
                self.apply(changes);
            }
            _ => {
                let (figures, rows) = R::load(db, connection, task)?;
                *self = Self::default();
                self.figures = figures;
                for row in rows {
                    self.add(row);
                }
            }
        }
        self.stamp = Some(stamp);
        Ok(true)
    }

    /// Makes the board in the store, which the roll follows, equal to a reading:
    /// writes only what differs, and keeps it for when it has been written.
    /// True if anything differed.
    pub(crate) fn keep(
        &mut self,
        db: &Connection,
        (connection, task): (&ConnectionId, &TaskId),
        (figures, rows): (&R::Figures, Vec<R>),
        now: Time,
    ) -> rusqlite::Result<bool> {
        let changes = self.compare(figures, rows);
        if changes.is_empty() {
            return Ok(false);
        }
        R::apply(db, connection, task, &changes)?;
        let stamp = next_stamp(self.stamp, now);
        store::board_stamps::put(db, connection, task, R::WHAT, stamp, now)?;
        self.pending = Some((stamp, changes));
        Ok(true)
    }

    /// What leads from these rows to those of a reading.
    fn compare(&self, figures: &R::Figures, rows: Vec<R>) -> Changes<R> {
        let mut met = FixedBitSet::with_capacity(self.rows.len());
        let mut changed = Vec::new();
        for row in rows {
            match self.places.get(row.soldier()) {
                Some(&place) => {
                    met.insert(place);
                    if self.rows[place] != row {
                        changed.push(row);
                    }
                }
                None => changed.push(row),
            }
        }
        let gone = met
            .zeroes()
            .map(|place| self.rows[place].soldier().clone())
            .collect();
        let same = self.stamp.is_some() && self.figures == *figures;
        Changes {
            from: self.stamp,
            figures: (!same).then(|| figures.clone()),
            rows: changed,
            gone,
        }
    }

    /// The row of somebody, for what a reading does not say.
    pub(crate) fn find(&self, soldier: &SoldierId) -> Option<&R> {
        self.places.get(soldier).map(|place| &self.rows[*place])
    }

    pub(crate) fn figures(&self) -> &R::Figures {
        &self.figures
    }

    pub(crate) fn rows(&self) -> &[R] {
        &self.rows
    }

    /// What is counted from the rows: once for each stamp.
    /// Again where what stands beside the rows is no more what it was: `holds`.
    pub(crate) fn counted(
        &mut self,
        holds: impl FnOnce(&R::Counted) -> bool,
        count: impl FnOnce(&[R]) -> R::Counted,
    ) -> &R::Counted {
        let (rows, known) = (&self.rows, self.counted.take());
        let counted = known.filter(|known| holds(known));
        self.counted.insert(counted.unwrap_or_else(|| count(rows)))
    }

    /// A window into the rows of a view.
    pub(crate) fn window(&mut self, view: &View<R>, offset: u32, limit: u32) -> Rows<R> {
        let all = self.view(view);
        self.cut(&all, offset, limit)
    }

    /// A window into rows in an order of the caller's.
    pub(crate) fn cut(&self, places: &[usize], offset: u32, limit: u32) -> Rows<R> {
        crate::reads::window_of(places, offset, limit, |place| self.rows[*place].clone())
    }

    /// The places of the rows of a view, in its order.
    pub(crate) fn view(&mut self, view: &View<R>) -> Arc<[usize]> {
        if let Some(index) = self.views.iter().position(|(known, _)| known == view) {
            let known = self.views.remove(index);
            let places = Arc::clone(&known.1);
            self.views.push(known);
            return places;
        }
        let places: Arc<[usize]> = self.pick(view).into();
        if self.views.len() == VIEWS {
            self.views.remove(0);
        }
        self.views.push((view.clone(), Arc::clone(&places)));
        places
    }

    fn pick(&mut self, view: &View<R>) -> Vec<usize> {
        let needle = Needle::new(&view.filter);
        let order = self.order(view.sort).clone();
        let fits = |place: &usize| view.shows(&self.rows[*place], &needle);
        let mut places: Vec<usize> = order.into_iter().filter(fits).collect();
        if view.descending {
            places.reverse();
            // What has nothing to be sorted by comes last in either direction.
            places.sort_by_key(|place| self.major(*place, view.sort) == Major::Nothing);
        }
        places
    }

    fn order(&mut self, sort: R::Sort) -> &Vec<usize> {
        if !self.orders.contains_key(&sort) {
            let mut order: Vec<(Major, usize)> = (0..self.rows.len())
                .map(|place| (self.major(place, sort), place))
                .collect();
            order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.by_name(a.1, b.1)));
            let order = order.into_iter().map(|(_, place)| place).collect();
            self.orders.insert(sort, order);
        }
        self.orders.entry(sort).or_default()
    }

    fn major(&self, place: usize, sort: R::Sort) -> Major {
        self.rows[place].major(sort, &self.keys[place].office)
    }

    /// Equal rows stand by name; the order is the same at every read.
    pub(crate) fn by_name(&self, a: usize, b: usize) -> Ordering {
        let key = |place: usize| (&self.keys[place].name, self.rows[place].soldier());
        key(a).cmp(&key(b))
    }

    fn add(&mut self, row: R) {
        let keys = self.keys_of(&row);
        match self.places.get(row.soldier()) {
            Some(&place) => (self.rows[place], self.keys[place]) = (row, keys),
            None => {
                self.places.insert(row.soldier().clone(), self.rows.len());
                self.rows.push(row);
                self.keys.push(keys);
            }
        }
    }

    fn keys_of(&mut self, row: &R) -> Keys {
        let known = self.places.get(row.soldier()).copied();
        let name = match known {
            Some(place) if self.rows[place].name() == row.name() => self.keys[place].name.clone(),
            _ => sort_key(row.name()).into(),
        };
        let office = match self.offices.get(row.office()) {
            Some(office) => Arc::clone(office),
            None => {
                let office: Arc<str> = sort_key(row.office()).into();
                self.offices
                    .insert(row.office().to_owned(), Arc::clone(&office));
                office
            }
        };
        Keys { name, office }
    }

    fn apply(&mut self, changes: Changes<R>) {
        self.views.clear();
        self.counted = None;
        if let Some(figures) = changes.figures {
            self.figures = figures;
        }
        if !changes.gone.is_empty() {
            self.remove(&changes.gone);
        }
        let moved: Vec<SoldierId> = changes
            .rows
            .iter()
            .map(|row| row.soldier().clone())
            .collect();
        for row in changes.rows {
            self.add(row);
        }
        let moved: Vec<usize> = moved.iter().map(|soldier| self.places[soldier]).collect();
        self.reorder(&moved);
    }

    /// Seldom: somebody was taken off the task.
    fn remove(&mut self, gone: &[SoldierId]) {
        let gone: HashSet<&SoldierId> = gone.iter().collect();
        let rows = std::mem::take(&mut self.rows);
        let keys = std::mem::take(&mut self.keys);
        self.places.clear();
        self.orders.clear();
        for (row, keys) in rows.into_iter().zip(keys) {
            if !gone.contains(row.soldier()) {
                self.places.insert(row.soldier().clone(), self.rows.len());
                self.rows.push(row);
                self.keys.push(keys);
            }
        }
    }

    /// Takes the moved rows out of every order and puts them in where they
    /// belong now.
    fn reorder(&mut self, moved: &[usize]) {
        let mut is_moved = FixedBitSet::with_capacity(self.rows.len());
        moved.iter().for_each(|place| is_moved.insert(*place));
        for (sort, order) in std::mem::take(&mut self.orders) {
            let mut kept: Vec<usize> = order
                .into_iter()
                .filter(|place| !is_moved.contains(*place))
                .collect();
            let compare = |a: usize, b: usize| {
                let majors = self.major(a, sort).cmp(&self.major(b, sort));
                majors.then_with(|| self.by_name(a, b))
            };
            let mut coming: Vec<usize> = is_moved.ones().collect();
            coming.sort_unstable_by(|a, b| compare(*a, *b));
            // From behind, so that every kept row is moved once.
            let mut end = kept.len();
            kept.resize(kept.len() + coming.len(), 0);
            let mut free = kept.len();
            for place in coming.into_iter().rev() {
                let at = kept[..end].partition_point(|other| compare(*other, place).is_lt());
                let following = end - at;
                kept.copy_within(at..end, free - following);
                free -= following + 1;
                kept[free] = place;
                end = at;
            }
            self.orders.insert(sort, kept);
        }
    }
}

/// The next stamp of a board: later than the one before. The first is the time,
/// so that it is none of before the cache was wiped, unless the clock was set
/// back since.
fn next_stamp(before: Option<i64>, now: Time) -> i64 {
    before.map_or(now.0, |before| now.0.max(before + 1))
}
