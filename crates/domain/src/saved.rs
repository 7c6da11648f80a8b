//! What is kept for the next time: groups of recipients, and templates of whole
//! call-outs, missions and meetings. All are made here and known to no server.

use crate::{
    club::ClubFields,
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

/// What can be written with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SavedOf {
    CallOut,
    Mission,
    Meeting,
}

/// What stands under a name.
#[derive(Clone, Debug, PartialEq)]
pub enum Kept {
    Group(Selection),
    CallOut(TaskFields, Selection),
    Club(ClubFields),
}

impl Kept {
    /// The recipients, as a call-out has them.
    pub fn selection(self) -> Option<Selection> {
        match self {
            Self::Group(selection) | Self::CallOut(_, selection) => Some(selection),
            Self::Club(_) => None,
        }
    }

    /// The same for another server, where an id of this one means something
    /// else: of a group nothing.
    pub fn without_ids(self) -> Option<Self> {
        match self {
            Self::Group(_) => None,
            Self::CallOut(fields, _) => {
                Some(Self::CallOut(fields.without_ids(), Selection::default()))
            }
            Self::Club(fields) => Some(Self::Club(fields.without_ids())),
        }
    }
}

/// A group or a template with all that it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    pub id: SavedId,
    /// Ids mean something on its server alone.
    pub connection: ConnectionId,
    pub name: String,
    pub changed_at: Time,
    pub kept: Kept,
}

/// One of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SavedView {
    pub id: SavedId,
    pub kind: SavedKind,
    pub of: SavedOf,
    pub name: String,
    pub changed_at: Time,
    /// Of a template: its title, or the text of a mission or a meeting.
    pub title: Option<String>,
    /// What is chosen, as ids: organisations, offices, people one by one.
    pub orgs: u32,
    pub offices: u32,
    pub people: u32,
    pub excluded: u32,
    /// Of a mission.
    pub parts: u32,
}

impl Saved {
    pub fn view(&self) -> SavedView {
        let count = |ids: usize| u32::try_from(ids).unwrap_or(u32::MAX);
        let empty = SavedView {
            id: self.id.clone(),
            kind: SavedKind::Template,
            of: SavedOf::CallOut,
            name: self.name.clone(),
            changed_at: self.changed_at,
            title: None,
            orgs: 0,
            offices: 0,
            people: 0,
            excluded: 0,
            parts: 0,
        };
        let of_people = |selection: &Selection, view: SavedView| SavedView {
            orgs: count(selection.orgs.len()),
            offices: count(selection.offices.len()),
            people: count(selection.soldiers.len()),
            excluded: count(selection.excluded.len()),
            ..view
        };
        match &self.kept {
            Kept::Group(selection) => {
                let kind = SavedKind::Group;
                of_people(selection, SavedView { kind, ..empty })
            }
            Kept::CallOut(fields, selection) => {
                let title = Some(fields.title.clone());
                of_people(selection, SavedView { title, ..empty })
            }
            Kept::Club(fields) => {
                let (of, parts) = match fields {
                    ClubFields::Mission(fields) => (SavedOf::Mission, fields.parts.len()),
                    ClubFields::Meeting(_) => (SavedOf::Meeting, 0),
                };
                SavedView {
                    of,
                    title: Some(fields.content().to_owned()),
                    people: count(fields.people().len()),
                    parts: count(parts),
                    ..empty
                }
            }
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
    use crate::mission::{MissionFields, SubMissionFields};

    #[test]
    fn a_name_is_one_line_of_some_length() {
        assert_eq!(name("  夜间\n值班\t组 "), Some("夜间 值班 组".into()));
        assert_eq!(
            name(&"长".repeat(100)).map(|name| name.chars().count()),
            Some(NAME_LIMIT)
        );
        assert_eq!(name(" \n "), None);
    }

    #[test]
    fn a_mission_is_kept_for_everybody_of_its_parts_once() {
        let part = |ids: &[&str]| SubMissionFields {
            content: "搬桌椅".into(),
            people: ids.iter().map(|&id| id.into()).collect(),
        };
        let fields = MissionFields {
            content: "迎新布置".into(),
            people: ["9".into()].into(),
            parts: vec![part(&["1", "2"]), part(&["2", "3"])],
            ..MissionFields::default()
        };
        let saved = Saved {
            id: "a".into(),
            connection: "c".into(),
            name: "迎新".into(),
            changed_at: Time(1),
            kept: Kept::Club(ClubFields::Mission(fields)),
        };
        let view = saved.view();
        assert_eq!(
            (view.of, view.kind),
            (SavedOf::Mission, SavedKind::Template)
        );
        assert_eq!((view.people, view.parts), (3, 2));
        assert_eq!(view.title.as_deref(), Some("迎新布置"));
    }
}
