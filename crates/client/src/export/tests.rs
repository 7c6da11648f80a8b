//! Exports as the page asks for them.

use super::xlsx::tests::sheet;
use crate::{
    client::{Caller, lock},
    tasks::tests::{args, full, refresh_all},
    testing::{Bench, until},
};
use calamine::Data;
use muster_domain::{error::AppError, geo::Point, id::ConnectionId, position::Whereabouts};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

const TASK: &str = "珠江防汛 7";

/// A bench with a task that was read in full, and a folder for its files.
async fn ready() -> (Bench, ConnectionId, PathBuf) {
    let (bench, connection) = full().await;
    refresh_all(&bench, &connection).await;
    let folder = bench.dir.path().join("files");
    std::fs::create_dir(&folder).unwrap();
    *lock(&bench.save.folder) = Some(folder.clone());
    (bench, connection, folder)
}

fn responses(connection: &ConnectionId, more: Value) -> Value {
    let mut window = json!({
        "kind": "responses", "offset": 3, "limit": 1, "filter": "", "status": null,
        "sort": "name", "descending": false,
    });
    for (name, value) in more.as_object().unwrap() {
        window[name] = value.clone();
    }
    args(connection, window)
}

fn export(listing: Value, format: &str) -> Value {
    json!({ "listing": listing, "format": format, "columns": [], "reveal": false })
}

async fn activity(bench: &Bench) -> Value {
    let window = json!({ "offset": 0, "limit": 1 });
    bench.call("list_activity", window).await.unwrap()["rows"][0].clone()
}

#[tokio::test]
async fn a_workbook_holds_every_row_that_matches_and_says_how_old_it_is() {
    let (bench, connection, folder) = ready().await;
    let listing = responses(
        &connection,
        json!({ "status": "accepted", "descending": true }),
    );
    let args = json!({ "listing": listing, "format": "xlsx", "columns": ["name", "elapsed"], "reveal": false });
    let exported = bench.call("export_table", args).await.unwrap();
    let name = "珠江防汛 7 响应名单 2018-05-06 1200.xlsx";
    assert_eq!(exported, json!({ "export": 0, "name": name, "rows": 2 }));

    let bytes = std::fs::read(folder.join(name)).unwrap();
    let (rows, _) = sheet(&bytes, "响应名单");
    let names: Vec<String> = rows.iter().map(|row| row[0].to_string()).collect();
    assert_eq!(names, ["姓名", "张伟", "单可"]);
    assert_eq!(rows[0].len(), 2);
    let (about, _) = sheet(&bytes, "说明");
    let told = |item: &str| about.iter().find(|row| row[0] == Data::String(item.into()));
    assert_eq!(told("筛选").unwrap()[1], Data::String("接受".into()));
    assert_eq!(told("已读全").unwrap()[1], Data::String("是".into()));
    assert!(told("数据截至（北京时间）").is_some());

    let line = activity(&bench).await;
    assert_eq!(line["what"], "exported");
    assert_eq!(line["subject"], format!("{TASK} · 响应名单 · 2 行"));
    assert_eq!(line["connection"], json!(connection));
}

/// Two people, one of whom gives no telephone.
fn on_the_map() -> Vec<Whereabouts> {
    let somebody = |id: i64, name: &str, phone: &str| Whereabouts {
        soldier: id.into(),
        name: name.into(),
        phone: phone.into(),
        office: "昌岗街".into(),
        at: Some(Point {
            lat: 23.1067,
            lng: 113.3245,
        }),
    };
    vec![somebody(1, "张伟", "10000000001"), somebody(4, "单可", "")]
}

