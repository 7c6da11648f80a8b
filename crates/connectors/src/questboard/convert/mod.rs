//! From the document's words to the domain's, and back.

mod board;
mod fields;
mod notice;
mod words;

pub(super) use board::{
    accepted, audit, batch, categories, claimed, completed, created, detail, list, progress, reset,
};
pub(super) use fields::{create, update};
pub(super) use notice::notice;
pub(super) use words::{reset_word, status_word, type_word};

use super::wire;
use crate::json::{Id, List, Number, Strict, Text};
use muster_domain::{
    id::{CategoryId, ItemId, QuestId},
    quest::{Category, Reward},
};

fn each<W, T>(rows: List<Strict<W>>, mut row: impl FnMut(W) -> T) -> Vec<T> {
    rows.0.into_iter().map(|Strict(wire)| row(wire)).collect()
}

fn quest(id: Id) -> QuestId {
    QuestId(id.of_row())
}

/// Of the quest that was asked about, where an answer does not repeat which.
fn quest_or(id: Id, asked: &QuestId) -> QuestId {
    id.0.map_or_else(|| asked.clone(), QuestId)
}

fn filled(text: Text) -> Option<String> {
    (!text.0.trim().is_empty()).then_some(text.0)
}

/// Whole seconds; what is over is 0.
fn seconds(told: &Number) -> Option<u32> {
    let whole = told.0?.max(0.0).trunc();
    Some(format!("{whole:.0}").parse().unwrap_or(u32::MAX))
}

fn category(wire: wire::Category) -> Category {
    Category {
        id: CategoryId(wire.id.of_row()),
        name: wire.name.0,
    }
}

fn rewards(rows: List<Strict<wire::Reward>>) -> Vec<Reward> {
    each(rows, |wire| Reward {
        item: ItemId(wire.item_id.of_row()),
        name: wire.item_name.0,
        quantity: wire.quantity.0,
        icon: filled(wire.icon),
    })
}
