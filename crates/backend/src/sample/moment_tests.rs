//! What holds for the enterprises of every sample, and the one that other
//! tests share.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use jiff::{SignedDuration, Timestamp};

use super::club_tests::noon;
use super::moments::FIRST_MOBILE;
use super::tests::unique;
use super::*;
use crate::clock::BEIJING;
use crate::store::{AttachmentKind, MomentJob, PageAt, Store, sqlite::Sqlite};

/// The enterprises of the demo sample of seed 1, made once.
pub fn moment_demo() -> &'static MomentSample {
    static DEMO: OnceLock<MomentSample> = OnceLock::new();
    DEMO.get_or_init(|| MomentSample::new(Size::Demo, 1).unwrap())
}

/// The jobs of a task, newest first.
fn jobs(store: &dyn Store, task_id: i64) -> Vec<MomentJob> {
    let all = PageAt {
        size: 1_000,
        number: 1,
    };
    let found = store.jobs(task_id, &(Timestamp::MIN..Timestamp::MAX), all);
    found.unwrap().rows
}

fn played(seed: u64, now: Timestamp) -> Arc<dyn Store> {
    let store: Arc<dyn Store> = Arc::new(Sqlite::in_memory().unwrap());
    let sample = MomentSample::new(Size::Demo, seed).unwrap();
    store.fill_moments(&sample).unwrap();
    play_moments(&sample, &store, now).unwrap();
    store
}

#[test]
fn every_size_has_its_people_each_once() {
    for (size, people) in [(Size::Demo, 80), (Size::District, 800), (Size::City, 4_000)] {
        let sample = MomentSample::new(size, 1).unwrap();
        assert_eq!(sample.staff.len(), people);
        let rows = sample.staff.iter();
        assert!(unique(rows.clone().map(|one| one.staff_id)));
        assert!(unique(rows.map(|one| (one.enterprise_id, &one.userid))));
        for department in &sample.departments {
            let id = department.department_id;
            let inside: Vec<_> = sample
                .staff
                .iter()
                .filter(|one| one.department_id == id)
                .collect();
            assert!(!inside.is_empty(), "{}", department.name);
            let own = department.enterprise_id;
            assert!(inside.iter().all(|one| one.enterprise_id == own));
        }
    }
}

#[test]
fn an_account_manages_the_enterprises_of_its_own_platform() {
    let sample = moment_demo();
    let of = accounts().into_iter().filter(|a| a.connector == "soptask");
    for (account, row) in of.zip(&sample.managers) {
        let manager = &row.credentials.manager;
        assert_eq!(account.username, manager.mobile.to_string());
        assert_eq!(account.uniacid, Some(manager.uniacid));
        assert!((FIRST_MOBILE..100_6010_0000).contains(&manager.mobile));
        let names: Vec<&str> = sample
            .enterprises
            .iter()
            .filter(|one| row.enterprises.contains(&one.enterprise_id))
            .inspect(|one| assert_eq!(one.uniacid, manager.uniacid))
            .map(|one| one.name.as_str())
            .collect();
        assert_eq!(names.len(), row.enterprises.len());
        assert_eq!(names[0], account.name);
    }
    let manages = sample.managers.iter().map(|row| row.enterprises.len());
    assert_eq!(manages.collect::<Vec<_>>(), [2, 1, 1]);
}

#[test]
fn tasks_have_jobs_over_weeks_of_every_kind_and_one_has_none() {
    let store = played(1, noon());
    let tasks = &moment_demo().tasks;
    let all: Vec<Vec<MomentJob>> = tasks
        .iter()
        .map(|(task, _)| jobs(store.as_ref(), task.task_id))
        .collect();
    let empty = all.iter().filter(|jobs| jobs.is_empty()).count();
    assert_eq!(empty, 1);
    assert!(all[0].len() > 45, "{} jobs, several pages", all[0].len());
    let days: HashSet<_> = all[0]
        .iter()
        .map(|job| job.sent.to_zoned(BEIJING).date())
        .collect();
    assert!((25..43).contains(&days.len()), "{} days", days.len());

    let each: Vec<&MomentJob> = all.iter().flatten().collect();
    assert!(each.iter().all(|job| job.sent <= noon()));
    assert!(each.iter().any(|job| job.attachments.is_empty()));
    assert!(each.iter().any(|job| job.attachments.len() == 9));
    assert!(each.iter().any(|job| job.text.is_empty()));
    let says_nothing = |job: &&MomentJob| job.text.is_empty() && job.attachments.is_empty();
    assert!(!each.iter().any(says_nothing));
    for kind in [
        AttachmentKind::Image,
        AttachmentKind::Video,
        AttachmentKind::Link,
        AttachmentKind::MiniProgram,
    ] {
        let is_there = |job: &MomentJob| job.attachments.iter().any(|one| one.kind == kind);
        assert!(each.iter().any(|job| is_there(job)), "{kind:?}");
    }
    assert!(each.iter().any(|job| !job.sender_users.is_empty()));
    assert!(each.iter().any(|job| job.sender_departments.len() > 1));
    assert!(each.iter().any(|job| !job.tags.is_empty()));
}

#[test]
fn most_have_posted_what_is_days_old_and_some_what_is_new() {
    let store = played(1, noon());
    let share = |jobs: &[&MomentJob]| {
        let total: i64 = jobs.iter().map(|job| job.counts.total).sum();
        let posted: i64 = jobs.iter().map(|job| job.counts.posted).sum();
        assert!(total > 0);
        posted as f64 / total as f64
    };
    let all = jobs(store.as_ref(), moment_demo().tasks[0].0.task_id);
    let (new, old): (Vec<&MomentJob>, Vec<&MomentJob>) = all
        .iter()
        .partition(|job| job.sent > noon() - SignedDuration::from_mins(60));
    let (new, old) = (share(&new), share(&old));
    assert!((0.8..0.97).contains(&old), "{old}");
    assert!((0.05..0.6).contains(&new), "{new}");
}

#[test]
fn the_same_seed_and_time_make_the_same_jobs_and_another_seed_others() {
    let outcome = |seed| {
        let store = played(seed, noon());
        let tasks = moment_demo().tasks.iter();
        tasks
            .flat_map(|(task, _)| jobs(store.as_ref(), task.task_id))
            .collect::<Vec<_>>()
    };
    let once = outcome(1);
    assert_eq!(once, outcome(1));
    assert_ne!(once, outcome(2));
}

#[test]
fn at_midnight_there_are_jobs_too() {
    let midnight: Timestamp = "2026-05-05T16:00:00Z".parse().unwrap();
    let store = played(1, midnight);
    let newest = jobs(store.as_ref(), moment_demo().tasks[0].0.task_id).remove(0);
    assert_eq!(newest.sent, midnight - SignedDuration::from_mins(35));
}
