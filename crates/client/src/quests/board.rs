//! The board: all of it is kept, and filtered here.

use super::{clip_category, shorten};
use crate::{
    client::Client,
    commands::{
        QuestView, Target,
        quests::{CategoryCount, KindCount, ListQuests, QuestBoard, QuestSort, StatusCount},
    },
    reads::{self, clip},
    search::{Query, sort_key},
    store::{self, Age, Stored, ages, club_answers},
    sync::{BoardHead, Watched as _},
};
use muster_domain::{
    error::AppError,
    id::ConnectionId,
    quest::{Category, Quest, QuestFilter, QuestStatus, QuestType},
    read::{Read, Rows},
};
use std::cmp::Reverse;

/// Values of one kind that a head counts.
const COUNTED: usize = 100;

/// What the cache has of the board, with what the server counts.
async fn kept(
    client: &Client,
    connection: ConnectionId,
) -> Result<Read<(Vec<Quest>, BoardHead)>, AppError> {
    let target = Target::Quests {
        connection,
        view: QuestView::Board,
    };
    let (id, key) = (target.connection().clone(), target.age_key());
    let read = move |db: &rusqlite::Connection| {
        let age: Option<Age> = ages::find(db, &id, &key)?;
        let head = club_answers::find::<BoardHead>(db, &id, &key)?;
        let rows = store::quests::list(db, &id)?;
        Ok(age.map(|age| Stored {
            value: (rows, head.map(|head| head.value).unwrap_or_default()),
            age,
        }))
    };
    let stored = client.stores()?.cache.read(read).await?;
    Ok(reads::read(client, &target, stored, &[]))
}

/// What there is, counted from the rows.
pub(crate) async fn board(
    client: &Client,
    connection: ConnectionId,
) -> Result<Read<QuestBoard>, AppError> {
    let kept = kept(client, connection).await?;
    let complete = kept.complete;
    Ok(kept.map(|(rows, head)| {
        let quests = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        QuestBoard {
            quests,
            told: head.told.filter(|told| complete && *told != quests),
            statuses: counted(
                &rows,
                |quest| Some(&quest.status),
                |status, quests| {
                    let mut status = status.clone();
                    if let QuestStatus::Other(word) = &mut status {
                        clip(word, reads::NAME);
                    }
                    StatusCount { status, quests }
                },
            ),
            kinds: counted(
                &rows,
                |quest| Some(&quest.kind),
                |kind, quests| {
                    let mut kind = kind.clone();
                    if let QuestType::Other(word) = &mut kind {
                        clip(word, reads::NAME);
                    }
                    KindCount { kind, quests }
                },
            ),
            categories: counted(
                &rows,
                |quest| quest.category.as_ref(),
                |category, quests| {
                    let mut category = category.clone();
                    clip_category(&mut category);
                    CategoryCount { category, quests }
                },
            ),
        }
    }))
}

/// How often each value occurs, the most frequent first.
fn counted<T: PartialEq, C>(
    rows: &[Quest],
    of: impl Fn(&Quest) -> Option<&T>,
    show: impl Fn(&T, u32) -> C,
) -> Vec<C> {
    let mut counts: Vec<(&T, u32)> = Vec::new();
    for value in rows.iter().filter_map(of) {
        if let Some((_, count)) = counts.iter_mut().find(|(known, _)| *known == value) {
            *count += 1;
        } else if counts.len() < COUNTED {
            counts.push((value, 1));
        }
    }
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts
        .into_iter()
        .map(|(value, count)| show(value, count))
        .collect()
}

/// A window into the rows that a filter lets through.
pub(crate) async fn list(client: &Client, args: ListQuests) -> Result<Read<Rows<Quest>>, AppError> {
    let (offset, limit) = (args.offset, args.limit);
    Ok(every(client, args).await?.map(|rows| {
        let mut window = reads::window(rows, offset, limit);
        window.rows.iter_mut().for_each(shorten);
        window.rows = reads::fitting(window.rows);
        window
    }))
}

/// All of them, whatever window is asked for.
pub(crate) async fn every(client: &Client, args: ListQuests) -> Result<Read<Vec<Quest>>, AppError> {
    let kept = kept(client, args.connection).await?;
    let query = Query::new(&args.filter.text);
    let filter = QuestFilter {
        text: String::new(),
        ..args.filter
    };
    Ok(kept.map(|(mut rows, _)| {
        rows.retain(|quest| filter.admits(quest) && is_found(&query, quest));
        sort(&mut rows, args.sort, args.descending);
        rows
    }))
}

