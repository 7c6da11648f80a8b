//! What people did in the earlier call-outs of which the responses are cached:
//! it says whom to phone first, and what to expect before anybody answers.

use super::row::OnBoard as _;
use crate::{
    commands::tasks::OneTask,
    store::{self, ages},
};
use muster_domain::{
    board::{Habit, ResponseRow, ResponseStatus},
    id::{SoldierId, TaskId},
    projection::{Answers, Waits},
    task::TaskSummary,
    time::Time,
};
use rusqlite::Connection;
use std::collections::HashMap;

/// Call-outs that are looked back at: the latest.
const CALL_OUTS: usize = 8;

/// Everybody's answers before a task.
#[derive(Debug, Default)]
pub(crate) struct Past {
    /// Of which states of which boards this was made.
    made_of: Vec<(TaskId, i64)>,
    habits: HashMap<SoldierId, Habit>,
    answers: Vec<Answers>,
}

/// An earlier call-out.
struct Earlier {
    task: TaskId,
    launched_at: Time,
    stamp: i64,
}

impl Past {
    pub(crate) fn habit(&self, soldier: &SoldierId) -> Option<&Habit> {
        self.habits.get(soldier)
    }

    pub(crate) fn answers(&self) -> &[Answers] {
        &self.answers
    }

    /// Reads it anew where one of the earlier boards has changed.
    pub(crate) fn follow(
        &mut self,
        db: &Connection,
        args: &OneTask,
        task: Option<&TaskSummary>,
    ) -> rusqlite::Result<()> {
        let before = task.and_then(|task| task.launched_at);
        let earlier = earlier(db, args, before)?;
        let made_of: Vec<_> = earlier
            .iter()
            .map(|one| (one.task.clone(), one.stamp))
            .collect();
        if self.made_of == made_of {
            return Ok(());
        }
        let mut people: HashMap<SoldierId, Vec<(ResponseStatus, Option<i64>)>> = HashMap::new();
        let mut answers = Vec::new();
        for one in &earlier {
            let age = ages::find(db, &args.connection, &format!("responses/{}", one.task))?;
            let Some(age) = age.filter(|age| age.complete) else {
                continue;
            };
            let rows = store::responses::list(db, &args.connection, &one.task)?;
            let until = age.as_of();
            answers.push(answers_of(&rows, one.launched_at, until));
            for row in rows {
                let wait = row
                    .responded_at
                    .map(|at| at.ms_since(one.launched_at).max(0));
                people
                    .entry(row.soldier)
                    .or_default()
                    .push((row.status, wait));
            }
        }
        *self = Self {
            made_of,
            habits: people
                .into_iter()
                .map(|(soldier, answers)| (soldier, Habit::of(&answers)))
                .collect(),
            answers,
        };
        Ok(())
    }
}

/// The latest call-outs before this one whose responses are cached.
fn earlier(
    db: &Connection,
    args: &OneTask,
    before: Option<Time>,
) -> rusqlite::Result<Vec<Earlier>> {
    let boards = store::board_stamps::of_connection(db, &args.connection, ResponseRow::WHAT)?;
    let mut earlier = Vec::new();
    for (task, stamp) in boards {
        if task == args.task {
            continue;
        }
        let summary = store::tasks::summary(db, &args.connection, &task)?;
        let launched_at = summary.and_then(|summary| summary.launched_at);
        if let Some(launched_at) = launched_at
            && before.is_none_or(|before| launched_at < before)
        {
            earlier.push(Earlier {
                task,
                launched_at,
                stamp,
            });
        }
    }
    earlier.sort_by_key(|one| std::cmp::Reverse(one.launched_at));
    earlier.truncate(CALL_OUTS);
    Ok(earlier)
}

fn answers_of(rows: &[ResponseRow], launched_at: Time, until: Time) -> Answers {
    let with = |status: &ResponseStatus| {
        let count = rows.iter().filter(|row| row.status == *status).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    let (accepted, refused) = (
        with(&ResponseStatus::Accepted),
        with(&ResponseStatus::Refused),
    );
    Answers {
        notified: accepted + refused + with(&ResponseStatus::Unread),
        accepted,
        refused,
        elapsed_ms: until.ms_since(launched_at),
        waits: Waits::of(&muster_domain::board::waits_ms(rows, launched_at)),
    }
}
