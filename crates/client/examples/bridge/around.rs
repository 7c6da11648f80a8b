//! What the core asks of the program around it.

use async_trait::async_trait;
use muster_backend::{Backend, Db, DbKey, Options, Running};
use muster_client::host::{
    DemoAccount, DemoHost, DemoServer, Folder, Key, Keychain, KeychainError,
};
use muster_domain::{
    connection::{ConnectorKind, SoptaskSettings},
    time::Time,
};
use sha2::{Digest, Sha256};
use std::{
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

/// Where exported files go; the folder of one's own is made.
pub fn exports(data: &Path) -> std::io::Result<Folder> {
    let folder = match std::env::var_os("MUSTER_EXPORTS") {
        Some(named) => PathBuf::from(named),
        None => {
            let own = data.join("exports");
            std::fs::create_dir_all(&own)?;
            own
        }
    };
    Ok(Folder(folder))
}

/// The wall clock.
pub fn now() -> Time {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Time(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// A store of secrets that holds the same key for the same directory.
#[derive(Debug)]
pub struct Keys {
    key: Key,
    missing: bool,
}

impl Keys {
    /// With `missing`, a machine without a store of secrets.
    pub fn new(data: &Path, missing: bool) -> Self {
        let data = std::path::absolute(data).unwrap_or_else(|_| data.to_owned());
        let key = Sha256::digest(data.as_os_str().as_encoded_bytes());
        Self {
            key: Key(key.into()),
            missing,
        }
    }
}

impl Keychain for Keys {
    fn load(&self) -> Result<Option<Key>, KeychainError> {
        if self.missing {
            Err(KeychainError::NoService)
        } else {
            Ok(Some(self.key.clone()))
        }
    }

    /// Never asked: the key is always there.
    fn store(&self, _key: &Key) -> Result<(), KeychainError> {
        Err(KeychainError::Failed)
    }
}

/// The reference backend with its smallest sample.
#[derive(Debug, Default)]
pub struct Demo {
    running: tokio::sync::Mutex<Option<Running>>,
}

#[async_trait]
impl DemoHost for Demo {
    async fn start(&self, data_dir: &Path, key: &Key) -> Result<DemoServer, String> {
        let mut running = self.running.lock().await;
        if running.is_none() {
            let options = Options {
                db: Db::Encrypted {
                    path: data_dir.join("demo.db"),
                    key: DbKey(key.0),
                },
                speed: 30.0,
                ..Options::default()
            };
            let started = Backend::start(options).await;
            *running = Some(started.map_err(|error| error.to_string())?);
        }
        let server = running.as_ref().map(|running| {
            let seat = |kind: ConnectorKind, role: &str| {
                let accounts = running.accounts().into_iter();
                let mut found = accounts.filter(|account| account.role == role);
                found.next().map(|account| DemoAccount {
                    kind,
                    username: account.username.to_owned(),
                    password: account.password.to_owned(),
                    soptask: account.uniacid.map(SoptaskSettings::from),
                })
            };
            let militia = seat(ConnectorKind::Militia, "commander");
            let clubs = seat(ConnectorKind::Weclubs, "sponsor");
            let moments = seat(ConnectorKind::Soptask, "manager");
            let quests = ["user", "admin"].map(|role| seat(ConnectorKind::Questboard, role));
            let seats = [militia, clubs, moments].into_iter().chain(quests);
            DemoServer {
                url: running.url(),
                accounts: seats.flatten().collect(),
            }
        });
        server.ok_or_else(|| "not running".to_owned())
    }
}
