//! What the screens of a task show, read as the UI reads it: heads, matrices,
//! and every person out of the windows of the lists.

use crate::seat::Seat;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// A screen that is refreshed by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    Responses,
    CheckIns,
    Positions,
}

impl Screen {
    pub const ALL: [Self; 3] = [Self::Responses, Self::CheckIns, Self::Positions];

    pub fn target(self) -> &'static str {
        match self {
            Self::Responses => "responses",
            Self::CheckIns => "check_ins",
            Self::Positions => "positions",
        }
    }

    /// The head, with its age.
    pub async fn head(self, seat: &Seat, task: &str) -> Value {
        let read = match self {
            Self::Responses => "get_response_board",
            Self::CheckIns => "get_check_in_board",
            Self::Positions => "get_position_board",
        };
        seat.call(read, seat.one(task)).await.unwrap()
    }

    /// Everything, through windows of so many rows. `pick` chooses the office
    /// and the order that are looked at.
    pub async fn read(self, seat: &Seat, task: &str, limit: u32, pick: usize) -> Value {
        let eye = Eye {
            seat,
            task,
            limit,
            pick,
        };
        let head = self.head(seat, task).await["value"].clone();
        match self {
            Self::Responses => eye.responses(head).await,
            Self::CheckIns => eye.check_ins(head).await,
            Self::Positions => eye.positions(head).await,
        }
    }
}

/// Every figure of the after-action packet.
pub async fn packet(seat: &Seat, task: &str) -> Value {
    let packet = seat.call("get_packet", seat.one(task)).await.unwrap()["value"].clone();
    let steps = packet["steps"].as_array().unwrap().iter();
    json!({
        "steps": steps.map(|step| step["at"].clone()).collect::<Vec<_>>(),
        "responses": board(packet["responses"].clone()),
        "check_ins": packet["check_ins"],
        "offices": packet["offices"],
        "arrivals": packet["arrivals"],
    })
}

/// What the list and the task itself sum up, read anew.
pub async fn summaries(seat: &Seat, task: &str) -> [Value; 2] {
    for target in ["tasks", "task"] {
        seat.refresh(target, task).await.unwrap();
    }
    let list = json!({
        "connection": seat.connection(), "list": "working", "page": 1, "filter": "",
    });
    let list = seat.call("list_tasks", list).await.unwrap()["value"].clone();
    let rows = list["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["summary"]["id"] == task);
    let task = seat.call("get_task", seat.one(task)).await.unwrap()["value"].clone();
    let sum = |summary: &Value, row: &Value| {
        json!({
            "accepted": summary["accepted"], "checked_in": summary["checked_in"],
            "progress": summary["progress"], "disagreements": row["disagreements"],
        })
    };
    let row = row.unwrap();
    [
        sum(&row["summary"], row),
        sum(&task["detail"]["summary"], &task),
    ]
}

struct Eye<'a> {
    seat: &'a Seat,
    task: &'a str,
    limit: u32,
    pick: usize,
}

