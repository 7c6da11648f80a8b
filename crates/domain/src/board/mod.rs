//! The response board and the check-in board: rows, and the figures recounted
//! from them.

mod calling;
mod curve;
mod disagreement;
mod follow_up;
mod matrix;
mod waits;

pub use calling::{CallCounts, CallNote, CallOutcome, Habit, calling_rank};
pub use curve::{ArrivalPoint, ResponseCurve, ResponsePoint, arrival_curve};
pub use disagreement::{Disagreement, disagreements};
pub use follow_up::{FollowUpFor, FollowUpPlan};
pub use matrix::{OfficeArrivals, OfficeResponses, arrivals_by_office, responses_by_office};
pub use waits::{average_ms, percentile_ms, waits_ms};

use crate::{id::SoldierId, time::Time};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// 响应状态.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ResponseStatus {
    /// `UR`
    Unread,
    /// `RF`
    Refused,
    /// `AC`
    Accepted,
    Other(String),
}

/// A row of 任务响应情况: somebody who was notified.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ResponseRow {
    pub soldier: SoldierId,
    pub name: String,
    pub phone: String,
    /// 所属单位
    pub office: String,
    pub status: ResponseStatus,
    pub responded_at: Option<Time>,
    pub im_user: Option<String>,
}

/// The server's own figures over the whole of 任务响应情况.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ResponseFigures {
    pub wanted: Option<u32>,
    pub notified: Option<u32>,
    pub responded: Option<u32>,
    pub accepted: Option<u32>,
    /// 平均响应耗时, milliseconds.
    #[ts(type = "number | null")]
    pub average_ms: Option<i64>,
}

/// 签到状态.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckInStatus {
    /// `UN`
    Absent,
    /// `CH`
    CheckedIn,
    Other(String),
}

/// A row of 任务集合情况: somebody who accepted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CheckInRow {
    pub soldier: SoldierId,
    pub name: String,
    pub phone: String,
    pub office: String,
    pub status: CheckInStatus,
    pub im_user: Option<String>,
}

/// A row of 任务集合情况 as this machine keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SeenCheckIn {
    #[serde(flatten)]
    #[ts(flatten)]
    pub row: CheckInRow,
    /// When this machine first saw them checked in: the protocol does not say
    /// when somebody arrived. `null` for who has not.
    pub seen_at: Option<Time>,
}

/// The server's own figures over the whole of 任务集合情况.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct CheckInFigures {
    pub accepted: Option<u32>,
    pub checked_in: Option<u32>,
}

/// What a [`Disagreement`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    Notified,
    Responded,
    Accepted,
    CheckedIn,
}

/// The head of the response board. Figures are counted from the rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ResponseBoard {
    pub wanted: u32,
    pub notified: u32,
    pub unread: u32,
    pub refused: u32,
    pub accepted: u32,
    /// Rows with a status this version does not know.
    pub other: u32,
    /// From launch to response, over the rows that responded; milliseconds.
    #[ts(type = "number | null")]
    pub average_ms: Option<i64>,
    /// Within which half, and nine tenths, of those who responded did so;
    /// milliseconds.
    #[ts(type = "number | null")]
    pub median_ms: Option<i64>,
    #[ts(type = "number | null")]
    pub ninetieth_ms: Option<i64>,
    pub server: ResponseFigures,
    /// Empty while the rows are incomplete: then nothing is comparable.
    pub disagreements: Vec<Disagreement>,
}

/// The head of the check-in board. Figures are counted from the rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CheckInBoard {
    pub accepted: u32,
    pub checked_in: u32,
    pub absent: u32,
    pub other: u32,
    pub server: CheckInFigures,
    pub disagreements: Vec<Disagreement>,
}

