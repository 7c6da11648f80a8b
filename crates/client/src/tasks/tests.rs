//! Reads of tasks: what they show, how old it is, and that all of it opens
//! without a network.

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
async fn full() -> (Bench, ConnectionId) {
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

fn args(connection: &ConnectionId, more: Value) -> Value {
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
        ("list_task_groups", args(connection, json!({}))),
        ("list_task_people", args(connection, window.clone())),
        ("get_response_board", args(connection, json!({}))),
        ("list_responses", args(connection, window.clone())),
        ("get_check_in_board", args(connection, json!({}))),
        ("list_check_ins", args(connection, window)),
        ("get_publish_info", json!({ "connection": connection })),
    ]
}

async fn refresh_all(bench: &Bench, connection: &ConnectionId) -> Vec<Result<Value, AppError>> {
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

#[tokio::test]
async fn everything_seen_opens_offline_after_a_restart_with_its_age_and_the_reason() {
    let (bench, connection) = full().await;
    for result in refresh_all(&bench, &connection).await {
        result.unwrap();
    }
    let mut online = Vec::new();
    for (name, args) in every_read(&connection) {
        online.push(bench.call(name, args).await.unwrap());
    }

    bench.server.state().unreachable = true;
    bench.clock.advance_ms(30 * MINUTE);
    let bench = bench.reopen().await;
    for result in refresh_all(&bench, &connection).await {
        assert_eq!(result, Err(AppError::Unreachable));
    }
    for ((name, args), before) in every_read(&connection).into_iter().zip(online) {
        let read = bench.call(name, args).await.unwrap();
        assert!(!read["value"].is_null(), "{name}");
        assert_eq!(read["value"], before["value"], "{name}");
        assert_eq!(read["fetched_at"], json!(START), "{name}");
        assert_eq!(read["server_time"], json!(START), "{name}");
        assert_eq!(read["complete"], true, "{name}");
        assert_eq!(read["problem"]["code"], "unreachable", "{name}");
    }
    let shown = bench.call("list_connections", json!({})).await.unwrap();
    assert_eq!(shown[0]["problem"]["code"], "unreachable");
    assert_eq!(shown[0]["reached_at"], json!(START));
}

#[tokio::test]
async fn what_was_never_fetched_says_so_and_why() {
    let (bench, connection) = full().await;
    bench.server.state().unreachable = true;
    let results = refresh_all(&bench, &connection).await;
    assert!(results.iter().all(Result::is_err), "{results:?}");
    for (name, args) in every_read(&connection) {
        let read = bench.call(name, args).await.unwrap();
        assert_eq!(read["value"], Value::Null, "{name}");
        assert_eq!(read["fetched_at"], Value::Null, "{name}");
        assert_eq!(read["problem"]["code"], "unreachable", "{name}");
    }
}

#[tokio::test]
async fn the_boards_are_counted_from_their_rows() {
    let (bench, connection) = full().await;
    refresh_all(&bench, &connection).await;
    let board = bench
        .call("get_response_board", args(&connection, json!({})))
        .await
        .unwrap();
    let value = &board["value"];
    assert_eq!(
        [&value["wanted"], &value["accepted"], &value["unread"]],
        [&json!(30), &json!(2), &json!(1)]
    );
    assert_eq!(
        value["disagreements"],
        json!([{"figure": "accepted", "rows": 2, "server": 1}])
    );
    let board = bench
        .call("get_check_in_board", args(&connection, json!({})))
        .await
        .unwrap();
    assert_eq!(
        board["value"]["disagreements"],
        json!([{"figure": "accepted", "rows": 1, "server": 2}])
    );
}

async fn names(bench: &Bench, connection: &ConnectionId, more: Value) -> Vec<String> {
    let mut window = json!({
        "offset": 0, "limit": 10, "filter": "", "status": null, "sort": "name",
        "descending": false,
    });
    for (name, value) in more.as_object().unwrap() {
        window[name] = value.clone();
    }
    let args = args(connection, window);
    let rows = bench.call("list_responses", args).await.unwrap();
    rows["value"]["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["name"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn responses_are_sorted_filtered_and_cut() {
    let (bench, connection) = full().await;
    refresh_all(&bench, &connection).await;
    let all = names(&bench, &connection, json!({})).await;
    assert_eq!(all, ["李沐阳", "单可", "曾静", "张伟"], "by pinyin");
    let cases = [
        (json!({"descending": true, "limit": 1}), vec!["张伟"]),
        (json!({"offset": 1, "limit": 2}), vec!["单可", "曾静"]),
        (json!({"status": "accepted"}), vec!["单可", "张伟"]),
        (json!({"filter": "lmy"}), vec!["李沐阳"]),
        (json!({"filter": "10000000002"}), vec!["曾静"]),
        (json!({"filter": "昌岗", "status": "unread"}), vec!["曾静"]),
        (
            json!({"sort": "status"}),
            vec!["曾静", "李沐阳", "单可", "张伟"],
        ),
        (
            json!({"sort": "responded_at"}),
            vec!["张伟", "李沐阳", "单可", "曾静"],
        ),
    ];
    for (window, expected) in cases {
        let found = names(&bench, &connection, window.clone()).await;
        assert_eq!(found, expected, "{window}");
    }
}

#[tokio::test]
async fn people_are_grouped_as_they_were_called_and_everybody_is_listed_once() {
    let (bench, connection) = full().await;
    refresh_all(&bench, &connection).await;
    let groups = bench
        .call("list_task_groups", args(&connection, json!({})))
        .await
        .unwrap();
    assert_eq!(
        groups["value"],
        json!([
            {"through": "office", "name": "昌岗街", "level": "street", "people": 2},
            {"through": "org", "name": "一排", "level": "street", "people": 1},
            {"through": "individually", "name": "", "level": null, "people": 2},
        ])
    );
    let total = async |through: Value, group: Value, filter: &str| {
        let window = json!({
            "through": through, "group": group, "filter": filter, "offset": 0, "limit": 1,
        });
        let args = args(&connection, window);
        let read = bench.call("list_task_people", args).await.unwrap();
        read["value"]["total"].as_u64().unwrap()
    };
    assert_eq!(total(Value::Null, Value::Null, "").await, 4);
    assert_eq!(total(json!("office"), json!("昌岗街"), "").await, 2);
    assert_eq!(total(json!("individually"), json!(""), "").await, 2);
    assert_eq!(total(Value::Null, Value::Null, "cjs3").await, 1);
}

#[test]
fn the_phase_follows_the_clock_and_the_servers_word() {
    let gather = START.plus_ms(4 * 60 * MINUTE);
    let cases = [
        (Phase::Recruiting, -1, Phase::Recruiting),
        (Phase::Gathering, -1, Phase::Gathering),
        // Real servers read the gather time as UTC and switch late.
        (Phase::Recruiting, 0, Phase::Executing),
        (Phase::Gathering, 0, Phase::Executing),
        (Phase::Done, -1, Phase::Done),
        (Phase::Other("xx".into()), 0, Phase::Executing),
    ];
    for (told, minutes, expected) in cases {
        let task = TaskSummary {
            phase: told.clone(),
            gather_at: Some(gather),
            ..summary(7)
        };
        let now = gather.plus_ms(minutes * MINUTE);
        assert_eq!(phase(&task, now), expected, "{told:?} at {minutes}");
    }
    let without_times = TaskSummary {
        gather_at: None,
        ..summary(7)
    };
    assert_eq!(phase(&without_times, START), Phase::Recruiting);
}

#[tokio::test]
async fn a_row_shows_figures_of_its_own_age_only() {
    let (bench, connection) = full().await;
    refresh_all(&bench, &connection).await;
    let row = async |bench: &Bench| {
        let args = json!({"connection": connection, "list": "working", "page": 1, "filter": ""});
        let read = bench.call("list_tasks", args).await.unwrap();
        read["value"]["rows"][0]["summary"].clone()
    };
    let fresh = row(&bench).await;
    assert_eq!(
        [&fresh["accepted"], &fresh["checked_in"]],
        [&json!(2), &json!(1)],
        "from the boards"
    );
    bench.clock.advance_ms(10 * MINUTE);
    let target = json!({"kind": "tasks", "connection": connection, "list": "working", "page": 1});
    bench
        .call("refresh", json!({ "target": target }))
        .await
        .unwrap();
    let newer = row(&bench).await;
    assert_eq!(
        [&newer["accepted"], &newer["checked_in"]],
        [&json!(12), &Value::Null],
        "0.4 of 30, and nothing of the old boards"
    );
}

#[tokio::test]
async fn a_filter_looks_through_every_cached_page_and_says_when_some_are_missing() {
    let bench = Bench::new().await;
    let rows = (1..=120).map(summary).collect();
    bench.server.state().lists.insert(TaskList::Working, rows);
    let connection = bench.sign_in().await;
    let page = async |page: u32| {
        let target =
            json!({"kind": "tasks", "connection": connection, "list": "working", "page": page});
        bench
            .call("refresh", json!({ "target": target }))
            .await
            .unwrap();
    };
    let find = async || {
        let args =
            json!({"connection": connection, "list": "working", "page": 2, "filter": "fangxun"});
        let read = bench.call("list_tasks", args).await.unwrap();
        (read["value"]["total"].clone(), read["complete"].clone())
    };
    page(1).await;
    page(3).await;
    assert_eq!(find().await, (json!(70), json!(false)));
    page(2).await;
    assert_eq!(find().await, (json!(120), json!(true)));
}

#[tokio::test]
async fn only_the_launcher_may_finish() {
    let (bench, connection) = full().await;
    let finish = || bench.call("finish_task", args(&connection, json!({})));
    assert_eq!(finish().await, Err(AppError::NotFound), "never seen");
    refresh_all(&bench, &connection).await;
    let detail = |is_launcher| TaskDetail {
        summary: summary(7),
        place_at: None,
        is_launcher,
    };
    bench
        .server
        .state()
        .details
        .insert("7".into(), detail(false));
    refresh_all(&bench, &connection).await;
    assert_eq!(finish().await, Err(AppError::NotPermitted));
    bench
        .server
        .state()
        .details
        .insert("7".into(), detail(true));
    refresh_all(&bench, &connection).await;
    let entry = finish().await.unwrap();
    assert_eq!(entry["kind"], "finish_task");
    assert_eq!(entry["title"], "珠江防汛 7");
}

#[tokio::test]
async fn no_text_of_a_server_makes_an_answer_too_large() {
    let bench = Bench::new().await;
    let long = "险".repeat(10_000);
    {
        let mut state = bench.server.state();
        let task = |id| TaskSummary {
            title: format!("防汛{long}"),
            launched_by: long.clone(),
            place: long.clone(),
            ..summary(id)
        };
        let detail = TaskDetail {
            summary: task(7),
            place_at: None,
            is_launcher: true,
        };
        state.details.insert("7".into(), detail);
        let tasks = (1..=50).map(task).collect();
        state.lists.insert(TaskList::Working, tasks);
        let row = |id| ResponseRow {
            office: long.clone(),
            phone: long.clone(),
            ..response(id, &long, ResponseStatus::Unread)
        };
        let rows = (1..=300).map(row).collect();
        let board = (ResponseFigures::default(), rows);
        state.responses.insert("7".into(), board);
        let person = |id| Participant {
            name: long.clone(),
            ..participant(id, CalledThrough::Individually, &long)
        };
        state
            .people
            .insert("7".into(), (1..=300).map(person).collect());
    }
    let connection = bench.sign_in().await;
    refresh_all(&bench, &connection).await;
    for (name, mut args) in every_read(&connection) {
        if args.get("limit").is_some() {
            args["limit"] = json!(100_000);
        }
        let read = bench.call(name, args).await;
        assert!(read.is_ok(), "{name}: {read:?}");
    }
    let detail = bench.call("get_task", args(&connection, json!({}))).await;
    let title = detail.unwrap()["value"]["detail"]["summary"]["title"].clone();
    assert_eq!(title.as_str().unwrap().chars().count(), 10_002, "whole");
}
