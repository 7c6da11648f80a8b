//! What came of what a user did, once (2.3 to 2.6) or for several quests at
//! once (chapter 4).

use serde::Serialize;

use super::{Reward, STATES, of, rewards};
use crate::dialects::questboard::words;
use crate::dialects::read::in_beijing;
use crate::service::quests::{Batch, Refusal, Seen};
use crate::store::{self, RunState};

#[derive(Serialize)]
pub struct Accepted {
    task_id: i64,
    status: i64,
    progress: i64,
    expire_at: Option<String>,
}

impl From<Seen> for Accepted {
    fn from(seen: Seen) -> Self {
        Self {
            task_id: seen.standing.quest.quest_id,
            status: of(&STATES, seen.standing.run.state),
            progress: seen.standing.run.progress,
            expire_at: seen.expires.map(in_beijing),
        }
    }
}

#[derive(Serialize)]
pub struct Abandoned {
    pub task_id: i64,
}

#[derive(Serialize)]
pub struct Completed {
    task_id: i64,
    status: i64,
    rewards: Vec<Reward>,
    can_claim_now: bool,
}

impl From<Seen> for Completed {
    fn from(seen: Seen) -> Self {
        let state = seen.standing.run.state;
        Self {
            task_id: seen.standing.quest.quest_id,
            status: of(&STATES, state),
            rewards: rewards(seen.standing.quest.plan.rewards),
            can_claim_now: state == RunState::Completed,
        }
    }
}

#[derive(Serialize)]
pub struct Claimed {
    task_id: i64,
    status: i64,
    rewards: Vec<Reward>,
}

impl Claimed {
    pub fn new(task_id: i64, given: Vec<store::Reward>) -> Self {
        Self {
            task_id,
            status: of(&STATES, RunState::Claimed),
            rewards: rewards(given),
        }
    }
}

/// Chapter 4: a row for each quest, in the order asked.
#[derive(Serialize)]
pub struct BatchAccepted {
    success_count: usize,
    failed_count: usize,
    results: Vec<Outcome>,
}

#[derive(Serialize)]
struct Outcome {
    task_id: i64,
    success: bool,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_code: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rewards: Option<Vec<Reward>>,
}

impl Outcome {
    fn done(task_id: i64, message: &str, rewards: Option<Vec<Reward>>) -> Self {
        Self {
            task_id,
            success: true,
            message: message.to_owned(),
            error_code: None,
            rewards,
        }
    }

    fn failed(task_id: i64, refusal: &Refusal) -> Self {
        let (code, message) = words::coded(refusal);
        Self {
            task_id,
            success: false,
            message,
            error_code: Some(code),
            rewards: None,
        }
    }
}

/// Whether every row of a batch went well.
pub trait Whole {
    fn is_whole(&self) -> bool;
}

impl Whole for BatchAccepted {
    fn is_whole(&self) -> bool {
        self.failed_count == 0
    }
}

impl From<Vec<Outcome>> for BatchAccepted {
    fn from(results: Vec<Outcome>) -> Self {
        let success_count = results.iter().filter(|outcome| outcome.success).count();
        Self {
            success_count,
            failed_count: results.len() - success_count,
            results,
        }
    }
}

impl From<Batch<Seen>> for BatchAccepted {
    fn from(batch: Batch<Seen>) -> Self {
        let outcome = |(task_id, result)| match result {
            Ok(_) => Outcome::done(task_id, "接取成功", None),
            Err(refusal) => Outcome::failed(task_id, &refusal),
        };
        batch.into_iter().map(outcome).collect::<Vec<_>>().into()
    }
}

#[derive(Serialize)]
pub struct BatchClaimed {
    #[serde(flatten)]
    outcomes: BatchAccepted,
    total_rewards: Vec<Reward>,
}

impl Whole for BatchClaimed {
    fn is_whole(&self) -> bool {
        self.outcomes.is_whole()
    }
}

impl From<Batch<Vec<store::Reward>>> for BatchClaimed {
    fn from(batch: Batch<Vec<store::Reward>>) -> Self {
        let mut total: Vec<store::Reward> = Vec::new();
        let mut outcomes = Vec::new();
        for (task_id, result) in batch {
            outcomes.push(match result {
                Ok(given) => {
                    for reward in &given {
                        add(&mut total, reward);
                    }
                    Outcome::done(task_id, "领取成功", Some(rewards(given)))
                }
                Err(refusal) => Outcome::failed(task_id, &refusal),
            });
        }
        Self {
            outcomes: outcomes.into(),
            total_rewards: rewards(total),
        }
    }
}

/// Summed by item, in the order in which items come first.
fn add(total: &mut Vec<store::Reward>, reward: &store::Reward) {
    match total.iter_mut().find(|one| one.item_id == reward.item_id) {
        Some(one) => one.quantity = one.quantity.saturating_add(reward.quantity),
        None => total.push(reward.clone()),
    }
}
