//! Whom a write is meant for, when the connection stands for another.

use super::desk::{Desk, seconds};
use crate::{outbox::*, testing::Call};

#[tokio::test(start_paused = true)]
async fn another_account_does_not_settle_what_was_meant_for_this_one() {
    let desk = Desk::new().await;
    let id = desk.unknown().await;
    desk.sign_in_as("platoon").await;
    seconds(600).await;
    let entry = desk.entry(&id).await;
    assert_eq!(
        (entry.state, entry.search),
        (OutboxState::Unknown, None),
        "the other account sees a task like it, which says nothing"
    );
    let elsewhere = serde_json::json!({"server": "https://muster.test", "account": "commander"});
    assert_eq!(desk.shown().await["elsewhere"], elsewhere);
    assert_eq!(
        search_again(desk.client(), &id).await,
        Err(AppError::NotFound)
    );
    let arrived = Verdict::Arrived {
        task: "9001".into(),
    };
    assert_eq!(
        settle(desk.client(), &id, arrived).await,
        Err(AppError::NotFound)
    );
    // The control: back with the account that it was meant for, it is found.
    desk.sign_in_as("commander").await;
    let entry = desk.until(&id, OutboxState::Confirmed).await;
    assert_eq!(entry.task, Some("9001".into()));
    let shown = desk.shown().await;
    assert_eq!(
        (&shown["elsewhere"], &shown["task"]),
        (&serde_json::Value::Null, &"9001".into())
    );
}

#[tokio::test(start_paused = true)]
async fn another_address_does_not_settle_what_was_meant_for_this_one() {
    let desk = Desk::new().await;
    let id = desk.unknown().await;
    desk.point_to("https://other.test").await;
    desk.sign_in_as("commander").await;
    seconds(600).await;
    let entry = desk.entry(&id).await;
    assert_eq!((entry.state, entry.search), (OutboxState::Unknown, None));
    let desk = desk.reopen().await;
    seconds(600).await;
    let entry = desk.entry(&id).await;
    assert_eq!((entry.state, entry.search), (OutboxState::Unknown, None));
    // The control.
    desk.point_to("https://muster.test").await;
    desk.sign_in_as("commander").await;
    desk.until(&id, OutboxState::Confirmed).await;
}

#[tokio::test(start_paused = true)]
async fn what_is_under_way_while_the_account_changes_settles_against_the_old_one_alone() {
    let desk = Desk::new().await;
    let release = desk.bench.server.hold(Call::Publish);
    let id = desk.publish().await;
    desk.until(&id, OutboxState::Sending).await;
    desk.sign_in_as("platoon").await;
    release.notify_one();
    seconds(600).await;
    let entry = desk.entry(&id).await;
    assert_eq!(
        (entry.state, entry.task),
        (OutboxState::Confirmed, None),
        "its own answer confirms it; the new account's list says nothing"
    );
    desk.sign_in_as("commander").await;
    seconds(600).await;
    assert_eq!(desk.published(), 1);
}

#[tokio::test(start_paused = true)]
async fn what_waits_for_another_account_never_leaves_for_this_one() {
    let desk = Desk::new().await;
    let id = desk.publish().await;
    // As if the change had slipped in between the look at the outbox and the send.
    change(desk.client(), &id, &[OutboxState::Queued], |entry| {
        let addressee = entry.addressee.as_mut().unwrap();
        addressee.username = "platoon".into();
    })
    .await
    .unwrap();
    desk.until(&id, OutboxState::TakenBack).await;
    assert_eq!(desk.bench.server.count(Call::Publish), 0);
    assert!(desk.has_draft().await);
}

#[tokio::test(start_paused = true)]
async fn a_removed_connection_leaves_its_unknown_writes_for_the_user_to_decide() {
    let desk = Desk::new().await;
    let id = desk.unknown().await;
    let args = serde_json::json!({ "connection": desk.connection });
    desk.bench.call("remove_connection", args).await.unwrap();
    seconds(600).await;
    assert_eq!(desk.entry(&id).await.state, OutboxState::Unknown);
    assert_eq!(desk.shown().await["elsewhere"]["account"], "commander");
    let entry = settle(desk.client(), &id, Verdict::DidNotArrive)
        .await
        .unwrap();
    assert_eq!(entry.state, OutboxState::TakenBack);
}
