//! What holds for every sample, and the one that other tests share.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use super::*;
use crate::service::tasks::Phase;
use crate::store::{Answer, PageAt, Store, sqlite::Sqlite};

/// The demo sample of seed 1, made once.
pub fn demo() -> &'static Sample {
    static DEMO: OnceLock<Sample> = OnceLock::new();
    DEMO.get_or_init(|| Sample::new(Size::Demo, 1).unwrap())
}

pub fn unique<T: std::hash::Hash + Eq>(values: impl Iterator<Item = T>) -> bool {
    let mut seen = HashSet::new();
    values.into_iter().all(|value| seen.insert(value))
}

#[test]
fn every_size_has_its_number_of_people_each_once() {
    for (size, people) in [
        (Size::Demo, 400),
        (Size::District, 20_000),
        (Size::City, 100_000),
    ] {
        let sample = Sample::new(size, 1).unwrap();
        assert_eq!(sample.people.len(), people);
        assert!(unique(sample.people.iter().map(|p| p.soldier_id)));
        assert!(unique(sample.people.iter().map(|p| p.im_user_id)));
        assert!(unique(sample.people.iter().map(|p| p.phone)));
        assert!(unique(sample.offices.iter().map(|o| o.office_id)));
        assert!(unique(sample.offices.iter().map(|o| o.name.as_str())));
        assert!(unique(sample.orgs.iter().map(|o| o.org_id)));
        assert!(unique(sample.orgs.iter().map(|o| o.name.as_str())));
        assert!(unique(sample.places.iter().map(|(_, p)| p.place_id)));
    }
}

#[test]
fn phones_stay_in_the_range_that_is_not_in_use() {
    let sample = Sample::new(Size::City, 1).unwrap();
    let unused = 100_0000_0000..100_0010_0000;
    assert!(sample.people.iter().all(|p| unused.contains(&p.phone)));
}

#[test]
fn offices_form_one_tree_of_three_levels() {
    for size in [Size::Demo, Size::District, Size::City] {
        let sample = Sample::new(size, 1).unwrap();
        let upper: HashMap<i64, Option<i64>> = sample
            .offices
            .iter()
            .map(|o| (o.office_id, o.upper_office_id))
            .collect();
        let roots = upper.values().filter(|upper| upper.is_none()).count();
        assert_eq!(roots, 1);
        for office in &sample.offices {
            let way: Vec<i64> = std::iter::successors(Some(office.office_id), |id| upper[id])
                .take(9)
                .collect();
            let depth = match office.level {
                crate::store::Level::City => 1,
                crate::store::Level::District => 2,
                crate::store::Level::Street => 3,
            };
            assert_eq!(way.len(), depth, "{}", office.name);
        }
    }
}

#[test]
fn everybody_is_in_an_organisation_and_some_are_in_two() {
    let sample = demo();
    let mut orgs_of: HashMap<i64, usize> = HashMap::new();
    for member in &sample.memberships {
        *orgs_of.entry(member.soldier_id).or_default() += 1;
    }
    assert_eq!(orgs_of.len(), sample.people.len());
    assert!(orgs_of.values().any(|&orgs| orgs > 1));
    let led = |org: &Org| {
        sample
            .memberships
            .iter()
            .any(|m| m.org_id == org.org_id && m.is_admin)
    };
    assert!(sample.orgs.iter().all(led));
    assert!(sample.orgs.iter().any(|org| org.upper_org_id.is_some()));
}

#[test]
fn accounts_speak_for_the_units_that_they_name() {
    for size in [Size::Demo, Size::District, Size::City] {
        let sample = Sample::new(size, 5).unwrap();
        let militia = accounts()
            .into_iter()
            .filter(|account| account.connector == "militia");
        for account in militia {
            let name = match sample.unit_of(account.role) {
                Unit::Office(id) => {
                    &sample
                        .offices
                        .iter()
                        .find(|o| o.office_id == id)
                        .unwrap()
                        .name
                }
                Unit::Org(id) => &sample.orgs.iter().find(|o| o.org_id == id).unwrap().name,
            };
            assert_eq!(*name, account.name);
        }
    }
}

#[test]
fn the_seed_decides_everything() {
    let again = Sample::new(Size::Demo, 1).unwrap();
    let other = Sample::new(Size::Demo, 2).unwrap();
    let sample = demo();
    assert_eq!(sample.offices, again.offices);
    assert_eq!(sample.orgs, again.orgs);
    assert_eq!(sample.people, again.people);
    assert_eq!(sample.memberships, again.memberships);
    assert_eq!(sample.places, again.places);
    assert_ne!(sample.people, other.people);
    assert_ne!(sample.places, other.places);
}

#[test]
fn the_first_start_shows_every_phase_and_full_boards() {
    let store: Arc<dyn Store> = Arc::new(Sqlite::in_memory().unwrap());
    let sample = demo();
    let now = "2026-05-06T04:00:00Z".parse().unwrap();
    store.fill(sample).unwrap();
    play(sample, &store, now).unwrap();
    let commander = sample.unit_of("commander");
    let page = PageAt {
        size: 100,
        number: 1,
    };
    let (working, total) = store.tasks(commander, false, now, page).unwrap();
    assert_eq!(total, 4);
    let phases: HashSet<_> = working
        .iter()
        .map(|task| match Phase::of(task, now) {
            Phase::Recruiting(_) => "recruiting",
            Phase::Gathering(_) => "gathering",
            Phase::Executing => "executing",
            Phase::Done => "done",
        })
        .collect();
    assert_eq!(
        phases,
        HashSet::from(["recruiting", "gathering", "executing"])
    );
    let (done, _) = store.tasks(commander, true, now, page).unwrap();
    assert!(done.len() >= 6);
    for task in working.iter().chain(&done) {
        let counts = task.counts;
        assert!(counts.accepted > 0 && counts.refused > 0, "{}", task.title);
        let rows = store.responses(task.task_id, page).unwrap().unwrap().rows;
        assert!(rows.iter().all(|row| {
            row.responded
                .is_none_or(|at| at >= task.launched && at <= now)
        }));
        let unread = rows.iter().any(|row| row.answer == Answer::Unread);
        assert!(unread || task.finish <= now, "{}", task.title);
    }
    assert!(done.iter().all(|task| task.counts.checked > 0));
}
