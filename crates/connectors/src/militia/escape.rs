//! JSON as real militia servers can take it: they undo URL escapes in the body
//! before they read it, which would turn `%41` into `A` and `+` into a blank.

use serde::Serialize;
use zeroize::Zeroizing;

/// `value` as JSON without `%` and `+`. Outside of strings JSON has no `%`,
/// and no number here has an exponent, so replacing both everywhere is exact.
pub(super) fn to_json<T: Serialize>(value: &T) -> Zeroizing<Vec<u8>> {
    // Nothing in `wire` can fail to be written: structs of text and numbers.
    let plain = Zeroizing::new(serde_json::to_vec(value).unwrap_or_default());
    let marks = plain
        .iter()
        .filter(|byte| matches!(byte, b'%' | b'+'))
        .count();
    // Grown once, so that no copy of a password stays behind.
    let mut escaped = Zeroizing::new(Vec::with_capacity(plain.len() + 5 * marks));
    for byte in plain.iter() {
        match byte {
            b'%' => escaped.extend_from_slice(br"\u0025"),
            b'+' => escaped.extend_from_slice(br"\u002b"),
            other => escaped.push(*other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn percent_and_plus_leave_as_escapes() {
        let json = to_json(&"100% + 🌊 \\ \"%2B\"");
        assert_eq!(
            std::str::from_utf8(&json).unwrap(),
            r#""100\u0025 \u002b 🌊 \\ \"\u00252B\"""#
        );
    }

    proptest! {
        #[test]
        fn any_text_reads_back_and_survives_url_unescaping(text in ".*") {
            let json = to_json(&text);
            prop_assert!(!json.iter().any(|byte| matches!(byte, b'%' | b'+')));
            let back: String = serde_json::from_slice(&json).unwrap();
            prop_assert_eq!(back, text);
        }
    }
}
