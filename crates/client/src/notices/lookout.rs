//! The lookout: tasks whose gathering is ahead are looked at also when no page
//! shows them, half as often as a page would and one call at a time. A task is
//! asked for the head of its answers; the answers themselves are read when
//! that says something new.

use super::look::look;
use crate::{
    client::{Client, lock},
    commands::Target,
    store::{self, ages, connections::ConnectionRow},
    sync,
};
use muster_domain::{
    board::ResponseFigures,
    connection::{ConnectorKind, SessionState},
    error::AppError,
    id::{ConnectionId, TaskId},
    notice::Sight,
    task::{TaskList, TaskSummary},
    time::Time,
};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Mutex,
    time::Duration,
};
use tokio::sync::Notify;

/// The wall clock may jump: look at it this often, milliseconds.
const LONGEST_SLEEP_MS: i64 = 15_000;

/// Pages of the working list that are looked through: 200 tasks.
const PAGES: u32 = 4;

/// Answers that are older are read again before a lack of people is told,
/// milliseconds; and how long that may take.
const FRESH_MS: i64 = 60_000;
const PATIENCE: Duration = Duration::from_secs(10);

/// A head without any answer is believed for so long, milliseconds: servers
/// leave figures out.
const BELIEVED_MS: i64 = 10 * 60_000;

/// What the lookout remembers. What is lost with it is only asked for sooner.
#[derive(Debug, Default)]
pub(crate) struct State {
    wake: Notify,
    connections: Mutex<HashMap<ConnectionId, Memory>>,
}

impl State {
    pub(super) fn wake(&self) {
        self.wake.notify_one();
    }
}

/// Of one connection.
#[derive(Clone, Debug, Default)]
struct Memory {
    failures: u32,
    /// After a failure, when the server is asked again.
    not_before: Option<Time>,
    /// When the head of each task was last asked for.
    heads: HashMap<TaskId, Time>,
    /// When each task was last looked at, by the server's clock.
    looked: HashMap<TaskId, Time>,
}

/// Starts the lookout.
pub(crate) fn start(client: &Client) {
    if !client.inner().wiring.lookout {
        return;
    }
    let watcher = client.clone();
    client.spawn(async move {
        let seed = watcher.random();
        loop {
            let wait = round(&watcher, seed).await.clamp(0, LONGEST_SLEEP_MS);
            let sleep = tokio::time::sleep(Duration::from_millis(wait.unsigned_abs()));
            let wake = &watcher.inner().notices.lookout.wake;
            tokio::select! { () = sleep => {}, () = wake.notified() => {} }
        }
    });
}

/// Looks at every connection, one after the other. Answers how long nothing
/// else will be due, milliseconds.
async fn round(client: &Client, seed: u128) -> i64 {
    let rows = match client.stores() {
        Ok(stores) => stores.desk.read(store::connections::list).await,
        Err(error) => Err(error),
    };
    let mut wait = LONGEST_SLEEP_MS;
    let rows = rows.unwrap_or_default();
    let kept: HashSet<ConnectionId> = rows.iter().map(|row| row.id.clone()).collect();
    lock(&client.inner().notices.lookout.connections).retain(|id, _| kept.contains(id));
    for row in rows {
        // What is looked at are tasks, which servers of clubs do not have.
        if row.state == SessionState::SignedOut || row.config.kind != ConnectorKind::Militia {
            continue;
        }
        let mut watch = Watch::new(client, row, seed);
        match watch.go().await {
            Ok(next) => wait = wait.min(next),
            Err(error) => tracing::debug!(problem = %error, "look at a connection"),
        }
        watch.remember();
    }
    wait
}

/// One look at a connection.
struct Watch<'a> {
    client: &'a Client,
    row: ConnectionRow,
    seed: u128,
    memory: Memory,
}

impl<'a> Watch<'a> {
    fn new(client: &'a Client, row: ConnectionRow, seed: u128) -> Self {
        let connections = lock(&client.inner().notices.lookout.connections);
        let memory = connections.get(&row.id).cloned().unwrap_or_default();
        drop(connections);
        Self {
            client,
            row,
            seed,
            memory,
        }
    }

    fn remember(self) {
        let mut connections = lock(&self.client.inner().notices.lookout.connections);
        connections.insert(self.row.id, self.memory);
    }

