//! Connections: what a session that ends, a wrong password or another server
//! does to what is kept.

use crate::{
    store,
    testing::{Bench, Call, summary},
};
use muster_connectors::Error;
use muster_domain::{
    board::CallOutcome, draft::DraftPlace, error::AppError, id::ConnectionId, picker::Selection,
    task::TaskList, time::Time,
};
use serde_json::{Value, json};
use std::time::Duration;

fn config(base_url: &str) -> Value {
    json!({
        "kind": "militia", "name": "", "base_url": base_url,
        "modules": {"task": " ", "sign_in": null, "location": null}, "crs": "gcj02",
    })
}

async fn only(bench: &Bench) -> Value {
    let list = bench.call("list_connections", json!({})).await.unwrap();
    assert_eq!(list.as_array().unwrap().len(), 1, "{list}");
    list[0].clone()
}

async fn cached_tasks(bench: &Bench, connection: &ConnectionId) -> Value {
    let args = json!({"connection": connection, "list": "working", "page": 1, "filter": ""});
    bench.call("list_tasks", args).await.unwrap()["value"].clone()
}

async fn refresh(bench: &Bench, connection: &ConnectionId) -> Result<Value, AppError> {
    let target = json!({"kind": "tasks", "connection": connection, "list": "working", "page": 1});
    bench.call("refresh", json!({ "target": target })).await
}

/// Signed in, with one task in the cache.
async fn with_a_task() -> (Bench, ConnectionId) {
    let bench = Bench::new().await;
    let tasks = vec![summary(7)];
    bench.server.state().lists.insert(TaskList::Working, tasks);
    let connection = bench.sign_in().await;
    refresh(&bench, &connection).await.unwrap();
    (bench, connection)
}

#[tokio::test]
async fn an_address_is_tidied_and_one_that_is_none_is_refused() {
    let bench = Bench::new().await;
    let added = bench
        .call("add_connection", config(" https://muster.test:12380/ "))
        .await
        .unwrap();
    assert_eq!(added["config"]["base_url"], "https://muster.test:12380");
    assert_eq!(added["config"]["modules"]["task"], Value::Null);
    assert_eq!(added["config"]["name"], "muster.test:12380");
    assert_eq!(added["encrypted"], true);
    // The server in memory takes any address; the real connector is asked too.
    let real = muster_connectors::connect;
    let mut bad: muster_domain::connection::ConnectionConfig =
        serde_json::from_value(config("https://muster.test")).unwrap();
    bad.base_url = "muster".into();
    let network = bench.client.network();
    assert!(matches!(real(&bad, None, network), Err(Error::BadAddress)));
}

#[tokio::test]
async fn a_password_does_not_cross_the_network_in_the_clear_unasked() {
    let bench = Bench::new().await;
    let added = bench
        .call("add_connection", config("http://192.0.2.7:12380"))
        .await
        .unwrap();
    assert_eq!(added["encrypted"], false);
    let mut args = json!({
        "connection": added["id"], "username": "commander", "password": "opensesame-71",
        "allow_plain": false,
    });
    let refused = bench.call("sign_in", args.clone()).await;
    assert_eq!(refused, Err(AppError::NotEncrypted));
    assert_eq!(bench.server.count(Call::SignIn), 0);
    args["allow_plain"] = json!(true);
    assert_eq!(
        bench.call("sign_in", args).await.unwrap()["session"],
        "signed_in"
    );
}

#[tokio::test]
async fn a_wrong_password_changes_nothing() {
    let bench = Bench::new().await;
    let added = bench
        .call("add_connection", config("https://muster.test"))
        .await
        .unwrap();
    let args = json!({
        "connection": added["id"], "username": "commander", "password": "no",
        "allow_plain": false,
    });
    assert_eq!(
        bench.call("sign_in", args).await,
        Err(AppError::WrongPassword)
    );
    assert_eq!(only(&bench).await, added);
}

