//! What is in the way of creating or changing a quest.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Limits of the form, in characters.
pub const NAME_LIMIT: usize = 60;
pub const DESCRIPTION_LIMIT: usize = 500;
/// Of the target's type, and of an item's name and icon.
pub const WORD_LIMIT: usize = 60;
/// The largest number that a column of such a server holds.
pub const LARGEST: u32 = 2_147_483_647;

/// A field of 5.1 and 5.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuestField {
    Name,
    Description,
    Category,
    Kind,
    TargetType,
    TargetParams,
    TargetCount,
    /// The four of a reward's row.
    RewardItem,
    RewardName,
    RewardQuantity,
    RewardIcon,
    Prerequisites,
    LevelRequired,
    TimeLimit,
    MaxCompletions,
    StartsAt,
    EndsAt,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum QuestRule {
    Missing,
    TooLong {
        length: u32,
        limit: u32,
    },
    NotANumber,
    TooSmall {
        least: u32,
    },
    TooLarge {
        most: u32,
    },
    /// Where the JSON breaks off, from 1.
    NotJson {
        line: u32,
        column: u32,
    },
    /// JSON, and no object.
    NotAnObject,
    NotATime,
    /// It would be over before it began.
    InThePast,
    /// The end does not come after the start.
    BeforeStart,
    /// A quest that needs itself.
    Itself,
}

/// One thing in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuestProblem {
    pub field: QuestField,
    /// The reward's row, from 0; `null` for what is no row's.
    pub row: Option<u32>,
    #[serde(flatten)]
    pub rule: QuestRule,
}
