//! What the answers so far say about those that are still to come.
//!
//! Whoever is called answers at all with a share *q*; who answers takes a time
//! whose logarithm is normal (μ, σ), and accepts with a share *θ*. None of the
//! four is known: they are weighed on a grid, by what was seen and by what
//! call-outs are usually like.

use super::Answers;
use std::f64::consts::SQRT_2;

/// Beyond this many people the evidence of one call-out weighs no more: people
/// of one unit do not answer independently of each other, and no curve is
/// exactly of this shape.
const WEIGHT: f64 = 90.0;

/// All earlier call-outs together weigh as much as so many people of this one.
const EARLIER_WEIGHT: f64 = 20.0;

/// How far those who have not answered may differ from what their comrades
/// suggest: the deviation of the log-odds.
const DRIFT: f64 = 0.2;

/// What call-outs are usually like: the logarithm of the median minutes, its
/// spread, and the share that answers, each with how much it varies.
const USUAL_MU: (f64, f64) = (2.2, 1.1);
const USUAL_SIGMA: (f64, f64) = (1.1, 0.4);
const USUAL_ANSWER: (f64, f64) = (4.0, 1.0);
const USUAL_ACCEPT: (f64, f64) = (3.0, 1.5);

const MU_STEPS: u32 = 45;
const MU_FROM: f64 = -1.6;
const MU_STEP: f64 = 0.17;
const SIGMAS: [f64; 8] = [0.5, 0.7, 0.9, 1.1, 1.3, 1.6, 2.0, 2.5];
const ANSWER_STEPS: u32 = 20;
const ACCEPT_STEPS: u32 = 15;

/// Gauss–Hermite with five nodes: places in deviations, and weights.
const DRIFTS: [(f64, f64); 5] = [
    (-2.856_970, 0.011_257),
    (-1.355_626, 0.222_076),
    (0.0, 0.533_333),
    (1.355_626, 0.222_076),
    (2.856_970, 0.011_257),
];

/// Log-odds from -9.5 to 9.5.
const BINS: usize = 191;
const BIN: f64 = 0.1;
const LOWEST: f64 = -9.5;

/// A weighed grid of what may be the case.
pub(super) struct Belief {
    cells: Vec<Cell>,
    /// Shares of acceptance, with weights.
    accept: Vec<(f64, f64)>,
}

struct Cell {
    mu: f64,
    sigma: f64,
    answer: f64,
    weight: f64,
}

/// How likely one who has not answered accepts within a span: values between 0
/// and 1, with weights that add up to 1.
pub(super) struct Shares(Vec<(f64, f64)>);

impl Shares {
    pub(super) fn mean(&self) -> f64 {
        self.0.iter().map(|(share, weight)| share * weight).sum()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (f64, f64)> {
        self.0.iter().copied()
    }
}

impl Belief {
    pub(super) fn of(answers: &Answers, earlier: &[Answers]) -> Self {
        let past: f64 = earlier.iter().map(|one| f64::from(one.notified)).sum();
        let seen = std::iter::once((answers, WEIGHT / f64::from(answers.notified).max(WEIGHT)))
            .chain(
                earlier
                    .iter()
                    .map(|one| (one, EARLIER_WEIGHT / past.max(EARLIER_WEIGHT))),
            );
        let seen: Vec<(&Answers, f64)> = seen.collect();
        Self {
            cells: cells(&seen),
            accept: acceptance(&seen),
        }
    }

