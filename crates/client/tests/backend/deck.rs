//! The rows of a list, shuffled over pages of some size.

use rand::{
    RngExt,
    rngs::StdRng,
    seq::{IndexedRandom, SliceRandom},
};
use serde_json::Value;
use std::{
    collections::{HashMap, HashSet},
    ops::{AddAssign, RangeInclusive},
};

/// Rows of a page, however many are asked for.
const PAGE: RangeInclusive<usize> = 40..=90;
/// Rows that slip from a reading.
const SLIPS: RangeInclusive<usize> = 3..=8;

/// How a list is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Everybody, in no order, some more than once.
    Shuffled,
    /// The same, but some slip between the pages: others at each reading.
    Slipping,
    /// A third slips at each reading, and somebody never comes.
    Adrift,
}

/// What was done to lists.
#[derive(Clone, Copy, Debug, Default)]
pub struct Faults {
    /// Times that somebody began to read one.
    pub readings: usize,
    /// Rows on another page than where the backend's order has them.
    pub moved: usize,
    /// Rows that came again.
    pub repeated: usize,
    /// Of these, on another page than the first time.
    pub across: usize,
    /// Of these, not as they are but as they were before the latest change.
    pub outdated: usize,
    /// Rows that did not come.
    pub slipped: usize,
    /// Readings in which the number of pages was told too small.
    pub understated: usize,
}

impl AddAssign for Faults {
    fn add_assign(&mut self, other: Self) {
        self.readings += other.readings;
        self.moved += other.moved;
        self.repeated += other.repeated;
        self.across += other.across;
        self.outdated += other.outdated;
        self.slipped += other.slipped;
        self.understated += other.understated;
    }
}

impl Faults {
    /// Rows and readings that something was done to.
    pub fn total(&self) -> usize {
        self.moved + self.repeated + self.slipped + self.understated
    }
}

/// What one reading of a list finds.
pub struct Deck {
    /// As the backend has them.
    pub rows: Vec<Value>,
    /// As it had them before the latest change.
    pub before: Vec<Value>,
    pub pages: Vec<Vec<Value>>,
    /// How many pages the list says it has.
    pub told_pages: usize,
}

impl Deck {
    /// `last`: what the reading before found.
    pub fn deal(
        rows: Vec<Value>,
        last: Option<Self>,
        manner: Manner,
        per_page: usize,
        dice: &mut StdRng,
    ) -> (Self, Faults) {
        let size = dice.random_range(PAGE).min(per_page);
        let understated = dice.random_bool(0.5);
        let before = match last {
            Some(last) if last.rows == rows => last.before,
            Some(last) => last.rows,
            None => Vec::new(),
        };
        let mut cards = rows.clone();
        // Nobody slips from a list of one page.
        if rows.len() > size {
            slip(&mut cards, manner, dice);
        }
        let slipped = rows.len() - cards.len();
        let again = cards.sample(dice, rows.len().div_ceil(10));
        let mut again: Vec<Value> = again.cloned().collect();
        let fresh = again.len();
        // A list that seems to end early may end before the row that is right.
        if !understated {
            again.extend(outdated(&cards, &before, dice));
        }
        let (repeated, outdated) = (again.len(), again.len() - fresh);
        cards.extend(again);
        cards.shuffle(dice);
        let pages: Vec<Vec<Value>> = cards.chunks(size).map(<[Value]>::to_vec).collect();
        let faults = Faults {
            readings: 1,
            moved: moved(&rows, &pages, size),
            repeated,
            across: across(&pages),
            outdated,
            slipped,
            understated: usize::from(understated && pages.len() > 1),
        };
        let deck = Self {
            told_pages: if understated { 1 } else { pages.len() },
            rows,
            before,
            pages,
        };
        (deck, faults)
    }
}

fn slip(cards: &mut Vec<Value>, manner: Manner, dice: &mut StdRng) {
    match manner {
        Manner::Shuffled => {}
        Manner::Slipping => {
            cards.shuffle(dice);
            cards.truncate(cards.len() - dice.random_range(SLIPS));
        }
        Manner::Adrift => {
            cards.remove(0);
            cards.retain(|_| dice.random_bool(2.0 / 3.0));
        }
    }
}

/// Half of those who are not what they were, as they were.
fn outdated(cards: &[Value], before: &[Value], dice: &mut StdRng) -> Vec<Value> {
    let now: HashMap<i64, &Value> = cards.iter().map(|row| (id(row), row)).collect();
    let differs = |row: &&Value| now.get(&id(row)).is_some_and(|now| now != row);
    let changed = before.iter().filter(differs);
    changed.filter(|_| dice.random_bool(0.5)).cloned().collect()
}

fn id(row: &Value) -> i64 {
    row["soldier_id"].as_i64().unwrap()
}

fn moved(rows: &[Value], pages: &[Vec<Value>], size: usize) -> usize {
    let home: HashMap<i64, usize> = (0..)
        .zip(rows)
        .map(|(at, row)| (id(row), at / size))
        .collect();
    let strays = (0..).zip(pages).flat_map(|(page, rows)| {
        let home = &home;
        rows.iter().filter(move |row| home[&id(row)] != page)
    });
    strays.count()
}

fn across(pages: &[Vec<Value>]) -> usize {
    let mut seen = HashSet::new();
    let mut again = 0;
    for page in pages {
        let here: HashSet<i64> = page.iter().map(id).collect();
        again += here.intersection(&seen).count();
        seen.extend(here);
    }
    again
}
