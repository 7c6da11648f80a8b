//! Ending a task.

use super::desk::{Desk, cut_off, launch, refusal, seconds};
use crate::{outbox::*, testing::Call};
use muster_connectors::Error;
use muster_domain::outbox::ActivityKind;
use serde_json::json;

#[tokio::test(start_paused = true)]
async fn a_finish_whose_answer_is_lost_settles_by_reading() {
    let desk = Desk::new().await;
    launch(&desk, 7);
    desk.bench.server.lose_answer(Call::Finish, cut_off());
    let finish = || {
        finish_task(
            desk.client(),
            desk.connection.clone(),
            "7".into(),
            "珠江防汛".into(),
        )
    };
    let id = finish().await.unwrap().id;
    assert_eq!(
        finish().await.unwrap_err(),
        AppError::TooLate,
        "the second click"
    );
    let entry = desk.until(&id, OutboxState::Confirmed).await;
    assert!(entry.search.is_some());
    assert_eq!(desk.bench.server.count(Call::Finish), 1);
}

#[tokio::test(start_paused = true)]
async fn a_finish_that_did_not_arrive_can_be_asked_for_again() {
    let desk = Desk::new().await;
    launch(&desk, 7);
    desk.bench
        .server
        .fail(Call::Finish, Error::TimedOut { sent: true });
    let finish = || {
        finish_task(
            desk.client(),
            desk.connection.clone(),
            "7".into(),
            "珠江防汛".into(),
        )
    };
    let first = finish().await.unwrap().id;
    let entry = desk.until(&first, OutboxState::TakenBack).await;
    assert_eq!(entry.problem, Some(AppError::TimedOut { sent: true }));
    let second = finish().await.unwrap().id;
    desk.until(&second, OutboxState::Confirmed).await;
    assert_eq!(desk.bench.server.state().finished.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_refused_ending_that_took_effect_is_found_out() {
    let desk = Desk::new().await;
    desk.bench.server.lose_answer(Call::Finish, refusal());
    let id = desk.finish().await;
    desk.until(&id, OutboxState::Confirmed).await;
    assert_eq!(
        desk.log().await,
        [
            ActivityKind::FinishSent,
            ActivityKind::FinishUnknown,
            ActivityKind::FinishConfirmed
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_refused_ending_is_rejected_once_it_was_read_back() {
    let desk = Desk::new().await;
    desk.bench.server.fail(Call::Finish, refusal());
    let id = desk.finish().await;
    let entry = desk.until(&id, OutboxState::Rejected).await;
    assert_eq!(entry.search.map(|search| search.readings), Some(2));
    assert_eq!(desk.log().await.last(), Some(&ActivityKind::FinishRejected));
}

#[tokio::test(start_paused = true)]
async fn an_ending_that_was_read_back_as_not_done_is_closed_in_the_log() {
    let desk = Desk::new().await;
    let lost = Error::TimedOut { sent: true };
    desk.bench.server.fail(Call::Finish, lost);
    let id = desk.finish().await;
    desk.until(&id, OutboxState::TakenBack).await;
    assert_eq!(
        desk.log().await,
        [
            ActivityKind::FinishSent,
            ActivityKind::FinishUnknown,
            ActivityKind::FinishNotDone
        ]
    );
}

/// How often the three boards of a task were read that is on screen: before a
/// task is ended, and after.
async fn read_around_an_ending(shown: i64, ended: i64) -> ([usize; 3], [usize; 3]) {
    let desk = Desk::new().await;
    launch(&desk, ended);
    {
        let mut state = desk.bench.server.state();
        state.responses.insert(shown.into(), Default::default());
        state.check_ins.insert(shown.into(), Default::default());
    }
    let boards = ["responses", "check_ins", "positions"].map(
        |kind| json!({"kind": kind, "connection": desk.connection, "task": shown.to_string()}),
    );
    let window = json!({"targets": boards, "visible": true});
    desk.bench.call("watch", window).await.unwrap();
    let read = || {
        [Call::Responses, Call::CheckIns, Call::Whereabouts].map(|of| desk.bench.server.count(of))
    };
    // Less than the pause between two readings.
    seconds(2).await;
    let before = read();
    seconds(2).await;
    assert_eq!(read(), before, "nothing is due");
    let entry = finish_task(
        desk.client(),
        desk.connection.clone(),
        ended.into(),
        "珠江防汛".into(),
    );
    let id = entry.await.unwrap().id;
    desk.until(&id, OutboxState::Confirmed).await;
    seconds(2).await;
    (before, read())
}

#[tokio::test(start_paused = true)]
async fn the_boards_of_a_task_that_was_ended_are_read_again_and_those_of_no_other() {
    assert_eq!(read_around_an_ending(7, 7).await, ([1; 3], [2; 3]));
    assert_eq!(read_around_an_ending(8, 7).await, ([1; 3], [1; 3]));
}
