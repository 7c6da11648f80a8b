//! What holds for the board of every sample, and the one that other tests
//! share.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::club_tests::noon;
use super::quests::FIRST_QUEST_ID;
use super::tests::unique;
use super::*;
use crate::store::{PageAt, QuestFilter, QuestKind, QuestStore, Reset, RunState, sqlite::Sqlite};

/// The demo's board, made once.
pub fn quest_demo() -> &'static QuestSample {
    static DEMO: OnceLock<QuestSample> = OnceLock::new();
    DEMO.get_or_init(|| QuestSample::new(Size::Demo, noon()).unwrap())
}

#[test]
fn every_size_has_its_quests_each_once() {
    for (size, quests) in [(Size::Demo, 35), (Size::District, 127), (Size::City, 411)] {
        let sample = QuestSample::new(size, noon()).unwrap();
        assert_eq!(sample.quests.len(), quests);
        let plans = || sample.quests.iter().map(|(_, plan)| plan);
        assert!(unique(sample.quests.iter().map(|(id, _)| *id)));
        assert!(unique(plans().map(|plan| plan.name.as_str())));
        assert!(unique(sample.categories.iter().map(|one| one.category_id)));
        for (quest_id, plan) in &sample.quests {
            let earlier = FIRST_QUEST_ID..*quest_id;
            assert!(
                plan.needs.iter().all(|id| earlier.contains(id)),
                "{}",
                plan.name
            );
            assert!(!plan.target_params.is_empty() && !plan.rewards.is_empty());
        }
    }
}

#[test]
fn every_kind_and_reset_and_every_reason_to_wait_is_there() {
    let sample = quest_demo();
    let plans = || sample.quests.iter().map(|(_, plan)| plan);
    let kinds: HashSet<QuestKind> = plans().map(|plan| plan.kind).collect();
    let resets: HashSet<Reset> = plans().map(|plan| plan.reset).collect();
    let categories: HashSet<i64> = plans().map(|plan| plan.category_id).collect();
    assert_eq!((kinds.len(), resets.len()), (6, 4));
    assert_eq!(categories.len(), sample.categories.len());
    assert!(plans().any(|plan| !plan.is_active));
    assert!(plans().any(|plan| plan.ends.is_some_and(|ends| ends < noon())));
    assert!(plans().any(|plan| plan.starts.is_some_and(|starts| starts > noon())));
    assert!(plans().any(|plan| plan.level_required > 12));
    assert!(plans().any(|plan| plan.max_completions > 1));
    assert!(plans().any(|plan| plan.needs.len() == 2));
    assert!(plans().any(|plan| plan.target_params.contains_key("targets")));
}

#[test]
fn the_first_start_shows_every_status_and_time_has_nothing_to_mend() {
    let store = Sqlite::in_memory().unwrap();
    assert!(!store.has_quests().unwrap());
    store.fill_quests(quest_demo()).unwrap();
    assert!(store.has_quests().unwrap());
    let user = store.quest_credentials("user").unwrap().unwrap().user;
    let page = PageAt {
        size: 100,
        number: 1,
    };
    let counted = || {
        [
            RunState::Idle,
            RunState::Running,
            RunState::Completed,
            RunState::Claimed,
            RunState::Failed,
            RunState::Expired,
        ]
        .map(|state| {
            let filter = QuestFilter {
                state: Some(state),
                with_inactive: true,
                ..QuestFilter::default()
            };
            store.quests(user.user_id, &filter, page).unwrap().1
        })
    };
    let at_first = counted();
    assert_eq!(at_first[1..], [6, 3, 2, 1, 1]);
    store.settle(noon()).unwrap();
    assert_eq!(counted(), at_first);
    // What was claimed was handed out, once each.
    let grants = store.recount_grants().unwrap();
    assert_eq!(grants.len(), 2);
    assert!(grants.iter().all(|one| one.grants == 1 && one.items > 0));
}
