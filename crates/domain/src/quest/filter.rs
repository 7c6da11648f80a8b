//! Which quests of the board are looked at.

use super::{Quest, QuestStatus, QuestType};
use crate::id::CategoryId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is empty lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct QuestFilter {
    pub kind: Option<QuestType>,
    pub status: Option<QuestStatus>,
    pub category: Option<CategoryId>,
    /// A piece of the name or the description. No server looks for it.
    pub text: String,
}

impl QuestFilter {
    /// Whether a quest is shown under it.
    pub fn admits(&self, quest: &Quest) -> bool {
        let category = quest.category.as_ref().map(|category| &category.id);
        let text = self.text.trim().to_lowercase();
        self.kind.as_ref().is_none_or(|kind| *kind == quest.kind)
            && self
                .status
                .as_ref()
                .is_none_or(|status| *status == quest.status)
            && (self.category.is_none() || self.category.as_ref() == category)
            && [&quest.name, &quest.description]
                .iter()
                .any(|field| field.to_lowercase().contains(&text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quest::{Category, Reward};

    fn quest() -> Quest {
        Quest {
            id: 1.into(),
            name: "每日登录 Login".into(),
            description: "完成每日登录任务".into(),
            kind: QuestType::Daily,
            category: Some(Category {
                id: 1.into(),
                name: "日常任务".into(),
            }),
            target_type: "login".into(),
            target_count: 1,
            progress: 0,
            status: QuestStatus::NotAccepted,
            rewards: Vec::<Reward>::new(),
            time_limit_s: None,
            expires_at: None,
            available: true,
            reset: None,
            max_completions: None,
            completions: None,
        }
    }

    #[test]
    fn every_part_of_a_filter_counts() {
        let all = QuestFilter::default();
        assert!(all.admits(&quest()));
        let narrow = QuestFilter {
            kind: Some(QuestType::Daily),
            status: Some(QuestStatus::NotAccepted),
            category: Some(1.into()),
            text: " login ".into(),
        };
        assert!(narrow.admits(&quest()));
        for other in [
            QuestFilter {
                kind: Some(QuestType::Weekly),
                ..narrow.clone()
            },
            QuestFilter {
                status: Some(QuestStatus::Claimed),
                ..narrow.clone()
            },
            QuestFilter {
                category: Some(2.into()),
                ..narrow.clone()
            },
            QuestFilter {
                text: "logout".into(),
                ..narrow.clone()
            },
        ] {
            assert!(!other.admits(&quest()), "{other:?}");
        }
        let nowhere = Quest {
            category: None,
            ..quest()
        };
        assert!(!narrow.admits(&nowhere));
    }
}
