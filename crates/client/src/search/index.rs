//! Many names at once: each distinct character is compared with the query once,
//! each name then only looks it up.

use super::{Letter, Move, Query, fold, step};
use std::collections::HashMap;

/// Where in a name a query was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// From its first character on.
    Start,
    Inside,
}

/// Names made ready to be searched, by their position.
#[derive(Debug, Default)]
pub struct Index {
    /// The distinct characters.
    letters: Vec<Letter>,
    /// Name `i` is `units[starts[i]..starts[i + 1]]`, indices into `letters`.
    units: Vec<u32>,
    starts: Vec<u32>,
}

impl Index {
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut index = Self::default();
        let mut known = HashMap::new();
        index.starts.push(0);
        for name in names {
            for character in name.chars().filter_map(fold) {
                let letter = *known.entry(character).or_insert_with(|| {
                    index.letters.push(Letter::new(character));
                    index.letters.len() - 1
                });
                index.units.push(narrow(letter));
            }
            index.starts.push(narrow(index.units.len()));
        }
        index
    }

    /// For each name, whether and where `query` is found in it.
    pub fn scan(&self, query: &Query) -> Vec<Option<Hit>> {
        let names = self.starts.len().saturating_sub(1);
        if query.is_hopeless() {
            return vec![None; names];
        }
        let table: Vec<Vec<Move>> = self.letters.iter().map(|one| query.moves(one)).collect();
        let end = query.end();
        self.starts
            .windows(2)
            .map(|pair| {
                let name = &self.units[pair[0] as usize..pair[1] as usize];
                hit(&table, name, end)
            })
            .collect()
    }
}

fn hit(table: &[Vec<Move>], name: &[u32], end: u128) -> Option<Hit> {
    let (mut reached, mut from_start) = (0, 1);
    let mut found = None;
    for unit in name {
        let moves = &table[*unit as usize];
        // A match may begin at every character.
        reached = step(moves, reached | 1);
        from_start = step(moves, from_start);
        if from_start & end != 0 {
            return Some(Hit::Start);
        }
        if reached & end != 0 {
            found = Some(Hit::Inside);
        }
        if found.is_some() && from_start == 0 {
            return found;
        }
    }
    found
}

/// The trees are capped at 200 000 nodes and 32 MiB, so that every index fits.
fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
