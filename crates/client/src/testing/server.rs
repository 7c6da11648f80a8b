//! A militia server in memory, behind the connector's trait.

use crate::client::lock;
use async_trait::async_trait;
use muster_connectors::{Answer, Connector, Credentials, Error, Result, Session, Tasks};
use muster_domain::{
    board::{CheckInFigures, CheckInRow, ResponseFigures, ResponseRow},
    connection::{Capability, ConnectionTest},
    id::TaskId,
    read::Page,
    roster::{OfficeRoster, OrgRoster},
    task::{NewTask, Participant, Phase, PublishInfo, TaskDetail, TaskList, TaskSummary},
    time::Time,
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard},
};
use tokio::sync::Notify;

pub(crate) const PASSWORD: &str = "opensesame-71";

/// What a connector can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Call {
    Test,
    SignIn,
    SignOut,
    List,
    Detail,
    People,
    Responses,
    CheckIns,
    PublishInfo,
    Orgs,
    Offices,
    Publish,
    Finish,
}

/// Shared by every connector that a client makes of it.
#[derive(Debug, Default)]
pub(crate) struct Server {
    state: Mutex<State>,
}

/// What the server holds; tests write it directly.
#[derive(Debug)]
pub(crate) struct State {
    pub unreachable: bool,
    /// Counts sign-ins; a session of an earlier count is not known any more.
    pub generation: u32,
    pub lists: HashMap<TaskList, Vec<TaskSummary>>,
    pub details: HashMap<TaskId, TaskDetail>,
    pub people: HashMap<TaskId, Vec<Participant>>,
    pub responses: HashMap<TaskId, (ResponseFigures, Vec<ResponseRow>)>,
    pub check_ins: HashMap<TaskId, (CheckInFigures, Vec<CheckInRow>)>,
    pub info: PublishInfo,
    pub orgs: OrgRoster,
    pub offices: OfficeRoster,
    pub published: Vec<NewTask>,
    pub finished: Vec<TaskId>,
    pub server_time: Option<Time>,
    /// Rows that the boards say they have, where that is not true.
    pub told_total: Option<u32>,
    /// Every call that arrived, in order.
    pub calls: Vec<Call>,
    /// With how many such calls go through before.
    faults: Vec<(Call, usize, Fault)>,
    /// The next answers to be held back, until they are released.
    held: Vec<(Call, Arc<Notify>)>,
}

#[derive(Debug)]
enum Fault {
    /// Instead of doing it.
    Before(Error),
    /// After doing it.
    After(Error),
}

impl Default for State {
    fn default() -> Self {
        Self {
            unreachable: false,
            generation: 0,
            lists: HashMap::new(),
            details: HashMap::new(),
            people: HashMap::new(),
            responses: HashMap::new(),
            check_ins: HashMap::new(),
            info: PublishInfo {
                is_office: true,
                places: Vec::new(),
            },
            orgs: OrgRoster::default(),
            offices: OfficeRoster::default(),
            published: Vec::new(),
            finished: Vec::new(),
            server_time: None,
            told_total: None,
            calls: Vec::new(),
            faults: Vec::new(),
            held: Vec::new(),
        }
    }
}

impl Server {
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    /// The next such call fails and has no effect.
    pub(crate) fn fail(&self, call: Call, error: Error) {
        self.fail_nth(call, 1, error);
    }

    /// The so-manieth such call from now on fails, counted from 1.
    pub(crate) fn fail_nth(&self, call: Call, nth: usize, error: Error) {
        let fault = (call, nth - 1, Fault::Before(error));
        self.state().faults.push(fault);
    }

    /// The next such call takes effect, and its answer is lost.
    pub(crate) fn lose_answer(&self, call: Call, error: Error) {
        self.state().faults.push((call, 0, Fault::After(error)));
    }

    /// The answer to the next such call is worked out and then held back until
    /// the returned one is notified.
    pub(crate) fn hold(&self, call: Call) -> Arc<Notify> {
        let release = Arc::new(Notify::new());
        self.state().held.push((call, Arc::clone(&release)));
        release
    }

    async fn release_of(&self, call: Call) {
        let held = {
            let mut state = self.state();
            let index = state.held.iter().position(|(of, _)| *of == call);
            index.map(|index| state.held.remove(index).1)
        };
        if let Some(release) = held {
            release.notified().await;
        }
    }

