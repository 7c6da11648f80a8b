//! Finding out what became of a write by reading: the lists of tasks for a
//! publication, the task itself for a finish. Two complete readings, some
//! seconds apart, settle it.

use super::{OutboxState, addressed, change, clubs, confirm, load, quests, taken_back};
use crate::{client::Client, store};
use muster_connectors::{Connector, Error, Tasks};
use muster_domain::{
    error::AppError,
    id::{OutboxId, TaskId},
    outbox::{EffectSearch, FoundTask, Intent, OutboxEntry, QuestEffect},
    quest::BatchOutcome,
    read::Page,
    task::{NewTask, Phase, TaskList, TaskSummary},
    time::Time,
};
use std::{
    collections::HashMap,
    sync::{Arc, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::sync::Notify;

/// Pauses before each attempt to read, milliseconds; the last repeats. The
/// first leaves a server that was cut off in the middle time to finish.
const PAUSES_MS: [u64; 6] = [2_000, 5_000, 10_000, 30_000, 60_000, 300_000];

/// Complete readings that settle an unknown write.
const READINGS: u32 = 2;

/// How far a server's clock may be off, beyond what its answers tell,
/// milliseconds.
pub(super) const SLACK_MS: i64 = 120_000;

const ROWS_PER_PAGE: u32 = 50;
/// Beyond this the lists are not read to their end: 20 000 tasks.
const PAGES: u32 = 400;

/// Looks for the effect of an entry in the background, once at a time. A
/// search that waits for its next reading begins anew.
pub(super) fn start(client: &Client, entry: &OutboxEntry) {
    let id = entry.id.clone();
    let anew = Arc::new(Notify::new());
    if let Some(running) = searches(client).insert(id.clone(), Arc::clone(&anew)) {
        running.notify_one();
    }
    let task = client.clone();
    client.spawn(async move {
        if let Err(error) = search(&task, &id, &anew).await {
            tracing::error!(problem = %error, "look for the effect of a write");
        }
        let mut searches = searches(&task);
        if searches
            .get(&id)
            .is_some_and(|current| Arc::ptr_eq(current, &anew))
        {
            searches.remove(&id);
        }
    });
}

/// By entry: told when a newer search takes over.
fn searches(client: &Client) -> MutexGuard<'_, HashMap<OutboxId, Arc<Notify>>> {
    client
        .inner()
        .outbox
        .searches
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
}

async fn search(client: &Client, id: &OutboxId, replaced: &Notify) -> Result<(), AppError> {
    let last = PAUSES_MS[PAUSES_MS.len() - 1];
    for pause in PAUSES_MS.into_iter().chain(std::iter::repeat(last)) {
        tokio::select! {
            () = tokio::time::sleep(Duration::from_millis(pause)) => {}
            () = replaced.notified() => return Ok(()),
        }
        let Some(entry) = load(client, id).await? else {
            return Ok(());
        };
        if !is_wanted(&entry) {
            return Ok(());
        }
        // Whoever else the connection reaches by now knows nothing of this; the
        // next sign-in begins it anew.
        let Ok(connector) = addressed(client, &entry).await else {
            return Ok(());
        };
        match read(client, connector.as_ref(), &entry).await {
            Ok(reading) => record(client, &entry, reading).await?,
            // The next sign-in begins it anew.
            Err(error @ (Error::NotSignedIn | Error::PasswordNeeded)) => {
                client.failed(&entry.connection, &connector, &error).await;
                return Ok(());
            }
            Err(error) => {
                client.failed(&entry.connection, &connector, &error).await;
            }
        }
    }
    Ok(())
}

/// Whether another reading can tell something.
pub(super) fn is_wanted(entry: &OutboxEntry) -> bool {
    if !entry.intent.can_be_read_back() {
        return false;
    }
    match entry.state {
        OutboxState::Unknown => entry
            .search
            .as_ref()
            .is_none_or(|search| search.readings < READINGS),
        // The answer to a publication carries no id: one reading for that.
        OutboxState::Confirmed => {
            entry.task.is_none() && entry.search.is_none() && entry.intent.is_publication()
        }
        _ => false,
    }
}

/// Whether it was read often enough to know what became of it.
pub(super) fn is_settled(entry: &OutboxEntry) -> bool {
    let search = entry.search.as_ref();
    search.is_some_and(|search| search.readings >= READINGS)
}

/// What one complete reading says.
pub(super) enum Reading {
    /// Tasks that may be the publication.
    Found(Vec<FoundTask>),
    /// The same of a mission, with how many parts are missing.
    FoundByHalf(FoundTask, u32),
    /// Whether the task is finished.
    Finished(bool),
    /// What of a batch was done, and whether that is all of it.
    Batch { done: BatchOutcome, all: bool },
    /// The server does not tell, however often it is asked.
    Untold,
}

async fn read(
    client: &Client,
    connector: &dyn Connector,
    entry: &OutboxEntry,
) -> Result<Reading, Error> {
    let tasks = || connector.tasks().ok_or(Error::WrongServer);
    match &entry.intent {
        Intent::Club { write } => clubs::read(connector, write, &Taken { client, entry }).await,
        Intent::Quest { write } => quests::read(connector, write, &Taken { client, entry }).await,
        Intent::PublishTask { task, .. } => {
            let tasks = tasks()?;
            let taken = Taken { client, entry };
            let sent_at = entry.sent_at.unwrap_or(entry.created_at);
            let over = client.now_on(&entry.connection) >= task.finish_at;
            Ok(Reading::Found(
                find(tasks, task, over, sent_at, &taken).await?,
            ))
        }
        Intent::FinishTask { task, .. } => {
            let detail = tasks()?.detail(task).await?;
            Ok(Reading::Finished(detail.value.summary.phase == Phase::Done))
        }
    }
}

/// What is the effect of other entries than this one.
pub(super) struct Taken<'a> {
    client: &'a Client,
    entry: &'a OutboxEntry,
}

