//! `outbox` in the desk database: every write and what is known of it. A row
//! changes only through [`advance`], which compares the state first, so that
//! two tasks or two processes can never both begin to send.

use muster_domain::{
    id::{ConnectionId, DraftId, OutboxId, QuestId, TaskId},
    outbox::{Addressee, ClubAffair, ClubWrite, Intent, OutboxEntry, OutboxState, quest_key},
    time::Time,
};
use rusqlite::{Connection, OptionalExtension as _, Result, Row, TransactionBehavior, params};

use super::{Json, Migration};

pub(super) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 3,
        name: "create_outbox",
        sql: "
    CREATE TABLE outbox (
        id TEXT PRIMARY KEY NOT NULL,
        created_at INTEGER NOT NULL,
        connection TEXT NOT NULL,
        state TEXT NOT NULL,
        draft TEXT NOT NULL DEFAULT '',
        task TEXT NOT NULL DEFAULT '',
        entry TEXT NOT NULL
    ) STRICT;
    CREATE INDEX outbox_by_state ON outbox (state, created_at);
    CREATE INDEX outbox_by_draft ON outbox (draft);
    CREATE INDEX outbox_by_task ON outbox (connection, task);
",
    },
    // Entries from before say nothing of whom they were meant for: whom their
    // connection stands for now. Those of a removed one never find out.
    Migration {
        version: 5,
        name: "address_outbox",
        sql: "
    UPDATE outbox SET entry = json_set(entry, '$.addressee', json((
        SELECT json_object(
            'kind', json_extract(config, '$.kind'),
            'base_url', CASE demo WHEN 0 THEN json_extract(config, '$.base_url') ELSE '' END,
            'modules', json_extract(config, '$.modules'),
            'username', username
        ) FROM connections WHERE connections.id = outbox.connection
    ))) WHERE connection IN (SELECT id FROM connections);
",
    },
];

fn read(row: &Row<'_>) -> Result<OutboxEntry> {
    Ok(row.get::<_, Json<_>>(0)?.0)
}

pub(crate) fn load(db: &Connection, id: &OutboxId) -> Result<Option<OutboxEntry>> {
    db.query_row(
        "SELECT entry FROM outbox WHERE id = ?1",
        [id.as_str()],
        read,
    )
    .optional()
}

/// Which entries of the outbox.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Of<'a> {
    Everything,
    Draft(&'a DraftId),
    Task(&'a ConnectionId, &'a TaskId),
    Affair(&'a ConnectionId, &'a ClubAffair),
    Quest(&'a ConnectionId, &'a QuestId),
}

/// Newest first, and how many there are.
pub(crate) fn list(
    db: &Connection,
    of: Of<'_>,
    offset: u32,
    limit: u32,
) -> Result<(u32, Vec<OutboxEntry>)> {
    let about = "connection = ?1 AND task = ?2";
    let (wanted, keys) = match of {
        Of::Everything => ("?1 = ?2", [String::new(), String::new()]),
        Of::Draft(draft) => ("draft = ?1 AND ?2 = ''", [draft.0.clone(), String::new()]),
        Of::Task(connection, task) => (about, [connection.0.clone(), task.0.clone()]),
        Of::Affair(connection, affair) => (about, [connection.0.clone(), affair.key()]),
        Of::Quest(connection, quest) => (about, [connection.0.clone(), quest_key(quest)]),
    };
    let count = format!("SELECT count(*) FROM outbox WHERE {wanted}");
    let total = db.query_row(&count, [&keys[0], &keys[1]], |row| row.get(0))?;
    let mut query = db.prepare(&format!(
        "SELECT entry FROM outbox WHERE {wanted} ORDER BY created_at DESC, id LIMIT ?3 OFFSET ?4"
    ))?;
    let entries = query
        .query_map(params![keys[0], keys[1], limit, offset], read)?
        .collect::<Result<_>>()?;
    Ok((total, entries))
}

/// In one of these states, oldest first.
pub(crate) fn in_states(db: &Connection, states: &[OutboxState]) -> Result<Vec<OutboxEntry>> {
    in_states_since(db, states, Time(i64::MIN))
}

