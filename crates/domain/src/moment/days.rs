//! Jobs by the day in Beijing: a calendar, and how it goes over time.

use super::{MomentCounts, MomentJob, figures::sum};
use crate::{board::tally, time::Day};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What was pushed on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MomentDay {
    pub day: Day,
    pub jobs: u32,
    /// Over its jobs; `null` while some are missing, or uncounted.
    pub counts: Option<MomentCounts>,
}

/// The days that have jobs, the first one first, and how many jobs are of no
/// day. `whole`: no job is missing.
pub fn days(jobs: &[MomentJob], whole: bool) -> (Vec<MomentDay>, u32) {
    let mut of: BTreeMap<Option<Day>, Vec<&MomentJob>> = BTreeMap::new();
    for job in jobs {
        of.entry(job.created_at.and_then(Day::of))
            .or_default()
            .push(job);
    }
    let undated = of.remove(&None).map_or(0, |jobs| tally(jobs.iter()));
    let dated = of.into_iter().filter_map(|(day, jobs)| Some((day?, jobs)));
    let days = dated.map(|(day, jobs)| MomentDay {
        day,
        jobs: tally(jobs.iter()),
        counts: sum(jobs).filter(|_| whole),
    });
    (days.collect(), undated)
}