#[tokio::test]
async fn every_table_reads_so_in_both_languages() {
    let (bench, connection, folder) = ready().await;
    let people = json!({
        "kind": "people", "through": null, "group": null, "filter": "", "sort": "name",
        "descending": true, "offset": 0, "limit": 1,
    });
    let check_ins = json!({
        "kind": "check_ins", "status": null, "filter": "", "sort": "name",
        "descending": false, "offset": 0, "limit": 1,
    });
    bench.server.state().whereabouts = Some(HashMap::from([("7".into(), on_the_map())]));
    let target = json!({ "kind": "positions", "connection": connection, "task": "7" });
    bench
        .call("refresh", json!({ "target": target }))
        .await
        .unwrap();
    let positions = json!({
        "kind": "positions", "soldiers": null, "filter": "", "sort": "name",
        "descending": false, "offset": 0, "limit": 1,
    });
    let note = json!({ "soldier": "2", "outcome": "will_come" });
    bench
        .call("note_call", args(&connection, note))
        .await
        .unwrap();
    bench
        .call("finish_task", args(&connection, json!({})))
        .await
        .unwrap();
    // It leaves in the background; what is written out below is after that.
    let last = json!({ "offset": 0, "limit": 1 });
    until("it is confirmed", async || {
        let entries = bench.call("list_outbox", last.clone()).await.unwrap();
        entries["rows"][0]["state"] == "confirmed"
    })
    .await;
    let done = json!({"kind": "tasks", "connection": connection, "list": "done", "page": 1});
    bench
        .call("refresh", json!({ "target": done }))
        .await
        .unwrap();
    let listings = [
        json!({ "kind": "tasks", "connection": connection, "list": "done", "filter": "zjfx" }),
        responses(&connection, json!({})),
        args(&connection, check_ins),
        args(&connection, people),
        args(&connection, positions),
        json!({ "kind": "outbox" }),
        json!({ "kind": "activity" }),
    ];
    for language in ["zh-CN", "en"] {
        let change = json!({ "language": language });
        bench.call("change_settings", change).await.unwrap();
        let mut all = String::new();
        for listing in &listings {
            let args = export(listing.clone(), "csv");
            let exported = bench.call("export_table", args).await.unwrap();
            let name = exported["name"].as_str().unwrap();
            let text = std::fs::read_to_string(folder.join(name)).unwrap();
            all.push_str(&format!(
                "{name}\n{}\n",
                text.trim_start_matches('\u{feff}')
            ));
        }
        insta::assert_snapshot!(format!("tables_{language}"), all.replace('\r', ""));
    }
}

#[tokio::test]
async fn giving_up_writes_nothing_and_says_nothing() {
    let (bench, connection, folder) = ready().await;
    let before = activity(&bench).await;
    *lock(&bench.save.folder) = None;
    let args = export(responses(&connection, json!({})), "csv");
    assert_eq!(bench.call("export_table", args).await, Ok(Value::Null));
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0);
    assert_eq!(activity(&bench).await, before);
}

#[tokio::test]
async fn what_cannot_be_written_is_said_and_not_noted() {
    let (bench, connection, folder) = ready().await;
    let before = activity(&bench).await;
    *lock(&bench.save.folder) = Some(folder.join("gone"));
    let args = export(responses(&connection, json!({})), "xlsx");
    let refused = bench.call("export_table", args).await;
    assert_eq!(refused, Err(AppError::NotWritten { full: false }));
    assert_eq!(activity(&bench).await, before);
}

#[tokio::test]
async fn what_was_never_read_is_not_asked_a_place_for() {
    let (bench, connection) = full().await;
    let args = export(responses(&connection, json!({})), "xlsx");
    let refused = bench.call("export_table", args).await;
    assert_eq!(refused, Err(AppError::NothingCached));
    assert!(lock(&bench.save.asked).is_empty());
}

#[tokio::test]
async fn copied_rows_are_the_listings_own() {
    let (bench, connection, _) = ready().await;
    let copy = async |offset: u32| {
        let listing = responses(&connection, json!({}));
        let args = json!({
            "listing": listing, "columns": ["name", "phone"], "reveal": false, "offset": offset, "limit": 2,
        });
        bench.call("copy_table", args).await.unwrap()
    };
    // By the reading of family names: 李, 单, 曾, 张.
    assert_eq!(
        copy(1).await,
        json!({ "text": "单可\t10000000004\n曾静\t10000000002\n", "rows": 2, "total": 4, "masked": false })
    );
    assert_eq!(copy(3).await["text"], "张伟\t10000000001\n");
    assert_eq!(copy(4).await["rows"], 0);
}

/// Everything that leaves while privacy mode is on, as text.
async fn leaves(bench: &Bench, connection: &ConnectionId, folder: &Path, reveal: bool) -> String {
    let check_ins = json!({
        "kind": "check_ins", "status": null, "filter": "", "sort": "name",
        "descending": false, "offset": 0, "limit": 9,
    });
    let positions = json!({
        "kind": "positions", "soldiers": null, "filter": "", "sort": "name",
        "descending": false, "offset": 0, "limit": 9,
    });
    let mut all = String::new();
    for listing in [
        responses(connection, json!({})),
        args(connection, check_ins),
        args(connection, positions),
    ] {
        let mut table = json!({ "listing": listing, "columns": [], "reveal": reveal });
        table["format"] = json!("csv");
        let exported = bench.call("export_table", table.clone()).await.unwrap();
        let path = folder.join(exported["name"].as_str().unwrap());
        all.push_str(&std::fs::read_to_string(path).unwrap());
        table["format"] = json!("xlsx");
        let exported = bench.call("export_table", table.clone()).await.unwrap();
        let bytes = std::fs::read(folder.join(exported["name"].as_str().unwrap())).unwrap();
        all.push_str(&format!("{:?}", sheet(&bytes, "说明")));
        (table["offset"], table["limit"]) = (json!(0), json!(9));
        let copied = bench.call("copy_table", table.clone()).await.unwrap();
        assert_eq!(copied["masked"], !reveal);
        all.push_str(copied["text"].as_str().unwrap());
        let printed = bench.call("print_table", table).await.unwrap();
        assert_eq!(printed["masked"], !reveal);
        all.push_str(&printed["rows"].to_string());
    }
    let packet = args(connection, json!({ "reveal": reveal }));
    let exported = bench.call("export_packet", packet).await.unwrap();
    let bytes = std::fs::read(folder.join(exported["name"].as_str().unwrap())).unwrap();
    for name in ["响应名单", "集合名单", "未响应", "说明"] {
        all.push_str(&format!("{:?}", sheet(&bytes, name)));
    }
    all
}

