//! The offline core: what Muster does, without a window. Knows no Tauri.

mod bindings;
mod client;
pub mod commands;
pub mod host;

pub use bindings::bindings;
pub use client::{Caller, Client, Options};