impl ResponseBoard {
    /// Counts the rows. `complete` says whether these are all of them.
    pub fn count(
        rows: &[ResponseRow],
        server: ResponseFigures,
        launched_at: Option<Time>,
        complete: bool,
    ) -> Self {
        let with = |status: &ResponseStatus| tally(rows.iter().filter(|row| row.status == *status));
        let (unread, refused, accepted) = (
            with(&ResponseStatus::Unread),
            with(&ResponseStatus::Refused),
            with(&ResponseStatus::Accepted),
        );
        let notified = tally(rows.iter());
        let waits = launched_at.map_or_else(Vec::new, |launch| waits_ms(rows, launch));
        let compared = [
            (Figure::Notified, notified, server.notified),
            (Figure::Responded, notified - unread, server.responded),
            (Figure::Accepted, accepted, server.accepted),
        ];
        Self {
            wanted: server.wanted.unwrap_or(0),
            notified,
            unread,
            refused,
            accepted,
            other: notified - unread - refused - accepted,
            average_ms: average_ms(&waits),
            median_ms: percentile_ms(&waits, 0.5),
            ninetieth_ms: percentile_ms(&waits, 0.9),
            disagreements: if complete {
                disagreements(&compared)
            } else {
                Vec::new()
            },
            server,
        }
    }
}

impl CheckInBoard {
    /// Counts the rows. `complete` says whether these are all of them.
    pub fn count(rows: &[CheckInRow], server: CheckInFigures, complete: bool) -> Self {
        let with = |status: &CheckInStatus| tally(rows.iter().filter(|row| row.status == *status));
        let (absent, checked_in) = (
            with(&CheckInStatus::Absent),
            with(&CheckInStatus::CheckedIn),
        );
        let accepted = tally(rows.iter());
        let compared = [
            (Figure::Accepted, accepted, server.accepted),
            (Figure::CheckedIn, checked_in, server.checked_in),
        ];
        Self {
            accepted,
            checked_in,
            absent,
            other: accepted - absent - checked_in,
            disagreements: if complete {
                disagreements(&compared)
            } else {
                Vec::new()
            },
            server,
        }
    }
}

pub(crate) fn tally<T>(rows: impl Iterator<Item = T>) -> u32 {
    u32::try_from(rows.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn row(id: i64, status: ResponseStatus, responded_at: Option<i64>) -> ResponseRow {
        ResponseRow {
            soldier: id.into(),
            name: "欧阳若岚".into(),
            phone: "10000000916".into(),
            office: "江南中街".into(),
            status,
            responded_at: responded_at.map(Time),
            im_user: None,
        }
    }

    #[test]
    fn figures_are_counted_from_the_rows_and_differences_are_named() {
        let rows = [
            row(1, ResponseStatus::Accepted, Some(61_000)),
            row(2, ResponseStatus::Refused, Some(181_000)),
            row(3, ResponseStatus::Unread, None),
            row(4, ResponseStatus::Other("XX".into()), None),
        ];
        let server = ResponseFigures {
            wanted: Some(2),
            notified: Some(4),
            responded: Some(3),
            accepted: Some(2),
            average_ms: None,
        };
        let board = ResponseBoard::count(&rows, server.clone(), Some(Time(1_000)), true);
        assert_eq!(
            (
                board.notified,
                board.unread,
                board.refused,
                board.accepted,
                board.other
            ),
            (4, 1, 1, 1, 1)
        );
        assert_eq!(board.average_ms, Some(120_000));
        assert_eq!(
            (board.median_ms, board.ninetieth_ms),
            (Some(60_000), Some(180_000))
        );
        assert_eq!(
            board.disagreements,
            [Disagreement {
                figure: Figure::Accepted,
                rows: 1,
                server: 2
            }]
        );
        assert!(
            ResponseBoard::count(&rows, server, None, false)
                .disagreements
                .is_empty()
        );
    }

    pub(super) fn check_in(id: i64, status: CheckInStatus) -> CheckInRow {
        CheckInRow {
            soldier: id.into(),
            name: "李沐阳".into(),
            phone: "10000000001".into(),
            office: "昌岗街".into(),
            status,
            im_user: None,
        }
    }

    #[test]
    fn check_ins_are_counted_from_the_rows() {
        let rows = [
            check_in(1, CheckInStatus::CheckedIn),
            check_in(2, CheckInStatus::Absent),
        ];
        let server = CheckInFigures {
            accepted: Some(2),
            checked_in: Some(2),
        };
        let board = CheckInBoard::count(&rows, server, true);
        assert_eq!((board.accepted, board.checked_in, board.absent), (2, 1, 1));
        assert_eq!(
            board.disagreements,
            [Disagreement {
                figure: Figure::CheckedIn,
                rows: 1,
                server: 2
            }]
        );
    }
}
