//! What becomes of the stores when the key, the store of secrets or a file is
//! not as it was.

use crate::{
    client::Client,
    commands::{StoreNotice, Stores},
    host::KeychainError,
    testing::{Bench, MemoryKeychain, summary},
};
use muster_domain::{error::AppError, event::Tag, task::TaskList};
use serde_json::json;
use std::{fs, path::Path, time::Duration};

fn files(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm"))
        .collect();
    names.sort();
    names
}

async fn unlock(bench: &Bench, passphrase: &str) -> Result<(), AppError> {
    let args = json!({ "passphrase": passphrase });
    bench.call("unlock", args).await.map(|_| ())
}

fn state(client: &Client) -> (Stores, Option<StoreNotice>) {
    let info = client.info();
    (info.stores, info.notice)
}

#[tokio::test]
async fn what_was_stored_is_there_after_a_restart() {
    let bench = Bench::new().await;
    assert_eq!(state(&bench.client), (Stores::Open, None));
    let connection = bench.sign_in().await;
    let bench = bench.reopen().await;
    let list = bench.call("list_connections", json!({})).await.unwrap();
    assert_eq!(list[0]["id"], json!(connection));
    assert_eq!(list[0]["session"], "signed_in");
}

#[tokio::test]
async fn a_key_that_is_gone_sets_both_databases_aside_and_loses_neither() {
    let bench = Bench::new().await;
    bench.sign_in().await;
    let key = bench.keychain.key().unwrap();
    bench.keychain.remove();
    let bench = bench.reopen().await;

    let (stores, notice) = state(&bench.client);
    assert_eq!(stores, Stores::Open);
    let aside = "desk.db.set-aside-20180506T040000Z";
    assert!(
        matches!(&notice, Some(StoreNotice::KeyGone { set_aside }) if set_aside.contains(aside)),
        "{notice:?}"
    );
    let list = bench.call("list_connections", json!({})).await.unwrap();
    assert_eq!(list, json!([]));

    // The old file is whole: its key opens it.
    let old = bench.dir.path().join(aside);
    let desk = crate::store::open_desk_at(&old, &key).unwrap();
    let rows = desk.read(crate::store::connections::list).await.unwrap();
    assert_eq!(rows.len(), 1);

    // The notice stays until somebody has read it.
    let bench = bench.reopen().await;
    assert_eq!(state(&bench.client), (Stores::Open, notice));
    bench.call("dismiss_notice", json!({})).await.unwrap();
    let bench = bench.reopen().await;
    assert_eq!(state(&bench.client), (Stores::Open, None));
}

