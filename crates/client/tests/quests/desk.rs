//! The core of somebody who works with quests: on an empty directory, against
//! the backend of a guild.

use crate::{
    cable::Cable,
    guild::{Guild, credentials},
    seat::{Clock, Drawer, open},
};
use muster_client::{Caller, Client};
use muster_domain::{
    error::AppError,
    event::{Event, Tag},
};
use serde_json::{Value, json};
use std::{path::Path, sync::Arc, time::Duration};
use tempfile::TempDir;
use tokio::sync::broadcast::{self, error::TryRecvError};

/// Looks for something that comes by itself, until a minute has passed.
const LOOKS: u32 = 600;
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

pub const EVENTS: &str = "/api/task/events";
pub const LIST: &str = "/api/task/list";

pub struct Desk {
    client: Client,
    connection: String,
    clock: Clock,
    dir: TempDir,
    keychain: Arc<Drawer>,
}

impl Desk {
    /// With a connection that its account has signed in to.
    pub async fn take(guild: &Guild, role: &str) -> Self {
        Self::at(guild, &guild.url(), role).await
    }

    /// The same, to an address that leads to the guild.
    pub async fn at(guild: &Guild, url: &str, role: &str) -> Self {
        let dir = TempDir::new().unwrap();
        let keychain = Arc::new(Drawer::default());
        let clock = guild.clock();
        let client = open(dir.path(), &keychain, &clock).await;
        let config = json!({
            "kind": "questboard", "name": "任务板", "crs": "gcj02", "base_url": url,
            "modules": {"task": null, "sign_in": null, "location": null},
        });
        let added = client.dispatch(Caller::Main, "add_connection", config);
        let added: Value = serde_json::from_str(&added.await.unwrap()).unwrap();
        let connection = added["id"].as_str().unwrap().to_owned();
        let desk = Self {
            client,
            connection,
            clock,
            dir,
            keychain,
        };
        desk.sign_in(role).await.unwrap();
        desk
    }

    /// At the end of a cable, with the board; it listens, and what it reads
    /// again when it begins to is read.
    pub async fn caught_up(guild: &Guild, cable: &Cable, role: &str) -> Self {
        cable.close(EVENTS);
        let desk = Self::at(guild, &cable.url, role).await;
        desk.refresh(json!({"kind": "board"})).await.unwrap();
        let asked = cable.calls(LIST);
        cable.open(EVENTS);
        desk.until("it catches up", async || cable.calls(LIST) > asked)
            .await;
        desk.refresh(json!({"kind": "board"})).await.unwrap();
        desk
    }

    pub async fn sign_in(&self, role: &str) -> Result<Value, AppError> {
        let (username, password) = credentials(role);
        let args = json!({
            "connection": self.connection, "allow_plain": false,
            "username": username, "password": password,
        });
        self.call("sign_in", args).await
    }

    /// The same desk after a restart.
    pub async fn again(self) -> Self {
        self.again_after(std::future::ready(())).await
    }

    /// The same, and what happens while it is closed.
    pub async fn again_after(self, meanwhile: impl Future<Output = ()>) -> Self {
        self.client.close().await;
        meanwhile.await;
        let client = open(self.dir.path(), &self.keychain, &self.clock).await;
        Self { client, ..self }
    }

    pub async fn close(self) {
        self.client.close().await;
    }

    pub async fn call(&self, name: &str, args: Value) -> Result<Value, AppError> {
        let answer = self.client.dispatch(Caller::Main, name, args).await?;
        Ok(serde_json::from_str(&answer).unwrap())
    }

    /// `args` with the connection.
    pub fn here(&self, mut args: Value) -> Value {
        args["connection"] = json!(self.connection);
        args
    }

