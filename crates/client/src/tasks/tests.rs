//! Reads of tasks: what they show, how old it is, and that all of it opens
//! without a network.

mod figures;
mod offline;
mod views;

use super::*;
use crate::testing::{Bench, START, summary};
use muster_domain::{
    board::{
        CheckInFigures, CheckInRow, CheckInStatus, ResponseFigures, ResponseRow, ResponseStatus,
    },
    task::{CalledThrough, Level, Participant, TaskDetail},
};
use serde_json::{Value, json};

const MINUTE: i64 = 60_000;

fn participant(id: i64, through: CalledThrough, group: &str) -> Participant {
    Participant {
        soldier: id.into(),
        name: format!("陈嘉树{id}"),
        through,
        group: group.into(),
        level: Some(Level::Street),
        im_user: None,
        is_admin: false,
    }
}

fn response(id: i64, name: &str, status: ResponseStatus) -> ResponseRow {
    ResponseRow {
        soldier: id.into(),
        name: name.into(),
        phone: format!("1000000{id:04}"),
        office: "昌岗街".into(),
        responded_at: (status != ResponseStatus::Unread).then(|| START.plus_ms(id * MINUTE)),
        status,
        im_user: None,
    }
}

/// A server with one task in full, and an account on it.
pub(crate) async fn full() -> (Bench, ConnectionId) {
    let bench = Bench::new().await;
    {
        let mut state = bench.server.state();
        let task = TaskSummary {
            progress: Some(0.4),
            ..summary(7)
        };
        state.server_time = Some(START);
        state.lists.insert(TaskList::Working, vec![task.clone()]);
        let detail = TaskDetail {
            summary: task,
            place_at: None,
            is_launcher: true,
        };
        state.details.insert("7".into(), detail);
        let people = vec![
            participant(1, CalledThrough::Office, "昌岗街"),
            participant(2, CalledThrough::Office, "昌岗街"),
            participant(2, CalledThrough::Org, "一排"),
            participant(3, CalledThrough::Individually, "江南中街"),
            participant(4, CalledThrough::Individually, "昌岗街"),
        ];
        state.people.insert("7".into(), people);
        let rows = vec![
            response(1, "张伟", ResponseStatus::Accepted),
            response(2, "曾静", ResponseStatus::Unread),
            response(3, "李沐阳", ResponseStatus::Refused),
            response(4, "单可", ResponseStatus::Accepted),
        ];
        let figures = ResponseFigures {
            notified: Some(4),
            accepted: Some(1),
            ..ResponseFigures::default()
        };
        state.responses.insert("7".into(), (figures, rows));
        let arrived = CheckInRow {
            soldier: "1".into(),
            name: "张伟".into(),
            phone: "10000000001".into(),
            office: "昌岗街".into(),
            status: CheckInStatus::CheckedIn,
            im_user: None,
        };
        let figures = CheckInFigures {
            accepted: Some(2),
            checked_in: Some(1),
        };
        state.check_ins.insert("7".into(), (figures, vec![arrived]));
    }
    let connection = bench.sign_in().await;
    (bench, connection)
}

pub(crate) fn args(connection: &ConnectionId, more: Value) -> Value {
    let mut args = json!({"connection": connection, "task": "7"});
    for (name, value) in more.as_object().unwrap() {
        args[name] = value.clone();
    }
    args
}

/// Every read of a task's screens, by its command.
fn every_read(connection: &ConnectionId) -> Vec<(&'static str, Value)> {
    let window = json!({
        "offset": 0, "limit": 100, "filter": "", "status": null, "sort": "name",
        "descending": false, "through": null, "group": null,
    });
    let list = json!({"connection": connection, "list": "working", "page": 1, "filter": ""});
    let found = json!({"connection": connection, "list": "working", "page": 1, "filter": "zjfx"});
    vec![
        ("list_tasks", list),
        ("list_tasks", found),
        ("get_task", args(connection, json!({}))),
        ("list_task_groups", args(connection, window.clone())),
        ("list_task_people", args(connection, window.clone())),
        ("get_response_board", args(connection, json!({}))),
        ("list_responses", args(connection, window.clone())),
        ("get_check_in_board", args(connection, json!({}))),
        ("list_check_ins", args(connection, window)),
        ("get_publish_info", json!({ "connection": connection })),
    ]
}

pub(crate) async fn refresh_all(
    bench: &Bench,
    connection: &ConnectionId,
) -> Vec<Result<Value, AppError>> {
    let mut results = Vec::new();
    for kind in ["task", "people", "responses", "check_ins"] {
        let target = args(connection, json!({ "kind": kind }));
        results.push(bench.call("refresh", json!({ "target": target })).await);
    }
    let target = json!({"kind": "tasks", "connection": connection, "list": "working", "page": 1});
    results.push(bench.call("refresh", json!({ "target": target })).await);
    let target = json!({"kind": "roster", "connection": connection});
    results.push(bench.call("refresh", json!({ "target": target })).await);
    results
}
