//! The core of somebody who works at it: on a directory that a test makes.

use async_trait::async_trait;
use muster_client::{
    Client, Options,
    host::{DemoHost, DemoServer, Folder, Key, Keychain, KeychainError, NamedMap, NoDesktop},
};
use muster_domain::time::Time;
use std::{
    path::Path,
    sync::{Arc, Mutex},
};

pub type Clock = Arc<dyn Fn() -> Time + Send + Sync>;

pub async fn open(dir: &Path, keychain: &Arc<Drawer>, clock: &Clock) -> Client {
    let options = Options {
        data_dir: dir.to_owned(),
        logs: None,
        keychain: Arc::<Drawer>::clone(keychain),
        demo: Arc::new(NoDemo),
        save: Arc::new(Folder(dir.to_owned())),
        maps: Arc::new(NamedMap::default()),
        desktop: Arc::new(NoDesktop),
        popups: Arc::new(NoDesktop),
        clock: Arc::clone(clock),
        random: Arc::new(rand::random),
        version: "0.0.0".into(),
        commit: "test".into(),
    };
    Client::open(options).await.unwrap()
}

/// Keeps the key in memory.
#[derive(Debug, Default)]
pub struct Drawer(Mutex<Option<Key>>);

impl Keychain for Drawer {
    fn load(&self) -> Result<Option<Key>, KeychainError> {
        Ok(self.0.lock().unwrap().clone())
    }

    fn store(&self, key: &Key) -> Result<(), KeychainError> {
        *self.0.lock().unwrap() = Some(key.clone());
        Ok(())
    }
}

#[derive(Debug)]
struct NoDemo;

#[async_trait]
impl DemoHost for NoDemo {
    async fn start(&self, _data_dir: &Path, _key: &Key) -> Result<DemoServer, String> {
        Err("not in this test".into())
    }
}
