//! The outbox against a server in memory, with time that runs only while
//! nothing else does.

use super::*;
use crate::{
    outbox::enqueue::{enqueue, queued},
    testing::{Bench, Call, summary},
};
use muster_connectors::Error;
use muster_domain::{
    draft::{TaskDraft, TaskFields},
    id::TaskId,
    picker::Selection,
    task::{NewTask, NewTaskPlace, TaskDetail, TaskSummary},
};
use std::time::Duration;

struct Desk {
    bench: Bench,
    connection: ConnectionId,
}

impl Desk {
    async fn new() -> Self {
        let bench = Bench::ticking().await;
        let connection = bench.sign_in().await;
        Self { bench, connection }
    }

    fn client(&self) -> &Client {
        &self.bench.client
    }

    /// Queues a publication of the draft `d`, which is made with it.
    async fn publish(&self) -> OutboxId {
        let now = self.client().now();
        let draft = TaskDraft {
            id: "d".into(),
            connection: self.connection.clone(),
            created_at: now,
            changed_at: now,
            fields: TaskFields {
                title: "珠江防汛".into(),
                ..TaskFields::default()
            },
            selection: Selection::default(),
        };
        let desk = self.client().stores().unwrap().desk;
        desk.with(move |db| store::drafts::insert(db, &draft))
            .await
            .unwrap();
        let task = NewTask {
            title: "珠江防汛".into(),
            detail: "自带雨衣".into(),
            wanted: 60,
            gather_at: now.plus_ms(3_600_000),
            finish_at: now.plus_ms(7_200_000),
            place: NewTaskPlace::Saved {
                id: "5".into(),
                name: "新天地广场".into(),
            },
            orgs: vec!["11".into()],
            offices: Vec::new(),
            soldiers: Vec::new(),
        };
        let intent = Intent::PublishTask {
            draft: "d".into(),
            task,
            people: 60,
        };
        let entry = queued(self.client(), self.connection.clone(), intent, GRACE_MS)
            .await
            .unwrap();
        enqueue(self.client(), entry, |_, _| Ok(true))
            .await
            .unwrap()
            .id
    }

    async fn entry(&self, id: &OutboxId) -> OutboxEntry {
        load(self.client(), id).await.unwrap().unwrap()
    }

