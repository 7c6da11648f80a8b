//! The core is killed at every state of a write, again and again on the same
//! databases: nothing goes out twice, nothing that was meant is lost, and what
//! the outbox says is what the backend holds.

use crate::{
    ledger::{Ending, Meant, endings},
    seat::Seat,
};
use muster_backend::Dialect;
use rand::{RngExt, SeedableRng, rngs::StdRng};
use serde_json::json;
use std::time::Duration;

/// Kills of each dialect, unless `MUSTER_KILLS` says how many.
const KILLS: usize = 18;

/// Within this the backend answers and the answer is written down.
const SOON_MS: u64 = 20;

/// When a core dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

pub async fn killed(dialect: Dialect) {
    let kills = std::env::var("MUSTER_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let mut dice = StdRng::seed_from_u64(3);
    let mut seat = Seat::apart(dialect, "commander").await;
    let (mut moments, mut meant) = (Vec::new(), Vec::new());
    for kill in 0..kills {
        let moment = MOMENTS[kill % MOMENTS.len()];
        let title = format!("断电演练 {kill}");
        let draft = seat.draft(&title).await;
        seat.choose(&draft, "people", "person", 1).await;
        die(&mut seat, moment, &draft, &mut dice).await;
        seat.start_again().await;
        moments.push(moment);
        meant.push(Meant { title, draft });
    }

    let endings = endings(&seat, &meant).await;
    let endings: Vec<(Moment, Ending)> = moments.into_iter().zip(endings).collect();
    tell(dialect, &endings);
    let faults: Vec<_> = endings
        .iter()
        .filter_map(|(moment, ending)| Some((moment, ending.fault()?)))
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

fn tell(dialect: Dialect, endings: &[(Moment, Ending)]) {
    for moment in MOMENTS {
        let count = |holds: fn(&Ending) -> bool| of(endings, moment).filter(|e| holds(e)).count();
        println!(
            "{dialect:?}, killed {moment:?}: {} confirmed, {} drafts again, {} for the user to \
             decide; {} read back",
            count(|ending| ending.state.as_deref() == Some("confirmed")),
            count(|ending| ending.state.as_deref() == Some("taken_back")),
            count(|ending| ending.state.as_deref() == Some("unknown")),
            count(|ending| ending.readings > 0),
        );
    }
}

/// A kill that comes too late, or too early, shows nothing.
fn the_kills_were_in_time(endings: &[(Moment, Ending)]) {
    let all = |moment, holds: fn(&Ending) -> bool| of(endings, moment).all(holds);
    assert!(all(Moment::Queued, |ending| {
        ending.tasks == 0 && ending.state.as_deref() == Some("taken_back")
    }));
    assert!(all(Moment::Leaving, |ending| {
        ending.tasks == 0 && ending.state.as_deref() == Some("unknown")
    }));
    assert!(all(Moment::Arrived, |ending| {
        ending.tasks == 1 && ending.readings >= 2
    }));
}

fn of(endings: &[(Moment, Ending)], wanted: Moment) -> impl Iterator<Item = &Ending> {
    let of_it = endings.iter().filter(move |(moment, _)| *moment == wanted);
    of_it.map(|(_, ending)| ending)
}
