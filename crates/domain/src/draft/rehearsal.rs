//! The last look before anything is sent.

use super::Mark;
use crate::{picker::PickerTotals, time::Time};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the rehearsal sheet shows before anything is sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Rehearsal {
    pub task: RehearsedTask,
    pub totals: PickerTotals,
    /// The first few organisations, offices and people by name.
    pub orgs: Vec<String>,
    pub offices: Vec<String>,
    pub soldiers: Vec<String>,
    /// Why a second look is due; nothing here forbids sending.
    pub cautions: Vec<Caution>,
    /// The built-in backend phones nobody.
    pub demo: bool,
}

/// The facts of a [`crate::task::NewTask`], without its ids.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RehearsedTask {
    pub title: String,
    pub detail: String,
    pub mark: Mark,
    pub wanted: u32,
    pub gather_at: Time,
    pub finish_at: Time,
    pub place: String,
    pub new_place: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Caution {
    /// Fewer people are called than are wanted.
    FewerThanWanted,
    /// Gathering is less than 30 minutes away.
    GatherSoon,
    /// Gathering is more than 30 days away.
    GatherFarOff,
    /// The roster is older than a day.
    OldRoster,
    /// Chosen ids that the roster no longer knows are left out.
    UnknownLeftOut,
    /// The same call-out (title, times, place, headcount) went out within the
    /// last hour.
    SentBefore,
}
