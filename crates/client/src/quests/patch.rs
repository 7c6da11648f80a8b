//! What is learned of a quest shows wherever the cache has it.

use crate::{
    commands::QuestView,
    store::{club_answers, quests},
};
use muster_domain::{
    id::{ConnectionId, QuestId},
    quest::{Quest, QuestDetail},
};
use rusqlite::{Connection, Result};

/// Changes the quest on the board and in its detail. True if something differs.
pub(crate) fn patch(
    db: &Connection,
    connection: &ConnectionId,
    quest: &QuestId,
    change: impl Fn(&mut Quest),
) -> Result<bool> {
    let mut changed = false;
    if let Some(mut row) = quests::find(db, connection, quest)? {
        change(&mut row);
        changed |= quests::put_one(db, connection, &row)?;
    }
    let key = QuestView::Quest {
        quest: quest.clone(),
    }
    .key();
    if let Some(kept) = club_answers::find::<QuestDetail>(db, connection, &key)? {
        let mut detail = kept.value;
        change(&mut detail.quest);
        changed |= club_answers::put(db, connection, &key, &detail)?;
    }
    Ok(changed)
}
