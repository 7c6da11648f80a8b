use std::sync::Arc;

use proptest::prelude::*;

use super::moments::*;
use super::*;
use crate::clock::ManualClock;
use crate::sample::club_tests::noon;
use crate::sample::moment_tests::moment_demo;
use crate::store::{Crew, MomentRecount, NewMomentJob, PageAt, Post, PostFilter, sqlite::Sqlite};

fn mins(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

/// A job for everybody in the first enterprise, just sent.
struct Shop {
    store: Arc<dyn Store>,
    clock: Arc<ManualClock>,
    job_id: i64,
}

impl Shop {
    fn new() -> Self {
        let store: Arc<dyn Store> = Arc::new(Sqlite::in_memory().unwrap());
        store.fill_moments(moment_demo()).unwrap();
        let task = &moment_demo().tasks[0].0;
        let job = NewMomentJob {
            task_id: task.task_id,
            sent: noon(),
            text: "今日到货".to_owned(),
            attachments: Vec::new(),
            senders: Crew {
                departments: store.crew(task.enterprise_id).unwrap().departments,
                staff: Vec::new(),
            },
            tags: Vec::new(),
        };
        Self {
            job_id: store.publish_job(&job).unwrap(),
            clock: Arc::new(ManualClock::at(noon())),
            store,
        }
    }

    fn drill(&self, speed: f64) -> Drill {
        let same: Arc<dyn Clock> = Arc::<ManualClock>::clone(&self.clock);
        Drill::new(Arc::clone(&self.store), same, 1, speed, Arc::default())
    }

    fn live(&self, drill: &mut Drill, times: usize, step: SignedDuration) {
        for _ in 0..times {
            self.clock.advance(step);
            drill.tick().unwrap();
        }
    }

    fn posts(&self) -> Vec<Post> {
        let all = PageAt {
            size: 1_000,
            number: 1,
        };
        let posts = self.store.posts(self.job_id, &PostFilter::default(), all);
        posts.unwrap().0
    }

    fn posted(&self) -> usize {
        let posts = self.posts().into_iter();
        posts.filter(|post| post.posted.is_some()).count()
    }

    fn jobs(&self) -> Vec<MomentRecount> {
        self.store.recount_moments().unwrap()
    }
}

#[test]
fn half_have_posted_after_an_hour_or_so_and_most_after_a_day() {
    let shop = Shop::new();
    let everybody = shop.posts().len();
    let mut drill = shop.drill(1.0);
    shop.live(&mut drill, 75, mins(1));
    let after_an_hour = shop.posted();
    assert!(
        (everybody / 4..everybody * 3 / 4).contains(&after_an_hour),
        "{after_an_hour} of {everybody}"
    );
    shop.live(&mut drill, 24, mins(60));
    let after_a_day = shop.posted();
    assert!(
        (everybody * 4 / 5..everybody).contains(&after_a_day),
        "{after_a_day} of {everybody}"
    );
    let now = noon() + mins(75 + 24 * 60);
    let mut times = shop.posts().into_iter().filter_map(|post| post.posted);
    assert!(times.all(|at| at >= noon() && at <= now));
}

#[test]
fn the_same_people_post_whatever_the_ticks_and_after_a_restart() {
    let [fine, coarse] = [Shop::new(), Shop::new()];
    fine.live(&mut fine.drill(1.0), 100, mins(2));
    for _ in 0..4 {
        coarse.live(&mut coarse.drill(1.0), 1, mins(50));
    }
    assert_eq!(fine.posts(), coarse.posts());
    assert!(fine.posted() > 10, "{} posted", fine.posted());
}

#[test]
fn new_jobs_come_now_and_then_and_people_post_them_too() {
    let shop = Shop::new();
    let mut drill = shop.drill(1.0);
    shop.live(&mut drill, 24 * 4, mins(15));
    let jobs = shop.jobs();
    let of_first = jobs.iter().filter(|job| job.task_id == jobs[0].task_id);
    let times: Vec<_> = of_first.clone().map(|job| job.sent).collect();
    assert!((4..=17).contains(&times.len()), "{} jobs", times.len());
    for pair in times.windows(2).skip(1) {
        assert!(pair[1].duration_since(pair[0]) >= mins(75), "{pair:?}");
    }
    assert!(of_first.skip(1).any(|job| job.counts.posted > 0));
    let quiet = &moment_demo().tasks[3].0;
    assert!(jobs.iter().all(|job| job.task_id != quiet.task_id));
}

#[test]
fn however_fast_it_lives_there_is_time_to_read_a_job() {
    let shop = Shop::new();
    let mut drill = shop.drill(10_000.0);
    shop.live(&mut drill, 600, SignedDuration::from_secs(1));
    let of_first = |job: &&MomentRecount| job.task_id == moment_demo().tasks[0].0.task_id;
    let count = shop.jobs().iter().filter(of_first).count();
    assert!((9..=11).contains(&count), "{count} jobs in ten minutes");
}

#[test]
fn a_series_goes_on_after_a_restart() {
    let [whole, broken] = [Shop::new(), Shop::new()];
    whole.live(&mut whole.drill(1.0), 40, mins(15));
    for _ in 0..4 {
        broken.live(&mut broken.drill(1.0), 10, mins(15));
    }
    assert_eq!(whole.jobs(), broken.jobs());
    assert!(whole.jobs().len() > 3);
}

#[test]
fn after_three_days_nobody_is_waited_for() {
    let shop = Shop::new();
    let mut drill = shop.drill(1.0);
    shop.clock.advance(AFTER_SENT + mins(1));
    drill.tick().unwrap();
    assert_eq!(shop.posted(), 0, "the unit stood still");
}

proptest! {
    #[test]
    fn a_step_posts_what_is_past_and_looks_again_for_what_is_to_come(
        seed: u64,
        staff_id in 1_i64..1_000_000,
        lived_min in 0_i64..6_000,
    ) {
        let at = posts_at(seed, 1, staff_id);
        prop_assert_eq!(at, posts_at(seed, 1, staff_id));
        let lived = Lived::since(noon(), noon() + mins(lived_min));
        let step = step(staff_id, at, &lived);
        prop_assert!(step.due_ms.is_none_or(|due| due > lived.until_ms));
        prop_assert!(step.posted.is_none_or(|at| at >= noon() && at <= lived.now));
        prop_assert_eq!(step.posted.is_some() || step.due_ms.is_some(), at.is_some());
    }
}
