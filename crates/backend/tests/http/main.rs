//! The backend as a client meets it: through HTTP, on loopback, with the time
//! standing still unless a test moves it.

// Always so for a test binary; said for clippy, which lets tests unwrap.
#![cfg(test)]

mod clubs;
mod door;
mod fixtures;
mod harness;
mod matrix;
mod moments;
mod publish;
mod quests;
mod wire;
