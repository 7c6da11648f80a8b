//! Which notices of a task are due: each of them once.

use super::Tally;
use crate::time::Time;
use serde::{Deserialize, Serialize};

const MINUTE: i64 = 60_000;

/// Minutes before the gathering at which a lack of people is told.
pub const SHORT_BEFORE_MIN: [u32; 3] = [30, 15, 5];

/// How long before its end a task is said to end soon.
const DEADLINE_BEFORE_MS: i64 = 15 * MINUTE;

/// A task that is first seen so soon after its launch is seen from its
/// beginning: every answer is new.
const NEW_FOR_MS: i64 = 10 * MINUTE;

/// What is known of a task at a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Sight {
    pub now: Time,
    pub wanted: u32,
    pub launched_at: Option<Time>,
    pub gather_at: Option<Time>,
    pub finish_at: Option<Time>,
    /// Finished, by whoever launched it or by the clock.
    pub is_done: bool,
    /// It was published from this console.
    pub is_ours: bool,
    /// Its answers; `None` until all of them were read once.
    pub tally: Option<Tally>,
}

/// What was told of a task so far. Everything in it has been told, or was
/// there before anybody looked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Told {
    pub tally: Option<Tally>,
    pub reached: bool,
    /// The least of [`SHORT_BEFORE_MIN`] that has passed, and before which
    /// gathering.
    pub short: Option<(Time, u32)>,
    /// Which end was said to be near.
    pub deadline: Option<Time>,
}

/// A notice that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    Responses { before: Tally, now: Tally },
    HeadcountReached { accepted: u32 },
    Shortfall { minutes: u32, accepted: u32 },
    DeadlineNear,
}

/// What is due, and what is told once that is.
pub fn look(told: &Told, sight: &Sight) -> (Told, Vec<Due>) {
    let mut next = told.clone();
    let mut due = Vec::new();
    if sight.is_done {
        return (next, due);
    }
    if let Some(now) = sight.tally {
        let before = told.tally.unwrap_or_else(|| sight.first());
        answers(&mut next, &mut due, (before, now), sight.wanted);
        short(&mut next, &mut due, now, sight);
    }
    deadline(&mut next, &mut due, sight);
    (next, due)
}

impl Sight {
    /// When something may be due next by the clock alone.
    pub fn next_moment(&self) -> Option<Time> {
        let short = SHORT_BEFORE_MIN.map(|minutes| (self.gather_at, i64::from(minutes) * MINUTE));
        short
            .into_iter()
            .chain([(self.finish_at, DEADLINE_BEFORE_MS)])
            .filter_map(|(event, before_ms)| Some(event?.plus_ms(-before_ms)))
            .filter(|moment| *moment > self.now)
            .min()
    }

    /// What counts as told of a task that was never looked at.
    fn first(&self) -> Tally {
        let is_new = self
            .launched_at
            .is_some_and(|launch| self.now.ms_since(launch) < NEW_FOR_MS);
        let tally = self.tally.unwrap_or_default();
        if self.is_ours || is_new {
            Tally {
                notified: tally.notified,
                ..Tally::default()
            }
        } else {
            tally
        }
    }

    /// Whether a moment that lies `before_ms` before `event` has come, and the
    /// event has not. A task that was launched after that moment had none.
    fn is_near(&self, event: Time, before_ms: i64) -> bool {
        let moment = event.plus_ms(-before_ms);
        let was_there = self.launched_at.is_none_or(|launch| launch < moment);
        was_there && self.now >= moment && self.now < event
    }
}

fn answers(next: &mut Told, due: &mut Vec<Due>, (before, now): (Tally, Tally), wanted: u32) {
    if now.since(before).answered() > 0 {
        due.push(Due::Responses { before, now });
    }
    next.tally = Some(now);
    if wanted > 0 && now.accepted >= wanted && !next.reached {
        next.reached = true;
        if before.accepted < wanted {
            let accepted = now.accepted;
            due.push(Due::HeadcountReached { accepted });
        }
    }
}

fn short(next: &mut Told, due: &mut Vec<Due>, now: Tally, sight: &Sight) {
    let Some(gather_at) = sight.gather_at else {
        return;
    };
    let nearest = SHORT_BEFORE_MIN
        .into_iter()
        .filter(|&minutes| sight.is_near(gather_at, i64::from(minutes) * MINUTE))
        .min();
    let passed = next
        .short
        .filter(|(gathering, _)| *gathering == gather_at)
        .map(|(_, minutes)| minutes);
    let Some(minutes) = nearest.filter(|&minutes| passed.is_none_or(|passed| minutes < passed))
    else {
        return;
    };
    next.short = Some((gather_at, minutes));
    if now.accepted < sight.wanted {
        let accepted = now.accepted;
        due.push(Due::Shortfall { minutes, accepted });
    }
}

fn deadline(next: &mut Told, due: &mut Vec<Due>, sight: &Sight) {
    if let Some(finish_at) = sight.finish_at
        && sight.is_near(finish_at, DEADLINE_BEFORE_MS)
        && next.deadline != Some(finish_at)
    {
        next.deadline = Some(finish_at);
        due.push(Due::DeadlineNear);
    }
}
