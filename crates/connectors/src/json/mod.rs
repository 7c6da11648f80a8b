//! Reading JSON: scalars leniently, structure strictly, everything capped.
//!
//! A reason names what was expected and never quotes the answer: it goes into
//! the log, and answers hold names and phone numbers.

mod scalar;
mod structure;

pub(crate) use scalar::{Count, Flag, Id, Moment, Number, Text};
pub(crate) use structure::{List, Strict};

use crate::error::{Error, Result};
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_path_to_error::{Deserializer, Track};

/// The most objects an answer may hold: 200 000 entries of a tree and a few
/// around them.
const OBJECTS: usize = 200_016;
/// The most values: every entry may have several.
const SEPARATORS: usize = 2_000_000;

/// Reads the first JSON document of `text`. Real servers append a second one
/// to some errors; that there was more is noted in the log.
///
/// # Errors
/// `BrokenAnswer` with the path of what is not as `T` wants it, or of the place
/// where the JSON ends.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    check_size(text)?;
    let mut json = serde_json::Deserializer::from_str(text);
    let mut track = Track::new();
    let value = T::deserialize(Deserializer::new(&mut json, &mut track))
        .map_err(|error| broken(&track.path().to_string(), &reason(&error)))?;
    if json.end().is_err() {
        tracing::warn!("the answer goes on after its first document");
    }
    Ok(value)
}

/// An answer that is not of the protocol at `path`.
pub(crate) fn broken(path: &str, reason: &str) -> Error {
    Error::BrokenAnswer {
        path: path.to_owned(),
        reason: reason.to_owned(),
    }
}

/// Bounds what the values will need in memory before any is made: 32 MiB of
/// `{},` would be gigabytes.
fn check_size(text: &str) -> Result<()> {
    let (mut objects, mut separators) = (0, 0);
    for byte in text.bytes() {
        objects += usize::from(byte == b'{');
        separators += usize::from(byte == b',');
    }
    if objects > OBJECTS || separators > SEPARATORS {
        return Err(broken(".", "more than 200 000 entries"));
    }
    Ok(())
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
