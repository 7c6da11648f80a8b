//! Whether what was to be done can be seen to be done.

use super::{NewQuest, Quest, QuestDetail, QuestEdit};
use serde_json::Value;
use std::collections::BTreeSet;

impl NewQuest {
    /// Whether a row of the board can be this quest, by all that a row tells.
    pub fn is(&self, row: &Quest) -> bool {
        let category = row.category.as_ref().map(|category| &category.id);
        self.name == row.name.trim()
            && self.description == row.description.trim()
            && category.is_none_or(|category| *category == self.category)
            && self.kind == row.kind
            && self.target_type == row.target_type.trim()
            && self.target_count == row.target_count
    }
}

impl QuestEdit {
    /// Whether a quest shows the change. `None` where the server tells nothing
    /// of what was changed.
    pub fn is_done(&self, detail: &QuestDetail) -> Option<bool> {
        let quest = &detail.quest;
        let window = detail.window.as_ref();
        let category = quest.category.as_ref().map(|category| &category.id);
        let params = |text: &String| serde_json::from_str::<Value>(text).ok();
        let needed: BTreeSet<_> = detail
            .prerequisites
            .iter()
            .map(|needed| &needed.quest)
            .collect();
        let shown = [
            same(&self.name, Some(&quest.name)),
            same(&self.description, Some(&quest.description)),
            same(&self.category, category),
            same(&self.kind, Some(&quest.kind)),
            same(&self.target_type, Some(&quest.target_type)),
            self.target_params.as_ref().map(|change| {
                change.value().and_then(params) == detail.target_params.as_ref().and_then(params)
            }),
            same(&self.target_count, Some(&quest.target_count)),
            same(&self.rewards, Some(&quest.rewards)),
            self.prerequisites
                .as_ref()
                .map(|wanted| wanted.iter().collect::<BTreeSet<_>>() == needed),
            same(&self.level_required, Some(&detail.level_required)),
            self.time_limit_s
                .as_ref()
                .map(|change| change.value() == quest.time_limit_s.as_ref()),
            same(&self.reset, quest.reset.as_ref()),
            same(&self.max_completions, quest.max_completions.as_ref()),
            same(&self.active, detail.active.as_ref()),
            self.starts_at
                .as_ref()
                .zip(window)
                .map(|(change, window)| change.value() == window.starts_at.as_ref()),
            self.ends_at
                .as_ref()
                .zip(window)
                .map(|(change, window)| change.value() == window.ends_at.as_ref()),
        ];
        shown.into_iter().flatten().reduce(|all, one| all && one)
    }
}

/// Whether what was changed is there; `None` where it was not, or nobody tells.
fn same<T: PartialEq>(wanted: &Option<T>, there: Option<&T>) -> Option<bool> {
    wanted
        .as_ref()
        .zip(there)
        .map(|(wanted, there)| wanted == there)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        quest::{Category, Change, Prerequisite, QuestStatus, QuestType, QuestWindow, ResetType},
        time::Time,
    };

    fn detail() -> QuestDetail {
        QuestDetail {
            quest: Quest {
                id: 1.into(),
                name: "每日登录".into(),
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
                rewards: Vec::new(),
                time_limit_s: Some(86_400),
                expires_at: None,
                available: true,
                reset: None,
                max_completions: None,
                completions: None,
            },
            target_params: Some(r#"{"b":1,"a":2}"#.into()),
            prerequisites: [102, 101]
                .map(|quest: i64| Prerequisite {
                    quest: quest.into(),
                    name: String::new(),
                    completed: false,
                })
                .into(),
            level_required: 1,
            unavailable_reason: None,
            active: None,
            window: None,
        }
    }

    #[test]
    fn a_change_is_done_where_the_quest_shows_all_of_it() {
        let edit = QuestEdit {
            name: Some("每日登录".into()),
            target_params: Some(Change::Set(r#"{ "a": 2, "b": 1 }"#.into())),
            prerequisites: Some(vec![101.into(), 102.into()]),
            time_limit_s: Some(Change::Set(86_400)),
            ..QuestEdit::default()
        };
        assert_eq!(edit.is_done(&detail()), Some(true));
        let differing: [fn(&mut QuestEdit); 5] = [
            |edit| edit.name = Some("每周登录".into()),
            |edit| edit.target_params = Some(Change::Clear),
            |edit| edit.prerequisites = Some(vec![101.into()]),
            |edit| edit.time_limit_s = Some(Change::Clear),
            |edit| edit.category = Some(2.into()),
        ];
        for change in differing {
            let mut edit = edit.clone();
            change(&mut edit);
            assert_eq!(edit.is_done(&detail()), Some(false), "{edit:?}");
        }
    }

    #[test]
    fn what_the_server_does_not_tell_says_nothing_either_way() {
        let edit = QuestEdit {
            reset: Some(ResetType::Daily),
            active: Some(false),
            ends_at: Some(Change::Set(Time(5))),
            ..QuestEdit::default()
        };
        assert_eq!(edit.is_done(&detail()), None);
        let half = QuestEdit {
            level_required: Some(1),
            ..edit.clone()
        };
        assert_eq!(half.is_done(&detail()), Some(true));
        let mut told = detail();
        (told.quest.reset, told.active) = (Some(ResetType::Daily), Some(false));
        told.window = Some(QuestWindow {
            starts_at: None,
            ends_at: Some(Time(5)),
        });
        assert_eq!(edit.is_done(&told), Some(true));
        told.active = Some(true);
        assert_eq!(edit.is_done(&told), Some(false));
    }

    #[test]
    fn a_new_quest_is_recognised_by_what_a_row_tells() {
        let row = detail().quest;
        let new = NewQuest {
            name: row.name.clone(),
            description: row.description.clone(),
            category: 1.into(),
            kind: QuestType::Daily,
            target_type: row.target_type.clone(),
            target_params: None,
            target_count: 1,
            rewards: Vec::new(),
            prerequisites: Vec::new(),
            level_required: None,
            time_limit_s: None,
            reset: None,
            max_completions: None,
            active: None,
            starts_at: None,
            ends_at: None,
        };
        assert!(new.is(&row));
        let differing: [fn(&mut Quest); 6] = [
            |row| row.name.push('2'),
            |row| row.description.clear(),
            |row| row.kind = QuestType::Weekly,
            |row| row.category.as_mut().unwrap().id = 2.into(),
            |row| row.target_type.push('2'),
            |row| row.target_count = 2,
        ];
        for change in differing {
            let mut row = row.clone();
            change(&mut row);
            assert!(!new.is(&row), "{row:?}");
        }
        let nowhere = Quest {
            category: None,
            ..row
        };
        assert!(new.is(&nowhere), "what is not told excludes nothing");
    }
}
