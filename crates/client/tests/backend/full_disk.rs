//! The disk refuses, from its n-th page on, for every n: whoever asks is told,
//! nothing is kept by half, and once there is room everything goes on.

use crate::{
    ledger::{Ending, Meant, endings},
    seat::Seat,
};
use muster_backend::Dialect;
use muster_domain::error::AppError;
use serde_json::{Value, json};
use std::process::Command;

/// Pages that still find room. Saving, queueing and sending take fewer than
/// the most.
const ROOM: std::ops::Range<u64> = 0..24;
const PAGE: u64 = 4_096;

pub async fn full_disk(dialect: Dialect) {
    let mut seat = Seat::apart(dialect, "commander").await;
    let (mut saves, mut sends) = ([0, 0], [0, 0]);
    let mut meant = Vec::new();
    for pages in ROOM {
        let title = format!("磁盘已满 {pages}");
        let draft = seat.draft(&title).await;
        seat.choose(&draft, "people", "person", 1).await;
        let before = fields(&seat, &draft).await;
        let mut after = before.clone();
        after["detail"] = json!("自带雨衣".repeat(125));

        leave_room(&seat, Some(pages));
        let saved = done(
            seat.call("save_draft", json!({"draft": draft, "fields": after}))
                .await,
        );
        let kept = fields(&seat, &draft).await;
        assert_eq!(kept, if saved { after } else { before }, "{pages} pages");
        let sent = match seat.call("publish_task", json!({"draft": draft})).await {
            Ok(entry) => done(seat.call("send_now", json!({"entry": entry["id"]})).await),
            refused => done(refused),
        };
        // What the sender writes is refused, too.
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        leave_room(&seat, None);

        saves[usize::from(saved)] += 1;
        sends[usize::from(sent)] += 1;
        meant.push(Meant { title, draft });
    }
    println!("{dialect:?}: refused and done: {saves:?} drafts saved, {sends:?} sent");
    let both = saves.into_iter().chain(sends).all(|count| count > 0);
    assert!(both, "the disk was full at each, and was not");

    seat.kill();
    seat.start_again().await;
    let endings = endings(&seat, &meant).await;
    let faults: Vec<_> = endings.iter().map(Ending::fault).collect();
    assert!(faults.iter().all(Option::is_none), "{faults:?}");
}

async fn fields(seat: &Seat, draft: &str) -> Value {
    let view = seat.call("get_draft", json!({"draft": draft})).await;
    view.unwrap()["fields"].clone()
}

/// Whether it was done; if not, the disk is named as the cause.
fn done(result: Result<Value, AppError>) -> bool {
    match result {
        Ok(_) => true,
        Err(AppError::Storage) => false,
        Err(other) => panic!("{other:?}"),
    }
}

/// Lets no file of the core grow beyond what its log of changes is, and so many
/// pages.
fn leave_room(seat: &Seat, pages: Option<u64>) {
    let log = std::fs::metadata(seat.folder().join("desk.db-wal")).unwrap();
    let limit = match pages {
        Some(pages) => (log.len() + pages * PAGE).to_string(),
        None => "unlimited".to_owned(),
    };
    let process = seat.process().to_string();
    let limited = Command::new("prlimit")
        .args(["--pid", &process, &format!("--fsize={limit}:unlimited")])
        .status();
    assert!(limited.unwrap().success());
}
