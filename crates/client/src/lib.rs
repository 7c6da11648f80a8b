//! The offline core: what Muster does, without a window. Knows no Tauri.

mod bindings;
mod client;
pub mod commands;
mod fault;
mod gate;
pub mod host;
mod links;
mod outbox;
pub mod picker;
pub mod search;
mod settings;
mod store;
#[cfg(test)]
mod testing;

pub use bindings::bindings;
pub use client::{Caller, Client, Options};