impl Taken<'_> {
    /// Whether another entry of the same server made this. Ids are the server's
    /// own: another one may well have given the same.
    async fn has(&self, made: &TaskId) -> bool {
        let entry = self.entry;
        let key = store::outbox::key(&entry.intent, Some(made));
        let connection = entry.connection.clone();
        let Ok(stores) = self.client.stores() else {
            return false;
        };
        let read =
            move |db: &rusqlite::Connection| store::outbox::about_of_any(db, &connection, &key);
        let about = stores.desk.read(read).await.unwrap_or_default();
        about.iter().any(|other| {
            other.id != entry.id
                && other.state == OutboxState::Confirmed
                && other.intent.kind() == entry.intent.kind()
                && same_server(other, entry)
        })
    }

    /// When it was sent, by our clock.
    pub(super) fn sent_at(&self) -> Time {
        self.entry.sent_at.unwrap_or(self.entry.created_at)
    }

    /// How many others of its kind were confirmed that were sent since then, by
    /// our clock.
    pub(super) async fn alike_since(&self, since: Time) -> Result<usize, Error> {
        let entry = self.entry;
        let key = store::outbox::key(&entry.intent, None);
        let connection = entry.connection.clone();
        let read =
            move |db: &rusqlite::Connection| store::outbox::about_of_any(db, &connection, &key);
        // Without the store nothing can be settled either.
        let stores = self.client.stores().map_err(|_| Error::NotSignedIn)?;
        let about = stores
            .desk
            .read(read)
            .await
            .map_err(|_| Error::NotSignedIn)?;
        let alike = about.iter().filter(|other| {
            other.id != entry.id
                && other.state == OutboxState::Confirmed
                && other.intent.kind() == entry.intent.kind()
                && other.sent_at.is_some_and(|at| at >= since)
                && same_server(other, entry)
        });
        Ok(alike.count())
    }

    /// Those that no other entry made.
    pub(super) async fn without(&self, found: impl Iterator<Item = FoundTask>) -> Vec<FoundTask> {
        let mut free = Vec::new();
        for one in found {
            if !self.has(&one.id).await {
                free.push(one);
            }
        }
        free
    }
}

/// Whatever the accounts: of one connection, which may have moved meanwhile.
fn same_server(one: &OutboxEntry, other: &OutboxEntry) -> bool {
    let server = |entry: &OutboxEntry| {
        let addressee = entry.addressee.clone()?;
        Some((addressee.kind, addressee.base_url, addressee.modules))
    };
    one.connection == other.connection && server(one) == server(other)
}

