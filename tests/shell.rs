//! The real app in a real window, on a desktop of its own, driven through
//! WebKit's driver. Linux only: the driver exists nowhere else.
#![cfg(target_os = "linux")]
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, in what it shares with others too"
)]

#[path = "shell/clubs.rs"]
mod clubs;
#[path = "shell/driver/mod.rs"]
mod driver;
#[path = "shell/journey.rs"]
mod journey;
#[path = "shell/map.rs"]
mod map;
#[path = "shell/meeting.rs"]
mod meeting;
#[path = "shell/mission.rs"]
mod mission;
#[path = "shell/moments.rs"]
mod moments;
#[path = "shell/outside.rs"]
mod outside;
#[path = "shell/picker.rs"]
mod picker;
#[path = "shell/popups.rs"]
mod popups;
#[path = "shell/quest.rs"]
mod quest;
#[path = "shell/seat.rs"]
mod seat;
#[path = "shell/secrets.rs"]
mod secrets;
#[path = "shell/steps.rs"]
mod steps;
#[path = "shell/wall.rs"]
mod wall;
#[path = "shell/window.rs"]
mod window;
