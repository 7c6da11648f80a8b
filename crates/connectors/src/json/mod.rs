//! Reading JSON: scalars leniently, structure strictly, everything capped.
//!
//! A reason names what was expected and never quotes the answer: it goes into
//! the log, and answers hold names and phone numbers.

mod scalar;
mod structure;

pub(crate) use scalar::{Amount, Count, Flag, Id, Moment, Number, Text};
pub(crate) use structure::{List, Object, Strict};

use crate::error::{Error, Result};
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_path_to_error::{Deserializer, Track};

/// The most objects an answer may hold: 200 000 entries of a tree and a few
/// around them.
const OBJECTS: usize = 200_016;
/// The most values: every entry may have several.
const SEPARATORS: usize = 2_000_000;
/// Characters of a path; a server may put anything into a key.
const LONGEST_PATH: usize = 200;

/// Reads the first JSON document of `text`. Real servers append a second one
/// to some errors; that there was more is noted in the log.
///
/// # Errors
/// `BrokenAnswer` with the path of what is not as `T` wants it, or of the place
/// where the JSON ends.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    check_size(text)?;
    let mut json = serde_json::Deserializer::from_str(text);
    // Keeping track of the path costs as much again as reading; a city's tree
    // that is as it should be need not pay for it.
    let Ok(value) = T::deserialize(&mut json) else {
        return Err(locate::<T>(text));
    };
    if json.end().is_err() {
        tracing::warn!("the answer goes on after its first document");
    }
    Ok(value)
}

/// Reads once more what could not be read, and says where and why.
fn locate<T: DeserializeOwned>(text: &str) -> Error {
    let mut json = serde_json::Deserializer::from_str(text);
    let mut track = Track::new();
    match T::deserialize(Deserializer::new(&mut json, &mut track)) {
        Err(error) => broken(&path(track), &reason(&error)),
        Ok(_) => broken(".", "not JSON"),
    }
}

/// An answer that is not of the protocol at `path`.
pub(crate) fn broken(path: &str, reason: &str) -> Error {
    Error::BrokenAnswer {
        path: path.to_owned(),
        reason: reason.to_owned(),
    }
}

/// A failure inside of a field, named from the whole answer.
pub(crate) fn within(field: &str, error: Error) -> Error {
    match error {
        Error::BrokenAnswer { path, reason } => Error::BrokenAnswer {
            path: format!("{field}.{path}"),
            reason,
        },
        error => error,
    }
}

/// Bounds what the values will need in memory before any is made: 32 MiB of
/// `{},` would be gigabytes.
fn check_size(text: &str) -> Result<()> {
    // Each count alone is done many bytes at a time.
    let count = |wanted: u8| text.bytes().filter(|byte| *byte == wanted).count();
    if count(b'{') > OBJECTS || count(b',') > SEPARATORS {
        return Err(broken(".", "more than 200 000 entries"));
    }
    Ok(())
}

fn path(track: Track) -> String {
    let path = track.path().to_string();
    match path.char_indices().nth(LONGEST_PATH) {
        Some((end, _)) => format!("{}…", &path[..end]),
        None => path,
    }
}

fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match error.classify() {
        Category::Eof => "the JSON is cut short".to_owned(),
        Category::Syntax if text.starts_with("recursion limit") => "nested too deep".to_owned(),
        Category::Syntax | Category::Io => "not JSON".to_owned(),
        Category::Data => match text.rsplit_once("expected ") {
            Some((_, rest)) => {
                let wanted = rest.split(" at line ").next().unwrap_or(rest);
                format!("expected {wanted}")
            }
            None => "of the wrong kind".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Default, Deserialize)]
    #[serde(default)]
    struct Row {
        name: Text,
        lower: List<Strict<Row>>,
    }

    fn failure(text: &str) -> (String, String) {
        match read::<Strict<Row>>(text) {
            Err(Error::BrokenAnswer { path, reason }) => (path, reason),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_failure_names_its_place_and_never_quotes_the_answer() {
        for (text, path, reason) in [
            ("", ".", "the JSON is cut short"),
            ("\"张三\"", ".", "expected an object"),
            ("[\"张三\"]", ".", "expected an object"),
            ("张三", ".", "not JSON"),
            (r#"{"name":["张三"]}"#, "name", "expected a single value"),
            (r#"{"name":true}"#, "name", "expected text"),
            (r#"{"lower":{"张三":1}}"#, "lower", "expected an array"),
            (r#"{"lower":"张三"}"#, "lower", "expected an array"),
            (
                r#"{"lower":[{},{"lower":["expected 张三"]}]}"#,
                "lower[1].lower[0]",
                "expected an object",
            ),
            (
                r#"{"lower":[{"name":"张"#,
                "lower[0].name",
                "the JSON is cut short",
            ),
        ] {
            assert_eq!(
                failure(text),
                (path.to_owned(), reason.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn a_path_of_the_servers_making_is_cut() {
        let (path, _) = failure(&format!("{{\"{}\":[}}", "张".repeat(10_000)));
        assert!(path.chars().count() <= LONGEST_PATH + 1, "{}", path.len());
    }

    #[test]
    fn only_the_first_document_is_read() {
        for rest in ["", " \r\n", "{\"name\":\"second\"}", "]", "<html>"] {
            let Strict(row) =
                read::<Strict<Row>>(&format!("{{\"name\":\"first\"}}{rest}")).unwrap();
            assert_eq!(row.name.0, "first", "{rest}");
        }
    }

    #[test]
    fn nesting_beyond_the_stack_is_refused() {
        let deep = "{\"lower\":[".repeat(1_000_000 / 10);
        assert_eq!(failure(&deep).1, "nested too deep");
        // What is not looked at is skipped without recursion.
        let unknown = format!("{{\"x\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(read::<Strict<Row>>(&unknown).is_ok());
    }

    #[test]
    fn a_flood_of_values_is_refused_before_any_is_made() {
        let objects = format!("{{\"lower\":[{}{{}}]}}", "{},".repeat(OBJECTS));
        assert_eq!(failure(&objects).1, "more than 200 000 entries");
        let values = format!("{{\"x\":[{}0]}}", "0,".repeat(SEPARATORS + 1));
        assert_eq!(failure(&values).1, "more than 200 000 entries");
    }
}
