//! Every rule of the form, and the whole draft.

use super::*;
use crate::{
    draft::{Mark, TaskFields},
    geo::Crs,
    id::SoldierId,
};
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
    let problems = problem_of(|draft| draft.fields.place = DraftPlace::Saved { id: "6".into() });
    assert_eq!(problems, [(Field::Place, Rule::Unknown)]);
}
