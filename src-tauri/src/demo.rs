//! The built-in backend, behind "Try the demo".

use std::path::Path;

use async_trait::async_trait;
use muster_backend::{Backend, BackendError, Db, DbKey, Options, Running};
use muster_client::host::{DemoAccount, DemoHost, DemoServer, Key};
use muster_domain::connection::{ConnectorKind, SoptaskSettings};
use tokio::sync::Mutex;

/// Seconds that the simulated unit lives in one: answers begin to come while
/// somebody watches, and an hour's call-out plays in minutes.
const SPEED: f64 = 30.0;

/// Whose seats the demo takes: of a district office, which may publish, of who
/// administers a club, of who manages enterprises, and of both who do quests and
/// who administers them.
const SEATS: [(ConnectorKind, &str); 5] = [
    (ConnectorKind::Militia, "commander"),
    (ConnectorKind::Weclubs, "sponsor"),
    (ConnectorKind::Soptask, "manager"),
    (ConnectorKind::Questboard, "user"),
    (ConnectorKind::Questboard, "admin"),
];

/// The reference backend inside the app, on a loopback port, started when it is
/// first asked for.
#[derive(Debug, Default)]
pub struct BuiltIn {
    running: Mutex<Option<Running>>,
}

impl BuiltIn {
    /// Ends the backend if it runs.
    pub async fn stop(&self) {
        if let Some(running) = self.running.lock().await.take() {
            running.stop().await;
        }
    }
}

#[async_trait]
impl DemoHost for BuiltIn {
    async fn start(&self, data_dir: &Path, key: &Key) -> Result<DemoServer, String> {
        let mut running = self.running.lock().await;
        if running.is_none() {
            let path = data_dir.join("demo.db");
            let options = Options {
                db: Db::Encrypted {
                    path: path.clone(),
                    key: DbKey(key.0),
                },
                speed: SPEED,
                ..Options::default()
            };
            let mut started = Backend::start(options.clone()).await;
            // A sample of invented people under a key that is gone: another.
            if started.as_ref().is_err_and(BackendError::is_unreadable) && discard(&path) {
                started = Backend::start(options).await;
            }
            *running = Some(started.map_err(|error| told(&error))?);
        }
        running
            .as_ref()
            .map(server)
            .ok_or_else(|| "not running".to_owned())
    }
}

/// Removes a sample that does not open. False if there was none to remove.
fn discard(path: &Path) -> bool {
    for log in ["db-wal", "db-shm"] {
        // Not every database has one.
        let _ = std::fs::remove_file(path.with_extension(log));
    }
    std::fs::remove_file(path).is_ok()
}

fn server(running: &Running) -> DemoServer {
    let accounts = running.accounts();
    let taken = SEATS.iter().filter_map(|&(kind, role)| {
        let account = accounts.iter().find(|account| account.role == role)?;
        Some(DemoAccount {
            kind,
            username: account.username.to_owned(),
            password: account.password.to_owned(),
            soptask: account.uniacid.map(SoptaskSettings::from),
        })
    });
    DemoServer {
        url: running.url(),
        accounts: taken.collect(),
    }
}

/// An error with its causes, for the log.
fn told(error: &BackendError) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(deeper) = cause {
        text = format!("{text}: {deeper}");
        cause = deeper.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_second_start_answers_the_server_that_runs() {
        let folder = tempfile::tempdir().unwrap();
        let demo = BuiltIn::default();
        let key = Key([7; 32]);
        let first = demo.start(folder.path(), &key).await.unwrap();
        let second = demo.start(folder.path(), &key).await.unwrap();
        assert!(first.url.starts_with("http://127.0.0.1:"), "{}", first.url);
        assert_eq!(first.url, second.url);
        let seats = |server: &DemoServer| -> Vec<ConnectorKind> {
            server.accounts.iter().map(|account| account.kind).collect()
        };
        assert_eq!(seats(&first), SEATS.map(|(kind, _)| kind));
        let stored = std::fs::read(folder.path().join("demo.db")).unwrap();
        assert!(stored.len() > 15 && !stored.starts_with(b"SQLite format 3"));
    }

    #[tokio::test]
    async fn a_sample_under_a_lost_key_is_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let first = BuiltIn::default();
        first.start(folder.path(), &Key([7; 32])).await.unwrap();
        drop(first);
        let other = BuiltIn::default();
        let server = other.start(folder.path(), &Key([8; 32])).await.unwrap();
        assert_eq!(server.accounts.len(), SEATS.len());
    }
}