/// What the category of a filter is called on the board; its id, where nothing
/// is in it.
pub(crate) async fn category_name(client: &Client, args: &ListQuests) -> Result<String, AppError> {
    let Some(wanted) = &args.filter.category else {
        return Ok(String::new());
    };
    let id = args.connection.clone();
    let read = move |db: &rusqlite::Connection| store::quests::list(db, &id);
    let rows = client.stores()?.cache.read(read).await?;
    let mut categories = rows.into_iter().filter_map(|quest| quest.category);
    let found = categories.find(|category| category.id == *wanted);
    Ok(found.map_or_else(|| wanted.0.clone(), |category| category.name))
}

/// Whether somebody who types this means the quest.
fn is_found(query: &Query, quest: &Quest) -> bool {
    let category = quest.category.as_ref().map(|category| &category.name);
    let mut texts = [Some(&quest.name), Some(&quest.description), category].into_iter();
    texts.any(|text| text.is_some_and(|text| query.matches(text)))
}

fn sort(rows: &mut [Quest], by: QuestSort, descending: bool) {
    match by {
        QuestSort::Board => {}
        QuestSort::Name => rows.sort_by_cached_key(|quest| sort_key(&quest.name)),
        QuestSort::Kind => rows.sort_by_cached_key(|quest| kind_rank(&quest.kind)),
        QuestSort::Category => rows.sort_by_cached_key(|quest| {
            let name = quest
                .category
                .as_ref()
                .map(|category: &Category| &category.name);
            name.map(|name| sort_key(name))
        }),
        QuestSort::Status => rows.sort_by_cached_key(|quest| status_rank(&quest.status)),
        QuestSort::Progress => rows.sort_by_key(|quest| {
            let target = u64::from(quest.target_count.max(1));
            u64::from(quest.progress).min(target) * 1_000_000 / target
        }),
        QuestSort::ExpiresAt => rows.sort_by_key(|quest| quest.expires_at),
    }
    reads::turn(rows, descending, |quest| match by {
        QuestSort::Category => quest.category.is_none(),
        QuestSort::ExpiresAt => quest.expires_at.is_none(),
        _ => false,
    });
}

/// As the document lists them; words that it does not know come last.
fn kind_rank(kind: &QuestType) -> (u8, String) {
    let rank = match kind {
        QuestType::Daily => 0,
        QuestType::Weekly => 1,
        QuestType::Achievement => 2,
        QuestType::Event => 3,
        QuestType::Tutorial => 4,
        QuestType::Team => 5,
        QuestType::Other(word) => return (6, word.clone()),
    };
    (rank, String::new())
}

fn status_rank(status: &QuestStatus) -> (u8, String) {
    let rank = match status {
        QuestStatus::NotAccepted => 0,
        QuestStatus::InProgress => 1,
        QuestStatus::Completed => 2,
        QuestStatus::Claimed => 3,
        QuestStatus::Failed => 4,
        QuestStatus::Expired => 5,
        QuestStatus::Other(word) => return (6, word.clone()),
    };
    (rank, String::new())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn quest(name: &str, category: &Value, expires_at: &Value) -> Quest {
        serde_json::from_value(json!({
            "id": name, "name": name, "description": "", "kind": "daily", "category": category,
            "target_type": "login", "target_count": 1, "progress": 0, "status": "in_progress",
            "rewards": [], "time_limit_s": null, "expires_at": expires_at, "available": true,
            "reset": null, "max_completions": null, "completions": null,
        }))
        .unwrap()
    }

    #[test]
    fn quests_without_an_end_or_a_category_come_last_in_either_direction() {
        let farm = json!({"id": "1", "name": "农场"});
        let town = json!({"id": "2", "name": "镇上"});
        let board = [
            quest("a", &Value::Null, &Value::Null),
            quest("b", &farm, &json!(20)),
            quest("c", &town, &json!(10)),
        ];
        let order = |by, descending| {
            let mut rows = board.to_vec();
            sort(&mut rows, by, descending);
            rows.into_iter().map(|row| row.name).collect::<String>()
        };
        assert_eq!(order(QuestSort::ExpiresAt, false), "cba");
        assert_eq!(order(QuestSort::ExpiresAt, true), "bca");
        assert_eq!(order(QuestSort::Category, false), "bca");
        assert_eq!(order(QuestSort::Category, true), "cba");
        assert_eq!(order(QuestSort::Name, true), "cba");
    }
}
