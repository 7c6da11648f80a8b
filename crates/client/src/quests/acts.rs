//! What is done to quests that exist.

use crate::{
    client::Client,
    commands::{QuestView, Target},
    outbox,
    reads::{self, clip, found},
    store,
};
use muster_domain::{
    error::AppError,
    id::{ConnectionId, QuestId},
    outbox::{OutboxEntry, QuestName, QuestWrite},
    quest::{BATCH_LIMIT, QuestDetail, ResetOrder},
};

/// What is done to one quest.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Act {
    Accept,
    Abandon,
    Complete,
    Claim,
}

/// What is done to several at once.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ManyAct {
    Accept,
    Claim,
}

/// `not_found` for a quest that was never seen here.
pub(crate) async fn act(
    client: &Client,
    connection: ConnectionId,
    quest: QuestId,
    act: Act,
) -> Result<OutboxEntry, AppError> {
    let name = name(client, &connection, &quest).await?;
    let write = match act {
        Act::Accept => QuestWrite::Accept { quest, name },
        Act::Abandon => QuestWrite::Abandon { quest, name },
        Act::Complete => QuestWrite::Complete { quest, name },
        Act::Claim => QuestWrite::Claim { quest, name },
    };
    outbox::act_on_quests(client, connection, write).await
}

pub(crate) async fn delete(
    client: &Client,
    connection: ConnectionId,
    quest: QuestId,
) -> Result<OutboxEntry, AppError> {
    let name = name(client, &connection, &quest).await?;
    let write = QuestWrite::Delete { quest, name };
    outbox::act_on_quests(client, connection, write).await
}

/// Each quest once. `not_found` for none, for one that was never seen here, and
/// for more than a server takes at once.
pub(crate) async fn act_on_many(
    client: &Client,
    connection: ConnectionId,
    quests: Vec<QuestId>,
    act: ManyAct,
) -> Result<OutboxEntry, AppError> {
    let quests = names(client, &connection, quests).await?;
    if quests.is_empty() || quests.len() > BATCH_LIMIT {
        return Err(AppError::NotFound);
    }
    let title = in_one_line(&quests);
    let write = match act {
        ManyAct::Accept => QuestWrite::AcceptMany { quests, title },
        ManyAct::Claim => QuestWrite::ClaimMany { quests, title },
    };
    outbox::act_on_quests(client, connection, write).await
}

/// Those that are named, or all of the type.
pub(crate) async fn reset(
    client: &Client,
    connection: ConnectionId,
    order: ResetOrder,
) -> Result<OutboxEntry, AppError> {
    let quests = names(client, &connection, order.quests).await?;
    let write = QuestWrite::Reset {
        title: in_one_line(&quests),
        order: ResetOrder {
            reset: order.reset,
            quests: quests.into_iter().map(|named| named.quest).collect(),
        },
    };
    outbox::act_on_quests(client, connection, write).await
}

async fn name(
    client: &Client,
    connection: &ConnectionId,
    quest: &QuestId,
) -> Result<String, AppError> {
    let (id, of) = (connection.clone(), quest.clone());
    let read = move |db: &rusqlite::Connection| store::quests::find(db, &id, &of);
    if let Some(row) = client.stores()?.cache.read(read).await? {
        return Ok(row.name);
    }
    let target = Target::Quests {
        connection: connection.clone(),
        view: QuestView::Quest {
            quest: quest.clone(),
        },
    };
    let detail = found::<QuestDetail>(client, &target).await?;
    detail
        .map(|detail| detail.value.quest.name)
        .ok_or(AppError::NotFound)
}

async fn names(
    client: &Client,
    connection: &ConnectionId,
    quests: Vec<QuestId>,
) -> Result<Vec<QuestName>, AppError> {
    let mut named: Vec<QuestName> = Vec::new();
    for quest in quests {
        if named.iter().any(|known| known.quest == quest) {
            continue;
        }
        let mut name = name(client, connection, &quest).await?;
        clip(&mut name, reads::TITLE);
        named.push(QuestName { quest, name });
    }
    Ok(named)
}

fn in_one_line(quests: &[QuestName]) -> String {
    let names: Vec<&str> = quests.iter().map(|named| named.name.as_str()).collect();
    let mut line = names.join("、");
    clip(&mut line, reads::TITLE);
    line
}
