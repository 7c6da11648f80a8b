//! Militia servers: document 001.

mod calls;
mod faults;
mod locations;
mod proxies;
mod quirks;
mod redirects;
mod sessions;
mod support;
mod trees;
