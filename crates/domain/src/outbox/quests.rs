//! What is to be done on a questboard server.

use super::WriteKind;
use crate::{
    id::{DraftId, QuestId},
    quest::{
        BatchOutcome, NewQuest, Quest, QuestDetail, QuestEdit, QuestStatus, ResetOrder, ResetType,
        Reward,
    },
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A write to a questboard server. `name` is what the quest is called, to be
/// shown; empty where it is not known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum QuestWrite {
    Accept {
        quest: QuestId,
        name: String,
    },
    Abandon {
        quest: QuestId,
        name: String,
    },
    Complete {
        quest: QuestId,
        name: String,
    },
    Claim {
        quest: QuestId,
        name: String,
    },
    AcceptMany {
        quests: Vec<QuestName>,
        /// Their names in one line.
        title: String,
    },
    ClaimMany {
        quests: Vec<QuestName>,
        /// Their names in one line.
        title: String,
    },
    /// Not idempotent: goes out at most once by itself.
    Create {
        draft: DraftId,
        quest: NewQuest,
        /// Quests that were called the same before: none of them is it.
        known: Vec<QuestId>,
    },
    Update {
        draft: DraftId,
        quest: QuestId,
        name: String,
        edit: QuestEdit,
    },
    Delete {
        quest: QuestId,
        name: String,
    },
    Reset {
        order: ResetOrder,
        /// The names of those that are named, in one line.
        title: String,
    },
}

/// A quest as a batch names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuestName {
    pub quest: QuestId,
    pub name: String,
}

/// What a questboard server said beside yes, or what was read back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum QuestEffect {
    Accepted {
        expires_at: Option<Time>,
    },
    /// There is something to claim.
    Completed {
        rewards: Vec<Reward>,
        can_claim_now: bool,
    },
    Claimed {
        rewards: Vec<Reward>,
    },
    /// Read back: the rows are those that were done.
    Batch(BatchOutcome),
    Reset {
        reset: ResetType,
        affected: u32,
        reset_at: Option<Time>,
    },
}

impl QuestWrite {
    pub fn kind(&self) -> WriteKind {
        match self {
            Self::Accept { .. } => WriteKind::AcceptQuest,
            Self::Abandon { .. } => WriteKind::AbandonQuest,
            Self::Complete { .. } => WriteKind::CompleteQuest,
            Self::Claim { .. } => WriteKind::ClaimQuest,
            Self::AcceptMany { .. } => WriteKind::AcceptQuests,
            Self::ClaimMany { .. } => WriteKind::ClaimQuests,
            Self::Create { .. } => WriteKind::CreateQuest,
            Self::Update { .. } => WriteKind::UpdateQuest,
            Self::Delete { .. } => WriteKind::DeleteQuest,
            Self::Reset { .. } => WriteKind::ResetQuests,
        }
    }

    /// What the quests are called.
    pub fn title(&self) -> &str {
        match self {
            Self::Accept { name, .. }
            | Self::Abandon { name, .. }
            | Self::Complete { name, .. }
            | Self::Claim { name, .. }
            | Self::Update { name, .. }
            | Self::Delete { name, .. } => name,
            Self::AcceptMany { title, .. }
            | Self::ClaimMany { title, .. }
            | Self::Reset { title, .. } => title,
            Self::Create { quest, .. } => &quest.name,
        }
    }

    /// The draft that this came from.
    pub fn draft(&self) -> Option<&DraftId> {
        match self {
            Self::Create { draft, .. } | Self::Update { draft, .. } => Some(draft),
            _ => None,
        }
    }

    /// The one quest that this changes.
    pub fn quest(&self) -> Option<&QuestId> {
        match self {
            Self::Accept { quest, .. }
            | Self::Abandon { quest, .. }
            | Self::Complete { quest, .. }
            | Self::Claim { quest, .. }
            | Self::Update { quest, .. }
            | Self::Delete { quest, .. } => Some(quest),
            Self::AcceptMany { .. }
            | Self::ClaimMany { .. }
            | Self::Create { .. }
            | Self::Reset { .. } => None,
        }
    }

    /// The quests of a batch.
    pub fn batch(&self) -> Option<&[QuestName]> {
        match self {
            Self::AcceptMany { quests, .. } | Self::ClaimMany { quests, .. } => Some(quests),
            _ => None,
        }
    }

    /// Whether the server wants a fresh sign-in before it.
    pub fn is_guarded(&self) -> bool {
        match self {
            Self::Accept { .. }
            | Self::Abandon { .. }
            | Self::Complete { .. }
            | Self::AcceptMany { .. } => false,
            Self::Claim { .. }
            | Self::ClaimMany { .. }
            | Self::Create { .. }
            | Self::Update { .. }
            | Self::Delete { .. }
            | Self::Reset { .. } => true,
        }
    }

