//! What holds for quests in every store.

use serde_json::json;

use super::{after, all, now};
use crate::sample::quest_tests::quest_demo;
use crate::store::*;

const TOKEN: TokenHash = [7; 32];
const ADMIN: i64 = 9_001;
const USER: i64 = 9_002;

fn filled(store: Box<dyn Store>) -> Box<dyn Store> {
    store.fill_quests(quest_demo()).unwrap();
    store
}

fn plan() -> QuestPlan {
    QuestPlan {
        name: "收集木材".to_owned(),
        description: "收集".to_owned(),
        category_id: 2,
        kind: QuestKind::Event,
        target_type: "collect".to_owned(),
        target_params: serde_json::Map::from_iter([("a".to_owned(), json!([1, {"b": null}]))]),
        target_count: 5,
        rewards: vec![Reward {
            item_id: 1,
            item_name: "金币".to_owned(),
            quantity: 3,
            icon: None,
        }],
        needs: Vec::new(),
        level_required: 2,
        time_limit_s: Some(60),
        reset: Reset::Weekly,
        max_completions: 2,
        is_active: true,
        starts: Some(now()),
        ends: Some(after(600)),
    }
}

fn line(action: Action) -> AuditLine {
    AuditLine {
        at: now(),
        user_id: ADMIN,
        action,
        quest_id: None,
        quest_name: "收集木材".to_owned(),
        detail: "说明".to_owned(),
    }
}

fn create(store: &dyn Store, plan: &QuestPlan) -> i64 {
    store.create_quest(plan, &line(Action::Create)).unwrap()
}

fn standing(store: &dyn Store, quest_id: i64) -> Standing {
    store.quest(USER, quest_id).unwrap().unwrap()
}

fn run(quest_id: i64) -> NewRun {
    NewRun {
        quest_id,
        user_id: USER,
        now: now(),
        limit: Some(after(30)),
        resets: Some(after(60)),
    }
}

/// Brings the last run as far as it has to come.
fn bring(store: &dyn Store) -> Vec<Moved> {
    let run_id = store.drill_runs().unwrap().pop().unwrap().run_id;
    let step = RunStep {
        run_id,
        progress: 99,
        lived_ms: 7,
    };
    store.drill_runs_write(&[step]).unwrap()
}

fn claim(store: &dyn Store, quest_id: i64) -> Option<Vec<Reward>> {
    let line = |_: &[Reward]| line(Action::Claim);
    store.claim_quest(USER, quest_id, now(), &line).unwrap()
}

fn a_session_is_one_of_several_and_ends(store: Box<dyn Store>) {
    let store = filled(store);
    let found = store.quest_credentials("user").unwrap().unwrap();
    assert_eq!((found.user.user_id, found.user.is_admin), (USER, false));
    assert!(store.quest_credentials("nobody").unwrap().is_none());
    let open = |token: &TokenHash, at, until| {
        store.open_quest_session(token, USER, at, until).unwrap();
    };
    open(&TOKEN, now(), after(10));
    open(&[8; 32], after(1), after(20));
    let session = store.quest_session(&TOKEN, after(9)).unwrap().unwrap();
    assert_eq!((session.user, session.signed_in), (found.user, now()));
    assert!(store.quest_session(&TOKEN, after(10)).unwrap().is_none());
    assert!(store.quest_session(&[9; 32], now()).unwrap().is_none());
    store.close_quest_session(&TOKEN).unwrap();
    assert!(store.quest_session(&TOKEN, now()).unwrap().is_none());
    assert!(store.quest_session(&[8; 32], after(19)).unwrap().is_some());
}

