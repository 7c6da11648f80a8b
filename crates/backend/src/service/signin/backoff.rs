//! The growing wait after failed attempts, per user and address and per
//! address alone. A user who is guessed at from elsewhere can still sign in.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::service::Refusal;

/// Failures without a wait, for one user from one address.
const FREE_PER_USER: u32 = 5;
/// Failures without a wait, for all users from one address.
const FREE_PER_ADDRESS: u32 = 20;
const LONGEST_WAIT_S: i64 = 300;
/// Failures are forgotten after this long without another.
const FORGET_AFTER: SignedDuration = SignedDuration::from_mins(15);
/// Entries at which the forgotten ones are cleared away.
const CLEAR_AT: usize = 10_000;

#[derive(Debug, Default)]
pub struct Backoff {
    failures: Mutex<HashMap<Key, Failures>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    User(String, IpAddr),
    Address(IpAddr),
}

#[derive(Debug, Clone, Copy)]
struct Failures {
    count: u32,
    last: Timestamp,
}

impl Failures {
    /// When the next attempt is allowed: 1, 2, 4, ... seconds after the last
    /// failure beyond the free ones.
    fn open_at(self, free: u32) -> Timestamp {
        let Some(beyond) = self.count.checked_sub(free) else {
            return self.last;
        };
        let wait = 2_i64.saturating_pow(beyond).min(LONGEST_WAIT_S);
        self.last + SignedDuration::from_secs(wait)
    }
}

impl Backoff {
    /// Counts an attempt as failed, or refuses it because it comes too early.
    /// A refused attempt is not counted.
    pub fn attempt(&self, username: &str, from: IpAddr, now: Timestamp) -> Result<(), Refusal> {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= CLEAR_AT {
            failures.retain(|_, entry| !forgotten(entry, now));
        }
        let keys = [
            (Key::User(username.to_owned(), from), FREE_PER_USER),
            (Key::Address(from), FREE_PER_ADDRESS),
        ];
        let open_at = keys
            .iter()
            .filter_map(|(key, free)| {
                let entry = failures.get(key).filter(|entry| !forgotten(entry, now))?;
                Some(entry.open_at(*free))
            })
            .max();
        if let Some(open_at) = open_at
            && open_at > now
        {
            let wait = Duration::try_from(open_at.duration_since(now)).unwrap_or_default();
            return Err(Refusal::Wait(wait));
        }
        for (key, _) in keys {
            let entry = failures.entry(key).or_insert(Failures {
                count: 0,
                last: now,
            });
            if forgotten(entry, now) {
                entry.count = 0;
            }
            entry.count += 1;
            entry.last = now;
        }
        Ok(())
    }

    /// Takes back the last attempt, which succeeded.
    pub fn succeeded(&self, username: &str, from: IpAddr) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.remove(&Key::User(username.to_owned(), from));
        if let Some(entry) = failures.get_mut(&Key::Address(from)) {
            entry.count = entry.count.saturating_sub(1);
        }
    }
}

fn forgotten(entry: &Failures, now: Timestamp) -> bool {
    now.duration_since(entry.last) >= FORGET_AFTER
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
    const THERE: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));

    fn start() -> Timestamp {
        "2026-05-06T04:00:00Z".parse().unwrap()
    }

    fn fail(backoff: &Backoff, times: u32, now: Timestamp) {
        for _ in 0..times {
            backoff.attempt("a", HERE, now).unwrap();
        }
    }

    fn wait(backoff: &Backoff, user: &str, from: IpAddr, now: Timestamp) -> Option<u64> {
        match backoff.attempt(user, from, now) {
            Ok(()) => None,
            Err(Refusal::Wait(wait)) => Some(wait.as_secs()),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn the_sixth_attempt_has_to_wait_and_each_failure_doubles_it() {
        let backoff = Backoff::default();
        let mut now = start();
        fail(&backoff, 5, now);
        for expected in [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300] {
            assert_eq!(wait(&backoff, "a", HERE, now), Some(expected));
            now += SignedDuration::from_secs(expected.cast_signed());
            assert_eq!(wait(&backoff, "a", HERE, now), None);
        }
    }

    #[test]
    fn one_user_waiting_holds_up_nobody_else() {
        let backoff = Backoff::default();
        fail(&backoff, 5, start());
        assert_eq!(wait(&backoff, "b", HERE, start()), None);
        assert_eq!(wait(&backoff, "a", THERE, start()), None);
    }

    #[test]
    fn many_users_from_one_address_wait_together() {
        let backoff = Backoff::default();
        for user in 0..20 {
            assert_eq!(wait(&backoff, &user.to_string(), HERE, start()), None);
        }
        assert_eq!(wait(&backoff, "another", HERE, start()), Some(1));
    }

    #[test]
    fn success_and_time_forget() {
        let backoff = Backoff::default();
        fail(&backoff, 5, start());
        backoff.succeeded("a", HERE);
        fail(&backoff, 5, start());
        assert_eq!(wait(&backoff, "a", HERE, start()), Some(1));
        assert_eq!(wait(&backoff, "a", HERE, start() + FORGET_AFTER), None);
    }
}
