//! The inbox against a server in memory, with time that runs only while nothing
//! else does.

mod lookout;
mod popups;
mod record;

use crate::testing::{Bench, START, summary};
use muster_domain::{
    board::{ResponseFigures, ResponseRow, ResponseStatus},
    id::ConnectionId,
    task::{TaskDetail, TaskList, TaskSummary},
};
use serde_json::{Value, json};
use std::time::Duration;

const MINUTE: u64 = 60;

/// A console that nobody looks at, signed in to a server with one task: 7, that
/// was launched now, wants 30 and gathers in four hours.
struct Console {
    bench: Bench,
    connection: ConnectionId,
}

impl Console {
    async fn on_duty() -> Self {
        let bench = Bench::looking_out().await;
        Self::list(&bench, vec![summary(7)]);
        answer(&bench, 0, 0);
        let connection = bench.sign_in().await;
        Self { bench, connection }
    }

    fn list(bench: &Bench, tasks: Vec<TaskSummary>) {
        let mut state = bench.server.state();
        for task in &tasks {
            let detail = TaskDetail {
                summary: task.clone(),
                place_at: None,
                is_launcher: true,
            };
            state.details.insert(task.id.clone(), detail);
        }
        state.lists.insert(TaskList::Working, tasks);
    }

    async fn call(&self, name: &str, args: Value) -> Value {
        self.bench.call(name, args).await.unwrap()
    }

    /// The inbox, newest first.
    async fn inbox(&self) -> Vec<Value> {
        let args = json!({"unread_only": false, "offset": 0, "limit": 200});
        let rows = self.call("list_notices", args).await;
        rows["rows"].as_array().unwrap().clone()
    }

    /// The lines of a kind, newest first.
    async fn of(&self, kind: &str) -> Vec<Value> {
        let mut lines = self.inbox().await;
        lines.retain(|line| line["matter"]["kind"] == kind);
        lines
    }

    async fn unread(&self) -> Value {
        self.call("count_unread", json!({})).await["unread"].clone()
    }

    async fn change(&self, settings: Value) {
        self.call("change_settings", settings).await;
    }

    fn one(&self) -> Value {
        json!({"connection": self.connection, "task": "7"})
    }

    async fn reopen(self) -> Self {
        Self {
            bench: self.bench.reopen().await,
            connection: self.connection,
        }
    }
}

/// So many of the 60 who were called to task 7 have answered.
fn answer(bench: &Bench, accepted: usize, refused: usize) {
    let rows: Vec<ResponseRow> = (0..60)
        .map(|number: usize| ResponseRow {
            soldier: i64::try_from(number).unwrap().into(),
            name: format!("甲{number}"),
            phone: format!("1000000{number:04}"),
            office: "昌岗街".into(),
            status: if number < accepted {
                ResponseStatus::Accepted
            } else if number < accepted + refused {
                ResponseStatus::Refused
            } else {
                ResponseStatus::Unread
            },
            responded_at: (number < accepted + refused).then(|| START.plus_ms(60_000)),
            im_user: None,
        })
        .collect();
    let count = |number: usize| u32::try_from(number).ok();
    let figures = ResponseFigures {
        wanted: Some(30),
        notified: Some(60),
        responded: count(accepted + refused),
        accepted: count(accepted),
        average_ms: None,
    };
    let mut state = bench.server.state();
    state.responses.insert("7".into(), (figures, rows));
}

async fn pass(seconds: u64) {
    tokio::time::sleep(Duration::from_secs(seconds)).await;
}
