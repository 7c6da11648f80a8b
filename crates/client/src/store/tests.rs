//! What holds of both databases: nothing readable on the disk, no wrong key,
//! one schema.

use super::*;
use crate::{
    host::Key,
    testing::{Bench, summary},
};
use muster_domain::{
    id::ConnectionId,
    read::Page,
    task::{TaskList, TaskSummary},
    time::Time,
};
use std::{collections::HashSet, fs, path::Path};

const KEY: Key = Key([11; 32]);

fn open_at(dir: &Path) -> Stores {
    open(dir, &KEY, Time(0)).unwrap().stores
}

/// Every byte of every file, by name.
fn bytes(dir: &Path) -> Vec<(String, Vec<u8>)> {
    fs::read_dir(dir)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn holding(dir: &Path, mark: &str) -> Vec<String> {
    let hex: String = mark.bytes().map(|byte| format!("{byte:02x}")).collect();
    let wide: Vec<u8> = mark.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let forms = [mark.as_bytes().to_vec(), hex.into_bytes(), wide];
    bytes(dir)
        .into_iter()
        .filter(|(_, bytes)| {
            forms
                .iter()
                .any(|form| bytes.windows(form.len()).any(|part| part == form))
        })
        .map(|(name, _)| name)
        .collect()
}

#[tokio::test]
async fn a_read_sees_one_state_whatever_is_written_meanwhile() {
    fn count(db: &rusqlite::Connection) -> rusqlite::Result<i64> {
        db.query_row("SELECT count(*) FROM task_pages", [], |row| row.get(0))
    }
    let dir = tempfile::tempdir().unwrap();
    let cache = open_at(dir.path()).cache;
    let (writer, here) = (cache.clone(), tokio::runtime::Handle::current());
    let read = cache.read(move |db| {
        let before = count(db)?;
        let insert = "INSERT INTO task_pages (connection, list, page) VALUES ('c', 'done', 1)";
        here.block_on(writer.with(move |db| db.execute(insert, [])))
            .unwrap();
        Ok((before, count(db)?))
    });
    assert_eq!(read.await.unwrap(), (0, 0));
    assert_eq!(cache.read(count).await.unwrap(), 1);
}

#[tokio::test]
async fn nothing_on_the_disk_can_be_read_without_the_key() {
    let bench = Bench::new().await;
    bench.server.state().lists.insert(
        TaskList::Working,
        vec![TaskSummary {
            title: "凤凰山搜救-mark-4711".into(),
            ..summary(7)
        }],
    );
    let connection = bench.sign_in().await;
    let target = serde_json::json!({"target": {
        "kind": "tasks", "connection": connection, "list": "working", "page": 1,
    }});
    bench.call("refresh", target).await.unwrap();
    let args = serde_json::json!({
        "connection": connection, "list": "working", "page": 1, "filter": "",
    });
    let read = bench.call("list_tasks", args).await.unwrap();
    let title = &read["value"]["rows"][0]["summary"]["title"];
    assert_eq!(title, "凤凰山搜救-mark-4711");

    let dir = bench.dir.path();
    for mark in [
        "凤凰山搜救",
        "mark-4711",
        "opensesame-71",
        "token-1",
        "海珠人武部",
    ] {
        assert_eq!(holding(dir, mark), Vec::<String>::new(), "{mark}");
    }
    for (name, bytes) in bytes(dir) {
        assert!(!bytes.starts_with(b"SQLite format 3"), "{name}");
    }

    // The control: the same search finds a planted mark and a plain database.
    fs::write(dir.join("planted"), "a mark-4711 b").unwrap();
    assert_eq!(holding(dir, "mark-4711"), ["planted"]);
    let plain = dir.join("plain.db");
    let db = rusqlite::Connection::open(&plain).unwrap();
    db.execute_batch("CREATE TABLE t (a TEXT) STRICT").unwrap();
    drop(db);
    assert!(fs::read(plain).unwrap().starts_with(b"SQLite format 3"));
}

#[tokio::test]
async fn another_key_opens_neither() {
    let dir = tempfile::tempdir().unwrap();
    drop(open_at(dir.path()));
    assert!(opens_any(dir.path(), &KEY).unwrap());
    let mut other = KEY;
    other.0[31] ^= 1;
    assert!(!opens_any(dir.path(), &other).unwrap());
}

#[tokio::test]
async fn a_newer_schema_leaves_the_desk_alone_and_gives_the_cache_up() {
    let dir = tempfile::tempdir().unwrap();
    let stores = open_at(dir.path());
    for db in [&stores.desk, &stores.cache] {
        db.with(|db| {
            db.execute_batch(
                "INSERT INTO refinery_schema_history (version, name, applied_on, checksum)
                 VALUES (9999, 'from_tomorrow', '2030-01-01T00:00:00Z', '1')",
            )
        })
        .await
        .unwrap();
    }
    drop(stores);
    let before = dir.path().read_dir().unwrap().count();
    let opened = open(dir.path(), &KEY, Time(0));
    assert!(matches!(opened, Err(OpenError::Version(_))), "{opened:?}");
    assert!(dir.path().join("desk.db").exists());
    assert!(dir.path().read_dir().unwrap().count() >= before);
}

#[test]
fn versions_are_counted_once() {
    for migrations in [cache_migrations(), desk_migrations()] {
        let versions: HashSet<i32> = migrations.iter().map(|step| step.version).collect();
        assert_eq!(versions.len(), migrations.len());
    }
}

async fn schema(db: &Db) -> String {
    db.read(|db| {
        db.prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")?
            .query_map([], |row| row.get::<_, String>(0))?
            .map(|sql| {
                let lines: Vec<String> = sql?.lines().map(|line| line.trim().to_owned()).collect();
                Ok(lines.join("\n"))
            })
            .collect::<rusqlite::Result<Vec<String>>>()
            .map(|tables| tables.join("\n\n"))
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn the_schemas_are_these() {
    let dir = tempfile::tempdir().unwrap();
    let stores = open_at(dir.path());
    insta::assert_snapshot!("cache_schema", schema(&stores.cache).await);
    insta::assert_snapshot!("desk_schema", schema(&stores.desk).await);
    let tiles = open_tiles(dir.path(), &KEY).unwrap();
    insta::assert_snapshot!("tiles_schema", schema(&tiles).await);
}

#[tokio::test]
async fn wiping_a_connection_leaves_nothing_of_it_and_everything_of_the_others() {
    let dir = tempfile::tempdir().unwrap();
    let cache = open_at(dir.path()).cache;
    let tables = cache
        .read(|db| {
            db.prepare(
                "SELECT name FROM sqlite_master WHERE type = 'table'
                 AND name NOT LIKE 'refinery%' AND name NOT LIKE 'sqlite%'",
            )?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<HashSet<String>>>()
        })
        .await
        .unwrap();
    assert_eq!(
        tables,
        CACHE_TABLES.map(str::to_owned).into_iter().collect(),
        "every table of the cache is wiped"
    );
    let (mine, theirs) = (ConnectionId::from("mine"), ConnectionId::from("theirs"));
    let left = cache
        .with(move |db| {
            let page = Page {
                page: 1,
                total_pages: 1,
                total: 1,
                rows: vec![summary(7)],
            };
            for connection in [&mine, &theirs] {
                tasks::put(db, connection, TaskList::Working, &page)?;
            }
            wipe_cache(db, &mine)?;
            Ok([mine, theirs].map(|connection| {
                tasks::page(db, &connection, TaskList::Working, 1)
                    .unwrap()
                    .is_some()
            }))
        })
        .await
        .unwrap();
    assert_eq!(left, [false, true]);
}

#[tokio::test]
async fn the_desk_is_synced_at_every_commit() {
    let dir = tempfile::tempdir().unwrap();
    let stores = open_at(dir.path());
    let level = |db: &mut rusqlite::Connection| {
        db.pragma_query_value(None, "synchronous", |row| row.get::<_, i64>(0))
    };
    assert_eq!(stores.desk.with(level).await.unwrap(), 2, "FULL");
    assert_eq!(stores.cache.with(level).await.unwrap(), 1, "NORMAL");
    let mode = |db: &mut rusqlite::Connection| {
        db.pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0))
    };
    assert_eq!(stores.desk.with(mode).await.unwrap(), "wal");
}

/// What stands in the JSON columns. A change here is a change of what older
/// files hold.
#[test]
fn stored_values_keep_their_form() {
    use muster_domain::{
        board::{CheckInFigures, CheckInStatus, ResponseFigures, ResponseStatus},
        connection::{Capability, ConnectionConfig, ConnectorKind, ModuleUrls, SessionState},
        geo::{Bounds, Crs, Point},
        map::{MapCrs, MapSourceKind},
        task::{Level, Place, PublishInfo, TaskDetail},
    };
    fn line<T>(lines: &mut Vec<String>, value: &T)
    where
        T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
    {
        let json = serde_json::to_string(value).unwrap();
        assert_eq!(&serde_json::from_str::<T>(&json).unwrap(), value);
        lines.push(json);
    }
    let lines = &mut Vec::new();
    let at = Some(Point {
        lat: 23.1,
        lng: 113.3,
    });
    line(
        lines,
        &ConnectionConfig {
            kind: ConnectorKind::Militia,
            name: "值班室".into(),
            base_url: "https://muster.test".into(),
            modules: ModuleUrls {
                sign_in: Some("https://muster.test:9200".into()),
                ..ModuleUrls::default()
            },
            crs: Crs::Gcj02,
            weclubs: None,
            soptask: None,
        },
    );
    for state in [
        SessionState::SignedOut,
        SessionState::SignedIn,
        SessionState::Ended,
    ] {
        line(lines, &state);
    }
    line(lines, &vec![Capability::Tasks, Capability::Offices]);
    line(
        lines,
        &TaskDetail {
            summary: summary(7),
            place_at: at,
            is_launcher: true,
        },
    );
    line(
        lines,
        &PublishInfo {
            is_office: true,
            places: vec![Place {
                id: "5".into(),
                name: "新天地".into(),
                at,
            }],
        },
    );
    line(lines, &ResponseFigures::default());
    line(lines, &CheckInFigures::default());
    for status in [
        ResponseStatus::Unread,
        ResponseStatus::Refused,
        ResponseStatus::Accepted,
        ResponseStatus::Other("XX".into()),
    ] {
        line(lines, &status);
    }
    for status in [
        CheckInStatus::Absent,
        CheckInStatus::CheckedIn,
        CheckInStatus::Other("XX".into()),
    ] {
        line(lines, &status);
    }
    line(lines, &Some(Level::Street));
    for kind in [
        MapSourceKind::Mbtiles,
        MapSourceKind::Pmtiles,
        MapSourceKind::Address,
    ] {
        line(lines, &kind);
    }
    line(lines, &[MapCrs::Wgs84, MapCrs::Gcj02]);
    line(lines, &Bounds::around(at));
    line(
        lines,
        &crate::commands::StoreNotice::KeyGone {
            set_aside: "desk.db.set-aside-20180506T040000Z".into(),
        },
    );
    insta::assert_snapshot!("stored_values", lines.join("\n"));
}
