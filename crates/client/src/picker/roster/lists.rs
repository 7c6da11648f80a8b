//! The orders of the people, and their names made ready to be searched.

use super::Person;
use crate::{picker::tree::narrow, search};

/// What is made of people and names alone.
pub(super) struct Lists {
    pub by_id: Vec<u32>,
    pub by_name: Vec<u32>,
    pub search: search::Index,
}

impl Lists {
    pub(super) fn new(people: &[Person], names: &[String]) -> Self {
        Self {
            by_id: sorted(people.len(), |person| &people[person as usize].id),
            by_name: by_name(people, names),
            search: search::Index::new(names.iter().map(String::as_str)),
        }
    }
}

fn sorted<'a, K: Ord + 'a>(people: usize, key: impl Fn(u32) -> &'a K) -> Vec<u32> {
    let mut order: Vec<u32> = (0..narrow(people)).collect();
    order.sort_unstable_by(|a, b| key(*a).cmp(key(*b)));
    order
}

/// Ids are numbers in most protocols: the shorter is the smaller.
fn by_name(people: &[Person], names: &[String]) -> Vec<u32> {
    let mut keys: Vec<(String, u32)> = (0..)
        .zip(names)
        .map(|(index, name)| (search::sort_key(name), index))
        .collect();
    keys.sort_unstable();
    let mut rank = vec![0; names.len()];
    for (place, (_, name)) in (0_u32..).zip(keys) {
        rank[name as usize] = place;
    }
    let mut order: Vec<u32> = (0..narrow(people.len())).collect();
    order.sort_unstable_by_key(|person| {
        let person = &people[*person as usize];
        let id = person.id.as_str();
        (rank[person.name as usize], id.len(), id)
    });
    order
}
