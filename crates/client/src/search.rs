//! Finds names by what somebody in a hurry types: Chinese (`嘉树`), pinyin
//! (`chenjiashu`, `jiash`), initials (`cjs`, `zhjs`) or a mixture (`陈js`).
//!
//! A query matches a run of neighbouring characters of a name. Each of them
//! takes from the query itself, its initial (`z` or `zh` for 张) or a whole
//! syllable; the last one may be cut short, because it is still being typed.
//! Every reading of a character counts (曾 is `zeng` and `ceng`): one row too
//! many is better than a person who cannot be found. Blanks, dots and
//! apostrophes are skipped on both sides, ü may be typed `v`, `ü` or `yu`.
//!
//! The query is the small side: it becomes a table that says, for every
//! distinct character of the roster, how far that character moves along the
//! query. A name is then read once, with the places reached so far as bits of
//! one number. No index of syllables and no narrowing from key to key is
//! needed, and `nucleo-matcher`, which was considered, has no advantage left:
//! it ranks gaps and typing errors, where this must not show a person who was
//! not meant, and it would score each reading of each name on its own.

mod index;

pub use index::{Hit, Index};

use pinyin::{Pinyin, ToPinyin, ToPinyinMulti};

/// Units of the longest query that can match: one bit for each, one for the
/// end.
const QUERY_LIMIT: usize = 127;

/// Family names whose reading is not the first of their character. They decide
/// where a name stands in a list; the search takes every reading anyway.
const FAMILY_NAMES: &[(&str, &[&str])] = &[
    ("万俟", &["mo", "qi"]),
    ("单于", &["chan", "yu"]),
    ("尉迟", &["yu", "chi"]),
    ("澹台", &["tan", "tai"]),
    ("长孙", &["zhang", "sun"]),
    ("乐", &["yue"]),
    ("乜", &["nie"]),
    ("仇", &["qiu"]),
    ("佴", &["nai"]),
    ("区", &["ou"]),
    ("单", &["shan"]),
    ("卜", &["bu"]),
    ("召", &["shao"]),
    ("员", &["yun"]),
    ("干", &["gan"]),
    ("折", &["she"]),
    ("曾", &["zeng"]),
    ("朴", &["piao"]),
    ("查", &["zha"]),
    ("洗", &["xian"]),
    ("盖", &["ge"]),
    ("祭", &["zhai"]),
    ("种", &["chong"]),
    ("秘", &["bi"]),
    ("缪", &["miao"]),
    ("翟", &["zhai"]),
    ("覃", &["qin"]),
    ("解", &["xie"]),
    ("那", &["na"]),
    ("都", &["du"]),
    ("长", &["chang"]),
    ("阚", &["kan"]),
    ("隗", &["wei"]),
];

/// What was typed, made ready to be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    units: Vec<char>,
}

impl Query {
    pub fn new(typed: &str) -> Self {
        Self {
            // One over the limit is enough to know that it cannot match.
            units: typed
                .chars()
                .filter_map(fold)
                .take(QUERY_LIMIT + 1)
                .collect(),
        }
    }

    /// Nothing that could be looked for was typed: no query at all.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// Whether it is found in `text`. An empty query is found in every text.
    pub fn matches(&self, text: &str) -> bool {
        self.is_empty() || !self.find(text).is_empty()
    }

    /// Where it is found in `text`: start and end in UTF-16 units, in order,
    /// without overlaps. Empty where it is not.
    pub fn find(&self, text: &str) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        if self.is_empty() || self.is_hopeless() {
            return found;
        }
        let spans = spans(text);
        let moves: Vec<Vec<Move>> = spans.iter().map(|span| self.moves(&span.letter)).collect();
        let mut from = 0;
        while from < spans.len() {
            match self.match_length(&moves[from..]) {
                Some(length) => {
                    found.push((spans[from].start, spans[from + length - 1].end));
                    from += length;
                }
                None => from += 1,
            }
        }
        found
    }

    /// Longer than any name: nothing can match, and nothing is computed.
    fn is_hopeless(&self) -> bool {
        self.units.len() > QUERY_LIMIT
    }

    /// The bit that says that the whole query was consumed.
    fn end(&self) -> u128 {
        1 << self.units.len().min(QUERY_LIMIT)
    }

    /// How many characters from the first on it takes to consume the query.
    fn match_length(&self, moves: &[Vec<Move>]) -> Option<usize> {
        let mut reached = 1;
        for (index, moves) in moves.iter().enumerate() {
            reached = step(moves, reached);
            if reached & self.end() != 0 {
                return Some(index + 1);
            }
            if reached == 0 {
                return None;
            }
        }
        None
    }

    fn moves(&self, letter: &Letter) -> Vec<Move> {
        (0..self.units.len())
            .filter_map(|from| {
                let to = reach(&self.units[from..], letter) << from;
                (to != 0).then_some(Move {
                    from: 1 << from,
                    to,
                })
            })
            .collect()
    }
}

