//! A district without one street, and a platoon across both: what the total
//! says, whom the lists name, and what goes over the wire.

use crate::seat::Seat;
use muster_backend::Dialect;
use serde_json::{Value, json};
use std::collections::BTreeSet;

type Ids = BTreeSet<u64>;

pub async fn leaving_out(dialect: Dialect) {
    let title = "只差一条街";
    let seat = Seat::take(dialect, "commander").await;
    let draft = seat.draft(title).await;

    let offices = open_all(&seat, &draft, "offices").await;
    let district = &offices[0];
    let streets: Vec<&Value> = below(&offices, 0)
        .iter()
        .filter(|row| row["kind"] == "office")
        .collect();
    let own = people(below(&offices, 0).iter().filter(|row| row["level"] == 2));
    assert!(streets.len() > 1 && !own.is_empty(), "{offices:?}");
    toggle(&seat, &draft, "offices", district, true).await;
    let left = streets[0];
    let totals = toggle(&seat, &draft, "offices", left, false).await;
    assert_eq!(totals["excluded"], left["people"]);
    let out = list(&seat, &draft, "excluded").await;
    assert_eq!(out.len(), 1, "{out:?}");
    assert_eq!(out[0]["name"], left["name"]);
    assert_eq!(
        out[0]["through"],
        json!([{"kind": "office", "name": district["name"]}])
    );

    // A platoon some of whose people are chosen by their streets already.
    let orgs = open_all(&seat, &draft, "orgs").await;
    let is_mixed = |row: &&Value| row["kind"] == "org" && row["state"] == "mixed";
    let platoon = orgs.iter().position(|row| is_mixed(&row)).unwrap();
    let inside = below(&orgs, platoon);
    let members = people(inside.iter());
    let totals = toggle(&seat, &draft, "orgs", &orgs[platoon], true).await;
    let twice = list(&seat, &draft, "twice").await;
    assert!(!twice.is_empty());
    assert_eq!(totals["chosen_twice"], twice.len());
    for line in &twice {
        assert!(line["through"].as_array().unwrap().len() > 1, "{line}");
        let id = line["key"].as_str().unwrap().split_once(':').unwrap().1;
        assert!(members.contains(&id.parse().unwrap()), "{line}");
    }

    let entry = seat.send(&draft).await;
    seat.until("it is confirmed", async || {
        seat.state(&entry).await == "confirmed"
    })
    .await;
    let sent = seat.cable().published();
    let platoons = inside.iter().filter(|row| row["kind"] == "org");
    let platoons = platoons.chain([&orgs[platoon]]).map(id).collect();
    assert_eq!(ids(&sent, "accept_org_ids"), platoons);
    let others = streets[1..].iter().map(|row| id(row)).collect();
    assert_eq!(ids(&sent, "accept_office_ids"), others);
    let one_by_one: Ids = own.difference(&members).copied().collect();
    assert_eq!(ids(&sent, "accept_soldr_ids"), one_by_one);
    let counted = seat.recount(&format!("【演练】{title}")).await;
    let noticed = u64::try_from(counted.people_noticed).unwrap();
    assert_eq!(json!(noticed), totals["people"], "each person once");
}

/// Opens every row of a view, and answers the rows.
async fn open_all(seat: &Seat, draft: &str, view: &str) -> Vec<Value> {
    loop {
        let mut rows: Vec<Value> = Vec::new();
        loop {
            let window = json!({
                "draft": draft, "view": view, "query": "", "offset": rows.len(), "limit": 500,
            });
            let read = seat.call("list_picker_rows", window).await.unwrap();
            let more = read["value"]["rows"].as_array().unwrap().clone();
            if more.is_empty() {
                break;
            }
            rows.extend(more);
        }
        let Some(closed) = rows.iter().find(|row| row["expanded"] == false) else {
            return rows;
        };
        let expand = json!({
            "draft": draft, "view": view, "key": closed["key"], "expanded": true, "siblings": true,
        });
        seat.call("expand_picker_row", expand).await.unwrap();
    }
}

/// The rows below one.
fn below(rows: &[Value], index: usize) -> &[Value] {
    let level = |row: &Value| row["level"].as_u64().unwrap();
    let after = &rows[index + 1..];
    let end = after
        .iter()
        .position(|row| level(row) <= level(&rows[index]));
    &after[..end.unwrap_or(after.len())]
}

async fn toggle(seat: &Seat, draft: &str, view: &str, row: &Value, on: bool) -> Value {
    let args = json!({"draft": draft, "view": view, "key": row["key"], "on": on});
    seat.call("toggle_picker_row", args).await.unwrap()
}

async fn list(seat: &Seat, draft: &str, list: &str) -> Vec<Value> {
    let args = json!({"draft": draft, "list": list, "offset": 0, "limit": 200});
    let read = seat.call("list_picker_people", args).await.unwrap();
    read["value"]["rows"].as_array().unwrap().clone()
}

fn id(row: &Value) -> u64 {
    let key = row["key"].as_str().unwrap();
    key.split_once(':').unwrap().1.parse().unwrap()
}

fn people<'a>(rows: impl Iterator<Item = &'a Value>) -> Ids {
    rows.filter(|row| row["kind"] == "person").map(id).collect()
}

fn ids(sent: &Value, field: &str) -> Ids {
    let ids = sent[field].as_array().map_or(&[][..], Vec::as_slice);
    let distinct: Ids = ids.iter().map(|id| id.as_u64().unwrap()).collect();
    assert_eq!(distinct.len(), ids.len(), "an id is sent twice in {field}");
    distinct
}
