//! Text that a spreadsheet would take for a formula. A name is typed by
//! somebody else, on a server; opened in a spreadsheet, `=HYPERLINK(…)` in it
//! would be run by whoever opens the file.

/// What a formula can begin with, in the programs that open these files; the
/// wide forms are what an input method for Chinese or Japanese types.
const BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a spreadsheet may compute this instead of showing it.
pub(crate) fn is_formula(text: &str) -> bool {
    text.starts_with(BEGINNINGS)
}

/// The text for a format that cannot say what is a text: an apostrophe in
/// front keeps it one.
pub(crate) fn guarded(text: &str) -> String {
    if is_formula(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_begins_like_a_formula_is_kept_a_text() {
        for text in [
            "=1+1",
            "+8610000000916",
            "-2",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "＝1",
        ] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["", "陈嘉树", "10000000916", "'=1", "1-2"] {
            assert_eq!(guarded(text), text);
        }
    }

    proptest! {
        #[test]
        fn no_guarded_text_begins_like_a_formula(text in "[=+\\-@\t\r\n ＝'a1陈]{0,6}|.{0,12}") {
            let guarded = guarded(&text);
            prop_assert!(!is_formula(&guarded));
            prop_assert!(guarded.ends_with(&text));
        }
    }
}
