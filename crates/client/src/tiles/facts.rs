//! What a map file says of itself, cut to what can be shown.

use muster_connectors::tiles::DEEPEST;
use muster_domain::geo::Bounds;
use muster_domain::map::{MapSourceKind, TileProblem};
use std::io;

/// Characters of a name and of an attribution.
const NAME: usize = 80;
const ATTRIBUTION: usize = 200;

/// Of a map file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Facts {
    pub kind: MapSourceKind,
    /// Empty where the file has none.
    pub name: String,
    pub attribution: String,
    pub min_zoom: u8,
    pub max_zoom: u8,
    pub bounds: Option<Bounds>,
}

/// As one line of plain text, without markup.
pub(super) fn name(text: &str) -> String {
    plain(text, NAME)
}

/// Map files write an attribution as a web page would show it.
pub(super) fn attribution(text: &str) -> String {
    plain(text, ATTRIBUTION)
}

fn plain(text: &str, longest: usize) -> String {
    let mut plain = String::new();
    let mut depth = 0_u32;
    // More than that is not read, whatever it is.
    for letter in text.chars().take(20 * longest) {
        match letter {
            '<' => depth += 1,
            '>' if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            letter if letter.is_control() => plain.push(' '),
            letter => plain.push(letter),
        }
    }
    let plain = [
        ("&copy;", "©"),
        ("&nbsp;", " "),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&lt;", "‹"),
        ("&gt;", "›"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(plain, |text, (mark, letter)| text.replace(mark, letter));
    let words: Vec<&str> = plain.split_whitespace().collect();
    let mut plain = words.join(" ");
    crate::reads::clip(&mut plain, longest);
    plain
}

/// West, south, east, north; `None` for what is no rectangle of the earth.
pub(super) fn bounds([west, south, east, north]: [f64; 4]) -> Option<Bounds> {
    let is_of_the_earth = [west, east].iter().all(|lng| lng.abs() <= 180.0)
        && [south, north].iter().all(|lat| lat.abs() <= 90.0);
    (is_of_the_earth && west < east && south < north).then_some(Bounds {
        south,
        west,
        north,
        east,
    })
}

/// The two zooms in order and within the grid.
pub(super) fn zooms(min: i64, max: i64) -> Result<(u8, u8), TileProblem> {
    let within = |zoom| u8::try_from(zoom).ok().filter(|zoom| *zoom <= DEEPEST);
    match (within(min), within(max)) {
        (Some(min), Some(max)) if min <= max => Ok((min, max)),
        _ => Err(TileProblem::Damaged),
    }
}

/// A file that cannot be read, or ends early.
pub(super) fn io_problem(error: &io::Error) -> TileProblem {
    match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            TileProblem::Damaged
        }
        _ => TileProblem::Missing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribution_is_shown_as_plain_text() {
        for (written, shown) in [
            (
                "&copy; <a href=\"https://example.org/\">Nobody's Survey</a>",
                "© Nobody's Survey",
            ),
            ("<img src=x onerror=alert(1)>Survey", "Survey"),
            ("&lt;script&gt;", "‹script›"),
            ("a\n\t b\u{0}c", "a b c"),
            ("5 > 3", "5 > 3"),
            ("<<a>b>c", "c"),
            ("<unclosed", ""),
        ] {
            assert_eq!(attribution(written), shown, "{written}");
        }
        assert_eq!(name(&"海".repeat(1_000)).chars().count(), NAME + 1);
    }

    #[test]
    fn impossible_bounds_and_zooms_are_none() {
        assert!(bounds([112.9, 22.5, 114.1, 23.9]).is_some());
        for wrong in [
            [114.1, 22.5, 112.9, 23.9],
            [0.0, 0.0, 0.0, 0.0],
            [-181.0, 0.0, 1.0, 1.0],
            [f64::NAN, 0.0, 1.0, 1.0],
        ] {
            assert_eq!(bounds(wrong), None);
        }
        assert_eq!(zooms(0, 24), Ok((0, 24)));
        for (min, max) in [(3, 2), (-1, 2), (0, 25), (0, 300)] {
            assert_eq!(zooms(min, max), Err(TileProblem::Damaged));
        }
    }
}
