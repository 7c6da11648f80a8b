//! Quests by what they say.

use super::Rank;
use crate::{
    client::Client,
    commands::{QuestHit, QuestView, Target},
    reads,
    search::{Hit, Index, Query},
    store::{self, ages},
    sync::Watched as _,
};
use muster_domain::{
    error::AppError,
    id::ConnectionId,
    quest::{Quest, QuestStatus},
};

/// The cached quests of a connection that match, in the order of the board.
pub(super) async fn matching(
    client: &Client,
    connection: &ConnectionId,
    query: &Query,
) -> Result<Vec<(Rank, QuestHit)>, AppError> {
    let board = Target::Quests {
        connection: connection.clone(),
        view: QuestView::Board,
    };
    let (id, query, key) = (connection.clone(), query.clone(), board.age_key());
    let read = move |db: &rusqlite::Connection| {
        let Some(age) = ages::find(db, &id, &key)? else {
            return Ok(Vec::new());
        };
        let rows = store::quests::list(db, &id)?;
        let names = Index::new(rows.iter().map(|row| row.name.as_str())).scan(&query);
        let found = rows.into_iter().zip(names).filter_map(|(row, name)| {
            let rank = rank(&row, name, &query)?;
            let mut hit = QuestHit {
                connection: id.clone(),
                quest: row.id,
                name: row.name,
                category: row
                    .category
                    .map(|category| category.name)
                    .unwrap_or_default(),
                status: row.status,
                fetched_at: age.fetched_at,
            };
            reads::clip(&mut hit.name, reads::TITLE);
            reads::clip(&mut hit.category, reads::NAME);
            if let QuestStatus::Other(word) = &mut hit.status {
                reads::clip(word, reads::NAME);
            }
            Some((rank, hit))
        });
        Ok(found.collect())
    };
    client.stores()?.cache.read(read).await
}

fn rank(row: &Quest, name: Option<Hit>, query: &Query) -> Option<Rank> {
    match name {
        Some(Hit::Start) => Some(Rank::Start),
        Some(Hit::Inside) => Some(Rank::Inside),
        None => {
            let category = row.category.as_ref().map(|category| &category.name);
            let mut beside = [Some(&row.description), category].into_iter().flatten();
            beside
                .any(|text| query.matches(text))
                .then_some(Rank::Beside)
        }
    }
}
