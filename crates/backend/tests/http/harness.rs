//! A running backend, a clock to move, and a client that follows nothing.

use std::path::Path;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use muster_backend::{Backend, Clock, Db, Dialect, ManualClock, Options, Recount, Running};
use reqwest::header::{COOKIE, HeaderMap, SET_COOKIE};
use reqwest::{Client, Method, redirect::Policy};
use serde_json::{Value, json};

/// Noon in Beijing.
pub const START: &str = "2026-05-06T04:00:00Z";
/// The commander's first street office.
pub const STREET: i64 = 103;

pub struct Site {
    pub running: Running,
    pub clock: Arc<ManualClock>,
    pub http: Client,
    dialect: Dialect,
}

pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    /// The task's data, in or out of its envelope.
    pub fn data(&self) -> Value {
        let body = self.json();
        body.get("code")
            .map_or(body.clone(), |_| body["data"].clone())
    }

    pub fn cnmsg(&self) -> String {
        self.json()["cnmsg"].as_str().unwrap().to_owned()
    }
}

impl Site {
    pub async fn open(dialect: Dialect) -> Self {
        Self::open_at(dialect, Db::Memory).await
    }

    pub async fn open_file(path: &Path) -> Self {
        Self::open_at(Dialect::Documented, Db::Path(path.to_owned())).await
    }

    async fn open_at(dialect: Dialect, db: Db) -> Self {
        let clock = Arc::new(ManualClock::at(START.parse().unwrap()));
        let running = Backend::start(Options {
            db,
            dialect,
            speed: 0.0,
            clock: Arc::<ManualClock>::clone(&clock),
            ..Options::default()
        })
        .await
        .unwrap();
        Self {
            dialect,
            ..Self::around(running, clock)
        }
    }

    /// A client of a backend that runs already, in the documented dialect.
    pub fn around(running: Running, clock: Arc<ManualClock>) -> Self {
        // An error means that another test was first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder()
            .no_proxy()
            .redirect(Policy::none())
            .build()
            .unwrap();
        Self {
            running,
            clock,
            http,
            dialect: Dialect::Documented,
        }
    }

    /// Signs a sample account in and answers its token.
    pub async fn sign_in(&self, role: &str) -> String {
        let account = self
            .running
            .accounts()
            .into_iter()
            .find(|account| account.role == role)
            .unwrap();
        let answer = self
            .send(
                Method::POST,
                "/signin",
                None,
                Some(json!({"username": account.username, "password": account.password})),
            )
            .await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        token_in(&answer.headers)
    }

    pub async fn send(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        body: Option<Value>,
    ) -> Answer {
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        self.send_text(method, path, token, body).await
    }

    pub async fn send_text(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        body: String,
    ) -> Answer {
        let mut request = self
            .http
            .request(method, format!("{}{path}", self.running.url()))
            .body(body);
        if let Some(token) = token {
            request = request.header(COOKIE, format!("other=1; token={token}"));
        }
        let response = request.send().await.unwrap();
        Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            text: response.text().await.unwrap(),
        }
    }

    /// Sends with the documented method, or POST in the enveloped dialect.
    pub async fn call(
        &self,
        documented: Method,
        path: &str,
        token: &str,
        body: Option<Value>,
    ) -> Answer {
        let method = match self.dialect {
            Dialect::Documented => documented,
            Dialect::Enveloped => Method::POST,
        };
        self.send(method, path, Some(token), body).await
    }

    pub async fn get(&self, path: &str, token: &str) -> Answer {
        self.call(Method::GET, path, token, None).await
    }

    pub async fn publish(&self, token: &str, body: Value) -> Answer {
        self.call(Method::POST, "/task", token, Some(body)).await
    }

    /// A good body of `POST /task` for the commander, with a new place.
    pub fn draft(&self) -> Value {
        json!({
            "title": "消防演习",
            "mem_count": 60,
            "launch_datetime": self.beijing(0),
            "gather_datetime": self.beijing(60),
            "detail": "带水带",
            "place_id": -1,
            "place_name": "新天地",
            "place_lat": 23.083_15,
            "place_lng": 113.317_091,
            "finish_datetime": self.beijing(180),
            "accept_office_ids": [STREET],
        })
    }

    /// So many minutes from the clock's time, as the wire writes it.
    pub fn beijing(&self, minutes: i64) -> String {
        let time: Timestamp = self.clock.now() + SignedDuration::from_mins(minutes + 8 * 60);
        time.strftime("%Y-%m-%d %H:%M:%S").to_string()
    }

    pub async fn last_task(&self) -> Recount {
        self.running.recount().await.unwrap().pop().unwrap()
    }
}

/// The token that an answer sets.
pub fn token_in(headers: &HeaderMap) -> String {
    let cookie = headers[SET_COOKIE].to_str().unwrap();
    let value = cookie.strip_prefix("token=").unwrap();
    value.split(';').next().unwrap().to_owned()
}
