//! The present, by the clock of a connection's server.
//!
//! A task's times are the server's, and this machine's clock may be hours off.
//! Whatever is reckoned from those times (phases, count-downs, what is too late)
//! is reckoned by [`Client::now_on`]; how old something is, by our own clock.

use crate::client::Client;
use muster_domain::{connection::notable_skew_ms, id::ConnectionId, time::Time};

impl Client {
    /// The server's clock minus ours, milliseconds; `None` where they agree to
    /// the minute, or nothing is known. Before the first answer since the
    /// start it is what the last reading of before told.
    pub(crate) fn clock_skew_ms(&self, connection: &ConnectionId) -> Option<i64> {
        self.inner()
            .links
            .skew_ms(connection)
            .and_then(notable_skew_ms)
    }

    /// The same to the second, as far as anything is known: for what lives no
    /// longer than seconds.
    pub(crate) fn exact_skew_ms(&self, connection: &ConnectionId) -> Option<i64> {
        self.inner().links.skew_ms(connection)
    }

    /// Now, by the server's clock.
    pub(crate) fn now_on(&self, connection: &ConnectionId) -> Time {
        self.on_clock_of(connection, self.now())
    }

    /// A moment of ours, by the server's clock.
    pub(crate) fn on_clock_of(&self, connection: &ConnectionId, ours: Time) -> Time {
        ours.plus_ms(self.clock_skew_ms(connection).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests;
