//! What a commander does from a board.

use crate::testing::{Bench, START, summary};
use muster_domain::{
    board::{
        CheckInFigures, CheckInRow, CheckInStatus, ResponseFigures, ResponseRow, ResponseStatus,
    },
    error::AppError,
    id::ConnectionId,
    task::{TaskDetail, TaskList, TaskSummary},
    time::Time,
};
use serde_json::{Value, json};

const MINUTE: i64 = 60_000;

pub(super) fn person(id: i64, name: &str, status: ResponseStatus, minutes: i64) -> ResponseRow {
    let answered = status != ResponseStatus::Unread;
    ResponseRow {
        soldier: id.into(),
        name: name.into(),
        phone: format!("100 0000 {id:04}"),
        office: "昌岗街".into(),
        status,
        responded_at: answered.then(|| START.plus_ms(minutes * MINUTE)),
        im_user: None,
    }
}

pub(super) fn launched(id: i64, at: Time) -> TaskSummary {
    TaskSummary {
        title: "【演练】珠江防汛".into(),
        launched_at: Some(at),
        gather_at: Some(at.plus_ms(120 * MINUTE)),
        finish_at: Some(at.plus_ms(480 * MINUTE)),
        wanted: 3,
        ..summary(id)
    }
}

/// Task 6 of an hour before, and task 7 of now: both fetched, forty minutes
/// after the launch of 7.
pub(super) async fn desk() -> (Bench, ConnectionId) {
    use ResponseStatus::{Accepted, Refused, Unread};
    let bench = Bench::new().await;
    let (before, now) = (START.plus_ms(-60 * MINUTE), START);
    {
        let mut state = bench.server.state();
        let tasks = [launched(6, before), launched(7, now)];
        for task in &tasks {
            let detail = TaskDetail {
                summary: task.clone(),
                place_at: None,
                is_launcher: true,
            };
            state.details.insert(task.id.clone(), detail);
        }
        state.lists.insert(TaskList::Working, tasks.into());
        let earlier = vec![
            person(1, "陈嘉树", Accepted, -57),
            person(2, "李沐阳", Accepted, -40),
            person(3, "黄梓豪", Refused, -30),
        ];
        let here = vec![
            person(1, "陈嘉树", Unread, 0),
            person(2, "李沐阳", Unread, 0),
            person(3, "黄梓豪", Unread, 0),
            person(4, "安无记", Unread, 0),
            person(5, "欧阳若岚", Accepted, 6),
            person(6, "曾静", Refused, 20),
        ];
        state
            .responses
            .insert(6.into(), (ResponseFigures::default(), earlier));
        state
            .responses
            .insert(7.into(), (ResponseFigures::default(), here));
        let check_in = |id: i64, status| CheckInRow {
            soldier: id.into(),
            name: "欧阳若岚".into(),
            phone: format!("1000000{id:04}"),
            office: "昌岗街".into(),
            status,
            im_user: None,
        };
        let rows = vec![
            check_in(5, CheckInStatus::CheckedIn),
            check_in(9, CheckInStatus::Absent),
        ];
        state
            .check_ins
            .insert(7.into(), (CheckInFigures::default(), rows));
    }
    let connection = bench.sign_in().await;
    bench.clock.advance_ms(40 * MINUTE);
    for (kind, task) in [
        ("task", "6"),
        ("task", "7"),
        ("responses", "6"),
        ("responses", "7"),
    ] {
        refresh(&bench, &connection, kind, task).await;
    }
    (bench, connection)
}

pub(super) async fn refresh(bench: &Bench, connection: &ConnectionId, kind: &str, task: &str) {
    let target = json!({"kind": kind, "connection": connection, "task": task});
    bench
        .call("refresh", json!({"target": target}))
        .await
        .unwrap();
}

async fn calling(bench: &Bench, connection: &ConnectionId) -> Vec<Value> {
    let args = json!({
        "connection": connection, "task": "7", "status": "unread", "office": null, "filter": "",
        "sort": "calling", "descending": false, "offset": 0, "limit": 10,
    });
    let rows = bench.call("list_responses", args).await.unwrap();
    rows["value"]["rows"].as_array().unwrap().clone()
}

fn names(rows: &[Value]) -> Vec<&str> {
    rows.iter()
        .map(|row| row["name"].as_str().unwrap())
        .collect()
}

async fn note(bench: &Bench, connection: &ConnectionId, soldier: &str, outcome: Value) -> Value {
    let args = json!({
        "connection": connection, "task": "7", "soldier": soldier, "outcome": outcome,
    });
    bench.call("note_call", args).await.unwrap()
}

async fn picture(bench: &Bench, connection: &ConnectionId) -> Value {
    let args = json!({"connection": connection, "task": "7"});
    let read = bench.call("get_response_picture", args).await.unwrap();
    read["value"].clone()
}

#[tokio::test]
async fn the_unread_stand_in_the_order_in_which_to_phone_them() {
    let (bench, connection) = desk().await;
    let rows = calling(&bench, &connection).await;
    // Fast before slow, both before an unknown one, who is before a refuser.
    assert_eq!(names(&rows), ["陈嘉树", "李沐阳", "安无记", "黄梓豪"]);
    assert_eq!(rows[0]["habit"]["typical_ms"], 3 * MINUTE);
    assert_eq!(rows[2]["habit"], Value::Null);
}