/// Reads every page of the lists in which the task could stand: of both, once it
/// is `over`.
async fn find(
    tasks: &dyn Tasks,
    task: &NewTask,
    over: bool,
    sent_at: Time,
    taken: &Taken<'_>,
) -> Result<Vec<FoundTask>, Error> {
    let lists: &[TaskList] = if over {
        &[TaskList::Working, TaskList::Done]
    } else {
        &[TaskList::Working]
    };
    let mut found: Vec<FoundTask> = Vec::new();
    for &list in lists {
        let mut ended = false;
        for page in 1..=PAGES {
            let answer = tasks.list(list, ROWS_PER_PAGE, page).await?;
            let skew = answer
                .server_time
                .map_or(0, |server| server.ms_since(taken.client.now()));
            let earliest = sent_at.plus_ms(skew - SLACK_MS);
            let last = is_last(&answer.value);
            for row in answer.value.rows {
                let known = found.iter().any(|other| other.id == row.id);
                if !known
                    && may_be(task, earliest, &row)
                    && !taken.has(&row.id).await
                    && is(tasks, task, &row).await?
                {
                    found.push(FoundTask {
                        id: row.id,
                        title: row.title,
                        launched_at: row.launched_at,
                    });
                }
            }
            ended = last;
            if ended {
                break;
            }
        }
        // What was not read may hold it: that is no reading to settle by.
        if !ended {
            return Err(Error::endless());
        }
    }
    Ok(found)
}

/// Whether a list ends with this page. Neither sign alone is one: some servers
/// cut shorter pages than they are asked for, and some count too few pages.
/// What is overlooked here would be told as "not sent".
fn is_last(page: &Page<TaskSummary>) -> bool {
    let rows = u32::try_from(page.rows.len()).unwrap_or(u32::MAX);
    rows == 0 || (rows < ROWS_PER_PAGE && page.page >= page.total_pages)
}

/// Whether a row can be this publication, by its natural key: title, gather
/// and finish time, place, headcount. A fact that the row lacks excludes nothing.
fn may_be(task: &NewTask, earliest: Time, row: &TaskSummary) -> bool {
    row.title == task.title
        && row.wanted == task.wanted
        && row.place == task.place.name()
        && row
            .gather_at
            .is_none_or(|at| same_second(at, task.gather_at))
        && row
            .finish_at
            .is_none_or(|at| same_second(at, task.finish_at))
        && row.launched_at.is_none_or(|at| at >= earliest)
}

/// Asks the task itself for what its row does not say.
async fn is(tasks: &dyn Tasks, task: &NewTask, row: &TaskSummary) -> Result<bool, Error> {
    if row.gather_at.is_some() && row.finish_at.is_some() {
        return Ok(true);
    }
    let detail = tasks.detail(&row.id).await?.value.summary;
    Ok(detail
        .gather_at
        .is_none_or(|at| same_second(at, task.gather_at))
        && detail
            .finish_at
            .is_none_or(|at| same_second(at, task.finish_at)))
}

/// Times on the wire have no milliseconds.
fn same_second(a: Time, b: Time) -> bool {
    a.0.div_euclid(1000) == b.0.div_euclid(1000)
}