#[tokio::test]
async fn a_broken_cache_is_set_aside_and_the_desk_stays() {
    let bench = Bench::new().await;
    bench.sign_in().await;
    bench.client.close().await;
    let cache = bench.dir.path().join("cache.db");
    fs::write(&cache, vec![7; 8192]).unwrap();
    let bench = bench.reopen().await;

    let (stores, notice) = state(&bench.client);
    assert_eq!(stores, Stores::Open);
    let Some(StoreNotice::CacheBroken { set_aside }) = notice else {
        panic!("{notice:?}");
    };
    assert_eq!(
        fs::read(bench.dir.path().join(set_aside)).unwrap(),
        vec![7; 8192]
    );
    let list = bench.call("list_connections", json!({})).await.unwrap();
    assert_eq!(list.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_broken_desk_is_set_aside_and_never_deleted() {
    let bench = Bench::new().await;
    bench.client.close().await;
    fs::write(bench.dir.path().join("desk.db"), vec![9; 4096]).unwrap();
    let bench = bench.reopen().await;
    let (stores, notice) = state(&bench.client);
    assert_eq!(stores, Stores::Open);
    let Some(StoreNotice::DeskBroken { set_aside }) = notice else {
        panic!("{notice:?}");
    };
    assert_eq!(
        fs::read(bench.dir.path().join(set_aside)).unwrap(),
        vec![9; 4096]
    );
}

#[tokio::test]
async fn without_a_store_of_secrets_a_passphrase_opens_the_stores() {
    let bench = Bench::with_keychain(MemoryKeychain::failing(KeychainError::NoService)).await;
    assert_eq!(state(&bench.client), (Stores::ChoosePassphrase, None));
    assert_eq!(
        bench.call("list_connections", json!({})).await,
        Err(AppError::Locked)
    );
    assert_eq!(unlock(&bench, "").await, Err(AppError::WrongPassphrase));
    assert_eq!(unlock(&bench, "三点集合 0310").await, Ok(()));
    let connection = bench.sign_in().await;

    let bench = bench.reopen().await;
    assert_eq!(state(&bench.client), (Stores::EnterPassphrase, None));
    assert_eq!(
        unlock(&bench, "三点集合 0311").await,
        Err(AppError::WrongPassphrase)
    );
    assert_eq!(state(&bench.client), (Stores::EnterPassphrase, None));
    assert_eq!(unlock(&bench, "三点集合 0310").await, Ok(()));
    let list = bench.call("list_connections", json!({})).await.unwrap();
    assert_eq!(list[0]["id"], json!(connection));

    // A wrong passphrase set nothing aside, and none is written down.
    assert_eq!(files(bench.dir.path()), ["cache.db", "desk.db", "key.json"]);
    let recipe = fs::read_to_string(bench.dir.path().join("key.json")).unwrap();
    assert!(recipe.contains("salt"), "the control: {recipe}");
    assert!(!recipe.contains("0310"));
}

#[tokio::test]
async fn a_locked_store_of_secrets_is_asked_again_on_demand() {
    let bench = Bench::with_keychain(MemoryKeychain::failing(KeychainError::Locked)).await;
    assert_eq!(state(&bench.client), (Stores::KeychainLocked, None));
    assert_eq!(unlock(&bench, "").await, Err(AppError::Locked));
    bench.keychain.fail(None);
    assert_eq!(unlock(&bench, "").await, Ok(()));
    assert_eq!(state(&bench.client), (Stores::Open, None));
}

#[tokio::test]
async fn a_store_of_secrets_that_fails_keeps_the_databases_where_they_are() {
    let bench = Bench::new().await;
    bench.keychain.fail(Some(KeychainError::Failed));
    let bench = bench.reopen().await;
    assert_eq!(state(&bench.client), (Stores::KeychainLocked, None));
    bench.keychain.fail(None);
    assert_eq!(unlock(&bench, "").await, Ok(()));
    assert_eq!(files(bench.dir.path()), ["cache.db", "desk.db"]);
}

#[tokio::test]
async fn a_prompt_that_is_answered_late_opens_the_stores_then() {
    let bench = Bench::with_keychain(MemoryKeychain::hanging()).await;
    assert_eq!(state(&bench.client), (Stores::KeychainLocked, None));
    let settings = bench.call("get_settings", json!({})).await.unwrap();
    assert_eq!(settings["zoom"], 100);

    let mut events = bench.client.events();
    bench.keychain.release();
    let told = tokio::time::timeout(Duration::from_secs(10), async {
        loop {
            let muster_domain::event::Event::Changed { tags } = events.recv().await.unwrap() else {
                continue;
            };
            if tags.contains(&Tag::App) {
                break;
            }
        }
    });
    told.await.unwrap();
    assert_eq!(state(&bench.client), (Stores::Open, None));
}

#[tokio::test]
async fn a_directory_that_cannot_be_written_is_said_and_tried_again() {
    let bench = Bench::new().await;
    bench.client.close().await;
    let desk = bench.dir.path().join("desk.db");
    for part in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(bench.dir.path().join(format!("desk.db{part}")));
    }
    fs::create_dir(&desk).unwrap();
    let bench = bench.reopen().await;
    assert_eq!(state(&bench.client), (Stores::Unusable, None));
    assert_eq!(unlock(&bench, "").await, Err(AppError::Storage));
    fs::remove_dir(&desk).unwrap();
    assert_eq!(unlock(&bench, "").await, Ok(()));
}

#[tokio::test]
async fn a_cache_that_breaks_while_open_is_begun_anew_and_the_desk_stays() {
    let bench = Bench::new().await;
    let tasks = (1..=50).map(summary).collect();
    bench.server.state().lists.insert(TaskList::Working, tasks);
    let connection = bench.sign_in().await;
    let target = json!({"kind": "tasks", "connection": connection, "list": "working", "page": 1});
    let refresh = json!({ "target": target });
    bench.call("refresh", refresh.clone()).await.unwrap();
    bench.client.close().await;

    break_late(&bench.dir.path().join("cache.db"));
    let bench = bench.reopen().await;
    assert_eq!(state(&bench.client), (Stores::Open, None));

    let list = json!({"connection": connection, "list": "working", "page": 1, "filter": ""});
    let broken = bench.call("list_tasks", list.clone()).await;
    assert!(
        matches!(broken, Err(AppError::Internal { .. })),
        "{broken:?}"
    );
    for _ in 0..500 {
        if bench.client.info().notice.is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let (stores, notice) = state(&bench.client);
    assert_eq!(stores, Stores::Open);
    assert!(
        matches!(notice, Some(StoreNotice::CacheBroken { .. })),
        "{notice:?}"
    );
    bench.call("refresh", refresh).await.unwrap();
    let read = bench.call("list_tasks", list).await.unwrap();
    assert_eq!(read["value"]["total"], 50);
}

/// The last pages: it opens, and fails when the rows are read.
fn break_late(cache: &Path) {
    let mut bytes = fs::read(cache).unwrap();
    let from = bytes.len() - 3 * 4096;
    bytes[from..].iter_mut().for_each(|byte| *byte ^= 0x5a);
    fs::write(cache, bytes).unwrap();
}

async fn until(is_so: impl Fn() -> bool) {
    for _ in 0..1_000 {
        if is_so() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("never");
}

#[tokio::test]
async fn what_works_in_the_background_runs_once_however_often_the_stores_are_opened() {
    let bench = Bench::new().await;
    let tasks = (1..=50).map(summary).collect();
    bench.server.state().lists.insert(TaskList::Working, tasks);
    let connection = bench.sign_in().await;
    let target = json!({"kind": "tasks", "connection": connection, "list": "working", "page": 1});
    let refresh = json!({ "target": target });
    bench.call("refresh", refresh).await.unwrap();
    bench.client.close().await;
    break_late(&bench.dir.path().join("cache.db"));
    let bench = bench.reopen().await;
    // Sending, polling, listening, and the guard of the cache.
    let works = 4;
    until(|| bench.client.works() == works).await;

    // The disk is gone in the moment in which a new cache is needed.
    let (here, away) = (bench.dir.path(), bench.dir.path().with_extension("away"));
    fs::rename(here, &away).unwrap();
    let list = json!({"connection": connection, "list": "working", "page": 1, "filter": ""});
    bench.call("list_tasks", list).await.unwrap_err();
    until(|| state(&bench.client).0 == Stores::Unusable).await;
    fs::rename(&away, here).unwrap();
    unlock(&bench, "").await.unwrap();
    until(|| bench.client.works() <= works).await;
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(bench.client.works(), works);
}
