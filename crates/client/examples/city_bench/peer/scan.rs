//! A text for each person, searched from end to end at each keystroke. It knows
//! one reading of each character.

use pinyin::{Pinyin, ToPinyin};

/// Everybody, with name, pinyin and initials, a line each.
pub struct Scan {
    people: Vec<String>,
}

impl Scan {
    pub fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let people = names.map(|name| {
            let readings = || name.to_pinyin().flatten();
            let full: String = readings().map(Pinyin::plain).collect();
            let initials: String = readings().map(Pinyin::first_letter).collect();
            format!("{name}\t{full}\t{initials}")
        });
        Self {
            people: people.collect(),
        }
    }

    pub fn people(&self) -> &[String] {
        &self.people
    }

    /// The first 60 who match, and how many there are.
    pub fn find(&self, query: &str) -> (Vec<&str>, usize) {
        let all: Vec<&str> = self
            .people
            .iter()
            .filter(|text| text.contains(query))
            .map(String::as_str)
            .collect();
        (all.iter().take(60).copied().collect(), all.len())
    }
}
