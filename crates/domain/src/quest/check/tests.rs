use super::*;
use crate::quest::{
    Category, Prerequisite, Quest, QuestDetail, QuestStatus, QuestType, QuestWindow, ResetType,
};

fn at(text: &str) -> Time {
    Time::from_civil(text, &beijing()).unwrap()
}

fn now() -> Time {
    at("2023-05-31 16:00:00")
}

fn reward(item: &str, name: &str, quantity: &str) -> RewardFields {
    RewardFields {
        item: item.into(),
        name: name.into(),
        quantity: quantity.into(),
        icon: String::new(),
    }
}

fn filled() -> QuestFields {
    QuestFields {
        name: " 每日登录 ".into(),
        description: "完成每日登录任务".into(),
        category: Some(1.into()),
        kind: Some(QuestType::Daily),
        target_type: "login".into(),
        target_params: "{\n \"specific_id\": null }".into(),
        target_count: "1".into(),
        rewards: vec![reward("1001", "金币", "100")],
        prerequisites: vec![101.into(), 101.into()],
        level_required: "2".into(),
        time_limit: "1".into(),
        time_unit: TimeUnit::Day,
        reset: Some(ResetType::Daily),
        max_completions: "3".into(),
        active: Some(true),
        starts_at: "2023-05-31 00:00".into(),
        ends_at: "2023-06-30 00:00".into(),
    }
}

fn problems(change: impl FnOnce(&mut QuestFields)) -> Vec<(QuestField, Option<u32>, QuestRule)> {
    let mut fields = filled();
    change(&mut fields);
    let problems = fields.check(now()).unwrap_err();
    let plain = |problem: QuestProblem| (problem.field, problem.row, problem.rule);
    problems.into_iter().map(plain).collect()
}

