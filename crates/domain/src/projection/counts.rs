//! How many of so many people, as weights of every number.

use super::{Phoned, belief::Shares};

/// What phoning is usually worth: of ten who are phoned six say they will
/// come; as good as ten calls.
const USUAL_CALLS: (f64, f64) = (6.0, 4.0);

/// Weights below this part of the largest are left out.
const NEGLIGIBLE: f64 = 1e-10;

/// The weight of each number from 0 on; they add up to 1.
pub(super) struct Counts {
    weights: Vec<f64>,
    /// Of at least each number.
    tails: Vec<f64>,
}

impl Counts {
    /// Of `people`, each with the same share, which is one of `shares`.
    pub(super) fn of(shares: &Shares, people: u32) -> Self {
        let size = usize::try_from(people).unwrap_or(usize::MAX - 1) + 1;
        let mut weights = vec![0.0; size];
        for (share, weight) in shares.iter().filter(|(_, weight)| *weight > 1e-9) {
            add_binomial(&mut weights, share, weight);
        }
        let all: f64 = weights.iter().sum();
        let mut tail = 0.0;
        let mut tails: Vec<f64> = weights
            .iter_mut()
            .rev()
            .map(|weight| {
                *weight /= all;
                tail += *weight;
                tail
            })
            .collect();
        tails.reverse();
        Self { weights, tails }
    }

    /// That it is at least `number`.
    pub(super) fn at_least(&self, number: u32) -> f64 {
        let index = usize::try_from(number).unwrap_or(usize::MAX);
        self.tails.get(index).copied().unwrap_or(0.0).min(1.0)
    }

    /// The narrowest range that holds it with this confidence: of equally
    /// narrow ones the one that holds most.
    pub(super) fn range(&self, confidence: f64) -> (u32, u32) {
        let mut best: Option<(usize, f64, usize)> = None;
        let (mut low, mut held) = (0, 0.0);
        for (high, weight) in self.weights.iter().enumerate() {
            held += weight;
            while low < high && held - self.weights[low] >= confidence {
                held -= self.weights[low];
                low += 1;
            }
            let width = high - low;
            let better = best.is_none_or(|(narrowest, most, _)| {
                width < narrowest || (width == narrowest && held > most)
            });
            if held >= confidence && better {
                best = Some((width, held, low));
            }
        }
        let (width, _, low) = best.unwrap_or((self.weights.len() - 1, 1.0, 0));
        let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        (number(low), number(low + width))
    }
}

/// Adds `weight` times the binomial distribution of `share`, from its peak
/// outwards, as far as it counts.
fn add_binomial(weights: &mut [f64], share: f64, weight: f64) {
    let last = weights.len() - 1;
    #[expect(clippy::cast_precision_loss, reason = "people, far below 2^52")]
    let people = last as f64;
    if share <= 0.0 || last == 0 {
        weights[0] += weight;
        return;
    }
    let peak = ((people + 1.0) * share).floor().clamp(0.0, people);
    let odds = share / (1.0 - share);
    let at_peak = weight
        * (log_choose(people, peak) + peak * share.ln() + (people - peak) * (1.0 - share).ln())
            .exp();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the people"
    )]
    let start = peak as usize;
    weights[start] += at_peak;
    let (mut value, mut number) = (at_peak, peak);
    for slot in &mut weights[start + 1..] {
        value *= (people - number) / (number + 1.0) * odds;
        number += 1.0;
        *slot += value;
        if value < at_peak * NEGLIGIBLE {
            break;
        }
    }
    (value, number) = (at_peak, peak);
    for slot in weights[..start].iter_mut().rev() {
        value *= number / (people - number + 1.0) / odds;
        number -= 1.0;
        *slot += value;
        if value < at_peak * NEGLIGIBLE {
            break;
        }
    }
}

/// Of `called` people, how many come: the weight of each number. What came of
/// calls so far says how many promise; `waiting` is the share of the others
/// who accept without more ado.
pub(super) fn phoned(so_far: Phoned, waiting: f64, called: u32) -> Vec<f64> {
    let (promise, not) = (
        USUAL_CALLS.0 + f64::from(so_far.will_come),
        USUAL_CALLS.1 + f64::from(so_far.others),
    );
    let calls = promise + not;
    let come = promise / calls + not / calls * waiting;
    let (a, b) = ((come * calls).max(1e-6), ((1.0 - come) * calls).max(1e-6));
    let people = f64::from(called);
    let whole = log_beta(a, b);
    (0..=called)
        .map(|number| {
            let number = f64::from(number);
            let log =
                log_choose(people, number) + log_beta(a + number, b + people - number) - whole;
            log.exp()
        })
        .collect()
}

fn log_choose(all: f64, some: f64) -> f64 {
    libm::lgamma(all + 1.0) - libm::lgamma(some + 1.0) - libm::lgamma(all - some + 1.0)
}

fn log_beta(a: f64, b: f64) -> f64 {
    libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b)
}