fn a_plan_comes_back_as_it_was_stored_and_changed(store: Box<dyn Store>) {
    let store = filled(store);
    let mut plan = plan();
    let quest_id = create(store.as_ref(), &plan);
    let quest = standing(store.as_ref(), quest_id).quest;
    assert_eq!((quest.quest_id, &quest.plan), (quest_id, &plan));
    assert_eq!(quest.category_name, "每周挑战");
    plan = QuestPlan {
        name: "换了".to_owned(),
        category_id: 3,
        kind: QuestKind::Tutorial,
        target_params: serde_json::Map::new(),
        rewards: Vec::new(),
        time_limit_s: None,
        reset: Reset::Never,
        is_active: false,
        starts: None,
        ends: None,
        ..plan
    };
    store
        .update_quest(quest_id, &plan, None, &line(Action::Update))
        .unwrap();
    assert_eq!(standing(store.as_ref(), quest_id).quest.plan, plan);
    store.delete_quest(quest_id, &line(Action::Delete)).unwrap();
    assert!(store.quest(USER, quest_id).unwrap().is_none());
    assert!(create(store.as_ref(), &plan) > quest_id);
}

fn needs_are_met_by_whoever_completed_them(store: Box<dyn Store>) {
    let store = filled(store);
    let first = create(store.as_ref(), &plan());
    let needing = QuestPlan {
        needs: vec![first],
        ..plan()
    };
    let second = create(store.as_ref(), &needing);
    assert_eq!(store.all_needs().unwrap()[&second], [first]);
    assert!(store.all_needs().unwrap()[&first].is_empty());
    let unmet = |user| store.quest(user, second).unwrap().unwrap().unmet;
    assert_eq!(unmet(USER), 1);
    assert!(store.accept_quest(&run(first)).unwrap());
    bring(store.as_ref());
    assert_eq!(unmet(USER), 1);
    assert!(store.complete_quest(USER, first, now()).unwrap());
    assert_eq!((unmet(USER), unmet(ADMIN)), (0, 1));
    let needs = store.quest_needs(USER, second).unwrap();
    assert_eq!((needs[0].quest_id, needs[0].is_completed), (first, true));
    store.settle(after(60)).unwrap();
    assert_eq!(unmet(USER), 0, "whatever was reset since");
}

fn a_run_is_begun_once_completed_once_and_claimed_once(store: Box<dyn Store>) {
    let store = filled(store);
    let before = store.recount_grants().unwrap();
    let quest_id = create(store.as_ref(), &plan());
    for round in 1..=2 {
        assert!(store.accept_quest(&run(quest_id)).unwrap());
        assert!(!store.accept_quest(&run(quest_id)).unwrap());
        assert!(!store.complete_quest(USER, quest_id, now()).unwrap());
        let moved = bring(store.as_ref());
        assert_eq!((moved[0].from, moved[0].to, moved[0].user_id), (0, 5, USER));
        assert!(claim(store.as_ref(), quest_id).is_none());
        assert!(store.complete_quest(USER, quest_id, now()).unwrap());
        assert!(!store.complete_quest(USER, quest_id, now()).unwrap());
        assert!(!store.accept_quest(&run(quest_id)).unwrap());
        assert!(!store.abandon_quest(USER, quest_id, now()).unwrap());
        assert_eq!(claim(store.as_ref(), quest_id), Some(plan().rewards));
        assert!(claim(store.as_ref(), quest_id).is_none());
        assert_eq!(standing(store.as_ref(), quest_id).run.completions, round);
    }
    assert!(
        !store.accept_quest(&run(quest_id)).unwrap(),
        "twice at most"
    );
    let grants = store.recount_grants().unwrap();
    assert_eq!(grants.len(), before.len() + 1);
    let own = grants.iter().find(|one| one.quest_id == quest_id).unwrap();
    assert_eq!((own.grants, own.items), (2, 6));
}

fn a_run_that_is_given_up_can_begin_again(store: Box<dyn Store>) {
    let store = filled(store);
    let quest_id = create(store.as_ref(), &plan());
    assert!(!store.abandon_quest(USER, quest_id, now()).unwrap());
    assert!(store.accept_quest(&run(quest_id)).unwrap());
    bring(store.as_ref());
    assert!(store.abandon_quest(USER, quest_id, now()).unwrap());
    let left = standing(store.as_ref(), quest_id).run;
    assert_eq!((left.state, left.progress), (RunState::Idle, 0));
    store.settle(after(45)).unwrap();
    assert_eq!(standing(store.as_ref(), quest_id).run.state, RunState::Idle);
    assert!(store.accept_quest(&run(quest_id)).unwrap());
}