    /// One name for what it changes, among all of a connection; `None` for what
    /// has not made anything yet.
    pub fn key(&self, made: Option<&QuestId>) -> Option<String> {
        match self {
            // Of each kind one at a time: two could name the same quest.
            Self::AcceptMany { .. } => Some("quests/accept".to_owned()),
            Self::ClaimMany { .. } => Some("quests/claim".to_owned()),
            Self::Reset { .. } => Some("quests/reset".to_owned()),
            _ => self.quest().or(made).map(quest_key),
        }
    }

    /// Whether a row of the board shows that it was done to it.
    pub fn shows(&self, row: &Quest) -> bool {
        use QuestStatus::{Claimed, Completed, InProgress, NotAccepted};
        let of: &[QuestStatus] = match self {
            Self::Accept { .. } | Self::AcceptMany { .. } => &[InProgress, Completed],
            Self::Abandon { .. } => &[NotAccepted],
            Self::Complete { .. } => &[Completed, Claimed],
            Self::Claim { .. } | Self::ClaimMany { .. } => &[Claimed],
            Self::Create { .. }
            | Self::Update { .. }
            | Self::Delete { .. }
            | Self::Reset { .. } => &[],
        };
        of.contains(&row.status)
    }

    /// Whether a quest shows that it was done to it; a quest that is gone is
    /// `None`. Nothing, where the server does not tell.
    pub fn is_done(&self, quest: Option<&QuestDetail>) -> Option<bool> {
        match (self, quest) {
            (Self::Delete { .. }, _) => Some(quest.is_none()),
            (_, None) => Some(false),
            (Self::Update { edit, .. }, Some(detail)) => edit.is_done(detail),
            (_, Some(detail)) => Some(self.shows(&detail.quest)),
        }
    }
}

/// What an entry about one quest is kept under.
pub fn quest_key(quest: &QuestId) -> String {
    format!("quest/{quest}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox::Intent;

    fn named(quest: i64) -> QuestName {
        QuestName {
            quest: quest.into(),
            name: "每日登录".into(),
        }
    }

    fn all() -> [QuestWrite; 9] {
        let (quest, name) = (QuestId::from(1), "每日登录".to_owned());
        [
            QuestWrite::Accept {
                quest: quest.clone(),
                name: name.clone(),
            },
            QuestWrite::Abandon {
                quest: quest.clone(),
                name: name.clone(),
            },
            QuestWrite::Complete {
                quest: quest.clone(),
                name: name.clone(),
            },
            QuestWrite::Claim {
                quest: quest.clone(),
                name: name.clone(),
            },
            QuestWrite::AcceptMany {
                quests: vec![named(1)],
                title: name.clone(),
            },
            QuestWrite::ClaimMany {
                quests: vec![named(1)],
                title: name.clone(),
            },
            QuestWrite::Update {
                draft: "d".into(),
                quest: quest.clone(),
                name: name.clone(),
                edit: QuestEdit::default(),
            },
            QuestWrite::Delete {
                quest: quest.clone(),
                name: name.clone(),
            },
            QuestWrite::Reset {
                order: ResetOrder {
                    reset: ResetType::Daily,
                    quests: vec![quest],
                },
                title: name,
            },
        ]
    }

    /// A change here is a change of what older files hold.
    #[test]
    fn stored_writes_keep_their_form() {
        let lines: Vec<String> = all()
            .iter()
            .map(|write| {
                let json = serde_json::to_string(write).unwrap();
                assert_eq!(&serde_json::from_str::<QuestWrite>(&json).unwrap(), write);
                json
            })
            .collect();
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn a_refusal_of_a_quest_is_meant_and_nothing_of_it_is_a_publication() {
        for write in all() {
            let intent = Intent::Quest { write };
            assert!(intent.takes_no_for_an_answer() && !intent.is_publication());
            assert!(intent.can_be_read_back());
        }
    }

    /// Document 003, chapter 7: what is claimed, and what an admin does.
    #[test]
    fn claims_and_what_admins_do_want_a_fresh_sign_in() {
        let guarded = all().map(|write| write.is_guarded());
        let [
            accept,
            abandon,
            complete,
            claim,
            accept_many,
            claim_many,
            admin @ ..,
        ] = guarded;
        assert_eq!([accept, abandon, complete, accept_many], [false; 4]);
        assert_eq!([claim, claim_many], [true; 2]);
        assert_eq!(admin, [true; 3]);
    }

    #[test]
    fn each_batch_of_a_kind_is_about_the_same_and_each_quest_about_itself() {
        let keys: Vec<Option<String>> = all().iter().map(|write| write.key(None)).collect();
        let [accept, .., reset] = &keys[..] else {
            panic!("{keys:?}")
        };
        assert_eq!(accept.as_deref(), Some("quest/1"));
        assert_eq!(keys[1..4], keys[..3], "whatever is done to it");
        assert_eq!(keys[4].as_deref(), Some("quests/accept"));
        assert_eq!(keys[5].as_deref(), Some("quests/claim"));
        assert_eq!(reset.as_deref(), Some("quests/reset"));
    }
}
