//! 追加征集: a new call-out for those whom the first one did not win.

use super::ResponseStatus;
use crate::{
    draft::{DraftPlace, Mark, TaskFields},
    task::TaskSummary,
    time::{Time, beijing},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whom a follow-up calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FollowUpFor {
    Unread,
    Refused,
    /// Both.
    Either,
}

impl FollowUpFor {
    pub fn calls(self, status: &ResponseStatus) -> bool {
        match status {
            ResponseStatus::Unread => self != Self::Refused,
            ResponseStatus::Refused => self != Self::Unread,
            ResponseStatus::Accepted | ResponseStatus::Other(_) => false,
        }
    }
}

/// From what a follow-up is written.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowUpPlan<'a> {
    pub first: &'a TaskSummary,
    /// Who has accepted the first one, by its rows.
    pub accepted: u32,
    pub place: DraftPlace,
    pub now: Time,
}

impl FollowUpPlan<'_> {
    /// The form as it is first shown: the title and its mark again, the
    /// headcount that is missing, times and place as long as they are ahead.
    pub fn fields(&self) -> TaskFields {
        let (mark, title) = Mark::of_title(&self.first.title);
        let missing = self.first.wanted.saturating_sub(self.accepted);
        TaskFields {
            mark,
            title: format!("{}（追加）", title.trim_end_matches("（追加）")),
            detail: String::new(),
            wanted: if missing > 0 {
                missing.to_string()
            } else {
                String::new()
            },
            gather_at: self.ahead(self.first.gather_at),
            finish_at: self.ahead(self.first.finish_at),
            place: self.place.clone(),
        }
    }

    fn ahead(&self, at: Option<Time>) -> String {
        let text = at
            .filter(|at| *at > self.now)
            .and_then(|at| at.to_civil(&beijing()));
        // To the minute, as the form has it.
        text.map_or_else(String::new, |text| text.chars().take(16).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::task::Phase;

    fn first() -> TaskSummary {
        TaskSummary {
            id: 7.into(),
            title: "【演练】珠江防汛 夜间巡堤".into(),
            launched_by: "海珠区一排".into(),
            launched_at: Some(Time(1_525_600_000_000)),
            gather_at: Time::from_civil("2018-05-07 20:00:00", &beijing()),
            finish_at: Time::from_civil("2018-05-08 02:00:00", &beijing()),
            place: "新天地广场".into(),
            wanted: 60,
            phase: Phase::Recruiting,
            progress: None,
            responded: None,
            accepted: None,
            checked_in: None,
        }
    }

    fn fields(accepted: u32, now: &str) -> TaskFields {
        let first = first();
        FollowUpPlan {
            first: &first,
            accepted,
            place: DraftPlace::Unset,
            now: Time::from_civil(now, &beijing()).unwrap(),
        }
        .fields()
    }

    #[test]
    fn a_follow_up_asks_for_what_is_missing_at_the_same_time() {
        let fields = fields(41, "2018-05-07 18:48");
        assert_eq!(
            (fields.mark, fields.title.as_str(), fields.wanted.as_str()),
            (Mark::Drill, "珠江防汛 夜间巡堤（追加）", "19")
        );
        assert_eq!(fields.gather_at, "2018-05-07 20:00");
        assert_eq!(fields.finish_at, "2018-05-08 02:00");
    }

    #[test]
    fn what_has_passed_or_is_not_missing_is_left_to_be_typed() {
        let late = fields(60, "2018-05-07 20:00");
        assert_eq!((late.wanted.as_str(), late.gather_at.as_str()), ("", ""));
        assert_eq!(late.finish_at, "2018-05-08 02:00");
    }

    #[test]
    fn each_choice_calls_whom_it_names() {
        let called = |whom: FollowUpFor| {
            [
                ResponseStatus::Unread,
                ResponseStatus::Refused,
                ResponseStatus::Accepted,
                ResponseStatus::Other("XX".into()),
            ]
            .map(|status| whom.calls(&status))
        };
        assert_eq!(called(FollowUpFor::Unread), [true, false, false, false]);
        assert_eq!(called(FollowUpFor::Refused), [false, true, false, false]);
        assert_eq!(called(FollowUpFor::Either), [true, true, false, false]);
    }
}
