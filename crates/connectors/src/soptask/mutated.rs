//! Every decoder against answers that went wrong somewhere.

use super::{
    convert,
    envelope::{open, within},
};
use crate::{
    error::Result,
    mutation::{self, mutate, mutation},
};
use proptest::{prelude::*, test_runner::RngSeed};
use serde::de::DeserializeOwned;

type Decoder = fn(u16, &[u8]) -> Result<()>;

const CALLS: [(&str, Decoder); 9] = [
    ("businessList", |s, b| {
        value(s, b, |w| convert::enterprises(w, 1).map(drop))
    }),
    ("businessList.paged", |s, b| {
        value(s, b, |w| convert::enterprises(w, 1).map(drop))
    }),
    ("getTaskList", |s, b| {
        value(s, b, |w| convert::tasks(w, 1).map(drop))
    }),
    ("getTaskList.list", |s, b| {
        value(s, b, |w| convert::tasks(w, 1).map(drop))
    }),
    ("getFriendsJobList", |s, b| {
        value(s, b, |w| convert::jobs(w, 1).map(drop))
    }),
    ("getFriendsJobList.all", |s, b| {
        value(s, b, |w| convert::jobs(w, 1).map(drop))
    }),
    ("getFriendsJobDetailsList", |s, b| {
        value(s, b, |w| convert::people(w, 1).map(drop))
    }),
    ("login", |s, b| open(&mutation::reply(s, b)?)?.check()),
    ("manageBusiness", |s, b| {
        open(&mutation::reply(s, b)?)?.check()
    }),
];

fn value<W: DeserializeOwned>(
    status: u16,
    bytes: &[u8],
    convert: impl FnOnce(W) -> Result<()>,
) -> Result<()> {
    let reply = mutation::reply(status, bytes)?;
    convert(open(&reply)?.value()?).map_err(within)
}

fn fixture(call: usize) -> Vec<u8> {
    mutation::answer_of(&format!("soptask/{}", CALLS[call].0))
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
        status in prop::sample::select(vec![200_u16, 200, 200, 302, 404, 500]),
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
