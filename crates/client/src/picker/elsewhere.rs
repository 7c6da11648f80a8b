//! Who is on another task at the time, as far as the cache tells.
//!
//! Of every working task whose time overlaps the draft's: the people it called,
//! without those who refused it. A task whose people were never read is known
//! to be there, and nobody is taken for free because of it. A task that does
//! not say from when to when it lasts counts as overlapping.

use super::{roster::Roster, tree::narrow};
use crate::{
    boards::OnBoard as _,
    reads,
    store::{self, ages},
};
use fixedbitset::FixedBitSet;
use muster_domain::{
    board::{ResponseRow, ResponseStatus},
    id::{ConnectionId, SoldierId},
    picker::{Overlap, OverlappingTask},
    task::{TaskList, TaskSummary},
    time::Time,
};
use rusqlite::Connection;
use std::collections::HashSet;

/// From when to when the draft's task lasts.
pub(super) type Span = (Time, Time);

/// Tasks of one answer.
const TASKS: usize = 50;
/// Characters of a title in a list.
const TITLE: usize = 60;

/// What the cache says of the tasks that overlap.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cached {
    tasks: Vec<CachedTask>,
    /// Every page of the list was read.
    complete: bool,
    /// When the oldest page of the list was read.
    listed_at: Option<Time>,
}

#[derive(Clone, Debug, PartialEq)]
struct CachedTask {
    summary: TaskSummary,
    /// Who is on it, and when that was read.
    people: Option<(Vec<SoldierId>, Time)>,
}

/// See [`mark`].
pub(super) type Mark = ((i64, i64), i64);

/// Changes whenever something that [`read`] looks at was fetched again; of the
/// answers, which are fetched far more often than they change, when they change.
pub(super) fn mark(db: &Connection, connection: &ConnectionId) -> rusqlite::Result<Mark> {
    let fetched = ages::mark(db, connection, &["people/", "task/", "tasks/"])?;
    let answers = store::board_stamps::of_connection(db, connection, ResponseRow::WHAT)?;
    let stamps = answers.into_iter().map(|(_, stamp)| stamp);
    Ok((fetched, stamps.fold(0, i64::wrapping_add)))
}

pub(super) fn read(
    db: &Connection,
    connection: &ConnectionId,
    span: Span,
) -> rusqlite::Result<Cached> {
    let mut summaries = store::tasks::all(db, connection, TaskList::Working)?;
    let listed: HashSet<_> = summaries.iter().map(|one| one.id.clone()).collect();
    for detail in store::task_details::list(db, connection)? {
        if !listed.contains(&detail.summary.id) {
            summaries.push(detail.summary);
        }
    }
    let done = store::tasks::all(db, connection, TaskList::Done)?;
    let done: HashSet<_> = done.into_iter().map(|one| one.id).collect();
    summaries.retain(|one| overlaps(one, span) && !done.contains(&one.id));
    let mut tasks = Vec::new();
    for summary in summaries {
        let age = ages::find(db, connection, &format!("people/{}", summary.id))?;
        let people = match age {
            Some(age) => Some((on_it(db, connection, &summary)?, age.fetched_at)),
            None => None,
        };
        tasks.push(CachedTask { summary, people });
    }
    let list = store::tasks::age_of_list(db, connection, TaskList::Working)?;
    Ok(Cached {
        tasks,
        complete: list.is_some_and(|age| age.complete),
        listed_at: list.map(|age| age.fetched_at),
    })
}

fn overlaps(task: &TaskSummary, (from, to): Span) -> bool {
    task.gather_at.is_none_or(|gather| gather < to) && task.finish_at.is_none_or(|end| from < end)
}

fn on_it(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskSummary,
) -> rusqlite::Result<Vec<SoldierId>> {
    let answers = store::responses::list(db, connection, &task.id)?.into_iter();
    let refused: HashSet<_> = answers
        .filter(|row| row.status == ResponseStatus::Refused)
        .map(|row| row.soldier)
        .collect();
    let called = store::participants::list(db, connection, &task.id)?.into_iter();
    Ok(called
        .map(|person| person.soldier)
        .filter(|soldier| !refused.contains(soldier))
        .collect())
}

