//! A core that is signed in to a server in memory, and what it may be put through.

use crate::{
    outbox::{
        enqueue::{enqueue, queued},
        *,
    },
    testing::{Bench, Call, summary},
};
use muster_connectors::Error;
use muster_domain::{
    draft::{TaskDraft, TaskFields},
    outbox::{ActivityKind, Intent},
    picker::Selection,
    task::{NewTask, NewTaskPlace, TaskDetail, TaskList},
};
use std::time::Duration;

pub(super) struct Desk {
    pub(super) bench: Bench,
    pub(super) connection: ConnectionId,
}

impl Desk {
    pub(super) async fn new() -> Self {
        let bench = Bench::ticking().await;
        let connection = bench.sign_in().await;
        Self { bench, connection }
    }

    pub(super) fn client(&self) -> &Client {
        &self.bench.client
    }

    /// Queues a publication of the draft `d`, which is made with it.
    pub(super) async fn publish(&self) -> OutboxId {
        let now = self.client().now();
        let draft = TaskDraft {
            id: "d".into(),
            connection: self.connection.clone(),
            created_at: now,
            changed_at: now,
            fields: TaskFields {
                title: "珠江防汛".into(),
                ..TaskFields::default()
            },
            selection: Selection::default(),
        };
        let desk = self.client().stores().unwrap().desk;
        desk.with(move |db| store::drafts::insert(db, &draft))
            .await
            .unwrap();
        let task = NewTask {
            title: "珠江防汛".into(),
            detail: "自带雨衣".into(),
            wanted: 60,
            gather_at: now.plus_ms(3_600_000),
            finish_at: now.plus_ms(7_200_000),
            place: NewTaskPlace::Saved {
                id: "5".into(),
                name: "新天地广场".into(),
            },
            orgs: vec!["11".into()],
            offices: Vec::new(),
            soldiers: Vec::new(),
        };
        let intent = Intent::PublishTask {
            draft: "d".into(),
            task,
            people: 60,
        };
        let entry = queued(self.client(), self.connection.clone(), intent, GRACE_MS)
            .await
            .unwrap();
        enqueue(self.client(), entry, |_, _| Ok(true))
            .await
            .unwrap()
            .id
    }

    pub(super) async fn entry(&self, id: &OutboxId) -> OutboxEntry {
        load(self.client(), id).await.unwrap().unwrap()
    }

    /// Waits until the entry is in the state.
    pub(super) async fn until(&self, id: &OutboxId, state: OutboxState) -> OutboxEntry {
        for _ in 0..10_000 {
            let entry = self.entry(id).await;
            if entry.state == state {
                return entry;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("never {state:?}: {:?}", self.entry(id).await);
    }

    pub(super) async fn has_draft(&self) -> bool {
        let desk = self.client().stores().unwrap().desk;
        desk.read(|db| store::drafts::load(db, &"d".into()))
            .await
            .unwrap()
            .is_some()
    }

    pub(super) fn published(&self) -> usize {
        self.bench.server.state().published.len()
    }

    pub(super) async fn log(&self) -> Vec<ActivityKind> {
        let desk = self.client().stores().unwrap().desk;
        let (_, lines) = desk
            .read(|db| store::activity::list(db, 0, 100))
            .await
            .unwrap();
        let mut kinds: Vec<_> = lines.into_iter().map(|line| line.what).collect();
        kinds.reverse();
        kinds
            .retain(|kind| !matches!(kind, ActivityKind::ConnectionAdded | ActivityKind::SignedIn));
        kinds
    }

    pub(super) async fn reopen(self) -> Self {
        Self {
            bench: self.bench.reopen().await,
            connection: self.connection,
        }
    }

    /// Ends task 7, which is ours.
    pub(super) async fn finish(&self) -> OutboxId {
        launch(self, 7);
        let (task, title) = ("7".into(), "珠江防汛".into());
        let entry = finish_task(self.client(), self.connection.clone(), task, title);
        entry.await.unwrap().id
    }

    /// Somebody signs in with this name.
    pub(super) async fn sign_in_as(&self, username: &str) {
        let args = serde_json::json!({
            "connection": self.connection, "username": username,
            "password": "opensesame-71", "allow_plain": false,
        });
        self.bench.call("sign_in", args).await.unwrap();
    }

    pub(super) async fn point_to(&self, base_url: &str) {
        let config = serde_json::json!({
            "kind": "militia", "name": "", "base_url": base_url,
            "modules": {"task": null, "sign_in": null, "location": null}, "crs": "gcj02",
        });
        let args = serde_json::json!({ "connection": self.connection, "config": config });
        self.bench.call("update_connection", args).await.unwrap();
    }

    /// The only entry as the window shows it.
    pub(super) async fn shown(&self) -> serde_json::Value {
        let args = serde_json::json!({ "offset": 0, "limit": 10 });
        let mut outbox = self.bench.call("list_outbox", args).await.unwrap();
        outbox["rows"][0].take()
    }

    /// An unknown publication that did arrive, and that nobody has looked for yet.
    pub(super) async fn unknown(&self) -> OutboxId {
        self.bench.server.lose_answer(Call::Publish, cut_off());
        let id = self.publish().await;
        self.until(&id, OutboxState::Unknown).await;
        id
    }
}

pub(super) async fn seconds(count: u64) {
    tokio::time::sleep(Duration::from_secs(count)).await;
}

pub(super) fn cut_off() -> Error {
    Error::CutOff(None)
}

pub(super) fn refusal() -> Error {
    Error::Rejected {
        message: "很抱歉,服务器出错了".into(),
    }
}

/// A task of ours on the server.
pub(super) fn launch(desk: &Desk, id: i64) {
    let mut state = desk.bench.server.state();
    let row = summary(id);
    let detail = TaskDetail {
        summary: row.clone(),
        place_at: None,
        is_launcher: true,
    };
    state.details.insert(row.id.clone(), detail);
    state.lists.entry(TaskList::Working).or_default().push(row);
}
