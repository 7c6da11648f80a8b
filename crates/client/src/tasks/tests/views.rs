//! What the screens of a task show.

use super::*;

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
async fn whoever_has_a_status_of_the_servers_own_is_found_among_the_others() {
    let (bench, connection) = full().await;
    {
        let mut state = bench.server.state();
        let (_, rows) = state.responses.get_mut(&TaskId::from("7")).unwrap();
        rows[1].status = ResponseStatus::Other("待定".into());
        rows[2].status = ResponseStatus::Other("XX".into());
    }
    refresh_all(&bench, &connection).await;
    let with = async |status: Value| names(&bench, &connection, json!({ "status": status })).await;
    assert_eq!(with(json!({"other": ""})).await, ["李沐阳", "曾静"]);
    assert_eq!(with(json!("accepted")).await, ["单可", "张伟"]);
    assert!(with(json!("unread")).await.is_empty());
}

#[tokio::test]
async fn people_are_grouped_as_they_were_called_and_everybody_is_listed_once() {
    let (bench, connection) = full().await;
    refresh_all(&bench, &connection).await;
    let groups = bench
        .call(
            "list_task_groups",
            args(&connection, json!({"offset": 0, "limit": 100})),
        )
        .await
        .unwrap();
    assert_eq!(
        groups["value"],
        json!({
            "people": 4,
            "groups": {"offset": 0, "total": 3, "rows": [
                {"through": "office", "name": "昌岗街", "level": "street", "people": 2},
                {"through": "org", "name": "一排", "level": "street", "people": 1},
                {"through": "individually", "name": "", "level": null, "people": 2},
            ]},
        })
    );
    let total = async |through: Value, group: Value, filter: &str| {
        let window = json!({
            "through": through, "group": group, "filter": filter, "offset": 0, "limit": 1,
            "sort": null, "descending": false,
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

#[tokio::test]
async fn people_stand_in_the_order_asked_for() {
    let (bench, connection) = full().await;
    refresh_all(&bench, &connection).await;
    let order = async |sort: Value, descending: bool| {
        let window = json!({
            "through": null, "group": null, "filter": "", "offset": 0, "limit": 9,
            "sort": sort, "descending": descending,
        });
        let args = args(&connection, window);
        let read = bench.call("list_task_people", args).await.unwrap();
        let rows = read["value"]["rows"].as_array().unwrap().iter();
        rows.map(|row| row["soldier"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
            .concat()
    };
    assert_eq!(order(Value::Null, false).await, "1234", "the server's");
    assert_eq!(order(json!("name"), true).await, "4321");
    // 昌岗街 before 江南中街; 2 stands with the office they came through first.
    assert_eq!(order(json!("group"), false).await, "1243");
    assert_eq!(order(json!("through"), true).await, "4321");
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
async fn a_phase_is_sought_by_where_a_task_stands_now() {
    let bench = Bench::new().await;
    let rows: Vec<_> = (1..=60)
        .map(|id| TaskSummary {
            phase: if id % 3 == 0 {
                Phase::Gathering
            } else {
                Phase::Recruiting
            },
            gather_at: Some(START.plus_ms(if id > 30 { MINUTE } else { 9 * MINUTE })),
            finish_at: None,
            ..summary(id)
        })
        .collect();
    bench.server.state().lists.insert(TaskList::Working, rows);
    let connection = bench.sign_in().await;
    for page in 1..=2 {
        let target =
            json!({"kind": "tasks", "connection": connection, "list": "working", "page": page});
        bench
            .call("refresh", json!({ "target": target }))
            .await
            .unwrap();
    }
    let found = async |phase: &str, filter: &str| {
        let args = json!({
            "connection": connection, "list": "working", "page": 1, "filter": filter, "phase": phase,
        });
        let read = bench.call("list_tasks", args).await.unwrap();
        let rows = read["value"]["rows"].as_array().unwrap().clone();
        assert_eq!(read["value"]["total"], rows.len());
        assert!(rows.iter().all(|row| row["phase"] == phase), "{phase}");
        rows.len()
    };
    let all = async || {
        [
            found("recruiting", "").await,
            found("gathering", "").await,
            found("executing", "").await,
        ]
    };
    assert_eq!(all().await, [40, 20, 0]);
    assert_eq!(found("gathering", "no such").await, 0);
    bench.clock.advance_ms(2 * MINUTE);
    assert_eq!(all().await, [20, 10, 30], "half of them have gathered");
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
async fn thousands_of_groups_with_long_names_are_read_in_windows_that_cross() {
    let (bench, connection) = full().await;
    let long = "昌岗街民兵应急救援连".repeat(100);
    let people = (0..5_000).map(|id| {
        let group = format!("{id:04} {long}");
        Participant {
            name: long.clone(),
            level: Some(Level::Other(long.clone())),
            ..participant(id, CalledThrough::Org, &group)
        }
    });
    let everybody = people.collect();
    bench.server.state().people.insert("7".into(), everybody);
    refresh_all(&bench, &connection).await;
    let window = json!({"offset": 4_900, "limit": 1_000});
    let read = bench.call("list_task_groups", args(&connection, window));
    let value = read.await.unwrap()["value"].take();
    assert_eq!(value["people"], 5_000);
    assert_eq!(value["groups"]["total"], 5_000);
    let rows = value["groups"]["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 100);
    // What a row shows names its group.
    let window = json!({
        "through": "org", "group": rows[7]["name"], "filter": "", "offset": 0, "limit": 1_000,
        "sort": null, "descending": false,
    });
    let read = bench.call("list_task_people", args(&connection, window));
    let value = read.await.unwrap()["value"].take();
    assert_eq!(value["total"], 1);
    assert_eq!(value["rows"][0]["soldier"], "4907");
    let window = json!({
        "through": null, "group": null, "filter": "", "offset": 0, "limit": 1_000,
        "sort": null, "descending": false,
    });
    let read = bench.call("list_task_people", args(&connection, window));
    assert_eq!(
        read.await.unwrap()["value"]["rows"]
            .as_array()
            .unwrap()
            .len(),
        200
    );
    let window = json!({"offset": 0, "limit": 1_000});
    let read = bench.call("list_task_groups", args(&connection, window));
    let rows = read.await.unwrap()["value"]["groups"]["rows"].take();
    assert_eq!(rows.as_array().unwrap().len(), 200);
}
