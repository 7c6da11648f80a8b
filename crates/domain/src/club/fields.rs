//! A mission or a meeting as it is typed.

use crate::{
    id::{ClubId, StudentId},
    meeting::MeetingFields,
    mission::MissionFields,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// What the form of a draft edits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ClubFields {
    Mission(MissionFields),
    Meeting(MeetingFields),
}

impl ClubFields {
    pub fn club(&self) -> Option<&ClubId> {
        match self {
            Self::Mission(fields) => fields.club.as_ref(),
            Self::Meeting(fields) => fields.club.as_ref(),
        }
    }

    /// The same for another server, where an id of this one means something
    /// else.
    #[must_use]
    pub fn without_ids(self) -> Self {
        match self {
            Self::Mission(fields) => Self::Mission(fields.without_ids()),
            Self::Meeting(fields) => Self::Meeting(fields.without_ids()),
        }
    }

    /// The same without its time, which is chosen anew each time.
    #[must_use]
    pub fn without_times(self) -> Self {
        let deadline = String::new();
        match self {
            Self::Mission(fields) => Self::Mission(MissionFields { deadline, ..fields }),
            Self::Meeting(fields) => Self::Meeting(MeetingFields { deadline, ..fields }),
        }
    }

    /// Everybody who is chosen to get it, or a part of it.
    pub fn people(&self) -> BTreeSet<&StudentId> {
        match self {
            Self::Mission(fields) if fields.parts.is_empty() => fields.people.iter().collect(),
            Self::Mission(fields) => fields.parts.iter().flat_map(|part| &part.people).collect(),
            Self::Meeting(fields) => fields.people.iter().collect(),
        }
    }

    /// As typed; may be empty.
    pub fn content(&self) -> &str {
        match self {
            Self::Mission(fields) => &fields.content,
            Self::Meeting(fields) => &fields.content,
        }
    }
}