    /// Where its exports go.
    pub fn folder(&self) -> &Path {
        self.dir.path()
    }

    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.client.events()
    }

    /// Calls with the connection.
    pub async fn read(&self, name: &str, args: Value) -> Value {
        self.call(name, self.here(args)).await.unwrap()
    }

    /// Fetches.
    pub async fn refresh(&self, view: Value) -> Result<Value, AppError> {
        let target = self.here(json!({"kind": "quests", "view": view}));
        self.call("refresh", json!({"target": target})).await
    }

    /// Fetches, then reads; answers what was read.
    pub async fn fetch(&self, view: Value, name: &str, args: Value) -> Value {
        self.refresh(view).await.unwrap();
        self.read(name, args).await["value"].clone()
    }

    /// Shows these views, as a window does.
    pub async fn show(&self, views: &[Value]) {
        let targets: Vec<Value> = views
            .iter()
            .map(|view| self.here(json!({"kind": "quests", "view": view})))
            .collect();
        let args = json!({"targets": targets, "visible": true});
        self.call("watch", args).await.unwrap();
    }
}

impl Desk {
    /// The rows of the board that a filter lets through, as cached.
    pub async fn rows(&self, filter: Value) -> Vec<Value> {
        let args = json!({
            "filter": filter, "sort": "board", "descending": false, "offset": 0, "limit": 200,
        });
        let read = self.read("list_quests", args).await;
        read["value"]["rows"]
            .as_array()
            .cloned()
            .unwrap_or_default()
    }

    /// The row of a quest, by its name.
    pub async fn row(&self, name: &str) -> Value {
        let rows = self.rows(json!({})).await;
        let found = rows.into_iter().find(|row| row["name"] == name);
        found.unwrap_or_else(|| panic!("no {name} on the board"))
    }

    /// The id of a quest, by its name.
    pub async fn id(&self, name: &str) -> String {
        self.row(name).await["id"].as_str().unwrap().to_owned()
    }

    /// Does something to a quest. Answers the entry.
    pub async fn act(&self, name: &str, quest: &str) -> String {
        entry_id(&self.read(name, json!({"quest": quest})).await)
    }

    /// The same to several.
    pub async fn act_on(&self, name: &str, quests: &[&str]) -> String {
        entry_id(&self.read(name, json!({"quests": quests})).await)
    }

    /// A line of the outbox.
    pub async fn entry(&self, id: &str) -> Value {
        let window = json!({"offset": 0, "limit": 50});
        let entries = self.call("list_outbox", window).await.unwrap();
        let entries = entries["rows"].as_array().unwrap().clone();
        entries.into_iter().find(|entry| entry["id"] == id).unwrap()
    }

    /// Waits until the entry is in the state.
    pub async fn becomes(&self, entry: &str, state: &str) -> Value {
        self.becomes_one_of(entry, &[state]).await
    }

    /// Waits until the server has said yes or no.
    pub async fn settled(&self, entry: &str) -> Value {
        self.becomes_one_of(entry, &["confirmed", "rejected"]).await
    }

    async fn becomes_one_of(&self, entry: &str, states: &[&str]) -> Value {
        for _ in 0..LOOKS {
            let now = self.entry(entry).await;
            if states.iter().any(|state| now["state"] == *state) {
                return now;
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        panic!("never {states:?}: {}", self.entry(entry).await)
    }

    /// The lines of the inbox of a kind, newest first.
    pub async fn notices(&self, kind: &str) -> Vec<Value> {
        let args = json!({"unread_only": false, "offset": 0, "limit": 200});
        let all = self.call("list_notices", args).await.unwrap();
        let all = all["rows"].as_array().unwrap().clone();
        let is_it = |notice: &Value| notice["matter"]["kind"] == kind;
        all.into_iter().filter(is_it).collect()
    }

    pub async fn until(&self, what: &str, reached: impl AsyncFn() -> bool) {
        for _ in 0..LOOKS {
            if reached().await {
                return;
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        panic!("never: {what}");
    }
}

pub fn entry_id(entry: &Value) -> String {
    entry["id"].as_str().unwrap().to_owned()
}

/// The tags that were emitted since the receiver was made or last emptied.
pub fn emitted(events: &mut broadcast::Receiver<Event>) -> Vec<Tag> {
    let mut all = Vec::new();
    loop {
        match events.try_recv() {
            Ok(Event::Changed { tags }) => all.extend(tags),
            Ok(_) | Err(TryRecvError::Lagged(_)) => {}
            Err(TryRecvError::Empty | TryRecvError::Closed) => return all,
        }
    }
}
