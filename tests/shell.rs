//! The real app in a real window, on a desktop of its own, driven through
//! WebKit's driver. Linux only: the driver exists nowhere else.
#![cfg(target_os = "linux")]

#[path = "shell/driver/mod.rs"]
mod driver;
#[path = "shell/journey.rs"]
mod journey;
#[path = "shell/secrets.rs"]
mod secrets;
#[path = "shell/steps.rs"]
mod steps;
#[path = "shell/window.rs"]
mod window;
