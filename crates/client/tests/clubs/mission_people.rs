//! Who was given a mission, on screen and as it leaves.

use crate::{
    desk::Desk,
    hall::{CLUB, Hall},
    office::{opened_by_libreoffice, told},
};
use muster_domain::{mission::NewMission, received::Reply};
use serde_json::{Value, json};

/// What somebody writes who knows spreadsheets.
const FORMULA: &str = "=1+1";

fn asked(mission: &Value, more: &Value) -> Value {
    let mut query = json!({
        "mission": mission, "part": null, "waited_for": null, "filter": "", "sort": "name",
        "descending": false, "offset": 0, "limit": 200,
    });
    for (name, value) in more.as_object().unwrap() {
        query[name] = value.clone();
    }
    query
}

fn listing(desk: &Desk, mission: &Value, more: &Value) -> Value {
    let mut listing = desk.here(asked(mission, more));
    listing["kind"] = json!("mission_people");
    listing
}

/// A desk that has read a mission in two parts, of which the leader has both
/// and the member has the second one; and the mission's id.
async fn two_parts(hall: &Hall) -> (Desk, Value, NewMission) {
    let sponsor = hall.sign_in("sponsor").await;
    let (leader, member) = (hall.sign_in("leader").await, hall.sign_in("member").await);
    let new = hall.mission_in_parts(&[("场内秩序", &[&leader]), (FORMULA, &[&leader, &member])]);
    let id = sponsor.publish_mission(&new).await;
    let theirs = member.connector.membership().unwrap();
    let done = Reply::FinishMission {
        mission: id.clone(),
    };
    theirs.reply(&done, "").await.unwrap();
    let desk = Desk::take(hall, "sponsor").await;
    let view = json!({"kind": "mission", "mission": id});
    desk.refresh(view).await.unwrap();
    (desk, json!(id), new)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_have_the_department_that_their_club_says_as_soon_as_it_was_read() {
    let hall = Hall::open().await;
    let (desk, mission, _) = two_parts(&hall).await;
    let rows = async |more: Value| {
        let rows = desk
            .read("list_mission_people", asked(&mission, &more))
            .await;
        rows["value"]["rows"].as_array().unwrap().clone()
    };
    for row in rows(json!({})).await {
        assert_eq!((&row["department"], &row["job"]), (&json!(""), &json!("")));
    }
    let roster = json!({"kind": "roster", "club": CLUB.to_string()});
    let of = json!({"club": CLUB.to_string(), "group": null, "filter": ""});
    let of = json!({"of": desk.here(of), "offset": 0, "limit": 200});
    let students = desk.fetch(roster, "list_club_students", of).await;
    let students = students["rows"].as_array().unwrap();
    let all = rows(json!({})).await;
    assert_eq!(all.len(), 2);
    for row in &all {
        let same = |student: &&Value| student["student"] == row["person"]["student"];
        let student = students.iter().find(same).unwrap();
        assert_eq!(row["department"], student["department"]);
        assert_eq!(row["job"], student["job"]);
        assert_ne!(row["job"], "", "the sample gives both a job");
    }
    let job = all[0]["job"].as_str().unwrap();
    let found = rows(json!({"filter": job})).await;
    assert!(found.iter().all(|row| row["job"] == job) && !found.is_empty());
    let last = rows(json!({"sort": "finished"})).await;
    assert_eq!(last[1]["person"]["finished"], true);
    assert_eq!(last[1]["parts"], json!([FORMULA]));
    assert_eq!(last[0]["parts"], json!(["场内秩序", FORMULA]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_given_a_mission_leaves_with_their_parts_and_what_each_came_to() {
    let hall = Hall::open().await;
    let (desk, mission, new) = two_parts(&hall).await;
    let everybody = listing(&desk, &mission, &json!({"sort": "finished"}));
    let book = desk.exported(&everybody, "xlsx").await;
    let sheets = opened_by_libreoffice(&book).await;
    let rows = &sheets["成员名单"];
    assert_eq!(rows[0], ["姓名", "部门", "职位", "子任务", "确认", "完成"]);
    let parts: Vec<&str> = rows[1..].iter().map(|row| row[3].as_str()).collect();
    assert_eq!(parts, [format!("场内秩序、{FORMULA}").as_str(), FORMULA]);
    let states: Vec<&[String]> = rows[1..].iter().map(|row| &row[4..]).collect();
    assert_eq!(states, [["未确认", "未完成"], ["已确认", "已完成"]]);
    let shares = &sheets["按子任务"];
    let parts: Vec<&str> = shares[1..].iter().map(|row| row[3].as_str()).collect();
    assert_eq!(parts, ["场内秩序", FORMULA, FORMULA], "one row for each");
    let about = &sheets["说明"];
    assert_eq!(told(about, "主题"), new.content);
    assert_eq!(told(about, "行数"), "2");
    assert!(!told(about, "截止（北京时间）").is_empty());

    // One part alone: its people, and what of it they have done.
    let head = desk.read("get_mission", json!({"mission": mission})).await;
    let part = head["value"]["parts"][0]["id"].clone();
    let first = listing(
        &desk,
        &mission,
        &json!({"part": part, "waited_for": "finish"}),
    );
    let args = json!({"listing": first, "columns": [], "reveal": false, "offset": 0, "limit": 9});
    let printed = desk.call("print_table", args).await.unwrap();
    assert_eq!(printed["filter"], "场内秩序 · 未完成");
    assert_eq!(printed["total"], 1);
    let sheets = opened_by_libreoffice(&desk.exported(&first, "xlsx").await).await;
    assert!(!sheets.contains_key("按子任务"));

    let english = json!({"language": "en"});
    desk.call("change_settings", english).await.unwrap();
    let csv = desk.exported(&everybody, "csv").await;
    let csv = std::fs::read_to_string(csv).unwrap();
    let head = "Name,Department,Position,Parts,Confirmed,Finished";
    let mut lines = csv.trim_start_matches('\u{feff}').lines();
    assert_eq!(lines.next(), Some(head));
    assert!(
        csv.contains(&format!("\"场内秩序, {FORMULA}\",Not confirmed")),
        "{csv}"
    );
    assert!(
        csv.contains(&format!(",'{FORMULA},")),
        "a text, and no formula: {csv}"
    );
}
