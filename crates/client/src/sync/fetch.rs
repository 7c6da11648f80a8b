//! One fetch of a target: ask the server, store what differs, tell of it.

use super::{
    clubs,
    era::Era,
    moments,
    paging::{ROWS_PER_PAGE, read_all},
    quests, schedule, tell_ages,
};
use crate::{
    boards,
    client::Client,
    commands::Target,
    picker,
    store::{self, Age, ages},
};
use muster_connectors::{Answer, Connector, Error, Tasks};
use muster_domain::{
    connection::SessionState,
    error::AppError,
    event::Tag,
    id::{ConnectionId, QuestId, TaskId},
    read::Page,
    task::TaskSummary,
    time::Time,
};
use rusqlite::Connection;
use serde::Serialize;
use std::{collections::HashSet, sync::Arc};

/// Rows of a page of tasks.
const LIST_PAGE: u32 = 50;

/// What a target reads, stores and changes.
pub(crate) trait Watched {
    fn connection(&self) -> &ConnectionId;
    /// What its age is kept under.
    fn age_key(&self) -> String;
    /// The reads that show it.
    fn tags(&self) -> Vec<Tag>;
}

impl Watched for Target {
    fn connection(&self) -> &ConnectionId {
        match self {
            Self::Tasks { connection, .. }
            | Self::Task { connection, .. }
            | Self::People { connection, .. }
            | Self::Responses { connection, .. }
            | Self::CheckIns { connection, .. }
            | Self::Positions { connection, .. }
            | Self::Roster { connection }
            | Self::Club { connection, .. }
            | Self::Quests { connection, .. }
            | Self::Moments { connection, .. } => connection,
        }
    }

    fn age_key(&self) -> String {
        match self {
            Self::Tasks { list, page, .. } => store::tasks::list_age(*list, *page),
            Self::Task { task, .. } => format!("task/{task}"),
            Self::People { task, .. } => format!("people/{task}"),
            Self::Responses { task, .. } => format!("responses/{task}"),
            Self::CheckIns { task, .. } => format!("check_ins/{task}"),
            Self::Positions { task, .. } => format!("positions/{task}"),
            Self::Roster { .. } => store::roster::AGE.to_owned(),
            Self::Club { view, .. } => view.key(),
            Self::Quests { view, .. } => view.key(),
            Self::Moments { view, .. } => view.key(),
        }
    }

    fn tags(&self) -> Vec<Tag> {
        let connection = self.connection().clone();
        match self {
            Self::Tasks { .. } => vec![Tag::Tasks(connection)],
            // Lists show how many have accepted and arrived.
            Self::Responses { task, .. } | Self::CheckIns { task, .. } => vec![
                Tag::Task(connection.clone(), task.clone()),
                Tag::Progress(connection),
            ],
            Self::Task { task, .. } | Self::People { task, .. } => {
                vec![Tag::Task(connection, task.clone())]
            }
            Self::Positions { task, .. } => vec![Tag::Positions(connection, task.clone())],
            Self::Roster { .. } => vec![Tag::Roster(connection)],
            Self::Club { view, .. } => vec![view.tag(connection)],
            Self::Quests { view, .. } => view.tags(connection),
            Self::Moments { view, .. } => vec![view.tag(connection)],
        }
    }
}

/// Fetches the target and stores it, while the era lasts.
pub(super) async fn fetch(client: &Client, target: &Target, era: &Era) -> Result<(), AppError> {
    let id = target.connection();
    let sink = Sink {
        client,
        target,
        era,
    };
    let connector = reach(client, id).await?;
    let asked = match (target, connector.tasks()) {
        (Target::Club { view, .. }, _) => clubs::ask(&sink, connector.as_ref(), view).await,
        (Target::Quests { view, .. }, _) => quests::ask(&sink, connector.as_ref(), view).await,
        (Target::Moments { view, .. }, _) => moments::ask(&sink, connector.as_ref(), view).await,
        (_, Some(tasks)) => sink.ask(tasks).await,
        (_, None) => Err(Failure::App(AppError::NotPermitted)),
    };
    match asked {
        Ok(()) => {
            client.succeeded(id, &connector).await;
            Ok(())
        }
        // The location module asks a token service of its own. Whether the
        // session has ended, the tasks say.
        Err(Failure::Server(Error::NotSignedIn)) if matches!(target, Target::Positions { .. }) => {
            Err(AppError::NotSignedIn {
                connection: id.clone(),
            })
        }
        Err(Failure::Server(error)) => {
            if matches!(error, Error::NoEnterprise) && !era.is_over() {
                crate::moments::unseat(client, id).await?;
            }
            Err(client.failed(id, &connector, &error).await)
        }
        Err(Failure::App(error)) => Err(error),
    }
}

