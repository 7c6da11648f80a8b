//! Publishing again what a task was.

use super::*;
use crate::testing::{Call, summary};
use muster_domain::{
    geo::Point,
    task::{CalledThrough, Participant, Place, PublishInfo, TaskDetail},
};

fn participant(soldier: &str, through: CalledThrough, group: &str) -> Participant {
    Participant {
        soldier: soldier.into(),
        name: String::new(),
        through,
        group: group.into(),
        level: None,
        im_user: None,
        is_admin: false,
    }
}

#[tokio::test]
async fn publishing_again_calls_the_same_people_at_times_yet_to_be_chosen() {
    use CalledThrough::{Individually, Office, Org};
    let seat = Seat::new().await;
    let at = Some(Point {
        lat: 23.1,
        lng: 113.3,
    });
    let mut task = summary(7);
    task.title = "【演练】珠江防汛".into();
    {
        let mut state = seat.bench.server.state();
        state.details.insert(
            "7".into(),
            TaskDetail {
                summary: task,
                place_at: at,
                is_launcher: true,
            },
        );
        // The street's office as it is, an organisation that has grown since.
        state.people.insert(
            "7".into(),
            vec![
                participant("21", Office, "昌岗街"),
                participant("22", Office, "昌岗街"),
                participant("11", Org, "海珠区一排"),
                participant("99", Individually, "滨江街"),
            ],
        );
        state.info = PublishInfo {
            is_office: true,
            places: vec![Place {
                id: "5".into(),
                name: "新天地".into(),
                at,
            }],
        };
    }
    let one = json!({ "connection": seat.connection, "task": "7" });
    let early = seat.bench.call("draft_from_task", one.clone()).await;
    assert_eq!(early, Err(AppError::NothingCached));
    for kind in ["task", "people"] {
        let target = json!({ "kind": kind, "connection": seat.connection, "task": "7" });
        seat.refresh(target).await;
    }
    seat.refresh(json!({ "kind": "roster", "connection": seat.connection }))
        .await;
    let made = seat.bench.call("draft_from_task", one).await.unwrap();
    assert_eq!(
        made["fields"],
        json!({
            "mark": "drill", "title": "珠江防汛", "detail": "", "wanted": "30",
            "gather_at": "", "finish_at": "", "place": { "kind": "saved", "id": "5" },
        })
    );
    let totals = seat.totals(&made["id"]).await;
    assert_eq!(totals["people"], 4);
    assert_eq!(
        (&totals["offices"], &totals["orgs"], &totals["individuals"]),
        (&json!(1), &json!(0), &json!(2))
    );
    assert_eq!(seat.bench.server.count(Call::Publish), 0);
}

#[tokio::test]
async fn publishing_again_gathers_where_the_task_did_whatever_else_has_that_name() {
    let seat = Seat::new().await;
    let at = |lat| Some(Point { lat, lng: 113.3 });
    let place = |id: &str, lat| Place {
        id: id.into(),
        name: "新天地".into(),
        at: at(lat),
    };
    {
        let mut state = seat.bench.server.state();
        for (task, lat) in [(7, 23.1), (8, 23.2)] {
            let detail = TaskDetail {
                summary: summary(task),
                place_at: at(lat),
                is_launcher: true,
            };
            state.details.insert(task.into(), detail);
            let people = vec![participant("21", CalledThrough::Individually, "")];
            state.people.insert(task.into(), people);
        }
        // Kilometres apart; a server saves one with every point on the map.
        state.info = PublishInfo {
            is_office: true,
            places: vec![place("4", 23.15), place("5", 23.1)],
        };
    }
    seat.refresh(json!({ "kind": "roster", "connection": seat.connection }))
        .await;
    let place_of = async |task: &str| {
        for kind in ["task", "people"] {
            seat.refresh(json!({ "kind": kind, "connection": seat.connection, "task": task }))
                .await;
        }
        let one = json!({ "connection": seat.connection, "task": task });
        let made = seat.bench.call("draft_from_task", one).await.unwrap();
        made["fields"]["place"].clone()
    };
    assert_eq!(place_of("7").await, json!({ "kind": "saved", "id": "5" }));
    let new = place_of("8").await;
    assert_eq!(
        [&new["kind"], &new["name"], &new["crs"]],
        ["new", "新天地", "gcj02"]
    );
}
