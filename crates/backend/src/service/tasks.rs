//! Lists of tasks, one task, and its end.

use jiff::Timestamp;

use super::{Militia, Refusal, Result};
use crate::store::{Account, PageAt, Participants, Place, Task};

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Phase {
    /// Fewer have accepted than are wanted; accepted ÷ wanted.
    Recruiting(f64),
    /// Enough have accepted and the gather time is to come; checked in ÷
    /// accepted.
    Gathering(f64),
    /// From the gather time until the end.
    Executing,
    /// Finished by its launcher, or its finish time reached.
    Done,
}

impl Phase {
    pub fn of(task: &Task, now: Timestamp) -> Self {
        if task.finished.is_some() || task.finish <= now {
            Self::Done
        } else if task.gather <= now {
            Self::Executing
        } else if task.counts.accepted < task.mem_count {
            Self::Recruiting(share(task.counts.accepted, task.mem_count))
        } else {
            Self::Gathering(share(task.counts.checked, task.counts.accepted))
        }
    }
}

fn share(part: i64, whole: i64) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// One page of tasks.
#[derive(Debug)]
pub struct TaskPage {
    pub pages: i64,
    pub total: i64,
    pub tasks: Vec<(Task, Phase)>,
}

/// A task as one account sees it.
#[derive(Debug)]
pub struct TaskDetail {
    pub task: Task,
    pub phase: Phase,
    pub is_launcher: bool,
}

/// What a launcher needs before publishing.
#[derive(Debug)]
pub struct Desk {
    pub is_office: bool,
    pub places: Vec<Place>,
}

impl Militia {
    pub fn desk(&self, account: &Account) -> Result<Desk> {
        Ok(Desk {
            is_office: account.unit.is_office(),
            places: self.store.places(account.unit)?,
        })
    }

    /// The tasks that are not done, of this unit and those below.
    pub fn working(&self, account: &Account, page: PageAt) -> Result<TaskPage> {
        self.list(account, false, page)
    }

    /// The tasks that are done, of this unit and those below.
    pub fn done(&self, account: &Account, page: PageAt) -> Result<TaskPage> {
        self.list(account, true, page)
    }

    fn list(&self, account: &Account, done: bool, page: PageAt) -> Result<TaskPage> {
        let now = self.now();
        let (tasks, total) = self.store.tasks(account.unit, done, now, page)?;
        Ok(TaskPage {
            pages: page.pages(total),
            total,
            tasks: tasks
                .into_iter()
                .map(|task| {
                    let phase = Phase::of(&task, now);
                    (task, phase)
                })
                .collect(),
        })
    }

    pub fn detail(&self, account: &Account, task_id: i64) -> Result<TaskDetail> {
        let task = self.visible(account, task_id)?;
        Ok(TaskDetail {
            phase: Phase::of(&task, self.now()),
            is_launcher: task.launcher == account.unit,
            task,
        })
    }

    pub fn participants(&self, account: &Account, task_id: i64) -> Result<Participants> {
        self.visible(account, task_id)?;
        Ok(self.store.participants(task_id)?)
    }

    /// Ends a task, for its launcher only. Ending it again changes nothing
    /// and is no error, so that a launcher who lost the answer may ask twice.
    pub fn finish(&self, account: &Account, task_id: i64) -> Result<()> {
        let task = self.visible(account, task_id)?;
        if task.launcher != account.unit {
            return Err(Refusal::NotLauncher);
        }
        self.store.finish(task_id, self.now())?;
        tracing::info!(task_id, "task finished");
        Ok(())
    }
}