#[tokio::test]
async fn in_privacy_mode_phones_and_positions_stay_unless_somebody_says_so_this_time() {
    let (bench, connection, folder) = ready().await;
    bench.server.state().whereabouts = Some(HashMap::from([("7".into(), on_the_map())]));
    let target = args(&connection, json!({ "kind": "positions" }));
    let target = json!({ "target": target });
    bench.call("refresh", target).await.unwrap();
    let privacy = json!({ "privacy": true });
    bench.call("change_settings", privacy).await.unwrap();

    let masked = leaves(&bench, &connection, &folder, false).await;
    assert!(!masked.contains("1000000000"), "{masked}");
    assert!(!masked.contains("23.1067"), "{masked}");
    assert!(masked.contains("•••") && masked.contains("已遮住（隐私模式）"));
    let line = activity(&bench).await;
    assert!(!line["subject"].as_str().unwrap().contains("含手机号"));

    // The control: with their numbers, because somebody asked for them.
    let revealed = leaves(&bench, &connection, &folder, true).await;
    assert!(revealed.contains("10000000001") && revealed.contains("23.106700"));
    assert!(!revealed.contains("•••") && !revealed.contains("已遮住"));
    let line = activity(&bench).await;
    assert!(
        line["subject"]
            .as_str()
            .unwrap()
            .ends_with("含手机号和位置")
    );
}

#[tokio::test]
async fn a_printed_page_has_the_words_and_the_age_of_the_listing() {
    let (bench, connection, _) = ready().await;
    let args = json!({
        "listing": responses(&connection, json!({ "filter": "昌岗" })),
        "columns": ["name", "elapsed"], "reveal": false, "offset": 3, "limit": 9,
    });
    let printed = bench.call("print_table", args).await.unwrap();
    assert_eq!(printed["title"], TASK);
    assert_eq!(printed["name"], "响应名单");
    assert_eq!(printed["filter"], "昌岗");
    assert_eq!(printed["rows"], json!([["张伟", "0:01:00"]]));
    assert_eq!(
        printed["columns"][1],
        json!({ "id": "elapsed", "title": "用时", "numeric": true })
    );
    assert_eq!(
        (&printed["total"], &printed["complete"]),
        (&json!(4), &json!(true))
    );
    assert!(printed["fetched_at"].is_number());
}

#[tokio::test]
async fn a_written_file_is_shown_as_long_as_it_is_there() {
    let (bench, connection, folder) = ready().await;
    let args = export(responses(&connection, json!({})), "csv");
    let exported = bench.call("export_table", args).await.unwrap();
    let one = json!({ "export": exported["export"] });
    bench.call("reveal_export", one.clone()).await.unwrap();
    let path = folder.join(exported["name"].as_str().unwrap());
    assert_eq!(
        lock(&bench.save.revealed).as_slice(),
        std::slice::from_ref(&path)
    );
    std::fs::remove_file(path).unwrap();
    assert_eq!(
        bench.call("reveal_export", one).await,
        Err(AppError::NotFound)
    );
    let other = bench.call("reveal_export", json!({ "export": 9 })).await;
    assert_eq!(other, Err(AppError::NotFound));
}

#[tokio::test]
async fn a_window_that_others_look_at_takes_nothing_out() {
    let (bench, connection, _) = ready().await;
    let listing = responses(&connection, json!({}));
    let copy =
        json!({ "listing": listing, "columns": [], "reveal": false, "offset": 0, "limit": 1 });
    for (name, args) in [
        ("export_table", export(listing, "csv")),
        ("copy_table", copy),
    ] {
        let refused = bench
            .client
            .dispatch(Caller::ReadOnly("wall"), name, args)
            .await;
        assert_eq!(refused, Err(AppError::ReadOnlyWindow), "{name}");
    }
}
