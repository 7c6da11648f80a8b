//! The recipient picker: three views of one selection over a roster of up to
//! 100 000 people.
//!
//! A selection is ids, and a chosen container stands for **its own members
//! alone**. What follows from that:
//!
//! - Switching a container on chooses every container at and below it; a
//!   heading (an office in the tree of organisations, which has no id there)
//!   chooses the organisations at and below it. Switching a person on chooses
//!   the person, unless something else does already.
//! - Switching a person off dissolves every chosen container that has the
//!   person as its own member; the other members stay, one by one. Switching a
//!   container off does that with everybody at and below it. Off is really
//!   off, by whatever means they were chosen and in every view.
//! - A row is on when every distinct person at and below it is chosen, by
//!   whatever means; so the three views always agree.
//! - [`Recipients`] says what is sent.
//!
//! The rules stand in `picked`, what follows from a selection in `figures`,
//! the visible rows in `visible`. [`Desk`] ties them together for one draft
//! and knows no store; `state` keeps the desks of a client.

mod desk;
mod figures;
mod picked;
mod recipients;
mod roster;
mod state;
mod tree;
mod visible;

pub use desk::{Desk, NoSuchRow};
pub use recipients::Recipients;
pub use roster::Roster;
pub(crate) use state::{State, expand, recipients, roster, rows, toggle, toggle_matches, totals};

#[cfg(test)]
mod tests;
