//! The core is killed at every state of a write, again and again on the same
//! databases: nothing goes out twice, nothing that was meant is lost, and what
//! the outbox says is what the backend holds.

use crate::seat::Seat;
use muster_backend::Dialect;
use rand::{RngExt, SeedableRng, rngs::StdRng};
use serde_json::{Value, json};
use std::time::Duration;

/// Kills of each dialect, unless `MUSTER_KILLS` says how many.
const KILLS: usize = 18;

/// Within this the backend answers and the answer is written down.
const SOON_MS: u64 = 20;

/// When a core dies.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// The entry is queued.
    Queued,
    /// The publication has left; the backend will not see it.
    Leaving,
    /// The backend has it; its answer does not come back.
    Arrived,
    /// About when the answer is written down, or a little later.
    Answered,
    /// At any time after it was let go.
    Anytime,
    /// After two cores on the same databases let it go.
    Twofold,
}

const MOMENTS: [Moment; 6] = [
    Moment::Queued,
    Moment::Leaving,
    Moment::Arrived,
    Moment::Answered,
    Moment::Anytime,
    Moment::Twofold,
];

/// What a publication came to.
struct Ending {
    moment: Moment,
    state: String,
    /// Complete readings of the lists.
    readings: u64,
    /// Whether its draft is there to be sent again.
    draft: bool,
    /// Tasks of its title at the backend.
    tasks: usize,
}

impl Ending {
    /// What is wrong with it.
    fn fault(&self) -> Option<&'static str> {
        let nothing_came = self.state == "taken_back" || self.state == "unknown";
        match self.tasks {
            0 if !nothing_came => Some("said to have arrived"),
            0 if !self.draft => Some("lost"),
            1 if self.state != "confirmed" => Some("not said to have arrived"),
            0 | 1 => None,
            _ => Some("sent twice"),
        }
    }
}

