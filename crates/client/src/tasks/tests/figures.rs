//! Figures are counted from rows, and the server's own stand beside them.

use super::*;

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

#[tokio::test]
async fn a_headcount_that_the_board_lacks_is_the_tasks_own() {
    let (bench, connection) = full().await;
    for told in [None, Some(0)] {
        {
            let mut state = bench.server.state();
            state.responses.get_mut(&"7".into()).unwrap().0.wanted = told;
        }
        refresh_all(&bench, &connection).await;
        let board = bench
            .call("get_response_board", args(&connection, json!({})))
            .await
            .unwrap();
        assert_eq!(board["value"]["wanted"], summary(7).wanted, "{told:?}");
    }
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

/// What a row of the list and the task itself show of their people.
async fn figures(bench: &Bench, connection: &ConnectionId) -> [Value; 2] {
    let list = json!({"connection": connection, "list": "working", "page": 1, "filter": ""});
    let list = bench.call("list_tasks", list).await.unwrap();
    let task = bench.call("get_task", args(connection, json!({}))).await;
    let figures = |summary: &Value, row: &Value| {
        let counts = ["responded", "accepted", "checked_in"].map(|name| summary[name].clone());
        json!([counts, row["disagreements"]])
    };
    let (row, task) = (&list["value"]["rows"][0], &task.unwrap()["value"]);
    [
        figures(&row["summary"], row),
        figures(&task["detail"]["summary"], task),
    ]
}

#[tokio::test]
async fn figures_are_counted_from_the_rows_and_the_servers_stand_beside_them() {
    let (bench, connection) = full().await;
    let lie = |phase: Phase| TaskSummary {
        phase,
        responded: Some(9),
        accepted: Some(8),
        checked_in: Some(1),
        ..summary(7)
    };
    let tell = |phase: Phase| {
        let mut state = bench.server.state();
        let lists = &mut state.lists;
        lists.insert(TaskList::Working, vec![lie(phase.clone())]);
        state.details.get_mut(&TaskId::from("7")).unwrap().summary = lie(phase);
    };
    let refresh = async |kinds: &[&str]| {
        for kind in kinds {
            let target = json!({
                "kind": kind, "connection": connection, "task": "7", "list": "working", "page": 1,
            });
            let refreshed = bench.call("refresh", json!({ "target": target })).await;
            refreshed.unwrap();
        }
    };
    let differs = json!([
        {"figure": "responded", "rows": 3, "server": 9},
        {"figure": "accepted", "rows": 2, "server": 8},
    ]);
    let counted = |disagreements: &Value| json!([[3, 2, 1], disagreements]);
    tell(Phase::Gathering);
    refresh_all(&bench, &connection).await;
    let shown = figures(&bench, &connection).await;
    assert_eq!(shown, [counted(&differs), counted(&differs)]);

    bench.clock.advance_ms(10 * MINUTE);
    refresh(&["tasks", "task"]).await;
    let told = json!([[9, 8, 1], []]);
    let shown = figures(&bench, &connection).await;
    assert_eq!(shown, [told.clone(), told], "the boards are too old");

    bench.clock.advance_ms(10 * MINUTE);
    refresh(&["responses", "check_ins"]).await;
    let shown = figures(&bench, &connection).await;
    let none = json!([]);
    assert_eq!(
        shown,
        [counted(&none), counted(&none)],
        "people may have answered since the list was read"
    );

    tell(Phase::Done);
    refresh(&["tasks", "task"]).await;
    bench.clock.advance_ms(10 * MINUTE);
    refresh(&["responses", "check_ins"]).await;
    let shown = figures(&bench, &connection).await;
    assert_eq!(
        shown,
        [counted(&differs), counted(&differs)],
        "nobody answers once it is over"
    );
}
