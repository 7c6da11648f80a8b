//! The outbox against a server in memory, with time that runs only while
//! nothing else does.

mod addressees;
mod desk;
mod endings;
mod reading_back;
mod record;
mod sending;
