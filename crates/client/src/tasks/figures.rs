//! The figures of a task: counted from the rows where these are here, with the
//! server's own beside them.

use crate::store::{self, Age, Stored, ages};
use muster_domain::{
    board::{Disagreement, Figure, disagreements},
    id::ConnectionId,
    read::Page,
    task::{Phase, TaskSummary},
};
use rusqlite::Connection;

/// A board that is older than a summary by more says nothing about it,
/// milliseconds.
const SAME_AGE_MS: i64 = 90_000;

/// A summary whose figures are counted from rows, as far as these are known.
pub(super) struct Summed {
    pub summary: TaskSummary,
    /// What the server counts otherwise.
    pub disagreements: Vec<Disagreement>,
}

pub(super) fn summed(
    db: &Connection,
    connection: &ConnectionId,
    stored: Stored<Page<TaskSummary>>,
) -> rusqlite::Result<Stored<Page<Summed>>> {
    let Stored { value, age } = stored;
    let rows = value.rows.into_iter();
    let rows = rows
        .map(|summary| sum_up(db, connection, summary, age))
        .collect::<rusqlite::Result<_>>()?;
    let value = Page {
        page: value.page,
        total_pages: value.total_pages,
        total: value.total,
        rows,
    };
    Ok(Stored { value, age })
}

/// Figures counted from the boards that are about as old as the summary; else
/// the server's own, else what its progress says.
pub(super) fn sum_up(
    db: &Connection,
    connection: &ConnectionId,
    mut summary: TaskSummary,
    age: Age,
) -> rusqlite::Result<Summed> {
    let task = summary.id.clone();
    // By how much the summary is younger than a whole board, milliseconds.
    let younger_than = |what: &str| -> rusqlite::Result<Option<i64>> {
        let board = ages::find(db, connection, &format!("{what}/{task}"))?;
        Ok(board
            .filter(|board| board.complete)
            .map(|board| age.fetched_at.ms_since(board.fetched_at))
            .filter(|younger_ms| *younger_ms <= SAME_AGE_MS))
    };
    let is_over = summary.phase == Phase::Done;
    let mut compared = Vec::new();
    let mut count = |figure, told: &mut Option<u32>, rows, younger_ms: i64| {
        let server = told.replace(rows);
        // What happened after a summary was read is no disagreement.
        if is_over || younger_ms >= -SAME_AGE_MS {
            compared.push((figure, rows, server));
        }
    };
    if let Some(younger_ms) = younger_than("responses")? {
        let tally = store::responses::tally(db, connection, &task)?;
        let responded = tally.accepted + tally.refused + tally.other;
        if summary.responded.is_some() {
            count(
                Figure::Responded,
                &mut summary.responded,
                responded,
                younger_ms,
            );
        }
        count(
            Figure::Accepted,
            &mut summary.accepted,
            tally.accepted,
            younger_ms,
        );
    } else if summary.accepted.is_none() {
        summary.accepted = accepted_by_progress(&summary);
    }
    if let Some(younger_ms) = younger_than("check_ins")?
        && let Some(arrived) = store::check_ins::arrived(db, connection, &task)?
    {
        count(
            Figure::CheckedIn,
            &mut summary.checked_in,
            arrived,
            younger_ms,
        );
    }
    Ok(Summed {
        summary,
        disagreements: disagreements(&compared),
    })
}

/// While recruiting, the progress is accepted ÷ wanted.
fn accepted_by_progress(summary: &TaskSummary) -> Option<u32> {
    let progress = summary
        .progress
        .filter(|_| summary.phase == Phase::Recruiting)?;
    let accepted = (progress * f64::from(summary.wanted)).round();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the headcount"
    )]
    (0.0..=f64::from(summary.wanted))
        .contains(&accepted)
        .then_some(accepted as u32)
}
