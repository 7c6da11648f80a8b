//! The protocols that the server speaks, all on one port. A dialect turns
//! requests into calls of `service/` and results into its own words; each is
//! a router of its own, merged in `server.rs`.

pub mod militia;
pub mod questboard;
mod read;
pub mod soptask;
pub mod weclubs;