    /// The server forgets every session.
    pub(crate) fn end_sessions(&self) {
        self.state().generation += 1;
    }

    pub(crate) fn count(&self, call: Call) -> usize {
        self.state()
            .calls
            .iter()
            .filter(|made| **made == call)
            .count()
    }

    pub(crate) fn connect(self: &Arc<Self>, session: Option<&Session>) -> Arc<dyn Connector> {
        Arc::new(Link {
            server: Arc::clone(self),
            session: Mutex::new(Session(
                session.map_or_else(String::new, |session| session.0.clone()),
            )),
        })
    }

    /// Counts the call, lets a fault have its way, and does it.
    fn answer<T>(&self, call: Call, work: impl FnOnce(&mut State) -> Result<T>) -> Result<T> {
        let mut state = self.state();
        state.calls.push(call);
        if state.unreachable {
            return Err(Error::Unreachable(None));
        }
        let fault = state.faults.iter().position(|(of, ..)| *of == call);
        let due = fault.filter(|index| {
            let (_, through, _) = &mut state.faults[*index];
            let due = *through == 0;
            *through = through.saturating_sub(1);
            due
        });
        match due.map(|index| state.faults.remove(index).2) {
            Some(Fault::Before(error)) => Err(error),
            Some(Fault::After(error)) => work(&mut state).and(Err(error)),
            None => work(&mut state),
        }
    }
}

/// A connector of a client.
#[derive(Debug)]
struct Link {
    server: Arc<Server>,
    session: Mutex<Session>,
}

impl Link {
    /// Like [`Server::answer`], for those who are signed in.
    async fn ask<T>(
        &self,
        call: Call,
        work: impl FnOnce(&mut State) -> Result<T>,
    ) -> Result<Answer<T>> {
        let session = lock(&self.session).0.clone();
        let answer = self.server.answer(call, |state| {
            if session != format!("token-{}", state.generation) {
                return Err(Error::NotSignedIn);
            }
            let server_time = state.server_time;
            work(state).map(|value| Answer { value, server_time })
        });
        self.server.release_of(call).await;
        answer
    }
}

#[async_trait]
impl Connector for Link {
    fn capabilities(&self) -> Vec<Capability> {
        let signed_in = self.is_signed_in();
        let all = vec![Capability::Tasks, Capability::Offices];
        if signed_in { all } else { Vec::new() }
    }

    fn dialect(&self) -> Option<String> {
        self.is_signed_in().then(|| "documented".to_owned())
    }

    fn is_signed_in(&self) -> bool {
        !lock(&self.session).0.is_empty()
    }

    fn session(&self) -> Session {
        lock(&self.session).clone()
    }

    async fn test(&self) -> Result<ConnectionTest> {
        self.server.answer(Call::Test, |_| {
            Ok(ConnectionTest {
                took_ms: 3,
                encrypted: true,
                proxy: None,
                dialect: None,
                clock_skew_ms: None,
            })
        })
    }

    async fn sign_in(&self, credentials: &Credentials) -> Result<()> {
        let token = self.server.answer(Call::SignIn, |state| {
            if credentials.password != PASSWORD {
                return Err(Error::WrongPassword);
            }
            state.generation += 1;
            Ok(format!("token-{}", state.generation))
        })?;
        *lock(&self.session) = Session(token);
        Ok(())
    }

    async fn sign_out(&self) -> Result<()> {
        *lock(&self.session) = Session(String::new());
        self.server.answer(Call::SignOut, |state| {
            state.generation += 1;
            Ok(())
        })
    }

    fn tasks(&self) -> Option<&dyn Tasks> {
        Some(self)
    }
}

