//! When something is fetched, and when it is told.

use super::*;
use crate::{client::Caller, testing::emitted};

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
