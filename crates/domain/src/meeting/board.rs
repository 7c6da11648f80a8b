//! Who takes part, counted from the rows.

use super::{Attendance, Attendee, MeetingFigures, Participation};
use crate::{
    board::{Disagreement, disagreements},
    time::Time,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What a [`Disagreement`] about a meeting is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MeetingFigure {
    Invited,
    Unconfirmed,
    Confirmed,
    Unsigned,
    Signed,
}

/// People by what they answered, and by whether they came; each is in one of
/// the first three.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AttendanceCounts {
    pub unanswered: u32,
    pub confirmed: u32,
    pub on_leave: u32,
    /// In time or late.
    pub signed: u32,
    pub late: u32,
    /// Neither here nor on leave, while they can still sign in.
    pub awaited: u32,
    /// None until sign-in is over.
    pub absent: u32,
}

/// The people of one department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DepartmentAttendance {
    /// May be empty.
    pub department: String,
    pub counts: AttendanceCounts,
}

/// The head of the participation board. Figures are counted from the rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AttendanceBoard {
    pub counts: AttendanceCounts,
    /// The one with most people first; equal ones by name.
    pub departments: Vec<DepartmentAttendance>,
    pub server: MeetingFigures,
    pub disagreements: Vec<Disagreement<MeetingFigure>>,
}

impl AttendanceCounts {
    pub fn invited(&self) -> u32 {
        self.unanswered + self.confirmed + self.on_leave
    }

    fn add(&mut self, row: &Attendee, deadline: Option<Time>, over: bool) {
        let answer = if row.on_leave {
            &mut self.on_leave
        } else if row.confirmed {
            &mut self.confirmed
        } else {
            &mut self.unanswered
        };
        *answer += 1;
        match row.attendance(deadline, over) {
            Attendance::Signed => self.signed += 1,
            Attendance::Late => {
                self.signed += 1;
                self.late += 1;
            }
            Attendance::Absent => self.absent += 1,
            Attendance::Unanswered | Attendance::Confirmed => self.awaited += 1,
            Attendance::OnLeave => {}
        }
    }
}

impl Participation {
    /// Counts the rows. `over`: nobody can sign in any more.
    pub fn board(&self, deadline: Option<Time>, over: bool) -> AttendanceBoard {
        let mut counts = AttendanceCounts::default();
        let mut departments: BTreeMap<&str, AttendanceCounts> = BTreeMap::new();
        for row in &self.attendees {
            counts.add(row, deadline, over);
            let department = departments.entry(&row.department).or_default();
            department.add(row, deadline, over);
        }
        let mut departments: Vec<_> = departments
            .into_iter()
            .map(|(name, counts)| DepartmentAttendance {
                department: name.to_owned(),
                counts,
            })
            .collect();
        departments.sort_by_key(|row| std::cmp::Reverse(row.counts.invited()));
        let (invited, server) = (counts.invited(), self.figures.clone());
        let compared = [
            (MeetingFigure::Invited, invited, server.invited),
            (
                MeetingFigure::Unconfirmed,
                counts.unanswered,
                server.unconfirmed,
            ),
            (
                MeetingFigure::Confirmed,
                counts.confirmed + counts.on_leave,
                server.confirmed,
            ),
            (
                MeetingFigure::Unsigned,
                invited - counts.signed,
                server.unsigned,
            ),
            (MeetingFigure::Signed, counts.signed, server.signed),
        ];
        AttendanceBoard {
            counts,
            departments,
            disagreements: disagreements(&compared),
            server,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::attendance::tests::attendee;
    use super::*;

    fn participation(figures: MeetingFigures) -> Participation {
        let row = |id, department: &str| Attendee {
            department: department.into(),
            ..attendee(id)
        };
        let confirmed = |row| Attendee {
            confirmed: true,
            ..row
        };
        let signed = |row, at| Attendee {
            signed: true,
            signed_at: Some(Time(at)),
            ..row
        };
        Participation {
            figures,
            attendees: vec![
                row(1, "生活部"),
                confirmed(row(2, "书记处")),
                signed(confirmed(row(3, "书记处")), 900),
                // Unanswered, and there all the same.
                signed(row(4, ""), 1_100),
                Attendee {
                    on_leave: true,
                    ..confirmed(row(5, "书记处"))
                },
            ],
        }
    }

    #[test]
    fn people_are_counted_from_the_rows_and_by_department() {
        let board = participation(MeetingFigures::default()).board(Some(Time(1_000)), true);
        let counts = AttendanceCounts {
            unanswered: 2,
            confirmed: 2,
            on_leave: 1,
            signed: 2,
            late: 1,
            awaited: 0,
            absent: 2,
        };
        assert_eq!((board.counts, counts.invited()), (counts, 5));
        let departments: Vec<_> = board
            .departments
            .iter()
            .map(|row| (row.department.as_str(), row.counts.invited()))
            .collect();
        assert_eq!(departments, [("书记处", 3), ("", 1), ("生活部", 1)]);
        assert!(board.disagreements.is_empty());
        let before = participation(MeetingFigures::default()).board(Some(Time(1_000)), false);
        assert_eq!((before.counts.awaited, before.counts.absent), (2, 0));
    }

    #[test]
    fn a_server_that_counts_otherwise_is_named() {
        let right = MeetingFigures {
            invited: Some(5),
            unconfirmed: Some(2),
            confirmed: Some(3),
            unsigned: Some(3),
            signed: Some(2),
        };
        let differences = |figures| participation(figures).board(None, false).disagreements;
        assert_eq!(differences(right.clone()), []);
        let wrong = MeetingFigures {
            confirmed: Some(2),
            ..right
        };
        assert_eq!(
            differences(wrong),
            [Disagreement {
                figure: MeetingFigure::Confirmed,
                rows: 3,
                server: 2,
            }]
        );
    }
}
