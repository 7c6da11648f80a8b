//! What the connector of quests does: document 003 and the calls around it
//! (`docs/protocols/questboard.md`).

use super::Answer;
use crate::error::Result;
use async_trait::async_trait;
use muster_domain::{
    id::QuestId,
    quest::{
        AuditEntry, BatchOutcome, Category, NewQuest, Quest, QuestAccepted, QuestClaimed,
        QuestCompleted, QuestCreated, QuestDetail, QuestEdit, QuestFilter, QuestNotice,
        QuestProgress, QuestReset, QuestUser, ResetOrder,
    },
    read::Page,
    time::Time,
};
use std::fmt;

/// 任务 with rewards. Where a call is refused with a code of chapter 6, it fails
/// with `QuestRefused`; where the last sign-in is too long ago for it, with
/// `PasswordNeeded`. Every list may repeat a row across pages; the caller
/// removes repetitions by id.
#[async_trait]
pub trait Quests: Send + Sync {
    /// Who is signed in.
    fn me(&self) -> Option<QuestUser>;

    /// Whether they administer the quests.
    fn is_admin(&self) -> bool;

    /// When the password was last given, by our clock.
    fn signed_in_at(&self) -> Option<Time>;

    /// 2.1, pages from 1. The text of the filter stays here: no server looks
    /// for it.
    async fn list(
        &self,
        filter: &QuestFilter,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<Page<Quest>>>;

    /// `/api/task/categories`; `None` where the server has no such call.
    async fn categories(&self) -> Result<Answer<Option<Vec<Category>>>>;

    /// 2.2
    async fn detail(&self, quest: &QuestId) -> Result<Answer<QuestDetail>>;

    /// 2.3
    async fn accept(&self, quest: &QuestId) -> Result<Answer<QuestAccepted>>;

    /// 2.4
    async fn abandon(&self, quest: &QuestId) -> Result<Answer<()>>;

    /// 2.5
    async fn complete(&self, quest: &QuestId) -> Result<Answer<QuestCompleted>>;

    /// 2.6
    async fn claim(&self, quest: &QuestId) -> Result<Answer<QuestClaimed>>;

    /// 2.7
    async fn progress(&self, quest: &QuestId) -> Result<Answer<QuestProgress>>;

    /// 4.1, of at most [`BATCH_LIMIT`](muster_domain::quest::BATCH_LIMIT)
    /// quests. That some or all failed is an outcome, not an error.
    async fn batch_accept(&self, quests: &[QuestId]) -> Result<Answer<BatchOutcome>>;

    /// 4.2, the same.
    async fn batch_claim(&self, quests: &[QuestId]) -> Result<Answer<BatchOutcome>>;

    /// 5.1. Not idempotent.
    async fn create(&self, quest: &NewQuest) -> Result<Answer<QuestCreated>>;

    /// 5.2
    async fn update(&self, quest: &QuestId, edit: &QuestEdit) -> Result<Answer<()>>;

    /// 5.3
    async fn delete(&self, quest: &QuestId) -> Result<Answer<()>>;

    /// 5.4
    async fn reset(&self, order: &ResetOrder) -> Result<Answer<QuestReset>>;

    /// `/api/admin/task/audit`, pages from 1, newest first.
    async fn audit(&self, per_page: u32, page: u32) -> Result<Answer<Page<AuditEntry>>>;

    /// Opens `/api/task/events`, on which the server tells what happens
    /// (chapter 3). Whoever listens opens it anew when it ends, and reads once
    /// what may have been missed.
    async fn listen(&self) -> Result<Box<dyn QuestNotices>>;
}

/// What a server tells while it is listened to. Ends with its connection.
#[async_trait]
pub trait QuestNotices: Send + fmt::Debug {
    /// The next notification; `None` once the server said that there will be no
    /// more. Dropping the future loses nothing.
    ///
    /// # Errors
    /// `CutOff` where the connection ended without a word, `TimedOut` where
    /// nothing came for longer than the server's pings are apart. Both are the
    /// end.
    async fn next(&mut self) -> Option<Result<QuestNotice>>;
}
