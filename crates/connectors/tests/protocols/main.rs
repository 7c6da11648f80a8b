//! The connectors against servers that say exactly what a test wants. Their only
//! common ground with the reference backend is `tests/fixtures`.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "what a test's support cannot do, fails the test"
)]

mod faults;
mod militia;
mod questboard;
mod server;
mod soptask;
mod weclubs;
