//! WeClubs servers: documents 000 and 004.

mod calls;
mod codes;
mod faults;
mod sessions;
mod settings;
mod support;
mod variants;