    /// Waits until the entry is in the state.
    async fn until(&self, id: &OutboxId, state: OutboxState) -> OutboxEntry {
        for _ in 0..10_000 {
            let entry = self.entry(id).await;
            if entry.state == state {
                return entry;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("never {state:?}: {:?}", self.entry(id).await);
    }

    async fn has_draft(&self) -> bool {
        let desk = self.client().stores().unwrap().desk;
        desk.read(|db| store::drafts::load(db, &"d".into()))
            .await
            .unwrap()
            .is_some()
    }

    fn published(&self) -> usize {
        self.bench.server.state().published.len()
    }

    async fn log(&self) -> Vec<ActivityKind> {
        let desk = self.client().stores().unwrap().desk;
        let (_, lines) = desk
            .read(|db| store::activity::list(db, 0, 100))
            .await
            .unwrap();
        let mut kinds: Vec<_> = lines.into_iter().map(|line| line.what).collect();
        kinds.reverse();
        kinds
            .retain(|kind| !matches!(kind, ActivityKind::ConnectionAdded | ActivityKind::SignedIn));
        kinds
    }

    async fn reopen(self) -> Self {
        Self {
            bench: self.bench.reopen().await,
            connection: self.connection,
        }
    }
}

async fn seconds(count: u64) {
    tokio::time::sleep(Duration::from_secs(count)).await;
}

fn cut_off() -> Error {
    Error::CutOff(None)
}

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

/// A task of ours on the server.
fn launch(desk: &Desk, id: i64) {
    let mut state = desk.bench.server.state();
    let row = summary(id);
    let detail = TaskDetail {
        summary: row.clone(),
        place_at: None,
        is_launcher: true,
    };
    state.details.insert(row.id.clone(), detail);
    state.lists.entry(TaskList::Working).or_default().push(row);
}

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

impl Desk {
    /// Ends task 7, which is ours.
    async fn finish(&self) -> OutboxId {
        launch(self, 7);
        let (task, title) = ("7".into(), "珠江防汛".into());
        let entry = finish_task(self.client(), self.connection.clone(), task, title);
        entry.await.unwrap().id
    }
}

fn refusal() -> Error {
    Error::Rejected {
        message: "很抱歉,服务器出错了".into(),
    }
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
async fn the_log_claims_nothing_of_what_never_left() {
    let desk = Desk::new().await;
    desk.bench.server.state().unreachable = true;
    let id = desk.publish().await;
    desk.until(&id, OutboxState::TakenBack).await;
    let id = desk.finish().await;
    desk.until(&id, OutboxState::TakenBack).await;
    assert_eq!(
        desk.log().await,
        [
            ActivityKind::PublishQueued,
            ActivityKind::PublishNotSent,
            ActivityKind::FinishNotSent
        ]
    );
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

impl Desk {
    /// Somebody signs in with this name.
    async fn sign_in_as(&self, username: &str) {
        let args = serde_json::json!({
            "connection": self.connection, "username": username,
            "password": "opensesame-71", "allow_plain": false,
        });
        self.bench.call("sign_in", args).await.unwrap();
    }

    async fn point_to(&self, base_url: &str) {
        let config = serde_json::json!({
            "kind": "militia", "name": "", "base_url": base_url,
            "modules": {"task": null, "sign_in": null, "location": null}, "crs": "gcj02",
        });
        let args = serde_json::json!({ "connection": self.connection, "config": config });
        self.bench.call("update_connection", args).await.unwrap();
    }

    /// The only entry as the window shows it.
    async fn shown(&self) -> serde_json::Value {
        let args = serde_json::json!({ "offset": 0, "limit": 10 });
        let mut outbox = self.bench.call("list_outbox", args).await.unwrap();
        outbox["rows"][0].take()
    }

    /// An unknown publication that did arrive, and that nobody has looked for yet.
    async fn unknown(&self) -> OutboxId {
        self.bench.server.lose_answer(Call::Publish, cut_off());
        let id = self.publish().await;
        self.until(&id, OutboxState::Unknown).await;
        id
    }
}

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

#[tokio::test(start_paused = true)]
async fn long_refusals_and_titles_make_shorter_windows_that_still_reach_the_oldest() {
    let desk = Desk::new().await;
    let long = "险".repeat(10_000);
    let entry = desk.unknown().await;
    let entry = desk.entry(&entry).await;
    let refused = (0..210).map(|number| OutboxEntry {
        id: OutboxId(format!("long{number}")),
        connection_name: long.clone(),
        intent: Intent::FinishTask {
            task: "7".into(),
            title: long.clone(),
        },
        state: OutboxState::Rejected,
        problem: Some(AppError::Rejected {
            message: long.clone(),
        }),
        ..entry.clone()
    });
    let (refused, connection) = (refused.collect::<Vec<_>>(), desk.connection.clone());
    let stores = desk.client().stores().unwrap();
    stores
        .desk
        .with(move |db| {
            for entry in &refused {
                store::outbox::insert(db, entry)?;
                let what = ActivityKind::FinishRejected;
                store::activity::append(db, Time(0), &connection, what, entry.intent.title())?;
            }
            Ok(())
        })
        .await
        .unwrap();
    for name in ["list_outbox", "list_activity"] {
        let (mut seen, mut answers) = (0, 0);
        loop {
            let args = serde_json::json!({ "offset": seen, "limit": 200 });
            let answer = desk.bench.call(name, args).await.unwrap();
            let rows = answer["rows"].as_array().unwrap().len();
            (seen, answers) = (seen + rows, answers + 1);
            if answer["total"] == seen {
                break;
            }
            assert!(rows > 0, "{name} goes on");
        }
        assert!(seen > 210 && answers > 1, "{name}: {seen} in {answers}");
    }
}
