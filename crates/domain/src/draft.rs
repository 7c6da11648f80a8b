//! A call-out being written. A draft keeps what was typed, as it was typed;
//! [`TaskDraft::check`] turns it into a [`NewTask`] or says what is in the way.

use crate::{
    geo::{Crs, Point},
    id::{ConnectionId, DraftId, PlaceId},
    picker::Selection,
    task::{NewTask, NewTaskPlace, Place},
    time::{Time, beijing},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Limits of real servers, in characters (`contract.md`, Militia).
pub const TITLE_LIMIT: usize = 60;
pub const DETAIL_LIMIT: usize = 500;
pub const PLACE_LIMIT: usize = 120;

/// Whether it is meant. The mark goes into the title, because the protocol has
/// no field for it and the people called must see it first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// 测试
    Test,
    /// 演练
    Drill,
    /// 实战
    #[default]
    Real,
}

impl Mark {
    /// What stands before the title; always Chinese, as its readers are.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Test => "【测试】",
            Self::Drill => "【演练】",
            Self::Real => "",
        }
    }
}

/// The gather place as chosen or typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DraftPlace {
    Unset,
    Saved {
        id: PlaceId,
    },
    /// Becomes a saved place on the server (`place_id: -1`).
    New {
        name: String,
        lat: String,
        lng: String,
        crs: Crs,
    },
}

/// Everything of a draft that the form edits. Numbers and times are the text
/// in their fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TaskFields {
    pub mark: Mark,
    pub title: String,
    pub detail: String,
    /// 征集人数
    pub wanted: String,
    /// `YYYY-MM-DD HH:MM`, Beijing time.
    pub gather_at: String,
    /// `YYYY-MM-DD HH:MM`, Beijing time.
    pub finish_at: String,
    pub place: DraftPlace,
}

impl Default for TaskFields {
    fn default() -> Self {
        Self {
            mark: Mark::default(),
            title: String::new(),
            detail: String::new(),
            wanted: String::new(),
            gather_at: String::new(),
            finish_at: String::new(),
            place: DraftPlace::Unset,
        }
    }
}

/// A draft. Its selection is edited through the picker's commands and stays in
/// Rust: it may hold every id of a city.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskDraft {
    pub id: DraftId,
    pub connection: ConnectionId,
    pub created_at: Time,
    pub changed_at: Time,
    pub fields: TaskFields,
    pub selection: Selection,
}

/// A draft as the form sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DraftView {
    pub id: DraftId,
    pub connection: ConnectionId,
    pub changed_at: Time,
    pub fields: TaskFields,
    /// What is in the way of sending it, as far as is known without a server.
    pub problems: Vec<Problem>,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Title,
    Detail,
    Wanted,
    GatherAt,
    FinishAt,
    Place,
    PlaceName,
    PlaceLat,
    PlaceLng,
    Recipients,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Rule {
    Missing,
    /// More characters than the server takes; for the title with its mark.
    TooLong {
        length: u32,
        limit: u32,
    },
    NotANumber,
    /// The headcount is 0.
    TooFew,
    /// The headcount is beyond any roster.
    TooMany,
    NotATime,
    /// Gathering lies in the past.
    InThePast,
    /// Finishing does not come after gathering.
    BeforeGathering,
    /// Outside ±90° or ±180°.
    OutOfRange,
    /// The saved place is gone.
    Unknown,
    /// Nobody is chosen.
    Nobody,
}

/// One thing in the way of sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problem {
    pub field: Field,
    #[serde(flatten)]
    pub rule: Rule,
}

/// What a draft is checked against.
#[derive(Clone, Copy, Debug)]
pub struct CheckContext<'a> {
    pub now: Time,
    /// The saved places, or `None` while they are not known.
    pub places: Option<&'a [Place]>,
    /// Distinct people chosen, as the roster counts them.
    pub people: u32,
    /// What is sent for the selection (`picker` rules), already expanded.
    pub recipients: &'a Selection,
}

