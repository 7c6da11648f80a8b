//! What the inbox is told of a write.

use super::{OutboxState, search};
use crate::store::{
    self,
    notices::{NewNotice, mark_about_read, raise},
};
use muster_domain::{
    id::InboxId,
    notice::{Ending, Matter, write_of},
    outbox::OutboxEntry,
    time::Time,
};
use rusqlite::{Connection, Result};

/// Whose doing a change was. What the user did is no news to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    User,
    Itself,
}

/// What became of the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum News {
    Raised(InboxId),
    /// The user settled what it told of.
    Settled,
}

/// Tells the inbox that an entry came from the state `before` into the one it
/// is in. To be called in the transaction that moves it.
pub(super) fn tell(
    db: &Connection,
    before: OutboxState,
    entry: &OutboxEntry,
    by: By,
    now: Time,
) -> Result<Option<News>> {
    if by == By::User {
        let settled = mark_about_read(db, &entry.connection, &write_of(&entry.id))?;
        return Ok(settled.then_some(News::Settled));
    }
    let Some(ending) = ending(before, entry) else {
        return Ok(None);
    };
    let matter = Matter::Write {
        entry: entry.id.clone(),
        title: entry.intent.title().to_owned(),
        what: entry.intent.kind(),
        ending,
    };
    let exists = store::connections::find(db, &entry.connection)?.is_some();
    let notice = NewNotice {
        at: now,
        connection: entry.connection.clone(),
        connection_name: entry.connection_name.clone(),
        matter,
        seen: false,
    };
    let raised = raise(db, &notice)?;
    if !exists {
        store::notices::forget_connection(db, &entry.connection)?;
    }
    Ok(Some(News::Raised(raised)))
}

/// How the entry ended, where that is to be told.
fn ending(before: OutboxState, entry: &OutboxEntry) -> Option<Ending> {
    use OutboxState as S;
    if before == entry.state {
        return None;
    }
    let was_unknown = before == S::Unknown;
    match entry.state {
        S::Queued | S::Sending => None,
        S::Confirmed => was_unknown.then_some(Ending::Found),
        S::Rejected => Some(Ending::Rejected),
        S::Unknown => Some(Ending::Unknown),
        S::TakenBack if was_unknown => search::is_settled(entry).then_some(Ending::NotDone),
        S::TakenBack => Some(Ending::NotSent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::outbox::tests::entry;
    use muster_domain::outbox::EffectSearch;

    #[test]
    fn every_end_but_a_plain_confirmation_is_told() {
        use OutboxState as S;
        let cases = [
            (S::Queued, S::Sending, None),
            (S::Sending, S::Queued, None),
            (S::Sending, S::Confirmed, None),
            (S::Sending, S::Unknown, Some(Ending::Unknown)),
            (S::Unknown, S::Unknown, None),
            (S::Unknown, S::Confirmed, Some(Ending::Found)),
            (S::Unknown, S::Rejected, Some(Ending::Rejected)),
            (S::Unknown, S::TakenBack, Some(Ending::NotDone)),
            // Tried four times, or the program was closed in the ten seconds.
            (S::Sending, S::TakenBack, Some(Ending::NotSent)),
            (S::Queued, S::TakenBack, Some(Ending::NotSent)),
        ];
        for (before, after, told) in cases {
            let mut entry = entry("e", 1, after);
            entry.search = Some(EffectSearch {
                searched_at: Time(1),
                readings: 2,
                found: Vec::new(),
            });
            assert_eq!(ending(before, &entry), told, "{before:?} to {after:?}");
        }
    }
}
