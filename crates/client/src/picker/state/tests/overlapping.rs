//! Who is on another task at the time of the draft.

use super::*;
use crate::testing::summary;
use muster_domain::task::{CalledThrough, Participant, TaskList};

fn on_the_task(soldier: &str) -> Participant {
    Participant {
        soldier: soldier.into(),
        name: String::new(),
        through: CalledThrough::Individually,
        group: String::new(),
        level: None,
        im_user: None,
        is_admin: false,
    }
}

#[tokio::test]
async fn who_is_on_an_overlapping_task_is_counted_named_and_never_guessed() {
    let desk = Desk::with_roster().await;
    {
        let mut state = desk.bench.server.state();
        state
            .lists
            .insert(TaskList::Working, vec![summary(7), summary(8)]);
        let people = ["21", "404"].map(on_the_task).to_vec();
        state.people.insert("7".into(), people);
    }
    let office = json!({ "view": "offices", "key": "f:91", "on": true });
    desk.call("toggle_picker_row", office).await.unwrap();
    let elsewhere = async || desk.totals().await.value.unwrap().elsewhere;
    assert_eq!(elsewhere().await, None, "no times yet");
    let refresh = async |mut target: Value| {
        target["connection"] = json!(desk.connection);
        let args = json!({ "target": target });
        desk.bench.call("refresh", args).await.unwrap();
    };
    refresh(json!({ "kind": "tasks", "list": "working", "page": 1 })).await;
    // `summary` gathers at 16:00 and finishes at 20:00.
    let save = async |from: &str, to: &str| {
        let fields = json!({
            "mark": "real", "title": "", "detail": "", "wanted": "",
            "gather_at": from, "finish_at": to, "place": { "kind": "unset" },
        });
        let args = json!({ "fields": fields });
        desk.call("save_draft", args).await.unwrap();
    };
    save("2018-05-06 19:00", "2018-05-06 22:00").await;
    let totals = elsewhere().await.unwrap();
    assert_eq!((totals.tasks, totals.unread), (2, 2), "{totals:?}");
    refresh(json!({ "kind": "people", "task": "7" })).await;
    let totals = elsewhere().await.unwrap();
    assert_eq!(
        (totals.people, totals.unread, totals.complete),
        (1, 1, true)
    );
    let list = json!({ "list": "elsewhere", "offset": 0, "limit": 50 });
    let people = desk.call("list_picker_people", list).await.unwrap();
    assert_eq!(people["value"]["rows"][0]["name"], "陈嘉树");
    assert_eq!(people["value"]["total"], 1);
    let none = json!({});
    let tasks = desk.call("list_overlapping_tasks", none).await.unwrap();
    assert_eq!(
        (&tasks[0]["people"], &tasks[0]["chosen"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(tasks[1]["people"], Value::Null);
    let found = json!({ "view": "people", "query": "cjs", "offset": 0, "limit": 9 });
    let rows = desk.call("list_picker_rows", found).await.unwrap();
    assert_eq!(rows["value"]["rows"][0]["elsewhere"], 1);

    save("2018-05-06 20:00", "2018-05-06 22:00").await;
    let tasks = elsewhere().await.unwrap().tasks;
    assert_eq!(tasks, 0, "one after the other");
}
