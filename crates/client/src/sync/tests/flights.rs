//! Fetches that are under way: who joins them, and what they may still store.

use super::*;

#[tokio::test(start_paused = true)]
async fn a_target_is_fetched_once_for_all_who_ask_at_the_same_time() {
    let (bench, connection) = signed_in().await;
    let target = working(&connection);
    let (one, other) = tokio::join!(
        refresh(&bench.client, &target),
        refresh(&bench.client, &target)
    );
    assert_eq!((one, other), (Ok(()), Ok(())));
    assert_eq!(bench.server.count(Call::List), 1);
}

/// What was asked before a write does not know of it.
#[tokio::test(start_paused = true)]
async fn what_is_fetched_after_a_write_does_not_join_a_fetch_from_before() {
    let (bench, connection) = signed_in().await;
    let target = working(&connection);
    let release = bench.server.hold(Call::List);
    let (older, ()) = tokio::join!(refresh(&bench.client, &target), async {
        let arrived = async || bench.server.count(Call::List) > 0;
        until("the server is asked", arrived).await;
        list(&bench, vec![summary(7)]);
        fetch_now(&bench.client, &target);
        fetch_now(&bench.client, &target);
        release.notify_one();
    });
    older.unwrap();
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(bench.server.count(Call::List), 2, "one for both");
    let args = json!({"connection": connection, "list": "working", "page": 1, "filter": ""});
    let read = bench.call("list_tasks", args).await.unwrap();
    assert_eq!(read["value"]["rows"][0]["summary"]["id"], "7");
}

/// A fetch that panicked never lands.
#[tokio::test(start_paused = true)]
async fn a_fetch_that_is_gone_keeps_nobody_from_fetching() {
    let (bench, connection) = signed_in().await;
    let target = working(&connection);
    let (_, gone) = watch::channel(None);
    lock(&bench.client.inner().sync.flights).insert(target.clone(), gone);
    refresh(&bench.client, &target).await.unwrap();
    assert_eq!(bench.server.count(Call::List), 1);
}

#[tokio::test(start_paused = true)]
async fn an_answer_for_a_wiped_cache_is_not_stored() {
    let (bench, connection) = signed_in().await;
    notify(&bench, 3);
    let target = responses(&connection);
    let rows = async || {
        let cache = bench.client.stores().unwrap().cache;
        let connection = connection.clone();
        let list = cache.read(move |db| store::responses::list(db, &connection, &"7".into()));
        list.await.unwrap().len()
    };
    for (wipe, expected) in [(false, 3), (true, 0)] {
        bench.sign_in_again(&connection).await.unwrap();
        let asked = bench.server.count(Call::Responses);
        let release = bench.server.hold(Call::Responses);
        let (_, ()) = tokio::join!(refresh(&bench.client, &target), async {
            let arrived = async || bench.server.count(Call::Responses) > asked;
            until("the server is asked", arrived).await;
            let args = json!({"connection": connection, "wipe": wipe});
            bench.call("sign_out", args).await.unwrap();
            release.notify_one();
        });
        assert_eq!(rows().await, expected, "wiped: {wipe}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_fetch_from_before_the_cache_was_wiped_is_not_joined() {
    let (bench, connection) = signed_in().await;
    notify(&bench, 3);
    let target = responses(&connection);
    let release = bench.server.hold(Call::Responses);
    let (_, shown) = tokio::join!(refresh(&bench.client, &target), async {
        let arrived = async || bench.server.count(Call::Responses) > 0;
        until("the server is asked", arrived).await;
        let args = json!({"connection": connection, "wipe": true});
        bench.call("sign_out", args).await.unwrap();
        bench.sign_in_again(&connection).await.unwrap();
        let anew = refresh(&bench.client, &target);
        let anew = tokio::time::timeout(Duration::from_secs(600), anew).await;
        release.notify_one();
        anew.expect("waits for the fetch of before").unwrap();
        board(&bench, &connection).await
    });
    assert_eq!(shown["value"]["notified"], 3, "{shown}");
}