impl TaskDraft {
    /// The task to publish, or everything that is in the way.
    pub fn check(&self, context: &CheckContext<'_>) -> Result<NewTask, Vec<Problem>> {
        let mut problems = Vec::new();
        let title = self.check_title(&mut problems);
        let detail = check_text(
            &self.fields.detail,
            Field::Detail,
            DETAIL_LIMIT,
            &mut problems,
        );
        let wanted = check_wanted(&self.fields.wanted, &mut problems);
        let gather_at = check_time(&self.fields.gather_at, Field::GatherAt, &mut problems);
        let finish_at = check_time(&self.fields.finish_at, Field::FinishAt, &mut problems);
        if gather_at.is_some_and(|gather| gather <= context.now) {
            problems.push(Problem {
                field: Field::GatherAt,
                rule: Rule::InThePast,
            });
        }
        if gather_at
            .zip(finish_at)
            .is_some_and(|(gather, finish)| finish <= gather)
        {
            problems.push(Problem {
                field: Field::FinishAt,
                rule: Rule::BeforeGathering,
            });
        }
        let place = self.check_place(context, &mut problems);
        if context.people == 0 {
            problems.push(Problem {
                field: Field::Recipients,
                rule: Rule::Nobody,
            });
        }
        match (wanted, gather_at, finish_at, place) {
            (Some(wanted), Some(gather_at), Some(finish_at), Some(place))
                if problems.is_empty() =>
            {
                let Selection {
                    orgs,
                    offices,
                    soldiers,
                } = context.recipients.clone();
                Ok(NewTask {
                    title,
                    detail,
                    wanted,
                    gather_at,
                    finish_at,
                    place,
                    orgs: orgs.into_iter().collect(),
                    offices: offices.into_iter().collect(),
                    soldiers: soldiers.into_iter().collect(),
                })
            }
            _ => Err(problems),
        }
    }

    fn check_title(&self, problems: &mut Vec<Problem>) -> String {
        let typed = self.fields.title.trim();
        if typed.is_empty() {
            problems.push(Problem {
                field: Field::Title,
                rule: Rule::Missing,
            });
        }
        let marked = format!("{}{typed}", self.fields.mark.prefix());
        check_text(&marked, Field::Title, TITLE_LIMIT, problems)
    }

    fn check_place(
        &self,
        context: &CheckContext<'_>,
        problems: &mut Vec<Problem>,
    ) -> Option<NewTaskPlace> {
        let mut wrong = |field, rule| problems.push(Problem { field, rule });
        match &self.fields.place {
            DraftPlace::Unset => {
                wrong(Field::Place, Rule::Missing);
                None
            }
            DraftPlace::Saved { id } => {
                let place = context.places?.iter().find(|place| place.id == *id);
                if place.is_none() {
                    wrong(Field::Place, Rule::Unknown);
                }
                place.map(|place| NewTaskPlace::Saved {
                    id: id.clone(),
                    name: place.name.clone(),
                })
            }
            DraftPlace::New {
                name,
                lat,
                lng,
                crs,
            } => {
                let name = name.trim();
                if name.is_empty() {
                    wrong(Field::PlaceName, Rule::Missing);
                }
                let name = check_text(name, Field::PlaceName, PLACE_LIMIT, problems);
                let lat = check_degrees(lat, Field::PlaceLat, 90.0, problems);
                let lng = check_degrees(lng, Field::PlaceLng, 180.0, problems);
                let at = Point::from_crs(lat?, lng?, *crs)?;
                Some(NewTaskPlace::New { name, at })
            }
        }
    }
}

fn check_text(text: &str, field: Field, limit: usize, problems: &mut Vec<Problem>) -> String {
    let text = text.trim();
    let length = text.chars().count();
    if length > limit {
        let rule = Rule::TooLong {
            length: saturate(length),
            limit: saturate(limit),
        };
        problems.push(Problem { field, rule });
    }
    text.to_owned()
}

