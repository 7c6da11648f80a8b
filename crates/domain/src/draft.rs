//! A call-out being written. A draft keeps what was typed, as it was typed;
//! [`TaskDraft::check`] turns it into a [`crate::task::NewTask`] or says what is in the way.

mod again;
mod check;
mod problem;
mod rehearsal;

pub use check::{CheckContext, DETAIL_LIMIT, PLACE_LIMIT, TITLE_LIMIT};
pub use problem::{Field, Problem, Rule};
pub use rehearsal::{Caution, Rehearsal, RehearsedTask};

use crate::{
    geo::Crs,
    id::{ConnectionId, DraftId, PlaceId},
    picker::Selection,
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether it is meant. The mark goes into the title, because the protocol has
/// no field for it and the people called must see it first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// 测试
    Test,
    /// 演练
    Drill,
    /// 实战
    #[default]
    Real,
}

impl Mark {
    /// What stands before the title; always Chinese, as its readers are.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Test => "【测试】",
            Self::Drill => "【演练】",
            Self::Real => "",
        }
    }

    /// The mark and the title of a task that was published.
    pub fn of_title(title: &str) -> (Self, &str) {
        let marked = [Self::Test, Self::Drill]
            .into_iter()
            .find_map(|mark| Some((mark, title.strip_prefix(mark.prefix())?)));
        marked.unwrap_or((Self::Real, title))
    }
}

/// The gather place as chosen or typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DraftPlace {
    Unset,
    Saved {
        id: PlaceId,
    },
    /// Becomes a saved place on the server (`place_id: -1`).
    New {
        name: String,
        lat: String,
        lng: String,
        crs: Crs,
    },
}

/// Everything of a draft that the form edits. Numbers and times are the text
/// in their fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TaskFields {
    pub mark: Mark,
    pub title: String,
    pub detail: String,
    /// 征集人数
    pub wanted: String,
    /// `YYYY-MM-DD HH:MM`, Beijing time.
    pub gather_at: String,
    /// `YYYY-MM-DD HH:MM`, Beijing time.
    pub finish_at: String,
    pub place: DraftPlace,
}

impl TaskFields {
    /// From when to when the task lasts, where that was typed and makes sense.
    pub fn span(&self) -> Option<(Time, Time)> {
        let [from, to] = [&self.gather_at, &self.finish_at]
            .map(|text| Time::from_civil(text, &crate::time::beijing()));
        from.zip(to).filter(|(from, to)| from < to)
    }

    /// The same for another server, where an id of this one means something
    /// else.
    #[must_use]
    pub fn without_ids(self) -> Self {
        let place = match self.place {
            DraftPlace::Saved { .. } => DraftPlace::Unset,
            place => place,
        };
        Self { place, ..self }
    }

    /// The same without its times, which are chosen anew each time.
    #[must_use]
    pub fn without_times(self) -> Self {
        Self {
            gather_at: String::new(),
            finish_at: String::new(),
            ..self
        }
    }
}

impl Default for TaskFields {
    fn default() -> Self {
        Self {
            mark: Mark::default(),
            title: String::new(),
            detail: String::new(),
            wanted: String::new(),
            gather_at: String::new(),
            finish_at: String::new(),
            place: DraftPlace::Unset,
        }
    }
}

/// A draft. Its selection is edited through the picker's commands and stays in
/// Rust: it may hold every id of a city.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskDraft {
    pub id: DraftId,
    pub connection: ConnectionId,
    pub created_at: Time,
    pub changed_at: Time,
    pub fields: TaskFields,
    pub selection: Selection,
}

/// A draft as the form sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DraftView {
    pub id: DraftId,
    pub connection: ConnectionId,
    pub changed_at: Time,
    pub fields: TaskFields,
    /// What is in the way of sending it, as far as is known without a server.
    pub problems: Vec<Problem>,
}
