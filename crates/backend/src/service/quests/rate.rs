//! How many calls a user may make: a bucket that fills steadily and is full
//! for whoever has been away. Nobody who clicks ever finds it empty.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

use super::{Refusal, Result};

/// Calls that one user may make.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// At once, after a pause.
    pub burst: u32,
    /// Steadily.
    pub per_second: f64,
}

impl Default for Rate {
    fn default() -> Self {
        Self {
            burst: 20,
            per_second: 10.0,
        }
    }
}

/// A bucket a user.
#[derive(Debug)]
pub struct Buckets {
    /// `None`: as many as anybody likes.
    rate: Option<Rate>,
    left: Mutex<HashMap<i64, (f64, Timestamp)>>,
}

impl Buckets {
    pub fn new(rate: Option<Rate>) -> Self {
        Self {
            rate,
            left: Mutex::default(),
        }
    }

    /// Counts a call. Refused, it counts for nothing.
    pub fn take(&self, user_id: i64, now: Timestamp) -> Result<()> {
        let Some(rate) = self.rate else {
            return Ok(());
        };
        let full = f64::from(rate.burst);
        let mut all = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let (left, since) = all.entry(user_id).or_insert((full, now));
        let passed = now.duration_since(*since).as_secs_f64().max(0.0);
        *left = (*left + passed * rate.per_second).min(full);
        *since = now;
        if *left < 1.0 {
            return Err(Refusal::TooOften);
        }
        *left -= 1.0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    fn start() -> Timestamp {
        "2026-05-06T04:00:00Z".parse().unwrap()
    }

    fn taken(buckets: &Buckets, user_id: i64, calls: usize, now: Timestamp) -> usize {
        (0..calls)
            .filter(|_| buckets.take(user_id, now).is_ok())
            .count()
    }

    #[test]
    fn a_burst_then_a_steady_flow_and_each_user_alone() {
        let buckets = Buckets::new(Some(Rate::default()));
        assert_eq!(taken(&buckets, 1, 50, start()), 20);
        assert_eq!(taken(&buckets, 2, 50, start()), 20);
        let later = |ms| start() + SignedDuration::from_millis(ms);
        assert_eq!(taken(&buckets, 1, 50, later(99)), 0);
        assert_eq!(taken(&buckets, 1, 50, later(100)), 1);
        assert_eq!(taken(&buckets, 1, 50, later(1_100)), 10);
        assert_eq!(taken(&buckets, 1, 50, later(60_000)), 20);
        // A clock set back gives and takes nothing.
        assert_eq!(taken(&buckets, 1, 50, start()), 0);
    }

    /// Eight clicks a second for an hour, each of them a call.
    #[test]
    fn a_person_who_clicks_is_never_refused() {
        let buckets = Buckets::new(Some(Rate::default()));
        for click in 0..8 * 3_600 {
            let now = start() + SignedDuration::from_millis(click * 125);
            buckets.take(1, now).unwrap();
        }
        // The control: a program that does not stop is.
        assert!(taken(&buckets, 1, 100, start() + SignedDuration::from_hours(1)) < 100);
    }

    #[test]
    fn without_a_rate_everything_passes() {
        let buckets = Buckets::new(None);
        assert_eq!(taken(&buckets, 1, 1_000, start()), 1_000);
    }
}
