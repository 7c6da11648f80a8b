//! What a fetch reads of a server, and what it writes.

use super::*;
use crate::sync::paging::Person as _;
use muster_domain::board::{CheckInFigures, CheckInRow, CheckInStatus};

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
