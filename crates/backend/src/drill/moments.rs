//! Moments jobs in the drill: when somebody posts, decided once by the dice,
//! and new jobs now and then. Both are in drill time.

use jiff::{SignedDuration, Timestamp};

use super::{BATCH, Drill, Lived};
use crate::dice::Dice;
use crate::sample::{compose, series};
use crate::store::{DrillJob, DrillSeries, PostStep, Result, Store};

/// People are waited for so long after a job was sent.
pub const AFTER_SENT: SignedDuration = SignedDuration::from_hours(3 * 24);

/// Half of those who post do so within this time.
const MEDIAN_POST_MS: f64 = 75.0 * MINUTE_MS;
/// Deviation of the logarithm of that time.
const POST_SPREAD: f64 = 1.2;
const NEVER_POSTS: f64 = 0.09;
/// Between two jobs of one series.
const INTERVAL_MS: (f64, f64) = (90.0 * MINUTE_MS, 360.0 * MINUTE_MS);
const MINUTE_MS: f64 = 60_000.0;
/// However fast the unit lives, a series has no more than one new job in so
/// long: whoever watches wants to read it.
const BREATH: SignedDuration = SignedDuration::from_secs(60);
/// Keep the dice of posts and of intervals apart from others.
const POST: i64 = 3;
const INTERVAL: i64 = 4;

impl Drill {
    /// Publishes what is due, and lets people post.
    pub(super) fn live_moments(&self, passed: SignedDuration, now: Timestamp) -> Result<usize> {
        let store = self.store.as_ref();
        for series in store.drill_series()? {
            let lived = self.lived(Timestamp::MIN, series.lived_ms, passed, now);
            publish_due(store, self.seed, &series, &lived)?;
        }
        let mut moved = 0;
        for job in store.drill_jobs(now - AFTER_SENT)? {
            let lived = self.lived(job.sent, job.lived_ms, passed, now);
            moved += live_job(store, self.seed, &job, &lived)?;
        }
        Ok(moved)
    }
}

/// Lives through a stretch of one series.
fn publish_due(store: &dyn Store, seed: u64, of: &DrillSeries, lived: &Lived) -> Result<()> {
    let rested = of.last_sent.is_none_or(|last| last + BREATH <= lived.now);
    let due = of.due_ms <= lived.until_ms && rested;
    let published = match series(&of.task.name).filter(|_| due) {
        Some(series) => {
            let crew = store.crew(of.task.enterprise_id)?;
            let mut dice = Dice::new(seed, &[INTERVAL, of.task.task_id, of.jobs]);
            let next_ms = lived.until_ms + dice.between(INTERVAL_MS.0, INTERVAL_MS.1) as i64;
            let job = compose(seed, &of.task, series, of.jobs, lived.now, &crew);
            Some((job, next_ms))
        }
        None => None,
    };
    let published = published.as_ref().map(|(job, next_ms)| (job, *next_ms));
    store.drill_series_write(of.task.task_id, lived.until_ms, published)
}

/// Lives through a stretch of one job; says how many people posted it.
pub fn live_job(store: &dyn Store, seed: u64, job: &DrillJob, lived: &Lived) -> Result<usize> {
    let mut moved = 0;
    loop {
        let due = store.drill_posts_due(job.job_id, lived.until_ms, BATCH)?;
        let steps: Vec<_> = due
            .iter()
            .map(|&staff_id| step(staff_id, posts_at(seed, job.job_id, staff_id), lived))
            .collect();
        store.drill_posts_write(job.job_id, lived.until_ms, &steps)?;
        moved += steps.iter().filter(|step| step.posted.is_some()).count();
        if (due.len() as i64) < BATCH {
            return Ok(moved);
        }
    }
}

/// When somebody posts a job, in milliseconds since it was sent; `None`: never.
pub(super) fn posts_at(seed: u64, job_id: i64, staff_id: i64) -> Option<i64> {
    let mut dice = Dice::new(seed, &[staff_id, POST, job_id]);
    let posts = !dice.chance(NEVER_POSTS);
    posts.then(|| (MEDIAN_POST_MS * (POST_SPREAD * dice.normal()).exp()) as i64)
}

pub(super) fn step(staff_id: i64, posts_at: Option<i64>, lived: &Lived) -> PostStep {
    let done = posts_at.filter(|&at| at <= lived.until_ms);
    PostStep {
        staff_id,
        posted: done.map(|at| lived.wall(at)),
        due_ms: posts_at.filter(|&at| at > lived.until_ms),
    }
}
