//! Clubs against the reference backend, over HTTP: first the connector alone,
//! call by call.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod hall;
mod meetings;
mod missions;
mod people;
mod settings;