impl Eye<'_> {
    async fn responses(&self, head: Value) -> Value {
        let picture = self.value("get_response_picture").await;
        let curve = picture["curve"]["points"].as_array().unwrap();
        let last = curve.last().unwrap();
        let statuses = ["unread", "refused", "accepted"];
        let people = self
            .pressed("list_responses", &statuses, &picture["offices"], |row| {
                drop(row.remove("note"));
            })
            .await;
        json!({
            "board": board(head),
            "offices": picture["offices"],
            "curve": [last["accepted"], last["refused"]],
            "people": people,
        })
    }

    async fn check_ins(&self, head: Value) -> Value {
        let picture = self.value("get_check_in_picture").await;
        let curve = picture["curve"].as_array().unwrap();
        let statuses = ["absent", "checked_in"];
        let people = self
            .pressed("list_check_ins", &statuses, &picture["offices"], |row| {
                let seen_at = row.remove("seen_at").unwrap();
                row.insert("seen".into(), json!(seen_at.is_i64()));
            })
            .await;
        json!({
            "board": head,
            "offices": picture["offices"],
            "curve": curve.last().map_or(json!(0), |point| point["arrived"].clone()),
            "people": people,
        })
    }

    async fn positions(&self, head: Value) -> Value {
        let table =
            json!({"soldiers": null, "filter": "", "sort": "distance", "descending": false});
        let mut rows = self.windows("list_positions", table).await;
        let points = self.points().await;
        assert_eq!(points.len(), rows.len(), "the map and its table");
        let mut here = Vec::new();
        for (soldier, row) in &mut rows {
            let row = row.as_object_mut().unwrap();
            if row["checked_in"] == true {
                here.push(soldier.clone());
            }
            row.retain(|name, _| ["soldier", "name", "phone", "office"].contains(&name.as_str()));
            let (lat, lng) = &points[soldier];
            row.extend([("lat".into(), lat.clone()), ("lng".into(), lng.clone())]);
        }
        here.sort_unstable();
        json!({
            "count": head["people"],
            "people": rows,
            "of_check_ins": {"silent": head["silent"], "here": here},
        })
    }

    /// The points of the map, in the system of the server.
    async fn points(&self) -> HashMap<String, (Value, Value)> {
        let mut points = HashMap::new();
        let mut after = Value::Null;
        loop {
            let mut args = self.seat.one(self.task);
            (args["crs"], args["after"]) = (json!("gcj02"), after);
            let page = self.seat.call("list_position_points", args).await.unwrap()["value"].clone();
            for (at, soldier) in page["soldiers"].as_array().unwrap().iter().enumerate() {
                let soldier = soldier.as_str().unwrap().to_owned();
                let point = (page["lat"][at].clone(), page["lng"][at].clone());
                assert!(points.insert(soldier, point).is_none(), "twice on the map");
            }
            after = page["next"].clone();
            if after.is_null() {
                return points;
            }
        }
    }

    /// Presses the number of each status, and that of each status of one
    /// office: the same people must be behind both.
    async fn pressed(
        &self,
        list: &str,
        statuses: &[&str],
        offices: &Value,
        as_told: impl Fn(&mut Map<String, Value>),
    ) -> Map<String, Value> {
        let offices = offices.as_array().unwrap();
        let office = offices.get(self.pick.checked_rem(offices.len()).unwrap_or(0));
        // What is known of earlier tasks may grow between two looks.
        let seen = async |view| {
            let mut rows = self.windows(list, view).await;
            for row in rows.values_mut() {
                drop(row.as_object_mut().unwrap().remove("habit"));
            }
            rows
        };
        let mut everybody = Map::new();
        for status in statuses {
            let rows = seen(self.view(status, &Value::Null)).await;
            assert!(rows.values().all(|row| row["status"] == *status));
            if let Some(office) = office.map(|office| &office["office"]) {
                let cell = seen(self.view(status, office)).await;
                let here = rows.iter().filter(|(_, row)| row["office"] == *office);
                let here = here.map(|(soldier, row)| (soldier.clone(), row.clone()));
                assert_eq!(cell, here.collect(), "{status} of {office}");
            }
            let before = everybody.len();
            let count = rows.len();
            everybody.extend(rows);
            assert_eq!(everybody.len(), before + count, "somebody stands under two");
        }
        for row in everybody.values_mut() {
            as_told(row.as_object_mut().unwrap());
        }
        everybody
    }

    /// In another order each time.
    fn view(&self, status: &str, office: &Value) -> Value {
        let sort = ["name", "office", "status"][self.pick % 3];
        json!({
            "status": status, "office": office, "filter": "",
            "sort": sort, "descending": self.pick.is_multiple_of(2),
        })
    }

    /// Everybody on a list, out of window after window.
    async fn windows(&self, list: &str, args: Value) -> Map<String, Value> {
        let mut people = Map::new();
        loop {
            let mut window = self.seat.one(self.task);
            (window["offset"], window["limit"]) = (json!(people.len()), json!(self.limit));
            let window = window.as_object_mut().unwrap();
            window.extend(args.as_object().unwrap().clone());
            let read = self.seat.call(list, json!(window)).await.unwrap()["value"].clone();
            for row in read["rows"].as_array().unwrap() {
                let soldier = row["soldier"].as_str().unwrap().to_owned();
                assert!(
                    people.insert(soldier, row.clone()).is_none(),
                    "{row} stands twice"
                );
            }
            if read["total"] == people.len() {
                return people;
            }
            let rows = read["rows"].as_array().unwrap();
            assert!(!rows.is_empty(), "{list} ends before its total");
        }
    }

    async fn value(&self, read: &str) -> Value {
        let read = self
            .seat
            .call(read, self.seat.one(self.task))
            .await
            .unwrap();
        read["value"].clone()
    }
}

/// The server's own mean is not ours to count.
fn board(mut board: Value) -> Value {
    board["server"]
        .as_object_mut()
        .unwrap()
        .remove("average_ms");
    board
}
