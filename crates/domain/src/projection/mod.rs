//! 来得及吗? How many will have accepted when it is time to gather, as a range,
//! and how many more to phone. The model stands in ADR 0012.

mod belief;
mod counts;

use crate::time::Time;
use belief::Belief;
use counts::{Counts, phoned};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the range is meant to hold, and from what chance on a headcount counts
/// as good as reached.
pub const CONFIDENCE: f64 = 0.8;

/// Moments between now and the gathering at which the range is worked out.
const STEPS: i64 = 8;

/// Fewer answers than these say nothing by themselves: the range is what
/// call-outs are usually like.
const FEW_ANSWERS: u32 = 5;

/// The answers to a call-out, as far as they came within `elapsed_ms`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Answers {
    pub notified: u32,
    pub accepted: u32,
    pub refused: u32,
    /// From the launch until now, milliseconds.
    pub elapsed_ms: i64,
    pub waits: Waits,
}

/// How long those who answered took: all that the model needs of it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Waits {
    /// Answers whose time is known.
    pub count: u32,
    /// Sum, and sum of squares, of the natural logarithms of minutes.
    log_sum: f64,
    log_squares: f64,
}

impl Waits {
    /// A wait under five seconds counts as five: nobody reads faster, and a
    /// clock that runs behind may say so.
    pub fn of(waits_ms: &[i64]) -> Self {
        waits_ms.iter().fold(Self::default(), |all, &ms| {
            let log = minutes(ms.max(5_000)).ln();
            Self {
                count: all.count + 1,
                log_sum: all.log_sum + log,
                log_squares: all.log_squares + log * log,
            }
        })
    }
}

/// What came of phoning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Phoned {
    /// Said that they will come, whatever the server knows.
    pub will_come: u32,
    /// Did not pick up, or promised nothing.
    pub others: u32,
    /// Of those who will come: not counted as accepted yet.
    pub promised: u32,
}

/// Everything that a projection is made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence<'a> {
    pub answers: Answers,
    pub phoned: Phoned,
    /// Earlier call-outs of the same unit.
    pub earlier: &'a [Answers],
    pub wanted: u32,
    pub launched_at: Time,
    pub gather_at: Time,
    pub now: Time,
}

/// What a projection leans on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Mostly the answers to this call-out.
    Answers,
    /// Too few of them yet: mostly earlier call-outs of the unit.
    Earlier,
    /// Neither: what call-outs are usually like.
    Usual,
}

/// How many more to phone for [`CONFIDENCE`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CallAdvice {
    /// The headcount is as good as reached.
    Enough,
    /// So many of the unread, in calling order.
    Call { people: u32 },
    /// Even phoning all of the unread gives no more than this chance (0–1).
    NotEnough { unread: u32, chance: f64 },
}

/// The range at a moment between now and the gathering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RangePoint {
    pub at: Time,
    pub low: u32,
    pub high: u32,
}

/// The acceptances to be expected at gather time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Projection {
    pub at: Time,
    /// The narrowest range that holds the number with [`CONFIDENCE`].
    pub low: u32,
    pub high: u32,
    /// That at least the headcount will have accepted, 0–1.
    pub chance: f64,
    /// In the range: promised by phone, not accepted yet.
    pub promised: u32,
    pub advice: CallAdvice,
    pub basis: Basis,
    /// From now to the gathering.
    pub cone: Vec<RangePoint>,
}

/// Looks ahead to the gathering. `None` once it has begun: there is nothing
/// left to look ahead to.
pub fn project(evidence: &Evidence<'_>) -> Option<Projection> {
    let ahead_ms = evidence.gather_at.ms_since(evidence.now);
    if ahead_ms <= 0 {
        return None;
    }
    let view = View::new(evidence);
    let cone = (0..=STEPS)
        .map(|step| {
            let later_ms = ahead_ms * step / STEPS;
            let (low, high) = view.counts(later_ms).range(CONFIDENCE);
            RangePoint {
                at: evidence.now.plus_ms(later_ms),
                low: view.certain + low,
                high: view.certain + high,
            }
        })
        .collect::<Vec<_>>();
    let end = cone.last().copied()?;
    let (chance, advice) = view.advice(ahead_ms);
    Some(Projection {
        at: evidence.gather_at,
        low: end.low,
        high: end.high,
        chance,
        promised: view.promised,
        advice,
        basis: basis(evidence),
        cone,
    })
}

fn basis(evidence: &Evidence<'_>) -> Basis {
    let answered = |answers: &Answers| answers.accepted + answers.refused;
    if answered(&evidence.answers) >= FEW_ANSWERS {
        Basis::Answers
    } else if evidence.earlier.iter().map(answered).sum::<u32>() >= FEW_ANSWERS {
        Basis::Earlier
    } else {
        Basis::Usual
    }
}

/// The evidence, weighed.
struct View<'a> {
    evidence: &'a Evidence<'a>,
    belief: Belief,
    /// Accepted, or promised by phone.
    certain: u32,
    promised: u32,
    /// Unread and without a promise.
    open: u32,
}

impl<'a> View<'a> {
    fn new(evidence: &'a Evidence<'a>) -> Self {
        let answers = evidence.answers;
        let unread = answers
            .notified
            .saturating_sub(answers.accepted + answers.refused);
        let promised = evidence.phoned.promised.min(unread);
        Self {
            evidence,
            belief: Belief::of(&answers, evidence.earlier),
            certain: answers.accepted + promised,
            promised,
            open: unread - promised,
        }
    }

    /// How many more will have accepted after `later_ms`.
    fn counts(&self, later_ms: i64) -> Counts {
        let (from, to) = (
            self.evidence.answers.elapsed_ms,
            self.evidence.answers.elapsed_ms + later_ms,
        );
        Counts::of(&self.belief.shares(minutes(from), minutes(to)), self.open)
    }

    /// The chance as things stand, and what phoning does to it.
    fn advice(&self, ahead_ms: i64) -> (f64, CallAdvice) {
        let missing = self.evidence.wanted.saturating_sub(self.certain);
        let from = self.evidence.answers.elapsed_ms;
        let shares = self.belief.shares(minutes(from), minutes(from + ahead_ms));
        let chance = Counts::of(&shares, self.open).at_least(missing);
        if chance >= CONFIDENCE {
            return (chance, CallAdvice::Enough);
        }
        let waiting = shares.mean();
        let with = |called: u32| {
            let rest = Counts::of(&shares, self.open - called);
            phoned(self.evidence.phoned, waiting, called)
                .iter()
                .zip(0..)
                .map(|(weight, come)| weight * rest.at_least(missing.saturating_sub(come)))
                .sum::<f64>()
        };
        let all = with(self.open);
        if all < CONFIDENCE {
            let unread = self.open;
            return (
                chance,
                CallAdvice::NotEnough {
                    unread,
                    chance: all,
                },
            );
        }
        // Each call can only help: the least number is found by halving.
        let (mut too_few, mut enough) = (0, self.open);
        while enough - too_few > 1 {
            let middle = too_few + (enough - too_few) / 2;
            if with(middle) >= CONFIDENCE {
                enough = middle;
            } else {
                too_few = middle;
            }
        }
        (chance, CallAdvice::Call { people: enough })
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds of a call-out are far below 2^52"
)]
fn minutes(ms: i64) -> f64 {
    ms.max(0) as f64 / 60_000.0
}

#[cfg(test)]
mod tests;
