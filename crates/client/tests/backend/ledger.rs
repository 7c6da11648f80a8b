//! What publications came to: what the outbox says beside what the backend
//! holds.

use crate::seat::Seat;
use serde_json::{Value, json};

/// A publication that was let go, or was to be.
pub struct Meant {
    pub title: String,
    pub draft: String,
}

/// What it came to.
pub struct Ending {
    /// Of its entry; `None` where it was never queued.
    pub state: Option<String>,
    /// Complete readings of the lists.
    pub readings: u64,
    /// Whether its draft is there to be sent again.
    pub draft: bool,
    /// Tasks of its title at the backend.
    pub tasks: usize,
}

impl Ending {
    /// What is wrong with it.
    pub fn fault(&self) -> Option<&'static str> {
        let state = self.state.as_deref();
        let nothing_came = matches!(state, None | Some("taken_back" | "unknown"));
        match self.tasks {
            0 if !nothing_came => Some("said to have arrived"),
            0 if !self.draft => Some("lost"),
            1 if state != Some("confirmed") => Some("not said to have arrived"),
            0 | 1 => None,
            _ => Some("sent twice"),
        }
    }
}

/// Waits until nothing changes by itself any more. An entry that is sent once
/// more is the same entry: a draft has one.
pub async fn endings(seat: &Seat, meant: &[Meant]) -> Vec<Ending> {
    seat.until("every write is settled", async || {
        entries(seat).await.iter().all(is_settled)
    })
    .await;
    let entries = entries(seat).await;
    let mut endings = Vec::new();
    for Meant { title, draft } in meant {
        let title = format!("【演练】{title}");
        let of_it = entries.iter().filter(|entry| entry["title"] == title);
        let of_it: Vec<&Value> = of_it.collect();
        assert!(of_it.len() <= 1, "{of_it:?}");
        let entry = of_it.first();
        endings.push(Ending {
            state: entry.map(|entry| entry["state"].as_str().unwrap().to_owned()),
            readings: entry.map_or(0, |entry| entry["search"]["readings"].as_u64().unwrap_or(0)),
            draft: seat
                .call("get_draft", json!({"draft": draft}))
                .await
                .is_ok(),
            tasks: seat.tasks_titled(&title).await,
        });
    }
    endings
}

async fn entries(seat: &Seat) -> Vec<Value> {
    let mut entries = Vec::new();
    loop {
        let window = json!({"offset": entries.len(), "limit": 200});
        let rows = seat.call("list_outbox", window).await.unwrap()["rows"].clone();
        match rows.as_array().unwrap().as_slice() {
            [] => return entries,
            more => entries.extend(more.iter().cloned()),
        }
    }
}

fn is_settled(entry: &Value) -> bool {
    match entry["state"].as_str().unwrap() {
        "confirmed" => entry["task"].is_string(),
        "taken_back" => true,
        "unknown" => entry["search"]["readings"].as_u64() >= Some(2),
        _ => false,
    }
}

#[test]
fn what_is_sent_twice_or_lost_is_seen() {
    let ending = |state: &str, draft, tasks| Ending {
        state: Some(state.to_owned()),
        readings: 2,
        draft,
        tasks,
    };
    assert_eq!(ending("confirmed", false, 1).fault(), None);
    assert_eq!(ending("taken_back", true, 0).fault(), None);
    assert_eq!(ending("confirmed", false, 2).fault(), Some("sent twice"));
    assert_eq!(ending("taken_back", false, 0).fault(), Some("lost"));
    assert_eq!(
        ending("taken_back", true, 1).fault(),
        Some("not said to have arrived")
    );
    assert_eq!(
        ending("confirmed", true, 0).fault(),
        Some("said to have arrived")
    );
}
