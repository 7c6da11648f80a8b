//! Every decoder against answers that went wrong somewhere.

use super::{
    answer, convert,
    envelope::{Opened, open},
    wire,
};
use crate::{
    error::Result,
    mutation::{self, mutate, mutation},
};
use muster_domain::quest::{ResetOrder, ResetType};
use proptest::{prelude::*, test_runner::RngSeed};
use serde::de::DeserializeOwned;

type Decoder = fn(u16, &[u8]) -> Result<()>;

const CALLS: [(&str, Decoder); 20] = [
    ("list", |s, b| {
        value(s, b, |w| done(convert::list(w, 20, 1)))
    }),
    ("list.all", |s, b| {
        value(s, b, |w| done(convert::list(w, 20, 1)))
    }),
    ("detail", |s, b| {
        value(s, b, |w| convert::detail(w, &1.into()).map(drop))
    }),
    ("detail.admin", |s, b| {
        value(s, b, |w| convert::detail(w, &1.into()).map(drop))
    }),
    ("accept", |s, b| {
        value(s, b, |w| done(convert::accepted(w, &1.into())))
    }),
    ("complete", |s, b| {
        value(s, b, |w| done(convert::completed(w, &1.into())))
    }),
    ("claim-reward", |s, b| {
        value(s, b, |w| done(convert::claimed(w, &1.into())))
    }),
    ("progress", |s, b| {
        value(s, b, |w| done(convert::progress(w, &1.into())))
    }),
    ("progress.parts", |s, b| {
        value(s, b, |w| done(convert::progress(w, &1.into())))
    }),
    ("batch-accept", |s, b| {
        outcome(s, b, |w| done(convert::batch(w)))
    }),
    ("batch-claim-reward", |s, b| {
        outcome(s, b, |w| done(convert::batch(w)))
    }),
    ("create", |s, b| {
        value(s, b, |w| convert::created(w).map(drop))
    }),
    ("reset", |s, b| value(s, b, |w| done(reset(w)))),
    ("audit", |s, b| {
        value(s, b, |w| done(convert::audit(w, 50, 1)))
    }),
    ("categories", |s, b| {
        value(s, b, |w| done(convert::categories(w)))
    }),
    ("login", |s, b| value(s, b, |w: wire::SignedIn| done(w))),
    ("abandon", |s, b| open(&mutation::reply(s, b)?)?.check()),
    ("events.task_progress_updated", notice),
    ("events.task_completed", notice),
    ("events.task_expiring", notice),
];

fn done<T>(_: T) -> Result<()> {
    Ok(())
}

fn reset(wire: wire::Reset) -> ResetType {
    let order = ResetOrder {
        reset: ResetType::Daily,
        quests: Vec::new(),
    };
    convert::reset(wire, &order).reset
}

fn value<W: DeserializeOwned>(
    status: u16,
    bytes: &[u8],
    convert: impl FnOnce(W) -> Result<()>,
) -> Result<()> {
    let content = |opened: Opened<'_>| opened.value();
    answer(&mutation::reply(status, bytes)?, content, convert).map(drop)
}

fn outcome(
    status: u16,
    bytes: &[u8],
    convert: impl FnOnce(wire::Batch) -> Result<()>,
) -> Result<()> {
    let content = |opened: Opened<'_>| opened.outcome();
    answer(&mutation::reply(status, bytes)?, content, convert).map(drop)
}

/// A frame that is not text ends the connection before this.
fn notice(_: u16, bytes: &[u8]) -> Result<()> {
    convert::notice(&String::from_utf8_lossy(bytes)).map(drop)
}

fn fixture(call: usize) -> Vec<u8> {
    mutation::answer_of(&format!("questboard/{}", CALLS[call].0))
}

#[test]
fn every_fixture_reads_as_it_is() {
    for (call, (name, decode)) in CALLS.iter().enumerate() {
        let result = decode(200, &fixture(call));
        assert!(result.is_ok(), "{name}: {result:?}");
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
        call in 0..CALLS.len(),
        status in prop::sample::select(vec![200_u16, 200, 200, 401, 404, 500]),
        mutations in prop::collection::vec(mutation(), 1..6),
    ) {
        let mut bytes = fixture(call);
        for mutation in mutations {
            mutate(&mut bytes, mutation);
        }
        if let Err(error) = CALLS[call].1(status, &bytes) {
            prop_assert!(mutation::is_of_an_answer(&error), "{error:?}");
        }
    }

    #[test]
    fn no_bytes_at_all_make_a_decoder_panic(
        call in 0..CALLS.len(),
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let _ = CALLS[call].1(200, &bytes);
    }
}
