//! Clubs against the reference backend, over HTTP: the connector alone, call by
//! call, then the whole core.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod attendance;
mod codes;
mod desk;
mod hall;
mod meetings;
mod mission_people;
mod missions;
#[path = "../office/mod.rs"]
mod office;
mod people;
mod reading;
mod receiving;
#[path = "../seat/mod.rs"]
mod seat;
mod settings;
mod window;
mod wire;
mod writing;
