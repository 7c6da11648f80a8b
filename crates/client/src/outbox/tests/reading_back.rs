//! Writes of which nobody knows whether they arrived.

use super::desk::{Desk, cut_off, refusal, seconds};
use crate::{
    outbox::*,
    testing::{Call, summary},
};
use muster_connectors::Error;
use muster_domain::{
    outbox::ActivityKind,
    task::{TaskList, TaskSummary},
};

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_lost_is_found_by_reading_and_nothing_is_sent_again() {
    let desk = Desk::new().await;
    desk.bench.server.lose_answer(Call::Publish, cut_off());
    let id = desk.publish().await;
    let unknown = desk.until(&id, OutboxState::Unknown).await;
    assert_eq!(unknown.problem, Some(AppError::CutOff));
    assert!(desk.has_draft().await, "kept until it is known");
    let entry = desk.until(&id, OutboxState::Confirmed).await;
    assert_eq!(entry.task, Some("9001".into()));
    assert_eq!(entry.search.map(|search| search.readings), Some(2));
    seconds(600).await;
    assert_eq!(
        (desk.published(), desk.bench.server.count(Call::Publish)),
        (1, 1)
    );
    assert!(!desk.has_draft().await);
}

#[tokio::test(start_paused = true)]
async fn what_reading_does_not_find_is_for_the_user_to_decide() {
    let desk = Desk::new().await;
    desk.bench.server.fail(Call::Publish, cut_off());
    let id = desk.publish().await;
    desk.until(&id, OutboxState::Unknown).await;
    seconds(600).await;
    let entry = desk.entry(&id).await;
    assert_eq!(entry.state, OutboxState::Unknown);
    let search = entry.search.unwrap();
    assert_eq!((search.readings, search.found.len()), (2, 0));
    assert_eq!(
        desk.bench.server.count(Call::Publish),
        1,
        "not sent again by itself"
    );
    settle(desk.client(), &id, Verdict::DidNotArrive)
        .await
        .unwrap();
    assert!(desk.has_draft().await);
    assert_eq!(desk.log().await.last(), Some(&ActivityKind::PublishGivenUp));
}

#[tokio::test(start_paused = true)]
async fn what_the_user_gives_up_before_any_reading_was_not_taken_back() {
    let desk = Desk::new().await;
    let id = desk.unknown().await;
    let entry = settle(desk.client(), &id, Verdict::DidNotArrive)
        .await
        .unwrap();
    assert_eq!(entry.search.map(|search| search.readings), Some(0));
    assert_eq!(desk.log().await.last(), Some(&ActivityKind::PublishGivenUp));
}

#[tokio::test(start_paused = true)]
async fn of_several_that_it_could_be_the_user_chooses() {
    let desk = Desk::new().await;
    desk.bench.server.lose_answer(Call::Publish, cut_off());
    let id = desk.publish().await;
    desk.until(&id, OutboxState::Unknown).await;
    {
        let mut state = desk.bench.server.state();
        let rows = state.lists.get_mut(&TaskList::Working).unwrap();
        let twin = TaskSummary {
            id: "9002".into(),
            ..rows[0].clone()
        };
        rows.push(twin);
    }
    seconds(600).await;
    let entry = desk.entry(&id).await;
    assert_eq!(entry.state, OutboxState::Unknown);
    assert_eq!(entry.search.unwrap().found.len(), 2);
    let verdict = Verdict::Arrived {
        task: "9002".into(),
    };
    let entry = settle(desk.client(), &id, verdict).await.unwrap();
    assert_eq!(
        (entry.state, entry.task),
        (OutboxState::Confirmed, Some("9002".into()))
    );
}

#[tokio::test(start_paused = true)]
async fn a_refusal_keeps_the_draft_and_the_servers_words() {
    let desk = Desk::new().await;
    let message = "人数超过限制".to_owned();
    desk.bench.server.fail(
        Call::Publish,
        Error::Rejected {
            message: message.clone(),
        },
    );
    let id = desk.publish().await;
    desk.until(&id, OutboxState::Unknown).await;
    let entry = desk.until(&id, OutboxState::Rejected).await;
    assert_eq!(
        entry.search.map(|search| search.readings),
        Some(2),
        "it was read back first"
    );
    assert_eq!(entry.problem, Some(AppError::Rejected { message }));
    assert!(desk.has_draft().await);
}

