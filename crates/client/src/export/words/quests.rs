//! The words of quests, and of what is done to them.

use super::Words;
use muster_domain::quest::{QuestStatus, QuestType};

/// One language's.
#[derive(Debug)]
pub(crate) struct QuestWords {
    pub board: &'static str,
    pub name: &'static str,
    pub description: &'static str,
    pub kind: &'static str,
    pub category: &'static str,
    pub progress: &'static str,
    pub target: &'static str,
    pub rewards: &'static str,
    pub expires_at: &'static str,
    pub available: &'static str,
    pub kinds: [&'static str; 6],
    pub statuses: [&'static str; 6],
    pub accept: &'static str,
    pub abandon: &'static str,
    pub complete: &'static str,
    pub claim: &'static str,
    pub accept_many: &'static str,
    pub claim_many: &'static str,
    pub create: &'static str,
    pub update: &'static str,
    pub delete: &'static str,
    pub reset: &'static str,
}

pub(super) const ZH: QuestWords = QuestWords {
    board: "任务板",
    name: "任务",
    description: "说明",
    kind: "类型",
    category: "分类",
    progress: "进度",
    target: "目标",
    rewards: "奖励",
    expires_at: "截止",
    available: "可接取",
    kinds: ["日常", "每周", "成就", "活动", "新手", "团队"],
    statuses: ["未接取", "进行中", "已完成", "已领取", "已失败", "已过期"],
    accept: "接取任务",
    abandon: "放弃任务",
    complete: "提交任务",
    claim: "领取奖励",
    accept_many: "批量接取任务",
    claim_many: "批量领取奖励",
    create: "新建任务",
    update: "修改任务",
    delete: "删除任务",
    reset: "重置任务",
};

pub(super) const EN: QuestWords = QuestWords {
    board: "Quests",
    name: "Quest",
    description: "Description",
    kind: "Type",
    category: "Category",
    progress: "Progress",
    target: "Target",
    rewards: "Reward",
    expires_at: "Ends",
    available: "Available",
    kinds: [
        "Daily",
        "Weekly",
        "Achievement",
        "Event",
        "Tutorial",
        "Team",
    ],
    statuses: [
        "Not accepted",
        "In progress",
        "Completed",
        "Claimed",
        "Failed",
        "Expired",
    ],
    accept: "Accept quest",
    abandon: "Abandon quest",
    complete: "Complete quest",
    claim: "Claim rewards",
    accept_many: "Accept quests",
    claim_many: "Claim rewards of quests",
    create: "Create quest",
    update: "Change quest",
    delete: "Delete quest",
    reset: "Reset quests",
};

impl Words {
    /// A server's own word stays as it is.
    pub(crate) fn quest_kind<'a>(&'a self, kind: &'a QuestType) -> &'a str {
        let [daily, weekly, achievement, event, tutorial, team] = self.quests.kinds;
        match kind {
            QuestType::Daily => daily,
            QuestType::Weekly => weekly,
            QuestType::Achievement => achievement,
            QuestType::Event => event,
            QuestType::Tutorial => tutorial,
            QuestType::Team => team,
            QuestType::Other(word) => word,
        }
    }

    pub(crate) fn quest_status<'a>(&'a self, status: &'a QuestStatus) -> &'a str {
        let [open, running, completed, claimed, failed, expired] = self.quests.statuses;
        match status {
            QuestStatus::NotAccepted => open,
            QuestStatus::InProgress => running,
            QuestStatus::Completed => completed,
            QuestStatus::Claimed => claimed,
            QuestStatus::Failed => failed,
            QuestStatus::Expired => expired,
            QuestStatus::Other(word) => word,
        }
    }
}