fn check_wanted(typed: &str, problems: &mut Vec<Problem>) -> Option<u32> {
    let typed = typed.trim();
    let rule = match typed.parse::<u32>() {
        Ok(0) => Rule::TooFew,
        Ok(wanted) if wanted <= 1_000_000 => return Some(wanted),
        Ok(_) => Rule::TooMany,
        Err(_) if typed.is_empty() => Rule::Missing,
        Err(_) if typed.bytes().all(|byte| byte.is_ascii_digit()) => Rule::TooMany,
        Err(_) => Rule::NotANumber,
    };
    problems.push(Problem {
        field: Field::Wanted,
        rule,
    });
    None
}

fn check_time(typed: &str, field: Field, problems: &mut Vec<Problem>) -> Option<Time> {
    let time = Time::from_civil(typed, &beijing());
    if time.is_none() {
        let rule = if typed.trim().is_empty() {
            Rule::Missing
        } else {
            Rule::NotATime
        };
        problems.push(Problem { field, rule });
    }
    time
}

fn check_degrees(
    typed: &str,
    field: Field,
    bound: f64,
    problems: &mut Vec<Problem>,
) -> Option<f64> {
    let typed = typed.trim();
    let rule = match typed.parse::<f64>() {
        Ok(degrees) if degrees.abs() <= bound => return Some(degrees),
        Ok(_) => Rule::OutOfRange,
        Err(_) if typed.is_empty() => Rule::Missing,
        Err(_) => Rule::NotANumber,
    };
    problems.push(Problem { field, rule });
    None
}