fn time_ends_runs_and_resets_take_them_away(store: Box<dyn Store>) {
    let store = filled(store);
    let event = create(store.as_ref(), &plan());
    let daily = QuestPlan {
        kind: QuestKind::Daily,
        ..plan()
    };
    let daily = create(store.as_ref(), &daily);
    let ending = QuestPlan {
        ends: Some(after(20)),
        ..plan()
    };
    let ending = create(store.as_ref(), &ending);
    for quest_id in [event, daily, ending] {
        assert!(store.accept_quest(&run(quest_id)).unwrap());
    }
    let look = |quest_id| {
        let run = standing(store.as_ref(), quest_id).run;
        (run.state, run.ended)
    };
    store.settle(after(29)).unwrap();
    assert_eq!(look(event), (RunState::Running, None));
    assert_eq!(look(ending), (RunState::Failed, Some(after(20))));
    store.settle(after(40)).unwrap();
    assert_eq!(look(event), (RunState::Failed, Some(after(30))));
    assert_eq!(look(daily), (RunState::Expired, Some(after(30))));
    assert!(!store.complete_quest(USER, daily, after(41)).unwrap());
    store.settle(after(60)).unwrap();
    for quest_id in [event, daily, ending] {
        assert_eq!(look(quest_id), (RunState::Idle, None));
    }
    // What changes a run settles first by itself.
    assert!(store.accept_quest(&run(event)).unwrap());
    bring(store.as_ref());
    assert!(!store.complete_quest(USER, event, after(30)).unwrap());
}

fn a_reset_by_hand_counts_runs_and_a_changed_one_moves_them(store: Box<dyn Store>) {
    let store = filled(store);
    let [a, b] = [(); 2].map(|()| create(store.as_ref(), &plan()));
    for quest_id in [a, b] {
        assert!(store.accept_quest(&run(quest_id)).unwrap());
    }
    assert!(store.abandon_quest(USER, b, now()).unwrap());
    let weekly = store.quests_resetting(Reset::Weekly).unwrap();
    assert!(
        weekly
            .iter()
            .any(|(id, name)| *id == a && name == "收集木材")
    );
    let told = |affected| AuditLine {
        detail: format!("{affected}"),
        ..line(Action::Reset)
    };
    assert_eq!(store.reset_quests(&[a, b], &told).unwrap(), 1);
    assert_eq!(standing(store.as_ref(), a).run.state, RunState::Idle);
    assert_eq!(store.quest_audit(all()).unwrap().0[0].detail, "1");

    assert!(store.accept_quest(&run(a)).unwrap());
    store
        .update_quest(a, &plan(), Some(after(500)), &line(Action::Update))
        .unwrap();
    assert_eq!(standing(store.as_ref(), a).run.resets, Some(after(500)));
    assert_eq!(standing(store.as_ref(), a).run.limit, Some(after(30)));
}

fn the_log_is_newest_first_in_pages(store: Box<dyn Store>) {
    let store = filled(store);
    let quest_id = create(store.as_ref(), &plan());
    store.delete_quest(quest_id, &line(Action::Delete)).unwrap();
    let (rows, total) = store.quest_audit(all()).unwrap();
    assert_eq!(total, 2);
    assert_eq!(rows[0].action, Action::Delete);
    assert_eq!(
        (rows[1].action, rows[1].quest_id),
        (Action::Create, Some(quest_id))
    );
    assert_eq!(
        (rows[1].user_name.as_str(), rows[1].at),
        ("任务板管理员", now())
    );
    let page = PageAt { size: 1, number: 2 };
    assert_eq!(store.quest_audit(page).unwrap().0, rows[1..]);
}

