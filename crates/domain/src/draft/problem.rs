//! What is in the way of sending a draft.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Title,
    Detail,
    Wanted,
    GatherAt,
    FinishAt,
    Place,
    PlaceName,
    PlaceLat,
    PlaceLng,
    Recipients,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Rule {
    Missing,
    /// More characters than the server takes; for the title with its mark.
    TooLong {
        length: u32,
        limit: u32,
    },
    NotANumber,
    /// The headcount is 0.
    TooFew,
    /// The headcount is beyond any roster.
    TooMany,
    NotATime,
    /// Gathering lies in the past.
    InThePast,
    /// Finishing does not come after gathering.
    BeforeGathering,
    /// Outside ±90° or ±180°.
    OutOfRange,
    /// The saved place is gone.
    Unknown,
    /// Nobody is chosen.
    Nobody,
}

/// One thing in the way of sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problem {
    pub field: Field,
    #[serde(flatten)]
    pub rule: Rule,
}
