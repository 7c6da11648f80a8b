//! A meeting being written or changed. A draft keeps what was typed, as it was
//! typed.

use super::{MeetingDetail, MeetingEdit, NewMeeting, NewSignIn, SignInWay};
use crate::{
    club::{
        ADDRESS_LIMIT, CONTENT_LIMIT, Checker, ClubField, ClubProblem, ClubRoster, DeadlineTag,
    },
    id::{ClubId, StudentId},
    time::{Time, beijing},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Everything of a draft that the form edits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingFields {
    pub club: Option<ClubId>,
    pub content: String,
    pub address: String,
    /// When it begins: `YYYY-MM-DD HH:MM`, Beijing time.
    pub deadline: String,
    pub people: BTreeSet<StudentId>,
    pub needs_sign_in: bool,
    /// Kept, and not sent, while nobody has to sign in.
    pub leaders: BTreeSet<StudentId>,
}

impl MeetingFields {
    pub(crate) fn without_ids(self) -> Self {
        Self {
            club: None,
            people: BTreeSet::new(),
            leaders: BTreeSet::new(),
            ..self
        }
    }

    /// The fields of a meeting that is to be changed. It invites whom it
    /// invites: `people` is not among them.
    pub fn of(meeting: &MeetingDetail) -> Self {
        let summary = &meeting.summary;
        Self {
            club: Some(summary.club.id.clone()),
            content: summary.content.clone(),
            address: summary.address.clone(),
            deadline: summary.deadline.and_then(to_field).unwrap_or_default(),
            people: BTreeSet::new(),
            needs_sign_in: summary.sign_in == SignInWay::QrCode,
            leaders: meeting
                .leaders
                .iter()
                .map(|leader| leader.student.clone())
                .collect(),
        }
    }

    /// The meeting to publish, or everything that is in the way. Without a
    /// `roster`, whether those chosen are still in the club is left open.
    pub fn check(
        &self,
        now: Time,
        roster: Option<&ClubRoster>,
        tag: DeadlineTag,
    ) -> Result<NewMeeting, Vec<ClubProblem>> {
        let mut checker = Checker::new(now, roster);
        let club = checker.club(self.club.as_ref());
        let (content, address) = self.texts(&mut checker);
        let deadline = checker.deadline(&self.deadline);
        let people = checker.people(&self.people, ClubField::People);
        let sign_in = self.sign_in(&mut checker);
        let problems = checker.problems();
        match (club, deadline) {
            (Some(club), Some(deadline)) if problems.is_empty() => Ok(NewMeeting {
                club,
                content,
                address,
                deadline: tag.mark(deadline),
                people,
                sign_in,
            }),
            _ => Err(problems),
        }
    }

    /// What differs from `before`, or everything that is in the way. What was
    /// not touched is not checked: a meeting may be moved to another room after
    /// it has begun.
    pub fn check_edit(
        &self,
        before: &MeetingDetail,
        now: Time,
        roster: Option<&ClubRoster>,
        tag: DeadlineTag,
    ) -> Result<MeetingEdit, Vec<ClubProblem>> {
        let old = Self::of(before);
        let mut checker = Checker::new(now, roster);
        let mut edit = MeetingEdit::default();
        if self.content.trim() != old.content.trim() {
            edit.content = Some(checker.text(&self.content, ClubField::Content, CONTENT_LIMIT));
        }
        if self.address.trim() != old.address.trim() {
            edit.address = Some(checker.text(&self.address, ClubField::Address, ADDRESS_LIMIT));
        }
        if self.deadline.trim() != old.deadline {
            let deadline = checker.deadline(&self.deadline);
            edit.deadline = deadline.map(|deadline| tag.mark(deadline));
        }
        let leads = self.needs_sign_in && self.leaders != old.leaders;
        if leads || self.needs_sign_in != old.needs_sign_in {
            edit.sign_in = Some(self.sign_in(&mut checker));
        }
        let problems = checker.problems();
        if problems.is_empty() {
            Ok(edit)
        } else {
            Err(problems)
        }
    }

    fn texts(&self, checker: &mut Checker<'_>) -> (String, String) {
        (
            checker.text(&self.content, ClubField::Content, CONTENT_LIMIT),
            checker.text(&self.address, ClubField::Address, ADDRESS_LIMIT),
        )
    }

    fn sign_in(&self, checker: &mut Checker<'_>) -> NewSignIn {
        if self.needs_sign_in {
            let leaders = checker.leaders(&self.leaders);
            NewSignIn::QrCode { leaders }
        } else {
            NewSignIn::None
        }
    }
}

/// To the minute, as the field has it.
fn to_field(time: Time) -> Option<String> {
    let text = time.to_civil(&beijing())?;
    text.get(..16).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::super::{MeetingFigures, MeetingSummary};
    use super::*;
    use crate::club::{ClubName, ClubRule, Leader};

    fn now() -> Time {
        Time::from_civil("2017-04-10 20:00:00", &beijing()).unwrap()
    }

    fn ids(ids: &[i64]) -> BTreeSet<StudentId> {
        ids.iter().map(|&id| id.into()).collect()
    }

    fn fields() -> MeetingFields {
        MeetingFields {
            club: Some(1.into()),
            content: "招新动员大会".into(),
            address: "D101".into(),
            deadline: "2017-04-10 23:05".into(),
            people: ids(&[1, 4, 6]),
            needs_sign_in: true,
            leaders: ids(&[1]),
        }
    }

    fn published() -> MeetingDetail {
        let leader = Leader {
            student: 1.into(),
            name: "张三".into(),
            avatar_url: None,
            mobile: String::new(),
            department: String::new(),
            job: String::new(),
        };
        MeetingDetail {
            summary: MeetingSummary {
                id: 6.into(),
                content: "招新动员大会".into(),
                address: "D101".into(),
                club: ClubName {
                    id: 1.into(),
                    name: String::new(),
                    avatar_url: None,
                },
                published_at: None,
                deadline: Some(Time(1_491_836_724_154)),
                sign_in: SignInWay::QrCode,
                window: None,
                figures: MeetingFigures::default(),
            },
            leaders: vec![leader],
        }
    }

    fn check(fields: &MeetingFields) -> Result<NewMeeting, Vec<ClubProblem>> {
        fields.check(now(), None, DeadlineTag::of(42))
    }

    fn edit(change: impl FnOnce(&mut MeetingFields)) -> Result<MeetingEdit, Vec<ClubProblem>> {
        let mut fields = MeetingFields::of(&published());
        change(&mut fields);
        // Long after it began.
        fields.check_edit(
            &published(),
            Time(1_500_000_000_000),
            None,
            DeadlineTag::of(42),
        )
    }

    #[test]
    fn a_draft_becomes_what_is_sent() {
        let meeting = check(&fields()).unwrap();
        assert_eq!(meeting.deadline.0 % 60_000, 42);
        assert_eq!(meeting.people.len(), 3);
        let leaders = vec![1.into()];
        assert_eq!(meeting.sign_in, NewSignIn::QrCode { leaders });
        let without = MeetingFields {
            needs_sign_in: false,
            ..fields()
        };
        assert_eq!(check(&without).unwrap().sign_in, NewSignIn::None);
    }

    #[test]
    fn one_to_four_answer_for_the_sign_in() {
        let led_by = |leaders| {
            let fields = MeetingFields {
                leaders,
                ..fields()
            };
            check(&fields).map_err(|problems| {
                let [problem] = problems.as_slice() else {
                    panic!("{problems:?}")
                };
                assert_eq!(problem.field, ClubField::Leaders);
                problem.rule.clone()
            })
        };
        assert!(led_by(ids(&[1, 2, 3, 4])).is_ok());
        assert_eq!(led_by(ids(&[])).unwrap_err(), ClubRule::Nobody);
        assert_eq!(
            led_by(ids(&[1, 2, 3, 4, 5])).unwrap_err(),
            ClubRule::TooMany { count: 5, limit: 4 }
        );
    }

    #[test]
    fn everything_in_the_way_is_said_at_once() {
        let empty = MeetingFields {
            needs_sign_in: true,
            ..MeetingFields::default()
        };
        let problems = check(&empty).unwrap_err();
        let fields: Vec<_> = problems.iter().map(|problem| problem.field).collect();
        use ClubField::{Address, Club, Content, Deadline, Leaders, People};
        assert_eq!(fields, [Club, Content, Address, Deadline, People, Leaders]);
    }

    #[test]
    fn an_edit_carries_what_was_touched_and_nothing_else() {
        assert!(edit(|_| ()).unwrap().is_empty());
        let moved = edit(|fields| fields.address = "D102".into()).unwrap();
        let expected = MeetingEdit {
            address: Some("D102".into()),
            ..MeetingEdit::default()
        };
        assert_eq!(moved, expected);
        let led = edit(|fields| fields.leaders = ids(&[1, 38])).unwrap();
        let leaders = vec![1.into(), 38.into()];
        assert_eq!(led.sign_in, Some(NewSignIn::QrCode { leaders }));
        let unsigned = edit(|fields| fields.needs_sign_in = false).unwrap();
        assert_eq!(unsigned.sign_in, Some(NewSignIn::None));
    }

    #[test]
    fn what_was_touched_is_checked() {
        let problems = edit(|fields| {
            fields.content = String::new();
            fields.deadline = "2017-04-10 23:06".into();
        });
        let fields: Vec<_> = problems.unwrap_err().iter().map(|p| p.field).collect();
        assert_eq!(fields, [ClubField::Content, ClubField::Deadline]);
    }
}
