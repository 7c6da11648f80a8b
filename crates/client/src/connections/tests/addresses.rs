//! Where a connection leads: what another address and another account get of what
//! is kept and what waits.

use super::{cached_tasks, config, refresh, sign_in_anyhow, with_a_task};
use crate::{
    store,
    testing::{Bench, Call},
};
use muster_connectors::Error;
use muster_domain::{
    board::CallOutcome, draft::DraftPlace, error::AppError, picker::Selection, saved::Kept,
    time::Time,
};
use serde_json::{Value, json};

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
    let Kept::CallOut(fields, selection) = &template.kept else {
        panic!("{template:?}")
    };
    assert_eq!(
        (&fields.title, &fields.place),
        (&after.fields.title, &DraftPlace::Unset)
    );
    assert_eq!(selection, &Selection::default());
}
