//! 批量操作 (chapter 4).

use super::{Refused, Reward};
use crate::id::QuestId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The most quests of one batch.
pub const BATCH_LIMIT: usize = 100;

/// What a batch came to, quest by quest. That some failed is no failure of the
/// batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BatchOutcome {
    /// In the server's order.
    pub rows: Vec<BatchRow>,
    /// As the server counts them; `null` where it does not tell.
    pub succeeded: Option<u32>,
    pub failed: Option<u32>,
    /// By item; of a batch of claims.
    pub total_rewards: Vec<Reward>,
}

/// One quest of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BatchRow {
    pub quest: QuestId,
    pub result: BatchResult,
}

/// What became of one quest of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BatchResult {
    Done {
        /// What was claimed.
        rewards: Vec<Reward>,
    },
    Refused(Refused),
}

impl BatchOutcome {
    /// How many rows say that they were done.
    pub fn done(&self) -> usize {
        let done = |row: &&BatchRow| matches!(row.result, BatchResult::Done { .. });
        self.rows.iter().filter(done).count()
    }

    /// What the rows come to, by item, in the order in which items appear.
    pub fn claimed(&self) -> Vec<Reward> {
        let mut sum: Vec<Reward> = Vec::new();
        for row in &self.rows {
            let BatchResult::Done { rewards } = &row.result else {
                continue;
            };
            for reward in rewards {
                match sum.iter_mut().find(|known| known.item == reward.item) {
                    Some(known) => known.quantity = known.quantity.saturating_add(reward.quantity),
                    None => sum.push(reward.clone()),
                }
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quest::QuestRefusal;

    fn reward(item: i64, quantity: u64) -> Reward {
        Reward {
            item: item.into(),
            name: "金币".into(),
            quantity,
            icon: None,
        }
    }

    fn outcome() -> BatchOutcome {
        let done = |quest: i64, rewards| BatchRow {
            quest: quest.into(),
            result: BatchResult::Done { rewards },
        };
        BatchOutcome {
            rows: vec![
                done(1, vec![reward(1001, 100)]),
                done(2, vec![reward(1002, 10), reward(1001, 5)]),
                BatchRow {
                    quest: 3.into(),
                    result: BatchResult::Refused(Refused {
                        refusal: QuestRefusal::NotCompleted,
                        message: "任务未完成".into(),
                    }),
                },
            ],
            succeeded: Some(2),
            failed: Some(1),
            total_rewards: Vec::new(),
        }
    }

    #[test]
    fn rewards_are_summed_by_item_over_what_was_done() {
        assert_eq!(outcome().done(), 2);
        assert_eq!(outcome().claimed(), [reward(1001, 105), reward(1002, 10)]);
    }

    #[test]
    fn stored_outcomes_keep_their_form() {
        insta::assert_json_snapshot!(outcome().rows[2], @r#"
        {
          "quest": "3",
          "result": {
            "kind": "refused",
            "refusal": "not_completed",
            "message": "任务未完成"
          }
        }
        "#);
    }
}
