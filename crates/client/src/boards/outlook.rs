//! Whether there will be enough: the projection, and what it is made from.

use super::{Look, past::Past, roll::Roll};
use muster_domain::{
    board::{CallCounts, CallNote, CallOutcome, ResponseBoard, ResponseRow, ResponseStatus},
    id::SoldierId,
    projection::{Answers, Evidence, Phoned, Projection, Waits, project},
};
use std::collections::BTreeMap;

/// Those who were phoned, by what came of it; and what that says about phoning
/// the others. Who has answered since counts for the others only.
pub(super) fn phoned(
    roll: &Roll<ResponseRow>,
    notes: &BTreeMap<SoldierId, CallNote>,
) -> (Phoned, CallCounts) {
    let (mut phoned, mut calls) = (Phoned::default(), CallCounts::default());
    for (soldier, note) in notes {
        calls.add(note.outcome);
        let open = roll
            .find(soldier)
            .is_some_and(|row| row.status == ResponseStatus::Unread);
        match note.outcome {
            CallOutcome::WillCome => {
                phoned.will_come += 1;
                phoned.promised += u32::from(open);
            }
            CallOutcome::NoAnswer | CallOutcome::Reached => phoned.others += 1,
        }
    }
    (phoned, calls)
}

/// `None` where there is nothing to look ahead to, or not everything is known.
pub(super) fn grounds(
    (board, waits): (&ResponseBoard, Waits),
    look: &Look<'_>,
    past: &Past,
    phoned: Phoned,
    wanted: u32,
) -> Option<Grounds> {
    let task = look.task.filter(|_| look.age.complete)?;
    let (launched_at, now) = (task.launched_at?, look.age.as_of());
    let evidence = Evidence {
        answers: Answers {
            notified: board.notified - board.other,
            accepted: board.accepted,
            refused: board.refused,
            elapsed_ms: now.ms_since(launched_at),
            waits,
        },
        phoned,
        earlier: &[],
        wanted,
        launched_at,
        gather_at: task.gather_at?,
        now,
    };
    Some(Grounds {
        evidence,
        earlier: past.answers().to_vec(),
    })
}

/// What a projection is made from.
#[derive(Debug, PartialEq)]
pub(crate) struct Grounds {
    /// Without the earlier call-outs, which are beside it.
    evidence: Evidence<'static>,
    earlier: Vec<Answers>,
}

/// The projection that was made last, as long as nothing that it was made from
/// changes.
#[derive(Debug, Default)]
pub(crate) struct Outlook {
    made: Option<(Grounds, Option<Projection>)>,
}

impl Outlook {
    pub(super) fn of(&mut self, grounds: Grounds) -> Option<Projection> {
        if let Some((before, projection)) = &self.made
            && *before == grounds
        {
            return projection.clone();
        }
        let evidence = Evidence {
            earlier: &grounds.earlier,
            ..grounds.evidence.clone()
        };
        let projection = project(&evidence);
        self.made = Some((grounds, projection.clone()));
        projection
    }
}
