//! What the core reads of quests, keeps, and shows again.

use crate::{cable::Cable, desk::Desk, guild::Guild};
use calamine::{Reader as _, Xlsx, open_workbook};
use muster_domain::{error::AppError, quest::QuestRefusal};
use serde_json::{Value, json};
use std::collections::HashSet;

fn names(rows: &[Value]) -> HashSet<String> {
    rows.iter()
        .map(|row| row["name"].as_str().unwrap().to_owned())
        .collect()
}

fn board() -> Value {
    json!({"kind": "board"})
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_sees_its_board_and_an_admin_more_of_it() {
    let guild = Guild::open().await;
    let user = Desk::take(&guild, "user").await;
    let connections = user.call("list_connections", json!({})).await.unwrap();
    assert_eq!(connections[0]["capabilities"], json!(["quests"]));
    let admin = Desk::take(&guild, "admin").await;
    let connections = admin.call("list_connections", json!({})).await.unwrap();
    assert_eq!(
        connections[0]["capabilities"],
        json!(["quests", "quest_admin"])
    );
    for desk in [&user, &admin] {
        desk.refresh(board()).await.unwrap();
    }
    let (theirs, all) = (user.rows(json!({})).await, admin.rows(json!({})).await);
    let hidden: HashSet<String> = &names(&all) - &names(&theirs);
    assert_eq!(hidden, HashSet::from(["冬季集训（筹备中）".to_owned()]));
    let refused = user.refresh(json!({"kind": "audit"})).await;
    assert_eq!(refused, Err(AppError::NotPermitted));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn figures_are_counted_from_the_rows_and_every_filter_equals_its_figure() {
    let guild = Guild::open().await;
    let desk = Desk::take(&guild, "user").await;
    let nothing = desk.read("get_quest_board", json!({})).await;
    assert_eq!(nothing["value"], Value::Null);
    let head = desk.fetch(board(), "get_quest_board", json!({})).await;
    let rows = desk.rows(json!({})).await;
    assert_eq!(head["quests"], rows.len());
    assert_eq!(head["told"], Value::Null, "the server counts the same");
    for (counts, filter, of) in [
        ("statuses", "status", "status"),
        ("kinds", "kind", "kind"),
        ("categories", "category", "category"),
    ] {
        let mut sum = 0;
        for counted in head[counts].as_array().unwrap() {
            let wanted = match of {
                "category" => counted["category"]["id"].clone(),
                of => counted[of].clone(),
            };
            let rows = desk.rows(json!({filter: wanted})).await;
            assert_eq!(counted["quests"], rows.len(), "{counted}");
            sum += rows.len();
        }
        assert_eq!(sum, rows.len(), "{counts}");
    }
    for (typed, found) in [
        ("浇灌", "浇灌菜园"),
        ("jgcy", "浇灌菜园"),
        ("fenghuotai", ""),
    ] {
        let rows = desk.rows(json!({"text": typed})).await;
        assert_eq!(names(&rows).contains(found), !found.is_empty(), "{typed}");
    }
    let sorted = json!({
        "filter": {}, "sort": "progress", "descending": true, "offset": 0, "limit": 200,
    });
    let sorted = desk.read("list_quests", sorted).await["value"]["rows"].clone();
    let shares: Vec<f64> = sorted
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["progress"].as_f64().unwrap() / row["target_count"].as_f64().unwrap())
        .collect();
    assert!(shares.is_sorted_by(|a, b| a >= b), "{shares:?}");

    let found = json!({"query": "浇灌", "limit": 50});
    let found = desk.call("find", found).await.unwrap();
    assert_eq!(found["quests"]["rows"][0]["name"], "浇灌菜园");
    assert_eq!(found["quests"]["rows"][0]["status"], "in_progress");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_of_a_quest_opens_without_the_server() {
    let guild = Guild::open().await;
    let desk = Desk::take(&guild, "user").await;
    desk.refresh(board()).await.unwrap();
    let id = desk.id("种植三种作物").await;
    let gated = desk.id("传奇工匠").await;
    let all = json!({
        "filter": {}, "sort": "board", "descending": false, "offset": 0, "limit": 200,
    });
    let reads = [
        (board(), "list_quests", all),
        (board(), "get_quest_board", json!({})),
        (
            json!({"kind": "quest", "quest": gated}),
            "get_quest",
            json!({"quest": gated}),
        ),
        (
            json!({"kind": "progress", "quest": id}),
            "get_quest_progress",
            json!({"quest": id}),
        ),
        (
            json!({"kind": "categories"}),
            "list_quest_categories",
            json!({}),
        ),
    ];
    let mut before = Vec::new();
    for (view, name, args) in &reads {
        desk.refresh(view.clone()).await.unwrap();
        before.push(desk.read(name, args.clone()).await);
    }
    let detail = &before[2]["value"];
    assert_eq!(detail["available"], false);
    assert!(detail["unavailable_reason"].is_string(), "{detail}");
    assert_eq!(detail["prerequisites"].as_array().unwrap().len(), 2);
    let standing = &before[3]["value"];
    assert_eq!(standing["progress"]["parts"].as_array().unwrap().len(), 3);
    let (current, target) = (
        &standing["progress"]["current"],
        &standing["progress"]["target"],
    );
    assert_eq!((current, target), (&json!(13), &json!(20)));
    assert_eq!(standing["percent"], 65);
    assert_eq!(before[4]["value"].as_array().unwrap().len(), 6);

    guild.close().await;
    let desk = desk.again().await;
    for ((view, name, args), before) in reads.iter().zip(&before) {
        let after = desk.read(name, args.clone()).await;
        for what in ["value", "fetched_at", "server_time", "complete"] {
            assert_eq!(after[what], before[what], "{name}: {what}");
        }
        assert_eq!(after["complete"], true);
        let refreshed = desk.refresh(view.clone()).await;
        assert_eq!(refreshed, Err(AppError::Unreachable));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_board_leaves_as_a_workbook_as_csv_and_as_text() {
    let guild = Guild::open().await;
    let desk = Desk::take(&guild, "user").await;
    desk.refresh(board()).await.unwrap();
    let rows = desk.rows(json!({"status": "in_progress"})).await;
    let listing = desk.here(json!({
        "kind": "quests", "filter": {"status": "in_progress"}, "sort": "name",
        "descending": false, "offset": 0, "limit": 1,
    }));
    for format in ["xlsx", "csv"] {
        let args = json!({"listing": listing, "format": format, "columns": [], "reveal": false});
        let file = desk.call("export_table", args).await.unwrap();
        assert_eq!(file["rows"], rows.len());
        let path = desk.folder().join(file["name"].as_str().unwrap());
        if format == "xlsx" {
            let mut book: Xlsx<_> = open_workbook(&path).unwrap();
            let board = book.worksheet_range("任务板").unwrap();
            assert_eq!(board.rows().count(), rows.len() + 1);
            assert_eq!(board.get((0, 0)).unwrap(), "任务");
            let about = book.worksheet_range("说明").unwrap();
            let mut told = about.rows().filter(|row| row[0] == "筛选");
            assert_eq!(told.next().unwrap()[1], "进行中");
        } else {
            let text = std::fs::read_to_string(path).unwrap();
            assert_eq!(text.lines().count(), rows.len() + 1);
            assert!(text.contains("浇灌菜园"));
        }
    }
    let copy = json!({
        "listing": listing, "columns": ["name", "status"], "reveal": false,
        "offset": 0, "limit": 200,
    });
    let copied = desk.call("copy_table", copy).await.unwrap();
    assert_eq!(copied["total"], rows.len());
    assert!(
        copied["text"]
            .as_str()
            .unwrap()
            .contains("浇灌菜园\t进行中")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_quest_that_is_found_to_be_gone_leaves_the_board_too() {
    let cable = Cable::lay().await;
    let guild = Guild::behind(&cable).await;
    let desk = Desk::caught_up(&guild, &cable, "user").await;
    let admin = Desk::take(&guild, "admin").await;
    admin.refresh(board()).await.unwrap();
    let quest = desk.id("集市采购").await;
    let entry = admin.act("delete_quest", &quest).await;
    admin.becomes(&entry, "confirmed").await;
    assert_eq!(desk.id("集市采购").await, quest, "nobody told of it");

    let opened = desk.refresh(json!({"kind": "quest", "quest": quest})).await;
    let refused = opened.unwrap_err();
    assert!(
        matches!(&refused, AppError::QuestRefused { refusal, .. } if *refusal == QuestRefusal::NoSuchQuest),
        "{refused}"
    );
    desk.until("it leaves the board", async || {
        desk.rows(json!({"text": "集市采购"})).await.is_empty()
    })
    .await;
}
