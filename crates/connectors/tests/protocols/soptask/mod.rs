//! SopTask servers: document 002.

mod addresses;
mod calls;
mod faults;
mod refusals;
mod sessions;
mod support;
mod variants;