fn what_runs_out_is_found_once_a_warning(store: Box<dyn Store>) {
    let store = filled(store);
    store.settle(now()).unwrap();
    let quest_id = create(store.as_ref(), &plan());
    assert!(store.accept_quest(&run(quest_id)).unwrap());
    let warn = |users: &[i64], until, times| -> Vec<i64> {
        let found = store.warn_runs(users, until, times).unwrap();
        let found = found.into_iter().map(|one| one.quest.quest_id);
        found.filter(|id| *id == quest_id).collect()
    };
    assert!(warn(&[USER], after(29), 1).is_empty());
    assert!(warn(&[ADMIN], after(30), 1).is_empty());
    assert_eq!(warn(&[ADMIN, USER], after(30), 1), [quest_id]);
    assert!(warn(&[USER], after(30), 1).is_empty());
    assert_eq!(warn(&[USER], after(30), 2), [quest_id]);
    assert!(warn(&[USER], after(60), 2).is_empty());
    assert!(store.abandon_quest(USER, quest_id, now()).unwrap());
    assert!(warn(&[USER], after(60), 3).is_empty());
}

fn progress_of_a_run_only_grows_while_it_runs(store: Box<dyn Store>) {
    let store = filled(store);
    let quest_id = create(store.as_ref(), &plan());
    assert!(store.accept_quest(&run(quest_id)).unwrap());
    let begun = store.drill_runs().unwrap().pop().unwrap();
    assert_eq!(
        (begun.target_count, begun.progress, begun.accepted),
        (5, 0, now())
    );
    let write = |progress, lived_ms| {
        let step = RunStep {
            run_id: begun.run_id,
            progress,
            lived_ms,
        };
        store.drill_runs_write(&[step]).unwrap().len()
    };
    assert_eq!((write(3, 10), write(3, 20), write(1, 30)), (1, 0, 0));
    let lived = store.drill_runs().unwrap().pop().unwrap();
    assert_eq!((lived.progress, lived.lived_ms), (3, 30));
    assert!(store.abandon_quest(USER, quest_id, now()).unwrap());
    assert_eq!(write(5, 40), 0);
}

fn a_list_is_narrowed_by_everything_at_once(store: Box<dyn Store>) {
    let store = filled(store);
    let list = |filter: QuestFilter, page| store.quests(USER, &filter, page).unwrap();
    let (rows, total) = list(QuestFilter::default(), all());
    assert_eq!(rows.len() as i64, total);
    assert!(rows.is_sorted_by_key(|row| row.quest.quest_id));
    assert!(rows.iter().all(|row| row.quest.plan.is_active));
    let with_inactive = QuestFilter {
        with_inactive: true,
        ..QuestFilter::default()
    };
    assert_eq!(list(with_inactive, all()).1, total + 1);
    let filter = QuestFilter {
        kind: Some(QuestKind::Daily),
        state: Some(RunState::Running),
        category_id: Some(1),
        with_inactive: false,
    };
    let (rows, total) = list(filter, PageAt { size: 1, number: 2 });
    assert_eq!((rows.len(), total), (1, 2));
    let plan = &rows[0].quest.plan;
    assert_eq!((plan.kind, plan.category_id), (QuestKind::Daily, 1));
    assert_eq!(rows[0].run.state, RunState::Running);
}

stores! {
    a_session_is_one_of_several_and_ends
    a_plan_comes_back_as_it_was_stored_and_changed
    needs_are_met_by_whoever_completed_them
    a_run_is_begun_once_completed_once_and_claimed_once
    a_run_that_is_given_up_can_begin_again
    time_ends_runs_and_resets_take_them_away
    a_reset_by_hand_counts_runs_and_a_changed_one_moves_them
    the_log_is_newest_first_in_pages
    what_runs_out_is_found_once_a_warning
    progress_of_a_run_only_grows_while_it_runs
    a_list_is_narrowed_by_everything_at_once
}
