//! Quests against the reference backend, over HTTP: what the core reads, keeps,
//! sends and is told.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod administering;
mod cable;
mod desk;
mod guild;
mod late;
mod live;
mod logs;
mod reading;
#[path = "../seat/mod.rs"]
mod seat;
mod settling;
mod writing;
