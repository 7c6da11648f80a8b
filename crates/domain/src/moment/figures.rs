//! Done and waiting, of a total: what the server says, and what the rows come
//! to. Totals prove themselves: done and waiting are the total.

use super::{MomentJob, MomentJobs, MomentPeople, PostStatus};
use crate::board::{Disagreement, disagreements, tally};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a [`Disagreement`] about jobs or their people is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MomentFigure {
    /// How many rows there are: jobs, or people of one job.
    Listed,
    Done,
    Waiting,
    Total,
}

/// The server's own figures; `null` where it does not tell them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MomentFigures {
    pub done: Option<u32>,
    pub waiting: Option<u32>,
    pub total: Option<u32>,
}

/// Figures of which `done` and `waiting` are the `total`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MomentCounts {
    pub done: u32,
    pub waiting: u32,
    pub total: u32,
}

impl MomentCounts {
    fn new(done: u32, waiting: u32) -> Self {
        Self {
            done,
            waiting,
            total: done.saturating_add(waiting),
        }
    }

    /// The sum; `None` as soon as one of them is not known.
    pub fn sum(counts: impl IntoIterator<Item = Option<Self>>) -> Option<Self> {
        let add = |sum: Self, one: Option<Self>| {
            let one = one?;
            let waiting = sum.waiting.saturating_add(one.waiting);
            Some(Self::new(sum.done.saturating_add(one.done), waiting))
        };
        counts.into_iter().try_fold(Self::default(), add)
    }
}

impl MomentFigures {
    /// Figures that prove themselves. Of three, two are enough: the total is
    /// theirs, whatever the server says. `None` where it tells fewer.
    pub fn counts(self) -> Option<MomentCounts> {
        let Self {
            done,
            waiting,
            total,
        } = self;
        let rest = |part: u32| total.map(|total| total.saturating_sub(part));
        let done = done.or_else(|| waiting.and_then(rest));
        let waiting = waiting.or_else(|| done.and_then(rest));
        Some(MomentCounts::new(done?, waiting?))
    }

    /// Where the server's total is not what its parts come to.
    pub fn disagreements(self) -> Vec<Disagreement<MomentFigure>> {
        let of_parts = self.counts().map_or(0, |counts| counts.total);
        let told = self.total.filter(|_| self.counts().is_some());
        disagreements(&[(MomentFigure::Total, of_parts, told)])
    }

    /// Where the server differs from what was counted.
    fn against(self, counts: MomentCounts) -> [(MomentFigure, u32, Option<u32>); 3] {
        [
            (MomentFigure::Done, counts.done, self.done),
            (MomentFigure::Waiting, counts.waiting, self.waiting),
            (MomentFigure::Total, counts.total, self.total),
        ]
    }
}

/// The head of a list of jobs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MomentBoard {
    /// Jobs that are here.
    pub jobs: u32,
    /// Jobs whose people the server does not count.
    pub uncounted: u32,
    /// Jobs whose own figures do not add up.
    pub disputed: u32,
    /// Summed from the rows; `null` while some are missing, or uncounted.
    pub counts: Option<MomentCounts>,
    /// As the server sums them.
    pub told: MomentFigures,
    pub disagreements: Vec<Disagreement<MomentFigure>>,
}

impl MomentJobs {
    /// Sums the rows, beside what the server says. `whole`: none is missing.
    pub fn board(&self, whole: bool) -> MomentBoard {
        let told = self.figures;
        let counts = sum(&self.rows).filter(|_| whole);
        let jobs = tally(self.rows.iter());
        let mut compared = Vec::new();
        if whole {
            compared.push((MomentFigure::Listed, jobs, self.listed));
        }
        compared.extend(counts.into_iter().flat_map(|counts| told.against(counts)));
        let mut disagreements = disagreements(&compared);
        if counts.is_none() {
            disagreements.extend(told.disagreements());
        }
        let uncounted = |job: &&MomentJob| job.figures.counts().is_none();
        let disputed = |job: &&MomentJob| !job.figures.disagreements().is_empty();
        MomentBoard {
            jobs,
            uncounted: tally(self.rows.iter().filter(uncounted)),
            disputed: tally(self.rows.iter().filter(disputed)),
            counts,
            told,
            disagreements,
        }
    }
}

/// Over these jobs; `None` if one of them is not counted.
pub(super) fn sum<'a>(jobs: impl IntoIterator<Item = &'a MomentJob>) -> Option<MomentCounts> {
    MomentCounts::sum(jobs.into_iter().map(|job| job.figures.counts()))
}

/// The head of a job's people, counted from the rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PostingBoard {
    /// People who are here.
    pub people: u32,
    pub posted: u32,
    pub waiting: u32,
    /// Neither, in the server's words.
    pub other: u32,
    /// Where the job's own figures differ; none while people are missing.
    pub disagreements: Vec<Disagreement<MomentFigure>>,
}

impl MomentPeople {
    /// Counts the rows, beside what the list of jobs says of this one.
    /// `whole`: nobody is missing.
    pub fn board(&self, told: MomentFigures, whole: bool) -> PostingBoard {
        let people = tally(self.rows.iter());
        let count = |status| tally(self.rows.iter().filter(|row| row.status == status));
        let (posted, waiting) = (count(PostStatus::Posted), count(PostStatus::Waiting));
        let compared = [
            (MomentFigure::Listed, people, self.listed),
            (MomentFigure::Done, posted, told.done),
            (MomentFigure::Waiting, waiting, told.waiting),
            (MomentFigure::Total, people, told.total),
        ];
        PostingBoard {
            people,
            posted,
            waiting,
            other: people - posted - waiting,
            disagreements: if whole {
                disagreements(&compared)
            } else {
                Vec::new()
            },
        }
    }
}