#[tokio::test(start_paused = true)]
async fn a_refusal_after_the_task_was_stored_is_found_out() {
    let desk = Desk::new().await;
    let message = "很抱歉,服务器出错了".to_owned();
    desk.bench
        .server
        .lose_answer(Call::Publish, Error::Rejected { message });
    let id = desk.publish().await;
    let entry = desk.until(&id, OutboxState::Confirmed).await;
    assert_eq!(entry.task, Some("9001".into()));
    assert!(!desk.has_draft().await, "nobody is led to publish it again");
}

#[tokio::test(start_paused = true)]
async fn it_is_found_beyond_pages_that_are_shorter_than_asked_for() {
    let desk = Desk::new().await;
    {
        let mut state = desk.bench.server.state();
        state.list_page = Some(2);
        let rows = state.lists.entry(TaskList::Working).or_default();
        rows.extend((1..=5).map(summary));
    }
    let message = "很抱歉,服务器出错了".to_owned();
    desk.bench
        .server
        .lose_answer(Call::Publish, Error::Rejected { message });
    let id = desk.publish().await;
    desk.until(&id, OutboxState::Unknown).await;
    {
        // New tasks come last on this server.
        let mut state = desk.bench.server.state();
        let rows = state.lists.get_mut(&TaskList::Working).unwrap();
        rows.rotate_left(1);
    }
    let entry = desk.until(&id, OutboxState::Confirmed).await;
    assert_eq!(entry.task, Some("9001".into()));
}

#[tokio::test(start_paused = true)]
async fn a_list_that_is_not_read_to_its_end_settles_nothing() {
    for (rows, settles) in [(401, false), (20, true)] {
        let desk = Desk::new().await;
        desk.bench.server.fail(Call::Publish, refusal());
        {
            let mut state = desk.bench.server.state();
            state.list_page = Some(1);
            let working = state.lists.entry(TaskList::Working).or_default();
            working.extend((1..=rows).map(summary));
        }
        let id = desk.publish().await;
        desk.until(&id, OutboxState::Unknown).await;
        seconds(600).await;
        let entry = desk.entry(&id).await;
        assert_eq!(entry.state == OutboxState::Rejected, settles, "{rows} rows");
        assert_eq!(entry.search.is_some(), settles);
    }
}

#[tokio::test(start_paused = true)]
async fn a_task_of_another_server_may_have_the_same_id() {
    let desk = Desk::new().await;
    let elsewhere = desk.publish().await;
    desk.until(&elsewhere, OutboxState::Confirmed).await;
    seconds(60).await;
    assert_eq!(desk.entry(&elsewhere).await.task, Some("9001".into()));
    // The other server counts from the same number.
    let there = desk.bench.sign_in().await;
    {
        let mut state = desk.bench.server.state();
        state.published.clear();
        state.lists.clear();
    }
    let desk = Desk {
        connection: there,
        ..desk
    };
    desk.bench.server.lose_answer(Call::Publish, cut_off());
    let id = desk.publish().await;
    desk.until(&id, OutboxState::Unknown).await;
    let entry = desk.until(&id, OutboxState::Confirmed).await;
    assert_eq!(entry.task, Some("9001".into()));
}

#[tokio::test(start_paused = true)]
async fn what_was_being_sent_when_the_program_ended_is_unknown_and_found() {
    let desk = Desk::new().await;
    desk.bench.server.lose_answer(Call::Publish, cut_off());
    let id = desk.publish().await;
    desk.until(&id, OutboxState::Unknown).await;
    // As a program leaves it that is killed before the answer.
    change(desk.client(), &id, &[OutboxState::Unknown], |entry| {
        entry.state = OutboxState::Sending;
        entry.search = None;
    })
    .await
    .unwrap();
    let desk = desk.reopen().await;
    assert_eq!(desk.entry(&id).await.state, OutboxState::Unknown);
    let entry = desk.until(&id, OutboxState::Confirmed).await;
    assert_eq!((entry.task, desk.published()), (Some("9001".into()), 1));
}
