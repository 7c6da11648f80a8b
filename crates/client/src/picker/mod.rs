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
//! - Switching something off takes back the choice of the containers at and
//!   below it and excludes everybody there, so that off is really off, by
//!   whatever means they were chosen and in every view. The containers that
//!   hold them as well stay chosen, without them. An exclusion from nothing is
//!   forgotten. Whoever is switched on is excluded no longer.
//! - A row is on when every distinct person at and below it is chosen, by
//!   whatever means; so the three views always agree.
//! - [`Recipients`] says what is sent.
//!
//! The rules stand in `picked`, what an exclusion is taken out of in
//! `exclusions`, what follows from a selection in `figures`, the visible rows
//! in `visible`, the people behind the totals in `lists`, who is on another
//! task in `elsewhere`. [`Desk`] ties them together for one draft
//! and knows no store; `state` keeps the rosters and the desks of a client, and
//! `draft` opens a desk for who asks.

mod arrival;
mod desk;
mod draft;
mod elsewhere;
mod exclusions;
mod figures;
mod lists;
mod picked;
mod recipients;
mod roster;
mod state;
mod tree;
mod visible;

pub(crate) use arrival::arrive;
pub use desk::{Desk, NoSuchRow};
pub(crate) use draft::{
    add, expand, list, overlapping, rows, seek, toggle, toggle_matches, totals,
};
pub use recipients::Recipients;
pub use roster::Roster;
pub(crate) use state::{State, recipients, roster, selection_of};

#[cfg(test)]
pub(crate) mod tests;