    /// For one who has not answered after `from` minutes: how likely they
    /// accept within `to`.
    pub(super) fn shares(&self, from: f64, to: f64) -> Shares {
        let mut answers = Histogram::default();
        let (mut shape, mut early, mut late) = ((f64::NAN, f64::NAN), 0.0, 0.0);
        for cell in &self.cells {
            if shape != (cell.mu, cell.sigma) {
                shape = (cell.mu, cell.sigma);
                (early, late) = (done_by(from, shape), done_by(to, shape));
            }
            let silent = 1.0 - cell.answer * early;
            answers.add(cell.answer * (late - early) / silent, cell.weight);
        }
        let mut shares = Histogram::default();
        for (answers, weight) in answers.shares() {
            for (accepts, weight) in self
                .accept
                .iter()
                .map(|(share, one)| (*share, one * weight))
            {
                let odds = log_odds(answers * accepts);
                for (place, part) in DRIFTS {
                    shares.add_odds(odds + DRIFT * place, part * weight);
                }
            }
        }
        Shares(shares.shares().collect())
    }
}

fn cells(seen: &[(&Answers, f64)]) -> Vec<Cell> {
    let mut cells = Vec::new();
    for step in 0..MU_STEPS {
        let mu = MU_FROM + MU_STEP * f64::from(step);
        for sigma in SIGMAS {
            let usual = -square((mu - USUAL_MU.0) / USUAL_MU.1) / 2.0
                - square((sigma - USUAL_SIGMA.0) / USUAL_SIGMA.1) / 2.0;
            let spans: Vec<(f64, f64, f64)> = seen
                .iter()
                .map(|(answers, power)| {
                    let done = done_by(super::minutes(answers.elapsed_ms), (mu, sigma));
                    (waits_fit(answers, done, (mu, sigma)), done, *power)
                })
                .collect();
            for step in 0..ANSWER_STEPS {
                let answer = (f64::from(step) + 0.5) / f64::from(ANSWER_STEPS);
                let fits: f64 = seen
                    .iter()
                    .zip(&spans)
                    .map(|((answers, _), (waits, done, power))| {
                        let answered = f64::from(answers.accepted + answers.refused);
                        let silent = f64::from(answers.notified) - answered;
                        let shown = waits + answered * answer.ln();
                        power * (shown + silent.max(0.0) * (1.0 - answer * done).ln())
                    })
                    .sum();
                let weight = usual + log_beta_density(answer, USUAL_ANSWER) + fits;
                cells.push(Cell {
                    mu,
                    sigma,
                    answer,
                    weight,
                });
            }
        }
    }
    let best = cells
        .iter()
        .map(|cell| cell.weight)
        .fold(f64::NEG_INFINITY, f64::max);
    for cell in &mut cells {
        cell.weight = (cell.weight - best).exp();
    }
    cells.retain(|cell| cell.weight > 1e-7);
    let all: f64 = cells.iter().map(|cell| cell.weight).sum();
    for cell in &mut cells {
        cell.weight /= all;
    }
    cells
}

/// How well the times of the answers fit the shape, as a logarithm. An answer
/// without a time came by now: `done`.
fn waits_fit(answers: &Answers, done: f64, (mu, sigma): (f64, f64)) -> f64 {
    let waits = answers.waits;
    let count = f64::from(waits.count);
    let undated = (f64::from(answers.accepted + answers.refused) - count).max(0.0);
    let squares = waits.log_squares - 2.0 * mu * waits.log_sum + count * mu * mu;
    -count * sigma.ln() - squares / (2.0 * sigma * sigma) + undated * done.max(1e-12).ln()
}

/// Shares of acceptance around what was seen, with weights.
fn acceptance(seen: &[(&Answers, f64)]) -> Vec<(f64, f64)> {
    let (mut accepted, mut refused) = USUAL_ACCEPT;
    for (answers, power) in seen {
        accepted += power * f64::from(answers.accepted);
        refused += power * f64::from(answers.refused);
    }
    let all = accepted + refused;
    let mean = accepted / all;
    let deviation = (mean * (1.0 - mean) / (all + 1.0)).sqrt();
    let from = (mean - 3.0 * deviation).max(0.005);
    let to = (mean + 3.0 * deviation).min(0.995);
    let places = (0..ACCEPT_STEPS)
        .map(|step| from + (to - from) * (f64::from(step) + 0.5) / f64::from(ACCEPT_STEPS));
    let weighed: Vec<(f64, f64)> = places
        .map(|share| (share, log_beta_density(share, (accepted, refused))))
        .collect();
    let best = weighed
        .iter()
        .map(|one| one.1)
        .fold(f64::NEG_INFINITY, f64::max);
    let all: f64 = weighed.iter().map(|one| (one.1 - best).exp()).sum();
    weighed
        .into_iter()
        .map(|(share, log)| (share, (log - best).exp() / all))
        .collect()
}

/// The share of those who ever answer that has done so within so many minutes.
fn done_by(minutes: f64, (mu, sigma): (f64, f64)) -> f64 {
    if minutes <= 0.0 {
        return 0.0;
    }
    0.5 * libm::erfc((mu - minutes.ln()) / (sigma * SQRT_2))
}

/// Up to a constant.
fn log_beta_density(share: f64, (a, b): (f64, f64)) -> f64 {
    (a - 1.0) * share.ln() + (b - 1.0) * (1.0 - share).ln()
}

fn square(value: f64) -> f64 {
    value * value
}

fn log_odds(share: f64) -> f64 {
    (share / (1.0 - share)).ln()
}

/// Weights of shares, in bins of equal width on the scale of log-odds. Between
/// two bins a weight is parted.
struct Histogram([f64; BINS]);

impl Default for Histogram {
    fn default() -> Self {
        Self([0.0; BINS])
    }
}

impl Histogram {
    fn add(&mut self, share: f64, weight: f64) {
        self.add_odds(log_odds(share.clamp(1e-9, 1.0 - 1e-9)), weight);
    }

    fn add_odds(&mut self, odds: f64, weight: f64) {
        #[expect(clippy::cast_precision_loss, reason = "191")]
        let last = (BINS - 1) as f64;
        let place = ((odds - LOWEST) / BIN).clamp(0.0, last);
        let below = place.floor();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and the last bin"
        )]
        let bin = below as usize;
        self.0[bin] += weight * (1.0 - (place - below));
        if bin + 1 < BINS {
            self.0[bin + 1] += weight * (place - below);
        }
    }

    fn shares(&self) -> impl Iterator<Item = (f64, f64)> {
        self.0
            .iter()
            .enumerate()
            .filter(|(_, weight)| **weight > 0.0)
            .map(|(bin, weight)| {
                #[expect(clippy::cast_precision_loss, reason = "below 191")]
                let odds = LOWEST + BIN * bin as f64;
                // Nothing at all is likely at the lowest end.
                let share = if bin == 0 {
                    0.0
                } else {
                    1.0 / (1.0 + (-odds).exp())
                };
                (share, *weight)
            })
    }
}
