//! The definition of [`Store`]: what holds for every store.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::sample::tests::demo;

/// One test a behaviour for each store; a new store is one more line here.
macro_rules! stores {
    ($($behaviour:ident)*) => {
        stores!(@stores [$($behaviour)*]
            sqlite_in_memory = (crate::store::sqlite::Sqlite::in_memory().unwrap(), ());
            sqlite_in_a_file = {
                let folder = tempfile::tempdir().unwrap();
                let path = folder.path().join("b.db");
                (crate::store::sqlite::Sqlite::open(&path, None).unwrap(), folder)
            };
        );
    };
    (@stores $behaviours:tt $($store:ident = $open:expr;)*) => {
        $(mod $store { stores!(@each $behaviours $open); })*
    };
    (@each [$($behaviour:ident)*] $open:expr) => {
        $(#[test] fn $behaviour() {
            // Holds a temporary directory, if there is one, to the end.
            let (store, _kept) = $open;
            super::$behaviour(Box::new(store));
        })*
    };
}

mod clubs;
mod moments;
mod quests;

const TOKEN: TokenHash = [7; 32];

fn now() -> Timestamp {
    "2026-05-06T04:00:00Z".parse().unwrap()
}

fn after(minutes: i64) -> Timestamp {
    now() + SignedDuration::from_mins(minutes)
}

fn all() -> PageAt {
    PageAt {
        size: 1_000,
        number: 1,
    }
}

fn filled(store: Box<dyn Store>) -> Box<dyn Store> {
    store.fill(demo()).unwrap();
    store
}

const CITY: Unit = Unit::Office(101);
const DISTRICT: Unit = Unit::Office(102);
const STREET: Unit = Unit::Office(103);
const PEER: Unit = Unit::Office(106);

/// An organisation by the end of its name, in the first district.
fn org(ending: &str) -> i64 {
    let org = demo().orgs.iter().find(|org| org.name.ends_with(ending));
    org.unwrap().org_id
}

fn members(org_id: i64) -> HashSet<i64> {
    let members = demo().memberships.iter().filter(|m| m.org_id == org_id);
    members.map(|m| m.soldier_id).collect()
}

fn serving(office_id: i64) -> HashSet<i64> {
    let people = demo().people.iter().filter(|p| p.office_id == office_id);
    people.map(|p| p.soldier_id).collect()
}

fn task(recipients: Recipients) -> NewTask {
    NewTask {
        launcher: DISTRICT,
        title: "防汛集结".to_owned(),
        detail: "带雨具".to_owned(),
        mem_count: 30,
        launched: now(),
        published: now(),
        gather: after(60),
        finish: after(120),
        site: Site {
            name: "码头".to_owned(),
            at: Point {
                lat: 23.1,
                lng: 113.3,
            },
            remember: false,
        },
        recipients,
    }
}

fn to_orgs(orgs: &[i64]) -> NewTask {
    task(Recipients {
        orgs: orgs.to_vec(),
        ..Recipients::default()
    })
}

fn a_filled_store_knows_its_size_and_seed(store: Box<dyn Store>) {
    assert_eq!(store.filled().unwrap(), None);
    let store = filled(store);
    assert_eq!(store.filled().unwrap(), Some(("demo".to_owned(), 1)));
}

fn a_session_lasts_until_its_end_or_its_closing(store: Box<dyn Store>) {
    let store = filled(store);
    let account = store.credentials("commander").unwrap().unwrap().account;
    assert_eq!(account.unit, DISTRICT);
    assert!(store.credentials("nobody").unwrap().is_none());
    let open = |token: &TokenHash| {
        store
            .open_session(token, account.account_id, now(), after(10))
            .unwrap();
    };
    open(&TOKEN);
    let found = |token, at| store.session(token, at).unwrap().is_some();
    assert!(found(&TOKEN, after(9)));
    assert!(!found(&TOKEN, after(10)), "the last moment is past the end");
    assert!(!found(&[8; 32], now()), "another token");
    store.close_session(&TOKEN).unwrap();
    assert!(!found(&TOKEN, now()));
}

fn units_govern_themselves_and_what_is_below(store: Box<dyn Store>) {
    let store = filled(store);
    let company = Unit::Org(org("海珠区应急连"));
    let platoon = Unit::Org(org("青云街一排"));
    let squad = Unit::Org(org("青云街一排一班"));
    let second = Unit::Org(org("青云街二排"));
    let governs = |upper, lower| store.governs(upper, lower).unwrap();
    for (upper, lower) in [
        (CITY, CITY),
        (CITY, STREET),
        (CITY, squad),
        (DISTRICT, STREET),
        (DISTRICT, platoon),
        (STREET, squad),
        (company, squad),
        (platoon, squad),
        (squad, squad),
    ] {
        assert!(governs(upper, lower), "{upper:?} over {lower:?}");
    }
    for (upper, lower) in [
        (STREET, DISTRICT),
        (DISTRICT, PEER),
        (PEER, platoon),
        (squad, platoon),
        (platoon, second),
        (platoon, STREET),
        (company, second),
        (company, DISTRICT),
    ] {
        assert!(!governs(upper, lower), "{upper:?} not over {lower:?}");
    }
}

