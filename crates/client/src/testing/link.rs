//! A connector that asks the server in memory.

use super::server::{Call, PASSWORD, Server, State, summary};
use crate::client::lock;
use async_trait::async_trait;
use muster_connectors::{Answer, Connector, Credentials, Error, Result, Session, Tasks};
use muster_domain::{
    board::{CheckInFigures, CheckInRow, ResponseFigures, ResponseRow},
    connection::{Capability, ConnectionTest},
    id::TaskId,
    position::Whereabouts,
    read::Page,
    roster::{OfficeRoster, OrgRoster},
    task::{NewTask, Participant, Phase, PublishInfo, TaskDetail, TaskList, TaskSummary},
};
use std::sync::{Arc, Mutex};

/// A connector of a client.
#[derive(Debug)]
pub(super) struct Link {
    server: Arc<Server>,
    session: Mutex<Session>,
}

impl Link {
    pub(super) fn new(server: Arc<Server>, session: Option<&Session>) -> Self {
        let session = session.map_or_else(String::new, |session| session.0.clone());
        Self {
            server,
            session: Mutex::new(Session(session)),
        }
    }

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

    fn clock_skew_ms(&self) -> Option<i64> {
        self.server.state().clock_skew_ms
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
        self.server.release_of(Call::SignIn).await;
        Ok(())
    }

    async fn sign_out(&self) -> Result<()> {
        *lock(&self.session) = Session(String::new());
        let answer = self.server.answer(Call::SignOut, |state| {
            state.generation += 1;
            Ok(())
        });
        self.server.release_of(Call::SignOut).await;
        answer
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
            let size = state.list_page.unwrap_or(per_page).min(per_page);
            let mut page = cut(&rows, size, page);
            page.total = state.told_total.unwrap_or(page.total);
            Ok(page)
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
            state.rows_asked += usize::try_from(per_page).unwrap();
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

    async fn whereabouts(
        &self,
        task: &TaskId,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<Option<Page<Whereabouts>>>> {
        self.ask(Call::Whereabouts, |state| {
            let Some(all) = &state.whereabouts else {
                return Ok(None);
            };
            let rows = all.get(task).map_or(&[][..], Vec::as_slice);
            Ok(Some(cut(rows, per_page, page)))
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
