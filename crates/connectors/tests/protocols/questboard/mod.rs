//! Questboard servers: document 003.

mod calls;
mod codes;
mod events;
mod faults;
mod sessions;
mod support;
mod variants;
