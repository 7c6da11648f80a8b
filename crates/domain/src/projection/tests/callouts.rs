//! Simulated call-outs. One kind is the drill's; in the others people do not
//! answer as the model believes.

use crate::projection::{Answers, Waits};

/// Splitmix64: small, seeded, good enough.
pub(super) struct Luck(u64);

impl Luck {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// Above 0 and below 1.
    fn unit(&mut self) -> f64 {
        ((self.next() >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    fn chance(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    fn normal(&mut self) -> f64 {
        (-2.0 * self.unit().ln()).sqrt() * (std::f64::consts::TAU * self.unit()).cos()
    }

    fn exponential(&mut self) -> f64 {
        -self.unit().ln()
    }
}

/// How a unit answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// As the simulated unit does, at other rates: lognormal delays, everybody
    /// willing in their own measure.
    Drill,
    /// Weibull delays, from a long trickle to a burst.
    Weibull,
    /// Some have the telephone in their hand, the others see it at their next
    /// break.
    TwoHabits,
    /// Offices answer together: each has its own pace and its own mind.
    Offices,
    /// Whoever answers late refuses more.
    Souring,
    /// Nobody sees it before some minute; then at a steady rate.
    DeadTime,
}

impl Kind {
    pub(super) const ALL: [Self; 6] = [
        Self::Drill,
        Self::Weibull,
        Self::TwoHabits,
        Self::Offices,
        Self::Souring,
        Self::DeadTime,
    ];
}

/// Everybody's answer: after how many minutes, and whether they accept.
pub(super) struct CallOut {
    pub gather_minutes: f64,
    people: Vec<Option<(f64, bool)>>,
}

impl CallOut {
    pub(super) fn new(kind: Kind, luck: &mut Luck) -> Self {
        let size = luck.between(20.0_f64.ln(), 400.0_f64.ln()).exp() as usize;
        let gather_minutes = luck.between(45.0, 240.0);
        let person = unit(kind, luck);
        let people = (0..size).map(|index| person(index, luck)).collect();
        Self {
            gather_minutes,
            people,
        }
    }

    pub(super) fn notified(&self) -> u32 {
        u32::try_from(self.people.len()).unwrap()
    }

    pub(super) fn accepted(&self, by: f64) -> u32 {
        let come =
            |one: &&Option<(f64, bool)>| one.is_some_and(|(at, accepts)| at <= by && accepts);
        u32::try_from(self.people.iter().filter(come).count()).unwrap()
    }

    pub(super) fn answers(&self, elapsed: f64) -> Answers {
        let waits: Vec<i64> = self
            .people
            .iter()
            .flatten()
            .filter(|(at, _)| *at <= elapsed)
            .map(|(at, _)| (at * 60_000.0) as i64)
            .collect();
        let accepted = self.accepted(elapsed);
        Answers {
            notified: self.notified(),
            accepted,
            refused: u32::try_from(waits.len()).unwrap() - accepted,
            elapsed_ms: (elapsed * 60_000.0) as i64,
            waits: Waits::of(&waits),
        }
    }
}

type Person = Box<dyn Fn(usize, &mut Luck) -> Option<(f64, bool)>>;

/// A unit with its own rates.
fn unit(kind: Kind, luck: &mut Luck) -> Person {
    let silent = luck.between(0.02, 0.4);
    let willing = luck.between(0.4, 0.95);
    match kind {
        Kind::Drill => {
            let median = luck.between(3.0, 20.0);
            let spread = luck.between(0.8, 1.4);
            Box::new(move |_, luck| {
                let mind = luck.between(willing - 0.25, willing + 0.05).clamp(0.0, 1.0);
                (!luck.chance(silent))
                    .then(|| (median * (spread * luck.normal()).exp(), luck.chance(mind)))
            })
        }
        Kind::Weibull => {
            let shape = luck.between(0.55, 1.4);
            let scale = luck.between(5.0, 60.0);
            Box::new(move |_, luck| {
                (!luck.chance(silent)).then(|| {
                    (
                        scale * luck.exponential().powf(1.0 / shape),
                        luck.chance(willing),
                    )
                })
            })
        }
        Kind::TwoHabits => {
            let at_hand = luck.between(0.3, 0.8);
            let breaks = luck.between(30.0, 120.0);
            Box::new(move |_, luck| {
                let delay = if luck.chance(at_hand) {
                    4.0 * (0.7 * luck.normal()).exp()
                } else {
                    luck.between(0.1, 1.0) * breaks
                };
                (!luck.chance(silent)).then(|| (delay, luck.chance(willing)))
            })
        }
        Kind::Offices => {
            let count = 3 + (luck.unit() * 6.0) as usize;
            let median = luck.between(4.0, 25.0);
            let offices: Vec<(f64, f64)> = (0..count)
                .map(|_| {
                    let pace = (0.6 * luck.normal()).exp();
                    let mind = (willing + luck.between(-0.25, 0.25)).clamp(0.05, 0.98);
                    (median * pace, mind)
                })
                .collect();
            Box::new(move |index, luck| {
                let (median, mind) = offices[index % offices.len()];
                (!luck.chance(silent))
                    .then(|| (median * (0.9 * luck.normal()).exp(), luck.chance(mind)))
            })
        }
        Kind::Souring => {
            let median = luck.between(4.0, 25.0);
            let half = luck.between(60.0, 240.0);
            Box::new(move |_, luck| {
                let delay = median * (luck.normal()).exp();
                let mind = willing * 0.5_f64.powf(delay / half);
                (!luck.chance(silent)).then(|| (delay, luck.chance(mind)))
            })
        }
        Kind::DeadTime => {
            let dead = luck.between(1.0, 12.0);
            let pace = luck.between(8.0, 60.0);
            Box::new(move |_, luck| {
                (!luck.chance(silent))
                    .then(|| (dead + pace * luck.exponential(), luck.chance(willing)))
            })
        }
    }
}
