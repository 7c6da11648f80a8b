//! A machine whose clock is hours off the server's.

use crate::{
    tasks::tests::{args, full, refresh_all},
    testing::{Bench, START, summary},
};
use muster_domain::{
    geo::Point,
    id::ConnectionId,
    position::Whereabouts,
    task::{TaskList, TaskSummary},
    time::Time,
};
use serde_json::{Value, json};
use std::collections::HashMap;

const HOUR: i64 = 3_600_000;

/// How far our clock is off, hours: half a day either way, and one that lost
/// its battery.
const OFF: [i64; 3] = [12, -12, -24 * 365 * 40];

/// It is `START`; task 7 gathers in four hours, task 8 did an hour ago, and
/// this machine thinks that it is `off_h` later. `told`: the server tells.
async fn desk(off_h: i64, told: bool) -> (Bench, ConnectionId) {
    let (bench, connection) = full().await;
    bench.clock.advance_ms(off_h * HOUR);
    let gathered = TaskSummary {
        launched_at: Some(START.plus_ms(-3 * HOUR)),
        gather_at: Some(START.plus_ms(-HOUR)),
        ..summary(8)
    };
    let somebody = Whereabouts {
        soldier: "1".into(),
        name: "张伟".into(),
        phone: "10000000001".into(),
        office: "昌岗街".into(),
        at: Some(Point {
            lat: 23.1067,
            lng: 113.3245,
        }),
    };
    {
        let mut state = bench.server.state();
        state.server_time = told.then_some(START);
        state.clock_skew_ms = told.then_some(-off_h * HOUR);
        let tasks = vec![summary(7), gathered];
        state.lists.insert(TaskList::Working, tasks);
        state.whereabouts = Some(HashMap::from([("7".into(), vec![somebody])]));
    }
    refresh_all(&bench, &connection).await;
    let positions = args(&connection, json!({ "kind": "positions" }));
    let positions = json!({ "target": positions });
    bench.call("refresh", positions).await.unwrap();
    (bench, connection)
}

/// What the screens say that depends on the time.
async fn said(bench: &Bench, connection: &ConnectionId) -> Value {
    let list = json!({ "connection": connection, "list": "working", "page": 1, "filter": "" });
    let list = bench.call("list_tasks", list).await.unwrap();
    let rows = list["value"]["rows"].as_array().unwrap();
    let found = json!({ "query": "珠江", "limit": 9 });
    let found = bench.call("find", found).await.unwrap();
    let window = json!({
        "status": null, "soldiers": null, "filter": "", "sort": "name", "descending": false,
        "offset": 0, "limit": 9,
    });
    let check_ins = args(connection, window.clone());
    let check_ins = bench.call("list_check_ins", check_ins).await.unwrap();
    let picture = args(connection, json!({}));
    let picture = bench.call("get_check_in_picture", picture).await.unwrap();
    let positions = args(connection, window);
    let positions = bench.call("list_positions", positions).await.unwrap();
    let draft = json!({ "connection": connection });
    let draft = bench.call("new_draft", draft).await.unwrap();
    // In an hour, and an hour ago.
    let times = json!({ "gather_at": "2018-05-06 13:00", "finish_at": "2018-05-06 20:00" });
    let soon = problems(bench, &draft, times).await;
    let times = json!({ "gather_at": "2018-05-06 11:00", "finish_at": "2018-05-06 20:00" });
    let late = problems(bench, &draft, times).await;
    let seconds = |time: &Value| (time.as_i64().unwrap() - START.0) / 1_000;
    json!({
        "phases": rows.iter().map(|row| &row["phase"]).collect::<Vec<_>>(),
        "phases found": found["tasks"]["rows"].as_array().unwrap().iter()
            .map(|task| &task["phase"]).collect::<Vec<_>>(),
        "arrived": seconds(&check_ins["value"]["rows"][0]["seen_at"]),
        "curve": seconds(&picture["value"]["curve"][0]["at"]),
        "as of": seconds(&picture["value"]["as_of"]),
        "position": seconds(&positions["value"]["rows"][0]["seen_at"]),
        "refreshed every": seconds(&json!(
            list["stale_after"].as_i64().unwrap() - list["fetched_at"].as_i64().unwrap() + START.0
        )),
        "too late to gather": [soon, late],
    })
}

async fn problems(bench: &Bench, draft: &Value, times: Value) -> bool {
    let mut fields = draft["fields"].clone();
    for (name, value) in times.as_object().unwrap() {
        fields[name] = value.clone();
    }
    let args = json!({ "draft": draft["id"], "fields": fields });
    let view = bench.call("save_draft", args).await.unwrap();
    let problems = view["problems"].as_array().unwrap();
    problems.iter().any(|one| one["rule"] == "in_the_past")
}

fn right() -> Value {
    json!({
        "phases": ["recruiting", "executing"],
        "phases found": ["recruiting", "executing"],
        "arrived": 0,
        "curve": 0,
        "as of": 0,
        "position": 0,
        "refreshed every": 30,
        "too late to gather": [false, true],
    })
}

async fn told_skew(bench: &Bench) -> Value {
    let all = bench.call("list_connections", json!({})).await.unwrap();
    all[0]["clock_skew_ms"].clone()
}

#[tokio::test]
async fn no_phase_and_no_deadline_is_wrong_on_a_clock_that_is_hours_off() {
    for off_h in OFF {
        let (bench, connection) = desk(off_h, true).await;
        assert_eq!(said(&bench, &connection).await, right(), "{off_h} h");
        assert_eq!(told_skew(&bench).await, json!(-off_h * HOUR));
    }
}

/// The control: what a server that does not tell leaves us with.
#[tokio::test]
async fn without_the_servers_clock_ours_is_all_there_is() {
    for off_h in OFF {
        let (bench, connection) = desk(off_h, false).await;
        assert_ne!(said(&bench, &connection).await, right(), "{off_h} h");
        assert_eq!(told_skew(&bench).await, Value::Null);
    }
}

#[tokio::test]
async fn what_the_last_reading_told_holds_until_the_server_answers_again() {
    let (bench, connection) = desk(12, true).await;
    let bench = bench.reopen().await;
    bench.server.state().unreachable = true;
    assert_eq!(told_skew(&bench).await, json!(-12 * HOUR));
    let list = json!({ "connection": connection, "list": "working", "page": 1, "filter": "" });
    let list = bench.call("list_tasks", list).await.unwrap();
    assert_eq!(list["value"]["rows"][0]["phase"], "recruiting");

    // Somebody sets the clock right, and the server answers.
    bench.clock.advance_ms(-12 * HOUR);
    {
        let mut state = bench.server.state();
        (state.unreachable, state.clock_skew_ms) = (false, Some(900));
    }
    refresh_all(&bench, &connection).await;
    assert_eq!(told_skew(&bench).await, Value::Null);
    assert_eq!(bench.client.now_on(&connection), bench.client.now());
}

#[tokio::test]
async fn clocks_that_agree_to_the_minute_are_the_same() {
    let (bench, connection) = full().await;
    for (skew_ms, told) in [
        (60_000, None),
        (60_001, Some(60_001)),
        (-60_000, None),
        (-60_001, Some(-60_001)),
    ] {
        bench.server.state().clock_skew_ms = Some(skew_ms);
        assert_eq!(bench.client.clock_skew_ms(&connection), told);
        let now = START.plus_ms(told.unwrap_or(0));
        assert_eq!(bench.client.now_on(&connection), now);
    }
    assert_eq!(bench.client.now_on(&"another".into()), Time(START.0));
}
