//! 社团任务: work that a club gives to its people, with or without 子任务
//! (document 000, chapter 11).

mod board;
mod draft;

pub use board::{MissionBoard, MissionFigure, MissionUnit};
pub use draft::{MissionFields, SubMissionFields};

use crate::{
    club::ClubName,
    id::{ClubId, MissionId, StudentId},
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether a mission still stands; newer servers tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MissionStatus {
    /// 已撤销
    Revoked,
    Active,
    /// Past its deadline.
    Expired,
    Other(String),
}

/// The server's own figures; `null` where it does not tell them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MissionFigures {
    pub unconfirmed: Option<u32>,
    pub confirmed: Option<u32>,
    pub unfinished: Option<u32>,
    pub finished: Option<u32>,
}

/// A row of 我发布的任务列表 (11.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MissionSummary {
    pub id: MissionId,
    pub content: String,
    pub club: ClubName,
    pub published_at: Option<Time>,
    pub deadline: Option<Time>,
    /// `null` where the server does not tell.
    pub status: Option<MissionStatus>,
    pub figures: MissionFigures,
    pub has_parts: bool,
    /// 子任务项数, as the server counts them.
    pub parts: u32,
}

/// Somebody with a mission or a part of one (11.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MissionPerson {
    pub student: StudentId,
    pub name: String,
    pub avatar_url: Option<String>,
    pub confirmed: bool,
    pub finished: bool,
    /// Whether they were given parts of it.
    pub has_parts: bool,
}

/// 子任务.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SubMission {
    pub id: MissionId,
    pub content: String,
    /// Each student once.
    pub people: Vec<MissionPerson>,
}

/// 我发布的任务详情 (11.3). Some servers tell people of the whole, newer ones
/// of the parts alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MissionDetail {
    pub id: MissionId,
    pub content: String,
    pub club: ClubName,
    pub published_at: Option<Time>,
    pub deadline: Option<Time>,
    pub status: Option<MissionStatus>,
    /// Each student once.
    pub people: Vec<MissionPerson>,
    pub parts: Vec<SubMission>,
}

/// What somebody is reminded of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Reminder {
    /// 11.4: those who have not confirmed.
    Confirm,
    /// 11.5: those who have not finished.
    Finish,
}

/// What a reminder came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reminded {
    Sent,
    /// The server reminded nobody, because nobody is left to remind: news, not
    /// a failure. With its words.
    Nobody {
        message: String,
    },
}

/// What a publication carries: a draft that passed its check (11.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewMission {
    pub club: ClubId,
    pub content: String,
    /// With its tag.
    pub deadline: Time,
    pub work: NewWork,
}

/// Who is given what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NewWork {
    /// Everybody the whole of it.
    Whole { people: Vec<StudentId> },
    /// At least one 子任务.
    Parts { parts: Vec<NewSubMission> },
}

/// A 子任务 to be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewSubMission {
    pub content: String,
    pub people: Vec<StudentId>,
}

impl NewMission {
    /// Distinct people.
    pub fn people(&self) -> usize {
        let lists: Vec<&[StudentId]> = match &self.work {
            NewWork::Whole { people } => vec![people],
            NewWork::Parts { parts } => parts.iter().map(|part| &*part.people).collect(),
        };
        let mut people: Vec<_> = lists.concat();
        people.sort();
        people.dedup();
        people.len()
    }

    /// Whether a mission of the list is this publication: the same club, text
    /// and tagged deadline.
    pub fn is(&self, published: &MissionSummary) -> bool {
        self.club == published.club.id
            && self.content == published.content
            && Some(self.deadline) == published.deadline
    }

    /// How many parts a publication that was found has too few: a server that
    /// fails in the middle keeps what it has written. Older ones tell how many
    /// there are in the list alone, newer ones in the detail too.
    pub fn parts_missing(&self, row: &MissionSummary, detail: &MissionDetail) -> usize {
        let listed = usize::try_from(row.parts).unwrap_or(usize::MAX);
        match &self.work {
            NewWork::Whole { .. } => 0,
            NewWork::Parts { parts } => parts.len().saturating_sub(detail.parts.len().max(listed)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn person(id: i64, confirmed: bool, finished: bool) -> MissionPerson {
        MissionPerson {
            student: id.into(),
            name: "张三".into(),
            avatar_url: None,
            confirmed,
            finished,
            has_parts: false,
        }
    }

    pub(super) fn detail(people: Vec<MissionPerson>, parts: Vec<SubMission>) -> MissionDetail {
        MissionDetail {
            id: 26.into(),
            content: "扫大街".into(),
            club: club(),
            published_at: None,
            deadline: None,
            status: None,
            people,
            parts,
        }
    }

    fn club() -> ClubName {
        ClubName {
            id: 31.into(),
            name: "游戏联盟".into(),
            avatar_url: None,
        }
    }

    fn part(content: &str, people: &[i64]) -> NewSubMission {
        NewSubMission {
            content: content.into(),
            people: people.iter().map(|&id| id.into()).collect(),
        }
    }

    fn in_parts() -> NewMission {
        NewMission {
            club: 31.into(),
            content: "扫大街".into(),
            deadline: Time(1_492_677_392_048),
            work: NewWork::Parts {
                parts: vec![part("东街", &[1, 2, 4]), part("西街", &[2, 38])],
            },
        }
    }

    #[test]
    fn people_are_counted_once() {
        assert_eq!(in_parts().people(), 4);
    }

    fn listed(parts: u32) -> MissionSummary {
        MissionSummary {
            id: 26.into(),
            content: "扫大街".into(),
            club: club(),
            published_at: None,
            deadline: Some(Time(1_492_677_392_048)),
            status: None,
            figures: MissionFigures::default(),
            has_parts: parts > 0,
            parts,
        }
    }

    #[test]
    fn a_publication_is_known_by_club_text_and_tagged_deadline() {
        let found = listed(2);
        let sent = in_parts();
        assert!(sent.is(&found));
        let mut other = found.clone();
        other.deadline = Some(Time(1_492_677_392_049));
        assert!(!sent.is(&other));
        let mut other = found.clone();
        other.content.push('!');
        assert!(!sent.is(&other));
        let mut other = found;
        other.club.id = 32.into();
        assert!(!sent.is(&other));
    }

    #[test]
    fn a_publication_that_stopped_in_the_middle_has_parts_missing() {
        let written = |count: i64| {
            let part = |id: i64| SubMission {
                id: id.into(),
                content: String::new(),
                people: Vec::new(),
            };
            detail(Vec::new(), (0..count).map(part).collect())
        };
        let missing = |row, detail| in_parts().parts_missing(&listed(row), &written(detail));
        assert_eq!((missing(0, 0), missing(1, 0), missing(1, 1)), (2, 1, 1));
        assert_eq!(missing(2, 2), 0);
        // Document 000: the list counts them, the detail does not tell them.
        assert_eq!(missing(2, 0), 0);
        assert_eq!(missing(0, 2), 0, "a server that does not count them");
        let whole = NewMission {
            work: NewWork::Whole {
                people: vec![1.into()],
            },
            ..in_parts()
        };
        assert_eq!(whole.parts_missing(&listed(0), &written(0)), 0);
    }
}
