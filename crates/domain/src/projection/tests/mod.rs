//! The model against call-outs that it was not made from.

mod callouts;
mod edges;

use super::*;
use callouts::{CallOut, Kind, Luck};
use std::collections::BTreeMap;

const CALL_OUTS: u64 = 1_000;

/// Looks at a simulated call-out at some moment before the gathering; answers
/// the evidence, and how many will have accepted by then in truth.
fn look(call_out: &CallOut, luck: &mut Luck) -> (Evidence<'static>, u32) {
    let elapsed = call_out.gather_minutes * luck.between(0.03, 0.85);
    let evidence = Evidence {
        answers: call_out.answers(elapsed),
        phoned: Phoned::default(),
        earlier: &[],
        wanted: call_out.notified() / 2,
        launched_at: Time(0),
        gather_at: at(call_out.gather_minutes),
        now: at(elapsed),
    };
    (evidence, call_out.accepted(call_out.gather_minutes))
}

#[expect(clippy::cast_possible_truncation, reason = "minutes of a call-out")]
fn at(minutes: f64) -> Time {
    Time((minutes * 60_000.0) as i64)
}

/// The share of call-outs whose truth lies within what `range` says, of all
/// and of each kind.
fn coverage(
    seed: u64,
    range: impl Fn(&Evidence<'_>) -> (u32, u32),
) -> (f64, BTreeMap<Kind, (f64, f64)>) {
    let mut luck = Luck::new(seed);
    let mut kinds: BTreeMap<Kind, Vec<(bool, u32)>> = BTreeMap::new();
    for index in 0..CALL_OUTS {
        let kind = Kind::ALL[usize::try_from(index).unwrap() % Kind::ALL.len()];
        let (evidence, truth) = look(&CallOut::new(kind, &mut luck), &mut luck);
        let (low, high) = range(&evidence);
        let holds = (low..=high).contains(&truth);
        kinds.entry(kind).or_default().push((holds, high - low));
    }
    let share = |all: &[(bool, u32)]| {
        all.iter().filter(|(holds, _)| *holds).count() as f64 / all.len() as f64
    };
    let whole: Vec<_> = kinds.values().flatten().copied().collect();
    let each = kinds.iter().map(|(kind, all)| {
        let width = all.iter().map(|(_, width)| f64::from(*width)).sum::<f64>();
        (*kind, (share(all), width / all.len() as f64))
    });
    (share(&whole), each.collect())
}

fn projected(evidence: &Evidence<'_>) -> (u32, u32) {
    let projection = project(evidence).unwrap();
    (projection.low, projection.high)
}

/// Unlike the model in every way that it could be unlike: see [`Kind`].
#[test]
fn four_of_five_call_outs_end_within_the_range() {
    let (whole, kinds) = coverage(20_261_126, projected);
    println!(
        "within the 80 % range, of {CALL_OUTS} call-outs: {:.1} %",
        whole * 100.0
    );
    for (kind, (share, width)) in kinds {
        println!(
            "  {kind:?}: {:.1} %, {width:.1} people wide on average",
            share * 100.0
        );
    }
    assert!((0.75..=0.85).contains(&whole), "{whole}");
}

/// The control: a range that believes the shares it saw, and nothing else,
/// would be caught.
#[test]
fn a_range_that_is_too_sure_of_itself_would_be_caught() {
    let (whole, _) = coverage(20_261_126, |evidence| {
        let (low, high) = projected(evidence);
        let middle = (low + high) / 2;
        let quarter = (high - low) / 8;
        (middle - quarter.min(middle), middle + quarter)
    });
    println!("within a quarter of the range: {:.1} %", whole * 100.0);
    assert!(whole < 0.75, "{whole}");
}

/// What [`Projection::chance`] says happens as often as it says.
#[test]
fn a_chance_comes_true_as_often_as_it_says() {
    let mut luck = Luck::new(7);
    let mut bands = [(0u32, 0u32, 0.0); 5];
    for index in 0..CALL_OUTS as usize {
        let kind = Kind::ALL[index % Kind::ALL.len()];
        let (evidence, truth) = look(&CallOut::new(kind, &mut luck), &mut luck);
        let chance = project(&evidence).unwrap().chance;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 to 4"
        )]
        let band = ((chance * 5.0) as usize).min(4);
        bands[band].0 += 1;
        bands[band].1 += u32::from(truth >= evidence.wanted);
        bands[band].2 += chance;
    }
    for (said, came, chances) in bands {
        let (said, came) = (f64::from(said), f64::from(came));
        println!(
            "said {:.0} %, came true {:.0} % of {said}",
            chances / said * 100.0,
            came / said * 100.0
        );
        // Four deviations of a share among so few.
        let slack = 0.1 + 2.0 * (0.25 / said).sqrt();
        assert!((came / said - chances / said).abs() < slack);
    }
}
