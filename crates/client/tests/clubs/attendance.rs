//! The attendance sheet of a meeting as it leaves: as a workbook that another
//! program opens, as CSV, and for paper.

use crate::{
    desk::Desk,
    hall::Hall,
    office::{opened_by_libreoffice, told},
};
use jiff::SignedDuration;
use muster_domain::{received::Reply, sign_in_code::SignInCode};
use serde_json::{Value, json};
use std::collections::HashMap;

/// What somebody writes who knows spreadsheets.
const FORMULA: &str = "=HYPERLINK(\"http://x\",1)";

fn listing(desk: &Desk, meeting: &Value, more: &Value) -> Value {
    let mut of = desk.here(json!({
        "kind": "attendees", "meeting": meeting, "figure": null, "department": null,
        "filter": "", "sort": "name", "descending": false, "offset": 0, "limit": 0,
    }));
    for (name, value) in more.as_object().unwrap() {
        of[name] = value.clone();
    }
    of
}

/// How many rows have each word of a column, below the head.
fn counted(rows: &[Vec<String>], head: &str) -> HashMap<String, usize> {
    let column = rows[0].iter().position(|title| title == head).unwrap();
    let mut counts = HashMap::new();
    for row in &rows[1..] {
        *counts.entry(row[column].clone()).or_default() += 1;
    }
    counts
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sheet_opens_in_libreoffice_and_adds_up_to_the_board() {
    let hall = Hall::open().await;
    let sponsor = hall.sign_in("sponsor").await;
    let (leader, member) = (hall.sign_in("leader").await, hall.sign_in("member").await);
    let new = hall.meeting_for(&[&sponsor, &leader, &member], &[&leader]);
    let id = sponsor.publish_meeting(&new).await;
    let leave = Reply::LeaveMeeting {
        meeting: id.clone(),
    };
    let sponsors = sponsor.connector.membership().unwrap();
    sponsors.reply(&leave, FORMULA).await.unwrap();
    let sign_in = async |who: &crate::hall::Member| {
        let code = SignInCode::mint(&id, &leader.id, hall.now()).unwrap();
        let arriving = who.connector.meetings().unwrap();
        arriving.sign_in(&code).await.unwrap();
    };
    sign_in(&member).await;
    hall.wait(SignedDuration::from_mins(61));
    sign_in(&leader).await;

    let desk = Desk::take(&hall, "sponsor").await;
    let (meeting, one) = (json!(id), json!({"meeting": id}));
    let never = json!({
        "listing": listing(&desk, &meeting, &json!({})),
        "format": "csv", "columns": [], "reveal": false,
    });
    let refused = desk.call("export_table", never).await;
    assert_eq!(refused, Err(muster_domain::error::AppError::NothingCached));

    let view = json!({"kind": "meeting", "meeting": id});
    desk.fetch(view, "get_meeting", one.clone()).await;
    let view = json!({"kind": "participation", "meeting": id});
    let board = desk.fetch(view, "get_attendance_board", one).await;
    let counts = &board["counts"];
    assert_eq!(
        (&counts["late"], &counts["on_leave"]),
        (&json!(1), &json!(1))
    );

    let everybody = listing(&desk, &meeting, &json!({}));
    let sheets = opened_by_libreoffice(&desk.exported(&everybody, "xlsx").await).await;
    let rows = &sheets["签到表"];
    assert_eq!(rows.len(), 4, "a row for each of the invited");
    for (head, word, figure) in [
        ("答复", "确认参加", "confirmed"),
        ("答复", "请假", "on_leave"),
        ("答复", "未确认", "unanswered"),
        ("状态", "迟到", "late"),
        ("迟到", "是", "late"),
    ] {
        let count = counted(rows, head).get(word).copied().unwrap_or(0);
        assert_eq!(counts[figure], count, "{head} {word}");
    }
    let states = counted(rows, "状态");
    assert_eq!(counts["signed"], states["已签到"] + states["迟到"]);
    assert_eq!(counted(rows, "签到负责人")["是"], 1);
    assert!(
        rows.iter().any(|row| row.last().unwrap() == FORMULA),
        "a text, and no formula: {rows:?}"
    );

    let departments = &sheets["各部门"];
    let number = |row: &[String], column: usize| row[column].parse::<u64>().unwrap();
    let last = departments.last().unwrap();
    assert_eq!(last[0], "合计");
    let figures = [
        "confirmed",
        "on_leave",
        "unanswered",
        "signed",
        "late",
        "awaited",
        "absent",
    ];
    for (column, figure) in (2..).zip(figures) {
        let lines = departments[1..departments.len() - 1].iter();
        let sum: u64 = lines.map(|row| number(row, column)).sum();
        assert_eq!(counts[figure], number(last, column), "{figure}");
        assert_eq!(counts[figure], sum, "{figure}");
    }
    let about = &sheets["说明"];
    assert_eq!(told(about, "主题"), new.content);
    assert_eq!(told(about, "地点"), "D101");
    assert!(!told(about, "签到负责人").is_empty());
    assert_eq!(told(about, "已读全"), "是");

    let csv = std::fs::read_to_string(desk.exported(&everybody, "csv").await).unwrap();
    assert!(
        csv.contains(&format!("\"'{}\"", FORMULA.replace('"', "\"\""))),
        "{csv}"
    );

    let late = listing(&desk, &meeting, &json!({"figure": "late"}));
    let args = json!({
        "listing": late, "columns": [], "reveal": false, "offset": 0, "limit": 9,
    });
    let printed = desk.call("print_table", args).await.unwrap();
    assert_eq!(
        (&printed["title"], &printed["filter"]),
        (&json!(new.content), &json!("迟到"))
    );
    assert_eq!(printed["total"], 1);

    let english = json!({"language": "en"});
    desk.call("change_settings", english).await.unwrap();
    let csv = std::fs::read_to_string(desk.exported(&late, "csv").await).unwrap();
    let head = "Name,Department,Position,Answer,Status,Signed in at,Late,Leads sign-in,Remarks";
    assert_eq!(
        csv.trim_start_matches('\u{feff}').lines().next(),
        Some(head)
    );
    assert!(csv.contains(",Late,"), "{csv}");
}
