//! When codes were on screen, and arrivals that do not fit that.

use crate::time::Time;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A code that left the screen may still be good for so long, milliseconds.
const AFTERGLOW_MS: i64 = 15_000;
/// Two clocks are never quite the same.
const SLACK_MS: i64 = 5_000;
/// So many arrivals within so many milliseconds are a burst: one telephone
/// after the other takes longer.
const BURST: usize = 5;
const BURST_MS: i64 = 1_000;

/// A time during which codes of a meeting were on this machine's screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CodeWindow {
    pub from: Time,
    pub until: Time,
}

/// Whether somebody signed in while no code was on screen. Without a window
/// nobody knows: the codes may have been on another machine's.
pub fn is_outside(windows: &[CodeWindow], signed_at: Time) -> bool {
    let in_it = |window: &CodeWindow| {
        signed_at >= window.from.plus_ms(-SLACK_MS)
            && signed_at <= window.until.plus_ms(AFTERGLOW_MS + SLACK_MS)
    };
    !windows.is_empty() && !windows.iter().any(in_it)
}

/// The arrivals that are part of a burst, in order.
pub fn bursts(mut arrivals: Vec<Time>) -> Vec<Time> {
    arrivals.sort();
    let mut of_a_burst = vec![false; arrivals.len()];
    for (first, run) in arrivals.windows(BURST).enumerate() {
        if run[BURST - 1].ms_since(run[0]) <= BURST_MS {
            of_a_burst[first..first + BURST].fill(true);
        }
    }
    let arrivals = arrivals.into_iter().zip(of_a_burst);
    arrivals
        .filter_map(|(at, burst)| burst.then_some(at))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_signs_in_without_a_code_on_screen_is_outside() {
        let windows = [(100_000, 160_000), (400_000, 410_000)].map(|(from, until)| CodeWindow {
            from: Time(from),
            until: Time(until),
        });
        for (at, outside) in [
            (94_999, true),
            (95_000, false),
            (180_000, false),
            (180_001, true),
            (405_000, false),
            (500_000, true),
        ] {
            assert_eq!(is_outside(&windows, Time(at)), outside, "{at}");
        }
        assert!(!is_outside(&[], Time(1)), "shown elsewhere");
    }

    #[test]
    fn five_within_a_second_are_a_burst() {
        let times = |all: &[i64]| all.iter().map(|&at| Time(at)).collect::<Vec<_>>();
        let hasty = times(&[9_000, 1_000, 1_200, 1_400, 1_600, 2_000, 5_000]);
        assert_eq!(bursts(hasty), times(&[1_000, 1_200, 1_400, 1_600, 2_000]));
        let orderly = times(&[1_000, 1_300, 1_600, 1_900, 2_200, 2_500]);
        assert_eq!(bursts(orderly), []);
        assert_eq!(bursts(times(&[7; 6])), times(&[7; 6]));
    }
}
