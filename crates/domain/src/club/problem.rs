//! What is in the way of sending a mission or a meeting.

use super::ClubRoster;
use crate::{
    id::{ClubId, StudentId},
    time::{Time, beijing},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Limits of real servers, in characters (`docs/protocols/weclubs.md`).
pub const CONTENT_LIMIT: usize = 224;
pub const ADDRESS_LIMIT: usize = 224;
pub const COMMENT_LIMIT: usize = 224;
/// How many may answer for a meeting's sign-in.
pub const LEADER_LIMIT: usize = 4;

/// The last moment that 13 digits can say.
const LAST: Time = Time(9_999_999_999_999);

/// What somebody writes with an answer, as it is sent; it may be empty. The
/// problems are of [`ClubField::Content`].
pub fn check_comment(typed: &str) -> Result<String, Vec<ClubProblem>> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    let mut checker = Checker::new(Time(0), None);
    let text = checker.text(typed, ClubField::Content, COMMENT_LIMIT);
    let problems = checker.problems();
    if problems.is_empty() {
        Ok(text)
    } else {
        Err(problems)
    }
}

/// A field of the two forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClubField {
    Club,
    Content,
    Address,
    Deadline,
    People,
    Leaders,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum ClubRule {
    Missing,
    /// More characters than the server takes.
    TooLong {
        length: u32,
        limit: u32,
    },
    /// A character that real servers lose, and all that follows it: theirs end
    /// at U+FFFF, before emoji and the rarest Chinese.
    NotTaken {
        character: char,
    },
    NotATime,
    /// The deadline lies in the past.
    InThePast,
    /// Nobody is chosen.
    Nobody,
    /// More than may be chosen.
    TooMany {
        count: u32,
        limit: u32,
    },
    /// So many of those chosen are not in the club any more.
    NotInClub {
        count: u32,
    },
    /// So many of those chosen have an id that the server cannot take: one such
    /// leaves a half-published mission on real ones.
    NotAnId {
        count: u32,
    },
}

/// One thing in the way of sending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClubProblem {
    pub field: ClubField,
    /// The sub-mission that it is about, from 0; `null` for the whole.
    pub part: Option<u32>,
    #[serde(flatten)]
    pub rule: ClubRule,
}

/// Checks the fields that both forms have, and collects what is wrong.
pub(crate) struct Checker<'a> {
    now: Time,
    roster: Option<&'a ClubRoster>,
    part: Option<u32>,
    problems: Vec<ClubProblem>,
}

impl<'a> Checker<'a> {
    pub(crate) fn new(now: Time, roster: Option<&'a ClubRoster>) -> Self {
        Self {
            now,
            roster,
            part: None,
            problems: Vec::new(),
        }
    }

    /// What follows is about this sub-mission.
    pub(crate) fn enter(&mut self, part: usize) {
        self.part = Some(saturate(part));
    }

    pub(crate) fn problems(self) -> Vec<ClubProblem> {
        self.problems
    }

    fn wrong(&mut self, field: ClubField, rule: ClubRule) {
        let part = self.part;
        self.problems.push(ClubProblem { field, part, rule });
    }

    pub(crate) fn club(&mut self, chosen: Option<&ClubId>) -> Option<ClubId> {
        if chosen.is_none() {
            self.wrong(ClubField::Club, ClubRule::Missing);
        }
        chosen.cloned()
    }

    /// Text that must be there.
    pub(crate) fn text(&mut self, typed: &str, field: ClubField, limit: usize) -> String {
        let text = typed.trim();
        let length = text.chars().count();
        if text.is_empty() {
            self.wrong(field, ClubRule::Missing);
        } else if length > limit {
            let (length, limit) = (saturate(length), saturate(limit));
            self.wrong(field, ClubRule::TooLong { length, limit });
        }
        if let Some(character) = text.chars().find(|&character| character > '\u{ffff}') {
            self.wrong(field, ClubRule::NotTaken { character });
        }
        text.to_owned()
    }

    /// `YYYY-MM-DD HH:MM`, Beijing time.
    pub(crate) fn deadline(&mut self, typed: &str) -> Option<Time> {
        let rule = match Time::from_civil(typed, &beijing()) {
            Some(time) if time <= self.now => ClubRule::InThePast,
            Some(time) if time <= LAST => return Some(time),
            None if typed.trim().is_empty() => ClubRule::Missing,
            _ => ClubRule::NotATime,
        };
        self.wrong(ClubField::Deadline, rule);
        None
    }

    /// People of the club; somebody must be chosen.
    pub(crate) fn people(
        &mut self,
        chosen: &BTreeSet<StudentId>,
        field: ClubField,
    ) -> Vec<StudentId> {
        if chosen.is_empty() {
            self.wrong(field, ClubRule::Nobody);
        }
        let count = saturate(chosen.iter().filter(|id| !is_sent(id)).count());
        if count > 0 {
            self.wrong(field, ClubRule::NotAnId { count });
        }
        if let Some(roster) = self.roster {
            let here: BTreeSet<_> = roster.students.iter().map(|row| &row.student).collect();
            let count = saturate(chosen.iter().filter(|id| !here.contains(id)).count());
            if count > 0 {
                self.wrong(field, ClubRule::NotInClub { count });
            }
        }
        chosen.iter().cloned().collect()
    }

    /// Those who answer for the sign-in.
    pub(crate) fn leaders(&mut self, chosen: &BTreeSet<StudentId>) -> Vec<StudentId> {
        if chosen.len() > LEADER_LIMIT {
            let (count, limit) = (saturate(chosen.len()), saturate(LEADER_LIMIT));
            self.wrong(ClubField::Leaders, ClubRule::TooMany { count, limit });
        }
        self.people(chosen, ClubField::Leaders)
    }
}

/// A list of ids is digits and commas on the wire.
fn is_sent(id: &StudentId) -> bool {
    !id.as_str().is_empty() && id.as_str().bytes().all(|byte| byte.is_ascii_digit())
}

fn saturate(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_may_be_empty_and_not_too_long_nor_of_lost_characters() {
        assert_eq!(check_comment("  \n"), Ok(String::new()));
        assert_eq!(check_comment(" 感冒 "), Ok("感冒".to_owned()));
        let rules = |typed: &str| -> Vec<ClubRule> {
            let problems = check_comment(typed).unwrap_err().into_iter();
            problems.map(|problem| problem.rule).collect()
        };
        let too_long = ClubRule::TooLong {
            length: 225,
            limit: 224,
        };
        assert_eq!(rules(&"长".repeat(225)), [too_long]);
        let character = '🤒';
        assert_eq!(rules("🤒"), [ClubRule::NotTaken { character }]);
    }
}
