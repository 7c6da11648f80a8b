//! `city_bench serve`: the city for the bench of the window, and what it says
//! of it. `tests/bench` asks.

use crate::{Fallible, city::City, fetching, peer::Scan, refreshing};
use axum::{
    Json, Router,
    extract::{Query, State},
    http::StatusCode,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{fmt::Display, net::Ipv4Addr, sync::Arc};
use tempfile::TempDir;
use tokio::net::TcpListener;

struct Desk {
    city: City,
    dir: TempDir,
}

type Asked = State<Arc<Desk>>;
type Answer<T> = Result<T, (StatusCode, String)>;

/// Until it is killed.
pub async fn serve() -> Fallible<()> {
    let desk = Arc::new(Desk {
        city: City::start().await?,
        dir: TempDir::new()?,
    });
    let app = Router::new()
        .route("/city", get(city))
        .route("/hold", post(hold))
        .route("/release", post(release))
        .route("/make", post(make))
        .route("/change", post(change))
        .route("/peer/trees", get(trees))
        .route("/peer/board", get(board))
        .route("/people", get(people))
        .with_state(desk);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    println!("city_bench on http://{}", listener.local_addr()?);
    axum::serve(listener, app).await?;
    Ok(())
}

fn failed(error: impl Display) -> (StatusCode, String) {
    (StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
}

/// Where the city answers, a task of it, and its account.
async fn city(State(desk): Asked) -> Answer<Json<Value>> {
    let task = desk.city.task().await.map_err(failed)?;
    let (username, password) = crate::seat::account().map_err(failed)?;
    Ok(Json(json!({
        "url": format!("http://{}", desk.city.echo.address), "task": task,
        "username": username, "password": password,
    })))
}

/// Keeps both trees back.
async fn hold(State(desk): Asked) {
    desk.city.echo.hold.on();
}

/// Lets them go, once somebody waits for both.
async fn release(State(desk): Asked) {
    desk.city.echo.hold.release().await;
}

/// A board, and how much of it is made or changed.
#[derive(Deserialize)]
struct Much {
    task: String,
    people: usize,
}

async fn make(State(desk): Asked, Query(Much { task, people }): Query<Much>) {
    desk.city.echo.boards.make(&task, people);
}

async fn change(
    State(desk): Asked,
    Query(Much { task, people }): Query<Much>,
) -> Answer<Json<Value>> {
    let changed = desk.city.echo.boards.change(&task, people);
    let changed = changed.ok_or_else(|| failed("no such board"))?;
    Ok(Json(
        json!({"last": changed.last, "accepted": changed.accepted}),
    ))
}

async fn trees(State(desk): Asked) -> Answer<Json<Vec<f64>>> {
    let city = &desk.city;
    let times = fetching::peers(city.echo.address, &city.cookie, desk.dir.path()).await;
    Ok(Json(times.map_err(failed)?.in_ms()))
}

async fn board(
    State(desk): Asked,
    Query(Much { task, people }): Query<Much>,
) -> Answer<Json<Vec<f64>>> {
    let times = refreshing::peers(&desk.city, &task, people, desk.dir.path()).await;
    Ok(Json(times.map_err(failed)?.in_ms()))
}

/// Everybody, with pinyin and initials, a line each.
async fn people(State(desk): Asked) -> String {
    let scan = Scan::of(desk.city.echo.boards.names());
    scan.people().join("\n")
}
