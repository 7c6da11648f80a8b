//! The rules, over SQLite in memory, with the time standing still.

mod admin;
mod door;
mod notices;
mod runs;
mod time;

use super::admin::TARGET_PARAMS_MAX_BYTES;
use super::*;
use crate::clock::ManualClock;
use crate::sample::club_tests::noon;
use crate::sample::quest_tests::quest_demo;
use crate::store::sqlite::Sqlite;
use crate::store::{QuestKind, QuestUser, Reset, Reward, RunState, RunStep};

const NOBODYS: i64 = 999_999;

/// The rules and who is subject to them.
struct Board {
    quests: Quests,
    store: Arc<dyn Store>,
    clock: Arc<ManualClock>,
    hub: Arc<Hub>,
    user: QuestUser,
    admin: QuestUser,
}

impl Board {
    fn new() -> Self {
        let store: Arc<dyn Store> = Arc::new(Sqlite::in_memory().unwrap());
        store.fill_quests(quest_demo()).unwrap();
        let clock = Arc::new(ManualClock::at(noon()));
        let same: Arc<dyn Clock> = Arc::<ManualClock>::clone(&clock);
        let hub = Arc::<Hub>::default();
        let who = |name| store.quest_credentials(name).unwrap().unwrap().user;
        Self {
            user: who("user"),
            admin: who("admin"),
            quests: Quests::new(Arc::clone(&store), same, Arc::clone(&hub)),
            store,
            clock,
            hub,
        }
    }

    fn wait(&self, time: SignedDuration) {
        self.clock.advance(time);
    }

    fn create(&self, edit: QuestEdit) -> i64 {
        self.quests.create(&self.admin, edit).unwrap().0
    }

    /// A quest that anybody may accept, with something changed about it.
    fn quest(&self, change: impl FnOnce(&mut QuestEdit)) -> i64 {
        let mut edit = plain();
        change(&mut edit);
        self.create(edit)
    }

    fn accept(&self, quest_id: i64) -> Result<Seen> {
        self.quests.accept(&self.user, quest_id)
    }

    fn complete(&self, quest_id: i64) -> Result<Seen> {
        self.quests.complete(&self.user, quest_id)
    }

    fn claim(&self, quest_id: i64) -> Result<Vec<Reward>> {
        self.quests.claim(&self.user, quest_id)
    }

    /// Brings the run that was begun last so far.
    fn bring(&self, progress: i64) {
        let run_id = self.store.drill_runs().unwrap().pop().unwrap().run_id;
        let step = RunStep {
            run_id,
            progress,
            lived_ms: 1,
        };
        self.store.drill_runs_write(&[step]).unwrap();
    }

    /// Accepts, makes all the progress there is to make, and completes.
    fn do_all(&self, quest_id: i64) {
        self.accept(quest_id).unwrap();
        self.bring(i64::MAX);
        self.complete(quest_id).unwrap();
    }

    fn seen(&self, quest_id: i64) -> Seen {
        self.quests.detail(&self.user, quest_id).unwrap().0
    }

    fn state(&self, quest_id: i64) -> RunState {
        self.seen(quest_id).standing.run.state
    }

    fn grants(&self, quest_id: i64) -> i64 {
        let all = self.store.recount_grants().unwrap().into_iter();
        all.filter(|one| one.quest_id == quest_id)
            .map(|one| one.grants)
            .sum()
    }
}

fn plain() -> QuestEdit {
    QuestEdit {
        name: Some("收集木材".to_owned()),
        category_id: Some(1),
        kind: Some(QuestKind::Achievement),
        target_type: Some("collect".to_owned()),
        target_count: Some(3),
        rewards: Some(vec![gold(100)]),
        ..QuestEdit::default()
    }
}

fn gold(quantity: i64) -> Reward {
    Reward {
        item_id: 1001,
        item_name: "金币".to_owned(),
        quantity,
        icon: None,
    }
}

/// That something was refused with this refusal.
macro_rules! refused {
    ($result:expr, $($refusal:tt)+) => {{
        let refused = $result.unwrap_err();
        assert!(matches!(refused, $($refusal)+), "{refused:?}");
    }};
}
use refused;

#[test]
fn inactive_quests_are_listed_for_admins_only() {
    let board = Board::new();
    let hidden = board.quest(|edit| edit.is_active = Some(false));
    let page = page(PAGE_MAX, 1).unwrap();
    let lists = |me| {
        let (rows, total) = board.quests.list(me, Default::default(), page).unwrap();
        assert_eq!(rows.len() as i64, total);
        rows.iter()
            .any(|seen| seen.standing.quest.quest_id == hidden)
    };
    assert!(lists(&board.admin) && !lists(&board.user));
    refused!(board.accept(hidden), Refusal::Obstacle(Obstacle::Inactive));
}

#[test]
fn pages_are_from_1_with_at_most_100_rows() {
    for (size, number, expected) in [
        (1, 1, None),
        (100, 7, None),
        (101, 1, Some(Fault::PageSize)),
        (0, 1, Some(Fault::PageSize)),
        (20, 0, Some(Fault::PageNumber)),
    ] {
        assert_eq!(page(size, number).err(), expected, "{size} {number}");
    }
}

#[test]
fn progress_is_shown_by_parts_where_the_parameters_name_them() {
    let board = Board::new();
    let params = |text: &str| serde_json::from_str(text).unwrap();
    let two = r#"{"targets": [
        {"target_id": "a", "target_name": "种植萝卜", "required_count": 2},
        {"target_id": 7, "target_name": "种植白菜", "required_count": 1}]}"#;
    let too_many = r#"{"targets": [{"target_id": "a", "target_name": "甲", "required_count": 9}]}"#;
    for (text, expected) in [
        (two, vec![("a", 2, 2), ("7", 0, 1)]),
        (too_many, vec![("collect", 2, 3)]),
        (r#"{"specific_id": 55}"#, vec![("55", 2, 3)]),
        (
            r#"{"targets": "none", "specific_id": null}"#,
            vec![("collect", 2, 3)],
        ),
    ] {
        let quest_id = board.quest(|edit| edit.target_params = Some(params(text)));
        board.accept(quest_id).unwrap();
        board.bring(2);
        let progress = board.quests.progress(&board.user, quest_id).unwrap();
        let parts: Vec<_> = progress
            .parts
            .iter()
            .map(|part| (part.target_id.as_str(), part.current, part.required))
            .collect();
        assert_eq!(parts, expected, "{text}");
    }
}
