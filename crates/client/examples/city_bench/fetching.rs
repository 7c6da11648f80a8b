//! Both trees, from the server into the encrypted store, and to the first rows.

use crate::{
    Fallible,
    city::{City, get},
    echo::TREES,
    peer, picking,
    seat::Seat,
    table::{Times, beside, chapter, fact, line, timed, timed_now},
};
use std::{net::SocketAddr, path::Path};

/// Of what takes a good part of a second.
const ROUNDS: usize = 7;

/// What the backend takes to start and to answer.
pub async fn backend(city: &City) -> Fallible<()> {
    chapter("the reference backend");
    let started_in = Times::once(city.started_in);
    line("start, and fill an empty database", &started_in);
    for path in TREES {
        let (mut first, mut whole) = (Times::default(), Times::default());
        let mut bytes = 0;
        for _ in 0..ROUNDS {
            let answer = get(city.live, path, &city.cookie).await?;
            bytes = answer.body.len();
            first.add(answer.first_byte);
            whole.add(answer.whole);
        }
        line(&format!("{path}, to the first byte"), &first);
        line(&format!("{path}, to the last"), &whole);
        fact(&format!("{path}, bytes"), bytes);
    }
    Ok(())
}

/// From the request to the store, and to the first rows.
pub async fn all(city: &City, dir: &Path) -> Fallible<()> {
    chapter("both trees, from the server into the encrypted store");
    let mut live = Times::default();
    for _ in 0..3 {
        let seat = Seat::take(city.live).await?;
        live.add(timed(seat.fetch_roster()).await?.1);
    }
    line("asked to stored, the backend's work included", &live);

    let echo = city.echo.address;
    // The echo hears everything once before anything is measured.
    Seat::take(echo).await?.fetch_roster().await?;
    let [mut shown, mut stored, mut both, mut same] = [(); 4].map(|()| Times::default());
    for _ in 0..ROUNDS {
        let seat = Seat::take(echo).await?;
        let draft = seat.new_draft().await?;
        let (showing, storing) = tokio::join!(
            timed(picking::await_rows(&seat, &draft)),
            timed(seat.fetch_roster())
        );
        let (showing, storing) = (showing?.1, storing?.1);
        shown.add(showing);
        stored.add(storing);
        both.add(showing.max(storing));
        same.add(timed(seat.fetch_roster()).await?.1);
    }
    let peer = peers(echo, &city.cookie, dir).await?;
    beside("bytes to the picker's first rows", &shown, &peer);
    beside("bytes to stored", &stored, &peer);
    beside("bytes to both", &both, &peer);
    line("fetched again, nothing changed", &same);
    Ok(())
}

/// The peer's way to its first rows, by a database in `dir`.
pub async fn peers(server: SocketAddr, cookie: &str, dir: &Path) -> Fallible<Times> {
    let [orgs, offices] = TREES;
    let file = dir.join("trees.db");
    let mut times = Times::default();
    for _ in 0..ROUNDS {
        if file.exists() {
            std::fs::remove_file(&file)?;
        }
        let orgs = get(server, orgs, cookie).await?;
        let offices = get(server, offices, cookie).await?;
        let (rows, storing) = timed_now(|| peer::store(&file, &orgs.body, &offices.body));
        rows?;
        times.add(orgs.whole + offices.whole + storing);
    }
    Ok(times)
}
