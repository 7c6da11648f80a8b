//! What the activity log says of a write.

use super::search;
use crate::store::{self, quest_drafts::QuestForm};
use muster_domain::{
    club::ClubFields,
    outbox::{ActivityKind, Intent, OutboxEntry, OutboxState},
    time::Time,
};
use rusqlite::{Connection, Result};

/// Writes down that an entry came from the state `before` into the one it is
/// in, and ends the draft of what is confirmed. To be called in the transaction
/// that moves it.
pub(super) fn record(
    db: &Connection,
    before: Option<OutboxState>,
    entry: &OutboxEntry,
    now: Time,
) -> Result<()> {
    if before == Some(entry.state) {
        return Ok(());
    }
    // Of what was published by half, the draft is worth another look.
    if let (OutboxState::Confirmed, Some(draft)) = (entry.state, entry.intent.draft())
        && entry.parts_missing.is_none()
    {
        store::drafts::delete(db, draft)?;
        store::form_drafts::delete::<ClubFields>(db, draft)?;
        store::form_drafts::delete::<QuestForm>(db, draft)?;
    }
    let log =
        |at, what| store::activity::append(db, at, &entry.connection, what, entry.intent.title());
    let (sent, became) = activity_of(before, entry);
    if let Some(what) = sent {
        log(entry.sent_at.unwrap_or(now), what)?;
    }
    became.map_or(Ok(()), |what| log(now, what))
}

/// What the log says of an entry that came from the state `before` into the
/// one it is in: that it was sent, which only its answer tells, or the lack of
/// one; and what became of it.
fn activity_of(
    before: Option<OutboxState>,
    entry: &OutboxEntry,
) -> (Option<ActivityKind>, Option<ActivityKind>) {
    use {ActivityKind as A, OutboxState as S};
    let publish = entry.intent.is_publication();
    let of = |publication, ending, act| match &entry.intent {
        _ if publish => Some(publication),
        Intent::Club { .. } | Intent::Quest { .. } => Some(act),
        _ => Some(ending),
    };
    let was_unknown = before == Some(S::Unknown);
    let became = match entry.state {
        // Again after an attempt in which nothing left: nothing happened.
        S::Queued => (publish && before.is_none()).then_some(A::PublishQueued),
        S::Sending => None,
        S::Confirmed => of(A::PublishConfirmed, A::FinishConfirmed, A::ActConfirmed),
        S::Rejected => of(A::PublishRejected, A::FinishRejected, A::ActRejected),
        S::Unknown => of(A::PublishUnknown, A::FinishUnknown, A::ActUnknown),
        S::TakenBack if was_unknown && search::is_settled(entry) => {
            of(A::PublishGivenUp, A::FinishNotDone, A::ActNotDone)
        }
        S::TakenBack if was_unknown => of(A::PublishGivenUp, A::FinishGivenUp, A::ActGivenUp),
        S::TakenBack if before == Some(S::Sending) || entry.problem.is_some() => {
            of(A::PublishNotSent, A::FinishNotSent, A::ActNotSent)
        }
        S::TakenBack => of(A::PublishTakenBack, A::FinishNotSent, A::ActNotSent),
    };
    let left = matches!(entry.state, S::Confirmed | S::Rejected | S::Unknown);
    let sent = (before == Some(S::Sending) && left)
        .then(|| of(A::PublishSent, A::FinishSent, A::ActSent))
        .flatten();
    (sent, became)
}
