//! What the lookout sees while no page shows it, and how politely it asks.

use super::*;
use crate::testing::Call;
use muster_domain::{id::TaskId, time::Time};

#[tokio::test(start_paused = true)]
async fn answers_to_a_task_that_no_page_shows_come_as_one_line_until_it_is_read() {
    let console = Console::on_duty().await;
    pass(2 * MINUTE).await;
    assert_eq!(console.inbox().await, Vec::<Value>::new());

    answer(&console.bench, 9, 3);
    pass(2 * MINUTE).await;
    answer(&console.bench, 12, 4);
    pass(2 * MINUTE).await;
    let lines = console.inbox().await;
    assert_eq!(lines.len(), 1, "{lines:?}");
    let matter = &lines[0]["matter"];
    assert_eq!(matter["kind"], "responses");
    assert_eq!(matter["title"], "珠江防汛 7");
    assert_eq!(
        matter["before"],
        json!({"notified": 60, "accepted": 0, "refused": 0, "other": 0})
    );
    assert_eq!(
        matter["now"],
        json!({"notified": 60, "accepted": 12, "refused": 4, "other": 0})
    );
    // As the board has it.
    let board = console.call("get_response_board", console.one()).await;
    for figure in ["notified", "accepted", "refused", "other"] {
        assert_eq!(matter["now"][figure], board["value"][figure], "{figure}");
    }

    let read = json!({"which": "one", "notice": lines[0]["id"]});
    console.call("mark_notices_read", read).await;
    assert_eq!(console.unread().await, 0);
    answer(&console.bench, 13, 4);
    pass(2 * MINUTE).await;
    let lines = console.inbox().await;
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["matter"]["before"]["accepted"], 12);
    assert_eq!(console.unread().await, 1);
}

#[tokio::test(start_paused = true)]
async fn nothing_is_told_twice_across_a_restart() {
    let console = Console::on_duty().await;
    pass(MINUTE).await;
    answer(&console.bench, 31, 4);
    pass(2 * MINUTE).await;
    let before = console.inbox().await;
    let kinds: Vec<&Value> = before.iter().map(|line| &line["matter"]["kind"]).collect();
    assert_eq!(kinds, ["headcount_reached", "responses"]);

    let console = console.reopen().await;
    pass(5 * MINUTE).await;
    assert_eq!(console.inbox().await, before);

    // The control: without what was told, it is told again.
    let desk = console.bench.client.stores().unwrap().desk;
    desk.with(|db| db.execute("DELETE FROM told", []))
        .await
        .unwrap();
    let console = console.reopen().await;
    pass(5 * MINUTE).await;
    let again = console.of("headcount_reached").await;
    assert_eq!(again.len(), 2);
}

#[tokio::test(start_paused = true)]
async fn too_few_people_are_told_of_thirty_fifteen_and_five_minutes_before() {
    let console = Console::on_duty().await;
    answer(&console.bench, 18, 2);
    pass(3 * 60 * MINUTE + 29 * MINUTE).await;
    assert_eq!(console.of("shortfall").await.len(), 0);
    pass(MINUTE + 20).await;
    answer(&console.bench, 20, 2);
    pass(15 * MINUTE).await;
    // The last one is told of without the server, and says how old it is.
    console.bench.server.state().unreachable = true;
    pass(10 * MINUTE).await;
    let lines = console.of("shortfall").await;
    let minutes: Vec<&Value> = lines
        .iter()
        .map(|line| &line["matter"]["minutes"])
        .collect();
    assert_eq!(minutes, [5, 15, 30]);
    let accepted: Vec<&Value> = lines
        .iter()
        .map(|line| &line["matter"]["accepted"])
        .collect();
    assert_eq!(accepted, [20, 20, 18]);
    let gather = START.plus_ms(4 * 3_600_000);
    for (line, minutes) in lines.iter().zip([5, 15, 30]) {
        let moment = gather.plus_ms(-minutes * 60_000);
        let late = Time(line["at"].as_i64().unwrap()).ms_since(moment);
        assert!((0..30_000).contains(&late), "{minutes}: {late} ms late");
        assert!(line["matter"]["expected"]["low"].is_number());
    }
    let age = |line: &Value| {
        let of = |value: &Value| value.as_i64().unwrap();
        of(&line["at"]) - of(&line["matter"]["as_of"])
    };
    assert!(age(&lines[0]) > 60_000, "{}", age(&lines[0]));
    assert!(age(&lines[2]) <= 60_000, "{}", age(&lines[2]));
}

