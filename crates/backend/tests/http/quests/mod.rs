//! The quests' calls as a client meets them.

mod claims;
mod codes;
mod door;
mod events;
mod fixtures;
mod matrix;
mod params;
mod resets;
mod wire;

use std::path::Path;
use std::sync::Arc;

use jiff::SignedDuration;
use muster_backend::{Backend, Db, ManualClock, Options};
use reqwest::Method;
use reqwest::header::AUTHORIZATION;
use serde_json::{Value, json};

use crate::harness::{Answer, START, Site};

/// Quests of the sample, by what the user has done about them.
pub const IDLE: i64 = 104;
pub const RUNNING: i64 = 102;
/// Running, and far enough to be completed.
pub const FULL: i64 = 115;
pub const COMPLETED: i64 = 112;
pub const CLAIMED: i64 = 110;
pub const FAILED: i64 = 125;
pub const EXPIRED: i64 = 127;
/// And by what stands in the user's way.
pub const TOO_HIGH: i64 = 108;
pub const WAITING: i64 = 114;
pub const OVER: i64 = 120;
pub const NOT_YET: i64 = 119;
pub const INACTIVE: i64 = 126;
pub const NOBODYS: i64 = 999_999;

/// At this speed a second is enough for every quest.
const FAST: f64 = 1_000.0;

/// A running backend with the board of the sample.
pub struct Board(Site);

/// What a call was answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    pub status: u16,
    pub code: i64,
    pub message: String,
    pub data: Value,
}

impl Told {
    pub fn read(answer: &Answer) -> Self {
        let body = answer.json();
        Self {
            status: answer.status,
            code: body["code"].as_i64().unwrap(),
            message: body["message"].as_str().unwrap().to_owned(),
            data: body["data"].clone(),
        }
    }

    /// The data of a call that went well.
    pub fn ok(self) -> Value {
        assert_eq!((self.status, self.code), (200, 0), "{}", self.message);
        self.data
    }
}

impl Board {
    pub async fn open() -> Self {
        Self::open_with(Options::default()).await
    }

    /// Under a clock that stands nobody's bucket fills, so there is no rate
    /// unless a test sets one; and the simulated unit, however fast, does
    /// nothing.
    pub async fn open_with(options: Options) -> Self {
        Self::open_at_rate(Options {
            rate: None,
            speed: if options.speed == 1.0 {
                FAST
            } else {
                options.speed
            },
            ..options
        })
        .await
    }

    pub async fn open_at_rate(options: Options) -> Self {
        let clock = Arc::new(ManualClock::at(START.parse().unwrap()));
        let running = Backend::start(Options {
            clock: Arc::<ManualClock>::clone(&clock),
            ..options
        })
        .await
        .unwrap();
        Self(Site::around(running, clock))
    }

    pub async fn open_file(path: &Path) -> Self {
        Self::open_with(Options {
            db: Db::Path(path.to_owned()),
            ..Options::default()
        })
        .await
    }

    pub fn wait(&self, time: SignedDuration) {
        self.0.clock.advance(time);
    }

    /// Lets time pass, and the simulated unit live through it.
    pub async fn live(&self, time: SignedDuration) {
        self.wait(time);
        self.0.running.live_on().await.unwrap();
    }

    /// Brings everything that was accepted as far as it has to come, in a
    /// second.
    pub async fn bring_all(&self) {
        self.live(SignedDuration::from_secs(1)).await;
    }

    pub fn credentials(&self, role: &str) -> Value {
        let accounts = self.0.running.accounts();
        let account = accounts.iter().find(|one| one.role == role).unwrap();
        assert_eq!(account.connector, "questboard");
        json!({"username": account.username, "password": account.password})
    }

    /// Signs a sample account in and answers its token.
    pub async fn sign_in(&self, role: &str) -> String {
        let body = self.credentials(role);
        let told = self
            .send(Method::POST, "/api/auth/login", None, Some(body))
            .await;
        told.ok()["token"].as_str().unwrap().to_owned()
    }

    pub async fn answer(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        body: Option<Value>,
    ) -> Answer {
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        let url = format!("{}{path}", self.0.running.url());
        let mut request = self.0.http.request(method, url).body(body);
        if let Some(token) = token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        let response = request.send().await.unwrap();
        Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            text: response.text().await.unwrap(),
        }
    }

    pub async fn send(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        body: Option<Value>,
    ) -> Told {
        Told::read(&self.answer(method, path, token, body).await)
    }

    pub async fn get(&self, token: &str, path: &str) -> Told {
        self.send(Method::GET, path, Some(token), None).await
    }

    pub async fn post(&self, token: &str, path: &str, body: Value) -> Told {
        self.send(Method::POST, path, Some(token), Some(body)).await
    }

    /// Does something about one quest.
    pub async fn act(&self, token: &str, what: &str, task_id: i64) -> Told {
        let path = format!("/api/task/{what}");
        self.post(token, &path, json!({"task_id": task_id})).await
    }

    /// The user's whole board, by id.
    pub async fn list(&self, token: &str) -> Vec<Value> {
        let told = self.get(token, "/api/task/list?page_size=100").await;
        let data = told.ok();
        let rows = data["list"].as_array().unwrap().clone();
        assert_eq!(data["total"], rows.len());
        rows
    }

    pub async fn status(&self, token: &str, task_id: i64) -> i64 {
        let path = format!("/api/task/progress?task_id={task_id}");
        let told = self.get(token, &path).await;
        told.ok()["status"].as_i64().unwrap()
    }

    /// Creates a quest that anybody may accept and answers its id.
    pub async fn create(&self, admin: &str, change: Value) -> i64 {
        let mut body = draft();
        for (key, value) in change.as_object().unwrap() {
            body[key] = value.clone();
        }
        let told = self.post(admin, "/api/admin/task/create", body).await;
        told.ok()["id"].as_i64().unwrap()
    }

    /// How often rewards of a quest were handed out.
    pub async fn grants(&self, task_id: i64) -> i64 {
        let all = self.0.running.recount_grants().await.unwrap();
        let own = all.iter().filter(|one| one.quest_id == task_id);
        own.map(|one| one.grants).sum()
    }
}

/// A good body of `create`.
pub fn draft() -> Value {
    json!({
        "name": "收集木材",
        "description": "给仓库收集木材。",
        "category_id": 1,
        "type": "daily",
        "target_type": "collect",
        "target_params": {"specific_id": 77},
        "target_count": 5,
        "rewards": [{"item_id": 1001, "item_name": "金币", "quantity": 100, "icon": "coin.png"}],
        "prerequisite_tasks": [],
        "level_required": 1,
        "time_limit": null,
        "reset_type": "none",
        "max_completions": 1,
        "is_active": true,
        "start_time": null,
        "end_time": null,
    })
}
