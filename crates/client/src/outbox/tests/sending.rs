//! What leaves, when, and what never does.

use super::desk::{Desk, seconds};
use crate::{outbox::*, testing::Call};
use muster_connectors::Error;
use muster_domain::{id::TaskId, outbox::ActivityKind};
use std::time::Duration;

#[tokio::test(start_paused = true)]
async fn a_call_out_leaves_once_after_ten_seconds_and_learns_its_id() {
    let desk = Desk::new().await;
    let id = desk.publish().await;
    seconds(9).await;
    assert_eq!(desk.published(), 0);
    let entry = desk.until(&id, OutboxState::Confirmed).await;
    assert_eq!((desk.published(), entry.attempts), (1, 1));
    assert!(!desk.has_draft().await);
    seconds(600).await;
    assert_eq!(desk.published(), 1);
    assert_eq!(desk.entry(&id).await.task, Some(TaskId::from("9001")));
    assert_eq!(
        desk.log().await,
        [
            ActivityKind::PublishQueued,
            ActivityKind::PublishSent,
            ActivityKind::PublishConfirmed
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn what_is_taken_back_never_leaves_and_keeps_its_draft() {
    let desk = Desk::new().await;
    let id = desk.publish().await;
    seconds(5).await;
    assert_eq!(
        take_back(desk.client(), &id).await.unwrap(),
        Some("d".into())
    );
    assert_eq!(take_back(desk.client(), &id).await, Err(AppError::TooLate));
    assert_eq!(send_now(desk.client(), &id).await, Err(AppError::TooLate));
    seconds(600).await;
    assert_eq!(desk.published(), 0);
    assert!(desk.has_draft().await);
}

#[tokio::test(start_paused = true)]
async fn sending_now_ends_the_ten_seconds() {
    let desk = Desk::new().await;
    let id = desk.publish().await;
    send_now(desk.client(), &id).await.unwrap();
    seconds(1).await;
    assert_eq!(desk.published(), 1);
    assert_eq!(take_back(desk.client(), &id).await, Err(AppError::TooLate));
}

#[tokio::test(start_paused = true)]
async fn what_is_due_while_the_store_cannot_be_read_leaves_once_it_can() {
    let desk = Desk::new().await;
    let id = desk.publish().await;
    let rename = async |from: &str, to: &str| {
        let sql = format!("ALTER TABLE {from} RENAME TO {to}");
        let store = desk.client().stores().unwrap().desk;
        store.with(move |db| db.execute_batch(&sql)).await.unwrap();
    };
    // Whatever wakes the sender from its ten seconds finds nothing to read.
    rename("outbox", "out_of_reach").await;
    desk.client().inner().outbox.wake.notify_one();
    seconds(20).await;
    rename("out_of_reach", "outbox").await;
    seconds(5).await;
    assert_eq!(desk.published(), 1);
    desk.until(&id, OutboxState::Confirmed).await;
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_set_back_meanwhile_holds_nothing_up_for_hours() {
    let desk = Desk::new().await;
    let id = desk.publish().await;
    seconds(3).await;
    desk.bench.clock.advance_ms(-12 * 3_600_000);
    seconds(6).await;
    assert_eq!(desk.published(), 0, "no earlier than promised");
    desk.until(&id, OutboxState::Confirmed).await;
    assert_eq!(desk.published(), 1);
}

#[tokio::test(start_paused = true)]
async fn what_cannot_leave_goes_back_to_its_author_within_a_minute() {
    let desk = Desk::new().await;
    let id = desk.publish().await;
    desk.bench.server.state().unreachable = true;
    let entry = desk.until(&id, OutboxState::TakenBack).await;
    assert_eq!(
        (entry.attempts, entry.problem),
        (4, Some(AppError::Unreachable))
    );
    desk.bench.server.state().unreachable = false;
    seconds(600).await;
    assert_eq!(desk.published(), 0);
    assert!(desk.has_draft().await);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_comes_back_in_time_gets_it_once() {
    let desk = Desk::new().await;
    let id = desk.publish().await;
    desk.bench
        .server
        .fail(Call::Publish, Error::Unreachable(None));
    desk.until(&id, OutboxState::Confirmed).await;
    seconds(600).await;
    assert_eq!(desk.published(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_session_that_ended_holds_the_call_out_until_somebody_signs_in() {
    let desk = Desk::new().await;
    let id = desk.publish().await;
    desk.bench.server.end_sessions();
    seconds(600).await;
    let held = desk.entry(&id).await;
    assert_eq!(held.state, OutboxState::Queued);
    assert!(matches!(held.problem, Some(AppError::NotSignedIn { .. })));
    assert_eq!(
        count(desk.client()).await.unwrap(),
        OutboxCounts {
            moving: 0,
            needs_you: 1
        }
    );
    desk.bench.sign_in_again(&desk.connection).await.unwrap();
    let again = desk.entry(&id).await;
    assert_eq!(
        (again.problem, again.send_at),
        (None, desk.client().now().plus_ms(GRACE_MS))
    );
    desk.until(&id, OutboxState::Confirmed).await;
    assert_eq!(desk.published(), 1);
}

/// Nobody signs in a second time for it.
#[tokio::test(start_paused = true)]
async fn what_was_on_its_way_while_somebody_signed_in_is_not_held() {
    let desk = Desk::new().await;
    desk.bench.server.end_sessions();
    let release = desk.bench.server.hold(Call::Finish);
    let id = desk.finish().await;
    while desk.bench.server.count(Call::Finish) == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    desk.bench.sign_in_again(&desk.connection).await.unwrap();
    assert_eq!(desk.entry(&id).await.state, OutboxState::Sending);
    release.notify_one();
    desk.until(&id, OutboxState::Confirmed).await;
}

#[tokio::test(start_paused = true)]
async fn what_was_queued_when_the_program_ended_is_a_draft_again() {
    let desk = Desk::new().await;
    let id = desk.publish().await;
    seconds(5).await;
    let desk = desk.reopen().await;
    assert_eq!(desk.entry(&id).await.state, OutboxState::TakenBack);
    seconds(600).await;
    assert_eq!(desk.published(), 0);
    assert!(desk.has_draft().await);
}