async fn record(client: &Client, entry: &OutboxEntry, reading: Reading) -> Result<(), AppError> {
    let now = client.now();
    let states: &'static [OutboxState] = &[OutboxState::Unknown, OutboxState::Confirmed];
    change(client, &entry.id, states, move |entry| {
        let readings = entry.search.as_ref().map_or(0, |search| search.readings) + 1;
        match reading {
            Reading::Finished(done) => {
                entry.search = Some(EffectSearch {
                    searched_at: now,
                    readings,
                    found: Vec::new(),
                });
                if done {
                    confirm(entry, None);
                } else if readings >= READINGS && refused(entry) {
                    entry.state = OutboxState::Rejected;
                } else if readings >= READINGS && entry.state == OutboxState::Unknown {
                    taken_back(entry);
                }
            }
            Reading::Batch { done, all } => {
                entry.search = Some(EffectSearch {
                    searched_at: now,
                    readings,
                    found: Vec::new(),
                });
                let some = done.done() > 0;
                if all || (some && readings >= READINGS) {
                    entry.effect = Some(QuestEffect::Batch(done));
                    confirm(entry, None);
                } else if readings >= READINGS && entry.state == OutboxState::Unknown {
                    taken_back(entry);
                }
            }
            // It is the user who settles it.
            Reading::Untold => {
                entry.search = Some(EffectSearch {
                    searched_at: now,
                    readings: readings.max(READINGS),
                    found: Vec::new(),
                });
            }
            Reading::FoundByHalf(found, missing) => {
                if readings >= READINGS || entry.state == OutboxState::Confirmed {
                    entry.parts_missing = Some(missing);
                    confirm(entry, Some(found.id.clone()));
                }
                entry.search = Some(EffectSearch {
                    searched_at: now,
                    readings,
                    found: vec![found],
                });
            }
            Reading::Found(found) => {
                let settled = readings >= READINGS || entry.state == OutboxState::Confirmed;
                match found.as_slice() {
                    [only] if settled => confirm(entry, Some(only.id.clone())),
                    [] if settled && refused(entry) => entry.state = OutboxState::Rejected,
                    _ => {}
                }
                entry.search = Some(EffectSearch {
                    searched_at: now,
                    readings,
                    found,
                });
            }
        }
    })
    .await?;
    Ok(())
}

/// Whether the server itself said no, which reading has now confirmed.
fn refused(entry: &OutboxEntry) -> bool {
    let no = matches!(
        entry.problem,
        Some(AppError::Rejected { .. } | AppError::NotPermitted | AppError::NotAccepted { .. })
    );
    entry.state == OutboxState::Unknown && no
}

#[cfg(test)]
mod tests {
    use super::*;
    use muster_domain::task::NewTaskPlace;

    fn task() -> NewTask {
        NewTask {
            title: "珠江防汛".into(),
            detail: String::new(),
            wanted: 60,
            gather_at: Time(5_000_000),
            finish_at: Time(9_000_000),
            place: NewTaskPlace::Saved {
                id: "5".into(),
                name: "新天地广场".into(),
            },
            orgs: Vec::new(),
            offices: Vec::new(),
            soldiers: Vec::new(),
        }
    }

    fn row() -> TaskSummary {
        TaskSummary {
            id: "7".into(),
            title: "珠江防汛".into(),
            launched_by: "海珠区一排".into(),
            launched_at: Some(Time(1_000_000)),
            gather_at: Some(Time(5_000_000)),
            finish_at: None,
            place: "新天地广场".into(),
            wanted: 60,
            phase: Phase::Recruiting,
            progress: None,
            responded: None,
            accepted: None,
            checked_in: None,
        }
    }

    #[test]
    fn a_row_is_recognised_by_its_natural_key() {
        let earliest = Time(900_000);
        assert!(may_be(&task(), earliest, &row()));
        let differing: [fn(&mut TaskSummary); 6] = [
            |row| row.title.push('2'),
            |row| row.wanted = 61,
            |row| row.place = "昌岗路口".into(),
            |row| row.gather_at = Some(Time(5_001_000)),
            |row| row.finish_at = Some(Time(9_001_000)),
            |row| row.launched_at = Some(Time(899_999)),
        ];
        for change in differing {
            let mut row = row();
            change(&mut row);
            assert!(!may_be(&task(), earliest, &row), "{row:?}");
        }
    }

    #[test]
    fn a_list_ends_where_both_the_rows_and_the_pages_do() {
        let page = |rows: usize, page, total_pages| {
            is_last(&Page {
                page,
                total_pages,
                total: 0,
                rows: vec![row(); rows],
            })
        };
        assert!(page(3, 1, 1) && page(0, 2, 9) && page(49, 4, 4));
        assert!(!page(20, 1, 3), "pages shorter than asked for");
        assert!(!page(50, 1, 1), "more pages than are counted");
    }

    #[test]
    fn what_a_row_does_not_say_excludes_nothing() {
        let mut row = row();
        (row.gather_at, row.launched_at) = (None, None);
        assert!(may_be(&task(), Time(900_000), &row));
    }
}
