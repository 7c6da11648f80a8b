//! The after-action packet: what a call-out came to, counted from the rows.

use crate::{
    board::{
        CheckInBoard, CheckInRow, OfficeArrivals, OfficeResponses, ResponseBoard, ResponseRow,
        ResponseStatus, arrivals_by_office, responses_by_office,
    },
    task::{Phase, TaskSummary},
    time::Time,
};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use ts_rs::TS;

/// A step of the course of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Milestone {
    Published,
    FirstResponse,
    /// As many had accepted as were wanted.
    HeadcountReached,
    Gather,
    Finish,
}

/// When a step was, or is to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Step {
    pub milestone: Milestone,
    /// `null` if it never came, or nobody knows when.
    pub at: Option<Time>,
}

/// Figures are counted from the rows; the lists of people stand on the boards.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Packet {
    pub task: TaskSummary,
    /// By the clock of its server and the task's times.
    pub phase: Phase,
    /// Always all of them, in this order.
    pub steps: Vec<Step>,
    pub responses: ResponseBoard,
    /// `null` if the check-ins were never read.
    pub check_ins: Option<CheckInBoard>,
    /// The one with most people first. Those that people arrived from and none
    /// was called of come last, so that both columns add up.
    pub offices: Vec<OfficeResponses>,
    /// How many more offices there are than `offices` holds.
    pub offices_left_out: u32,
    /// The one that most are missing from first.
    pub arrivals: Vec<OfficeArrivals>,
}

impl Packet {
    /// `responses` and `check_ins` are the boards of these rows.
    pub fn count(
        task: TaskSummary,
        phase: Phase,
        responses: (ResponseBoard, &[ResponseRow]),
        check_ins: Option<(CheckInBoard, &[CheckInRow])>,
    ) -> Self {
        let (board, rows) = responses;
        let arrivals = check_ins
            .as_ref()
            .map_or_else(Vec::new, |(_, rows)| arrivals_by_office(rows));
        let mut offices = responses_by_office(rows);
        let called: HashSet<String> = offices.iter().map(|one| one.office.clone()).collect();
        let arrived_only = arrivals
            .iter()
            .filter(|one| !called.contains(&one.office))
            .map(|one| OfficeResponses {
                office: one.office.clone(),
                ..OfficeResponses::default()
            });
        offices.extend(arrived_only);
        Self {
            steps: steps(&task, board.wanted, rows),
            offices,
            offices_left_out: 0,
            arrivals,
            task,
            phase,
            responses: board,
            check_ins: check_ins.map(|(board, _)| board),
        }
    }
}

impl Packet {
    /// Leaves out the arrivals of offices that were left out: one table shows
    /// both, office by office.
    pub fn match_arrivals(&mut self) {
        let kept: HashSet<&str> = self.offices.iter().map(|one| one.office.as_str()).collect();
        self.arrivals
            .retain(|one| kept.contains(one.office.as_str()));
    }
}

