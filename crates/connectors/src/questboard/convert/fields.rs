//! A quest that is created or changed, in the document's words.

use super::words::{reset_word, type_word};
use crate::questboard::wire::ask::{self, Id};
use muster_domain::{
    id::QuestId,
    quest::{Change, NewQuest, QuestEdit, Reward},
    time::{Time, beijing},
};
use serde_json::{Map, Value};

pub(in crate::questboard) fn create(quest: &NewQuest) -> ask::Fields<'_> {
    ask::Fields {
        id: None,
        name: Some(&quest.name),
        description: Some(&quest.description)
            .filter(|text| !text.is_empty())
            .map(String::as_str),
        category_id: Some(Id(quest.category.as_str())),
        r#type: Some(type_word(&quest.kind)),
        target_type: Some(&quest.target_type),
        target_params: quest.target_params.as_deref().map(object),
        target_count: Some(quest.target_count),
        rewards: Some(rewards(&quest.rewards)),
        prerequisite_tasks: Some(ids(&quest.prerequisites)).filter(|ids| !ids.is_empty()),
        level_required: quest.level_required,
        time_limit: quest.time_limit_s.map(Some),
        reset_type: quest.reset.as_ref().map(reset_word),
        max_completions: quest.max_completions,
        is_active: quest.active,
        start_time: quest.starts_at.map(|time| time.to_civil(&beijing())),
        end_time: quest.ends_at.map(|time| time.to_civil(&beijing())),
    }
}

pub(in crate::questboard) fn update<'a>(
    quest: &'a QuestId,
    edit: &'a QuestEdit,
) -> ask::Fields<'a> {
    let time = |change: &Change<Time>| change.value().and_then(|time| time.to_civil(&beijing()));
    // The parameters are an object, if an empty one.
    let params = |change: &Change<String>| object(change.value().map_or("{}", String::as_str));
    ask::Fields {
        id: Some(Id(quest.as_str())),
        name: edit.name.as_deref(),
        description: edit.description.as_deref(),
        category_id: edit.category.as_ref().map(|id| Id(id.as_str())),
        r#type: edit.kind.as_ref().map(type_word),
        target_type: edit.target_type.as_deref(),
        target_params: edit.target_params.as_ref().map(params),
        target_count: edit.target_count,
        rewards: edit.rewards.as_deref().map(rewards),
        prerequisite_tasks: edit.prerequisites.as_deref().map(ids),
        level_required: edit.level_required,
        time_limit: edit.time_limit_s.map(|change| change.value().copied()),
        reset_type: edit.reset.as_ref().map(reset_word),
        max_completions: edit.max_completions,
        is_active: edit.active,
        start_time: edit.starts_at.as_ref().map(time),
        end_time: edit.ends_at.as_ref().map(time),
    }
}

/// What was checked is one; what was not is sent as none.
fn object(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::Object(Map::new()))
}

fn rewards(rewards: &[Reward]) -> Vec<ask::Reward<'_>> {
    rewards.iter().map(reward).collect()
}

fn reward(reward: &Reward) -> ask::Reward<'_> {
    ask::Reward {
        item_id: Id(reward.item.as_str()),
        item_name: &reward.name,
        quantity: reward.quantity,
        icon: reward.icon.as_deref(),
    }
}

fn ids(quests: &[QuestId]) -> Vec<Id<'_>> {
    quests.iter().map(|quest| Id(quest.as_str())).collect()
}