#[tokio::test]
async fn an_outcome_is_kept_with_who_and_when_and_moves_the_row_back() {
    let (bench, connection) = desk().await;
    let noted = note(&bench, &connection, "1", json!("no_answer")).await;
    assert_eq!(
        noted,
        json!({
            "outcome": "no_answer", "by": "commander", "at": START.plus_ms(40 * MINUTE), "tries": 1,
        })
    );
    note(&bench, &connection, "2", json!("will_come")).await;
    let rows = calling(&bench, &connection).await;
    assert_eq!(names(&rows), ["安无记", "黄梓豪", "陈嘉树", "李沐阳"]);
    assert_eq!(rows[2]["note"], noted);
    let value = picture(&bench, &connection).await;
    assert_eq!(
        value["calls"],
        json!({"no_answer": 1, "reached": 0, "will_come": 1})
    );
    assert_eq!(value["projection"]["promised"], 1);
    let bench = bench.reopen().await;
    let rows = calling(&bench, &connection).await;
    assert_eq!(rows[2]["note"], noted, "after a restart");
    assert_eq!(
        note(&bench, &connection, "1", Value::Null).await,
        Value::Null
    );
    assert_eq!(names(&calling(&bench, &connection).await)[0], "陈嘉树");
}

#[tokio::test]
async fn the_picture_looks_ahead_until_the_gathering() {
    let (bench, connection) = desk().await;
    let value = picture(&bench, &connection).await;
    assert_eq!(value["curve"]["points"].as_array().unwrap().len(), 3);
    assert_eq!(
        value["offices"],
        json!([{"office": "昌岗街", "accepted": 1, "refused": 1, "unread": 4, "other": 0}])
    );
    let projection = &value["projection"];
    assert_eq!(
        projection["basis"], "usual",
        "five answers of others' call-outs, three there"
    );
    let range = [&projection["low"], &projection["high"]].map(|end| end.as_u64().unwrap());
    assert!(
        1 <= range[0] && range[0] <= range[1] && range[1] <= 5,
        "{range:?}"
    );
    bench.clock.advance_ms(80 * MINUTE);
    refresh(&bench, &connection, "responses", "7").await;
    assert_eq!(
        picture(&bench, &connection).await["projection"],
        Value::Null
    );
}

#[tokio::test]
async fn a_number_is_dialled_for_a_person_of_the_board_and_for_nobody_else() {
    let (bench, connection) = desk().await;
    let dial = async |soldier: &str| {
        let args = json!({"connection": connection, "task": "7", "soldier": soldier});
        bench.call("dial_person", args).await
    };
    dial("1").await.unwrap();
    assert_eq!(*bench.desktop.dialled.lock().unwrap(), ["10000000001"]);
    assert!(dial("77").await.is_err());
    bench.server.state().responses.get_mut(&7.into()).unwrap().1[0].phone = "1?body=x".into();
    refresh(&bench, &connection, "responses", "7").await;
    assert!(dial("1").await.is_err());
    assert_eq!(bench.desktop.dialled.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn an_arrival_is_dated_by_the_reading_that_first_shows_it() {
    let (bench, connection) = desk().await;
    let first = START.plus_ms(40 * MINUTE);
    refresh(&bench, &connection, "check_ins", "7").await;
    bench.clock.advance_ms(5 * MINUTE);
    {
        let mut state = bench.server.state();
        state.check_ins.get_mut(&7.into()).unwrap().1[1].status = CheckInStatus::CheckedIn;
    }
    refresh(&bench, &connection, "check_ins", "7").await;
    bench.clock.advance_ms(5 * MINUTE);
    refresh(&bench, &connection, "check_ins", "7").await;
    let bench = bench.reopen().await;
    let args = json!({"connection": connection, "task": "7"});
    let value = bench.call("get_check_in_picture", args).await.unwrap()["value"].clone();
    assert_eq!(value["since"], json!(first));
    assert_eq!(
        value["curve"],
        json!([
            {"at": first, "arrived": 1},
            {"at": first.plus_ms(5 * MINUTE), "arrived": 2},
        ])
    );
    assert_eq!(
        value["latest"][0]["seen_at"],
        json!(first.plus_ms(5 * MINUTE))
    );
    // Who leaves again is not there.
    bench.sign_in_again(&connection).await.unwrap();
    {
        let mut state = bench.server.state();
        state.check_ins.get_mut(&7.into()).unwrap().1[1].status = CheckInStatus::Absent;
    }
    refresh(&bench, &connection, "check_ins", "7").await;
    let args = json!({"connection": connection, "task": "7"});
    let value = bench.call("get_check_in_picture", args).await.unwrap()["value"].clone();
    assert_eq!(value["curve"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_wall_without_a_second_window_says_so() {
    let (bench, connection) = desk().await;
    let args = json!({"connection": connection, "task": "7"});
    let answer = bench.call("open_wall", args).await;
    assert_eq!(answer, Err(AppError::NoProgram));
}
