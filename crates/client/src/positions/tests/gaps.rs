//! What a server has not got, or not yet, or not any more.

use super::*;

#[tokio::test]
async fn a_server_without_the_module_shows_nobody_and_no_error() {
    let (bench, connection) = full().await;
    bench.server.state().whereabouts = None;
    refresh_all(&bench, &connection).await;
    let read = head(&bench, &connection).await;
    assert_eq!(read["problem"], Value::Null);
    assert_eq!(read["value"]["has_module"], false);
    assert_eq!(read["value"]["people"], 0);
    assert_eq!(read["value"]["silent"], Value::Null);
    assert_eq!(
        page(&bench, &connection, "wgs84", Value::Null).await["value"]["next"],
        Value::Null
    );
}

#[tokio::test]
async fn what_was_seen_of_people_outlasts_a_module_that_is_away_for_a_while() {
    let (bench, connection) = full().await;
    refresh_all(&bench, &connection).await;
    walk(&bench, &connection, 1_700.0).await;
    let before = table(&bench, &connection, json!({})).await;
    let away = bench.server.state().whereabouts.take();
    bench.clock.advance_ms(MINUTE);
    refresh(&bench, &connection).await.unwrap();
    let gone = head(&bench, &connection).await;
    assert_eq!(gone["value"]["has_module"], false);
    assert_eq!(gone["value"]["people"], 0);
    let points = page(&bench, &connection, "wgs84", Value::Null).await;
    assert_eq!(points["value"]["soldiers"], json!([]));
    bench.server.state().whereabouts = away;
    refresh(&bench, &connection).await.unwrap();
    let after = table(&bench, &connection, json!({})).await;
    assert_eq!(after, before, "as old as they are, and still on their way");
}

#[tokio::test]
async fn who_vanishes_from_the_list_leaves_the_map() {
    let (bench, connection) = full().await;
    refresh_all(&bench, &connection).await;
    let mut events = bench.client.events();
    {
        let mut state = bench.server.state();
        let all = state.whereabouts.as_mut().unwrap();
        all.get_mut(&"7".into()).unwrap().truncate(1);
    }
    refresh(&bench, &connection).await.unwrap();
    assert_eq!(
        names(&table(&bench, &connection, json!({})).await),
        ["张伟"]
    );
    let tags = emitted(&mut events);
    assert!(
        tags.contains(&Tag::Positions(connection.clone(), "7".into())),
        "{tags:?}"
    );
    // People move all the time: the task's own screens do not hear of it.
    assert!(
        !tags
            .iter()
            .any(|tag| matches!(tag, Tag::Task(..) | Tag::Tasks(_))),
        "{tags:?}"
    );
}

#[tokio::test]
async fn a_location_module_that_does_not_know_us_does_not_end_the_session() {
    let (bench, connection) = full().await;
    refresh_all(&bench, &connection).await;
    bench.server.fail(Call::Whereabouts, Error::NotSignedIn);
    let error = refresh(&bench, &connection).await.unwrap_err();
    assert!(matches!(error, AppError::NotSignedIn { .. }));
    assert_eq!(
        head(&bench, &connection).await["problem"]["code"],
        "not_signed_in"
    );
    let connections = bench.call("list_connections", Value::Null).await.unwrap();
    assert_eq!(connections[0]["session"], "signed_in");
    // The tasks do.
    bench.server.fail(Call::Detail, Error::NotSignedIn);
    let target = json!({"kind": "task", "connection": connection, "task": "7"});
    assert!(
        bench
            .call("refresh", json!({"target": target}))
            .await
            .is_err()
    );
    let connections = bench.call("list_connections", Value::Null).await.unwrap();
    assert_eq!(connections[0]["session"], "ended");
}

#[tokio::test]
async fn a_reading_that_stops_in_the_middle_keeps_what_was_whole() {
    let (bench, connection) = full().await;
    refresh_all(&bench, &connection).await;
    {
        let mut state = bench.server.state();
        let all = state.whereabouts.as_mut().unwrap();
        let crowd = (0..500).map(|id| somebody(id, "张伟", 100.0)).collect();
        all.insert("7".into(), crowd);
    }
    bench
        .server
        .fail_nth(Call::Whereabouts, 2, Error::CutOff(None));
    assert!(refresh(&bench, &connection).await.is_err());
    let read = head(&bench, &connection).await;
    assert_eq!(
        (&read["value"]["people"], &read["complete"]),
        (&json!(3), &json!(true))
    );
    refresh(&bench, &connection).await.unwrap();
    assert_eq!(head(&bench, &connection).await["value"]["people"], 500);
}
