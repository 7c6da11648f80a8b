//! The rules, over SQLite in memory, with the time standing still.

use std::net::{IpAddr, Ipv4Addr};

use jiff::SignedDuration;
use jiff::civil::date;

use super::*;
use crate::clock::{Clock, ManualClock};
use crate::sample::club_tests::noon;
use crate::sample::moment_tests::moment_demo;
use crate::service;
use crate::service::signin::{Passwords, SESSION};
use crate::store::{Crew, NewMomentJob, sqlite::Sqlite};

const PLATFORM: i64 = 8;
const SHOP: i64 = 51;
const BOOKS: i64 = 52;
const FLOWERS: i64 = 53;
const TASK: i64 = 71;
const MANAGER: &str = "10060000000";

struct Post {
    moments: Moments,
    desk: Arc<ManagerDesk>,
    store: Arc<dyn Store>,
    clock: Arc<ManualClock>,
}

impl Post {
    fn new() -> Self {
        let store: Arc<dyn Store> = Arc::new(Sqlite::in_memory().unwrap());
        store.fill_moments(moment_demo()).unwrap();
        let clock = Arc::new(ManualClock::at(noon()));
        let same: Arc<dyn Clock> = Arc::<ManualClock>::clone(&clock);
        let passwords = Arc::new(Passwords::new(Arc::clone(&same)).unwrap());
        Self {
            moments: Moments::new(Arc::clone(&store)),
            desk: Arc::new(ManagerDesk::new(Arc::clone(&store), same, passwords)),
            store,
            clock,
        }
    }

    async fn sign_in(&self, uniacid: i64, mobile: &str, password: &str) -> Result<String> {
        self.sign_in_after(uniacid, mobile, password, None).await
    }

    async fn manager(&self) -> String {
        self.sign_in(PLATFORM, MANAGER, "muster-manager")
            .await
            .unwrap()
    }

    async fn sign_in_after(
        &self,
        uniacid: i64,
        mobile: &str,
        password: &str,
        before: Option<String>,
    ) -> Result<String> {
        let attempt = Attempt {
            uniacid,
            mobile: mobile.to_owned(),
            password: password.to_owned(),
            before,
            from: IpAddr::V4(Ipv4Addr::LOCALHOST),
        };
        Ok(self.desk.sign_in(attempt).await?.1)
    }

    fn job(&self, sent: Timestamp) -> i64 {
        let job = NewMomentJob {
            task_id: TASK,
            sent,
            text: "今日到货".to_owned(),
            attachments: Vec::new(),
            senders: Crew {
                departments: Vec::new(),
                staff: vec![moment_demo().staff[0].staff_id],
            },
            tags: Vec::new(),
        };
        self.store.publish_job(&job).unwrap()
    }
}

/// That something was refused with this refusal.
macro_rules! refused {
    ($result:expr, $($refusal:tt)+) => {{
        let refused = $result.unwrap_err();
        assert!(matches!(refused, $($refusal)+), "{refused:?}");
    }};
}

#[tokio::test]
async fn a_session_ends_after_a_day_or_with_the_next_sign_in() {
    let post = Post::new();
    let token = post.manager().await;
    assert_eq!(token.len(), 64);
    let holds = |token: &str| post.desk.seat(Some(PLATFORM), Some(token)).is_ok();
    post.clock.advance(SESSION - SignedDuration::from_secs(1));
    assert!(holds(&token));
    post.clock.advance(SignedDuration::from_secs(1));
    refused!(
        post.desk.seat(Some(PLATFORM), Some(&token)),
        Refusal::NotSignedIn
    );
    refused!(post.desk.seat(Some(PLATFORM), None), Refusal::NotSignedIn);

    let first = post.manager().await;
    let second = post
        .sign_in_after(PLATFORM, MANAGER, "muster-manager", Some(first.clone()))
        .await
        .unwrap();
    assert!(!holds(&first) && holds(&second));
}

