//! Nobody, everybody, too late, promises, and history.

use super::super::*;

const MINUTE: i64 = 60_000;

fn answers(notified: u32, accepted: u32, refused: u32, elapsed_minutes: i64) -> Answers {
    let waits: Vec<i64> = (0..i64::from(accepted + refused))
        .map(|index| (index % elapsed_minutes.max(1) + 1) * MINUTE)
        .collect();
    Answers {
        notified,
        accepted,
        refused,
        elapsed_ms: elapsed_minutes * MINUTE,
        waits: Waits::of(&waits),
    }
}

fn evidence(answers: Answers, wanted: u32, gather_minutes: i64) -> Evidence<'static> {
    Evidence {
        answers,
        phoned: Phoned::default(),
        earlier: &[],
        wanted,
        launched_at: Time(0),
        gather_at: Time(gather_minutes * MINUTE),
        now: Time(answers.elapsed_ms),
    }
}

#[test]
fn the_range_never_leaves_what_is_possible() {
    for (notified, accepted, refused) in [
        (0, 0, 0),
        (1, 0, 0),
        (1, 1, 0),
        (120, 0, 0),
        (120, 41, 12),
        (120, 0, 120),
        (120, 119, 0),
        (10_000, 4_100, 1_200),
        // A server that counts more answers than people.
        (3, 4, 4),
    ] {
        for elapsed in [0, 1, 46, 117] {
            let given = evidence(answers(notified, accepted, refused, elapsed), 60, 118);
            let projection = project(&given).unwrap();
            let most = accepted + notified.saturating_sub(accepted + refused);
            assert!(projection.low >= accepted, "{given:?}");
            assert!(projection.low <= projection.high, "{given:?}");
            assert!(projection.high <= most, "{given:?}");
            assert!((0.0..=1.0).contains(&projection.chance), "{given:?}");
            let first = projection.cone[0];
            assert_eq!((first.low, first.high), (accepted, accepted), "{given:?}");
            assert!(projection.cone.is_sorted_by_key(|point| point.high));
        }
    }
}

#[test]
fn when_everybody_has_answered_there_is_nothing_left_to_guess() {
    let projection = project(&evidence(answers(120, 70, 50, 40), 60, 118)).unwrap();
    assert_eq!((projection.low, projection.high), (70, 70));
    assert_eq!(projection.advice, CallAdvice::Enough);
    let short = project(&evidence(answers(120, 50, 70, 40), 60, 118)).unwrap();
    assert_eq!(
        short.advice,
        CallAdvice::NotEnough {
            unread: 0,
            chance: 0.0
        }
    );
}

#[test]
fn after_the_gathering_nothing_is_projected() {
    assert_eq!(project(&evidence(answers(120, 41, 12, 118), 60, 118)), None);
    assert_eq!(project(&evidence(answers(120, 41, 12, 500), 60, 118)), None);
}

#[test]
fn the_longer_nobody_answers_the_less_is_expected() {
    let high = |elapsed| {
        project(&evidence(answers(120, 0, 0, elapsed), 60, 118))
            .unwrap()
            .high
    };
    assert!(
        high(1) > high(30) && high(30) > high(100),
        "{} {} {}",
        high(1),
        high(30),
        high(100)
    );
}

#[test]
fn the_advice_reaches_the_confidence_and_one_call_less_does_not() {
    let given = evidence(answers(120, 41, 12, 46), 60, 118);
    let projection = project(&given).unwrap();
    let CallAdvice::Call { people } = projection.advice else {
        panic!("{projection:?}");
    };
    assert!(projection.chance < CONFIDENCE);
    let view = View::new(&given);
    let shares = view.belief.shares(46.0, 118.0);
    let chance = |called: u32| {
        let rest = Counts::of(&shares, 67 - called);
        let come = phoned(Phoned::default(), shares.mean(), called);
        come.iter()
            .zip(0u32..)
            .map(|(weight, come)| weight * rest.at_least(19u32.saturating_sub(come)))
            .sum::<f64>()
    };
    println!(
        "call {people}: {:.3}, one less: {:.3}",
        chance(people),
        chance(people - 1)
    );
    assert!(chance(people) >= CONFIDENCE && chance(people - 1) < CONFIDENCE);
}

#[test]
fn calls_that_nobody_picks_up_ask_for_more_calls() {
    let with = |phoned| {
        let given = Evidence {
            phoned,
            ..evidence(answers(120, 41, 12, 100), 50, 118)
        };
        project(&given).unwrap().advice
    };
    let (CallAdvice::Call { people: usual }, CallAdvice::Call { people: bad }) = (
        with(Phoned::default()),
        with(Phoned {
            others: 12,
            ..Phoned::default()
        }),
    ) else {
        panic!("{:?}", with(Phoned::default()));
    };
    assert!(bad > usual, "{bad} {usual}");
}

#[test]
fn a_promise_counts_as_an_acceptance() {
    let given = Evidence {
        phoned: Phoned {
            will_come: 5,
            promised: 5,
            others: 0,
        },
        ..evidence(answers(120, 41, 12, 100), 60, 118)
    };
    let projection = project(&given).unwrap();
    assert_eq!((projection.cone[0].low, projection.promised), (46, 5));
    assert!(projection.low >= 46);
}

#[test]
fn earlier_call_outs_shape_what_is_expected_before_anybody_answers() {
    let eager = [answers(100, 90, 5, 120)];
    let tired = [answers(100, 10, 20, 120)];
    let with = |earlier| {
        let given = Evidence {
            earlier,
            ..evidence(answers(100, 0, 0, 1), 50, 120)
        };
        project(&given).unwrap()
    };
    let (good, bad, none) = (with(&eager[..]), with(&tired[..]), with(&[]));
    assert!(good.low > bad.low && good.high > bad.high);
    assert_eq!((good.basis, none.basis), (Basis::Earlier, Basis::Usual));
}

#[test]
fn a_projection_reads_back_from_its_text() {
    let projection = Projection {
        at: Time(5),
        low: 48,
        high: 59,
        chance: 0.25,
        promised: 3,
        advice: CallAdvice::Call { people: 9 },
        basis: Basis::Answers,
        cone: vec![RangePoint {
            at: Time(1),
            low: 41,
            high: 41,
        }],
    };
    let json = serde_json::to_string(&projection).unwrap();
    insta::assert_snapshot!(json, @r#"{"at":5,"low":48,"high":59,"chance":0.25,"promised":3,"advice":{"kind":"call","people":9},"basis":"answers","cone":[{"at":1,"low":41,"high":41}]}"#);
    assert_eq!(
        serde_json::from_str::<Projection>(&json).unwrap(),
        projection
    );
}
