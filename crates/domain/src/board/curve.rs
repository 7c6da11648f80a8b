//! The curves of the boards: how many had answered, and arrived, by when.

use super::{ResponseRow, ResponseStatus, tally};
use crate::time::Time;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Points that a curve has at most; a screen shows no more.
const POINTS: usize = 240;

/// How many had accepted and refused by a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ResponsePoint {
    pub at: Time,
    pub accepted: u32,
    pub refused: u32,
}

/// Accepted and refused over time, counted at the times of the responses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ResponseCurve {
    /// In order of time, from the launch on; at most 240.
    pub points: Vec<ResponsePoint>,
    /// Answers without a time: on no point of the curve.
    pub undated: u32,
}

/// How many had arrived by a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ArrivalPoint {
    pub at: Time,
    pub arrived: u32,
}

impl ResponseCurve {
    /// A response that a slow clock dates before the launch stands at the
    /// launch.
    pub fn count(rows: &[ResponseRow], launch: Option<Time>) -> Self {
        let answered = |row: &&ResponseRow| {
            matches!(
                row.status,
                ResponseStatus::Accepted | ResponseStatus::Refused
            )
        };
        let mut answers: Vec<(Time, bool)> = rows
            .iter()
            .filter(answered)
            .filter_map(|row| {
                let at = row.responded_at?;
                let at = launch.map_or(at, |launch| at.max(launch));
                Some((at, row.status == ResponseStatus::Accepted))
            })
            .collect();
        answers.sort_unstable();
        let dated = tally(answers.iter());
        let mut points: Vec<ResponsePoint> = launch
            .map(|at| ResponsePoint {
                at,
                accepted: 0,
                refused: 0,
            })
            .into_iter()
            .collect();
        let (mut accepted, mut refused) = (0, 0);
        for (at, accepts) in answers {
            if accepts {
                accepted += 1;
            } else {
                refused += 1;
            }
            let point = ResponsePoint {
                at,
                accepted,
                refused,
            };
            match points.last_mut() {
                Some(last) if last.at == at => *last = point,
                _ => points.push(point),
            }
        }
        Self {
            points: thinned(points),
            undated: tally(rows.iter().filter(answered)) - dated,
        }
    }
}

/// The arrivals at the times at which they were first seen.
pub fn arrival_curve(seen: impl Iterator<Item = Time>) -> Vec<ArrivalPoint> {
    let mut times: Vec<Time> = seen.collect();
    times.sort_unstable();
    let mut points: Vec<ArrivalPoint> = Vec::new();
    for (index, at) in times.into_iter().enumerate() {
        let arrived = u32::try_from(index + 1).unwrap_or(u32::MAX);
        match points.last_mut() {
            Some(last) if last.at == at => last.arrived = arrived,
            _ => points.push(ArrivalPoint { at, arrived }),
        }
    }
    thinned(points)
}

/// Every so-manieth point, the first and the last among them. What stays is
/// right; a curve between two points is a line either way.
fn thinned<T: Copy>(points: Vec<T>) -> Vec<T> {
    let last = points.len().saturating_sub(1);
    if last < POINTS {
        return points;
    }
    (0..POINTS)
        .map(|index| points[index * last / (POINTS - 1)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::tests::row;

    #[test]
    fn a_curve_counts_answers_when_they_came() {
        let rows = [
            row(1, ResponseStatus::Accepted, Some(61_000)),
            row(2, ResponseStatus::Refused, Some(61_000)),
            row(3, ResponseStatus::Accepted, Some(500)),
            row(4, ResponseStatus::Unread, None),
            row(5, ResponseStatus::Accepted, None),
        ];
        let curve = ResponseCurve::count(&rows, Some(Time(1_000)));
        let points: Vec<_> = curve
            .points
            .iter()
            .map(|point| (point.at.0, point.accepted, point.refused))
            .collect();
        // The early one stands at the launch.
        assert_eq!(points, [(1_000, 1, 0), (61_000, 2, 1)]);
        assert_eq!(curve.undated, 1);
        assert!(ResponseCurve::count(&[], None).points.is_empty());
    }

    #[test]
    fn a_long_curve_keeps_its_ends() {
        let curve = arrival_curve((0..10_000).map(Time));
        assert_eq!(curve.len(), POINTS);
        let ends = (curve[0], curve[POINTS - 1]);
        assert_eq!((ends.0.arrived, ends.1.arrived), (1, 10_000));
        assert!(curve.is_sorted_by_key(|point| point.at));
    }
}