/// The same over a roster.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub span: Span,
    pub mark: Mark,
    tasks: Vec<KnownTask>,
    people: FixedBitSet,
    /// At and below each node.
    orgs: Vec<u32>,
    offices: Vec<u32>,
    complete: bool,
    listed_at: Option<Time>,
}

#[derive(Clone, Debug)]
struct KnownTask {
    summary: TaskSummary,
    people: Option<OnTask>,
}

#[derive(Clone, Debug)]
struct OnTask {
    members: FixedBitSet,
    /// On it, and not in the roster.
    strangers: usize,
    fetched_at: Time,
}

impl Known {
    pub(super) fn new(cached: Cached, span: Span, mark: Mark, roster: &Roster) -> Self {
        let mut people = FixedBitSet::with_capacity(roster.len());
        let tasks = cached.tasks.into_iter().map(|task| KnownTask {
            summary: task.summary,
            people: task.people.map(|(ids, fetched_at)| {
                let mut members = FixedBitSet::with_capacity(roster.len());
                let mut strangers = HashSet::new();
                for id in &ids {
                    match roster.person(id) {
                        Some(person) => members.insert(person as usize),
                        None => _ = strangers.insert(id),
                    }
                }
                people.union_with(&members);
                OnTask {
                    members,
                    strangers: strangers.len(),
                    fetched_at,
                }
            }),
        });
        let tasks = tasks.collect();
        Self {
            span,
            mark,
            tasks,
            orgs: roster.orgs.count_people(&people),
            offices: roster.offices.count_people(&people),
            people,
            complete: cached.complete,
            listed_at: cached.listed_at,
        }
    }

    pub(super) fn has(&self, person: usize) -> bool {
        self.people[person]
    }

    /// At and below a node of the tree of organisations, or of offices.
    pub(super) fn of_node(&self, is_org: bool, node: u32) -> u32 {
        let counts = if is_org { &self.orgs } else { &self.offices };
        counts.get(node as usize).copied().unwrap_or(0)
    }

    pub(super) fn titles_of(&self, person: u32) -> impl Iterator<Item = String> + '_ {
        let on_it = move |task: &&KnownTask| {
            let people = task.people.as_ref();
            people.is_some_and(|people| people.members[person as usize])
        };
        self.tasks.iter().filter(on_it).map(title)
    }

    pub(super) fn totals(&self, chosen: &FixedBitSet) -> Overlap {
        let known = || self.tasks.iter().filter_map(|task| task.people.as_ref());
        let ages = known()
            .map(|people| people.fetched_at)
            .chain(self.listed_at);
        Overlap {
            people: narrow(self.people.intersection_count(chosen)),
            tasks: narrow(self.tasks.len()),
            unread: narrow(self.tasks.len() - known().count()),
            complete: self.complete,
            oldest: ages.min(),
        }
    }

    /// The tasks, those with the most of the chosen first, unknown ones last.
    pub(super) fn tasks(&self, chosen: &FixedBitSet) -> Vec<OverlappingTask> {
        let mut tasks: Vec<OverlappingTask> = self
            .tasks
            .iter()
            .map(|task| {
                let people = task.people.as_ref();
                OverlappingTask {
                    id: task.summary.id.clone(),
                    title: title(task),
                    gather_at: task.summary.gather_at,
                    finish_at: task.summary.finish_at,
                    people: people.map(|on| narrow(on.members.count_ones(..) + on.strangers)),
                    chosen: people.map_or(0, |on| narrow(on.members.intersection_count(chosen))),
                    fetched_at: people.map(|on| on.fetched_at),
                }
            })
            .collect();
        tasks.sort_by_key(|task| (task.people.is_none(), std::cmp::Reverse(task.chosen)));
        tasks.truncate(TASKS);
        tasks
    }
}

fn title(task: &KnownTask) -> String {
    let mut title = task.summary.title.clone();
    reads::clip(&mut title, TITLE);
    title
}