#[tokio::test]
async fn a_session_that_ends_keeps_everything_and_sign_in_goes_on() {
    let (bench, connection) = with_a_task().await;
    bench.server.end_sessions();
    let ended = refresh(&bench, &connection).await;
    let code = AppError::NotSignedIn {
        connection: connection.clone(),
    };
    assert_eq!(ended, Err(code.clone()));
    let shown = only(&bench).await;
    assert_eq!(shown["session"], "ended");
    assert_eq!(shown["problem"], serde_json::to_value(&code).unwrap());
    assert_eq!(cached_tasks(&bench, &connection).await["total"], 1);

    bench.sign_in_again(&connection).await.unwrap();
    refresh(&bench, &connection).await.unwrap();
    let shown = only(&bench).await;
    assert_eq!(shown["session"], "signed_in");
    assert_eq!(shown["problem"], Value::Null);
    let activity = bench
        .call("list_activity", json!({"offset": 0, "limit": 10}))
        .await
        .unwrap();
    let kinds: Vec<&Value> = activity["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["what"])
        .collect();
    assert_eq!(
        kinds,
        [
            "signed_in",
            "session_ended",
            "signed_in",
            "connection_added"
        ]
    );
}

#[tokio::test]
async fn a_token_service_that_comes_back_needs_no_sign_in() {
    let (bench, connection) = with_a_task().await;
    bench.server.fail(Call::List, Error::NotSignedIn);
    refresh(&bench, &connection).await.unwrap_err();
    assert_eq!(only(&bench).await["session"], "ended");
    refresh(&bench, &connection).await.unwrap();
    assert_eq!(only(&bench).await["session"], "signed_in");
    assert_eq!(bench.server.count(Call::SignIn), 1);
}

#[tokio::test]
async fn the_session_outlives_a_restart() {
    let (bench, connection) = with_a_task().await;
    let bench = bench.reopen().await;
    refresh(&bench, &connection).await.unwrap();
    assert_eq!(bench.server.count(Call::SignIn), 1);
}

#[tokio::test]
async fn another_account_does_not_see_what_the_first_one_cached() {
    let (bench, connection) = with_a_task().await;
    bench.sign_in_again(&connection).await.unwrap();
    assert_eq!(
        cached_tasks(&bench, &connection).await["total"],
        1,
        "the control"
    );
    sign_in_as(&bench, &connection, "platoon").await.unwrap();
    assert_eq!(cached_tasks(&bench, &connection).await, Value::Null);
}

async fn sign_in_as(
    bench: &Bench,
    connection: &ConnectionId,
    username: &str,
) -> Result<Value, AppError> {
    let args = json!({
        "connection": connection, "username": username, "password": "opensesame-71",
        "allow_plain": false,
    });
    bench.call("sign_in", args).await
}

/// Runs `work` while the server has agreed to a sign-in and the answer is
/// still on its way.
async fn while_signing_in(
    bench: &Bench,
    connection: &ConnectionId,
    work: impl AsyncFnOnce(),
) -> Result<Value, AppError> {
    let asked = bench.server.count(Call::SignIn);
    let release = bench.server.hold(Call::SignIn);
    let (answer, ()) = tokio::join!(sign_in_as(bench, connection, "platoon"), async {
        while bench.server.count(Call::SignIn) == asked {
            tokio::task::yield_now().await;
        }
        work().await;
        release.notify_one();
    });
    answer
}

#[tokio::test]
async fn whoever_is_signed_in_stays_so_until_the_server_agrees_to_another() {
    let (bench, connection) = with_a_task().await;
    let session = async || bench.client.connector(&connection).await.unwrap().session();
    let before = session().await;
    let answer = while_signing_in(&bench, &connection, async || {
        assert!(session().await == before);
    })
    .await;
    assert_eq!(answer.unwrap()["username"], "platoon");
    assert!(session().await != before);
}

/// Runs `work` while the answer to a reading of the list, worked out for who is
/// signed in now, is still on its way.
async fn while_reading(bench: &Bench, connection: &ConnectionId, work: impl AsyncFnOnce()) {
    let asked = bench.server.count(Call::List);
    let release = bench.server.hold(Call::List);
    let (_, ()) = tokio::join!(refresh(bench, connection), async {
        while bench.server.count(Call::List) == asked {
            tokio::task::yield_now().await;
        }
        work().await;
        release.notify_one();
    });
}

#[tokio::test]
async fn an_answer_that_comes_late_does_not_end_the_session_of_who_signed_in_since() {
    let (bench, connection) = with_a_task().await;
    for username in ["commander", "platoon"] {
        bench.server.fail(Call::List, Error::NotSignedIn);
        while_reading(&bench, &connection, async || {
            let signed_in = sign_in_as(&bench, &connection, username).await;
            assert_eq!(signed_in.unwrap()["session"], "signed_in");
        })
        .await;
        let shown = only(&bench).await;
        assert_eq!(shown["session"], "signed_in", "{username}");
        assert_eq!(shown["problem"], Value::Null, "{username}");
    }
    // The control: without a sign-in between, it ends.
    bench.server.fail(Call::List, Error::NotSignedIn);
    while_reading(&bench, &connection, async || {}).await;
    assert_eq!(only(&bench).await["session"], "ended");
}

#[tokio::test]
async fn an_answer_that_comes_late_revives_nobody_elses_session() {
    let (bench, connection) = with_a_task().await;
    while_reading(&bench, &connection, async || {
        sign_in_as(&bench, &connection, "platoon").await.unwrap();
        bench.server.end_sessions();
        refresh(&bench, &connection).await.unwrap_err();
        assert_eq!(only(&bench).await["session"], "ended");
    })
    .await;
    assert_eq!(only(&bench).await["session"], "ended");
}

#[tokio::test]
async fn an_answer_that_comes_late_leaves_nothing_of_a_removed_connection() {
    let (bench, connection) = with_a_task().await;
    bench.server.fail(Call::List, Error::NotSignedIn);
    while_reading(&bench, &connection, async || {
        let args = json!({ "connection": connection });
        bench.call("remove_connection", args).await.unwrap();
    })
    .await;
    let health = bench.client.inner().links.health(&connection);
    assert_eq!(health, crate::links::Health::default());
}

#[tokio::test]
async fn another_account_that_cannot_sign_in_does_not_end_the_session_of_the_first() {
    let (bench, connection) = with_a_task().await;
    bench.server.fail(Call::SignIn, Error::NotSignedIn);
    sign_in_as(&bench, &connection, "platoon")
        .await
        .unwrap_err();
    let shown = only(&bench).await;
    assert_eq!(shown["session"], "signed_in");
    assert_eq!(shown["username"], "commander");
}

#[tokio::test]
async fn a_connection_that_is_removed_or_renamed_while_it_signs_in_stays_so() {
    let (bench, connection) = with_a_task().await;
    let mut renamed = config("https://muster.test");
    renamed["name"] = json!("值班室");
    let args = json!({"connection": connection, "config": renamed});
    let answer = while_signing_in(&bench, &connection, async || {
        bench.call("update_connection", args).await.unwrap();
    })
    .await;
    assert_eq!(answer.unwrap()["config"]["name"], "值班室");

    let args = json!({ "connection": connection });
    let answer = while_signing_in(&bench, &connection, async || {
        bench.call("remove_connection", args).await.unwrap();
    })
    .await;
    assert_eq!(answer, Err(AppError::NotFound));
    let list = bench.call("list_connections", json!({})).await.unwrap();
    assert_eq!(list, json!([]));
}

/// A finish that waits for somebody to sign in.
async fn with_a_held_finish() -> (Bench, ConnectionId) {
    let bench = Bench::ticking().await;
    let tasks = vec![summary(7)];
    bench.server.state().lists.insert(TaskList::Working, tasks);
    let connection = bench.sign_in().await;
    refresh(&bench, &connection).await.unwrap();
    bench.server.fail(Call::Finish, Error::NotSignedIn);
    let args = json!({"connection": connection, "task": "7"});
    bench.call("finish_task", args).await.unwrap();
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(outbox(&bench).await["state"], "queued");
    (bench, connection)
}

async fn outbox(bench: &Bench) -> Value {
    let window = json!({"offset": 0, "limit": 10});
    bench.call("list_outbox", window).await.unwrap()["rows"][0].clone()
}

#[tokio::test(start_paused = true)]
async fn what_waits_for_a_sign_in_goes_out_for_the_same_account_alone() {
    for (username, state, finished) in [("commander", "confirmed", 1), ("platoon", "taken_back", 0)]
    {
        let (bench, connection) = with_a_held_finish().await;
        sign_in_as(&bench, &connection, username).await.unwrap();
        tokio::time::sleep(Duration::from_secs(60)).await;
        assert_eq!(outbox(&bench).await["state"], state, "{username}");
        assert_eq!(bench.server.state().finished.len(), finished, "{username}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_waits_goes_neither_to_another_server_nor_from_a_removed_connection() {
    for call in ["update_connection", "remove_connection"] {
        let (bench, connection) = with_a_held_finish().await;
        let args = json!({"connection": connection, "config": config("https://other.test")});
        bench.call(call, args).await.unwrap();
        assert_eq!(outbox(&bench).await["state"], "taken_back", "{call}");
    }
}

#[tokio::test]
async fn another_address_ends_the_session_and_empties_the_cache() {
    let (bench, connection) = with_a_task().await;
    let mut renamed = config("https://muster.test");
    renamed["name"] = json!("值班室");
    let args = json!({"connection": connection, "config": renamed});
    let updated = bench.call("update_connection", args).await.unwrap();
    assert_eq!(updated["session"], "signed_in");
    assert_eq!(updated["config"]["name"], "值班室");
    assert_eq!(cached_tasks(&bench, &connection).await["total"], 1);

    let args = json!({"connection": connection, "config": config("https://other.test")});
    let updated = bench.call("update_connection", args).await.unwrap();
    assert_eq!(updated["session"], "signed_out");
    assert_eq!(cached_tasks(&bench, &connection).await, Value::Null);
}

/// Signs in where the password may go unencrypted.
async fn sign_in_anyhow(bench: &Bench, connection: &Value) {
    let args = json!({
        "connection": connection, "username": "commander", "password": "opensesame-71",
        "allow_plain": true,
    });
    bench.call("sign_in", args).await.unwrap();
}

#[tokio::test]
async fn the_same_server_over_https_asks_to_sign_in_and_keeps_what_is_its() {
    let (bench, connection) = with_a_task().await;
    let kept_at = async |address: &str| {
        let args = json!({"connection": connection, "config": config(address)});
        let updated = bench.call("update_connection", args).await.unwrap();
        assert_eq!(updated["session"], "signed_out", "{address}");
        let kept = cached_tasks(&bench, &connection).await["total"].clone();
        sign_in_anyhow(&bench, &json!(connection)).await;
        refresh(&bench, &connection).await.unwrap();
        kept
    };
    // Who leaves an encrypted server for a plain one may be led elsewhere.
    assert_eq!(kept_at("http://muster.test").await, Value::Null);
    assert_eq!(kept_at("https://muster.test").await, 1);
    assert_eq!(kept_at("http://muster.test:8080").await, Value::Null);
    assert_eq!(kept_at("https://muster.test:8443").await, Value::Null);
}

#[tokio::test(start_paused = true)]
async fn what_waits_goes_out_to_the_same_server_over_https() {
    let bench = Bench::ticking().await;
    let tasks = vec![summary(7)];
    bench.server.state().lists.insert(TaskList::Working, tasks);
    let plain = config("http://muster.test");
    let connection = bench.call("add_connection", plain).await.unwrap()["id"].clone();
    sign_in_anyhow(&bench, &connection).await;
    let of = serde_json::from_value(connection.clone()).unwrap();
    refresh(&bench, &of).await.unwrap();
    bench.server.fail(Call::Finish, Error::NotSignedIn);
    let args = json!({"connection": connection, "task": "7"});
    bench.call("finish_task", args).await.unwrap();
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(outbox(&bench).await["state"], "queued");
    let args = json!({"connection": connection, "config": config("https://muster.test")});
    bench.call("update_connection", args).await.unwrap();
    assert_eq!(outbox(&bench).await["state"], "queued");
    sign_in_anyhow(&bench, &connection).await;
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(outbox(&bench).await["state"], "confirmed");
    assert_eq!(bench.server.state().finished.len(), 1);
}

#[tokio::test]
async fn another_server_gets_the_texts_of_what_was_written_and_no_id_of_the_first_one() {
    let (bench, connection) = with_a_task().await;
    let args = json!({ "connection": connection });
    let draft = bench.call("new_draft", args.clone()).await.unwrap()["id"].clone();
    let fields = json!({
        "mark": "drill", "title": "夜间集合", "detail": "自带雨衣", "wanted": "3",
        "gather_at": "", "finish_at": "", "place": { "kind": "saved", "id": "5" },
    });
    let save = json!({ "draft": draft, "fields": fields });
    bench.call("save_draft", save).await.unwrap();
    let chosen = Selection {
        soldiers: ["7".into()].into(),
        ..Selection::default()
    };
    let desk = bench.client.stores().unwrap().desk;
    let (id, of) = (draft.as_str().unwrap().into(), connection.clone());
    let choice = chosen.clone();
    desk.with(move |db| {
        let (task, soldier, at) = ("7".into(), "7".into(), Time(1));
        let reached = CallOutcome::Reached;
        store::call_notes::put(db, &of, &task, &soldier, reached, "commander", at)?;
        store::drafts::save_selection(db, &id, &choice, at)
    })
    .await
    .unwrap();
    for (kind, name) in [("group", "夜班"), ("template", "巡堤")] {
        let args = json!({ "draft": draft, "kind": kind, "name": name });
        bench.call("save_as", args).await.unwrap();
    }
    let kept = async || {
        let (id, of) = (draft.as_str().unwrap().into(), connection.clone());
        let desk = bench.client.stores().unwrap().desk;
        let read = desk.read(move |db| {
            let draft = store::drafts::load(db, &id)?.unwrap();
            let notes = store::call_notes::list(db, &of, &"7".into())?;
            Ok((draft, store::saved::list(db, &of)?, notes.len()))
        });
        read.await.unwrap()
    };
    let (before, saved, notes) = kept().await;
    assert_eq!((before.selection, saved.len(), notes), (chosen, 2, 1));
    let args = json!({"connection": connection, "config": config("https://other.test")});
    bench.call("update_connection", args).await.unwrap();
    let (after, saved, notes) = kept().await;
    assert_eq!((after.selection, notes), (Selection::default(), 0));
    assert_eq!(after.fields.place, DraftPlace::Unset);
    assert_eq!(after.fields.title, "夜间集合");
    let [template] = &saved[..] else {
        panic!("{saved:?}")
    };
    let fields = template.fields.as_ref().unwrap();
    assert_eq!(
        (&fields.title, &fields.place),
        (&after.fields.title, &DraftPlace::Unset)
    );
    assert_eq!(template.selection, Selection::default());
}

#[tokio::test]
async fn signing_out_wipes_only_when_asked_to() {
    let (bench, connection) = with_a_task().await;
    bench.server.state().unreachable = true;
    let args = json!({"connection": connection, "wipe": false});
    let out = bench.call("sign_out", args).await.unwrap();
    assert_eq!(out["session"], "signed_out");
    assert_eq!(cached_tasks(&bench, &connection).await["total"], 1);
    assert_eq!(
        refresh(&bench, &connection).await,
        Err(AppError::NotSignedIn {
            connection: connection.clone()
        })
    );
    let args = json!({"connection": connection, "wipe": true});
    bench.call("sign_out", args).await.unwrap();
    assert_eq!(cached_tasks(&bench, &connection).await, Value::Null);
}

#[tokio::test]
async fn a_removed_connection_leaves_nothing_but_the_log() {
    let (bench, connection) = with_a_task().await;
    let args = json!({ "connection": connection });
    bench.call("new_draft", args.clone()).await.unwrap();
    bench.call("remove_connection", args.clone()).await.unwrap();
    let list = bench.call("list_connections", json!({})).await.unwrap();
    assert_eq!(list, json!([]));
    assert_eq!(bench.call("list_drafts", args).await.unwrap(), json!([]));
    assert_eq!(cached_tasks(&bench, &connection).await, Value::Null);
    let activity = bench
        .call("list_activity", json!({"offset": 0, "limit": 1}))
        .await
        .unwrap();
    let newest = &activity["rows"][0];
    assert_eq!(newest["what"], "connection_removed");
    assert_eq!(newest["connection"], Value::Null);
    assert_eq!(newest["subject"], "海珠人武部");
}

#[tokio::test]
async fn the_demo_is_a_connection_of_each_kind_and_signs_in_again_at_each_start() {
    let bench = Bench::new().await;
    let first = bench.call("start_demo", json!({})).await.unwrap();
    assert_eq!(first["demo"], true);
    assert_eq!(first["config"]["kind"], "militia");
    let second = bench.call("start_demo", json!({})).await.unwrap();
    assert_eq!(second["id"], first["id"]);
    assert_eq!(bench.server.count(Call::SignIn), 2);
    let all = bench.call("list_connections", json!({})).await.unwrap();
    let all = all.as_array().unwrap();
    assert_eq!(all.len(), 2, "{all:?}");
    for one in all {
        assert_eq!(
            (&one["demo"], &one["session"]),
            (&json!(true), &json!("signed_in"))
        );
    }
    let clubs = all.iter().find(|one| one["config"]["kind"] == "weclubs");
    let gone = json!({"connection": clubs.unwrap()["id"]});
    bench.call("remove_connection", gone).await.unwrap();

    // What was removed does not come back by itself.
    let bench = bench.reopen().await;
    // Waits for the start of the built-in backend.
    let id = ConnectionId::from(first["id"].as_str().unwrap());
    refresh(&bench, &id).await.unwrap();
    assert_eq!(bench.server.count(Call::SignIn), 3);
    assert_eq!(bench.server.count(Call::List), 1);
    assert_eq!(only(&bench).await["id"], first["id"]);
}
