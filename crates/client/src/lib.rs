//! The offline core: what Muster does, without a window. Knows no Tauri.

mod bindings;
mod boards;
mod client;
pub mod commands;
mod connections;
mod demo;
mod drafts;
mod export;
mod fault;
mod gate;
pub mod host;
mod links;
mod outbox;
mod people;
pub mod picker;
mod positions;
mod reads;
pub mod search;
mod settings;
mod store;
mod sync;
mod tasks;
#[cfg(test)]
mod testing;

pub use bindings::bindings;
pub use client::{Caller, Client, Options};
