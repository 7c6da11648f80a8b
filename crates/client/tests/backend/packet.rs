//! The after-action packet as another program reads it: its workbook is opened
//! by LibreOffice, sheet by sheet, and says what the board says.

use crate::{
    office::{opened_by_libreoffice, told},
    seat::Seat,
};
use muster_backend::Dialect;
use serde_json::{Value, json};

/// As the workbook shows a span: `h:mm:ss`, rounded to the second by whoever
/// shows it.
fn seconds(span: &str) -> i64 {
    let parts = span.split(':').map(|part| part.parse::<i64>().unwrap());
    parts.fold(0, |sum, part| sum * 60 + part)
}

pub async fn packet(dialect: Dialect) {
    let seat = Seat::take(dialect, "commander").await;
    let title = "=汛期, \"夜间\" 演练";
    let task = seat.call_out(title).await;
    seat.until("somebody arrives", async || {
        let board = seat.fetch("check_ins", "get_check_in_board", &task).await;
        board["value"]["checked_in"].as_u64().unwrap_or(0) > 0
    })
    .await;
    let board = seat.board(&task).await["value"].clone();
    seat.fetch("task", "get_task", &task).await;
    let arrived = seat.fetch("check_ins", "get_check_in_board", &task).await["value"].clone();
    let packet = seat.call("get_packet", seat.one(&task)).await.unwrap()["value"].clone();
    assert_eq!(
        packet["responses"], board,
        "the packet's figures are the board's"
    );
    assert_eq!(packet["check_ins"], arrived);
    assert!(board["accepted"].as_u64().unwrap() > 0 && board["median_ms"].is_i64());

    let mut args = seat.one(&task);
    args["reveal"] = json!(false);
    let exported = seat.call("export_packet", args).await.unwrap();
    let book = seat.folder().join(exported["name"].as_str().unwrap());
    let sheets = opened_by_libreoffice(&book).await;

    let summary = &sheets["概要"];
    assert_eq!(told(summary, "主题"), format!("【演练】{title}"));
    for (label, figure) in [
        ("征集人数", &board["wanted"]),
        ("已通知", &board["notified"]),
        ("接受", &board["accepted"]),
        ("拒绝", &board["refused"]),
        ("未读", &board["unread"]),
        ("已到", &arrived["checked_in"]),
        ("未到", &arrived["absent"]),
    ] {
        assert_eq!(told(summary, label), figure.to_string(), "{label}");
    }
    for (label, ms) in [
        ("半数响应用时", &board["median_ms"]),
        ("九成响应用时", &board["ninetieth_ms"]),
        ("平均响应用时", &board["average_ms"]),
    ] {
        let shown = seconds(told(summary, label));
        assert!(
            (shown - ms.as_i64().unwrap() / 1000).abs() <= 1,
            "{label}: {shown}"
        );
    }

    let count = |status: &str| {
        sheets["响应名单"]
            .iter()
            .filter(|row| row[3] == status)
            .count()
    };
    assert_eq!(board["accepted"], count("接受"));
    assert_eq!(board["refused"], count("拒绝"));
    assert_eq!(board["unread"], count("未读"));
    let mut silent = seat.one(&task);
    for (name, value) in [("status", json!("unread")), ("sort", json!("name"))] {
        silent[name] = value;
    }
    (silent["office"], silent["filter"], silent["descending"]) =
        (json!(null), json!(""), json!(false));
    let silent = seat.call("list_responses", silent).await.unwrap()["value"].clone();
    let mut unread: Vec<&str> = silent["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["name"].as_str().unwrap())
        .collect();
    unread.sort_unstable();
    assert_eq!(board["unread"], unread.len());
    assert!(!unread.is_empty());
    assert_eq!(names(&sheets["未响应"]), unread);
    let here = sheets["集合名单"].iter().filter(|row| row[3] == "已到");
    assert_eq!(arrived["checked_in"], here.count());

    let offices = &sheets["单位情况"];
    let shown = packet["offices"].as_array().unwrap();
    assert_eq!(offices.len() - 1, shown.len());
    for (row, office) in offices[1..].iter().zip(shown) {
        assert_eq!(row[0], office["office"].as_str().unwrap());
        for (column, name) in [(2, "accepted"), (3, "refused"), (4, "unread")] {
            assert_eq!(row[column], office[name].to_string(), "{row:?}");
        }
    }
    let sum = |column: usize| -> u64 {
        let numbers = offices[1..]
            .iter()
            .map(|row| row[column].parse::<u64>().unwrap());
        numbers.sum()
    };
    assert_eq!(
        (board["notified"].as_u64(), arrived["checked_in"].as_u64()),
        (Some(sum(1)), Some(sum(6)))
    );

    let course = &sheets["进程"];
    for (row, step) in course[1..].iter().zip(packet["steps"].as_array().unwrap()) {
        assert_eq!(row[1], in_beijing(&step["at"]), "{row:?}");
    }
    assert_eq!(
        told(course, "首个响应").is_empty(),
        packet["steps"][1]["at"].is_null()
    );
    assert_eq!(told(&sheets["说明"], "已读全"), "是");
}

/// The people of a sheet, below its head.
fn names(sheet: &[Vec<String>]) -> Vec<String> {
    let mut names: Vec<String> = sheet[1..].iter().map(|row| row[0].clone()).collect();
    names.sort_unstable();
    names
}

fn in_beijing(at: &Value) -> String {
    at.as_i64().map_or_else(String::new, |at| {
        let zone = muster_domain::time::beijing();
        // A workbook's times end with the second.
        muster_domain::time::Time(at).to_civil(&zone).unwrap()
    })
}
