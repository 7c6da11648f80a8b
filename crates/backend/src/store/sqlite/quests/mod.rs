//! Quests in SQLite.

mod admin;
mod board;
mod drill;
mod fill;
mod people;
mod runs;

use jiff::Timestamp;

use super::Sqlite;
use crate::sample::QuestSample;
use crate::store::{
    AuditLine, AuditRow, Category, DrillRun, GrantRecount, Moved, Need, NewRun, PageAt,
    QuestCredentials, QuestFilter, QuestNeeds, QuestPlan, QuestSession, QuestStore, Reset, Result,
    Reward, RunStep, Standing, TokenHash,
};

impl QuestStore for Sqlite {
    fn fill_quests(&self, sample: &QuestSample) -> Result<()> {
        self.write(|db| fill::fill(db, sample))
    }

    fn has_quests(&self) -> Result<bool> {
        self.read(fill::has_quests)
    }

    fn quest_credentials(&self, username: &str) -> Result<Option<QuestCredentials>> {
        self.read(|db| people::credentials(db, username))
    }

    fn open_quest_session(
        &self,
        token: &TokenHash,
        user_id: i64,
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<()> {
        self.write(|db| people::open_session(db, token, user_id, now, expires))
    }

    fn quest_session(&self, token: &TokenHash, now: Timestamp) -> Result<Option<QuestSession>> {
        self.read(|db| people::session(db, token, now))
    }

    fn close_quest_session(&self, token: &TokenHash) -> Result<()> {
        self.write(|db| people::close_session(db, token))
    }

    fn settle(&self, now: Timestamp) -> Result<()> {
        // Mostly nothing is due, and readers stand in nobody's way.
        if self.read(|db| runs::is_due(db, now))? {
            self.write(|db| runs::settle(db, now))?;
        }
        Ok(())
    }

    fn quest_categories(&self) -> Result<Vec<Category>> {
        self.read(board::categories)
    }

    fn quests(
        &self,
        user_id: i64,
        filter: &QuestFilter,
        page: PageAt,
    ) -> Result<(Vec<Standing>, i64)> {
        self.read(|db| board::quests(db, user_id, filter, page))
    }

    fn quest(&self, user_id: i64, quest_id: i64) -> Result<Option<Standing>> {
        self.read(|db| board::quest(db, user_id, quest_id))
    }

    fn quest_needs(&self, user_id: i64, quest_id: i64) -> Result<Vec<Need>> {
        self.read(|db| board::needs(db, user_id, quest_id))
    }

    fn all_needs(&self) -> Result<QuestNeeds> {
        self.read(board::all_needs)
    }

    fn accept_quest(&self, run: &NewRun) -> Result<bool> {
        self.write(|db| runs::accept(db, run))
    }

    fn abandon_quest(&self, user_id: i64, quest_id: i64, now: Timestamp) -> Result<bool> {
        self.write(|db| runs::abandon(db, user_id, quest_id, now))
    }

    fn complete_quest(&self, user_id: i64, quest_id: i64, now: Timestamp) -> Result<bool> {
        self.write(|db| runs::complete(db, user_id, quest_id, now))
    }

    fn claim_quest(
        &self,
        user_id: i64,
        quest_id: i64,
        now: Timestamp,
        line: &dyn Fn(&[Reward]) -> AuditLine,
    ) -> Result<Option<Vec<Reward>>> {
        self.write(|db| runs::claim(db, user_id, quest_id, now, line))
    }

    fn create_quest(&self, plan: &QuestPlan, line: &AuditLine) -> Result<i64> {
        self.write(|db| admin::create(db, plan, line))
    }

    fn update_quest(
        &self,
        quest_id: i64,
        plan: &QuestPlan,
        next_reset: Option<Timestamp>,
        line: &AuditLine,
    ) -> Result<()> {
        self.write(|db| admin::update(db, quest_id, plan, next_reset, line))
    }

    fn delete_quest(&self, quest_id: i64, line: &AuditLine) -> Result<()> {
        self.write(|db| admin::delete(db, quest_id, line))
    }

    fn reset_quests(&self, quest_ids: &[i64], line: &dyn Fn(i64) -> AuditLine) -> Result<i64> {
        self.write(|db| admin::reset(db, quest_ids, line))
    }

    fn quests_resetting(&self, reset: Reset) -> Result<Vec<(i64, String)>> {
        self.read(|db| admin::resetting(db, reset))
    }

    fn quest_audit(&self, page: PageAt) -> Result<(Vec<AuditRow>, i64)> {
        self.read(|db| admin::audit(db, page))
    }

    fn warn_runs(&self, user_ids: &[i64], until: Timestamp, times: i64) -> Result<Vec<Standing>> {
        self.write(|db| runs::warn(db, user_ids, until, times))
    }

    fn drill_runs(&self) -> Result<Vec<DrillRun>> {
        self.read(drill::runs)
    }

    fn drill_runs_write(&self, steps: &[RunStep]) -> Result<Vec<Moved>> {
        self.write(|db| drill::write(db, steps))
    }

    fn recount_grants(&self) -> Result<Vec<GrantRecount>> {
        self.read(admin::recount_grants)
    }
}
