//! What users do: accept, abandon, complete, claim.

use std::collections::HashSet;

use jiff::SignedDuration;

use super::admin::rewards_in_words;
use super::board::obstacle;
use super::{Fault, Notice, Quests, Refusal, Result, Seen, next_reset};
use crate::store::{Action, AuditLine, NewRun, QuestUser, Reward, RunState, Standing};

/// Quests that one call may name.
pub const BATCH_MAX: usize = 100;

/// What came of each quest that a call named.
pub type Batch<T> = Vec<(i64, Result<T>)>;

impl Quests {
    pub fn accept(&self, me: &QuestUser, quest_id: i64) -> Result<Seen> {
        let now = self.settled()?;
        let standing = self.standing(me.user_id, quest_id)?;
        if matches!(standing.run.state, RunState::Running | RunState::Completed) {
            return Err(Refusal::AlreadyAccepted);
        }
        if let Some(obstacle) = obstacle(&standing, me, now) {
            return Err(obstacle.into());
        }
        let plan = &standing.quest.plan;
        let begun = self.store.accept_quest(&NewRun {
            quest_id,
            user_id: me.user_id,
            now,
            limit: plan
                .time_limit_s
                .map(|limit_s| now + SignedDuration::from_secs(limit_s)),
            resets: next_reset(plan.reset, now),
        })?;
        if !begun {
            // Another request of this user was quicker.
            return Err(Refusal::AlreadyAccepted);
        }
        self.see(me, quest_id, now)
    }

    /// Gives up a run that is under way.
    pub fn abandon(&self, me: &QuestUser, quest_id: i64) -> Result<()> {
        let now = self.settled()?;
        let state = self.standing(me.user_id, quest_id)?.run.state;
        if matches!(state, RunState::Completed | RunState::Claimed) {
            return Err(Refusal::Completed);
        }
        if self.store.abandon_quest(me.user_id, quest_id, now)? {
            Ok(())
        } else {
            Err(Refusal::NotAccepted)
        }
    }

    /// Completes a run that has come far enough. Doing so again changes
    /// nothing and is no error, so that a user who lost the answer may ask
    /// twice.
    pub fn complete(&self, me: &QuestUser, quest_id: i64) -> Result<Seen> {
        let now = self.settled()?;
        may_complete(&self.standing(me.user_id, quest_id)?)?;
        let is_new = self.store.complete_quest(me.user_id, quest_id, now)?;
        let seen = self.see(me, quest_id, now)?;
        if is_new {
            let notice = Notice::Completed(seen.standing.clone());
            self.hub.tell(me.user_id, notice);
        }
        match seen.standing.run.state {
            RunState::Completed | RunState::Claimed => Ok(seen),
            // It was given up or ran out meanwhile.
            _ => Err(may_complete(&seen.standing)
                .err()
                .unwrap_or(Refusal::NotEnough)),
        }
    }

    /// Hands out the rewards, and says what they were.
    pub fn claim(&self, me: &QuestUser, quest_id: i64) -> Result<Vec<Reward>> {
        let now = self.settled()?;
        let standing = self.standing(me.user_id, quest_id)?;
        let line = |rewards: &[Reward]| AuditLine {
            at: now,
            user_id: me.user_id,
            action: Action::Claim,
            quest_id: Some(quest_id),
            quest_name: standing.quest.plan.name.clone(),
            detail: rewards_in_words(rewards),
        };
        if let Some(rewards) = self.store.claim_quest(me.user_id, quest_id, now, &line)? {
            tracing::info!(quest_id, "rewards claimed");
            return Ok(rewards);
        }
        match self.standing(me.user_id, quest_id)?.run.state {
            RunState::Claimed => Err(Refusal::AlreadyClaimed),
            _ => Err(Refusal::NotCompleted),
        }
    }

    pub fn accept_all(&self, me: &QuestUser, quest_ids: &[i64]) -> Result<Batch<Seen>> {
        each(quest_ids, |quest_id| self.accept(me, quest_id))
    }

    pub fn claim_all(&self, me: &QuestUser, quest_ids: &[i64]) -> Result<Batch<Vec<Reward>>> {
        each(quest_ids, |quest_id| self.claim(me, quest_id))
    }
}

/// What keeps a run from being completed, unless it is already.
fn may_complete(standing: &Standing) -> Result<()> {
    match standing.run.state {
        RunState::Idle => Err(Refusal::NotAccepted),
        RunState::Failed => Err(Refusal::Failed),
        RunState::Expired => Err(Refusal::Expired),
        RunState::Running if standing.run.progress < standing.quest.plan.target_count => {
            Err(Refusal::NotEnough)
        }
        RunState::Running | RunState::Completed | RunState::Claimed => Ok(()),
    }
}

/// Does each in the order asked, one named twice once. One that fails does
/// not keep the others from being done.
fn each<T>(quest_ids: &[i64], act: impl Fn(i64) -> Result<T>) -> Result<Batch<T>> {
    if !(1..=BATCH_MAX).contains(&quest_ids.len()) {
        return Err(Fault::Batch.into());
    }
    let mut seen = HashSet::new();
    let ids = quest_ids.iter().copied().filter(|id| seen.insert(*id));
    Ok(ids.map(|id| (id, act(id))).collect())
}