/// A character of a name, folded, with its readings.
#[derive(Clone, Debug)]
struct Letter {
    literal: char,
    readings: Vec<String>,
}

impl Letter {
    fn new(literal: char) -> Self {
        let mut readings = Vec::new();
        for reading in literal.to_pinyin_multi().into_iter().flatten() {
            let plain: String = reading.plain().chars().filter_map(fold).collect();
            // Passports write ü as yu: 吕 is Lyu.
            if plain.contains('v') {
                add(&mut readings, plain.replace('v', "yu"));
            }
            add(&mut readings, plain);
        }
        Self { literal, readings }
    }
}

fn add(readings: &mut Vec<String>, reading: String) {
    if !readings.contains(&reading) {
        readings.push(reading);
    }
}

/// From a place in the query to the places that one character leads to.
#[derive(Clone, Copy, Debug)]
struct Move {
    from: u128,
    to: u128,
}

/// How many units of `rest` the letter may consume, as bits.
fn reach(rest: &[char], letter: &Letter) -> u128 {
    let mut reached = 0;
    if rest.first() == Some(&letter.literal) {
        reached |= 1 << 1;
    }
    for reading in &letter.readings {
        let common = rest
            .iter()
            .zip(reading.chars())
            .take_while(|(typed, read)| **typed == *read)
            .count();
        if common == 0 {
            continue;
        }
        reached |= 1 << 1;
        if common >= 2
            && ["zh", "ch", "sh"]
                .iter()
                .any(|two| reading.starts_with(two))
        {
            reached |= 1 << 2;
        }
        if common == reading.chars().count() || common == rest.len() {
            reached |= 1 << common;
        }
    }
    reached
}

fn step(moves: &[Move], reached: u128) -> u128 {
    moves
        .iter()
        .filter(|a_move| reached & a_move.from != 0)
        .fold(0, |next, a_move| next | a_move.to)
}

/// A character in the form in which it is compared; `None` for what only
/// separates.
fn fold(character: char) -> Option<char> {
    let character = match character {
        // Full-width forms of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0)?,
        other => other,
    };
    match character {
        '\'' | '’' | '`' | '·' | '•' | '・' => None,
        blank if blank.is_whitespace() => None,
        'ü' | 'Ü' => Some('v'),
        'ê' => Some('e'),
        other => {
            let mut lower = other.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) => Some(one),
                _ => Some(other),
            }
        }
    }
}

/// A folded character and where it stands, in UTF-16 units.
struct Span {
    letter: Letter,
    start: u32,
    end: u32,
}

fn spans(text: &str) -> Vec<Span> {
    let mut at = 0;
    let mut spans = Vec::new();
    for character in text.chars() {
        let start = at;
        at += if character.len_utf16() == 2 { 2 } else { 1 };
        if let Some(literal) = fold(character) {
            spans.push(Span {
                letter: Letter::new(literal),
                start,
                end: at,
            });
        }
    }
    spans
}

/// What a list of names is sorted by: the pinyin of each character, a family
/// name by its own reading.
pub fn sort_key(name: &str) -> String {
    let family = FAMILY_NAMES
        .iter()
        .find(|(family, _)| name.starts_with(family));
    let (mut key, rest) = match family {
        Some((family, readings)) => {
            let rest = name.strip_prefix(family).unwrap_or(name);
            (format!("{} ", readings.join(" ")), rest)
        }
        None => (String::new(), name),
    };
    for character in rest.chars().filter_map(fold) {
        match character.to_pinyin().map(Pinyin::plain) {
            Some(plain) => {
                key.extend(plain.chars().filter_map(fold));
                key.push(' ');
            }
            None => key.push(character),
        }
    }
    key
}

#[cfg(test)]
mod tests;
