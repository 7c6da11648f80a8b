//! The core of somebody who works with clubs: on an empty directory, against
//! the backend of a hall.

use crate::{
    hall::{Hall, credentials},
    seat::{Clock, Drawer, open},
};
use muster_client::{Caller, Client};
use muster_domain::error::AppError;
use serde_json::{Value, json};
use std::{path::PathBuf, sync::Arc, time::Duration};
use tempfile::TempDir;

/// Looks for something that comes by itself, until a minute has passed.
const LOOKS: u32 = 600;
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

pub struct Desk {
    client: Client,
    connection: String,
    clock: Clock,
    dir: TempDir,
    keychain: Arc<Drawer>,
}

impl Desk {
    /// With a connection that its account has signed in to.
    pub async fn take(hall: &Hall, role: &str) -> Self {
        let desk = Self::signed_out(hall, &hall.url(), json!({})).await;
        desk.sign_in(role).await.unwrap();
        desk
    }

    /// The same on a machine whose clock is so many milliseconds behind.
    pub async fn take_behind(hall: &Hall, role: &str, behind_ms: i64) -> Self {
        let right = hall.clock();
        let clock: Clock = Arc::new(move || right().plus_ms(-behind_ms));
        let desk = Self::set_up(clock, &hall.url(), json!({})).await;
        desk.sign_in(role).await.unwrap();
        desk
    }

    /// With a connection of these settings that nobody has signed in to.
    pub async fn signed_out(hall: &Hall, base_url: &str, settings: Value) -> Self {
        Self::set_up(hall.clock(), base_url, settings).await
    }

    async fn set_up(clock: Clock, base_url: &str, settings: Value) -> Self {
        let dir = TempDir::new().unwrap();
        let keychain = Arc::new(Drawer::default());
        let client = open(dir.path(), &keychain, &clock).await;
        let config = json!({
            "kind": "weclubs", "name": "社团", "crs": "gcj02", "base_url": base_url,
            "modules": {"task": null, "sign_in": null, "location": null},
            "weclubs": with_defaults(settings),
        });
        let added = client.dispatch(Caller::Main, "add_connection", config);
        let added: Value = serde_json::from_str(&added.await.unwrap()).unwrap();
        let connection = added["id"].as_str().unwrap().to_owned();
        Self {
            client,
            connection,
            clock,
            dir,
            keychain,
        }
    }

    pub async fn sign_in(&self, role: &str) -> Result<Value, AppError> {
        let credentials = credentials(role);
        let args = json!({
            "connection": self.connection, "allow_plain": false,
            "username": credentials.username, "password": credentials.password,
        });
        self.call("sign_in", args).await
    }

    /// The same desk after a restart.
    pub async fn again(self) -> Self {
        self.client.close().await;
        let client = open(self.dir.path(), &self.keychain, &self.clock).await;
        Self { client, ..self }
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

    /// Writes a listing to a file; answers where that is.
    pub async fn exported(&self, listing: &Value, format: &str) -> PathBuf {
        let args = json!({"listing": listing, "format": format, "columns": [], "reveal": false});
        let exported = self.call("export_table", args).await.unwrap();
        self.dir.path().join(exported["name"].as_str().unwrap())
    }

    /// Reads from the cache.
    pub async fn read(&self, name: &str, args: Value) -> Value {
        self.call(name, self.here(args)).await.unwrap()
    }

    /// Fetches.
    pub async fn refresh(&self, view: Value) -> Result<Value, AppError> {
        let target = self.here(json!({"kind": "club", "view": view}));
        self.call("refresh", json!({"target": target})).await
    }

    /// Fetches, then reads; answers what was read.
    pub async fn fetch(&self, view: Value, name: &str, args: Value) -> Value {
        self.refresh(view).await.unwrap();
        self.read(name, args).await["value"].clone()
    }
}

impl Desk {
    /// A line of the outbox.
    pub async fn entry(&self, id: &str) -> Value {
        let window = json!({"offset": 0, "limit": 50});
        let entries = self.call("list_outbox", window).await.unwrap();
        let entries = entries["rows"].as_array().unwrap().clone();
        entries.into_iter().find(|entry| entry["id"] == id).unwrap()
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

fn with_defaults(settings: Value) -> Value {
    let mut all = json!({
        "caller": null, "secret": null, "signature": "md5_of_sha1", "code_host": null,
    });
    for (name, value) in settings.as_object().unwrap() {
        all[name] = value.clone();
    }
    all
}
