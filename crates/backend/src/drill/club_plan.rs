//! What one student will do about one mission or meeting, decided once by the
//! dice. Replies and work are in drill time, milliseconds since publishing.
//! People come to a meeting when it begins by the clock on the wall, whatever
//! the speed: the one who waits for them stands there too.

use jiff::{SignedDuration, Timestamp};

use super::Lived;
use crate::dice::Dice;
use crate::store::{Act, Affair, ClubStep, DrillAffair};

/// Half of those who confirm do so within this time.
const MEDIAN_REPLY_MS: f64 = 12.0 * MINUTE_MS;
/// Deviation of the logarithm of that time.
const REPLY_SPREAD: f64 = 1.1;
const NEVER_REPLIES: f64 = 0.07;
const ASKS_FOR_LEAVE: f64 = 0.1;
/// Of those who said that they would come.
const STAYS_AWAY: f64 = 0.06;
/// Of those who said nothing.
const COMES_UNANNOUNCED: f64 = 0.3;
/// When people come to a meeting, in minutes from its beginning: the mean,
/// and the deviation. About one in seven is late.
const ARRIVAL_MIN: (f64, f64) = (-6.0, 5.5);
/// Of those who have not finished in time, who still do.
const FINISHES_LATE: f64 = 0.4;
const MINUTE_MS: f64 = 60_000.0;
/// Drill time is counted in whole milliseconds, so the beginning of a stretch
/// is known on the wall this well only. Nobody signs in twice for it.
const SLACK: SignedDuration = SignedDuration::from_secs(1);
/// Keep the dice of missions and meetings with one id apart.
const MISSION: i64 = 1;
const MEETING: i64 = 2;

#[derive(Debug, Clone, PartialEq)]
pub struct ClubPlan {
    /// In drill time, in order.
    pub acts: Vec<(i64, Act)>,
    /// When the student comes to the meeting and signs in.
    pub arrives: Option<Timestamp>,
}

impl ClubPlan {
    pub fn new(seed: u64, student_id: i64, affair: &DrillAffair) -> Self {
        let nothing = Self {
            acts: Vec::new(),
            arrives: None,
        };
        match affair.affair {
            Affair::Mission(id) => {
                let mut dice = Dice::new(seed, &[student_id, MISSION, id]);
                let Some(reply_ms) = reply(&mut dice) else {
                    return nothing;
                };
                // How diligent somebody is stays the same over all missions.
                let diligent = Dice::new(seed, &[student_id]).between(0.55, 0.98);
                let deadline_ms =
                    affair.deadline.as_millisecond() - affair.published.as_millisecond();
                let mut acts = vec![(reply_ms, Act::Confirm)];
                if let Some(finish_ms) = finish(&mut dice, diligent, reply_ms, deadline_ms) {
                    acts.push((finish_ms, Act::Finish));
                }
                Self {
                    acts,
                    arrives: None,
                }
            }
            Affair::Meeting(id) => {
                let mut dice = Dice::new(seed, &[student_id, MEETING, id]);
                let reply = reply(&mut dice).map(|at| {
                    let leaves = dice.chance(ASKS_FOR_LEAVE);
                    (at, if leaves { Act::Leave } else { Act::Confirm })
                });
                let comes = match reply {
                    Some((_, Act::Leave)) => false,
                    Some(_) => !dice.chance(STAYS_AWAY),
                    None => dice.chance(COMES_UNANNOUNCED),
                };
                let (mean, deviation) = ARRIVAL_MIN;
                let after_ms = ((mean + deviation * dice.normal()) * MINUTE_MS) as i64;
                Self {
                    acts: reply.into_iter().collect(),
                    arrives: (comes && affair.need_sign)
                        .then(|| affair.deadline + SignedDuration::from_millis(after_ms)),
                }
            }
        }
    }

    /// What happens to the student in the time that was lived.
    pub fn step(&self, student_id: i64, lived: &Lived) -> ClubStep {
        let mut acts: Vec<_> = self
            .acts
            .iter()
            .filter(|&&(at, _)| at <= lived.until_ms)
            .map(|&(at, act)| (act, lived.wall(at)))
            .collect();
        let mut due_ms = self
            .acts
            .iter()
            .map(|&(at, _)| at)
            .find(|&at| at > lived.until_ms);
        if let Some(arrives) = self.arrives {
            if arrives > lived.now {
                let looks_ms = lived.drill_ms_at(arrives);
                due_ms = Some(due_ms.map_or(looks_ms, |due| due.min(looks_ms)));
            } else if arrives > lived.wall(lived.from_ms) - SLACK {
                acts.push((Act::Sign, arrives));
            }
            // Otherwise the unit stood still at that moment.
        }
        ClubStep {
            student_id,
            acts,
            due_ms,
        }
    }
}

fn reply(dice: &mut Dice) -> Option<i64> {
    if dice.chance(NEVER_REPLIES) {
        return None;
    }
    Some((MEDIAN_REPLY_MS * (REPLY_SPREAD * dice.normal()).exp()) as i64)
}

fn finish(dice: &mut Dice, diligent: f64, confirmed_ms: i64, deadline_ms: i64) -> Option<i64> {
    let left_ms = (deadline_ms - confirmed_ms) as f64;
    if left_ms > 0.0 && dice.chance(diligent) {
        return Some(confirmed_ms + (left_ms * dice.between(0.1, 0.97)) as i64);
    }
    let late_ms = (dice.between(5.0, 600.0) * MINUTE_MS) as i64;
    dice.chance(FINISHES_LATE)
        .then(|| confirmed_ms.max(deadline_ms) + late_ms)
}
