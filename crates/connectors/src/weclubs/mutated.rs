//! Every decoder against answers that went wrong somewhere.

use super::{
    convert,
    envelope::{nothing, open, within},
};
use crate::{
    error::Result,
    mutation::{self, mutate, mutation},
};
use proptest::{prelude::*, test_runner::RngSeed};
use serde::de::DeserializeOwned;

type Decoder = fn(u16, &[u8]) -> Result<()>;

const CALLS: [(&str, Decoder); 18] = [
    ("get_my_mission", |s, b| {
        value(s, b, |w| done(convert::missions(w, 1)))
    }),
    ("get_my_mission_detail", |s, b| {
        value(s, b, |w| convert::mission(w, &1.into()).map(drop))
    }),
    ("get_my_mission_detail.child", |s, b| {
        value(s, b, |w| convert::mission(w, &1.into()).map(drop))
    }),
    ("get_meeting_participation", |s, b| {
        value(s, b, |w| done(convert::participation(w)))
    }),
    ("get_meeting_participation.counted", |s, b| {
        value(s, b, |w| done(convert::participation(w)))
    }),
    ("get_my_meeting", |s, b| {
        value(s, b, |w| done(convert::meetings(w, 1)))
    }),
    ("get_my_meeting_detail", |s, b| {
        value(s, b, |w| convert::meeting(w, &1.into()).map(drop))
    }),
    ("get_my_club", |s, b| {
        value(s, b, |w| done(convert::administered(w)))
    }),
    ("get_my_clubs", |s, b| {
        value(s, b, |w| done(convert::joined(w, 1)))
    }),
    ("get_club_students", |s, b| {
        value(s, b, |w| done(convert::roster(w, &1.into())))
    }),
    ("get_dynamic_list.mission", |s, b| {
        value(s, b, |w| done(convert::received_missions(w, 1)))
    }),
    ("get_dynamic_list.meeting", |s, b| {
        value(s, b, |w| done(convert::received_meetings(w, 1)))
    }),
    ("get_dynamic_list.notify", |s, b| {
        value(s, b, |w| done(convert::received_notices(w, 1)))
    }),
    ("get_dynamic_detail.mission", |s, b| {
        value(s, b, |w| convert::received_mission(w, &1.into()).map(drop))
    }),
    ("get_dynamic_detail.meeting", |s, b| {
        value(s, b, |w| convert::received_meeting(w, &1.into()).map(drop))
    }),
    ("get_dynamic_detail.notify", |s, b| {
        value(s, b, |w| convert::received_notice(w, &1.into()).map(drop))
    }),
    ("login", |s, b| {
        value(s, b, |w: super::wire::SignedIn| done(w))
    }),
    ("public_mission", |s, b| {
        open(&mutation::reply(s, b)?)?.check()
    }),
];

fn done<T>(_: T) -> Result<()> {
    Ok(())
}

fn value<W: DeserializeOwned>(
    status: u16,
    bytes: &[u8],
    convert: impl FnOnce(W) -> Result<()>,
) -> Result<()> {
    let reply = mutation::reply(status, bytes)?;
    let wire = open(&reply)?.value()?.ok_or_else(nothing)?;
    convert(wire).map_err(within)
}

fn fixture(call: usize) -> Vec<u8> {
    mutation::answer_of(&format!("weclubs/{}", CALLS[call].0))
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