fn a_cycle_of_organisations_ends(store: Box<dyn Store>) {
    let mut sample = Sample::new(crate::Size::Demo, 1).unwrap();
    for org in &mut sample.orgs {
        org.upper_org_id = Some(org.org_id);
    }
    store.fill(&sample).unwrap();
    let platoon = Unit::Org(org("青云街一排"));
    assert_eq!(store.orgs(platoon).unwrap().len(), 1);
    assert!(!store.governs(platoon, CITY).unwrap());
}

fn reach_is_what_is_at_or_below(store: Box<dyn Store>) {
    let store = filled(store);
    let reach = store.reach(DISTRICT, true).unwrap();
    assert_eq!(reach.offices, HashSet::from([102, 103, 104, 105]));
    let people: HashSet<i64> = [102, 103, 104, 105].into_iter().flat_map(serving).collect();
    assert_eq!(reach.soldiers, people);
    assert!(store.reach(DISTRICT, false).unwrap().soldiers.is_empty());

    let platoon = org("青云街一排");
    let reach = store.reach(Unit::Org(platoon), true).unwrap();
    assert!(reach.offices.is_empty());
    assert_eq!(reach.orgs.len(), 3, "the platoon and its two squads");
    let people: HashSet<i64> = reach.orgs.iter().copied().flat_map(members).collect();
    assert_eq!(reach.soldiers, people);
}

fn whoever_is_chosen_in_several_ways_is_notified_once(store: Box<dyn Store>) {
    let store = filled(store);
    let (platoon, detachment) = (org("青云街一排"), org("海珠区防汛分队"));
    let mut people: HashSet<i64> = serving(103);
    people.extend(members(platoon));
    people.extend(members(detachment));
    let alone = *people.iter().next().unwrap();
    let task_id = store
        .publish(&task(Recipients {
            offices: vec![103, 103],
            orgs: vec![platoon, detachment, platoon],
            soldiers: vec![alone],
        }))
        .unwrap()
        .unwrap();
    let notified = store.responses(task_id, all()).unwrap().unwrap().rows;
    assert_eq!(notified.len(), people.len());
    assert!(notified.iter().all(|row| people.contains(&row.soldier_id)));
    let recount = store.recount().unwrap().remove(0);
    assert_eq!(recount.notices, people.len() as i64);
    assert_eq!(recount.people_noticed, recount.notices);

    let chosen = store.participants(task_id).unwrap();
    assert_eq!(chosen.offices.len(), 1);
    assert_eq!(chosen.offices[0].members.len(), serving(103).len());
    assert_eq!(chosen.orgs.len(), 2);
    assert_eq!(chosen.soldiers[0].soldier_id, alone);
    let all = chosen.orgs.iter().flat_map(|unit| &unit.members);
    assert!(all.clone().any(|member| member.is_admin));
}

fn a_publish_that_fails_leaves_nothing(store: Box<dyn Store>) {
    let store = filled(store);
    let mut to_nobody = to_orgs(&[]);
    to_nobody.site.remember = true;
    assert!(store.publish(&to_nobody).unwrap().is_none());
    let mut to_unknown = to_orgs(&[org("青云街一排"), 999_999]);
    to_unknown.site.remember = true;
    assert!(store.publish(&to_unknown).is_err());
    assert!(store.recount().unwrap().is_empty());
    assert_eq!(store.places(DISTRICT).unwrap().len(), 8);
    assert!(
        store
            .publish(&to_orgs(&[org("青云街一排")]))
            .unwrap()
            .is_some()
    );
}

fn a_new_place_is_remembered_for_its_unit_only(store: Box<dyn Store>) {
    let store = filled(store);
    let mut new = to_orgs(&[org("青云街一排")]);
    new.site.remember = true;
    store.publish(&new).unwrap();
    let places = store.places(DISTRICT).unwrap();
    assert_eq!(places.len(), 9);
    assert_eq!(places[8].name, "码头");
    assert_eq!(store.places(CITY).unwrap().len(), 8);
}

