//! 获取任务进度 (2.7).

use super::QuestStatus;
use crate::{id::QuestId, time::Time};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far the account is with a quest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct QuestProgress {
    pub quest: QuestId,
    pub status: QuestStatus,
    pub current: u32,
    pub target: u32,
    /// As the server reckons it; `null` where it does not tell.
    pub percentage: Option<f64>,
    pub parts: Vec<ProgressPart>,
    /// When its time is over.
    pub expires_at: Option<Time>,
    /// Seconds that were left when the server answered.
    pub time_left_s: Option<u32>,
}

/// A part of what has to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProgressPart {
    /// The server's mark of it; it may be empty.
    pub target: String,
    pub name: String,
    pub current: u32,
    pub required: u32,
}

impl QuestProgress {
    /// Whole percent of the count, at most 100. A quest of nothing is done.
    pub fn percent(&self) -> u32 {
        let done = u64::from(self.current.min(self.target)) * 100;
        let percent = done.checked_div(u64::from(self.target)).unwrap_or(100);
        u32::try_from(percent).unwrap_or(100)
    }

    /// When its time is over by the server's clock: as it says, else reckoned
    /// from what was left at `answered_at`.
    pub fn ends_at(&self, answered_at: Time) -> Option<Time> {
        let left = |seconds| answered_at.plus_ms(i64::from(seconds) * 1000);
        self.expires_at.or(self.time_left_s.map(left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn progress(current: u32, target: u32) -> QuestProgress {
        QuestProgress {
            quest: 1.into(),
            status: QuestStatus::InProgress,
            current,
            target,
            percentage: None,
            parts: Vec::new(),
            expires_at: None,
            time_left_s: None,
        }
    }

    #[test]
    fn the_percentage_never_says_done_before_it_is() {
        for (current, target, percent) in [
            (0, 10, 0),
            (5, 10, 50),
            (199, 200, 99),
            (200, 200, 100),
            (7, 3, 100),
            (0, 0, 100),
            (u32::MAX, u32::MAX, 100),
        ] {
            assert_eq!(progress(current, target).percent(), percent);
        }
    }

    #[test]
    fn the_end_is_told_or_reckoned_from_what_is_left() {
        let told = QuestProgress {
            expires_at: Some(Time(9)),
            time_left_s: Some(60),
            ..progress(0, 1)
        };
        assert_eq!(told.ends_at(Time(1_000)), Some(Time(9)));
        let left = QuestProgress {
            expires_at: None,
            ..told
        };
        assert_eq!(left.ends_at(Time(1_000)), Some(Time(61_000)));
        assert_eq!(progress(0, 1).ends_at(Time(1_000)), None);
    }
}
