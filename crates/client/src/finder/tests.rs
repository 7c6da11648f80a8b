use crate::testing::{Bench, Call, START, summary};
use muster_domain::{
    board::{ResponseFigures, ResponseRow, ResponseStatus},
    error::AppError,
    id::ConnectionId,
    roster::{Member, Office, OfficeRoster},
    task::{TaskList, TaskSummary},
};
use serde_json::{Value, json};

fn response(id: i64, name: &str, phone: &str) -> ResponseRow {
    ResponseRow {
        soldier: id.into(),
        name: name.into(),
        phone: phone.into(),
        office: "昌岗街".into(),
        status: ResponseStatus::Unread,
        responded_at: None,
        im_user: None,
    }
}

/// A server with three tasks, one board and a roster that knows one person
/// more; read as far as `targets`.
async fn read_before(targets: &[&str]) -> (Bench, ConnectionId) {
    let bench = Bench::new().await;
    {
        let mut state = bench.server.state();
        let titled = |id: i64, title: &str, place: &str| TaskSummary {
            title: title.into(),
            place: place.into(),
            ..summary(id)
        };
        state.lists.insert(
            TaskList::Working,
            vec![
                titled(7, "珠江防汛 夜间巡堤", "新天地广场"),
                titled(8, "夜间消防演习", "区消防站"),
            ],
        );
        let done = titled(9, "器材清点", "防汛物资仓库");
        state.lists.insert(TaskList::Done, vec![done]);
        let rows = vec![
            response(1, "陈嘉树", "10000002201"),
            response(2, "李沐阳", "10000007745"),
        ];
        let board = (ResponseFigures::default(), rows);
        state.responses.insert("7".into(), board);
        let member = |id: i64, name: &str| Member {
            soldier: id.into(),
            name: name.into(),
            is_admin: false,
        };
        state.offices = OfficeRoster {
            total: 2,
            offices: vec![Office {
                id: "3".into(),
                name: "江南中街".into(),
                parent: None,
                members: vec![member(1, "陈嘉树"), member(5, "成江")],
            }],
        };
    }
    let connection = bench.sign_in().await;
    for kind in targets {
        let target = match *kind {
            "roster" => json!({"kind": "roster", "connection": connection}),
            "responses" => json!({"kind": "responses", "connection": connection, "task": "7"}),
            list => json!({"kind": "tasks", "connection": connection, "list": list, "page": 1}),
        };
        let args = json!({"target": target});
        bench.call("refresh", args).await.unwrap();
    }
    (bench, connection)
}

const ALL: &[&str] = &["working", "done", "responses", "roster"];

async fn find(bench: &Bench, query: &str) -> Value {
    let args = json!({"query": query, "limit": 20});
    bench.call("find", args).await.unwrap()
}