/// The same, of those that were queued at that time or later.
pub(crate) fn in_states_since(
    db: &Connection,
    states: &[OutboxState],
    since: Time,
) -> Result<Vec<OutboxEntry>> {
    let mut query = db.prepare("SELECT entry FROM outbox WHERE state = ?1 AND created_at >= ?2")?;
    let mut entries: Vec<OutboxEntry> = Vec::new();
    for state in states {
        for entry in query.query_map(params![Json(state), since.0], read)? {
            entries.push(entry?);
        }
    }
    entries.sort_by(|a, b| (a.created_at, &a.id).cmp(&(b.created_at, &b.id)));
    Ok(entries)
}

/// What an end of the program leaves to be taken up: what has not come to an
/// end, and what was confirmed without saying as what. Oldest first.
pub(crate) fn unfinished(db: &Connection) -> Result<Vec<OutboxEntry>> {
    use OutboxState::{Confirmed, Queued, Sending, Unknown};
    let mut entries = in_states(db, &[Queued, Sending, Unknown])?;
    let mut nameless =
        db.prepare("SELECT entry FROM outbox WHERE state = ?1 AND task = '' ORDER BY created_at")?;
    for entry in nameless.query_map([Json(Confirmed)], read)? {
        entries.push(entry?);
    }
    Ok(entries)
}

/// Those that came from a draft and may have gone out or still will.
pub(crate) fn live_of_draft(db: &Connection, draft: &DraftId) -> Result<Vec<OutboxEntry>> {
    let mut query = db.prepare("SELECT entry FROM outbox WHERE draft = ?1")?;
    let entries: Vec<OutboxEntry> = query
        .query_map([draft.as_str()], read)?
        .collect::<Result<_>>()?;
    Ok(entries
        .into_iter()
        .filter(|entry| !returned(entry.state) && entry.parts_missing.is_none())
        .collect())
}

/// What was done, or is being done, to a mission or a meeting: of the account
/// that the connection stands for now, oldest first.
pub(crate) fn of_affair(
    db: &Connection,
    connection: &ConnectionId,
    affair: &ClubAffair,
) -> Result<Vec<OutboxEntry>> {
    about(db, connection, &affair.key())
}

/// The same of a quest.
pub(crate) fn of_quest(
    db: &Connection,
    connection: &ConnectionId,
    quest: &QuestId,
) -> Result<Vec<OutboxEntry>> {
    about(db, connection, &quest_key(quest))
}

/// What was done, or is being done, about what has this [`key`], oldest first.
/// Of whom the connection stands for now: another server numbers its own.
fn about(db: &Connection, connection: &ConnectionId, key: &str) -> Result<Vec<OutboxEntry>> {
    let now = addressee(db, connection)?;
    let mut entries = about_of_any(db, connection, key)?;
    entries.retain(|entry| entry.addressee == now);
    Ok(entries)
}

/// The same, whomever it was meant for.
pub(crate) fn about_of_any(
    db: &Connection,
    connection: &ConnectionId,
    key: &str,
) -> Result<Vec<OutboxEntry>> {
    db.prepare(
        "SELECT entry FROM outbox WHERE connection = ?1 AND task = ?2 ORDER BY created_at, id",
    )?
    .query_map([connection.as_str(), key], read)?
    .collect()
}

/// Whether such a write about what has this [`key`] is under way or unknown.
pub(crate) fn acting(
    db: &Connection,
    connection: &ConnectionId,
    key: &str,
    intent: &Intent,
) -> Result<bool> {
    let entries = about(db, connection, key)?;
    Ok(entries.iter().any(|entry| {
        let settled = returned(entry.state) || entry.state == OutboxState::Confirmed;
        entry.intent.does_the_same(intent) && !settled
    }))
}

/// Whether a finish of this task is under way or unknown.
pub(crate) fn finishing(db: &Connection, connection: &ConnectionId, task: &TaskId) -> Result<bool> {
    let entries = about(db, connection, task.as_str())?;
    Ok(entries.iter().any(|entry| {
        let settled = returned(entry.state) || entry.state == OutboxState::Confirmed;
        matches!(entry.intent, Intent::FinishTask { .. }) && !settled
    }))
}