pub async fn killed(dialect: Dialect) {
    let kills = std::env::var("MUSTER_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let mut dice = StdRng::seed_from_u64(3);
    let mut seat = Seat::apart(dialect, "commander").await;
    let mut written = Vec::new();
    for kill in 0..kills {
        let moment = MOMENTS[kill % MOMENTS.len()];
        let title = format!("断电演练 {kill}");
        let draft = seat.draft(&title).await;
        seat.choose(&draft, "people", "person", 1).await;
        die(&mut seat, moment, &draft, &mut dice).await;
        seat.start_again().await;
        written.push((moment, title, draft));
    }

    seat.until("every write is settled", async || {
        let entries = entries(&seat).await;
        entries.iter().all(is_settled)
    })
    .await;
    let entries = entries(&seat).await;
    let mut endings = Vec::new();
    for (moment, title, draft) in written {
        let of_it = entries
            .iter()
            .filter(|entry| entry["draft"] == *draft || titled(entry, &title));
        let of_it: Vec<&Value> = of_it.collect();
        assert_eq!(of_it.len(), 1, "{moment:?}: {of_it:?}");
        endings.push(Ending {
            moment,
            state: of_it[0]["state"].as_str().unwrap().to_owned(),
            readings: of_it[0]["search"]["readings"].as_u64().unwrap_or(0),
            draft: seat
                .call("get_draft", json!({"draft": draft}))
                .await
                .is_ok(),
            tasks: seat.tasks_titled(&format!("【演练】{title}")).await,
        });
    }
    tell(dialect, &endings);
    let faults: Vec<_> = endings
        .iter()
        .filter_map(|ending| Some((ending.moment, ending.fault()?)))
        .collect();
    assert!(faults.is_empty(), "{faults:?}");
    the_kills_were_in_time(&endings);
}

/// Lets a draft go, and kills the core at that moment.
async fn die(seat: &mut Seat, moment: Moment, draft: &str, dice: &mut StdRng) {
    let before = seat.cable().publications();
    let reached = async |seat: &Seat| {
        seat.until("the publication leaves", async || {
            seat.cable().publications() > before
        })
        .await;
    };
    match moment {
        Moment::Queued => {
            seat.call("publish_task", json!({"draft": draft}))
                .await
                .unwrap();
        }
        Moment::Leaving => {
            seat.cable().hold_next_publication();
            seat.send(draft).await;
            reached(seat).await;
        }
        Moment::Arrived => {
            seat.cable().lose_next_answer();
            seat.send(draft).await;
            reached(seat).await;
        }
        Moment::Answered => {
            seat.send(draft).await;
            reached(seat).await;
            pause(dice, SOON_MS).await;
        }
        Moment::Anytime => {
            seat.send(draft).await;
            pause(dice, SOON_MS).await;
        }
        Moment::Twofold => {
            let second = seat.second_core().await;
            let entry = seat
                .call("publish_task", json!({"draft": draft}))
                .await
                .unwrap();
            let entry = json!({"entry": entry["id"]});
            // Whoever comes second is told that it is too late.
            let _ = tokio::join!(
                seat.call("send_now", entry.clone()),
                second.call("send_now", entry),
            );
            reached(seat).await;
            pause(dice, SOON_MS).await;
        }
    }
    seat.kill();
}

async fn pause(dice: &mut StdRng, up_to_ms: u64) {
    tokio::time::sleep(Duration::from_millis(dice.random_range(0..up_to_ms))).await;
}

async fn entries(seat: &Seat) -> Vec<Value> {
    let mut entries = Vec::new();
    loop {
        let window = json!({"offset": entries.len(), "limit": 200});
        let rows = seat.call("list_outbox", window).await.unwrap()["rows"].clone();
        match rows.as_array().unwrap().as_slice() {
            [] => return entries,
            more => entries.extend(more.iter().cloned()),
        }
    }
}

fn titled(entry: &Value, title: &str) -> bool {
    entry["title"] == format!("【演练】{title}")
}

/// Nothing about it changes by itself any more.
fn is_settled(entry: &Value) -> bool {
    match entry["state"].as_str().unwrap() {
        "confirmed" => entry["task"].is_string(),
        "taken_back" => true,
        "unknown" => entry["search"]["readings"].as_u64() >= Some(2),
        _ => false,
    }
}

fn tell(dialect: Dialect, endings: &[Ending]) {
    for moment in MOMENTS {
        let of_it = || {
            endings
                .iter()
                .filter(|ending| ending.moment as u8 == moment as u8)
        };
        let count = |state: &str| of_it().filter(|ending| ending.state == state).count();
        println!(
            "{dialect:?}, killed {moment:?}: {} confirmed, {} drafts again, {} for the user to decide; {} read back",
            count("confirmed"),
            count("taken_back"),
            count("unknown"),
            of_it().filter(|ending| ending.readings > 0).count(),
        );
    }
}

/// A kill that comes too late, or too early, shows nothing.
fn the_kills_were_in_time(endings: &[Ending]) {
    let all = |moment: Moment, holds: fn(&Ending) -> bool| {
        let of_it = endings
            .iter()
            .filter(|ending| ending.moment as u8 == moment as u8);
        of_it.into_iter().all(holds)
    };
    assert!(all(Moment::Queued, |ending| ending.tasks == 0
        && ending.state == "taken_back"));
    assert!(all(Moment::Leaving, |ending| ending.tasks == 0
        && ending.state == "unknown"));
    assert!(all(Moment::Arrived, |ending| ending.tasks == 1
        && ending.readings >= 2));
}

#[test]
fn what_is_sent_twice_or_lost_is_seen() {
    let ending = |state: &str, draft, tasks| Ending {
        moment: Moment::Anytime,
        state: state.to_owned(),
        readings: 2,
        draft,
        tasks,
    };
    assert_eq!(ending("confirmed", false, 1).fault(), None);
    assert_eq!(ending("taken_back", true, 0).fault(), None);
    assert_eq!(ending("confirmed", false, 2).fault(), Some("sent twice"));
    assert_eq!(ending("taken_back", false, 0).fault(), Some("lost"));
    assert_eq!(
        ending("taken_back", true, 1).fault(),
        Some("not said to have arrived")
    );
    assert_eq!(
        ending("confirmed", true, 0).fault(),
        Some("said to have arrived")
    );
}
