//! What the log and the list say.

use super::desk::Desk;
use crate::outbox::*;
use muster_domain::outbox::{ActivityKind, Intent};

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
