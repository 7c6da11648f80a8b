//! The boards as the core answers them.

mod desk;
mod follow_ups;
mod rolls;
