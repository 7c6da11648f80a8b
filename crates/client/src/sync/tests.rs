//! Polling against a server in memory. Time runs only while nothing else does.

mod flights;
mod pace;
mod reading;

use super::*;
use crate::testing::{Bench, Call, summary, until};
use muster_connectors::Error;
use muster_domain::{
    board::{ResponseFigures, ResponseRow, ResponseStatus},
    id::TaskId,
    task::{TaskList, TaskSummary},
};
use serde_json::{Value, json};

fn responder(id: i64, status: ResponseStatus) -> ResponseRow {
    ResponseRow {
        soldier: id.into(),
        name: format!("李沐阳{id}"),
        phone: format!("1000000{id:04}"),
        office: "昌岗街".into(),
        status,
        responded_at: None,
        im_user: None,
    }
}

/// A board of so many unread rows on task 7.
fn notify(bench: &Bench, count: i64) {
    let figures = ResponseFigures {
        notified: u32::try_from(count).ok(),
        ..ResponseFigures::default()
    };
    let rows = (1..=count)
        .map(|id| responder(id, ResponseStatus::Unread))
        .collect();
    let mut state = bench.server.state();
    state.responses.insert("7".into(), (figures, rows));
}

async fn signed_in() -> (Bench, ConnectionId) {
    let bench = Bench::ticking().await;
    let connection = bench.sign_in().await;
    (bench, connection)
}

fn working(connection: &ConnectionId) -> Target {
    Target::Tasks {
        connection: connection.clone(),
        list: TaskList::Working,
        page: 1,
    }
}

fn responses(connection: &ConnectionId) -> Target {
    Target::Responses {
        connection: connection.clone(),
        task: "7".into(),
    }
}

async fn board(bench: &Bench, connection: &ConnectionId) -> Value {
    let args = json!({"connection": connection, "task": "7"});
    bench.call("get_response_board", args).await.unwrap()
}

fn list(bench: &Bench, rows: Vec<TaskSummary>) {
    bench.server.state().lists.insert(TaskList::Working, rows);
}
