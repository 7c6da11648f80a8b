//! The city that is measured: the backend of `muster-server --size city`, with
//! the simulated unit off and always the same people, and its echo.

use crate::{
    Fallible,
    boards::{Boards, everybody},
    echo::{Echo, TREES},
    raw::{self, Answer, Asked},
    seat,
    table::timed,
};
use muster_backend::{Backend, Options, Running, Size};
use serde_json::Value;
use std::{net::SocketAddr, time::Duration};

pub struct City {
    backend: Running,
    /// Where the backend itself answers.
    pub live: SocketAddr,
    /// Where its answers are said again.
    pub echo: Echo,
    /// Of the city's office, signed in.
    pub cookie: String,
    /// What it took to start the backend and to fill its empty database.
    pub started_in: Duration,
}

impl City {
    pub async fn start() -> Fallible<Self> {
        let options = Options {
            size: Size::City,
            speed: 0.0,
            ..Options::default()
        };
        let (backend, started_in) = timed(async { Ok(Backend::start(options).await?) }).await?;
        let live = backend.url().trim_start_matches("http://").parse()?;
        let cookie = sign_in(live).await?;
        let [orgs, offices] = TREES;
        let tree = async |path| -> Fallible<Value> {
            Ok(serde_json::from_slice(
                &get(live, path, &cookie).await?.body,
            )?)
        };
        let people = everybody(&tree(orgs).await?, &tree(offices).await?);
        let echo = Echo::of(live, Boards::new(people)).await?;
        Ok(Self {
            backend,
            live,
            echo,
            cookie,
            started_in,
        })
    }

    /// A task that is going on.
    pub async fn task(&self) -> Fallible<String> {
        let answer = get(self.echo.address, "/task/working/50/1", &self.cookie).await?;
        let tasks: Value = serde_json::from_slice(&answer.body)?;
        let id = tasks["data"][0]["task_id"].as_i64();
        Ok(id
            .ok_or("the backend has no task that is going on")?
            .to_string())
    }

    pub async fn stop(self) {
        self.backend.stop().await;
    }
}

async fn sign_in(server: SocketAddr) -> Fallible<String> {
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

/// Reads from a server, signed in.
pub async fn get(server: SocketAddr, path: &str, cookie: &str) -> Fallible<Answer> {
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
