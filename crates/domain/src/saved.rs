//! What is kept for the next call-out: groups of recipients, and templates of
//! whole call-outs. Both are made here and known to no server.

use crate::{
    draft::TaskFields,
    id::{ConnectionId, SavedId},
    picker::Selection,
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Characters of a name.
pub const NAME_LIMIT: usize = 60;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SavedKind {
    /// 编组: recipients, to be added to those of a draft.
    Group,
    /// 模板: everything of a draft but its times.
    Template,
}

/// A group or a template with all that it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    pub id: SavedId,
    /// Ids mean something on its server alone.
    pub connection: ConnectionId,
    pub name: String,
    pub changed_at: Time,
    /// `None` for a group.
    pub fields: Option<TaskFields>,
    pub selection: Selection,
}

/// One of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SavedView {
    pub id: SavedId,
    pub kind: SavedKind,
    pub name: String,
    pub changed_at: Time,
    /// Of a template.
    pub title: Option<String>,
    /// What is chosen, as ids: organisations, offices, people one by one.
    pub orgs: u32,
    pub offices: u32,
    pub soldiers: u32,
    pub excluded: u32,
}

impl Saved {
    pub fn view(&self) -> SavedView {
        let count = |ids: usize| u32::try_from(ids).unwrap_or(u32::MAX);
        SavedView {
            id: self.id.clone(),
            kind: match self.fields {
                Some(_) => SavedKind::Template,
                None => SavedKind::Group,
            },
            name: self.name.clone(),
            changed_at: self.changed_at,
            title: self.fields.as_ref().map(|fields| fields.title.clone()),
            orgs: count(self.selection.orgs.len()),
            offices: count(self.selection.offices.len()),
            soldiers: count(self.selection.soldiers.len()),
            excluded: count(self.selection.excluded.len()),
        }
    }
}

/// A name as it is kept: on one line, not too long. `None` for an empty one.
pub fn name(typed: &str) -> Option<String> {
    let words: Vec<&str> = typed
        .split(|c: char| c.is_whitespace() || c.is_control())
        .collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let name: String = words.join(" ").chars().take(NAME_LIMIT).collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_of_some_length() {
        assert_eq!(name("  夜间\n值班\t组 "), Some("夜间 值班 组".into()));
        assert_eq!(
            name(&"长".repeat(100)).map(|name| name.chars().count()),
            Some(NAME_LIMIT)
        );
        assert_eq!(name(" \n "), None);
    }
}
