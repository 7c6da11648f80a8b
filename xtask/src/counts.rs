//! Reads how many tests passed and failed from the closing lines of nextest,
//! `cargo test`, Vitest and Playwright, and which ones failed.

use std::ops::Add;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
        }
    }
}

/// The counts that a line tells, or none.
pub fn counts_in(line: &str) -> Counts {
    let plain = without_colours(line);
    let text = plain.trim();
    let closing = text.starts_with("Summary [")
        || text.starts_with("test result:")
        || text.starts_with("Tests ")
        || is_playwright(text);
    if !closing {
        return Counts::default();
    }
    Counts {
        passed: before(text, "passed")
            + if is_playwright(text) {
                before(text, "flaky")
            } else {
                0
            },
        failed: before(text, "failed") + before(text, "timed out") + before(text, "exec failed"),
    }
}

/// The test that a line tells to have failed, as its runner names it.
pub fn failed_in(line: &str) -> Option<String> {
    let plain = without_colours(line);
    let text = plain.trim();
    let cargo = text
        .strip_prefix("test ")
        .and_then(|rest| rest.strip_suffix(" ... FAILED"));
    let marked = ["FAIL ", "✘ "]
        .iter()
        .find_map(|mark| text.strip_prefix(mark));
    cargo.or(marked).map(|name| name.trim().to_owned())
}

/// Playwright closes with `12 passed (3.4s)`, `1 failed`, `1 flaky`, each alone.
fn is_playwright(text: &str) -> bool {
    let mut words = text.split(' ');
    let number = words.next().is_some_and(|word| word.parse::<u64>().is_ok());
    number
        && matches!(words.next(), Some("passed" | "failed" | "flaky"))
        && words.next().is_none_or(|word| word.starts_with('('))
}

/// The number right before a word, the word standing for itself.
fn before(text: &str, word: &str) -> u64 {
    text.match_indices(word)
        .filter_map(|(at, _)| {
            text[..at]
                .trim_end()
                .rsplit([' ', '|'])
                .next()?
                .parse::<u64>()
                .ok()
        })
        .sum()
}

fn without_colours(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            characters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            text.push(character);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: u64, failed: u64) -> Counts {
        Counts { passed, failed }
    }

    #[test]
    fn the_closing_line_of_each_runner_is_read() {
        let lines = [
            (
                "     Summary [   0.010s] 2 tests run: 2 passed, 1 skipped",
                counts(2, 0),
            ),
            (
                "Summary [1.0s] 9 tests run: 5 passed (1 slow), 2 failed, 1 timed out, 1 exec failed",
                counts(5, 4),
            ),
            (
                "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured",
                counts(3, 2),
            ),
            (
                "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m1 failed\u{1b}[22m | 10 passed (11)",
                counts(10, 1),
            ),
            ("  12 passed (3.4s)", counts(12, 0)),
            ("  1 failed", counts(0, 1)),
            ("  2 flaky", counts(2, 0)),
        ];
        for (line, expected) in lines {
            assert_eq!(counts_in(line), expected, "{line}");
        }
    }

    #[test]
    fn a_failed_test_is_named() {
        let lines = [
            (
                "        FAIL [   0.005s] muster-client store::tests::a_failed_write_is_kept",
                "[   0.005s] muster-client store::tests::a_failed_write_is_kept",
            ),
            (
                "test store::tests::a_failed_write_is_kept ... FAILED",
                "store::tests::a_failed_write_is_kept",
            ),
            (
                "\u{1b}[41m FAIL \u{1b}[49m src/lib/a.test.ts > counts people",
                "src/lib/a.test.ts > counts people",
            ),
            (
                "  ✘  12 map.spec.ts:40:1 › the map opens (3.1s)",
                "12 map.spec.ts:40:1 › the map opens (3.1s)",
            ),
        ];
        for (line, expected) in lines {
            assert_eq!(failed_in(line).as_deref(), Some(expected), "{line}");
        }
        for line in [
            "test result: FAILED. 3 passed; 2 failed",
            "test a ... ok",
            "",
        ] {
            assert_eq!(failed_in(line), None, "{line}");
        }
    }

    #[test]
    fn other_lines_count_nothing() {
        for line in [
            " Test Files  3 passed (3)",
            "2 passed tests were found in the log",
            "        PASS [   0.005s] muster-client store::tests::a_failed_write_is_kept",
            "",
        ] {
            assert_eq!(counts_in(line), Counts::default(), "{line}");
        }
    }
}
