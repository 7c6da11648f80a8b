//! The offline core: what Muster does, without a window. Knows no Tauri.

mod bindings;
mod boards;
mod client;
mod clubs;
pub mod commands;
mod connections;
mod demo;
mod diagnostics;
mod drafts;
mod export;
mod fault;
mod finder;
mod gate;
pub mod host;
mod links;
mod moments;
mod notices;
mod outbox;
mod packet;
mod people;
pub mod picker;
mod positions;
mod quests;
mod reads;
mod saved;
mod screen_lock;
pub mod search;
mod server_clock;
mod settings;
mod store;
mod sync;
mod tasks;
#[cfg(test)]
mod testing;
mod threads;
mod tiles;

pub use bindings::bindings;
pub use client::{Caller, Client, Options};
pub use tiles::Tile;