    /// Milliseconds until something of this connection is due.
    async fn go(&mut self) -> Result<i64, AppError> {
        let lists = self.lists().await?;
        let tasks = self.tasks().await?;
        let still: HashSet<&TaskId> = tasks.keys().collect();
        self.memory.heads.retain(|task, _| still.contains(task));
        self.memory.looked.retain(|task, _| still.contains(task));
        let mut wait = lists;
        for task in tasks.values() {
            wait = wait.min(self.task(task).await?);
        }
        Ok(wait)
    }

    /// The working tasks, as cached.
    async fn tasks(&self) -> Result<BTreeMap<TaskId, TaskSummary>, AppError> {
        let id = self.row.id.clone();
        let read = move |db: &rusqlite::Connection| store::tasks::all(db, &id, TaskList::Working);
        let tasks = self.client.stores()?.cache.read(read).await?;
        Ok(tasks
            .into_iter()
            .map(|task| (task.id.clone(), task))
            .collect())
    }

    /// Now, by the server's clock.
    fn there(&self) -> Time {
        self.client.now_on(&self.row.id)
    }

    /// Keeps the working list fresh.
    async fn lists(&mut self) -> Result<i64, AppError> {
        let mut wait = LONGEST_SLEEP_MS;
        let mut page = 1;
        loop {
            let target = Target::Tasks {
                connection: self.row.id.clone(),
                list: TaskList::Working,
                page,
            };
            let mut due_in = self.list_due_in(page, &target).await?;
            if due_in <= 0 {
                let asked = sync::refresh(self.client, &target).await;
                self.note(&asked);
                due_in = self.list_due_in(page, &target).await?;
            }
            wait = wait.min(due_in);
            page += 1;
            if page > self.pages().await?.min(PAGES) {
                return Ok(wait);
            }
        }
    }

    async fn pages(&self) -> Result<u32, AppError> {
        let id = self.row.id.clone();
        let read =
            move |db: &rusqlite::Connection| store::tasks::page(db, &id, TaskList::Working, 1);
        let first = self.client.stores()?.cache.read(read).await?;
        Ok(first.map_or(1, |page| page.total_pages))
    }

    async fn list_due_in(&self, page: u32, target: &Target) -> Result<i64, AppError> {
        let id = self.row.id.clone();
        let read = move |db: &rusqlite::Connection| {
            let key = store::tasks::list_age(TaskList::Working, page);
            let age = ages::find(db, &id, &key)?;
            Ok((age, store::tasks::page(db, &id, TaskList::Working, page)?))
        };
        let (age, rows) = self.client.stores()?.cache.read(read).await?;
        let rows = rows.map(|page| page.rows).unwrap_or_default();
        Ok(self.due_in(age.map(|age| age.fetched_at), self.pace(target, &rows)))
    }

    /// Half as often as a page would; of a session that ended seldom, for the
    /// server may only have lost its token service for a while.
    fn pace(&self, target: &Target, tasks: &[TaskSummary]) -> i64 {
        let pace = 2 * sync::interval_ms(target, tasks, self.there());
        let pace = match self.row.state {
            SessionState::SignedIn => pace.min(sync::SLOW_MS),
            SessionState::SignedOut | SessionState::Ended => sync::SLOW_MS,
        };
        sync::jittered(pace, self.seed)
    }

    /// Milliseconds until what was last asked for at `last` is due.
    fn due_in(&self, last: Option<Time>, pace: i64) -> i64 {
        let now = self.client.now();
        // Asked for in the future: the clock was set back.
        let last = last.filter(|last| *last <= now);
        let due = last.map_or(now, |last| last.plus_ms(pace));
        let due = self.memory.not_before.map_or(due, |held| held.max(due));
        due.ms_since(now)
    }

    fn note<T>(&mut self, asked: &Result<T, AppError>) {
        if asked.is_ok() {
            (self.memory.failures, self.memory.not_before) = (0, None);
            return;
        }
        self.memory.failures = self.memory.failures.saturating_add(1);
        let pause = sync::after_failures_ms(self.memory.failures);
        let pause = sync::jittered(pause, self.seed);
        self.memory.not_before = Some(self.client.now().plus_ms(pause));
    }

    /// Milliseconds until something of this task is due.
    async fn task(&mut self, task: &TaskSummary) -> Result<i64, AppError> {
        let mut wait = LONGEST_SLEEP_MS;
        if self.is_ahead(task) {
            wait = wait.min(self.answers(task).await?);
        }
        if self.moment_passed(task) {
            // The first look comes right after the head of the answers.
            if self.memory.looked.contains_key(&task.id) {
                self.fresh(task).await?;
            }
            look(self.client, &self.row.id, &task.id).await?;
            let now = self.there();
            self.memory.looked.insert(task.id.clone(), now);
        }
        let now = self.there();
        let next = sight(task, now).next_moment();
        let to_next = next.map_or(LONGEST_SLEEP_MS, |next| next.ms_since(now));
        Ok(wait.min(to_next.max(1)))
    }