#[tokio::test]
async fn a_wrong_password_and_a_number_from_elsewhere_fail_alike() {
    let post = Post::new();
    for (mobile, password) in [
        (MANAGER, "wrong"),
        (MANAGER, ""),
        ("10060000002", "muster-neighbour"),
        ("13800000000", "muster-manager"),
        ("manager", "muster-manager"),
    ] {
        refused!(
            post.sign_in(PLATFORM, mobile, password).await,
            Refusal::Other(service::Refusal::WrongPassword)
        );
    }
    refused!(
        post.sign_in(10, MANAGER, "muster-manager").await,
        Refusal::NoSuchPlatform
    );
}

#[tokio::test]
async fn a_seat_is_on_ones_own_platform_and_at_the_enterprise_that_was_chosen() {
    let post = Post::new();
    let token = post.manager().await;
    for uniacid in [Some(9), Some(10), None] {
        refused!(
            post.desk.seat(uniacid, Some(&token)),
            Refusal::NoSuchPlatform
        );
    }
    let seat = || post.desk.seat(Some(PLATFORM), Some(&token)).unwrap();
    refused!(seat().enterprise(), Refusal::NoEnterprise);
    let names: Vec<String> = post
        .desk
        .enterprises(&seat())
        .unwrap()
        .into_iter()
        .map(|one| one.name)
        .collect();
    assert_eq!(names, ["海滨优选超市", "榕荫书店"]);
    refused!(
        post.desk.choose(&seat(), FLOWERS),
        Refusal::NoSuchEnterprise
    );
    refused!(seat().enterprise(), Refusal::NoEnterprise);
    for enterprise in [BOOKS, SHOP] {
        post.desk.choose(&seat(), enterprise).unwrap();
        assert_eq!(seat().enterprise().unwrap(), enterprise);
    }
}

#[test]
fn what_is_another_enterprises_does_not_exist() {
    let post = Post::new();
    let job_id = post.job(noon());
    let everybody = PostFilter::default();
    assert!(post.moments.jobs(SHOP, TASK, None, page(1)).is_ok());
    assert!(
        post.moments
            .posts(SHOP, job_id, &everybody, page(1))
            .is_ok()
    );
    for (enterprise, task_id, job_id) in [(BOOKS, TASK, job_id), (SHOP, 999, 999)] {
        refused!(
            post.moments.jobs(enterprise, task_id, None, page(1)),
            Refusal::NoSuchTask
        );
        refused!(
            post.moments.posts(enterprise, job_id, &everybody, page(1)),
            Refusal::NoSuchJob
        );
    }
    let tasks = post.moments.tasks(BOOKS, page(1)).unwrap();
    assert!(tasks.rows.iter().all(|task| task.enterprise_id == BOOKS));
}

#[test]
fn a_day_begins_and_ends_at_midnight_in_beijing() {
    let post = Post::new();
    let ids: Vec<i64> = [
        "2026-05-05T15:59:59.999Z",
        "2026-05-05T16:00:00Z",
        "2026-05-06T15:59:59.999Z",
        "2026-05-06T16:00:00Z",
    ]
    .into_iter()
    .map(|sent| post.job(sent.parse().unwrap()))
    .collect();
    let found = |day| {
        let jobs = post.moments.jobs(SHOP, TASK, day, page(1)).unwrap().jobs;
        let rows = jobs.rows.into_iter();
        rows.map(|job| job.job_id).collect::<Vec<_>>()
    };
    assert_eq!(found(Some(date(2026, 5, 6))), [ids[2], ids[1]]);
    assert_eq!(found(Some(date(2026, 5, 5))), [ids[0]]);
    assert!(found(Some(date(2026, 5, 8))).is_empty());
    assert_eq!(found(None).len(), 4);
    refused!(
        post.moments
            .jobs(SHOP, TASK, Some(date(9999, 12, 31)), page(1)),
        Refusal::Invalid(Fault::Day)
    );
}

#[test]
fn a_page_has_fifteen_rows_and_counts_from_one() {
    let post = Post::new();
    for _ in 0..16 {
        post.job(noon());
    }
    for (number, rows) in [(1, 15), (2, 1), (3, 0), (0, 15), (-4, 15)] {
        let jobs = post.moments.jobs(SHOP, TASK, None, page(number)).unwrap();
        assert_eq!((jobs.jobs.rows.len(), jobs.jobs.total), (rows, 16));
        assert_eq!(jobs.counts.total, 16, "of all pages");
    }
}