fn texts(found: &Value, kind: &str, field: &str) -> Vec<String> {
    let rows = found[kind]["rows"].as_array().unwrap();
    rows.iter()
        .map(|row| row[field].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn tasks_are_found_by_chinese_pinyin_and_initials_titles_before_places() {
    let (bench, _) = read_before(ALL).await;
    for query in ["防汛", "fangxun", "fx"] {
        let found = find(&bench, query).await;
        let titles = texts(&found, "tasks", "title");
        assert_eq!(titles, ["珠江防汛 夜间巡堤", "器材清点"], "{query}");
    }
    let night = texts(&find(&bench, "yj").await, "tasks", "title");
    assert_eq!(night, ["夜间消防演习", "珠江防汛 夜间巡堤"]);
    assert_eq!(find(&bench, "没有").await["tasks"]["total"], 0);
}

#[tokio::test]
async fn a_task_that_is_found_is_as_old_as_the_oldest_page_of_its_list() {
    let (bench, connection) = read_before(ALL).await;
    {
        let mut state = bench.server.state();
        let many = (1..=60).map(summary).collect();
        state.lists.insert(TaskList::Working, many);
    }
    for page in [2, 1] {
        bench.clock.advance_ms(60_000);
        let target =
            json!({"kind": "tasks", "connection": connection, "list": "working", "page": page});
        let asked = bench.call("refresh", json!({ "target": target })).await;
        asked.unwrap();
    }
    let found = find(&bench, "珠江防汛 55").await;
    let oldest = START.plus_ms(60_000);
    assert_eq!(found["tasks"]["rows"][0]["fetched_at"], json!(oldest));
}

#[tokio::test]
async fn people_of_the_roster_and_of_boards_are_found_once_with_their_phone() {
    let (bench, connection) = read_before(ALL).await;
    let found = find(&bench, "c").await;
    // 成江 is in the roster alone, 陈嘉树 in both.
    assert_eq!(texts(&found, "people", "name"), ["陈嘉树", "成江"]);
    assert_eq!(found["people"]["total"], 2);
    let first = json!({
        "connection": connection, "soldier": "1", "name": "陈嘉树", "group": "江南中街",
        "phone": "10000002201", "fetched_at": START,
    });
    assert_eq!(found["people"]["rows"][0], first);
    assert_eq!(found["people"]["rows"][1]["phone"], Value::Null);
    // 李沐阳 is on a board alone.
    let board = find(&bench, "lmy").await;
    assert_eq!(texts(&board, "people", "phone"), ["10000007745"]);
}

#[tokio::test]
async fn four_digits_of_a_phone_number_find_its_owner_and_three_do_not() {
    let (bench, _) = read_before(ALL).await;
    let found = find(&bench, "7745").await;
    assert_eq!(texts(&found, "people", "name"), ["李沐阳"]);
    assert_eq!(find(&bench, "745").await["people"]["total"], 0);
}

#[tokio::test]
async fn without_a_roster_those_on_the_boards_are_found_and_without_a_query_nobody() {
    let (bench, _) = read_before(&["working", "responses"]).await;
    let found = find(&bench, "c").await;
    assert_eq!(texts(&found, "people", "name"), ["陈嘉树"]);
    let nothing = find(&bench, " ").await;
    assert_eq!(nothing["people"]["total"], 0);
    assert_eq!(nothing["tasks"]["total"], 0);
}

#[tokio::test]
async fn a_person_comes_with_the_tasks_they_are_on() {
    let (bench, connection) = read_before(ALL).await;
    let args = json!({"connection": connection, "soldier": "1"});
    let card = bench.call("get_person", args).await.unwrap();
    assert_eq!(card["person"]["phone"], "10000002201");
    assert_eq!(card["person"]["group"], "江南中街");
    let tasks = card["tasks"].as_array().unwrap();
    assert_eq!(tasks.len(), 1);
    assert_eq!(tasks[0]["task"]["title"], "珠江防汛 夜间巡堤");
    assert_eq!(tasks[0]["response"], "unread");
    assert_eq!(tasks[0]["check_in"], Value::Null);
    assert_eq!(tasks[0]["task"]["fetched_at"], json!(START));

    let nobody = json!({"connection": connection, "soldier": "404"});
    assert_eq!(
        bench.call("get_person", nobody).await,
        Err(AppError::NotFound)
    );
}

#[tokio::test]
async fn finding_asks_no_server_and_sees_what_came_since() {
    let (bench, connection) = read_before(ALL).await;
    let calls = bench.server.state().calls.len();
    assert_eq!(find(&bench, "wym").await["people"]["total"], 0);
    assert_eq!(bench.server.state().calls.len(), calls);
    let row = response(6, "吴一鸣", "10000000006");
    if let Some((_, rows)) = bench.server.state().responses.get_mut(&"7".into()) {
        rows.push(row);
    }
    let target = json!({"kind": "responses", "connection": connection, "task": "7"});
    bench
        .call("refresh", json!({"target": target}))
        .await
        .unwrap();
    assert!(bench.server.state().calls.contains(&Call::Responses));
    assert_eq!(find(&bench, "wym").await["people"]["total"], 1);
}

#[tokio::test]
async fn what_was_made_ready_of_a_connection_goes_with_it() {
    let (bench, connection) = read_before(ALL).await;
    find(&bench, "c").await;
    let keeps = || bench.client.inner().finder.keeps(&connection);
    assert!(keeps(), "the control");
    let args = json!({ "connection": connection });
    bench.call("remove_connection", args).await.unwrap();
    assert!(!keeps());
}
