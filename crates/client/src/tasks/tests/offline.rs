//! Everything seen opens without a network, and no answer is too large.

use super::*;

#[tokio::test]
async fn everything_seen_opens_offline_after_a_restart_with_its_age_and_the_reason() {
    let (bench, connection) = full().await;
    for result in refresh_all(&bench, &connection).await {
        result.unwrap();
    }
    let mut online = Vec::new();
    for (name, args) in every_read(&connection) {
        online.push(bench.call(name, args).await.unwrap());
    }

    bench.server.state().unreachable = true;
    bench.clock.advance_ms(30 * MINUTE);
    let bench = bench.reopen().await;
    for result in refresh_all(&bench, &connection).await {
        assert_eq!(result, Err(AppError::Unreachable));
    }
    for ((name, args), before) in every_read(&connection).into_iter().zip(online) {
        let read = bench.call(name, args).await.unwrap();
        assert!(!read["value"].is_null(), "{name}");
        assert_eq!(read["value"], before["value"], "{name}");
        assert_eq!(read["fetched_at"], json!(START), "{name}");
        assert_eq!(read["server_time"], json!(START), "{name}");
        assert_eq!(read["complete"], true, "{name}");
        assert_eq!(read["problem"]["code"], "unreachable", "{name}");
    }
    let shown = bench.call("list_connections", json!({})).await.unwrap();
    assert_eq!(shown[0]["problem"]["code"], "unreachable");
    assert_eq!(shown[0]["reached_at"], json!(START));
}

#[tokio::test]
async fn what_was_never_fetched_says_so_and_why() {
    let (bench, connection) = full().await;
    bench.server.state().unreachable = true;
    let results = refresh_all(&bench, &connection).await;
    assert!(results.iter().all(Result::is_err), "{results:?}");
    for (name, args) in every_read(&connection) {
        let read = bench.call(name, args).await.unwrap();
        assert_eq!(read["value"], Value::Null, "{name}");
        assert_eq!(read["fetched_at"], Value::Null, "{name}");
        assert_eq!(read["problem"]["code"], "unreachable", "{name}");
    }
}

#[tokio::test]
async fn no_text_of_a_server_makes_an_answer_too_large() {
    let bench = Bench::new().await;
    let long = "险".repeat(10_000);
    {
        let mut state = bench.server.state();
        let task = |id| TaskSummary {
            title: format!("防汛{long}"),
            launched_by: long.clone(),
            place: long.clone(),
            ..summary(id)
        };
        let detail = TaskDetail {
            summary: task(7),
            place_at: None,
            is_launcher: true,
        };
        state.details.insert("7".into(), detail);
        let tasks = (1..=50).map(task).collect();
        state.lists.insert(TaskList::Working, tasks);
        let row = |id| ResponseRow {
            office: long.clone(),
            phone: long.clone(),
            ..response(id, &long, ResponseStatus::Unread)
        };
        let rows = (1..=300).map(row).collect();
        let board = (ResponseFigures::default(), rows);
        state.responses.insert("7".into(), board);
        let person = |id| Participant {
            name: long.clone(),
            ..participant(id, CalledThrough::Individually, &long)
        };
        state
            .people
            .insert("7".into(), (1..=300).map(person).collect());
    }
    let connection = bench.sign_in().await;
    refresh_all(&bench, &connection).await;
    for (name, mut args) in every_read(&connection) {
        if args.get("limit").is_some() {
            args["limit"] = json!(100_000);
        }
        let read = bench.call(name, args).await;
        assert!(read.is_ok(), "{name}: {read:?}");
    }
    let detail = bench.call("get_task", args(&connection, json!({}))).await;
    let title = detail.unwrap()["value"]["detail"]["summary"]["title"].clone();
    assert_eq!(title.as_str().unwrap().chars().count(), 10_002, "whole");
}
