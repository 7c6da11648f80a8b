//! The boards as the core answers them.

mod desk;
mod rolls;
