//! The calls of chapters 2, 4 and 5, and those around them.

use super::{
    Questboard, answer, convert, events,
    wire::{
        self,
        ask::{self, Id},
        path::{self, Path},
    },
};
use crate::{
    connector::{Answer, QuestNotices, Quests},
    error::Result,
};
use async_trait::async_trait;
use muster_domain::{
    id::QuestId,
    quest::{
        AuditEntry, BatchOutcome, Category, NewQuest, Quest, QuestAccepted, QuestClaimed,
        QuestCompleted, QuestCreated, QuestDetail, QuestEdit, QuestFilter, QuestProgress,
        QuestReset, QuestUser, ResetOrder,
    },
    read::Page,
    time::Time,
};

fn task(quest: &QuestId) -> ask::Task<'_> {
    ask::Task {
        task_id: Id(quest.as_str()),
    }
}

fn ids(quests: &[QuestId]) -> Vec<Id<'_>> {
    quests.iter().map(|quest| Id(quest.as_str())).collect()
}

impl Questboard {
    async fn batch(&self, path: Path, quests: &[QuestId]) -> Result<Answer<BatchOutcome>> {
        let task_ids = ids(quests);
        let reply = self.tell(path, &ask::Tasks { task_ids }).await?;
        answer(
            &reply,
            |opened| opened.outcome(),
            |wire| Ok(convert::batch(wire)),
        )
    }
}

#[async_trait]
impl Quests for Questboard {
    fn me(&self) -> Option<QuestUser> {
        self.account().as_ref().map(|account| account.user.clone())
    }

    fn is_admin(&self) -> bool {
        self.account()
            .as_ref()
            .is_some_and(|account| account.is_admin)
    }

    fn signed_in_at(&self) -> Option<Time> {
        self.account().as_ref().map(|account| account.at)
    }

    async fn list(
        &self,
        filter: &QuestFilter,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<Page<Quest>>> {
        let query = ask::list(
            filter.kind.as_ref().map(convert::type_word),
            filter.status.as_ref().map(convert::status_word),
            filter.category.as_ref().map(|id| id.as_str()),
            per_page,
            page,
        );
        let convert = |wire| Ok(convert::list(wire, per_page, page));
        self.read(path::LIST, query, convert).await
    }

    async fn categories(&self) -> Result<Answer<Option<Vec<Category>>>> {
        let request = self.asking(path::CATEGORIES, &Vec::new(), Some(self.bearer()?));
        let reply = self.send(request).await?;
        if reply.status == NO_SUCH_CALL {
            return Ok(Answer {
                value: None,
                server_time: reply.server_time,
            });
        }
        let convert = |wire| Ok(Some(convert::categories(wire)));
        answer(&reply, |opened| opened.value(), convert)
    }

    async fn detail(&self, quest: &QuestId) -> Result<Answer<QuestDetail>> {
        let convert = |wire: wire::Task| convert::detail(wire, quest);
        let query = ask::task_query(quest.as_str());
        self.read(path::DETAIL, query, convert).await
    }

    async fn accept(&self, quest: &QuestId) -> Result<Answer<QuestAccepted>> {
        let convert = |wire| Ok(convert::accepted(wire, quest));
        self.write(path::ACCEPT, &task(quest), convert).await
    }

    async fn abandon(&self, quest: &QuestId) -> Result<Answer<()>> {
        self.act(path::ABANDON, &task(quest)).await
    }

    async fn complete(&self, quest: &QuestId) -> Result<Answer<QuestCompleted>> {
        let convert = |wire| Ok(convert::completed(wire, quest));
        self.write(path::COMPLETE, &task(quest), convert).await
    }

    async fn claim(&self, quest: &QuestId) -> Result<Answer<QuestClaimed>> {
        let convert = |wire| Ok(convert::claimed(wire, quest));
        self.write(path::CLAIM, &task(quest), convert).await
    }

    async fn progress(&self, quest: &QuestId) -> Result<Answer<QuestProgress>> {
        let convert = |wire| Ok(convert::progress(wire, quest));
        let query = ask::task_query(quest.as_str());
        self.read(path::PROGRESS, query, convert).await
    }

    async fn batch_accept(&self, quests: &[QuestId]) -> Result<Answer<BatchOutcome>> {
        self.batch(path::BATCH_ACCEPT, quests).await
    }

    async fn batch_claim(&self, quests: &[QuestId]) -> Result<Answer<BatchOutcome>> {
        self.batch(path::BATCH_CLAIM, quests).await
    }

    async fn create(&self, quest: &NewQuest) -> Result<Answer<QuestCreated>> {
        let body = convert::create(quest);
        self.write(path::CREATE, &body, convert::created).await
    }

    async fn update(&self, quest: &QuestId, edit: &QuestEdit) -> Result<Answer<()>> {
        let body = convert::update(quest, edit);
        self.act(path::UPDATE, &body).await
    }

    async fn delete(&self, quest: &QuestId) -> Result<Answer<()>> {
        let id = Id(quest.as_str());
        self.act(path::DELETE, &ask::Delete { id }).await
    }

    async fn reset(&self, order: &ResetOrder) -> Result<Answer<QuestReset>> {
        let body = ask::Reset {
            reset_type: convert::reset_word(&order.reset),
            task_ids: ids(&order.quests),
        };
        let convert = |wire| Ok(convert::reset(wire, order));
        self.write(path::RESET, &body, convert).await
    }

    async fn audit(&self, per_page: u32, page: u32) -> Result<Answer<Page<AuditEntry>>> {
        let convert = |wire| Ok(convert::audit(wire, per_page, page));
        let query = ask::page(per_page, page);
        self.read(path::AUDIT, query, convert).await
    }

    async fn listen(&self) -> Result<Box<dyn QuestNotices>> {
        let request = self.asking(path::EVENTS, &Vec::new(), Some(self.bearer()?));
        events::listen(&self.transport, request).await
    }
}

/// What a server says that has no such call.
const NO_SUCH_CALL: u16 = 404;
