//! A client on an empty directory, signed in as the city's office: what the
//! window calls, through the same door.

use crate::Fallible;
use async_trait::async_trait;
use muster_client::{
    Caller, Client, Options,
    host::{DemoHost, DemoServer, Folder, Key, Keychain, KeychainError, NamedMap, NoDesktop},
};
use muster_domain::{error::AppError, event::Event, time::Time};
use serde_json::{Value, json};
use std::{
    net::SocketAddr,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};
use tempfile::TempDir;
use tokio::sync::broadcast;

/// The city's office, which sees everybody.
const ROLE: &str = "superior";

pub struct Seat {
    client: Client,
    connection: String,
    dir: TempDir,
    keychain: Arc<Drawer>,
}

impl Seat {
    /// Signed in, with nothing fetched.
    pub async fn take(server: SocketAddr) -> Fallible<Self> {
        let dir = TempDir::new()?;
        let keychain = Arc::new(Drawer::default());
        let client = open(&dir, &keychain).await?;
        let mut seat = Self {
            client,
            connection: String::new(),
            dir,
            keychain,
        };
        let config = json!({
            "kind": "militia", "name": "city", "crs": "gcj02", "base_url": format!("http://{server}"),
            "modules": {"task": null, "sign_in": null, "location": null},
        });
        seat.connection = text(&seat.read("add_connection", config).await?["id"])?;
        let (username, password) = account()?;
        let args = json!({
            "connection": seat.connection, "username": username, "password": password,
            "allow_plain": false,
        });
        seat.call("sign_in", args).await?;
        Ok(seat)
    }

    /// The same desk after a restart.
    pub async fn again(self) -> Fallible<Self> {
        self.client.close().await;
        let client = open(&self.dir, &self.keychain).await?;
        Ok(Self { client, ..self })
    }

    /// Calls a command; answers JSON, as the window gets it.
    pub async fn call(&self, name: &str, args: Value) -> Fallible<String> {
        let answer = self.client.dispatch(Caller::Main, name, args).await;
        answer.map_err(|error| format!("{name}: {error}").into())
    }

    /// What the windows are told.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.client.events()
    }

    pub async fn read(&self, name: &str, args: Value) -> Fallible<Value> {
        Ok(serde_json::from_str(&self.call(name, args).await?)?)
    }

    pub fn connection(&self) -> &str {
        &self.connection
    }

    /// Fetches the roster, until it is stored.
    pub async fn fetch_roster(&self) -> Fallible<()> {
        self.refresh(json!({"kind": "roster", "connection": self.connection}))
            .await
    }

    /// Fetches the responses to a task, until they are stored.
    pub async fn refresh_responses(&self, task: &str) -> Fallible<()> {
        self.refresh(json!({
            "kind": "responses", "connection": self.connection, "task": task,
        }))
        .await
    }

    async fn refresh(&self, target: Value) -> Fallible<()> {
        self.call("refresh", json!({"target": target})).await?;
        Ok(())
    }

    pub async fn new_draft(&self) -> Fallible<String> {
        let draft = self.read("new_draft", json!({"connection": self.connection}));
        text(&draft.await?["id"])
    }

    /// Fills everything in but the recipients.
    pub async fn fill(&self, draft: &str) -> Fallible<()> {
        let info = self.read("get_publish_info", json!({"connection": self.connection}));
        let place = info.await?["value"]["places"][0]["id"].clone();
        let [gather_at, finish_at] = [3, 9].map(|hours| {
            let at = now().plus_ms(hours * 3_600_000);
            let text = at.to_civil(&muster_domain::time::beijing());
            text.unwrap_or_default()
                .chars()
                .take(16)
                .collect::<String>()
        });
        let fields = json!({
            "mark": "drill", "title": "全市拉动", "detail": "自带雨衣、头灯、水", "wanted": "80000",
            "gather_at": gather_at, "finish_at": finish_at,
            "place": {"kind": "saved", "id": place},
        });
        self.call("save_draft", json!({"draft": draft, "fields": fields}))
            .await?;
        Ok(())
    }
}

/// User name and password.
pub fn account() -> Fallible<(&'static str, &'static str)> {
    let found = muster_backend::accounts()
        .into_iter()
        .find(|account| account.role == ROLE);
    let account = found.ok_or("the backend has no account of the city's office")?;
    Ok((account.username, account.password))
}

fn text(value: &Value) -> Fallible<String> {
    let text = value.as_str().ok_or("an id that is no text")?;
    Ok(text.to_owned())
}

fn now() -> Time {
    Time(jiff::Timestamp::now().as_millisecond())
}

async fn open(dir: &TempDir, keychain: &Arc<Drawer>) -> Result<Client, AppError> {
    Client::open(Options {
        data_dir: dir.path().to_owned(),
        logs: None,
        keychain: Arc::<Drawer>::clone(keychain),
        demo: Arc::new(NoDemo),
        save: Arc::new(Folder(dir.path().to_owned())),
        maps: Arc::new(NamedMap::default()),
        desktop: Arc::new(NoDesktop),
        popups: Arc::new(NoDesktop),
        clock: Arc::new(now),
        random: Arc::new(rand::random),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        commit: "bench".to_owned(),
    })
    .await
}

/// Keeps the key in memory: the databases are encrypted as they always are.
#[derive(Debug, Default)]
struct Drawer(Mutex<Option<Key>>);

impl Keychain for Drawer {
    fn load(&self) -> Result<Option<Key>, KeychainError> {
        Ok(self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone())
    }

    fn store(&self, key: &Key) -> Result<(), KeychainError> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(key.clone());
        Ok(())
    }
}

#[derive(Debug)]
struct NoDemo;

#[async_trait]
impl DemoHost for NoDemo {
    async fn start(&self, _data_dir: &Path, _key: &Key) -> Result<DemoServer, String> {
        Err("not in a benchmark".to_owned())
    }
}
