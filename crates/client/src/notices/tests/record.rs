//! What stands in the inbox of writes, sessions and connections, and who may
//! read it.

use super::*;
use crate::{
    client::Caller,
    testing::{Call, emitted},
};
use muster_connectors::Error;
use muster_domain::{error::AppError, event::Tag};

#[tokio::test(start_paused = true)]
async fn a_session_that_ends_is_told_of_once_and_settled_by_the_next_sign_in() {
    let console = Console::on_duty().await;
    pass(MINUTE).await;
    console.bench.server.end_sessions();
    pass(30 * MINUTE).await;
    let lines = console.of("session_ended").await;
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert_eq!(lines[0]["connection_name"], "海珠人武部");
    assert_eq!(lines[0]["read"], false);
    console
        .bench
        .sign_in_again(&console.connection)
        .await
        .unwrap();
    let lines = console.of("session_ended").await;
    assert_eq!((lines.len(), &lines[0]["read"]), (1, &json!(true)));
}

#[tokio::test(start_paused = true)]
async fn a_write_that_does_not_arrive_is_one_line_that_says_how_it_ended() {
    let console = Console::on_duty().await;
    pass(MINUTE).await;
    let cut = Error::CutOff(None);
    console.bench.server.fail(Call::Finish, cut);
    let entry = console.call("finish_task", console.one()).await;
    pass(1).await;
    let lines = console.of("write").await;
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["matter"]["entry"], entry["id"]);
    assert_eq!(lines[0]["matter"]["ending"], "unknown");
    let counts = console.call("count_unread", json!({})).await;
    assert_eq!(counts["urgent"], 1);
    // Read back twice: the task goes on.
    pass(MINUTE).await;
    let lines = console.of("write").await;
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["matter"]["ending"], "not_done");
    assert_eq!(lines[0]["read"], false);
}

#[tokio::test(start_paused = true)]
async fn what_the_user_decided_and_what_was_confirmed_is_no_news() {
    let console = Console::on_duty().await;
    pass(MINUTE).await;
    console.call("finish_task", console.one()).await;
    pass(MINUTE).await;
    assert_eq!(console.of("write").await.len(), 0);

    Console::list(&console.bench, vec![summary(8)]);
    pass(5 * MINUTE).await;
    let server = &console.bench.server;
    server.fail(Call::Finish, Error::CutOff(None));
    for _ in 0..40 {
        server.fail(Call::Detail, Error::Unreachable(None));
    }
    let one = json!({"connection": console.connection, "task": "8"});
    let entry = console.call("finish_task", one).await;
    pass(1).await;
    assert_eq!(console.of("write").await[0]["read"], false);
    let verdict = json!({"entry": entry["id"], "verdict": {"kind": "did_not_arrive"}});
    console.call("settle", verdict).await;
    let lines = console.of("write").await;
    assert_eq!((lines.len(), &lines[0]["read"]), (1, &json!(true)));
}

#[tokio::test(start_paused = true)]
async fn a_removed_connection_keeps_its_lines_and_leads_nowhere() {
    let console = Console::on_duty().await;
    pass(MINUTE).await;
    answer(&console.bench, 9, 3);
    pass(2 * MINUTE).await;
    assert_eq!(console.unread().await, 1);
    let one = json!({"connection": console.connection});
    console.call("remove_connection", one).await;
    let lines = console.inbox().await;
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["connection"], Value::Null);
    assert_eq!(console.unread().await, 0);
}

#[tokio::test(start_paused = true)]
async fn the_inbox_tells_windows_that_it_changed_and_answers_none_while_they_are_covered() {
    let console = Console::on_duty().await;
    pass(MINUTE).await;
    let mut events = console.bench.client.events();
    answer(&console.bench, 9, 3);
    pass(2 * MINUTE).await;
    let inbox = |tags: Vec<Tag>| tags.into_iter().filter(|tag| *tag == Tag::Inbox).count();
    assert_eq!(inbox(emitted(&mut events)), 1);
    let newest = console.call("count_unread", json!({})).await["newest"].clone();
    let until = json!({"which": "all", "until": newest["at"]});
    console.call("mark_notices_read", until.clone()).await;
    assert_eq!(inbox(emitted(&mut events)), 1);
    console.call("mark_notices_read", until.clone()).await;
    assert_eq!(inbox(emitted(&mut events)), 0, "nothing was left to read");

    let wall = Caller::ReadOnly("wall");
    let client = &console.bench.client;
    let refused = client.dispatch(wall, "mark_notices_read", until).await;
    assert_eq!(refused, Err(AppError::ReadOnlyWindow));
    let passphrase = json!({"current": "", "new": "opensesame"});
    console.call("set_lock_passphrase", passphrase).await;
    console.call("lock_screen", json!({})).await;
    for (name, args) in [
        (
            "list_notices",
            json!({"unread_only": false, "offset": 0, "limit": 9}),
        ),
        ("count_unread", json!({})),
        ("get_notice", json!({"notice": newest["id"]})),
    ] {
        let answer = console.bench.call(name, args).await;
        assert_eq!(answer, Err(AppError::Locked), "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_full_inbox_of_long_titles_is_answered_in_windows_that_fit() {
    let console = Console::on_duty().await;
    let desk = console.bench.client.stores().unwrap().desk;
    let connection = console.connection.clone();
    desk.with(move |db| {
        for at in 0..1_000 {
            let notice = crate::store::notices::NewNotice {
                at: START.plus_ms(at),
                connection: connection.clone(),
                connection_name: "险".repeat(4_000),
                matter: muster_domain::notice::Matter::DeadlineNear {
                    task: "7".into(),
                    title: "险".repeat(4_000),
                    finish_at: START,
                },
                seen: false,
            };
            crate::store::notices::raise(db, &notice)?;
        }
        Ok(())
    })
    .await
    .unwrap();
    let args = json!({"unread_only": true, "offset": 0, "limit": 5_000});
    let rows = console.call("list_notices", args).await;
    assert_eq!(rows["total"], 1_000);
    assert!(rows["rows"].as_array().unwrap().len() >= 100);
}
