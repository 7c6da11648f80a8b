use std::sync::Arc;

use proptest::prelude::*;

use super::quest_plan::step;
use super::*;
use crate::clock::ManualClock;
use crate::sample::club_tests::noon;
use crate::sample::quest_tests::quest_demo;
use crate::store::{DrillRun, RunState, sqlite::Sqlite};

const TOKEN: [u8; 32] = [7; 32];

/// The demo's board, with the runs that it begins with.
struct Farm {
    store: Arc<dyn Store>,
    clock: Arc<ManualClock>,
    hub: Arc<Hub>,
    user_id: i64,
}

impl Farm {
    fn new() -> Self {
        let store: Arc<dyn Store> = Arc::new(Sqlite::in_memory().unwrap());
        store.fill_quests(quest_demo()).unwrap();
        let user = store.quest_credentials("user").unwrap().unwrap().user;
        Self {
            user_id: user.user_id,
            store,
            clock: Arc::new(ManualClock::at(noon())),
            hub: Arc::default(),
        }
    }

    fn drill(&self, speed: f64) -> Drill {
        let same: Arc<dyn Clock> = Arc::<ManualClock>::clone(&self.clock);
        let hub = Arc::clone(&self.hub);
        Drill::new(Arc::clone(&self.store), same, 1, speed, hub)
    }

    fn live(&self, drill: &mut Drill, times: usize, step: SignedDuration) -> usize {
        let mut moved = 0;
        for _ in 0..times {
            self.clock.advance(step);
            moved += drill.tick().unwrap();
        }
        moved
    }

    fn runs(&self) -> Vec<DrillRun> {
        self.store.drill_runs().unwrap()
    }

    fn progress(&self, name: &str) -> i64 {
        let quest_id = quest_demo().quest_id(name);
        let standing = self.store.quest(self.user_id, quest_id).unwrap();
        standing.unwrap().run.progress
    }
}

#[test]
fn what_was_accepted_comes_to_its_end_within_a_quarter_of_an_hour() {
    let farm = Farm::new();
    let mut drill = farm.drill(1.0);
    let begun = farm.runs();
    assert_eq!(begun.len(), 6);
    let mut before: Vec<i64> = begun.iter().map(|run| run.progress).collect();
    for _ in 0..16 {
        farm.live(&mut drill, 1, SignedDuration::from_mins(1));
        let now: Vec<i64> = ["浇灌菜园", "种植三种作物", "每周收获"]
            .map(|name| farm.progress(name))
            .into();
        assert!(before.iter().zip(&now).all(|(before, now)| before <= now));
        before = now;
    }
    assert_eq!(before, [10, 20, 100]);
    assert!(farm.runs().is_empty());
    // It waits for its user to complete it.
    let quest_id = quest_demo().quest_id("浇灌菜园");
    let standing = farm.store.quest(farm.user_id, quest_id).unwrap().unwrap();
    assert_eq!(standing.run.state, RunState::Running);
}

#[test]
fn speed_packs_it_and_a_restart_goes_on_where_it_stopped() {
    let [whole, broken, quick] = [Farm::new(), Farm::new(), Farm::new()];
    let secs = SignedDuration::from_secs;
    let mut drill = whole.drill(1.0);
    whole.live(&mut drill, 1, secs(240));
    for _ in 0..8 {
        let mut drill = broken.drill(1.0);
        broken.live(&mut drill, 3, secs(10));
    }
    let mut drill = quick.drill(60.0);
    quick.live(&mut drill, 2, secs(2));
    assert_eq!(whole.runs(), broken.runs());
    assert_eq!(whole.runs(), quick.runs());
    assert!(whole.progress("每周收获") > 37);
}

#[tokio::test]
async fn listeners_are_told_of_every_step_without_a_gap() {
    let farm = Farm::new();
    let mut listening = farm.hub.listen(farm.user_id, TOKEN);
    let mut drill = farm.drill(30.0);
    let quest_id = quest_demo().quest_id("每周收获");
    let mut at = farm.progress("每周收获");
    let moved = farm.live(&mut drill, 40, SignedDuration::from_secs(1));
    assert!(moved > 40);
    farm.hub.end(&TOKEN);
    while let Some(notice) = listening.next().await {
        if let Notice::Progressed(moved) = notice.as_ref()
            && moved.quest_id == quest_id
        {
            assert_eq!(moved.from, at);
            assert!(moved.to > moved.from);
            at = moved.to;
        }
    }
    assert_eq!(at, 100);
}

#[test]
fn a_run_that_ran_out_makes_no_progress() {
    let farm = Farm::new();
    // Of the three hours for it 55 minutes were left at noon.
    farm.clock.advance(SignedDuration::from_mins(56));
    let mut drill = farm.drill(1.0);
    farm.live(&mut drill, 5, SignedDuration::from_mins(4));
    assert_eq!(farm.progress("流星之夜"), 6);
    assert_eq!(farm.progress("浇灌菜园"), 10, "the control");
}

proptest! {
    #[test]
    fn progress_only_grows_and_ends_at_what_is_wanted(
        seed: u64,
        run_id in 1_i64..1_000_000,
        target_count in 1_i64..1_000_000_000,
        stretches in prop::collection::vec(0_i64..600_000, 1..20),
    ) {
        let mut run = DrillRun {
            run_id,
            accepted: noon(),
            target_count,
            progress: 0,
            lived_ms: 0,
        };
        for stretch in stretches.into_iter().chain([1_000_000]) {
            let lived = Lived {
                from_ms: run.lived_ms,
                until_ms: run.lived_ms + stretch,
                now: noon(),
                speed: 1.0,
            };
            let step = step(seed, &run, &lived);
            prop_assert!((run.progress..=target_count).contains(&step.progress));
            (run.progress, run.lived_ms) = (step.progress, step.lived_ms);
        }
        prop_assert_eq!(run.progress, target_count);
    }
}
