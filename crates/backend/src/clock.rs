//! Where the time comes from.

use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::tz::{self, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// What the documents mean by a time without a zone.
pub const BEIJING: TimeZone = TimeZone::fixed(tz::offset(8));

/// Tells the time. Nothing in the backend asks the system behind its back.
pub trait Clock: fmt::Debug + Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// The time of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that stands until it is moved, for tests.
#[derive(Debug)]
pub struct ManualClock {
    unix_ms: AtomicI64,
}

impl ManualClock {
    /// A clock that stands at `now`, cut to whole milliseconds.
    pub fn at(now: Timestamp) -> Self {
        Self {
            unix_ms: AtomicI64::new(now.as_millisecond()),
        }
    }

    /// Moves the clock; a negative step moves it back.
    pub fn advance(&self, step: SignedDuration) {
        let millis = i64::try_from(step.as_millis()).unwrap_or(i64::MAX);
        self.unix_ms.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.unix_ms.load(Ordering::SeqCst))
            .unwrap_or(Timestamp::UNIX_EPOCH)
    }
}
