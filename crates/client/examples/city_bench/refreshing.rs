//! One refresh of a response board of which little has changed: every page is
//! asked for, what differs is stored, and what the page shows is read.

use crate::{
    Fallible,
    city::City,
    peer::board::Board,
    seat::Seat,
    table::{Times, beside, chapter, line, timed},
};
use serde_json::json;
use std::path::Path;

const ROUNDS: usize = 20;
/// How many are on the board, and of how many the answer changed.
pub const SIZES: [(usize, usize); 4] = [(1_000, 50), (10_000, 0), (10_000, 50), (10_000, 500)];

pub async fn all(city: &City, seat: &Seat, dir: &Path) -> Fallible<()> {
    chapter("one refresh of a response board");
    let task = city.task().await?;
    for (people, changed) in SIZES {
        city.echo.boards.make(&task, people);
        let [mut both, mut stored, mut read] = [(); 3].map(|()| Times::default());
        for round in 0..=ROUNDS {
            city.echo.boards.change(&task, changed);
            let storing = timed(seat.refresh_responses(&task)).await?.1;
            let reading = timed(look(seat, &task)).await?.1;
            // The first one only makes the board of this size.
            if round > 0 {
                both.add(storing + reading);
                stored.add(storing);
                read.add(reading);
            }
        }
        let peer = peers(city, &task, changed, dir).await?;
        let name = format!("{people} responses, {changed} changed");
        beside(&format!("{name}: asked to read"), &both, &peer);
        line("  of it asked to stored", &stored);
        line("  of it read", &read);
    }
    Ok(())
}

/// What the page reads when it is told of a change.
async fn look(seat: &Seat, task: &str) -> Fallible<()> {
    let args = json!({"connection": seat.connection(), "task": task});
    seat.call("get_response_board", args.clone()).await?;
    seat.call("get_response_picture", args).await?;
    let rows = json!({
        "connection": seat.connection(), "task": task, "status": null, "office": null,
        "filter": "", "sort": "responded_at", "descending": true, "offset": 0, "limit": 100,
    });
    seat.call("list_responses", rows).await?;
    Ok(())
}

/// The same as one would write it first.
pub async fn peers(city: &City, task: &str, changed: usize, dir: &Path) -> Fallible<Times> {
    let file = dir.join(format!("board-{}.db", rand::random::<u64>()));
    let mut board = Board::open(city.echo.address, &city.cookie, task, &file).await?;
    let mut times = Times::default();
    board.refresh().await?;
    for _ in 0..ROUNDS {
        city.echo.boards.change(task, changed);
        times.add(timed(board.refresh()).await?.1);
    }
    Ok(times)
}
