//! Phoning those who have not answered: in which order, and what came of it.

use super::ResponseStatus;
use crate::time::Time;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What came of phoning somebody. Kept on this machine; the server has no
/// place for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CallOutcome {
    /// 没接
    NoAnswer,
    /// 已联系上: spoken to, without a promise.
    Reached,
    /// 会来: said that they will come.
    WillCome,
}

/// The last outcome that was noted of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CallNote {
    pub outcome: CallOutcome,
    /// The account that was signed in.
    pub by: String,
    pub at: Time,
    /// How often something was noted of this person.
    pub tries: u32,
}

/// How many people each outcome stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CallCounts {
    pub no_answer: u32,
    pub reached: u32,
    pub will_come: u32,
}

impl CallCounts {
    pub fn add(&mut self, outcome: CallOutcome) {
        match outcome {
            CallOutcome::NoAnswer => self.no_answer += 1,
            CallOutcome::Reached => self.reached += 1,
            CallOutcome::WillCome => self.will_come += 1,
        }
    }

    pub fn people(self) -> u32 {
        self.no_answer + self.reached + self.will_come
    }
}

/// What somebody did in the earlier call-outs that are cached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Habit {
    /// Call-outs that they were notified of.
    pub notified: u32,
    pub accepted: u32,
    pub refused: u32,
    /// Their median wait before they answered, milliseconds.
    #[ts(type = "number | null")]
    pub typical_ms: Option<i64>,
}

impl Habit {
    /// Of earlier answers with their waits.
    pub fn of(answers: &[(ResponseStatus, Option<i64>)]) -> Self {
        let with = |status: &ResponseStatus| {
            super::tally(answers.iter().filter(|(answer, _)| answer == status))
        };
        let mut waits: Vec<i64> = answers.iter().filter_map(|(_, wait)| *wait).collect();
        waits.sort_unstable();
        Self {
            notified: super::tally(answers.iter()),
            accepted: with(&ResponseStatus::Accepted),
            refused: with(&ResponseStatus::Refused),
            typical_ms: super::waits::percentile_ms(&waits, 0.5),
        }
    }

    /// The smaller, the likelier to make it: by the share of call-outs that
    /// they accepted, in tenths, then by how fast they are. One call-out says
    /// little: shares are drawn towards one half, where those without a record
    /// stand, before those who usually stay away.
    pub fn rank(&self) -> (u32, i64) {
        let tenths = (self.accepted * 10 + 10) / (self.notified + 2);
        (10 - tenths.min(10), self.typical_ms.unwrap_or(i64::MAX))
    }
}

/// Where somebody stands in the calling order: nobody phoned yet first; then
/// who did not pick up, who was reached, who promised. Within each the
/// likeliest to make it first.
pub fn calling_rank(habit: Option<&Habit>, note: Option<&CallNote>) -> (u8, u32, i64) {
    let phoned = match note.map(|note| note.outcome) {
        None => 0,
        Some(CallOutcome::NoAnswer) => 1,
        Some(CallOutcome::Reached) => 2,
        Some(CallOutcome::WillCome) => 3,
    };
    let (share, wait) = habit.copied().unwrap_or_default().rank();
    (phoned, share, wait)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn habit(accepted: usize, refused: usize, silent: usize, wait: i64) -> Habit {
        let mut answers = vec![(ResponseStatus::Accepted, Some(wait)); accepted];
        answers.extend(vec![(ResponseStatus::Refused, Some(wait)); refused]);
        answers.extend(vec![(ResponseStatus::Unread, None); silent]);
        Habit::of(&answers)
    }

    #[test]
    fn who_came_before_is_phoned_first_and_who_never_came_last() {
        let eager = habit(4, 0, 0, 180_000);
        let slow = habit(4, 0, 0, 540_000);
        let absent = habit(0, 3, 1, 60_000);
        assert_eq!(eager.typical_ms, Some(180_000));
        let order = [
            calling_rank(Some(&eager), None),
            calling_rank(Some(&slow), None),
            calling_rank(None, None),
            calling_rank(Some(&absent), None),
        ];
        assert!(order.is_sorted(), "{order:?}");
    }

    #[test]
    fn who_was_phoned_waits_behind_who_was_not() {
        let note = |outcome| CallNote {
            outcome,
            by: "值班指挥员".into(),
            at: Time(1),
            tries: 1,
        };
        let eager = habit(4, 0, 0, 180_000);
        let rank = |outcome| calling_rank(Some(&eager), Some(&note(outcome)));
        let order = [
            calling_rank(None, None),
            rank(CallOutcome::NoAnswer),
            rank(CallOutcome::Reached),
            rank(CallOutcome::WillCome),
        ];
        assert!(order.is_sorted(), "{order:?}");
    }
}
