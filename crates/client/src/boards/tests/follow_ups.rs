//! A call-out for those whom another one did not win.

use super::desk::{desk, launched, person, refresh};
use crate::testing::{Bench, Call, START};
use muster_connectors::Error;
use muster_domain::{
    board::{ResponseFigures, ResponseStatus},
    error::AppError,
    geo::Point,
    id::ConnectionId,
    outbox::{Intent, OutboxEntry, OutboxState},
    task::{NewTask, NewTaskPlace, Place, PublishInfo, TaskDetail, TaskList},
};
use serde_json::{Value, json};

#[tokio::test]
async fn a_follow_up_calls_the_unread_and_both_tasks_know_of_it() {
    let (bench, connection) = desk().await;
    let args = json!({"connection": connection, "task": "7", "whom": "unread"});
    let draft = bench.call("follow_up", args.clone()).await.unwrap();
    let fields = &draft["fields"];
    assert_eq!(
        [&fields["title"], &fields["mark"], &fields["wanted"]],
        [&json!("珠江防汛（追加）"), &json!("drill"), &json!("2")]
    );
    assert_eq!(fields["gather_at"], "2018-05-06 14:00");
    let links = async |task: &str| {
        let args = json!({"connection": connection, "task": task});
        bench.call("get_task_links", args).await.unwrap()
    };
    let first = links("7").await;
    assert_eq!(first["followed_by"][0]["draft"], draft["id"]);
    assert_eq!(first["followed_by"][0]["people"], 4);
    // Published, and found as task 8.
    let id = draft["id"].as_str().unwrap().to_owned();
    publish_as(&bench, &connection, &id, "8").await;
    let (first, second) = (links("7").await, links("8").await);
    assert_eq!(first["followed_by"][0]["task"], "8");
    assert_eq!(first["followed_by"][0]["draft"], Value::Null);
    assert_eq!(second["follows"]["task"], "7");
    assert_eq!(second["follows"]["list"], Value::Null, "no list was read");
    assert_eq!(second["follows"]["title"], "【演练】珠江防汛");
    // Where each is opened: the first one is over.
    for (list, task) in [(TaskList::Working, 8), (TaskList::Done, 7)] {
        let task = launched(task, START);
        bench.server.state().lists.insert(list, vec![task]);
        let target = json!({"kind": "tasks", "connection": connection, "list": list, "page": 1});
        let read = bench.call("refresh", json!({ "target": target })).await;
        read.unwrap();
    }
    assert_eq!(links("8").await["follows"]["list"], "done");
    assert_eq!(links("7").await["followed_by"][0]["list"], "working");
    // Nobody refused task 8, and its responses were never read.
    let nobody = json!({"connection": connection, "task": "8", "whom": "refused"});
    assert!(bench.call("follow_up", nobody).await.is_err());
}

#[tokio::test]
async fn a_follow_up_gathers_where_the_first_one_did() {
    let (bench, connection) = desk().await;
    let at = |lat| Some(Point { lat, lng: 113.3 });
    {
        let mut state = bench.server.state();
        let detail = state.details.get_mut(&7.into()).unwrap();
        detail.place_at = at(23.1);
        let place = |id: &str, lat| Place {
            id: id.into(),
            name: detail.summary.place.clone(),
            at: at(lat),
        };
        state.info = PublishInfo {
            is_office: true,
            places: vec![place("4", 23.15), place("5", 23.1)],
        };
    }
    refresh(&bench, &connection, "task", "7").await;
    let roster = json!({"kind": "roster", "connection": connection});
    let asked = bench.call("refresh", json!({"target": roster})).await;
    asked.unwrap();
    let args = json!({"connection": connection, "task": "7", "whom": "unread"});
    let draft = bench.call("follow_up", args).await.unwrap();
    let place = json!({"kind": "saved", "id": "5"});
    assert_eq!(draft["fields"]["place"], place);
}

#[tokio::test]
async fn a_follow_up_is_not_written_from_half_of_the_answers() {
    let (bench, connection) = desk().await;
    {
        let mut state = bench.server.state();
        let many = (0..450).map(|id| person(id, "安无记", ResponseStatus::Unread, 0));
        let board = (ResponseFigures::default(), many.collect());
        state.responses.insert(8.into(), board);
        state.details.insert(
            8.into(),
            TaskDetail {
                summary: launched(8, START),
                place_at: None,
                is_launcher: true,
            },
        );
    }
    refresh(&bench, &connection, "task", "8").await;
    bench
        .server
        .fail_nth(Call::Responses, 2, Error::CutOff(None));
    let target = json!({"kind": "responses", "connection": connection, "task": "8"});
    let cut = bench.call("refresh", json!({"target": target})).await;
    assert_eq!(cut, Err(AppError::CutOff));
    let args = json!({"connection": connection, "task": "8", "whom": "unread"});
    let early = bench.call("follow_up", args.clone()).await;
    assert_eq!(early, Err(AppError::NothingCached));
    refresh(&bench, &connection, "responses", "8").await;
    assert!(bench.call("follow_up", args).await.is_ok());
}

/// Puts the draft's publication into the outbox as it stands once confirmed.
async fn publish_as(bench: &Bench, connection: &ConnectionId, draft: &str, task: &str) {
    let entry = OutboxEntry {
        id: "e".into(),
        connection: connection.clone(),
        connection_name: "海珠人武部".into(),
        intent: Intent::PublishTask {
            draft: draft.into(),
            task: NewTask {
                title: "【演练】珠江防汛（追加）".into(),
                detail: String::new(),
                wanted: 2,
                gather_at: START,
                finish_at: START,
                place: NewTaskPlace::Saved {
                    id: 1.into(),
                    name: "新天地广场".into(),
                },
                orgs: Vec::new(),
                offices: Vec::new(),
                soldiers: Vec::new(),
            },
            people: 4,
        },
        state: OutboxState::Confirmed,
        created_at: START,
        changed_at: START,
        send_at: START,
        sent_at: Some(START),
        attempts: 1,
        problem: None,
        search: None,
        task: Some(task.into()),
        said: None,
        parts_missing: None,
        effect: None,
        addressee: None,
    };
    let draft = draft.into();
    let desk = bench.client.stores().unwrap().desk;
    desk.with(move |db| {
        crate::store::outbox::insert(db, &entry)?;
        crate::store::drafts::delete(db, &draft)
    })
    .await
    .unwrap();
}
