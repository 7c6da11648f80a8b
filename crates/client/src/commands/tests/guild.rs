//! A questboard that is as large as any, in texts of the longest characters
//! that there are.

use super::city::{City, long};
use crate::{
    commands::{QuestView, Target},
    store::{
        self, Age, ages, club_answers,
        quest_drafts::{QuestDraft, QuestForm},
    },
    sync::{BoardHead, Watched as _},
    testing::START,
};
use muster_domain::{
    outbox::{Intent, OutboxEntry, OutboxState, QuestEffect, QuestName, QuestWrite},
    quest::{
        AuditAction, AuditEntry, BatchOutcome, BatchResult, BatchRow, Category, Prerequisite,
        ProgressPart, Quest, QuestDetail, QuestFields, QuestProgress, QuestRefusal, QuestStatus,
        QuestType, QuestWindow, Refused, ResetType, Reward, RewardFields,
    },
};
use serde::Serialize;

pub(super) const QUEST: &str = "7";
pub(super) const BATCH: &str = "batch";

const LISTED: i64 = 600;

fn reward(number: i64) -> Reward {
    Reward {
        item: number.into(),
        name: long(number, 130),
        quantity: u64::MAX,
        icon: Some(long(number, 130)),
    }
}

fn category(number: i64) -> Category {
    Category {
        id: number.into(),
        name: long(number, 130),
    }
}

fn quest(number: i64) -> Quest {
    Quest {
        id: number.into(),
        name: long(number, 400),
        description: long(number, 400),
        kind: QuestType::Other(long(number, 400)),
        category: Some(category(number)),
        target_type: long(number, 400),
        target_count: 10,
        progress: 4,
        status: QuestStatus::Other(long(number, 400)),
        rewards: (0..60).map(reward).collect(),
        time_limit_s: Some(86_400),
        expires_at: Some(START),
        available: true,
        reset: Some(ResetType::Other(long(number, 400))),
        max_completions: Some(1),
        completions: Some(0),
    }
}

fn detail() -> QuestDetail {
    let needed = |number: i64| Prerequisite {
        quest: number.into(),
        name: long(number, 400),
        completed: false,
    };
    QuestDetail {
        quest: Quest {
            description: "🚨".repeat(100_000),
            ..quest(7)
        },
        target_params: Some(format!(r#"{{"a":"{}"}}"#, "🚨".repeat(100_000))),
        prerequisites: (0..LISTED).map(needed).collect(),
        level_required: 1,
        unavailable_reason: Some("🚨".repeat(100_000)),
        active: Some(true),
        window: Some(QuestWindow {
            starts_at: Some(START),
            ends_at: Some(START),
        }),
    }
}

fn progress() -> QuestProgress {
    let part = |number: i64| ProgressPart {
        target: long(number, 400),
        name: long(number, 400),
        current: 4,
        required: 10,
    };
    QuestProgress {
        quest: QUEST.into(),
        status: QuestStatus::Other(long(7, 400)),
        current: 4,
        target: 10,
        percentage: None,
        parts: (0..LISTED).map(part).collect(),
        expires_at: Some(START),
        time_left_s: Some(3_600),
    }
}

fn audited(number: i64) -> AuditEntry {
    AuditEntry {
        id: number.into(),
        at: Some(START),
        user: Some(number.into()),
        user_name: long(number, 130),
        action: AuditAction::Other(long(number, 130)),
        quest: Some(number.into()),
        quest_name: long(number, 400),
        detail: long(number, 600),
    }
}

/// A form of which much is wrong, in thousands of rows.
pub(super) fn typed() -> QuestFields {
    QuestFields {
        name: "🚨".repeat(10_000),
        rewards: vec![RewardFields::default(); 2_500],
        ..QuestFields::default()
    }
}

/// A batch of as many as there can be, refused in long words and done for much.
fn batch(city: &City) -> OutboxEntry {
    let quests: Vec<QuestName> = (0..100)
        .map(|number: i64| QuestName {
            quest: number.into(),
            name: long(number, 120),
        })
        .collect();
    let row = |number: i64| BatchRow {
        quest: number.into(),
        result: if number % 4 == 0 {
            BatchResult::Refused(Refused {
                refusal: QuestRefusal::Failed,
                message: long(number, 400),
            })
        } else {
            BatchResult::Done {
                rewards: (0..60).map(reward).collect(),
            }
        },
    };
    let outcome = BatchOutcome {
        rows: (0..100).map(row).collect(),
        succeeded: Some(75),
        failed: Some(25),
        total_rewards: Vec::new(),
    };
    OutboxEntry {
        id: BATCH.into(),
        connection: city.connection.clone(),
        connection_name: long(1, 400),
        addressee: None,
        intent: Intent::Quest {
            write: QuestWrite::ClaimMany {
                quests,
                title: long(1, 400),
            },
        },
        state: OutboxState::Confirmed,
        created_at: START,
        changed_at: START,
        send_at: START,
        sent_at: Some(START),
        attempts: 1,
        problem: None,
        search: None,
        task: None,
        said: None,
        parts_missing: None,
        effect: Some(QuestEffect::Batch(outcome)),
    }
}

pub(super) async fn fill(city: &City) {
    let board: Vec<Quest> = (0..LISTED).map(quest).collect();
    let connection = city.connection.clone();
    let put = move |db: &mut rusqlite::Connection| store::quests::put(db, &connection, &board);
    let stores = city.bench.client.stores().unwrap();
    stores.cache.with(put).await.unwrap();
    let head = BoardHead { told: Some(9_999) };
    keep(city, QuestView::Board, head).await;
    let categories: Vec<_> = (0..LISTED).map(category).collect();
    keep(city, QuestView::Categories, categories).await;
    let quest = QUEST.into();
    keep(city, QuestView::Quest { quest }, detail()).await;
    let quest = QUEST.into();
    keep(city, QuestView::Progress { quest }, progress()).await;
    let log: Vec<_> = (0..LISTED).map(audited).collect();
    keep(city, QuestView::Audit, log).await;
    fill_desk(city).await;
}

async fn keep<T: Serialize + Send + 'static>(city: &City, view: QuestView, answer: T) {
    let connection = city.connection.clone();
    let key = Target::Quests {
        connection: connection.clone(),
        view,
    }
    .age_key();
    let age = Age {
        fetched_at: START,
        server_time: None,
        complete: true,
    };
    let write = move |db: &mut rusqlite::Connection| {
        club_answers::put(db, &connection, &key, &answer)?;
        ages::put(db, &connection, &key, &age)
    };
    let stores = city.bench.client.stores().unwrap();
    stores.cache.with(write).await.unwrap();
}

async fn fill_desk(city: &City) {
    let (connection, batch) = (city.connection.clone(), batch(city));
    let write = move |db: &mut rusqlite::Connection| {
        let transaction = db.transaction()?;
        for number in 0..220_i64 {
            let draft = QuestDraft {
                id: format!("quest_draft{number}").as_str().into(),
                connection: connection.clone(),
                changed_at: START,
                form: QuestForm {
                    of: None,
                    fields: typed(),
                },
            };
            store::form_drafts::put(&transaction, &draft)?;
        }
        store::outbox::insert(&transaction, &batch)?;
        transaction.commit()
    };
    let stores = city.bench.client.stores().unwrap();
    stores.desk.with(write).await.unwrap();
}
