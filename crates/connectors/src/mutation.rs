//! Answers that went wrong somewhere, for testing decoders: bytes flipped, cut,
//! repeated and put in. Nothing may panic; a value or a typed error is all that
//! may come out.

use crate::{
    error::{Error, Result},
    http::{Body, Reply},
};
use muster_domain::time::Time;
use proptest::{prelude::*, sample::Index};

/// The answer of a file of `tests/fixtures`, as bytes.
pub(crate) fn answer_of(fixture: &str) -> Vec<u8> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures");
    let text = std::fs::read(format!("{root}/{fixture}.json")).unwrap();
    let fixture: serde_json::Value = serde_json::from_slice(&text).unwrap();
    serde_json::to_vec(&fixture["answer"]["body"]).unwrap()
}

/// The reply that has these bytes.
pub(crate) fn reply(status: u16, bytes: &[u8]) -> Result<Reply> {
    Ok(Reply {
        status,
        has_location: false,
        server_time: None,
        sent_at: Time(0),
        answered_at: Time(0),
        body: Body::of(bytes, "application/json")?,
    })
}

/// Whether an error can come from an answer at all.
pub(crate) fn is_of_an_answer(error: &Error) -> bool {
    !matches!(
        error,
        Error::Unreachable(_)
            | Error::TimedOut { .. }
            | Error::CutOff(_)
            | Error::TooLarge { .. }
            | Error::BadAddress
    )
}

#[derive(Clone, Debug)]
pub(crate) enum Mutation {
    Put(Index, u8),
    Insert(Index, Vec<u8>),
    Cut(Index, Index),
    Repeat(Index, Index),
    End(Index),
}

pub(crate) fn mutation() -> impl Strategy<Value = Mutation> {
    let at = any::<Index>;
    let telling = prop::sample::select(vec![
        "null",
        "[",
        "]",
        "{",
        "}",
        "\"",
        ",",
        ":",
        "0",
        "-1",
        "1e999",
        "true",
        "\\u0000",
        "\\ud800",
        "\u{feff}",
        "{}",
        "[]",
        "\"\"",
        "99999999999999999999",
    ]);
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Mutation::Put(at, byte)),
        (at(), telling).prop_map(|(at, text)| Mutation::Insert(at, text.into())),
        (at(), prop::collection::vec(any::<u8>(), 1..8))
            .prop_map(|(at, bytes)| Mutation::Insert(at, bytes)),
        (at(), at()).prop_map(|(from, to)| Mutation::Cut(from, to)),
        (at(), at()).prop_map(|(from, to)| Mutation::Repeat(from, to)),
        at().prop_map(Mutation::End),
    ]
}

fn range(from: Index, to: Index, length: usize) -> std::ops::Range<usize> {
    let (a, b) = (from.index(length), to.index(length));
    a.min(b)..a.max(b)
}

pub(crate) fn mutate(bytes: &mut Vec<u8>, mutation: Mutation) {
    let length = bytes.len();
    if length == 0 {
        return;
    }
    match mutation {
        Mutation::Put(at, byte) => bytes[at.index(length)] = byte,
        Mutation::Insert(at, new) => {
            let at = at.index(length);
            bytes.splice(at..at, new);
        }
        Mutation::Cut(from, to) => {
            bytes.drain(range(from, to, length));
        }
        Mutation::Repeat(from, to) => {
            let again = bytes[range(from, to, length)].to_vec();
            let at = to.index(length);
            bytes.splice(at..at, again);
        }
        Mutation::End(at) => bytes.truncate(at.index(length)),
    }
}