fn tasks_are_listed_for_those_above_and_move_when_they_end(store: Box<dyn Store>) {
    let store = filled(store);
    let task_id = store
        .publish(&to_orgs(&[org("青云街一排")]))
        .unwrap()
        .unwrap();
    let listed = |unit, done, at| {
        let (rows, total) = store.tasks(unit, done, at, all()).unwrap();
        assert_eq!(rows.len() as i64, total);
        total == 1 && rows[0].task_id == task_id
    };
    for unit in [CITY, DISTRICT] {
        assert!(listed(unit, false, after(119)) && !listed(unit, true, after(119)));
        assert!(!listed(unit, false, after(120)) && listed(unit, true, after(120)));
    }
    for unit in [STREET, PEER, Unit::Org(org("青云街一排"))] {
        assert!(!listed(unit, false, now()) && !listed(unit, true, after(120)));
    }
    store.finish(task_id, after(30)).unwrap();
    store.finish(task_id, after(40)).unwrap();
    assert!(listed(DISTRICT, true, after(30)));
    let finished = store.task(task_id).unwrap().unwrap().finished;
    assert_eq!(finished, Some(after(30)), "the first end stands");
    assert!(store.task(task_id + 1).unwrap().is_none());
}

fn pages_hold_everybody_once(store: Box<dyn Store>) {
    let store = filled(store);
    let orgs = [org("海珠区防汛分队"), org("青云街一排一班")];
    let task_id = store.publish(&to_orgs(&orgs)).unwrap().unwrap();
    let count = store.task(task_id).unwrap().unwrap().counts.notified;
    let page = |number| PageAt { size: 4, number };
    let mut seen = Vec::new();
    for number in 1..=page(1).pages(count) {
        let rows = store
            .responses(task_id, page(number))
            .unwrap()
            .unwrap()
            .rows;
        seen.extend(rows.into_iter().map(|row| row.soldier_id));
    }
    assert_eq!(seen.len() as i64, count);
    assert_eq!(seen.iter().collect::<HashSet<_>>().len(), seen.len());
    let past = page(page(1).pages(count) + 1);
    assert!(
        store
            .responses(task_id, past)
            .unwrap()
            .unwrap()
            .rows
            .is_empty()
    );
}

fn an_answer_stands_and_only_those_who_accepted_check_in(store: Box<dyn Store>) {
    let store = filled(store);
    let task_id = store
        .publish(&to_orgs(&[org("青云街一排")]))
        .unwrap()
        .unwrap();
    let due = store.drill_due(task_id, 0, 1_000).unwrap();
    let (first, second) = (due[0].soldier_id, due[1].soldier_id);
    let step = |soldier_id, answer: Option<Answer>, checked| DrillStep {
        soldier_id,
        answered: answer.map(|answer| (answer, after(2))),
        position: None,
        checked,
        due_ms: None,
    };
    store
        .drill_write(
            task_id,
            5,
            &[
                step(first, Some(Answer::Accepted), None),
                step(second, Some(Answer::Refused), None),
            ],
        )
        .unwrap();
    store
        .drill_write(
            task_id,
            6,
            &[
                step(first, Some(Answer::Refused), Some(after(3))),
                step(second, None, Some(after(3))),
            ],
        )
        .unwrap();
    let counts = store.task(task_id).unwrap().unwrap().counts;
    assert_eq!((counts.accepted, counts.refused, counts.checked), (1, 1, 1));
    assert_eq!(
        store.responses(task_id, all()).unwrap().unwrap().mean_ms,
        Some(120_000)
    );
    assert_eq!(
        store.check_ins(task_id, all()).unwrap().unwrap().rows[0].soldier_id,
        first
    );
    assert_eq!(store.drill_tasks(now()).unwrap()[0].lived_ms, 6);
    assert_eq!(
        store.drill_due(task_id, 6, 1_000).unwrap().len(),
        due.len() - 2
    );
    assert_eq!(store.drill_due(task_id, 6, 3).unwrap().len(), 3);
}

fn a_position_replaces_the_last(store: Box<dyn Store>) {
    let store = filled(store);
    let task_id = store
        .publish(&to_orgs(&[org("青云街一排")]))
        .unwrap()
        .unwrap();
    let soldier_id = store.drill_due(task_id, 0, 1).unwrap()[0].soldier_id;
    for lat in [23.0, 23.1] {
        let step = DrillStep {
            soldier_id,
            answered: None,
            position: Some((Point { lat, lng: 113.0 }, now())),
            checked: None,
            due_ms: None,
        };
        store.drill_write(task_id, 0, &[step]).unwrap();
    }
    let (rows, total) = store.positions(task_id, all()).unwrap();
    assert_eq!((rows.len(), total), (1, 1));
    assert_eq!(rows[0].at.lat, 23.1);
}

stores! {
    a_filled_store_knows_its_size_and_seed
    a_session_lasts_until_its_end_or_its_closing
    units_govern_themselves_and_what_is_below
    a_cycle_of_organisations_ends
    reach_is_what_is_at_or_below
    whoever_is_chosen_in_several_ways_is_notified_once
    a_publish_that_fails_leaves_nothing
    a_new_place_is_remembered_for_its_unit_only
    tasks_are_listed_for_those_above_and_move_when_they_end
    pages_hold_everybody_once
    an_answer_stands_and_only_those_who_accepted_check_in
    a_position_replaces_the_last
}
