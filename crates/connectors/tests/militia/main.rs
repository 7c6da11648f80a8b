//! The militia connector against servers that say exactly what a test wants.
//! Its only common ground with the reference backend is `tests/fixtures`.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "what a test's support cannot do, fails the test"
)]

mod calls;
mod faults;
mod locations;
mod proxies;
mod quirks;
mod redirects;
mod sessions;
mod support;
mod trees;