    fn is_ahead(&self, task: &TaskSummary) -> bool {
        let now = self.there();
        task.gather_at.is_some_and(|gather| gather > now)
    }

    fn target(&self, task: &TaskSummary) -> Target {
        Target::Responses {
            connection: self.row.id.clone(),
            task: task.id.clone(),
        }
    }

    /// Asks for the head of the answers when it is time, and for the answers
    /// when it says something new.
    async fn answers(&mut self, task: &TaskSummary) -> Result<i64, AppError> {
        let (target, held) = (self.target(task), self.held(task).await?);
        let pace = self.pace(&target, std::slice::from_ref(task));
        let last = held.read_at.max(self.memory.heads.get(&task.id).copied());
        let due_in = self.due_in(last, pace);
        if due_in > 0 {
            return Ok(due_in);
        }
        self.memory.heads.insert(task.id.clone(), self.client.now());
        let head = sync::response_head(self.client, &self.row.id, &task.id).await;
        self.note(&head);
        if head.is_ok_and(|head| held.is_behind(&head, self.client.now())) {
            let asked = sync::refresh_anew(self.client, &target).await;
            self.note(&asked);
        }
        Ok(self.due_in(Some(self.client.now()), pace))
    }

    async fn held(&self, task: &TaskSummary) -> Result<Held, AppError> {
        let (id, of) = (self.row.id.clone(), task.id.clone());
        let read = move |db: &rusqlite::Connection| {
            let age = ages::find(db, &id, &format!("responses/{of}"))?;
            Ok(Held {
                read_at: age.filter(|age| age.complete).map(|age| age.fetched_at),
                figures: store::responses::figures(db, &id, &of)?,
                accepted: store::responses::accepted(db, &id, &of)?,
            })
        };
        self.client.stores()?.cache.read(read).await
    }

    /// Whether something may be due by the clock since the last look, or there
    /// was none.
    fn moment_passed(&self, task: &TaskSummary) -> bool {
        let Some(looked) = self.memory.looked.get(&task.id) else {
            return true;
        };
        let next = sight(task, *looked).next_moment();
        next.is_some_and(|moment| moment <= self.there())
    }

    /// Reads the answers again before something is told of them. A server that
    /// is out of reach keeps nobody from being told what is known.
    async fn fresh(&mut self, task: &TaskSummary) -> Result<(), AppError> {
        let now = self.client.now();
        let read_at = self.held(task).await?.read_at;
        let is_old = read_at.is_none_or(|at| now.ms_since(at) > FRESH_MS);
        let is_held = self.memory.not_before.is_some_and(|held| held > now);
        if self.is_ahead(task) && is_old && !is_held {
            let target = self.target(task);
            let asking = sync::refresh(self.client, &target);
            let asked = tokio::time::timeout(PATIENCE, asking).await;
            self.note(&asked.unwrap_or(Err(AppError::TimedOut { sent: true })));
        }
        Ok(())
    }
}

/// What is cached of the answers to a task.
struct Held {
    /// When all of them were read.
    read_at: Option<Time>,
    figures: Option<ResponseFigures>,
    /// Counted from the rows.
    accepted: Option<u32>,
}

impl Held {
    /// Whether the answers are worth reading again.
    fn is_behind(&self, head: &ResponseFigures, now: Time) -> bool {
        let Some(read_at) = self.read_at else {
            return true;
        };
        let says_none = head.responded.unwrap_or(0) == 0 && head.accepted.unwrap_or(0) == 0;
        let disagrees = !says_none && head.accepted != self.accepted;
        let is_old = now.ms_since(read_at) > BELIEVED_MS;
        self.figures.as_ref() != Some(head) || disagrees || (says_none && is_old)
    }
}

/// The times of a task, at a moment.
fn sight(task: &TaskSummary, now: Time) -> Sight {
    Sight {
        now,
        wanted: task.wanted,
        launched_at: task.launched_at,
        gather_at: task.gather_at,
        finish_at: task.finish_at,
        is_done: false,
        is_ours: false,
        tally: None,
    }
}
