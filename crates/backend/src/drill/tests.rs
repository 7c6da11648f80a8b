use std::collections::HashMap;

use proptest::prelude::*;

use super::plan::distance_m;
use super::*;
use crate::clock::ManualClock;
use crate::sample::tests::demo;
use crate::store::{
    Answer, DuePerson, NewTask, PageAt, Point, Recipients, Row, Site, Unit, sqlite::Sqlite,
};

const PLACE: Point = Point {
    lat: 23.083,
    lng: 113.317,
};

fn start() -> Timestamp {
    "2026-05-06T04:00:00Z".parse().unwrap()
}

fn mins(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

/// A store with one task for a whole street, gathering in an hour, and a
/// clock.
struct Field {
    store: Arc<dyn Store>,
    clock: Arc<ManualClock>,
    task_id: i64,
}

impl Field {
    fn new() -> Self {
        let store: Arc<dyn Store> = Arc::new(Sqlite::in_memory().unwrap());
        store.fill(demo()).unwrap();
        let task = NewTask {
            launcher: Unit::Office(102),
            title: "演练".to_owned(),
            detail: String::new(),
            mem_count: 20,
            launched: start(),
            published: start(),
            gather: start() + mins(60),
            finish: start() + mins(300),
            site: Site {
                name: "码头".to_owned(),
                at: PLACE,
                remember: false,
            },
            recipients: Recipients {
                offices: vec![103],
                ..Recipients::default()
            },
        };
        Self {
            task_id: store.publish(&task).unwrap().unwrap(),
            store,
            clock: Arc::new(ManualClock::at(start())),
        }
    }

    fn drill(&self, speed: f64) -> Drill {
        let clock: Arc<dyn Clock> = Arc::<ManualClock>::clone(&self.clock);
        Drill::new(Arc::clone(&self.store), clock, 1, speed, Arc::default())
    }

    fn rows(&self) -> HashMap<i64, Row> {
        let page = PageAt {
            size: 1_000,
            number: 1,
        };
        let rows = self
            .store
            .responses(self.task_id, page)
            .unwrap()
            .unwrap()
            .rows;
        rows.into_iter().map(|row| (row.soldier_id, row)).collect()
    }

    /// Who answered what and arrived, and when.
    fn outcome(&self) -> Vec<(i64, Answer, Option<Timestamp>, Option<Timestamp>)> {
        let mut outcome: Vec<_> = self
            .rows()
            .into_values()
            .map(|row| (row.soldier_id, row.answer, row.responded, row.checked))
            .collect();
        outcome.sort_by_key(|row| row.0);
        outcome
    }

    fn distances(&self) -> HashMap<i64, f64> {
        let page = PageAt {
            size: 1_000,
            number: 1,
        };
        let (rows, _) = self.store.positions(self.task_id, page).unwrap();
        rows.into_iter()
            .map(|row| (row.soldier_id, distance_m(row.at, PLACE)))
            .collect()
    }
}

#[test]
fn answers_and_arrivals_only_grow_and_everybody_on_the_way_comes_nearer() {
    let field = Field::new();
    let mut drill = field.drill(1.0);
    let mut before = field.rows();
    let mut far: HashMap<i64, f64> = HashMap::new();
    for _ in 0..200 {
        field.clock.advance(mins(1));
        drill.tick().unwrap();
        let rows = field.rows();
        for (soldier_id, row) in &rows {
            let was = &before[soldier_id];
            if was.answer != Answer::Unread {
                assert_eq!((was.answer, was.responded), (row.answer, row.responded));
            }
            if was.checked.is_some() {
                assert_eq!(was.checked, row.checked);
            }
            if row.checked.is_some() {
                assert_eq!(row.answer, Answer::Accepted);
                assert!(row.checked > row.responded);
            }
        }
        let near = field.distances();
        for (soldier_id, metres) in &near {
            assert!(
                far.get(soldier_id)
                    .is_none_or(|was| metres <= &(was + 30.0))
            );
        }
        far = near;
        before = rows;
    }
    let counts = field.store.task(field.task_id).unwrap().unwrap().counts;
    assert_eq!(counts.notified, 64);
    assert!(counts.accepted > 30 && counts.refused > 5, "{counts:?}");
    assert!(
        counts.accepted + counts.refused < counts.notified,
        "{counts:?}"
    );
    assert!(
        counts.checked > 25 && counts.checked < counts.accepted,
        "{counts:?}"
    );
}

#[test]
fn who_accepts_is_seen_at_home_and_then_on_the_way_and_some_are_never_seen() {
    let field = Field::new();
    let mut drill = field.drill(1.0);
    let mut homes: HashMap<i64, f64> = HashMap::new();
    for _ in 0..200 {
        field.clock.advance(mins(1));
        drill.tick().unwrap();
        let (rows, seen) = (field.rows(), field.distances());
        for (soldier_id, metres) in &seen {
            assert_eq!(rows[soldier_id].answer, Answer::Accepted);
            homes.entry(*soldier_id).or_insert(*metres);
        }
    }
    let seen = field.distances();
    let rows = field.rows();
    let accepted = rows.values().filter(|row| row.answer == Answer::Accepted);
    let arrived = rows.values().filter(|row| row.checked.is_some());
    let never_seen = accepted.clone().count() - seen.len();
    assert!(
        (1..accepted.count() / 3).contains(&never_seen),
        "{never_seen} never seen"
    );
    let mut walked = 0;
    for row in arrived {
        let Some(metres) = seen.get(&row.soldier_id) else {
            continue;
        };
        assert!(*metres < 60.0, "{metres} m from the place");
        walked += usize::from(homes[&row.soldier_id] > metres + 100.0);
    }
    assert!(walked > 15, "{walked} were seen to come");
}

#[test]
fn the_same_seed_gives_the_same_outcome_whatever_the_ticks() {
    let [fine, coarse] = [Field::new(), Field::new()];
    let (mut often, mut seldom) = (fine.drill(1.0), coarse.drill(1.0));
    for _ in 0..40 {
        for _ in 0..10 {
            fine.clock.advance(SignedDuration::from_secs(15));
            often.tick().unwrap();
        }
        coarse.clock.advance(SignedDuration::from_secs(150));
        seldom.tick().unwrap();
    }
    assert_eq!(fine.outcome(), coarse.outcome());
    let responded = fine.outcome().iter().filter(|row| row.2.is_some()).count();
    assert!(responded > 40, "{responded} responded");
}

#[test]
fn a_restart_goes_on_where_it_stopped() {
    let [whole, broken] = [Field::new(), Field::new()];
    let mut drill = whole.drill(1.0);
    for _ in 0..100 {
        whole.clock.advance(mins(1));
        drill.tick().unwrap();
    }
    for _ in 0..4 {
        let mut drill = broken.drill(1.0);
        for _ in 0..25 {
            broken.clock.advance(mins(1));
            drill.tick().unwrap();
        }
    }
    assert_eq!(whole.outcome(), broken.outcome());
}

#[test]
fn sixty_times_the_speed_does_in_a_minute_what_takes_an_hour() {
    let [slow, fast] = [Field::new(), Field::new()];
    let (mut real, mut quick) = (slow.drill(1.0), fast.drill(60.0));
    slow.clock.advance(mins(60));
    real.tick().unwrap();
    fast.clock.advance(mins(1));
    quick.tick().unwrap();
    let answers = |field: &Field| -> Vec<_> {
        let rows = field.outcome().into_iter();
        rows.map(|(id, answer, _, checked)| (id, answer, checked.is_some()))
            .collect()
    };
    assert_eq!(answers(&slow), answers(&fast));
    let end = start() + mins(1);
    assert!(
        fast.outcome()
            .iter()
            .all(|row| row.2.is_none_or(|at| at <= end))
    );
}

#[test]
fn a_finished_task_stands_still() {
    let field = Field::new();
    let mut drill = field.drill(1.0);
    field.store.finish(field.task_id, start()).unwrap();
    field.clock.advance(mins(30));
    assert_eq!(drill.tick().unwrap(), 0);
    assert_eq!(
        field.outcome().iter().filter(|row| row.2.is_some()).count(),
        0
    );
}

#[test]
fn a_clock_set_back_moves_nobody() {
    let field = Field::new();
    let mut drill = field.drill(1.0);
    field.clock.advance(mins(10));
    drill.tick().unwrap();
    let outcome = field.outcome();
    field.clock.advance(mins(-5));
    drill.tick().unwrap();
    assert_eq!(field.outcome(), outcome);
}

proptest! {
    #[test]
    fn a_plan_is_in_order_and_a_step_asks_for_a_later_one(
        seed: u64,
        soldier_id in 1_i64..1_000_000,
        gather_min in 0_i64..5_000,
        lived_min in 0_i64..6_000,
        lat in 22.8_f64..23.4,
    ) {
        let home = Point { lat, lng: 113.3 };
        let (gather_ms, lived_ms) = (gather_min * 60_000, lived_min * 60_000);
        let plan = Plan::new(seed, 1, soldier_id, gather_ms, home, PLACE);
        prop_assert_eq!(&plan, &Plan::new(seed, 1, soldier_id, gather_ms, home, PLACE));
        if let (Some((at, _)), Some(journey)) = (plan.answer, &plan.journey) {
            prop_assert!(at <= journey.depart_ms && journey.depart_ms <= journey.arrive_ms);
        }
        let person = DuePerson { soldier_id, home, answer: Answer::Unread, checked: false };
        let wall = |ms| start() + SignedDuration::from_millis(ms);
        let step = plan.step(&person, lived_ms, wall);
        prop_assert!(step.due_ms.is_none_or(|due| due > lived_ms));
        let accepted = matches!(step.answered, Some((Answer::Accepted, _)));
        prop_assert!(accepted || (step.checked.is_none() && step.position.is_none()));
    }
}
