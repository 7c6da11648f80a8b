//! What the log says of quests: nothing that a server or a user wrote.

use crate::{administering::form, desk::Desk, guild::Guild};
use serde_json::{Value, json};
use std::{
    io,
    sync::{Arc, Mutex},
};
use tracing_subscriber::{filter::filter_fn, prelude::*};

#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<u8>>>);

impl Page {
    fn holds(&self, mark: &str) -> bool {
        let bytes = self.0.lock().unwrap();
        String::from_utf8_lossy(&bytes).contains(mark)
    }
}

impl io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Every line of the core and its connectors, of every level, from now on.
fn kept() -> Page {
    let page = Page::default();
    let writer = page.clone();
    let lines = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .with_filter(filter_fn(|event| {
            let ours = ["muster_client", "muster_connectors", "quests"];
            ours.iter().any(|name| event.target().starts_with(name))
        }));
    let all = tracing_subscriber::registry().with(lines);
    tracing::subscriber::set_global_default(all).unwrap();
    page
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_holds_no_text_of_a_quest_and_no_secret() {
    let log = kept();
    let guild = Guild::open().await;
    let desk = Desk::take(&guild, "admin").await;
    desk.refresh(json!({"kind": "board"})).await.unwrap();
    let draft = desk.read("new_quest_draft", json!({"quest": null})).await;
    let fields = form("拾穗-mark-4711", &[]);
    let save = json!({"draft": draft["id"], "fields": fields});
    desk.call("save_quest_draft", save).await.unwrap();
    let sent = desk.call("send_quest_draft", json!({"draft": draft["id"]}));
    let entry = sent.await.unwrap()["entry"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let created = desk.becomes(&entry, "confirmed").await;
    let id = created["quest"].as_str().unwrap().to_owned();
    desk.refresh(json!({"kind": "board"})).await.unwrap();
    // Refused, with the server's words.
    let refused = desk.act("complete_quest", &id).await;
    let refused = desk.becomes(&refused, "rejected").await;
    let words = refused["problem"]["message"].as_str().unwrap().to_owned();
    guild.close().await;
    let failed = desk.refresh(json!({"kind": "audit"})).await;
    assert!(failed.is_err());
    desk.until("the line is missed", async || log.holds("questboard"))
        .await;
    let entry = desk.entry(&entry).await;
    assert_ne!(entry["title"], Value::Null);

    for mark in [
        "mark-4711",
        "拾穗",
        "集齐",
        "金币",
        "muster-admin",
        "Bearer",
        &words,
    ] {
        assert!(!log.holds(mark), "{mark}");
    }
    // The control: what is planted is found.
    tracing::info!(name = "mark-4711", "planted");
    assert!(log.holds("mark-4711"));
}