fn steps(task: &TaskSummary, wanted: u32, rows: &[ResponseRow]) -> Vec<Step> {
    // A clock that runs behind may date a response before the launch.
    let answered = |row: &ResponseRow| {
        let at = row.responded_at?;
        Some(task.launched_at.map_or(at, |launch| at.max(launch)))
    };
    let mut accepted: Vec<Time> = rows
        .iter()
        .filter(|row| row.status == ResponseStatus::Accepted)
        .filter_map(answered)
        .collect();
    accepted.sort_unstable();
    let reached = usize::try_from(wanted)
        .ok()
        .and_then(|wanted| accepted.get(wanted.checked_sub(1)?).copied());
    [
        (Milestone::Published, task.launched_at),
        (
            Milestone::FirstResponse,
            rows.iter().filter_map(answered).min(),
        ),
        (Milestone::HeadcountReached, reached),
        (Milestone::Gather, task.gather_at),
        (Milestone::Finish, task.finish_at),
    ]
    .map(|(milestone, at)| Step { milestone, at })
    .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{CheckInFigures, CheckInStatus, ResponseFigures};

    fn row(id: i64, status: ResponseStatus, minute: Option<i64>) -> ResponseRow {
        ResponseRow {
            soldier: id.into(),
            name: "欧阳若岚".into(),
            phone: "10000000916".into(),
            office: "江南中街".into(),
            status,
            responded_at: minute.map(|minute| Time(minute * 60_000)),
            im_user: None,
        }
    }

    fn packet(wanted: u32, rows: &[ResponseRow]) -> Packet {
        let task = TaskSummary {
            id: 7.into(),
            title: "珠江防汛".into(),
            launched_by: "海珠人武部".into(),
            launched_at: Some(Time(10 * 60_000)),
            gather_at: Some(Time(60 * 60_000)),
            finish_at: None,
            place: "新天地".into(),
            wanted,
            phase: Phase::Done,
            progress: None,
            responded: None,
            accepted: None,
            checked_in: None,
        };
        let figures = ResponseFigures {
            wanted: Some(wanted),
            ..ResponseFigures::default()
        };
        let board = ResponseBoard::count(rows, figures, task.launched_at, true);
        Packet::count(task, Phase::Done, (board, rows), None)
    }

    fn minutes(packet: &Packet) -> Vec<Option<i64>> {
        let at = |step: &Step| step.at.map(|at| at.0 / 60_000);
        packet.steps.iter().map(at).collect()
    }

    #[test]
    fn the_course_of_a_task_is_read_off_its_answers() {
        let rows = [
            row(1, ResponseStatus::Accepted, Some(14)),
            row(2, ResponseStatus::Refused, Some(12)),
            row(3, ResponseStatus::Accepted, Some(31)),
            row(4, ResponseStatus::Accepted, Some(20)),
            row(5, ResponseStatus::Unread, None),
        ];
        let packet = packet(2, &rows);
        assert_eq!(
            minutes(&packet),
            [Some(10), Some(12), Some(20), Some(60), None]
        );
        assert_eq!(packet.offices[0].people(), 5);
    }

    #[test]
    fn whoever_arrived_stands_in_the_table_of_offices() {
        let rows = [row(1, ResponseStatus::Accepted, Some(14))];
        let arrived = |id: i64, office: &str| CheckInRow {
            soldier: id.into(),
            name: "欧阳若岚".into(),
            phone: "10000000916".into(),
            office: office.into(),
            status: CheckInStatus::CheckedIn,
            im_user: None,
        };
        // Moved to another office since, and spelt otherwise there.
        let here = [arrived(1, "江南中街"), arrived(2, "昌岗街")];
        let check_ins = CheckInBoard::count(&here, CheckInFigures::default(), true);
        let packet = packet(1, &rows);
        let responses = (packet.responses, &rows[..]);
        let packet = Packet::count(
            packet.task,
            Phase::Done,
            responses,
            Some((check_ins, &here)),
        );
        let offices: Vec<_> = packet
            .offices
            .iter()
            .map(|one| (one.office.as_str(), one.people()))
            .collect();
        assert_eq!(offices, [("江南中街", 1), ("昌岗街", 0)]);
        let mut cut = packet.clone();
        cut.offices.truncate(1);
        cut.match_arrivals();
        let left = |packet: &Packet| {
            let arrivals = packet.arrivals.iter().map(|one| one.office.clone());
            arrivals.collect::<Vec<_>>()
        };
        assert_eq!(left(&packet), ["昌岗街", "江南中街"]);
        assert_eq!(left(&cut), ["江南中街"], "not the first, but the one shown");
        let counted = |office: &str| {
            let of = packet.arrivals.iter().find(|one| one.office == office);
            of.map_or(0, |one| one.arrived)
        };
        let total: u32 = packet.offices.iter().map(|one| counted(&one.office)).sum();
        assert_eq!(Some(total), packet.check_ins.map(|board| board.checked_in));
    }

    #[test]
    fn a_headcount_that_was_never_reached_has_no_time() {
        let rows = [
            row(1, ResponseStatus::Accepted, Some(3)),
            // Accepted, and nobody knows when.
            row(2, ResponseStatus::Accepted, None),
        ];
        // Dated before the launch: it stands at the launch.
        assert_eq!(minutes(&packet(1, &rows))[1..3], [Some(10), Some(10)]);
        assert_eq!(minutes(&packet(2, &rows))[2], None);
        assert_eq!(minutes(&packet(0, &rows))[2], None);
        assert_eq!(minutes(&packet(1, &[]))[1..3], [None, None]);
    }
}
