//! `quest_drafts` in the desk database: quests being written or changed.

use super::{
    Migration,
    form_drafts::{Draft, Form},
};
use muster_domain::{id::QuestId, quest::QuestFields};
use serde::{Deserialize, Serialize};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 20,
    name: "create_quest_drafts",
    sql: "
    CREATE TABLE quest_drafts (
        id TEXT PRIMARY KEY NOT NULL,
        connection TEXT NOT NULL,
        changed_at INTEGER NOT NULL,
        form TEXT NOT NULL
    ) STRICT;
    CREATE INDEX quest_drafts_by_connection ON quest_drafts (connection, changed_at);
",
}];

pub(crate) type QuestDraft = Draft<QuestForm>;

/// What the form holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct QuestForm {
    /// The quest that it changes; `None` while it is a new one.
    pub of: Option<Edited>,
    pub fields: QuestFields,
}

/// A quest that is being changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Edited {
    pub quest: QuestId,
    /// The form as it opened: what differs is sent.
    pub before: QuestFields,
}

impl Form for QuestForm {
    const TABLE: &'static str = "quest_drafts";
    const COLUMN: &'static str = "form";

    /// What was a change becomes a quest of its own.
    fn without_ids(self) -> Self {
        Self {
            of: None,
            fields: self.fields.without_ids(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change() -> QuestForm {
        let fields = QuestFields {
            name: " 每日登录".into(),
            category: Some(1.into()),
            prerequisites: vec![101.into()],
            ..QuestFields::default()
        };
        QuestForm {
            of: Some(Edited {
                quest: 7.into(),
                before: QuestFields::default(),
            }),
            fields,
        }
    }

    #[test]
    fn a_stored_form_keeps_its_form() {
        insta::assert_snapshot!(serde_json::to_string(&change()).unwrap(), @r#"{"of":{"quest":"7","before":{"name":"","description":"","category":null,"kind":null,"target_type":"","target_params":"","target_count":"","rewards":[],"prerequisites":[],"level_required":"","time_limit":"","time_unit":"hour","reset":null,"max_completions":"","active":null,"starts_at":"","ends_at":""}},"fields":{"name":" 每日登录","description":"","category":"1","kind":null,"target_type":"","target_params":"","target_count":"","rewards":[],"prerequisites":["101"],"level_required":"","time_limit":"","time_unit":"hour","reset":null,"max_completions":"","active":null,"starts_at":"","ends_at":""}}"#);
    }

    #[test]
    fn on_another_server_a_change_becomes_a_quest_of_its_own() {
        let kept = change().without_ids();
        assert_eq!(kept.of, None);
        assert_eq!(kept.fields.name, " 每日登录");
        assert_eq!(kept.fields.category, None);
        assert_eq!(kept.fields.prerequisites, []);
    }
}
