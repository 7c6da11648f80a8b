use std::sync::Arc;

use jiff::SignedDuration;

use super::publish::{Draft, DraftPlace};
use super::tasks::Phase;
use super::*;
use crate::clock::ManualClock;
use crate::drill::Drill;
use crate::sample::tests::demo;
use crate::store::{Answer, Counts, DrillStep, Point, Recipients, Unit, sqlite::Sqlite};

fn start() -> Timestamp {
    "2026-05-06T04:00:00Z".parse().unwrap()
}

fn after(minutes: i64) -> Timestamp {
    start() + SignedDuration::from_mins(minutes)
}

struct Post {
    militia: Militia,
    store: Arc<dyn Store>,
    clock: Arc<ManualClock>,
}

impl Post {
    fn new() -> Self {
        Self::on(Arc::new(Sqlite::in_memory().unwrap()))
    }

    fn on(store: Arc<dyn Store>) -> Self {
        store.fill(demo()).unwrap();
        let clock = Arc::new(ManualClock::at(start()));
        let same: Arc<dyn Clock> = Arc::<ManualClock>::clone(&clock);
        Self {
            militia: Militia::new(Arc::clone(&store), same),
            store,
            clock,
        }
    }

    fn account(&self, username: &str) -> Account {
        self.store.credentials(username).unwrap().unwrap().account
    }
}

fn draft(recipients: Recipients) -> Draft {
    Draft {
        title: "防汛".to_owned(),
        detail: String::new(),
        mem_count: 2,
        launched: None,
        gather: after(60),
        finish: after(120),
        place: DraftPlace::New {
            name: "码头".to_owned(),
            lat: Some(23.1),
            lng: Some(113.3),
        },
        recipients,
    }
}

fn offices(ids: &[i64]) -> Recipients {
    Recipients {
        offices: ids.to_vec(),
        ..Recipients::default()
    }
}

fn task(counts: Counts) -> Task {
    Task {
        task_id: 1,
        launcher: Unit::Office(1),
        launcher_name: String::new(),
        title: String::new(),
        mem_count: 4,
        launched: start(),
        gather: after(60),
        finish: after(120),
        finished: None,
        place_name: String::new(),
        place: Point { lat: 0.0, lng: 0.0 },
        counts,
    }
}

fn counts(accepted: i64, checked: i64) -> Counts {
    Counts {
        notified: 10,
        refused: 1,
        accepted,
        checked,
    }
}

#[test]
fn a_phase_changes_at_the_headcount_the_gather_time_and_the_end() {
    let last_ms = SignedDuration::from_millis(1);
    for (now, accepted, checked, phase) in [
        (start(), 0, 0, Phase::Recruiting(0.0)),
        (after(59), 3, 0, Phase::Recruiting(0.75)),
        (after(59), 4, 0, Phase::Gathering(0.0)),
        (after(59), 5, 2, Phase::Gathering(0.4)),
        (after(60) - last_ms, 4, 4, Phase::Gathering(1.0)),
        (after(60) - last_ms, 3, 3, Phase::Recruiting(0.75)),
        (after(60), 4, 4, Phase::Executing),
        (after(60), 0, 0, Phase::Executing),
        (after(120) - last_ms, 4, 4, Phase::Executing),
        (after(120), 4, 4, Phase::Done),
    ] {
        let task = task(counts(accepted, checked));
        assert_eq!(Phase::of(&task, now), phase, "{accepted} at {now}");
    }
    let mut ended = task(counts(4, 0));
    ended.finished = Some(after(10));
    assert_eq!(Phase::of(&ended, after(10)), Phase::Done);
}

#[test]
fn somebody_elses_task_and_no_task_are_refused_alike() {
    let post = Post::new();
    let task_id = post
        .militia
        .publish(&post.account("commander"), draft(offices(&[103])))
        .unwrap();
    for (username, id) in [
        ("peer", task_id),
        ("subordinate", task_id),
        ("commander", 99),
    ] {
        let refused = post
            .militia
            .detail(&post.account(username), id)
            .unwrap_err();
        assert!(
            matches!(refused, Refusal::NoSuchTask),
            "{username}: {refused}"
        );
    }
    for (username, is_launcher) in [("commander", true), ("superior", false)] {
        let seen = post
            .militia
            .detail(&post.account(username), task_id)
            .unwrap();
        assert_eq!(seen.is_launcher, is_launcher);
    }
}

#[test]
fn superiors_of_an_organisation_see_its_tasks_and_it_sees_only_its_own() {
    let post = Post::new();
    let platoon = post.account("platoon");
    let Unit::Org(org_id) = platoon.unit else {
        panic!("an organisation");
    };
    let to_itself = Recipients {
        orgs: vec![org_id],
        ..Recipients::default()
    };
    let own = post.militia.publish(&platoon, draft(to_itself)).unwrap();
    let above = post
        .militia
        .publish(&post.account("subordinate"), draft(offices(&[103])))
        .unwrap();
    for username in ["subordinate", "commander", "superior"] {
        assert!(post.militia.detail(&post.account(username), own).is_ok());
    }
    assert!(post.militia.detail(&post.account("peer"), own).is_err());
    assert!(post.militia.detail(&platoon, above).is_err());
}

#[test]
fn only_the_launcher_finishes_and_twice_is_no_error() {
    let post = Post::new();
    let commander = post.account("commander");
    let task_id = post
        .militia
        .publish(&commander, draft(offices(&[103])))
        .unwrap();
    let refused = post
        .militia
        .finish(&post.account("superior"), task_id)
        .unwrap_err();
    assert!(matches!(refused, Refusal::NotLauncher));
    post.clock.advance(SignedDuration::from_mins(5));
    post.militia.finish(&commander, task_id).unwrap();
    post.clock.advance(SignedDuration::from_mins(5));
    post.militia.finish(&commander, task_id).unwrap();
    let task = post.militia.detail(&commander, task_id).unwrap().task;
    assert_eq!(task.finished, Some(after(5)));
}

