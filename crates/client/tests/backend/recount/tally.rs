//! Comparing what is shown with what is true, and counting what came of it.

use super::{
    scene::{Scene, Seen},
    shown::{self, Screen},
    truth::Truth,
};
use crate::{
    deck::{Faults, Manner},
    fault_proxy::{FaultProxy, RESPONSES},
};
use muster_domain::error::AppError;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// Faults that must have been there for the rest to mean something.
const ENOUGH: usize = 50_000;

/// Refreshes that must have been whole, and so equal to the recount, per cent:
/// the others are shown as incomplete, and say nothing.
const FLOOR: usize = 90;

/// What came of all refreshes.
#[derive(Default)]
pub struct Tally {
    about: String,
    manner: Option<Manner>,
    /// When each screen was last read as a whole.
    read_at: HashMap<&'static str, i64>,
    /// What the map tells of the check-ins, which may be older than it.
    on_map: Value,
    equal: usize,
    incomplete: usize,
    /// Of these, with nothing whole from before to show.
    partial: usize,
    packets: usize,
    /// Rows of the list, and the task itself.
    summaries: usize,
    /// Of these, wrong if their own progress were believed.
    believed_progress: usize,
    /// Boards that counting every row would have made wrong.
    counted_naively: usize,
    /// The same of believing the last row of each person.
    believed_last: usize,
}

impl Tally {
    /// The next refresh: of a server in this mood, and how to find it again.
    pub fn begin(&mut self, manner: Manner, about: &str) {
        self.about = format!("{about}, {manner:?}");
        self.manner = Some(manner);
    }

    pub fn compare(&mut self, screen: Screen, seen: Seen, truth: &Truth, now: i64) {
        let about = format!("{screen:?}: {}", self.about);
        let Seen {
            before,
            refreshed,
            head,
            shown,
        } = seen;
        let people = &shown["people"];
        if screen == Screen::Positions {
            self.on_map = shown["of_check_ins"].clone();
        }
        match refreshed {
            Ok(_) => {
                let expected = match screen {
                    Screen::Responses => truth.responses(),
                    Screen::CheckIns => truth.check_ins(),
                    Screen::Positions => truth.positions(),
                };
                assert_same(&shown, &expected, &about);
                assert_eq!(head["complete"], true, "{about}");
                assert_eq!(head["problem"], Value::Null, "{about}");
                assert_eq!(head["fetched_at"], now, "{about}");
                self.read_at.insert(screen.target(), now);
                self.equal += 1;
            }
            Err(error) => {
                assert!(
                    matches!(error, AppError::BrokenAnswer { .. }),
                    "{error:?}: {about}"
                );
                assert_ne!(self.manner, Some(Manner::Shuffled), "{about}");
                assert_eq!(head["problem"]["code"], "broken_answer", "{about}");
                if before.0["complete"] == true {
                    // The last whole reading stays, and says how old it is.
                    assert_eq!(head["fetched_at"], before.0["fetched_at"], "{about}");
                    assert!(*people == before.1, "{about}");
                } else {
                    assert_partial(&head, people, truth, &about);
                    self.partial += 1;
                }
                self.incomplete += 1;
            }
        }
    }

    /// What is put together from several screens: the packet, who of those on
    /// the map is at the place, and who has checked in.
    pub async fn compare_beside(&mut self, scene: &Scene, truth: &Truth) {
        let now = scene.now();
        let is_fresh = |screen: Screen| self.read_at.get(screen.target()) == Some(&now);
        if is_fresh(Screen::Positions) {
            let head = Screen::Positions.head(&scene.seat, &scene.task).await;
            let there = head["value"]["there"].as_u64().unwrap();
            assert!(truth.there().contains(&there), "{there}: {}", self.about);
        }
        if is_fresh(Screen::Positions) && is_fresh(Screen::CheckIns) {
            assert_eq!(self.on_map, truth.on_map(), "{}", self.about);
        }
        if is_fresh(Screen::Responses) && is_fresh(Screen::CheckIns) {
            let packet = shown::packet(&scene.seat, &scene.task).await;
            assert_eq!(packet, truth.packet(), "{}", self.about);
            self.packets += 1;
            for shown in shown::summaries(&scene.seat, &scene.task).await {
                self.compare_summary(shown, truth);
            }
        }
    }

