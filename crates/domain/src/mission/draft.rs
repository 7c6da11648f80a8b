//! A mission being written. A draft keeps what was typed, as it was typed;
//! [`MissionFields::check`] turns it into a [`NewMission`] or says what is in
//! the way.

use super::{NewMission, NewSubMission, NewWork};
use crate::{
    club::{CONTENT_LIMIT, Checker, ClubField, ClubProblem, ClubRoster, DeadlineTag},
    id::{ClubId, StudentId},
    time::Time,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Everything of a draft that the form edits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MissionFields {
    pub club: Option<ClubId>,
    pub content: String,
    /// `YYYY-MM-DD HH:MM`, Beijing time.
    pub deadline: String,
    /// Who gets the whole of it. Kept, and not sent, while there are parts:
    /// `child` wins over `participation`.
    pub people: BTreeSet<StudentId>,
    pub parts: Vec<SubMissionFields>,
}

/// A 子任务 as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SubMissionFields {
    pub content: String,
    pub people: BTreeSet<StudentId>,
}

impl MissionFields {
    pub(crate) fn without_ids(self) -> Self {
        let nobody = |part| SubMissionFields {
            people: BTreeSet::new(),
            ..part
        };
        Self {
            club: None,
            people: BTreeSet::new(),
            parts: self.parts.into_iter().map(nobody).collect(),
            ..self
        }
    }

    /// The mission to publish, or everything that is in the way. Without a
    /// `roster`, whether those chosen are still in the club is left open.
    pub fn check(
        &self,
        now: Time,
        roster: Option<&ClubRoster>,
        tag: DeadlineTag,
    ) -> Result<NewMission, Vec<ClubProblem>> {
        let mut checker = Checker::new(now, roster);
        let club = checker.club(self.club.as_ref());
        let content = checker.text(&self.content, ClubField::Content, CONTENT_LIMIT);
        let deadline = checker.deadline(&self.deadline);
        let work = self.work(&mut checker);
        let problems = checker.problems();
        match (club, deadline) {
            (Some(club), Some(deadline)) if problems.is_empty() => Ok(NewMission {
                club,
                content,
                deadline: tag.mark(deadline),
                work,
            }),
            _ => Err(problems),
        }
    }