#[test]
fn an_office_means_its_own_people_and_no_lower_office() {
    let post = Post::new();
    let commander = post.account("commander");
    let own = post
        .militia
        .publish(&commander, draft(offices(&[102])))
        .unwrap();
    let both = post
        .militia
        .publish(&commander, draft(offices(&[102, 103])))
        .unwrap();
    let notified = |task_id| {
        let task = post.militia.detail(&commander, task_id).unwrap().task;
        task.counts.notified
    };
    assert_eq!((notified(own), notified(both)), (6, 6 + 64));
}

#[test]
fn the_trees_hold_everybody_once_and_an_organisation_sees_no_offices() {
    let post = Post::new();
    let superior = post.account("superior");
    assert_eq!(post.militia.org_tree(&superior).unwrap().total, 400);
    let offices = post.militia.office_tree(&superior).unwrap();
    assert_eq!((offices.total, offices.root.lower.len()), (400, 2));
    assert_eq!(offices.root.lower[0].lower.len(), 3);

    let platoon = post.account("platoon");
    let refused = post.militia.office_tree(&platoon).unwrap_err();
    assert!(matches!(refused, Refusal::OfficesOnly));
    let own = post.militia.org_tree(&platoon).unwrap();
    assert_eq!((own.total, own.root.orgs.len()), (32, 3));
    assert_eq!(own.root.office_name, "海珠区青云街人武部");
    assert_eq!(own.root.orgs[0].lower_org_ids.len(), 2);
    assert!(own.root.lower.is_empty());
}

#[test]
fn boards_count_what_their_rows_show() {
    let post = Post::new();
    let commander = post.account("commander");
    let task_id = post
        .militia
        .publish(&commander, draft(offices(&[103])))
        .unwrap();
    let due = post.store.drill_due(task_id, 0, 5).unwrap();
    let steps: Vec<DrillStep> = due
        .iter()
        .enumerate()
        .map(|(index, person)| DrillStep {
            soldier_id: person.soldier_id,
            answered: Some(if index < 3 {
                (Answer::Accepted, after(2))
            } else {
                (Answer::Refused, after(12))
            }),
            position: None,
            checked: (index == 0).then(|| after(30)),
            due_ms: None,
        })
        .collect();
    post.store.drill_write(task_id, 0, &steps).unwrap();

    let everybody = page(100, 1).unwrap();
    let board = post
        .militia
        .responses(&commander, task_id, everybody)
        .unwrap()
        .page;
    assert_eq!(
        board.counts,
        Counts {
            notified: 64,
            refused: 2,
            accepted: 3,
            checked: 1
        }
    );
    assert_eq!(board.mean_ms, Some(6 * 60_000));
    let of = |answer| board.rows.iter().filter(|row| row.answer == answer).count();
    assert_eq!(
        (
            of(Answer::Unread),
            of(Answer::Refused),
            of(Answer::Accepted)
        ),
        (59, 2, 3)
    );

    let board = post
        .militia
        .check_ins(&commander, task_id, everybody)
        .unwrap()
        .page;
    assert_eq!(board.rows.len(), 3);
    assert_eq!(
        board
            .rows
            .iter()
            .filter(|row| row.checked.is_some())
            .count(),
        1
    );
}

#[test]
fn pages_are_counted_from_one_and_bounded() {
    assert!(page(1, 1).is_ok() && page(PAGE_SIZE_MAX, i64::MAX).is_ok());
    for (size, number) in [(0, 1), (-1, 1), (PAGE_SIZE_MAX + 1, 1), (1, 0), (1, -1)] {
        assert!(page(size, number).is_err(), "{size}, {number}");
    }
    let page = page(10, 3).unwrap();
    assert_eq!(
        (page.offset(), page.pages(0), page.pages(10), page.pages(11)),
        (20, 0, 1, 2)
    );
}

/// A board whose counts and rows were read at different moments would show a
/// disagreement that is none.
#[test]
fn a_board_agrees_with_itself_while_people_answer() {
    let folder = tempfile::tempdir().unwrap();
    let store: Arc<dyn Store> = Arc::new(Sqlite::open(&folder.path().join("b.db"), None).unwrap());
    let post = Post::on(store);
    let commander = post.account("commander");
    let task_id = post
        .militia
        .publish(&commander, draft(offices(&[103])))
        .unwrap();
    let same: Arc<dyn Clock> = Arc::<ManualClock>::clone(&post.clock);
    let mut drill = Drill::new(Arc::clone(&post.store), same, 1, 1.0, Arc::default());
    let everybody = page(100, 1).unwrap();
    std::thread::scope(|scope| {
        let living = scope.spawn(|| {
            for _ in 0..300 {
                post.clock.advance(SignedDuration::from_secs(10));
                drill.tick().unwrap();
            }
        });
        let mut different = std::collections::HashSet::new();
        while !living.is_finished() {
            let board = post
                .militia
                .responses(&commander, task_id, everybody)
                .unwrap()
                .page;
            let accepted = |row: &&crate::store::Row| row.answer == Answer::Accepted;
            let counted = board.rows.iter().filter(accepted).count() as i64;
            assert_eq!(counted, board.counts.accepted);
            different.insert(counted);
        }
        assert!(different.len() > 1, "nothing changed meanwhile");
    });
}