fn saturate(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What the rehearsal sheet shows before anything is sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Rehearsal {
    pub task: RehearsedTask,
    pub totals: crate::picker::PickerTotals,
    /// The first few organisations, offices and people by name.
    pub orgs: Vec<String>,
    pub offices: Vec<String>,
    pub soldiers: Vec<String>,
    /// Why a second look is due; nothing here forbids sending.
    pub cautions: Vec<Caution>,
    /// The built-in backend phones nobody.
    pub demo: bool,
}

/// The facts of a [`NewTask`], without its ids.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RehearsedTask {
    pub title: String,
    pub detail: String,
    pub mark: Mark,
    pub wanted: u32,
    pub gather_at: Time,
    pub finish_at: Time,
    pub place: String,
    pub new_place: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Caution {
    /// Fewer people are called than are wanted.
    FewerThanWanted,
    /// Gathering is less than 30 minutes away.
    GatherSoon,
    /// Gathering is more than 30 days away.
    GatherFarOff,
    /// The roster is older than a day.
    OldRoster,
    /// Chosen ids that the roster no longer knows are left out.
    UnknownLeftOut,
    /// The same call-out (title, times, place, headcount) went out within the
    /// last hour.
    SentBefore,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::SoldierId;
    use std::collections::BTreeSet;

    const NOW: Time = Time(1_525_600_000_000);

    fn draft() -> TaskDraft {
        TaskDraft {
            id: "d".into(),
            connection: "c".into(),
            created_at: NOW,
            changed_at: NOW,
            fields: TaskFields {
                mark: Mark::Drill,
                title: "珠江防汛 100% + 🌊".into(),
                detail: "自带雨衣".into(),
                wanted: "60".into(),
                gather_at: "2018-05-07 20:00".into(),
                finish_at: "2018-05-07 21:00".into(),
                place: DraftPlace::Saved { id: "5".into() },
            },
            selection: Selection::default(),
        }
    }

    fn check(draft: &TaskDraft) -> Result<NewTask, Vec<Problem>> {
        let places = [Place {
            id: "5".into(),
            name: "新天地广场".into(),
            at: None,
        }];
        let recipients = Selection {
            soldiers: BTreeSet::from([SoldierId::from("9")]),
            ..Selection::default()
        };
        draft.check(&CheckContext {
            now: NOW,
            places: Some(&places),
            people: u32::from(!draft.id.as_str().is_empty()),
            recipients: &recipients,
        })
    }

    fn problem_of(change: impl FnOnce(&mut TaskDraft)) -> Vec<(Field, Rule)> {
        let mut draft = draft();
        change(&mut draft);
        let problems = check(&draft).unwrap_err();
        problems
            .into_iter()
            .map(|problem| (problem.field, problem.rule))
            .collect()
    }

    #[test]
    fn a_whole_draft_becomes_a_task_with_its_mark() {
        let task = check(&draft()).unwrap();
        assert_eq!(task.title, "【演练】珠江防汛 100% + 🌊");
        assert_eq!(task.gather_at, Time(1_525_694_400_000));
        assert_eq!(task.place.name(), "新天地广场");
        assert_eq!(task.soldiers, ["9".into()]);
    }

    #[test]
    fn everything_missing_is_said_at_once() {
        let problems = problem_of(|draft| {
            draft.fields = TaskFields::default();
            draft.id = "".into();
        });
        let missing = |field| (field, Rule::Missing);
        assert_eq!(
            problems,
            [
                missing(Field::Title),
                missing(Field::Wanted),
                missing(Field::GatherAt),
                missing(Field::FinishAt),
                missing(Field::Place),
                (Field::Recipients, Rule::Nobody),
            ]
        );
    }

    #[test]
    fn each_wrong_field_has_its_rule() {
        let set = |field: fn(&mut TaskFields, String), text: &str| {
            let text = text.to_owned();
            problem_of(|draft| field(&mut draft.fields, text))
        };
        let too_long = |length, limit| Rule::TooLong { length, limit };
        assert_eq!(
            set(|f, t| f.title = t, &"长".repeat(10_000)),
            [(Field::Title, too_long(10_004, 60))]
        );
        assert_eq!(
            set(|f, t| f.detail = t, &"长".repeat(501)),
            [(Field::Detail, too_long(501, 500))]
        );
        assert_eq!(
            set(|f, t| f.wanted = t, "0"),
            [(Field::Wanted, Rule::TooFew)]
        );
        assert_eq!(
            set(|f, t| f.wanted = t, "六十"),
            [(Field::Wanted, Rule::NotANumber)]
        );
        assert_eq!(
            set(|f, t| f.wanted = t, "99999999999999"),
            [(Field::Wanted, Rule::TooMany)]
        );
        assert_eq!(
            set(|f, t| f.gather_at = t, "今晚"),
            [(Field::GatherAt, Rule::NotATime)]
        );
        assert_eq!(
            set(|f, t| f.gather_at = t, "2018-05-01 20:00"),
            [(Field::GatherAt, Rule::InThePast)]
        );
        assert_eq!(
            set(|f, t| f.finish_at = t, "2018-05-07 19:59"),
            [(Field::FinishAt, Rule::BeforeGathering)]
        );
    }

    #[test]
    fn a_new_place_needs_a_name_and_two_coordinates() {
        let place = |name: &str, lat: &str, lng: &str| DraftPlace::New {
            name: name.into(),
            lat: lat.into(),
            lng: lng.into(),
            crs: Crs::Gcj02,
        };
        let problems = problem_of(|draft| draft.fields.place = place("", "91", "abc"));
        assert_eq!(
            problems,
            [
                (Field::PlaceName, Rule::Missing),
                (Field::PlaceLat, Rule::OutOfRange),
                (Field::PlaceLng, Rule::NotANumber),
            ]
        );
        let mut whole = draft();
        whole.fields.place = place("三号仓库", "23.1", "113.3");
        assert!(matches!(
            check(&whole).unwrap().place,
            NewTaskPlace::New { .. }
        ));
    }

    #[test]
    fn a_place_that_is_gone_is_named() {
        let problems =
            problem_of(|draft| draft.fields.place = DraftPlace::Saved { id: "6".into() });
        assert_eq!(problems, [(Field::Place, Rule::Unknown)]);
    }
}