/// The connector of a connection that somebody signed in to. A session that
/// ended is tried again: the server's token service may only have been down.
pub(crate) async fn reach(
    client: &Client,
    id: &ConnectionId,
) -> Result<Arc<dyn Connector>, AppError> {
    let mut row = client.connection_row(id).await?;
    if row.demo {
        drop(client.inner().links.demo.lock().await);
        row = client.connection_row(id).await?;
    }
    if row.state == SessionState::SignedOut {
        return Err(AppError::NotSignedIn {
            connection: id.clone(),
        });
    }
    client.connector(id).await
}

/// Milliseconds until the target, fetched now, wants to be fetched again.
/// `None` while the task that sets its pace is not here yet.
pub(super) async fn interval_ms(client: &Client, target: &Target) -> Option<i64> {
    let tasks = shown(client, target).await.unwrap_or_default();
    let is_of_a_task = matches!(
        target,
        Target::Task { .. }
            | Target::Responses { .. }
            | Target::CheckIns { .. }
            | Target::Positions { .. }
    );
    (!tasks.is_empty() || !is_of_a_task)
        .then(|| schedule::interval_ms(target, &tasks, client.now_on(target.connection())))
}

/// The tasks whose times set the pace of the target.
async fn shown(client: &Client, target: &Target) -> Result<Vec<TaskSummary>, AppError> {
    let target = target.clone();
    let read = move |db: &Connection| match &target {
        Target::Tasks {
            connection,
            list,
            page,
        } => {
            let page = store::tasks::page(db, connection, *list, *page)?;
            Ok(page.map(|page| page.rows).unwrap_or_default())
        }
        Target::Task { connection, task }
        | Target::Responses { connection, task }
        | Target::CheckIns { connection, task }
        | Target::Positions { connection, task } => {
            let detail = store::task_details::find(db, connection, task)?;
            let summary = match detail {
                Some(detail) => Some(detail.summary),
                None => store::tasks::find(db, connection, task)?,
            };
            Ok(summary.into_iter().collect())
        }
        Target::People { .. }
        | Target::Roster { .. }
        | Target::Club { .. }
        | Target::Quests { .. }
        | Target::Moments { .. } => Ok(Vec::new()),
    };
    client.stores()?.cache.read(read).await
}

/// Why a fetch failed.
pub(super) enum Failure {
    Server(Error),
    App(AppError),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Server(error)
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

/// A total that is missing, or less than what is here, is none.
fn count_rows<T>(page: &mut Page<T>) {
    let rows = u32::try_from(page.rows.len()).unwrap_or(u32::MAX);
    if rows > 0 {
        let before = page.page.saturating_sub(1).saturating_mul(LIST_PAGE);
        page.total = page.total.max(before.saturating_add(rows));
    }
}

/// Where a fetch puts what it gets.
pub(super) struct Sink<'a> {
    pub(super) client: &'a Client,
    pub(super) target: &'a Target,
    pub(super) era: &'a Era,
}

