//! Ending a task.

use super::desk::{Desk, cut_off, launch, refusal};
use crate::{outbox::*, testing::Call};
use muster_connectors::Error;

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
