//! A city of 100 000 people, from the reference backend's start to a rehearsed
//! call-out. Prints times; asserts none.
//!
//! `cargo run --release -p muster-client --example city_bench`
//!
//! The backend of `muster-server --size city` runs in this process, with the
//! simulated unit off and always the same people; a client on an empty
//! directory calls what the window calls, and gets what the window gets. What
//! the window then does with sixty rows is not in these figures.
//!
//! Where the client's own work is measured, the backend's answers are said
//! again by an echo, so that nobody waits for a server. Beside it in the same
//! run stand what one would write first (see [`peer`]) and, where it is
//! installed, `fzf --filter`.

mod echo;
mod fzf;
mod peer;
mod picking;
mod raw;
mod seat;
mod table;

use echo::Echo;
use muster_backend::{Backend, Options, Size};
use raw::Asked;
use seat::Seat;
use std::{error::Error, net::SocketAddr, path::Path, process::ExitCode};
use table::{Times, beside, chapter, fact, line, timed, timed_now};
use tempfile::TempDir;

const ORGS: &str = "/task/orgs";
const OFFICES: &str = "/task/offices";
/// Of what takes a good part of a second.
const ROUNDS: usize = 7;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("city_bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    table::head();
    chapter("the reference backend");
    let options = Options {
        size: Size::City,
        speed: 0.0,
        ..Options::default()
    };
    let (backend, took) = timed(async { Ok(Backend::start(options).await?) }).await?;
    line("start, and fill an empty database", &Times::once(took));
    let address = backend.url().trim_start_matches("http://").parse()?;
    let cookie = sign_in(address).await?;
    for path in [ORGS, OFFICES] {
        answers(address, path, &cookie).await?;
    }

    let dir = TempDir::new()?;
    let file = dir.path().join("peer.db");
    let echo = Echo::of(address).await?;
    fetching(address, &echo, &cookie, &file).await?;

    let seat = Seat::take(echo.address).await?;
    seat.fetch_roster().await?;
    picking::all(seat, &peer::Scan::of(&file)?, dir.path()).await?;
    backend.stop().await;
    Ok(())
}

async fn sign_in(server: SocketAddr) -> Result<String, Box<dyn Error>> {
    let (username, password) = seat::account()?;
    let body = serde_json::json!({"username": username, "password": password}).to_string();
    let asked = Asked {
        method: "POST",
        path: "/signin",
        cookie: None,
        body: body.as_bytes(),
    };
    let answer = raw::ask(server, &asked).await?;
    let cookie = answer
        .header("set-cookie")
        .and_then(|set| set.split(';').next());
    Ok(cookie.ok_or("the backend did not sign us in")?.to_owned())
}

async fn get(server: SocketAddr, path: &str, cookie: &str) -> Result<raw::Answer, Box<dyn Error>> {
    let asked = Asked {
        method: "GET",
        path,
        cookie: Some(cookie),
        body: b"",
    };
    let answer = raw::ask(server, &asked).await?;
    match answer.status {
        200 => Ok(answer),
        status => Err(format!("{path} answered {status}").into()),
    }
}

/// What the backend takes to answer.
async fn answers(server: SocketAddr, path: &str, cookie: &str) -> Result<(), Box<dyn Error>> {
    let (mut first, mut whole) = (Times::default(), Times::default());
    let mut bytes = 0;
    for _ in 0..ROUNDS {
        let answer = get(server, path, cookie).await?;
        bytes = answer.body.len();
        first.add(answer.first_byte);
        whole.add(answer.whole);
    }
    line(&format!("{path}, to the first byte"), &first);
    line(&format!("{path}, to the last"), &whole);
    fact(&format!("{path}, bytes"), bytes);
    Ok(())
}

/// From the request to the store, and to the first rows.
async fn fetching(
    backend: SocketAddr,
    echo: &Echo,
    cookie: &str,
    file: &Path,
) -> Result<(), Box<dyn Error>> {
    chapter("both trees, from the server into the encrypted store");
    let mut live = Times::default();
    for _ in 0..3 {
        let seat = Seat::take(backend).await?;
        live.add(timed(seat.fetch_roster()).await?.1);
    }
    line("asked to stored, the backend's work included", &live);

    // The echo hears everything once before anything is measured.
    Seat::take(echo.address).await?.fetch_roster().await?;
    let [mut shown, mut stored, mut both, mut same] = [(); 4].map(|()| Times::default());
    for _ in 0..ROUNDS {
        let seat = Seat::take(echo.address).await?;
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
    let peer = peers(echo.address, cookie, file).await?;
    beside("bytes to the picker's first rows", &shown, &peer);
    beside("bytes to stored", &stored, &peer);
    beside("bytes to both", &both, &peer);
    line("fetched again, nothing changed", &same);
    Ok(())
}

/// The peer's way to its first rows. Leaves its database in `file`.
async fn peers(echo: SocketAddr, cookie: &str, file: &Path) -> Result<Times, Box<dyn Error>> {
    let mut times = Times::default();
    for _ in 0..ROUNDS {
        if file.exists() {
            std::fs::remove_file(file)?;
        }
        let orgs = get(echo, ORGS, cookie).await?;
        let offices = get(echo, OFFICES, cookie).await?;
        let (rows, storing) = timed_now(|| peer::store(file, &orgs.body, &offices.body));
        rows?;
        times.add(orgs.whole + offices.whole + storing);
    }
    Ok(times)
}