    /// A summary whose progress is wrong, beside boards that are not.
    fn compare_summary(&mut self, mut shown: Value, truth: &Truth) {
        let progress = shown["progress"].take().as_f64();
        let right = truth.summary();
        assert_eq!(shown, right, "{}", self.about);
        let told = progress.map(|progress| progress * truth.wanted() as f64);
        let accepted = right["accepted"].as_f64();
        self.summaries += 1;
        self.believed_progress +=
            usize::from(told.is_some_and(|told| Some(told.round()) != accepted));
    }

    /// The controls: what they would have found of the same rows who count
    /// every row, and who believe the last row of each person.
    pub fn mislead(&mut self, proxy: &FaultProxy, task: &str, truth: &Truth) {
        let told = proxy.told(RESPONSES, task);
        let id = |row: &&Value| row["soldier_id"].as_i64().unwrap();
        let last: HashMap<i64, &Value> = told.iter().map(|row| (id(&row), row)).collect();
        let naive = answers(told.iter());
        let right = truth.answers();
        self.counted_naively += usize::from(naive != right);
        self.believed_last += usize::from(answers(last.into_values()) != right);
    }

    pub fn close(&self, truth: &Truth, faults: Faults, rounds: usize) {
        let refreshes = self.equal + self.incomplete;
        let [unread, refused, accepted] = truth.answers();
        println!(
            "{}: {refreshes} refreshes of three screens, {} equal, and {} packets, \
             {} faults injected ({faults:?}), {} rereads or readings of the lookout, \
             {} incomplete and shown as such, \
             {} summaries, disagreements 0. Control, of {rounds} boards wrong: {} by counting \
             every row, {} by believing the last; of the summaries {} by their progress. \
             In the end {unread} unread, {refused} refused, \
             {accepted} accepted, {} arrived.",
            self.about,
            self.equal,
            self.packets,
            faults.total(),
            faults.readings - refreshes,
            self.incomplete,
            self.summaries,
            self.counted_naively,
            self.believed_last,
            self.believed_progress,
            truth.arrived(),
        );
        assert_eq!(refreshes, rounds * Screen::ALL.len());
        assert!(
            self.equal >= FLOOR * refreshes / 100,
            "{} equal",
            self.equal
        );
        assert!(self.incomplete > 0 && self.partial > 0 && self.packets > rounds / 2);
        assert_eq!(self.summaries, 2 * self.packets);
        assert!(self.believed_progress > self.summaries / 20);
        assert!(truth.arrived() > 100, "the unit came");
        assert!(faults.total() > ENOUGH && faults.across > ENOUGH / 10);
        assert!(faults.outdated > 100 && faults.slipped > 0 && faults.understated > 0);
        assert!(self.counted_naively > rounds / 2 && self.believed_last > rounds / 20);
    }
}

/// Unread, refused, accepted, in the words of the wire.
fn answers<'a>(rows: impl Iterator<Item = &'a Value>) -> [usize; 3] {
    let mut counts = [0; 3];
    for row in rows {
        let words = ["UR", "RF", "AC"];
        let word = words.iter().position(|word| row["status"] == *word);
        counts[word.unwrap()] += 1;
    }
    counts
}

/// Some of the people, and no word that they are all.
fn assert_partial(head: &Value, people: &Value, truth: &Truth, about: &str) {
    assert_eq!(head["complete"], false, "{about}");
    assert_eq!(head["value"]["disagreements"], json!([]), "{about}");
    let all: usize = truth.answers().iter().sum();
    assert!(people.as_object().unwrap().len() < all, "{about}");
}

/// Names what differs, person by person.
fn assert_same(shown: &Value, expected: &Value, about: &str) {
    for (part, right) in expected.as_object().unwrap() {
        match (&shown[part], right) {
            (Value::Object(rows), Value::Object(people)) if part == "people" => {
                for (soldier, row) in people {
                    assert_eq!(rows.get(soldier), Some(row), "{about}");
                }
                assert_eq!(strangers(rows, people), [""; 0], "{about}");
            }
            (is, right) => assert_eq!(is, right, "{part}, {about}"),
        }
    }
}

fn strangers<'a>(rows: &'a Map<String, Value>, people: &Map<String, Value>) -> Vec<&'a str> {
    let ids = rows.keys().map(String::as_str);
    ids.filter(|id| !people.contains_key(*id)).collect()
}