    fn work(&self, checker: &mut Checker<'_>) -> NewWork {
        if self.parts.is_empty() {
            let people = checker.people(&self.people, ClubField::People);
            return NewWork::Whole { people };
        }
        let mut parts = Vec::new();
        for (index, part) in self.parts.iter().enumerate() {
            checker.enter(index);
            parts.push(NewSubMission {
                content: checker.text(&part.content, ClubField::Content, CONTENT_LIMIT),
                people: checker.people(&part.people, ClubField::People),
            });
        }
        NewWork::Parts { parts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::club::{ClubRule, ClubStudent};
    use crate::time::beijing;

    fn now() -> Time {
        Time::from_civil("2017-04-20 12:00:00", &beijing()).unwrap()
    }

    fn people(ids: &[&str]) -> BTreeSet<StudentId> {
        ids.iter().map(|&id| id.into()).collect()
    }

    fn whole() -> MissionFields {
        MissionFields {
            club: Some(31.into()),
            content: " 扫大街 ".into(),
            deadline: "2017-04-20 16:36".into(),
            people: people(&["1", "2"]),
            parts: Vec::new(),
        }
    }

    fn in_parts() -> MissionFields {
        let part = |content: &str, ids| SubMissionFields {
            content: content.into(),
            people: people(ids),
        };
        MissionFields {
            parts: vec![part("东街", &["1", "2", "4"]), part("西街", &["38", "2"])],
            ..whole()
        }
    }

    fn roster(ids: &[i64]) -> ClubRoster {
        let student = |&id: &i64| ClubStudent {
            student: id.into(),
            name: "张三".into(),
            mobile: String::new(),
            department: String::new(),
            job: String::new(),
            year: None,
            major: String::new(),
            gender: None,
            avatar_url: None,
        };
        ClubRoster {
            club: 31.into(),
            students: ids.iter().map(student).collect(),
        }
    }

    fn check(fields: &MissionFields) -> Result<NewMission, Vec<ClubProblem>> {
        fields.check(now(), None, DeadlineTag::of(7))
    }

    fn problems(
        change: impl FnOnce(&mut MissionFields),
    ) -> Vec<(ClubField, Option<u32>, ClubRule)> {
        let mut fields = in_parts();
        change(&mut fields);
        let problems = check(&fields).unwrap_err();
        let plain = |problem: ClubProblem| (problem.field, problem.part, problem.rule);
        problems.into_iter().map(plain).collect()
    }

    #[test]
    fn a_draft_becomes_what_is_sent() {
        let mission = check(&whole()).unwrap();
        assert_eq!(mission.content, "扫大街");
        assert_eq!(
            mission.deadline,
            Time::from_civil("2017-04-20 16:36:00", &beijing())
                .unwrap()
                .plus_ms(7)
        );
        let everybody = vec!["1".into(), "2".into()];
        assert_eq!(mission.work, NewWork::Whole { people: everybody });
    }

    #[test]
    fn parts_win_over_the_whole() {
        let NewWork::Parts { parts } = check(&in_parts()).unwrap().work else {
            panic!("the whole was sent")
        };
        let ids: Vec<_> = parts.iter().map(|part| part.people.len()).collect();
        assert_eq!(ids, [3, 2]);
    }

    #[test]
    fn everything_in_the_way_is_said_at_once_and_where() {
        use ClubField::{Club, Content, Deadline, People};
        let all = problems(|fields| {
            fields.club = None;
            fields.content = "  ".into();
            fields.deadline = String::new();
            fields.parts[1] = SubMissionFields::default();
        });
        assert_eq!(
            all,
            [
                (Club, None, ClubRule::Missing),
                (Content, None, ClubRule::Missing),
                (Deadline, None, ClubRule::Missing),
                (Content, Some(1), ClubRule::Missing),
                (People, Some(1), ClubRule::Nobody),
            ]
        );
    }

    #[test]
    fn a_deadline_is_a_time_to_come() {
        for (typed, rule) in [
            ("2017-04-20 12:00", ClubRule::InThePast),
            ("1970-01-01 00:00", ClubRule::InThePast),
            ("tonight", ClubRule::NotATime),
            ("2017-04-31 12:00", ClubRule::NotATime),
            // It would take a fourteenth digit.
            ("2290-01-01 00:00", ClubRule::NotATime),
        ] {
            let found = problems(|fields| fields.deadline = typed.into());
            assert_eq!(found, [(ClubField::Deadline, None, rule)], "{typed}");
        }
    }

    #[test]
    fn text_that_a_server_would_cut_is_not_sent() {
        let long = problems(|fields| fields.content = "长".repeat(CONTENT_LIMIT + 1));
        let rule = ClubRule::TooLong {
            length: 225,
            limit: 224,
        };
        assert_eq!(long, [(ClubField::Content, None, rule)]);
        let emoji = problems(|fields| fields.parts[0].content = "打🏀".into());
        let rule = ClubRule::NotTaken { character: '🏀' };
        assert_eq!(emoji, [(ClubField::Content, Some(0), rule)]);
    }

    #[test]
    fn an_id_that_is_not_digits_is_never_sent() {
        for id in ["", "1,2", "-1", "１", "1 ", "x"] {
            let found = problems(|fields| fields.parts[0].people = people(&["7", id]));
            let rule = ClubRule::NotAnId { count: 1 };
            assert_eq!(found, [(ClubField::People, Some(0), rule)], "{id:?}");
        }
    }

    #[test]
    fn who_left_the_club_is_named_by_their_number() {
        let check = |ids| whole().check(now(), Some(&roster(ids)), DeadlineTag::of(0));
        assert!(check(&[1, 2, 3]).is_ok());
        assert_eq!(
            check(&[1]).unwrap_err(),
            [ClubProblem {
                field: ClubField::People,
                part: None,
                rule: ClubRule::NotInClub { count: 1 },
            }]
        );
    }

    #[test]
    fn a_problem_crosses_as_one_flat_object() {
        let problem = ClubProblem {
            field: ClubField::Content,
            part: Some(1),
            rule: ClubRule::NotTaken { character: '🏀' },
        };
        assert_eq!(
            serde_json::to_value(problem).unwrap(),
            serde_json::json!({
                "field": "content", "part": 1, "rule": "not_taken", "character": "🏀"
            })
        );
    }
}
