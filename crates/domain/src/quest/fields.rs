//! The form of a quest as it is typed. A draft keeps what was typed, as it was
//! typed; [`QuestFields::check`] and [`QuestFields::changes`] turn it into what
//! is sent, or say what is in the way.

use super::{QuestDetail, QuestType, ResetType, Reward};
use crate::{
    id::{CategoryId, QuestId},
    time::{Time, beijing},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// In what a time limit is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    Second,
    Minute,
    #[default]
    Hour,
    Day,
}

impl TimeUnit {
    pub(super) fn seconds(self) -> u32 {
        match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3_600,
            Self::Day => 86_400,
        }
    }

    /// The largest that so many seconds are a whole number of.
    fn of(seconds: u32) -> Self {
        [Self::Day, Self::Hour, Self::Minute]
            .into_iter()
            .find(|unit| seconds.is_multiple_of(unit.seconds()))
            .unwrap_or(Self::Second)
    }
}

/// A row of the rewards.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RewardFields {
    pub item: String,
    pub name: String,
    pub quantity: String,
    /// It may be empty.
    pub icon: String,
}

/// Everything that the form edits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct QuestFields {
    pub name: String,
    pub description: String,
    pub category: Option<CategoryId>,
    pub kind: Option<QuestType>,
    pub target_type: String,
    /// A JSON object; empty for none.
    pub target_params: String,
    pub target_count: String,
    pub rewards: Vec<RewardFields>,
    pub prerequisites: Vec<QuestId>,
    /// Empty for everybody.
    pub level_required: String,
    /// Empty for no limit.
    pub time_limit: String,
    pub time_unit: TimeUnit,
    /// `null`: as the server has it.
    pub reset: Option<ResetType>,
    /// Empty: as the server has it.
    pub max_completions: String,
    /// `null`: as the server has it.
    pub active: Option<bool>,
    /// `YYYY-MM-DD HH:MM`, Beijing time; empty for none.
    pub starts_at: String,
    pub ends_at: String,
}

impl QuestFields {
    /// As the form of a quest opens. What the server does not tell is empty.
    pub fn of(detail: &QuestDetail) -> Self {
        let quest = &detail.quest;
        let window = detail.window.as_ref();
        let limit = quest.time_limit_s.filter(|seconds| *seconds > 0);
        let time_unit = limit.map_or_else(TimeUnit::default, TimeUnit::of);
        let filled = |number: u32| match number {
            0 => String::new(),
            number => number.to_string(),
        };
        Self {
            name: quest.name.clone(),
            description: quest.description.clone(),
            category: quest.category.as_ref().map(|category| category.id.clone()),
            kind: Some(quest.kind.clone()),
            target_type: quest.target_type.clone(),
            target_params: detail.target_params.clone().unwrap_or_default(),
            target_count: quest.target_count.to_string(),
            rewards: quest.rewards.iter().map(RewardFields::of).collect(),
            prerequisites: detail
                .prerequisites
                .iter()
                .map(|needed| needed.quest.clone())
                .collect(),
            level_required: filled(detail.level_required),
            time_limit: filled(limit.unwrap_or(0) / time_unit.seconds()),
            time_unit,
            reset: quest.reset.clone(),
            max_completions: quest.max_completions.map(filled).unwrap_or_default(),
            active: detail.active,
            starts_at: typed(window.and_then(|window| window.starts_at)),
            ends_at: typed(window.and_then(|window| window.ends_at)),
        }
    }

    /// The same for another server, where an id of this one means something
    /// else.
    #[must_use]
    pub fn without_ids(self) -> Self {
        let nothing = |reward| RewardFields {
            item: String::new(),
            ..reward
        };
        Self {
            category: None,
            prerequisites: Vec::new(),
            rewards: self.rewards.into_iter().map(nothing).collect(),
            ..self
        }
    }
}

impl RewardFields {
    fn of(reward: &Reward) -> Self {
        Self {
            item: reward.item.to_string(),
            name: reward.name.clone(),
            quantity: reward.quantity.to_string(),
            icon: reward.icon.clone().unwrap_or_default(),
        }
    }
}

/// A time as it is typed; to the second where it has any.
fn typed(time: Option<Time>) -> String {
    let text = time
        .and_then(|time| time.to_civil(&beijing()))
        .unwrap_or_default();
    match text.strip_suffix(":00") {
        Some(minutes) => minutes.to_owned(),
        None => text,
    }
}
