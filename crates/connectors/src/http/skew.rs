//! How far a server's clock is from ours.

use super::Reply;
use muster_domain::time::Time;
use std::sync::atomic::{AtomicI64, Ordering};

/// An answer that took longer says too little, milliseconds: the server may
/// have read its clock at any moment of it.
const LONGEST_MS: i64 = 20_000;

/// Two measurements that differ by less are the same, milliseconds. The header
/// has whole seconds, and a network takes its time.
const NOISE_MS: i64 = 5_000;

/// What stands for "not known": no clock is that far off.
const UNKNOWN: i64 = i64::MIN;

/// The server's clock minus ours, as the last answers tell.
#[derive(Debug)]
pub(crate) struct Skew(AtomicI64);

impl Default for Skew {
    fn default() -> Self {
        Self(AtomicI64::new(UNKNOWN))
    }
}

impl Skew {
    pub(crate) fn note(&self, reply: &Reply) {
        self.take(reply.clock_skew_ms());
    }

    /// Takes what an answer came to, milliseconds, if it came to anything.
    pub(crate) fn take(&self, measured: Option<i64>) {
        if let Some(measured) = measured {
            let is_news = self
                .get()
                .is_none_or(|known| measured.abs_diff(known) >= NOISE_MS.unsigned_abs());
            if is_news {
                self.0.store(measured, Ordering::Relaxed);
            }
        }
    }

    /// Milliseconds.
    pub(crate) fn get(&self) -> Option<i64> {
        let known = self.0.load(Ordering::Relaxed);
        (known != UNKNOWN).then_some(known)
    }
}

impl Reply {
    /// The server's clock minus ours, milliseconds, if the server tells and
    /// answered soon enough: to half a second and half of the way there and
    /// back.
    pub(crate) fn clock_skew_ms(&self) -> Option<i64> {
        // The header leaves out what is below a second: half of one on average.
        self.skew_of(self.server_time?.plus_ms(500))
    }

    /// The same of a clock that is told to the millisecond.
    pub(crate) fn skew_of(&self, server: Time) -> Option<i64> {
        let took = self.answered_at.ms_since(self.sent_at);
        let middle = self.sent_at.plus_ms(took / 2);
        (0..=LONGEST_MS)
            .contains(&took)
            .then(|| server.ms_since(middle))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Body;

    fn reply(sent: i64, answered: i64, server: Option<i64>) -> Reply {
        Reply {
            status: 200,
            has_location: false,
            server_time: server.map(Time),
            sent_at: Time(sent),
            answered_at: Time(answered),
            body: Body::of("", "").unwrap(),
        }
    }

    #[test]
    fn the_middle_of_the_way_is_when_the_server_looked_at_its_clock() {
        assert_eq!(reply(0, 4_000, Some(62_000)).clock_skew_ms(), Some(60_500));
        assert_eq!(
            reply(90_000, 90_000, Some(0)).clock_skew_ms(),
            Some(-89_500)
        );
    }

    #[test]
    fn an_answer_that_took_long_or_was_overtaken_by_our_clock_tells_nothing() {
        assert_eq!(reply(0, 20_001, Some(0)).clock_skew_ms(), None);
        assert_eq!(reply(1, 0, Some(0)).clock_skew_ms(), None);
        assert_eq!(reply(0, 0, None).clock_skew_ms(), None);
    }

    #[test]
    fn what_is_known_does_not_tremble_with_the_network() {
        let skew = Skew::default();
        assert_eq!(skew.get(), None);
        for (server, known) in [
            (60_000, 60_500),
            (64_000, 60_500),
            (56_000, 60_500),
            (65_000, 65_500),
            (-43_200_000, -43_199_500),
        ] {
            skew.note(&reply(0, 0, Some(server)));
            skew.note(&reply(0, 0, None));
            assert_eq!(skew.get(), Some(known), "{server}");
        }
    }
}
