//! A city of 100 000 people, from the reference backend's start to a rehearsed
//! call-out. Prints times; asserts none.
//!
//! `cargo run --release -p muster-client --example city_bench`
//!
//! A client on an empty directory calls what the window calls, and gets what
//! the window gets. What the window then does with it is measured in Chromium,
//! by `tests/bench`, which asks this program to serve the city (see
//! [`window`]).
//!
//! Where the client's own work is measured, the backend's answers are said
//! again by an echo, so that nobody waits for a server. Beside it in the same
//! run stand what one would write first (see [`peer`]) and, where it is
//! installed, `fzf --filter`.

mod boards;
mod city;
mod echo;
mod fetching;
mod fzf;
mod peer;
mod picking;
mod raw;
mod refreshing;
mod seat;
mod table;
mod window;

use city::City;
use seat::Seat;
use std::{error::Error, process::ExitCode};
use tempfile::TempDir;

type Fallible<T> = Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> ExitCode {
    let done = match std::env::args().nth(1).as_deref() {
        None => measure().await,
        Some("serve") => window::serve().await,
        Some(_) => Err("usage: city_bench [serve]".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("city_bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure() -> Fallible<()> {
    table::head();
    let city = City::start().await?;
    fetching::backend(&city).await?;
    let dir = TempDir::new()?;
    fetching::all(&city, dir.path()).await?;
    let seat = Seat::take(city.echo.address).await?;
    seat.fetch_roster().await?;
    refreshing::all(&city, &seat, dir.path()).await?;
    picking::all(seat, &peer::Scan::of(city.echo.boards.names()), dir.path()).await?;
    city.stop().await;
    Ok(())
}
