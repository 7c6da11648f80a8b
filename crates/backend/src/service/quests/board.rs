//! The board as somebody sees it.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{Obstacle, Quests, Result};
use crate::store::{Category, Need, PageAt, QuestFilter, QuestPlan, QuestUser, RunState, Standing};

/// A quest as a user sees it.
#[derive(Debug)]
pub struct Seen {
    pub standing: Standing,
    /// What keeps the user from accepting it, or from going on.
    pub obstacle: Option<Obstacle>,
    /// When its time runs out or has run out: of a run, until it is claimed;
    /// of a quest that was not accepted, when it ends.
    pub expires: Option<Timestamp>,
}

/// How far somebody has come.
#[derive(Debug)]
pub struct Progress {
    pub seen: Seen,
    pub parts: Vec<Part>,
    /// Seconds until the time runs out, of a run that is not over.
    pub left_s: Option<i64>,
}

/// One of the things that a quest wants done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub target_id: String,
    pub target_name: String,
    pub current: i64,
    pub required: i64,
}

impl Quests {
    /// A page of the board, and how many quests pass. Inactive ones are for
    /// admins.
    pub fn list(
        &self,
        me: &QuestUser,
        filter: QuestFilter,
        page: PageAt,
    ) -> Result<(Vec<Seen>, i64)> {
        let now = self.settled()?;
        let filter = QuestFilter {
            with_inactive: me.is_admin,
            ..filter
        };
        let (rows, total) = self.store.quests(me.user_id, &filter, page)?;
        let seen = |standing| Seen::new(standing, me, now);
        Ok((rows.into_iter().map(seen).collect(), total))
    }

    /// A quest, and what comes before it.
    pub fn detail(&self, me: &QuestUser, quest_id: i64) -> Result<(Seen, Vec<Need>)> {
        let now = self.settled()?;
        let seen = self.see(me, quest_id, now)?;
        let needs = self.store.quest_needs(me.user_id, quest_id)?;
        Ok((seen, needs))
    }

    pub fn progress(&self, me: &QuestUser, quest_id: i64) -> Result<Progress> {
        let now = self.settled()?;
        let seen = self.see(me, quest_id, now)?;
        let is_under_way = matches!(
            seen.standing.run.state,
            RunState::Running | RunState::Completed
        );
        let left = seen.expires.filter(|_| is_under_way);
        Ok(Progress {
            parts: parts(&seen.standing.quest.plan, seen.standing.run.progress),
            left_s: left.map(|expires| expires.duration_since(now).as_secs()),
            seen,
        })
    }

    pub fn categories(&self) -> Result<Vec<Category>> {
        Ok(self.store.quest_categories()?)
    }

    pub(super) fn see(&self, me: &QuestUser, quest_id: i64, now: Timestamp) -> Result<Seen> {
        Ok(Seen::new(self.standing(me.user_id, quest_id)?, me, now))
    }
}

impl Seen {
    fn new(standing: Standing, me: &QuestUser, now: Timestamp) -> Self {
        Self {
            obstacle: obstacle(&standing, me, now),
            expires: expires(&standing),
            standing,
        }
    }
}

/// What stands in the user's way. Whoever is on it goes on whatever happens
/// to the quest but being made inactive.
pub(super) fn obstacle(standing: &Standing, me: &QuestUser, now: Timestamp) -> Option<Obstacle> {
    let (plan, run) = (&standing.quest.plan, &standing.run);
    if !plan.is_active {
        return Some(Obstacle::Inactive);
    }
    if matches!(run.state, RunState::Running | RunState::Completed) {
        return None;
    }
    if plan.ends.is_some_and(|ends| ends <= now) {
        return Some(Obstacle::Over);
    }
    if let Some(starts) = plan.starts.filter(|starts| *starts > now) {
        return Some(Obstacle::NotYet(starts));
    }
    if me.level < plan.level_required {
        return Some(Obstacle::Level(plan.level_required));
    }
    if standing.unmet > 0 {
        return Some(Obstacle::Needs);
    }
    (run.completions >= plan.max_completions).then_some(Obstacle::Exhausted(plan.max_completions))
}

/// When a run that is under way ends by itself: its time limit, the end of
/// the quest, or the reset, whichever comes first.
pub(super) fn ends(standing: &Standing) -> Option<Timestamp> {
    let (plan, run) = (&standing.quest.plan, &standing.run);
    [run.limit, plan.ends, run.resets]
        .into_iter()
        .flatten()
        .min()
}

fn expires(standing: &Standing) -> Option<Timestamp> {
    match standing.run.state {
        RunState::Idle => standing.quest.plan.ends,
        RunState::Running => ends(standing),
        // Rewards that are not claimed by then are gone.
        RunState::Completed => standing.run.resets,
        RunState::Claimed => None,
        RunState::Failed | RunState::Expired => standing.run.ended,
    }
}

/// The parts that `targets` names in the parameters, done one after the
/// other; without them, or where they come to something else than the target
/// count, the quest itself is the only part.
fn parts(plan: &QuestPlan, progress: i64) -> Vec<Part> {
    let progress = progress.clamp(0, plan.target_count);
    let named = named_parts(&plan.target_params).unwrap_or_default();
    let wanted: i64 = named
        .iter()
        .fold(0, |sum, part| part.required.saturating_add(sum));
    if wanted == plan.target_count {
        let mut left = progress;
        let done = named.into_iter().map(|part| {
            let current = left.min(part.required);
            left -= current;
            Part { current, ..part }
        });
        return done.collect();
    }
    let target_id = plan.target_params.get("specific_id").and_then(id_text);
    vec![Part {
        target_id: target_id.unwrap_or_else(|| plan.target_type.clone()),
        target_name: plan.name.clone(),
        current: progress,
        required: plan.target_count,
    }]
}

/// `None`: there are none, or they are not what parts have to be.
fn named_parts(params: &Map<String, Value>) -> Option<Vec<Part>> {
    let targets = params.get("targets")?.as_array()?;
    targets
        .iter()
        .map(|target| {
            Some(Part {
                target_id: id_text(target.get("target_id")?)?,
                target_name: target.get("target_name")?.as_str()?.to_owned(),
                current: 0,
                required: target
                    .get("required_count")?
                    .as_i64()
                    .filter(|required| *required >= 1)?,
            })
        })
        .collect()
}

fn id_text(id: &Value) -> Option<String> {
    match id {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