fn detail() -> QuestDetail {
    QuestDetail {
        quest: Quest {
            id: 1.into(),
            name: "每日登录".into(),
            description: "完成每日登录任务".into(),
            kind: QuestType::Daily,
            category: Some(Category {
                id: 1.into(),
                name: "日常任务".into(),
            }),
            target_type: "login".into(),
            target_count: 1,
            progress: 0,
            status: QuestStatus::NotAccepted,
            rewards: vec![Reward {
                item: 1001.into(),
                name: "金币".into(),
                quantity: 100,
                icon: Some("coin.png".into()),
            }],
            time_limit_s: Some(5_400),
            expires_at: None,
            available: true,
            reset: None,
            max_completions: None,
            completions: None,
        },
        target_params: Some(r#"{"specific_id":null}"#.into()),
        prerequisites: vec![Prerequisite {
            quest: 101.into(),
            name: "新手引导".into(),
            completed: true,
        }],
        level_required: 1,
        unavailable_reason: None,
        active: None,
        window: None,
    }
}

/// What is sent after a change to the form of [`detail`].
fn edit(change: impl FnOnce(&mut QuestFields)) -> Result<QuestEdit, Vec<QuestProblem>> {
    let before = QuestFields::of(&detail());
    let mut fields = before.clone();
    change(&mut fields);
    fields.changes(&before, &1.into(), now())
}

#[test]
fn what_was_typed_becomes_what_is_sent() {
    let quest = filled().check(now()).unwrap();
    assert_eq!(quest.name, "每日登录");
    assert_eq!(
        quest.target_params.as_deref(),
        Some(r#"{"specific_id":null}"#)
    );
    assert_eq!(quest.time_limit_s, Some(86_400));
    assert_eq!(quest.prerequisites, [101.into()]);
    assert_eq!(
        (quest.level_required, quest.max_completions),
        (Some(2), Some(3))
    );
    assert_eq!(quest.starts_at, Some(at("2023-05-31 00:00:00")));
    assert_eq!(quest.rewards[0].quantity, 100);
}

#[test]
fn what_may_be_empty_is_not_sent() {
    let quest = QuestFields {
        name: "扫大街".into(),
        category: Some(1.into()),
        kind: Some(QuestType::Team),
        target_type: "sweep".into(),
        target_count: "10".into(),
        ..QuestFields::default()
    };
    let quest = quest.check(now()).unwrap();
    assert_eq!(quest.description, "");
    assert_eq!(quest.target_params, None);
    assert!(quest.rewards.is_empty() && quest.prerequisites.is_empty());
    assert_eq!((quest.level_required, quest.time_limit_s), (None, None));
    assert_eq!(
        (quest.max_completions, quest.reset, quest.active),
        (None, None, None)
    );
    assert_eq!((quest.starts_at, quest.ends_at), (None, None));
}

#[test]
fn everything_in_the_way_is_said_at_once_and_where() {
    use QuestField::{
        Category, Kind, Name, RewardItem, RewardName, RewardQuantity, TargetCount, TargetType,
    };
    let missing = QuestRule::Missing;
    let all = problems(|fields| {
        *fields = QuestFields {
            rewards: vec![reward("1", "金币", "1"), RewardFields::default()],
            ..QuestFields::default()
        };
    });
    assert_eq!(
        all,
        [
            (Name, None, missing),
            (Category, None, missing),
            (Kind, None, missing),
            (TargetType, None, missing),
            (TargetCount, None, missing),
            (RewardItem, Some(1), missing),
            (RewardName, Some(1), missing),
            (RewardQuantity, Some(1), missing),
        ]
    );
}

#[test]
fn numbers_are_whole_and_within_bounds() {
    for (typed, rule) in [
        ("many", QuestRule::NotANumber),
        ("-1", QuestRule::NotANumber),
        ("1.5", QuestRule::NotANumber),
        ("0", QuestRule::TooSmall { least: 1 }),
        ("2147483648", QuestRule::TooLarge { most: LARGEST }),
        ("99999999999", QuestRule::TooLarge { most: LARGEST }),
    ] {
        let count = problems(|fields| fields.target_count = typed.into());
        assert_eq!(count, [(QuestField::TargetCount, None, rule)], "{typed}");
    }
    let days = problems(|fields| fields.time_limit = "24856".into());
    let most = 24_855;
    assert_eq!(
        days,
        [(QuestField::TimeLimit, None, QuestRule::TooLarge { most })]
    );
    let zero = problems(|fields| fields.time_limit = "0".into());
    assert_eq!(
        zero,
        [(
            QuestField::TimeLimit,
            None,
            QuestRule::TooSmall { least: 1 }
        )]
    );
}

#[test]
fn texts_have_limits() {
    let name = problems(|fields| fields.name = "长".repeat(61));
    let (length, limit) = (61, 60);
    assert_eq!(
        name,
        [(QuestField::Name, None, QuestRule::TooLong { length, limit })]
    );
    let text = problems(|fields| fields.description = "长".repeat(501));
    let (length, limit) = (501, 500);
    assert_eq!(
        text,
        [(
            QuestField::Description,
            None,
            QuestRule::TooLong { length, limit }
        )]
    );
}

#[test]
fn parameters_are_a_json_object() {
    for (typed, rule) in [
        ("[1]", QuestRule::NotAnObject),
        ("null", QuestRule::NotAnObject),
        ("{\n\"a\": }", QuestRule::NotJson { line: 2, column: 6 }),
        ("{", QuestRule::NotJson { line: 1, column: 1 }),
        ("{} {}", QuestRule::NotJson { line: 1, column: 4 }),
    ] {
        let params = problems(|fields| fields.target_params = typed.into());
        assert_eq!(params, [(QuestField::TargetParams, None, rule)], "{typed}");
    }
}

#[test]
fn a_quest_ends_after_it_begins_and_not_in_the_past() {
    let end = |typed: &str| problems(|fields| fields.ends_at = typed.into());
    let wrong = |rule| vec![(QuestField::EndsAt, None, rule)];
    assert_eq!(end("2023-05-31 16:00"), wrong(QuestRule::InThePast));
    assert_eq!(end("soon"), wrong(QuestRule::NotATime));
    let late = problems(|fields| fields.starts_at = fields.ends_at.clone());
    assert_eq!(late, wrong(QuestRule::BeforeStart));
}

#[test]
fn an_edit_carries_only_what_changed() {
    assert!(edit(|_| ()).unwrap().is_empty());
    let renamed = edit(|fields| fields.name = "每日签到".into()).unwrap();
    let expected = QuestEdit {
        name: Some("每日签到".into()),
        ..QuestEdit::default()
    };
    assert_eq!(renamed, expected);
    let all = edit(|fields| {
        *fields = QuestFields {
            prerequisites: vec![102.into()],
            ..filled()
        };
    });
    let all = all.unwrap();
    assert_eq!(all.time_limit_s, Some(Change::Set(86_400)));
    assert_eq!(all.reset, Some(ResetType::Daily));
    assert_eq!(all.active, Some(true));
    assert_eq!(all.prerequisites, Some(vec![102.into()]));
    assert_eq!(all.kind, None, "it is daily as before");
}

#[test]
fn what_is_emptied_is_cleared() {
    let bare = edit(|fields| {
        fields.description.clear();
        fields.target_params.clear();
        fields.time_limit.clear();
        fields.level_required.clear();
        fields.rewards.clear();
        fields.prerequisites.clear();
    });
    let expected = QuestEdit {
        description: Some(String::new()),
        target_params: Some(Change::Clear),
        time_limit_s: Some(Change::Clear),
        level_required: Some(0),
        rewards: Some(Vec::new()),
        prerequisites: Some(Vec::new()),
        ..QuestEdit::default()
    };
    assert_eq!(bare, Ok(expected));
}

#[test]
fn what_the_server_does_not_tell_stays_as_it_has_it() {
    let before = QuestFields::of(&detail());
    assert_eq!((before.max_completions.as_str(), before.active), ("", None));
    assert_eq!(
        (before.time_limit.as_str(), before.time_unit),
        ("90", TimeUnit::Minute)
    );
    let emptied = edit(|fields| fields.time_unit = TimeUnit::Minute).unwrap();
    assert!(emptied.is_empty());
}

#[test]
fn only_what_changed_is_checked() {
    let mut old = detail();
    old.quest.name = "长".repeat(80);
    old.window = Some(QuestWindow {
        starts_at: None,
        ends_at: Some(at("2023-05-01 00:00:00")),
    });
    let before = QuestFields::of(&old);
    let mut fields = before.clone();
    fields.description = "新的".into();
    assert!(fields.changes(&before, &1.into(), now()).is_ok());
    fields.starts_at = "2023-05-30 00:00".into();
    let problems = fields.changes(&before, &1.into(), now()).unwrap_err();
    assert_eq!(problems[0].rule, QuestRule::InThePast);
}

#[test]
fn a_quest_cannot_need_itself() {
    let problems = edit(|fields| fields.prerequisites.push(1.into())).unwrap_err();
    assert_eq!(problems[0].rule, QuestRule::Itself);
}

#[test]
fn a_form_opened_and_sent_anew_says_the_same() {
    let fields = QuestFields::of(&detail());
    let again = fields.check(now()).unwrap();
    assert_eq!(again.time_limit_s, detail().quest.time_limit_s);
    assert_eq!(again.rewards, detail().quest.rewards);
    assert_eq!(again.target_params, detail().target_params);
}

#[test]
fn another_server_has_other_ids() {
    let moved = filled().without_ids();
    assert_eq!(moved.category, None);
    assert!(moved.prerequisites.is_empty());
    assert_eq!(moved.rewards[0].item, "");
    assert_eq!(moved.rewards[0].name, "金币");
}
