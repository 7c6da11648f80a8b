//! Polling against a server in memory. Time runs only while nothing else does.

use super::*;
use crate::client::Caller;
use crate::testing::{Bench, Call, emitted, summary, until};
use muster_connectors::Error;
use muster_domain::{
    board::{
        CheckInFigures, CheckInRow, CheckInStatus, ResponseFigures, ResponseRow, ResponseStatus,
    },
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

#[tokio::test(start_paused = true)]
async fn a_board_is_paged_to_its_end_and_each_person_counts_once() {
    let (bench, connection) = signed_in().await;
    notify(&bench, 450);
    {
        // Nobody's order: the last row of a page comes again on the next.
        let mut state = bench.server.state();
        let (figures, rows) = state.responses.get_mut(&TaskId::from("7")).unwrap();
        rows.insert(200, responder(1, ResponseStatus::Unread));
        figures.notified = Some(450);
    }
    refresh(&bench.client, &responses(&connection))
        .await
        .unwrap();
    assert_eq!(bench.server.count(Call::Responses), 3);
    let board = board(&bench, &connection).await;
    assert_eq!(board["value"]["notified"], 450);
    assert_eq!(board["value"]["disagreements"], json!([]));
    assert_eq!(board["complete"], true);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_counts_too_few_is_read_on() {
    let (bench, connection) = signed_in().await;
    notify(&bench, 450);
    // As real servers do: the totals count those who responded.
    bench.server.state().told_total = Some(1);
    refresh(&bench.client, &responses(&connection))
        .await
        .unwrap();
    let board = board(&bench, &connection).await;
    assert_eq!(board["value"]["notified"], 450);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_leaves_its_figures_out_is_read_on() {
    let (bench, connection) = signed_in().await;
    notify(&bench, 450);
    {
        let mut state = bench.server.state();
        state.told_total = Some(0);
        let (figures, _) = state.responses.get_mut(&TaskId::from("7")).unwrap();
        figures.notified = Some(0);
    }
    refresh(&bench.client, &responses(&connection))
        .await
        .unwrap();
    let board = board(&bench, &connection).await;
    assert_eq!(board["value"]["notified"], 450);
}

#[test]
fn an_answer_outweighs_none_and_a_later_one_an_earlier() {
    use super::paging::Person as _;
    let unread = responder(1, ResponseStatus::Unread);
    let undated = responder(1, ResponseStatus::Accepted);
    let dated = |at| ResponseRow {
        responded_at: Some(Time(at)),
        ..responder(1, ResponseStatus::Refused)
    };
    assert!(undated.outweighs(&unread) && !unread.outweighs(&undated));
    assert!(dated(2).outweighs(&dated(1)) && !dated(1).outweighs(&dated(2)));
}

#[tokio::test(start_paused = true)]
async fn a_list_without_a_total_counts_its_rows() {
    let (bench, connection) = signed_in().await;
    list(&bench, vec![summary(7), summary(8)]);
    let args = json!({
        "connection": connection, "list": "working", "page": 1, "filter": "",
    });
    for (told, total) in [(0, 2), (1, 2), (70, 70)] {
        bench.server.state().told_total = Some(told);
        refresh(&bench.client, &working(&connection)).await.unwrap();
        let page = bench.call("list_tasks", args.clone()).await.unwrap();
        assert_eq!(page["value"]["total"], total, "told {told}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_reading_that_stops_in_the_middle_is_marked_and_replaces_no_whole_one() {
    let (bench, connection) = signed_in().await;
    notify(&bench, 450);
    let target = responses(&connection);
    bench
        .server
        .fail_nth(Call::Responses, 2, Error::CutOff(None));
    let failed = refresh(&bench.client, &target).await;
    assert_eq!(failed, Err(AppError::CutOff));
    let partial = board(&bench, &connection).await;
    assert_eq!(
        (&partial["value"]["notified"], &partial["complete"]),
        (&json!(200), &json!(false))
    );
    assert_eq!(partial["value"]["disagreements"], json!([]));
    assert_eq!(partial["problem"]["code"], "cut_off");

    refresh(&bench.client, &target).await.unwrap();
    let whole = board(&bench, &connection).await;
    assert_eq!(
        (&whole["value"]["notified"], &whole["complete"]),
        (&json!(450), &json!(true))
    );
    assert_eq!(whole["problem"], Value::Null);

    bench
        .server
        .fail_nth(Call::Responses, 2, Error::CutOff(None));
    refresh(&bench.client, &target).await.unwrap_err();
    let after = board(&bench, &connection).await;
    assert_eq!(after["value"], whole["value"]);
    assert_eq!(after["complete"], true);
    assert_eq!(after["fetched_at"], whole["fetched_at"]);
    assert_eq!(after["problem"]["code"], "cut_off");
}

#[tokio::test(start_paused = true)]
async fn somebody_who_arrived_is_there_whatever_another_row_says() {
    let (bench, connection) = signed_in().await;
    let row = |status| CheckInRow {
        soldier: "1".into(),
        name: "李沐阳".into(),
        phone: "10000000001".into(),
        office: "昌岗街".into(),
        status,
        im_user: None,
    };
    let rows = vec![
        row(CheckInStatus::Absent),
        row(CheckInStatus::CheckedIn),
        row(CheckInStatus::Absent),
    ];
    let board = (CheckInFigures::default(), rows);
    bench.server.state().check_ins.insert("7".into(), board);
    let target = Target::CheckIns {
        connection: connection.clone(),
        task: "7".into(),
    };
    refresh(&bench.client, &target).await.unwrap();
    let args = json!({"connection": connection, "task": "7"});
    let board = bench.call("get_check_in_board", args).await.unwrap();
    assert_eq!(board["value"]["checked_in"], 1);
    assert_eq!(board["value"]["accepted"], 1);
}

#[tokio::test(start_paused = true)]
async fn what_did_not_change_tells_its_age_alone_and_later() {
    let (bench, connection) = signed_in().await;
    notify(&bench, 3);
    let target = responses(&connection);
    refresh(&bench.client, &target).await.unwrap();
    tokio::time::sleep(Duration::from_secs(2)).await;

    let mut events = bench.client.events();
    refresh(&bench.client, &target).await.unwrap();
    refresh(&bench.client, &target).await.unwrap();
    let of_task = |tags: &[Tag]| {
        tags.iter()
            .filter(|tag| matches!(tag, Tag::Task(..)))
            .count()
    };
    assert_eq!(of_task(&emitted(&mut events)), 0, "nothing at once");
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(of_task(&emitted(&mut events)), 1, "once for both");

    // The control: a change is told at once.
    notify(&bench, 4);
    refresh(&bench.client, &target).await.unwrap();
    assert_eq!(of_task(&emitted(&mut events)), 1);
}

#[tokio::test(start_paused = true)]
async fn what_is_on_screen_is_fetched_by_the_schedule_and_only_while_visible() {
    let (bench, connection) = signed_in().await;
    list(&bench, vec![summary(7)]);
    watch(&bench.client, "main", vec![working(&connection)], true);
    tokio::time::sleep(Duration::from_secs(300)).await;
    // Launched just now: every 30 seconds, give or take a tenth.
    let fast = bench.server.count(Call::List);
    assert!((9..=12).contains(&fast), "{fast}");

    watch(&bench.client, "main", vec![working(&connection)], false);
    tokio::time::sleep(Duration::from_secs(600)).await;
    let hidden = bench.server.count(Call::List);
    assert!(hidden <= fast + 1, "{hidden}");

    watch(&bench.client, "main", vec![working(&connection)], true);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(
        bench.server.count(Call::List),
        hidden + 1,
        "at once when shown"
    );
}

#[tokio::test(start_paused = true)]
async fn every_window_has_a_set_of_its_own_until_it_is_hidden_or_closed() {
    let (bench, connection) = signed_in().await;
    list(&bench, vec![summary(7)]);
    notify(&bench, 3);
    let wall = Caller::ReadOnly("wall-1");
    let look = async |caller: Caller<'_>, target: Target, visible: bool| {
        let args = json!({"targets": [target], "visible": visible});
        bench.client.dispatch(caller, "watch", args).await.unwrap();
    };
    // How often each was fetched in five minutes.
    let paces = async || {
        let counts = || [Call::Responses, Call::List].map(|call| bench.server.count(call));
        let before = counts();
        tokio::time::sleep(Duration::from_secs(300)).await;
        let after = counts();
        [after[0] - before[0], after[1] - before[1]]
    };
    look(wall, responses(&connection), true).await;
    look(Caller::Main, working(&connection), true).await;
    let [board, tasks] = paces().await;
    assert!(board >= 9 && tasks >= 9, "{board} and {tasks}");

    look(Caller::Main, working(&connection), false).await;
    let [board, tasks] = paces().await;
    assert!(board >= 4 && tasks <= 1, "main is hidden: {board}, {tasks}");

    look(Caller::Main, working(&connection), true).await;
    bench.client.window_closed(wall);
    let [board, tasks] = paces().await;
    assert!(
        board <= 1 && tasks >= 4,
        "the wall is closed: {board}, {tasks}"
    );

    // A write stays closed to it, watching or not.
    let write = bench.client.dispatch(wall, "start_demo", json!({})).await;
    assert_eq!(write, Err(AppError::ReadOnlyWindow));
}

#[tokio::test(start_paused = true)]
async fn a_board_that_came_before_its_task_takes_up_the_tasks_pace() {
    let (bench, connection) = signed_in().await;
    notify(&bench, 3);
    watch(&bench.client, "main", vec![responses(&connection)], true);
    // The control: while nobody knows the task, the board goes slowly.
    tokio::time::sleep(Duration::from_secs(250)).await;
    assert_eq!(bench.server.count(Call::Responses), 1);
    list(&bench, vec![summary(7)]);
    refresh(&bench.client, &working(&connection)).await.unwrap();
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(bench.server.count(Call::Responses), 2, "it was overdue");
    tokio::time::sleep(Duration::from_secs(250)).await;
    let count = bench.server.count(Call::Responses);
    assert!(count >= 5, "{count}");
}

#[tokio::test(start_paused = true)]
async fn a_server_out_of_reach_is_asked_ever_less_often() {
    let (bench, connection) = signed_in().await;
    bench.server.state().unreachable = true;
    watch(&bench.client, "main", vec![working(&connection)], true);
    tokio::time::sleep(Duration::from_secs(3_600)).await;
    let count = bench.server.count(Call::List);
    assert!((10..=20).contains(&count), "{count}");
    let read = sync_problem(&bench, &connection);
    assert_eq!(read, Some(AppError::Unreachable));

    bench.server.state().unreachable = false;
    tokio::time::sleep(Duration::from_secs(340)).await;
    assert_eq!(sync_problem(&bench, &connection), None);
}

fn sync_problem(bench: &Bench, connection: &ConnectionId) -> Option<AppError> {
    bench.client.inner().sync.problem(&working(connection))
}

#[tokio::test(start_paused = true)]
async fn a_target_is_fetched_once_for_all_who_ask_at_the_same_time() {
    let (bench, connection) = signed_in().await;
    let target = working(&connection);
    let (one, other) = tokio::join!(
        refresh(&bench.client, &target),
        refresh(&bench.client, &target)
    );
    assert_eq!((one, other), (Ok(()), Ok(())));
    assert_eq!(bench.server.count(Call::List), 1);
}

/// What was asked before a write does not know of it.
#[tokio::test(start_paused = true)]
async fn what_is_fetched_after_a_write_does_not_join_a_fetch_from_before() {
    let (bench, connection) = signed_in().await;
    let target = working(&connection);
    let release = bench.server.hold(Call::List);
    let (older, ()) = tokio::join!(refresh(&bench.client, &target), async {
        let arrived = async || bench.server.count(Call::List) > 0;
        until("the server is asked", arrived).await;
        list(&bench, vec![summary(7)]);
        fetch_now(&bench.client, &target);
        fetch_now(&bench.client, &target);
        release.notify_one();
    });
    older.unwrap();
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(bench.server.count(Call::List), 2, "one for both");
    let args = json!({"connection": connection, "list": "working", "page": 1, "filter": ""});
    let read = bench.call("list_tasks", args).await.unwrap();
    assert_eq!(read["value"]["rows"][0]["summary"]["id"], "7");
}

/// A fetch that panicked never lands.
#[tokio::test(start_paused = true)]
async fn a_fetch_that_is_gone_keeps_nobody_from_fetching() {
    let (bench, connection) = signed_in().await;
    let target = working(&connection);
    let (_, gone) = watch::channel(None);
    lock(&bench.client.inner().sync.flights).insert(target.clone(), gone);
    refresh(&bench.client, &target).await.unwrap();
    assert_eq!(bench.server.count(Call::List), 1);
}

#[tokio::test(start_paused = true)]
async fn the_first_read_fetches_and_a_failure_is_not_tried_again_by_reading() {
    let (bench, connection) = signed_in().await;
    list(&bench, vec![summary(7)]);
    bench
        .server
        .fail(Call::List, Error::TimedOut { sent: true });
    let args = json!({"connection": connection, "list": "working", "page": 1, "filter": ""});
    let mut read = Value::Null;
    for _ in 0..5 {
        read = bench.call("list_tasks", args.clone()).await.unwrap();
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    assert_eq!(bench.server.count(Call::List), 1);
    assert_eq!(read["value"], Value::Null);
    assert_eq!(read["problem"], json!({"code": "timed_out", "sent": true}));

    bench
        .call("refresh", json!({"target": working(&connection)}))
        .await
        .unwrap();
    let read = bench.call("list_tasks", args).await.unwrap();
    assert_eq!(read["value"]["rows"][0]["summary"]["id"], "7");
    assert_eq!(read["problem"], Value::Null);
}

#[tokio::test(start_paused = true)]
async fn an_answer_for_a_wiped_cache_is_not_stored() {
    let (bench, connection) = signed_in().await;
    notify(&bench, 3);
    let target = responses(&connection);
    let rows = async || {
        let cache = bench.client.stores().unwrap().cache;
        let connection = connection.clone();
        let list = cache.read(move |db| store::responses::list(db, &connection, &"7".into()));
        list.await.unwrap().len()
    };
    for (wipe, expected) in [(false, 3), (true, 0)] {
        bench.sign_in_again(&connection).await.unwrap();
        let asked = bench.server.count(Call::Responses);
        let release = bench.server.hold(Call::Responses);
        let (_, ()) = tokio::join!(refresh(&bench.client, &target), async {
            let arrived = async || bench.server.count(Call::Responses) > asked;
            until("the server is asked", arrived).await;
            let args = json!({"connection": connection, "wipe": wipe});
            bench.call("sign_out", args).await.unwrap();
            release.notify_one();
        });
        assert_eq!(rows().await, expected, "wiped: {wipe}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_fetch_from_before_the_cache_was_wiped_is_not_joined() {
    let (bench, connection) = signed_in().await;
    notify(&bench, 3);
    let target = responses(&connection);
    let release = bench.server.hold(Call::Responses);
    let (_, shown) = tokio::join!(refresh(&bench.client, &target), async {
        let arrived = async || bench.server.count(Call::Responses) > 0;
        until("the server is asked", arrived).await;
        let args = json!({"connection": connection, "wipe": true});
        bench.call("sign_out", args).await.unwrap();
        bench.sign_in_again(&connection).await.unwrap();
        let anew = refresh(&bench.client, &target);
        let anew = tokio::time::timeout(Duration::from_secs(600), anew).await;
        release.notify_one();
        anew.expect("waits for the fetch of before").unwrap();
        board(&bench, &connection).await
    });
    assert_eq!(shown["value"]["notified"], 3, "{shown}");
}

#[tokio::test(start_paused = true)]
async fn only_rows_that_changed_are_written() {
    let (bench, connection) = signed_in().await;
    notify(&bench, 500);
    let target = responses(&connection);
    refresh(&bench.client, &target).await.unwrap();
    let cache = bench.client.stores().unwrap().cache;
    let total = |db: &mut rusqlite::Connection| Ok(db.total_changes());
    let before = cache.with(total).await.unwrap();
    {
        let mut state = bench.server.state();
        let (_, rows) = state.responses.get_mut(&TaskId::from("7")).unwrap();
        rows[13].status = ResponseStatus::Accepted;
        rows.reverse();
    }
    refresh(&bench.client, &target).await.unwrap();
    let written = cache.with(total).await.unwrap() - before;
    // The row and the age.
    assert!((2..=3).contains(&written), "{written}");
}

#[tokio::test(start_paused = true)]
async fn what_an_earlier_run_cached_is_fetched_at_once_when_it_is_first_shown() {
    let (bench, connection) = signed_in().await;
    let target = json!({
        "kind": "tasks", "connection": connection, "list": "done", "page": 1,
    });
    let shown = json!({ "targets": [target], "visible": true });
    bench.call("watch", shown.clone()).await.unwrap();
    tokio::time::sleep(Duration::from_secs(10)).await;
    bench.call("watch", shown.clone()).await.unwrap();
    tokio::time::sleep(Duration::from_secs(10)).await;
    assert_eq!(bench.server.count(Call::List), 1, "fresh in this run");
    let bench = bench.reopen().await;
    bench.server.state().unreachable = true;
    bench.call("watch", shown).await.unwrap();
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(bench.server.count(Call::List), 2);
    let args = json!({"connection": connection, "list": "done", "page": 1, "filter": ""});
    let read = bench.call("list_tasks", args).await.unwrap();
    assert!(read["value"].is_object(), "what is cached stays");
    assert_eq!(read["problem"]["code"], "unreachable");
}