#[async_trait]
impl Tasks for Link {
    async fn list(
        &self,
        list: TaskList,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<Page<TaskSummary>>> {
        self.ask(Call::List, |state| {
            let rows = state.lists.get(&list).cloned().unwrap_or_default();
            Ok(cut(&rows, per_page, page))
        })
        .await
    }

    async fn detail(&self, task: &TaskId) -> Result<Answer<TaskDetail>> {
        self.ask(Call::Detail, |state| found(state.details.get(task)))
            .await
    }

    async fn people(&self, task: &TaskId) -> Result<Answer<Vec<Participant>>> {
        self.ask(Call::People, |state| found(state.people.get(task)))
            .await
    }

    async fn responses(
        &self,
        task: &TaskId,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<(ResponseFigures, Page<ResponseRow>)>> {
        self.ask(Call::Responses, |state| {
            let (figures, rows) = found(state.responses.get(task))?;
            let mut page = cut(&rows, per_page, page);
            if let Some(total) = state.told_total {
                (page.total_pages, page.total) = (1, total);
            }
            Ok((figures, page))
        })
        .await
    }

    async fn check_ins(
        &self,
        task: &TaskId,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<(CheckInFigures, Page<CheckInRow>)>> {
        self.ask(Call::CheckIns, |state| {
            let (figures, rows) = found(state.check_ins.get(task))?;
            Ok((figures, cut(&rows, per_page, page)))
        })
        .await
    }

    async fn publish_info(&self) -> Result<Answer<PublishInfo>> {
        self.ask(Call::PublishInfo, |state| Ok(state.info.clone()))
            .await
    }

    async fn orgs(&self) -> Result<Answer<OrgRoster>> {
        self.ask(Call::Orgs, |state| Ok(state.orgs.clone())).await
    }

    async fn offices(&self) -> Result<Answer<OfficeRoster>> {
        self.ask(Call::Offices, |state| Ok(state.offices.clone()))
            .await
    }

    /// The new task is the first of the working list.
    async fn publish(&self, task: &NewTask) -> Result<Answer<()>> {
        self.ask(Call::Publish, |state| {
            state.published.push(task.clone());
            let id = i64::try_from(9_000 + state.published.len()).unwrap();
            let new = TaskSummary {
                title: task.title.clone(),
                gather_at: Some(task.gather_at),
                finish_at: Some(task.finish_at),
                place: task.place.name().to_owned(),
                wanted: task.wanted,
                launched_at: state.server_time,
                ..summary(id)
            };
            state.details.insert(
                new.id.clone(),
                TaskDetail {
                    summary: new.clone(),
                    place_at: None,
                    is_launcher: true,
                },
            );
            state
                .lists
                .entry(TaskList::Working)
                .or_default()
                .insert(0, new);
            Ok(())
        })
        .await
    }

    /// Moves the task to the done list.
    async fn finish(&self, task: &TaskId) -> Result<Answer<()>> {
        self.ask(Call::Finish, |state| {
            state.finished.push(task.clone());
            let working = state.lists.entry(TaskList::Working).or_default();
            let index = working.iter().position(|row| row.id == *task);
            if let Some(mut row) = index.map(|index| working.remove(index)) {
                row.phase = Phase::Done;
                if let Some(detail) = state.details.get_mut(task) {
                    detail.summary.phase = Phase::Done;
                }
                state
                    .lists
                    .entry(TaskList::Done)
                    .or_default()
                    .insert(0, row);
            }
            Ok(())
        })
        .await
    }
}

fn found<T: Clone>(value: Option<&T>) -> Result<T> {
    value.cloned().ok_or_else(|| Error::Rejected {
        message: "没有这个任务".into(),
    })
}

fn cut<T: Clone>(rows: &[T], per_page: u32, page: u32) -> Page<T> {
    let size = usize::try_from(per_page).unwrap().max(1);
    let count = |number: usize| u32::try_from(number).unwrap();
    Page {
        page,
        total_pages: count(rows.len().div_ceil(size).max(1)),
        total: count(rows.len()),
        rows: rows
            .chunks(size)
            .nth(usize::try_from(page).unwrap() - 1)
            .unwrap_or_default()
            .to_vec(),
    }
}

/// A task with this id that is recruiting.
pub(crate) fn summary(id: i64) -> TaskSummary {
    TaskSummary {
        id: id.into(),
        title: format!("珠江防汛 {id}"),
        launched_by: "海珠人武部".into(),
        launched_at: Some(super::START),
        gather_at: Some(super::START.plus_ms(4 * 3_600_000)),
        finish_at: Some(super::START.plus_ms(8 * 3_600_000)),
        place: "新天地".into(),
        wanted: 30,
        phase: Phase::Recruiting,
        progress: None,
        responded: None,
        accepted: None,
        checked_in: None,
    }
}
