use super::*;
use crate::store::{Action, AuditRow};

fn log(board: &Board) -> Vec<AuditRow> {
    let page = page(PAGE_MAX, 1).unwrap();
    board.quests.audit(page).unwrap().0
}

fn edit(change: impl FnOnce(&mut QuestEdit)) -> QuestEdit {
    let mut edit = QuestEdit::default();
    change(&mut edit);
    edit
}

#[test]
fn what_a_quest_has_to_be_is_checked() {
    let board = Board::new();
    let long = |length: usize| "长".repeat(length);
    let reward = |name: &str, quantity| Reward {
        item_name: name.to_owned(),
        ..gold(quantity)
    };
    type Change = Box<dyn Fn(&mut QuestEdit)>;
    let changes: Vec<(Fault, Change)> = vec![
        (
            Fault::NameMissing,
            Box::new(|e| e.name = Some("  ".to_owned())),
        ),
        (
            Fault::NameTooLong,
            Box::new(move |e| e.name = Some(long(61))),
        ),
        (
            Fault::DescriptionTooLong,
            Box::new(move |e| e.description = Some(long(501))),
        ),
        (
            Fault::UnknownCategory(99),
            Box::new(|e| e.category_id = Some(99)),
        ),
        (
            Fault::TargetType,
            Box::new(|e| e.target_type = Some(" ".to_owned())),
        ),
        (
            Fault::TargetType,
            Box::new(move |e| e.target_type = Some(long(61))),
        ),
        (Fault::TargetCount, Box::new(|e| e.target_count = Some(0))),
        (
            Fault::TargetCount,
            Box::new(|e| e.target_count = Some(1_000_000_001)),
        ),
        (
            Fault::TargetParams,
            Box::new(|e| {
                let text = format!(r#"{{"a": "{}"}}"#, "x".repeat(TARGET_PARAMS_MAX_BYTES));
                e.target_params = Some(serde_json::from_str(&text).unwrap());
            }),
        ),
        (
            Fault::TooManyRewards,
            Box::new(|e| e.rewards = Some(vec![gold(1); REWARDS_MAX + 1])),
        ),
        (
            Fault::RewardName,
            Box::new(move |e| e.rewards = Some(vec![reward("", 1)])),
        ),
        (
            Fault::RewardQuantity,
            Box::new(move |e| e.rewards = Some(vec![reward("金币", 0)])),
        ),
        (
            Fault::UnknownNeed(NOBODYS),
            Box::new(|e| e.needs = Some(vec![101, NOBODYS])),
        ),
        (Fault::Level, Box::new(|e| e.level_required = Some(-1))),
        (
            Fault::TimeLimit,
            Box::new(|e| e.time_limit_s = Some(Some(0))),
        ),
        (
            Fault::TimeLimit,
            Box::new(|e| e.time_limit_s = Some(Some(i64::MAX))),
        ),
        (
            Fault::MaxCompletions,
            Box::new(|e| e.max_completions = Some(0)),
        ),
        (
            Fault::EndsBeforeStart,
            Box::new(|e| {
                e.starts = Some(Some(noon()));
                e.ends = Some(Some(noon()));
            }),
        ),
    ];
    let lines = log(&board).len();
    let quest_id = board.quest(|_| {});
    for (fault, change) in changes {
        let mut created = plain();
        change(&mut created);
        let mut updated = QuestEdit::default();
        change(&mut updated);
        for refused in [
            board.quests.create(&board.admin, created).err(),
            board.quests.update(&board.admin, quest_id, updated).err(),
        ] {
            let refused = refused.unwrap();
            let Refusal::Invalid(found) = refused else {
                panic!("{refused:?}");
            };
            assert_eq!(found, fault);
        }
    }
    assert_eq!(log(&board).len(), lines + 1, "only what was done is logged");
    // The control: everything at its limit is taken.
    board.quest(|edit| {
        edit.name = Some("长".repeat(NAME_MAX));
        edit.description = Some("长".repeat(DESCRIPTION_MAX));
        edit.rewards = Some(vec![gold(1); REWARDS_MAX]);
        edit.level_required = Some(0);
        edit.target_count = Some(1_000_000_000);
        edit.time_limit_s = Some(Some(315_360_000));
    });
}

#[test]
fn an_update_changes_what_it_carries_and_nothing_else() {
    let board = Board::new();
    let first = board.quest(|_| {});
    let quest_id = board.quest(|edit| {
        edit.needs = Some(vec![first]);
        edit.time_limit_s = Some(Some(60));
        edit.description = Some("描述".to_owned());
    });
    let before = board.seen(quest_id).standing.quest.plan;
    let change = edit(|edit| edit.name = Some("换个名字".to_owned()));
    board.quests.update(&board.admin, quest_id, change).unwrap();
    let (seen, needs) = board.quests.detail(&board.user, quest_id).unwrap();
    assert_eq!(needs.len(), 1);
    let mut expected = before;
    expected.name = "换个名字".to_owned();
    assert_eq!(seen.standing.quest.plan, expected);
    // Null is a value where there may be no limit.
    let change = edit(|edit| {
        edit.time_limit_s = Some(None);
        edit.needs = Some(Vec::new());
    });
    board.quests.update(&board.admin, quest_id, change).unwrap();
    let (seen, needs) = board.quests.detail(&board.user, quest_id).unwrap();
    assert_eq!(seen.standing.quest.plan.time_limit_s, None);
    assert!(needs.is_empty());
    let details: Vec<String> = log(&board)
        .into_iter()
        .take(2)
        .map(|row| row.detail)
        .collect();
    assert_eq!(details, ["改动：前置任务、时间限制", "改动：名称"]);
}

#[test]
fn a_change_of_the_reset_reaches_those_who_are_on_it() {
    let board = Board::new();
    let quest_id = board.quest(|edit| edit.reset = Some(Reset::Daily));
    board.accept(quest_id).unwrap();
    let change = edit(|edit| edit.reset = Some(Reset::Never));
    board.quests.update(&board.admin, quest_id, change).unwrap();
    board.wait(SignedDuration::from_hours(48));
    assert_eq!(board.state(quest_id), RunState::Running);
    let change = edit(|edit| edit.reset = Some(Reset::Daily));
    board.quests.update(&board.admin, quest_id, change).unwrap();
    board.wait(SignedDuration::from_hours(24));
    assert_eq!(board.state(quest_id), RunState::Idle);
}

#[test]
fn quests_that_would_wait_for_each_other_are_refused() {
    let board = Board::new();
    let a = board.quest(|_| {});
    let b = board.quest(|edit| edit.needs = Some(vec![a]));
    let c = board.quest(|edit| edit.needs = Some(vec![b]));
    let needs = |quest_id, needs: &[i64]| {
        let change = edit(|edit| edit.needs = Some(needs.to_vec()));
        board.quests.update(&board.admin, quest_id, change)
    };
    for (quest_id, ids) in [(a, [a]), (a, [b]), (a, [c]), (b, [c])] {
        refused!(needs(quest_id, &ids), Refusal::Invalid(Fault::Circle));
    }
    // The control: a second way to the same quest is no circle.
    needs(c, &[a, b]).unwrap();
}

#[test]
fn a_quest_that_others_need_stays() {
    let board = Board::new();
    let first = board.quest(|_| {});
    let second = board.quest(|edit| {
        edit.name = Some("收集木材之后".to_owned());
        edit.needs = Some(vec![first]);
    });
    let delete = |id| board.quests.delete(&board.admin, id);
    refused!(delete(first), Refusal::Invalid(Fault::Needed(ref name)) if name == "收集木材之后");
    delete(second).unwrap();
    board.do_all(first);
    board.claim(first).unwrap();
    delete(first).unwrap();
    refused!(delete(first), Refusal::NoSuchQuest);
    refused!(board.accept(first), Refusal::NoSuchQuest);
    assert_eq!(board.grants(first), 1, "what was handed out stays known");
    let next = board.quest(|_| {});
    assert!(next > second, "ids are never used again");
}

#[test]
fn a_reset_by_hand_reaches_everybody_and_counts_them() {
    let board = Board::new();
    let [mine, ours] = [(); 2].map(|()| board.quest(|edit| edit.reset = Some(Reset::Monthly)));
    let weekly = board.quest(|edit| edit.reset = Some(Reset::Weekly));
    board.do_all(mine);
    board.claim(mine).unwrap();
    for me in [&board.user, &board.admin] {
        board.quests.accept(me, ours).unwrap();
    }
    board.accept(weekly).unwrap();
    let reset = |reset, ids: &[i64]| board.quests.reset(&board.admin, reset, ids).unwrap().0;
    refused!(
        board.quests.reset(&board.admin, Reset::Monthly, &[NOBODYS]),
        Refusal::NoSuchQuest
    );
    assert_eq!(reset(Reset::Monthly, &[ours, weekly]), 2);
    assert_eq!(board.state(weekly), RunState::Running, "of another kind");
    assert_eq!(board.state(mine), RunState::Claimed, "not named");
    assert_eq!(reset(Reset::Monthly, &[]), 1);
    assert_eq!(reset(Reset::Monthly, &[]), 0);
    board.do_all(mine);
    board.claim(mine).unwrap();
    assert_eq!(board.grants(mine), 2);
}

#[test]
fn the_log_tells_what_admins_did_and_what_was_claimed() {
    let board = Board::new();
    assert!(log(&board).is_empty());
    let quest_id = board.quest(|edit| {
        edit.reset = Some(Reset::Daily);
        edit.rewards = Some(vec![gold(100), gold(7)]);
    });
    board.do_all(quest_id);
    board.wait(SignedDuration::from_secs(5));
    board.claim(quest_id).unwrap();
    refused!(board.claim(quest_id), Refusal::AlreadyClaimed);
    board
        .quests
        .reset(&board.admin, Reset::Daily, &[quest_id])
        .unwrap();
    board
        .quests
        .update(&board.admin, quest_id, QuestEdit::default())
        .unwrap();
    board.quests.delete(&board.admin, quest_id).unwrap();
    let rows = log(&board);
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row.action, row.user_id, row.detail.as_str()))
        .collect();
    let (admin, user) = (board.admin.user_id, board.user.user_id);
    assert_eq!(
        told,
        [
            (Action::Delete, admin, ""),
            (Action::Update, admin, "无改动"),
            (Action::Reset, admin, "每日重置的任务 1 个，改回未接取 1 条"),
            (Action::Claim, user, "金币×100、金币×7"),
            (Action::Create, admin, "目标 3，奖励 金币×100、金币×7"),
        ]
    );
    for row in &rows {
        assert_eq!(
            (row.quest_id, row.quest_name.as_str()),
            (Some(quest_id), "收集木材")
        );
    }
    assert_eq!(rows[3].at, noon() + SignedDuration::from_secs(5));
    let (first, total) = board.quests.audit(page(2, 2).unwrap()).unwrap();
    assert_eq!((first.len(), total), (2, 5));
    assert_eq!(first[0], rows[2]);
}
