//! What one would write first: a text for each person, searched from end to
//! end at each keystroke.

use crate::city::City;
use pinyin::{Pinyin, ToPinyin};
use std::collections::HashSet;

pub struct Peer {
    /// `name`, its pinyin and its initials, a line each.
    people: Vec<String>,
}

impl Peer {
    pub fn new(city: &City) -> Self {
        let mut seen = HashSet::new();
        let members = city.orgs.orgs.iter().flat_map(|org| &org.members);
        let people = members
            .filter(|member| seen.insert(&member.soldier))
            .map(|member| {
                let readings = || member.name.as_str().to_pinyin().flatten();
                let full: String = readings().map(Pinyin::plain).collect();
                let initials: String = readings().map(Pinyin::first_letter).collect();
                format!("{}\n{full}\n{initials}", member.name)
            });
        Self {
            people: people.collect(),
        }
    }

    /// The first people who match, and how many there are.
    pub fn first(&self, query: &str, limit: usize) -> (Vec<&str>, usize) {
        let all: Vec<&str> = self
            .people
            .iter()
            .filter(|text| text.contains(query))
            .map(String::as_str)
            .collect();
        (all.iter().take(limit).copied().collect(), all.len())
    }

    pub fn count(&self, query: &str) -> usize {
        self.first(query, 0).1
    }
}
