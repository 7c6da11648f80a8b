//! A militia server in memory, behind the connector's trait.

use super::link::Link;
use crate::client::lock;
use muster_connectors::{Connector, Error, Result, Session};
use muster_domain::{
    board::{CheckInFigures, CheckInRow, ResponseFigures, ResponseRow},
    id::TaskId,
    position::Whereabouts,
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
    Whereabouts,
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
    /// `None` of a server without the location module.
    pub whereabouts: Option<HashMap<TaskId, Vec<Whereabouts>>>,
    pub info: PublishInfo,
    pub orgs: OrgRoster,
    pub offices: OfficeRoster,
    pub published: Vec<NewTask>,
    pub finished: Vec<TaskId>,
    pub server_time: Option<Time>,
    /// What the connector has measured.
    pub clock_skew_ms: Option<i64>,
    /// Rows that lists and boards say they have, where that is not true.
    pub told_total: Option<u32>,
    /// Rows of a list's page at most, however many are asked for.
    pub list_page: Option<u32>,
    /// Rows of answers that were asked for, page by page.
    pub rows_asked: usize,
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
            whereabouts: Some(HashMap::new()),
            info: PublishInfo {
                is_office: true,
                places: Vec::new(),
            },
            orgs: OrgRoster::default(),
            offices: OfficeRoster::default(),
            published: Vec::new(),
            finished: Vec::new(),
            server_time: None,
            clock_skew_ms: None,
            told_total: None,
            list_page: None,
            rows_asked: 0,
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

    pub(super) async fn release_of(&self, call: Call) {
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
        Arc::new(Link::new(Arc::clone(self), session))
    }

    /// Counts the call, lets a fault have its way, and does it.
    pub(super) fn answer<T>(
        &self,
        call: Call,
        work: impl FnOnce(&mut State) -> Result<T>,
    ) -> Result<T> {
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
