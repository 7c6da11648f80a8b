//! The real app in a real window, on a desktop of its own, driven through
//! WebKit's driver. Linux only: the driver exists nowhere else.
#![cfg(target_os = "linux")]

#[path = "shell/driver/mod.rs"]
mod driver;
#[path = "shell/window.rs"]
mod window;
