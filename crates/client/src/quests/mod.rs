//! Quests as the cache has them, and what is done to them.

mod acts;
mod board;
pub(crate) mod drafts;
mod live;
mod one;
mod outcome;
mod patch;
mod patience;

pub(crate) use acts::{Act, ManyAct, act, act_on_many, delete, reset};
pub(crate) use board::{board, category_name, every, list};
pub(crate) use live::{State, start, wake};
pub(crate) use one::{audit, categories, detail, standing};
pub(crate) use outcome::{effect_shown, results};
pub(crate) use patch::patch;
pub(crate) use patience::patiently;

use crate::{
    client::Client,
    commands::{QuestView, Target},
    reads::{self, clip},
};
use muster_domain::{
    error::AppError,
    id::ConnectionId,
    quest::{Category, Quest, QuestStatus, QuestType, ResetType, Reward},
    read::Read,
};
use serde::de::DeserializeOwned;

/// Characters of a description in a list.
const TEXT: usize = 240;

/// Rewards that a row names.
const REWARDS: usize = 50;

/// What the cache has of a view. What was never fetched is asked for now.
async fn kept<T: DeserializeOwned + Send + 'static>(
    client: &Client,
    connection: ConnectionId,
    view: QuestView,
) -> Result<Read<T>, AppError> {
    reads::kept(client, &Target::Quests { connection, view }).await
}

/// A quest as a row shows it.
fn shorten(quest: &mut Quest) {
    clip(&mut quest.name, reads::TITLE);
    clip(&mut quest.description, TEXT);
    clip(&mut quest.target_type, reads::NAME);
    clip_words(quest);
}

fn clip_words(quest: &mut Quest) {
    if let QuestType::Other(word) = &mut quest.kind {
        clip(word, reads::NAME);
    }
    if let QuestStatus::Other(word) = &mut quest.status {
        clip(word, reads::NAME);
    }
    if let Some(ResetType::Other(word)) = &mut quest.reset {
        clip(word, reads::NAME);
    }
    if let Some(category) = &mut quest.category {
        clip_category(category);
    }
    clip_rewards(&mut quest.rewards);
}

fn clip_category(category: &mut Category) {
    clip(&mut category.name, reads::NAME);
}

pub(crate) fn clip_rewards(rewards: &mut Vec<Reward>) {
    rewards.truncate(REWARDS);
    for reward in rewards {
        clip(&mut reward.name, reads::NAME);
        reward.icon = None;
    }
}
