//! Calling people out from a seat, and what becomes of it.

use super::{Seat, now};
use muster_domain::time::Time;
use serde_json::{Value, json};

impl Seat {
    /// Writes a draft, calls the first organisation and the first two people,
    /// and lets it leave at once. Answers the outbox entry.
    pub async fn publish(&self, title: &str) -> String {
        let draft = self.draft(title).await;
        self.choose(&draft, "orgs", "org", 1).await;
        let totals = self.choose(&draft, "people", "person", 2).await;
        *self.called.lock().unwrap() = totals["people"].as_u64().unwrap();
        self.send(&draft).await
    }

    /// A draft that lacks nothing but recipients.
    pub async fn draft(&self, title: &str) -> String {
        let draft = self
            .call("new_draft", json!({"connection": self.connection}))
            .await
            .unwrap();
        let draft = draft["id"].as_str().unwrap();
        let info = self
            .call("get_publish_info", json!({"connection": self.connection}))
            .await;
        let place = info.unwrap()["value"]["places"][0]["id"].clone();
        let now = now(self.clock.as_ref());
        let [gather_at, finish_at] = [2, 6].map(|hours| in_beijing(now, hours));
        let fields = json!({
            "mark": "drill", "title": title, "detail": "自带雨衣、头灯、水", "wanted": "2",
            "gather_at": gather_at, "finish_at": finish_at,
            "place": {"kind": "saved", "id": place},
        });
        self.call("save_draft", json!({"draft": draft, "fields": fields}))
            .await
            .unwrap();
        draft.to_owned()
    }

    /// Lets a draft leave at once. Answers the outbox entry.
    pub async fn send(&self, draft: &str) -> String {
        let entry = self
            .call("publish_task", json!({"draft": draft}))
            .await
            .unwrap();
        let entry = entry["id"].as_str().unwrap().to_owned();
        self.call("send_now", json!({"entry": entry}))
            .await
            .unwrap();
        entry
    }

    /// Switches the first rows of a kind on; answers the totals.
    pub async fn choose(&self, draft: &str, view: &str, kind: &str, count: usize) -> Value {
        let window = json!({"draft": draft, "view": view, "query": "", "offset": 0, "limit": 200});
        let rows = self.call("list_picker_rows", window).await.unwrap();
        let rows = rows["value"]["rows"].as_array().unwrap().clone();
        let mut totals = Value::Null;
        for row in rows.iter().filter(|row| row["kind"] == kind).take(count) {
            let toggle = json!({"draft": draft, "view": view, "key": row["key"], "on": true});
            totals = self.call("toggle_picker_row", toggle).await.unwrap();
        }
        totals
    }

    /// Publishes and answers the task.
    pub async fn call_out(&self, title: &str) -> String {
        let entry = self.publish(title).await;
        self.task_of(&entry).await
    }

    /// The task that an outbox entry became.
    pub async fn task_of(&self, entry: &str) -> String {
        self.until("the task has an id", async || {
            self.entry(entry).await["task"].is_string()
        })
        .await;
        self.entry(entry).await["task"].as_str().unwrap().to_owned()
    }

    /// Distinct people that the last publication called.
    pub fn people_called(&self) -> u64 {
        *self.called.lock().unwrap()
    }

    pub async fn entry(&self, id: &str) -> Value {
        let entries = self
            .call("list_outbox", json!({"offset": 0, "limit": 50}))
            .await
            .unwrap();
        let entries = entries["rows"].as_array().unwrap().clone();
        entries.into_iter().find(|entry| entry["id"] == id).unwrap()
    }

    pub async fn state(&self, entry: &str) -> String {
        self.entry(entry).await["state"]
            .as_str()
            .unwrap()
            .to_owned()
    }
}

/// So many hours later, on a clock in Beijing.
fn in_beijing(now: Time, hours: i64) -> String {
    let at = now.plus_ms(hours * 3_600_000);
    let text = at.to_civil(&muster_domain::time::beijing()).unwrap();
    text[..16].to_owned()
}
