//! What became of somebody who was invited.

use crate::{id::StudentId, time::Time};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A row of 会议参与情况 (4.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Attendee {
    pub student: StudentId,
    pub name: String,
    pub avatar_url: Option<String>,
    pub department: String,
    pub job: String,
    pub confirmed: bool,
    /// 请假. Some servers count it as confirmed, some do not.
    pub on_leave: bool,
    pub signed: bool,
    /// `is_late`, where the server tells.
    pub late: Option<bool>,
    pub changed_at: Option<Time>,
    pub signed_at: Option<Time>,
    /// What they wrote with their answer.
    pub comment: String,
}

/// What became of an invitation, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    /// Has not said anything.
    Unanswered,
    /// Said they would come.
    Confirmed,
    OnLeave,
    /// In time.
    Signed,
    /// Signed in after the meeting had begun.
    Late,
    /// Sign-in is over, and they neither came nor asked for leave.
    Absent,
}

impl Attendee {
    /// Whether they signed in after `deadline`. The server's word counts only
    /// where one of the two times is not known.
    pub fn is_late(&self, deadline: Option<Time>) -> bool {
        let derived = self.signed_at.zip(deadline);
        let late = derived.map_or(self.late, |(signed, deadline)| Some(signed > deadline));
        self.signed && late.unwrap_or(false)
    }

    /// The one word for it. `over`: nobody can sign in any more.
    pub fn attendance(&self, deadline: Option<Time>, over: bool) -> Attendance {
        if self.is_late(deadline) {
            Attendance::Late
        } else if self.signed {
            Attendance::Signed
        } else if self.on_leave {
            Attendance::OnLeave
        } else if over {
            Attendance::Absent
        } else if self.confirmed {
            Attendance::Confirmed
        } else {
            Attendance::Unanswered
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in super::super) fn attendee(id: i64) -> Attendee {
        Attendee {
            student: id.into(),
            name: "张三".into(),
            avatar_url: None,
            department: "生活部".into(),
            job: "部长".into(),
            confirmed: false,
            on_leave: false,
            signed: false,
            late: None,
            changed_at: None,
            signed_at: None,
            comment: String::new(),
        }
    }

    const BEGINS: Option<Time> = Some(Time(1_000));

    #[test]
    fn one_word_says_what_became_of_an_invitation() {
        let silent = attendee(1);
        let confirmed = Attendee {
            confirmed: true,
            ..attendee(1)
        };
        let on_leave = Attendee {
            on_leave: true,
            ..confirmed.clone()
        };
        let signed = Attendee {
            signed: true,
            ..confirmed.clone()
        };
        for (row, before, after) in [
            (&silent, Attendance::Unanswered, Attendance::Absent),
            (&confirmed, Attendance::Confirmed, Attendance::Absent),
            (&on_leave, Attendance::OnLeave, Attendance::OnLeave),
            (&signed, Attendance::Signed, Attendance::Signed),
        ] {
            assert_eq!(row.attendance(BEGINS, false), before);
            assert_eq!(row.attendance(BEGINS, true), after);
        }
        // Came after all.
        let both = Attendee {
            signed: true,
            ..on_leave
        };
        assert_eq!(both.attendance(BEGINS, false), Attendance::Signed);
    }

    #[test]
    fn late_is_worked_out_from_the_two_times() {
        let signed = |at, late| Attendee {
            signed: true,
            signed_at: at,
            late,
            ..attendee(1)
        };
        for (row, deadline, late) in [
            (signed(Some(Time(1_000)), None), BEGINS, false),
            (signed(Some(Time(1_001)), None), BEGINS, true),
            // The times are believed, not the word.
            (signed(Some(Time(1_001)), Some(false)), BEGINS, true),
            (signed(Some(Time(999)), Some(true)), BEGINS, false),
            (signed(None, Some(true)), BEGINS, true),
            (signed(Some(Time(1_001)), Some(true)), None, true),
            (signed(Some(Time(1_001)), None), None, false),
        ] {
            assert_eq!(row.is_late(deadline), late, "{row:?}");
        }
        let never = Attendee {
            late: Some(true),
            ..attendee(1)
        };
        assert!(!never.is_late(BEGINS));
    }
}