/// Whom a connection stands for now; `None` once it is removed.
pub(crate) fn addressee(db: &Connection, connection: &ConnectionId) -> Result<Option<Addressee>> {
    let row = super::connections::find(db, connection)?;
    Ok(row.map(|row| row.addressee()))
}

/// What is meant for `old` is meant for `new`: the same under another address.
pub(crate) fn readdress(
    db: &Connection,
    connection: &ConnectionId,
    old: &Addressee,
    new: &Addressee,
) -> Result<()> {
    let entries: Vec<OutboxEntry> = db
        .prepare("SELECT entry FROM outbox WHERE connection = ?1")?
        .query_map([connection.as_str()], read)?
        .collect::<Result<_>>()?;
    let mut update = db.prepare("UPDATE outbox SET entry = ?2 WHERE id = ?1")?;
    for mut entry in entries {
        if entry.addressee.as_ref() == Some(old) {
            entry.addressee = Some(new.clone());
            update.execute(params![entry.id.as_str(), Json(&entry)])?;
        }
    }
    Ok(())
}

/// The entry that published a task, where it was sent from here.
pub(crate) fn published(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
) -> Result<Option<OutboxEntry>> {
    let entries = about(db, connection, task.as_str())?;
    let published = |entry: &OutboxEntry| matches!(entry.intent, Intent::PublishTask { .. });
    Ok(entries.into_iter().find(published))
}

/// Whether an entry in this state gave its draft back.
fn returned(state: OutboxState) -> bool {
    matches!(state, OutboxState::Rejected | OutboxState::TakenBack)
}

pub(crate) fn insert(db: &Connection, entry: &OutboxEntry) -> Result<()> {
    let draft = entry.intent.draft().map_or("", DraftId::as_str);
    db.execute(
        "INSERT INTO outbox (id, created_at, connection, state, draft, task, entry)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            entry.id.as_str(),
            entry.created_at.0,
            entry.connection.as_str(),
            Json(&entry.state),
            draft,
            task_of(entry),
            Json(entry),
        ],
    )?;
    Ok(())
}

/// Changes an entry if it is in one of the states `from`; answers what it
/// became, or `None` if it is gone or has moved on. Runs `with`, which is told
/// the state before, in the same transaction: for what must stand or fall
/// together with the change; what that answers is answered too.
pub(crate) fn advance<T>(
    db: &mut Connection,
    id: &OutboxId,
    from: &[OutboxState],
    change: impl FnOnce(&mut OutboxEntry),
    with: impl FnOnce(&Connection, OutboxState, &OutboxEntry) -> Result<T>,
) -> Result<Option<(OutboxEntry, T)>> {
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let Some(mut entry) = load(&transaction, id)?.filter(|entry| from.contains(&entry.state))
    else {
        return Ok(None);
    };
    let before = entry.state;
    change(&mut entry);
    transaction.execute(
        "UPDATE outbox SET state = ?2, task = ?3, entry = ?4 WHERE id = ?1",
        params![
            id.as_str(),
            Json(&entry.state),
            task_of(&entry),
            Json(&entry)
        ],
    )?;
    let done = with(&transaction, before, &entry)?;
    transaction.commit()?;
    Ok(Some((entry, done)))
}

fn task_of(entry: &OutboxEntry) -> String {
    key(&entry.intent, entry.task.as_ref())
}

/// What an entry is about, within its connection; nothing for what has not made
/// anything yet.
pub(crate) fn key(intent: &Intent, made: Option<&TaskId>) -> String {
    match intent {
        Intent::FinishTask { task, .. } => task.0.clone(),
        Intent::PublishTask { .. } => made.map_or_else(String::new, |task| task.0.clone()),
        Intent::Club { write } => {
            let affair = write.affair().or_else(|| match write {
                ClubWrite::PublishMission { .. } => Some(ClubAffair::Mission {
                    mission: made?.as_str().into(),
                }),
                ClubWrite::PublishMeeting { .. } => Some(ClubAffair::Meeting {
                    meeting: made?.as_str().into(),
                }),
                _ => None,
            });
            affair.map_or_else(String::new, |affair| affair.key())
        }
        Intent::Quest { write } => {
            let made = made.map(|made| QuestId(made.0.clone()));
            write.key(made.as_ref()).unwrap_or_default()
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
