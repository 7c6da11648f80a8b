//! What the rules about quests need to have kept.

mod rows;

use jiff::Timestamp;

pub use rows::*;

use super::{PageAt, Result, TokenHash};
use crate::sample::QuestSample;

/// Everything about quests that is kept. Methods block: call them off the
/// async threads.
///
/// What time alone does to a run happens in [`QuestStore::settle`]: what is
/// read is as true as the last call of it. What changes a run settles first,
/// in the same transaction.
pub trait QuestStore {
    /// Fills in the board of a sample, in one transaction.
    fn fill_quests(&self, sample: &QuestSample) -> Result<()>;
    fn has_quests(&self) -> Result<bool>;

    fn quest_credentials(&self, username: &str) -> Result<Option<QuestCredentials>>;
    /// Opens a session and forgets those that ended before `now`.
    fn open_quest_session(
        &self,
        token: &TokenHash,
        user_id: i64,
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<()>;
    /// A session that has not expired at `now`.
    fn quest_session(&self, token: &TokenHash, now: Timestamp) -> Result<Option<QuestSession>>;
    fn close_quest_session(&self, token: &TokenHash) -> Result<()>;

    /// Lets time pass: runs whose reset has come go, and those whose time ran
    /// out fail or expire.
    fn settle(&self, now: Timestamp) -> Result<()>;
    fn quest_categories(&self) -> Result<Vec<Category>>;
    /// A page of the quests that pass, in the order of their ids, as the user
    /// stands with them, and how many there are.
    fn quests(
        &self,
        user_id: i64,
        filter: &QuestFilter,
        page: PageAt,
    ) -> Result<(Vec<Standing>, i64)>;
    /// One quest as the user stands with it, inactive ones too.
    fn quest(&self, user_id: i64, quest_id: i64) -> Result<Option<Standing>>;
    /// What has to be completed before a quest, and whether the user has.
    fn quest_needs(&self, user_id: i64, quest_id: i64) -> Result<Vec<Need>>;
    /// Every quest and what it needs directly.
    fn all_needs(&self) -> Result<QuestNeeds>;

    /// Begins a run. False, and nothing happens: one is under way or
    /// completed, or was completed as often as may be.
    fn accept_quest(&self, run: &NewRun) -> Result<bool>;
    /// Gives up a run under way. False: there is none.
    fn abandon_quest(&self, user_id: i64, quest_id: i64, now: Timestamp) -> Result<bool>;
    /// Completes a run under way. False: there is none, or it has not come
    /// far enough.
    fn complete_quest(&self, user_id: i64, quest_id: i64, now: Timestamp) -> Result<bool>;
    /// Hands out the rewards of a completed run, with the line in the audit
    /// log that `line` makes of them, and answers what was handed out. `None`,
    /// and nothing happens: it was not completed, or was claimed.
    fn claim_quest(
        &self,
        user_id: i64,
        quest_id: i64,
        now: Timestamp,
        line: &dyn Fn(&[Reward]) -> AuditLine,
    ) -> Result<Option<Vec<Reward>>>;

    fn create_quest(&self, plan: &QuestPlan, line: &AuditLine) -> Result<i64>;
    /// Replaces the plan. Resets of runs follow it; time limits that run stay.
    fn update_quest(
        &self,
        quest_id: i64,
        plan: &QuestPlan,
        next_reset: Option<Timestamp>,
        line: &AuditLine,
    ) -> Result<()>;
    /// Removes a quest and all runs of it. What was handed out stays known.
    fn delete_quest(&self, quest_id: i64, line: &AuditLine) -> Result<()>;
    /// Sets everybody's runs of these quests back to not accepted, and says
    /// how many they were. `line` is told the figure.
    fn reset_quests(&self, quest_ids: &[i64], line: &dyn Fn(i64) -> AuditLine) -> Result<i64>;
    /// Names of quests of one way to reset, by id.
    fn quests_resetting(&self, reset: Reset) -> Result<Vec<(i64, String)>>;
    /// A page of the audit log, newest first, and how long it is.
    fn quest_audit(&self, page: PageAt) -> Result<(Vec<AuditRow>, i64)>;

    /// Runs under way of these users that end before `until` and were not
    /// told so `times` times. They count as told so from now on.
    fn warn_runs(&self, user_ids: &[i64], until: Timestamp, times: i64) -> Result<Vec<Standing>>;

    /// Every run under way that has not come far enough to be completed.
    fn drill_runs(&self) -> Result<Vec<DrillRun>>;
    /// Writes steps in one transaction, and answers what moved. Nothing
    /// happens to a run that ended meanwhile.
    fn drill_runs_write(&self, steps: &[RunStep]) -> Result<Vec<Moved>>;

    /// How often rewards were handed out, by user and quest.
    fn recount_grants(&self) -> Result<Vec<GrantRecount>>;
}
