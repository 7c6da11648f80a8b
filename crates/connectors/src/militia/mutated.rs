//! Every decoder against answers that went wrong somewhere: fixtures with
//! bytes flipped, cut, repeated and put in. Nothing may panic; a value or a
//! typed error is all that may come out.

use super::{Crs, convert, envelope::Dialect, roster};
use crate::{
    error::Result,
    http::Reply,
    mutation::{self, mutate, mutation},
};
use muster_domain::task::TaskList;
use proptest::{prelude::*, test_runner::RngSeed};
use serde::de::DeserializeOwned;

const CALLS: [(&str, Decoder); 10] = [
    ("info", |d, r| {
        value(d, r, |w| {
            convert::info(w, Crs::Gcj02);
            Ok(())
        })
    }),
    ("orgs", |d, r| value(d, r, |w| roster::orgs(w).map(drop))),
    ("offices", |d, r| {
        value(d, r, |w| roster::offices(w).map(drop))
    }),
    ("working", |d, r| {
        value(d, r, |w| {
            convert::tasks(w, TaskList::Working, 1);
            Ok(())
        })
    }),
    ("done", |d, r| {
        value(d, r, |w| {
            convert::tasks(w, TaskList::Done, 1);
            Ok(())
        })
    }),
    ("detail", |d, r| {
        value(d, r, |w| convert::detail(w, &1.into(), Crs::Bd09).map(drop))
    }),
    ("people", |d, r| {
        value(d, r, |w| {
            convert::participants(w);
            Ok(())
        })
    }),
    ("response", |d, r| {
        value(d, r, |w| {
            convert::responses(w, 1);
            Ok(())
        })
    }),
    ("gather", |d, r| {
        value(d, r, |w| {
            convert::check_ins(w, 1);
            Ok(())
        })
    }),
    // In the envelope, whatever the tasks speak.
    ("locations", |_, r| {
        value(Dialect::Enveloped, r, |w| {
            convert::whereabouts(w, 1, Crs::Gcj02);
            Ok(())
        })
    }),
];

type Decoder = fn(Dialect, &Reply) -> Result<()>;

fn value<W: DeserializeOwned>(
    dialect: Dialect,
    reply: &Reply,
    convert: impl FnOnce(W) -> Result<()>,
) -> Result<()> {
    match dialect.value(reply)? {
        Some(wire) => convert(wire),
        None => Err(dialect.nothing()),
    }
}

/// The answer of a fixture, as bytes.
fn fixture(dialect: Dialect, call: &str) -> Vec<u8> {
    mutation::answer_of(&format!("militia/{}/{call}", dialect.name()))
}

fn decode(dialect: Dialect, call: usize, status: u16, bytes: &[u8]) -> Result<()> {
    let reply = mutation::reply(status, bytes)?;
    CALLS[call].1(dialect, &reply)
}

#[test]
fn every_fixture_reads_as_it_is() {
    for dialect in [Dialect::Documented, Dialect::Enveloped] {
        for (call, (name, _)) in CALLS.iter().enumerate() {
            let result = decode(dialect, call, 200, &fixture(dialect, name));
            assert!(result.is_ok(), "{name}: {result:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 500,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_mutated_answer_makes_a_decoder_panic(
        enveloped: bool,
        call in 0..CALLS.len(),
        status in prop::sample::select(vec![200_u16, 200, 200, 201, 302, 400, 500]),
        mutations in prop::collection::vec(mutation(), 1..6),
    ) {
        let dialect = if enveloped { Dialect::Enveloped } else { Dialect::Documented };
        let mut bytes = fixture(dialect, CALLS[call].0);
        for mutation in mutations {
            mutate(&mut bytes, mutation);
        }
        if let Err(error) = decode(dialect, call, status, &bytes) {
            prop_assert!(mutation::is_of_an_answer(&error), "{error:?}");
        }
    }

    #[test]
    fn no_bytes_at_all_make_a_decoder_panic(
        enveloped: bool,
        call in 0..CALLS.len(),
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let dialect = if enveloped { Dialect::Enveloped } else { Dialect::Documented };
        let _ = decode(dialect, call, 200, &bytes);
    }
}