#[tokio::test(start_paused = true)]
async fn nobody_is_told_of_a_lack_where_there_is_none() {
    let console = Console::on_duty().await;
    answer(&console.bench, 30, 0);
    pass(4 * 60 * MINUTE).await;
    assert_eq!(console.of("shortfall").await.len(), 0);
    assert_eq!(console.of("headcount_reached").await.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_end_of_a_task_is_told_a_quarter_of_an_hour_before_unless_it_is_finished() {
    for finished in [false, true] {
        let console = Console::on_duty().await;
        pass(7 * 60 * MINUTE).await;
        if finished {
            let done = console
                .bench
                .server
                .state()
                .lists
                .remove(&TaskList::Working);
            console
                .bench
                .server
                .state()
                .lists
                .insert(TaskList::Done, done.unwrap());
        }
        pass(59 * MINUTE).await;
        let told = console.of("deadline_near").await.len();
        assert_eq!(told, usize::from(!finished), "finished: {finished}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_answers_are_read_only_when_their_head_says_something_new() {
    let console = Console::on_duty().await;
    answer(&console.bench, 9, 3);
    pass(2 * MINUTE).await;
    let rows = || {
        let state = console.bench.server.state();
        state.rows_asked
    };
    let before = (rows(), console.bench.server.count(Call::Responses));
    pass(60 * MINUTE).await;
    let heads = console.bench.server.count(Call::Responses) - before.1;
    assert_eq!(rows(), before.0 + heads, "a row each");
    // Half as often as a page would: each minute at first, then every second.
    assert!((20..=40).contains(&heads), "{heads} in an hour");
    answer(&console.bench, 10, 3);
    pass(5 * MINUTE).await;
    assert!(rows() >= before.0 + heads + 200, "the control");
}

#[tokio::test(start_paused = true)]
async fn figures_that_a_server_leaves_out_are_not_believed_for_long() {
    let console = Console::on_duty().await;
    pass(2 * MINUTE).await;
    answer(&console.bench, 9, 3);
    {
        let mut state = console.bench.server.state();
        let (figures, _) = state.responses.get_mut(&TaskId::from("7")).unwrap();
        (figures.responded, figures.accepted) = (Some(0), Some(0));
    }
    pass(13 * MINUTE).await;
    assert_eq!(
        console.of("responses").await[0]["matter"]["now"]["accepted"],
        9
    );
}

#[tokio::test(start_paused = true)]
async fn a_server_out_of_reach_is_asked_ever_less_often() {
    let console = Console::on_duty().await;
    pass(2 * MINUTE).await;
    console.bench.server.state().unreachable = true;
    let before = console.bench.server.state().calls.len();
    pass(60 * MINUTE).await;
    let asked = console.bench.server.state().calls.len() - before;
    assert!((8..=20).contains(&asked), "{asked} in an hour");
    console.bench.server.state().unreachable = false;
    answer(&console.bench, 9, 3);
    pass(6 * MINUTE).await;
    assert_eq!(console.of("responses").await.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn whoever_is_signed_out_is_not_asked_for() {
    let console = Console::on_duty().await;
    pass(2 * MINUTE).await;
    let args = json!({"connection": console.connection, "wipe": false});
    console.call("sign_out", args).await;
    let before = console.bench.server.state().calls.len();
    pass(60 * MINUTE).await;
    assert_eq!(console.bench.server.state().calls.len(), before);
}

#[tokio::test(start_paused = true)]
async fn tasks_that_were_there_before_us_are_taken_as_they_are() {
    let bench = Bench::looking_out().await;
    let old = TaskSummary {
        launched_at: Some(START.plus_ms(-3_600_000)),
        ..summary(7)
    };
    Console::list(&bench, vec![old]);
    answer(&bench, 40, 5);
    let connection = bench.sign_in().await;
    let console = Console { bench, connection };
    pass(5 * MINUTE).await;
    assert_eq!(console.inbox().await, Vec::<Value>::new());
    answer(&console.bench, 41, 5);
    pass(6 * MINUTE).await;
    let lines = console.inbox().await;
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert_eq!(lines[0]["matter"]["before"]["accepted"], 40);
}

#[tokio::test(start_paused = true)]
async fn what_is_ahead_goes_by_the_clock_of_the_server() {
    const OFF: i64 = 12 * 3_600_000;
    for told in [true, false] {
        let bench = Bench::looking_out().await;
        bench.clock.advance_ms(OFF);
        bench.server.state().clock_skew_ms = told.then_some(-OFF);
        Console::list(&bench, vec![summary(7)]);
        answer(&bench, 18, 2);
        let connection = bench.sign_in().await;
        let console = Console { bench, connection };
        pass(3 * 60 * MINUTE + 31 * MINUTE).await;
        let lines = console.of("shortfall").await;
        // The control: by our own clock the gathering is over.
        assert_eq!(lines.len(), usize::from(told), "told: {told}");
    }
}