impl Sink<'_> {
    async fn ask(&self, tasks: &dyn Tasks) -> Result<(), Failure> {
        let key = self.target.age_key();
        match self.target {
            Target::Tasks { list, page, .. } => {
                let (list, mut answer) = (*list, tasks.list(*list, LIST_PAGE, *page).await?);
                let mut seen = HashSet::new();
                answer.value.rows.retain(|row| seen.insert(row.id.clone()));
                answer.value.page = *page;
                count_rows(&mut answer.value);
                self.keep(key, answer, move |db, id, page| {
                    store::tasks::put(db, id, list, page)
                })
                .await
            }
            Target::Task { task, .. } => {
                let answer = tasks.detail(task).await?;
                self.keep(key, answer, store::task_details::put).await
            }
            Target::People { task, .. } => {
                let (answer, task) = (tasks.people(task).await?, task.clone());
                self.keep(key, answer, move |db, id, people| {
                    store::participants::put(db, id, &task, people)
                })
                .await
            }
            Target::Responses { task, .. } => self.ask_responses(tasks, task).await,
            Target::CheckIns { task, .. } => self.ask_check_ins(tasks, task).await,
            Target::Positions { task, .. } => self.ask_positions(tasks, task).await,
            Target::Roster { .. } => self.ask_roster(tasks).await,
            Target::Club { .. } | Target::Quests { .. } | Target::Moments { .. } => {
                Err(AppError::NotPermitted.into())
            }
        }
    }

    async fn ask_responses(&self, tasks: &dyn Tasks, task: &TaskId) -> Result<(), Failure> {
        let reading = read_all(
            |page| tasks.responses(task, ROWS_PER_PAGE, page),
            |figures: &muster_domain::board::ResponseFigures| figures.notified,
        )
        .await?;
        let task = task.clone();
        let age = self.age(reading.server_time, reading.error.is_none());
        let boards = &self.client.inner().boards;
        let roll = boards.responses(self.target.connection(), &task);
        let (figures, rows) = (reading.figures, reading.rows);
        self.keep_board(age, move |db, id| {
            boards::keep_responses(db, &roll, (id, &task), (&figures, rows), age.as_of())
        })
        .await?;
        reading.error.map_or(Ok(()), |error| Err(error.into()))
    }

    async fn ask_check_ins(&self, tasks: &dyn Tasks, task: &TaskId) -> Result<(), Failure> {
        let reading = read_all(
            |page| tasks.check_ins(task, ROWS_PER_PAGE, page),
            |figures: &muster_domain::board::CheckInFigures| figures.accepted,
        )
        .await?;
        let task = task.clone();
        let age = self.age(reading.server_time, reading.error.is_none());
        let boards = &self.client.inner().boards;
        let roll = boards.check_ins(self.target.connection(), &task);
        let (figures, rows) = (reading.figures, reading.rows);
        self.keep_board(age, move |db, id| {
            boards::keep_check_ins(db, &roll, (id, &task), (&figures, rows), age.as_of())
        })
        .await?;
        reading.error.map_or(Ok(()), |error| Err(error.into()))
    }

    async fn ask_positions(&self, tasks: &dyn Tasks, task: &TaskId) -> Result<(), Failure> {
        let reading = read_all(
            async |page| {
                let answer = tasks.whereabouts(task, ROWS_PER_PAGE, page).await?;
                Ok(answer.map(|found| {
                    let total = found.as_ref().map(|page| page.total);
                    (total, found.unwrap_or_else(|| Page::empty(page)))
                }))
            },
            |total| *total,
        )
        .await?;
        let now = self.client.now_on(self.target.connection());
        let task = task.clone();
        let age = self.age(reading.server_time, reading.error.is_none());
        self.keep_board(age, move |db, id| {
            // Without a count there is no such module.
            let rows = reading.figures.map(|_| &*reading.rows);
            store::positions::put(db, id, &task, rows, now)
        })
        .await?;
        reading.error.map_or(Ok(()), |error| Err(error.into()))
    }

    /// Saved places first: they alone make a draft checkable.
    async fn ask_roster(&self, tasks: &dyn Tasks) -> Result<(), Failure> {
        let info = tasks.publish_info().await?;
        let sees_offices = info.value.is_office;
        let places = store::publish_info::AGE.to_owned();
        self.keep(places, info, store::publish_info::put).await?;
        let (orgs, offices) = if sees_offices {
            let (orgs, offices) = tokio::try_join!(tasks.orgs(), tasks.offices())?;
            (orgs, Some(offices.value))
        } else {
            (tasks.orgs().await?, None)
        };
        let age = self.age(orgs.server_time, true);
        let trees = store::roster::Trees {
            orgs: orgs.value,
            offices,
        };
        self.keep_roster(trees, age).await
    }

    /// The picker is given the trees while they are stored: nobody waits for
    /// the disk, and nothing is shown for long that is not on it.
    async fn keep_roster(&self, trees: store::roster::Trees, age: Age) -> Result<(), Failure> {
        let id = self.target.connection();
        let store = async |packed: store::roster::Packed| {
            let put = move |db: &Connection, id: &ConnectionId| store::roster::put(db, id, &packed);
            self.store(self.target.age_key(), age, put).await
        };
        let tell = || self.client.emit(self.target.tags());
        picker::arrive(self.client, id, (trees, age), self.era, store, tell).await
    }

    /// Keeps an answer of a server of clubs, of quests or of moments.
    pub(super) async fn keep_whole<T: Serialize + Send + 'static>(
        &self,
        value: T,
        server_time: Option<Time>,
        complete: bool,
    ) -> Result<(), Failure> {
        let (age, key) = (self.age(server_time, complete), self.key());
        self.keep_board(age, move |db, id| {
            store::club_answers::put(db, id, &key, &value)
        })
        .await
    }

    /// The same of a list as far as it was read; `error` says why it goes on.
    pub(super) async fn keep_read<T: Serialize + Send + 'static>(
        &self,
        value: T,
        server_time: Option<Time>,
        error: Option<Error>,
    ) -> Result<(), Failure> {
        self.keep_whole(value, server_time, error.is_none()).await?;
        error.map_or(Ok(()), |error| Err(error.into()))
    }

    /// What the target is kept under.
    pub(super) fn key(&self) -> String {
        self.target.age_key()
    }

    /// How often the server told of a quest, or of any, by itself.
    pub(super) fn heard(&self, quest: Option<&QuestId>) -> u64 {
        let quests = &self.client.inner().quests;
        quests.heard(self.target.connection(), quest)
    }

    pub(super) fn age(&self, server_time: Option<Time>, complete: bool) -> Age {
        Age {
            fetched_at: self.client.now(),
            server_time,
            complete,
        }
    }

    async fn keep<T: Send + 'static>(
        &self,
        key: String,
        answer: Answer<T>,
        put: impl FnOnce(&Connection, &ConnectionId, &T) -> rusqlite::Result<bool> + Send + 'static,
    ) -> Result<(), Failure> {
        let age = self.age(answer.server_time, true);
        self.store(key, age, move |db, id| put(db, id, &answer.value))
            .await
    }

    /// A reading that stopped in the middle never replaces a whole one.
    pub(super) async fn keep_board(
        &self,
        age: Age,
        put: impl FnOnce(&Connection, &ConnectionId) -> rusqlite::Result<bool> + Send + 'static,
    ) -> Result<(), Failure> {
        let key = self.target.age_key();
        if !age.complete {
            let (id, old) = (self.target.connection().clone(), key.clone());
            let cache = self.client.stores()?.cache;
            let whole = cache.read(move |db| ages::find(db, &id, &old)).await?;
            if whole.is_some_and(|old| old.complete) {
                return Ok(());
            }
        }
        self.store(key, age, put).await
    }

    async fn store(
        &self,
        key: String,
        age: Age,
        put: impl FnOnce(&Connection, &ConnectionId) -> rusqlite::Result<bool> + Send + 'static,
    ) -> Result<(), Failure> {
        let id = self.target.connection().clone();
        let era = self.era.clone();
        let work = move |db: &mut Connection| {
            // The cache was wiped meanwhile: this belongs to nobody.
            if era.is_over() {
                return Ok(None);
            }
            let transaction = db.transaction()?;
            let before = ages::find(&transaction, &id, &key)?;
            let changed = put(&transaction, &id)?;
            ages::put(&transaction, &id, &key, &age)?;
            transaction.commit()?;
            Ok(Some(
                changed || before.is_none_or(|before| before.complete != age.complete),
            ))
        };
        match self.client.stores()?.cache.with(work).await? {
            Some(true) => self.client.emit(self.target.tags()),
            Some(false) => tell_ages(self.client, self.target.tags()),
            None => {}
        }
        Ok(())
    }
}
