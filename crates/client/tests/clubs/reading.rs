//! What the core reads of clubs, keeps, and shows again.

use crate::{
    desk::Desk,
    hall::{CLUB, Hall},
};
use muster_domain::error::AppError;
use serde_json::{Value, json};

fn ids(rows: &Value, name: &str) -> Vec<String> {
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| row[name].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_has_its_settings_and_signs_in() {
    let hall = Hall::open().await;
    let wrong = Desk::signed_out(&hall, &hall.url(), json!({"secret": "hush"})).await;
    let refused = wrong.sign_in("sponsor").await;
    assert!(
        matches!(refused, Err(AppError::NotAccepted { .. })),
        "{refused:?}"
    );
    // Mending the setting is enough.
    let connections = wrong.call("list_connections", json!({})).await.unwrap();
    let mut config = connections[0]["config"].clone();
    config["weclubs"]["secret"] = Value::Null;
    let update = wrong.here(json!({"config": config}));
    wrong.call("update_connection", update).await.unwrap();
    let signed_in = wrong.sign_in("sponsor").await.unwrap();
    assert_eq!(signed_in["session"], "signed_in");
    assert_eq!(signed_in["capabilities"], json!(["clubs", "publish"]));

    let member = Desk::take(&hall, "member").await;
    let connections = member.call("list_connections", json!({})).await.unwrap();
    assert_eq!(connections[0]["capabilities"], json!(["clubs"]));
    let tasks = member.here(json!({"kind": "tasks", "list": "working", "page": 1}));
    let refused = member.call("refresh", json!({"target": tasks})).await;
    assert_eq!(refused, Err(AppError::NotPermitted));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clubs_and_their_people_are_listed_grouped_and_found() {
    let hall = Hall::open().await;
    let desk = Desk::take(&hall, "sponsor").await;
    let mine = desk
        .fetch(json!({"kind": "clubs"}), "list_clubs", json!({}))
        .await;
    assert_eq!(ids(&mine["administered"], "id"), [CLUB.to_string()]);
    assert_eq!(mine["me"], "30001");

    let roster = json!({"kind": "roster", "club": CLUB.to_string()});
    let groups = json!({"club": CLUB.to_string(), "by": "department", "offset": 0, "limit": 200});
    let groups = desk.fetch(roster, "list_club_groups", groups).await;
    let of = |group: Value, filter: &str| {
        let of = json!({"club": CLUB.to_string(), "group": group, "filter": filter});
        desk.here(of)
    };
    let everybody = of(Value::Null, "");
    let window = json!({"of": everybody.clone(), "offset": 0, "limit": 5});
    let students = desk.read("list_club_students", window).await["value"].clone();
    let total = students["total"].as_u64().unwrap();
    assert_eq!(students["rows"].as_array().unwrap().len(), 5);
    let mut sum = 0;
    for group in groups["rows"].as_array().unwrap() {
        let of = of(json!({"by": "department", "name": group["name"]}), "");
        let ids = desk.call("list_club_student_ids", of).await.unwrap();
        let people = ids["value"].as_array().unwrap().len() as u64;
        assert_eq!(group["people"], people);
        sum += people;
    }
    assert_eq!(sum, total, "everybody is in one group");

    let found = of(Value::Null, "10050000001");
    let found = desk.call("list_club_student_ids", found).await.unwrap();
    assert_eq!(found["value"], json!(["30002"]));
    let mut two = of(json!(null), "");
    two["among"] = json!(["30002", "30001", "99"]);
    let two = desk.call("list_club_student_ids", two).await.unwrap();
    assert_eq!(two["value"].as_array().unwrap().len(), 2);
    let name = students["rows"][0]["name"].as_str().unwrap();
    let found = json!({"of": of(Value::Null, name), "offset": 0, "limit": 200});
    let found = desk.read("list_club_students", found).await["value"].clone();
    assert!(
        ids(&found["rows"], "name")
            .iter()
            .any(|found| found == name)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mission_is_shown_with_its_parts_and_who_is_waited_for() {
    let hall = Hall::open().await;
    let sponsor = hall.sign_in("sponsor").await;
    let (leader, member) = (hall.sign_in("leader").await, hall.sign_in("member").await);
    let new = hall.mission_in_parts(&[("场内秩序", &[&leader, &member]), ("签到台", &[&member])]);
    let id = sponsor.publish_mission(&new).await;
    let theirs = leader.connector.membership().unwrap();
    let received = theirs.mission(&id).await.unwrap().value;
    let done = muster_domain::received::Reply::ConfirmMission {
        mission: received.mission.id,
    };
    theirs.reply(&done, "").await.unwrap();

    // As the same caller the account has one token: the desk signs in last.
    let desk = Desk::take(&hall, "sponsor").await;
    let list = json!({"filter": "器材盘点", "offset": 0, "limit": 200});
    let list = desk
        .fetch(json!({"kind": "missions"}), "list_missions", list)
        .await;
    assert_eq!(list["total"], 1);
    assert_eq!(list["rows"][0]["parts"], 2);
    assert_eq!(list["rows"][0]["unit"], Value::Null);
    let one = json!({"mission": id});
    let view = json!({"kind": "mission", "mission": id});
    let head = desk.fetch(view, "get_mission", one).await;
    assert_eq!(head["board"]["people"], 2);
    assert_eq!(head["board"]["shares"], 3);
    let list = json!({"filter": "器材盘点", "offset": 0, "limit": 200});
    let list = desk.read("list_missions", list).await["value"].clone();
    // This server counts what people were given.
    assert_eq!(list["rows"][0]["unit"], "shares");
    assert_eq!(head["board"]["disagreements"], json!([]));
    let counted = hall.mission(&id).await;
    assert_eq!(head["to_confirm"], 1);
    assert_eq!(head["to_finish"], 2);
    assert_eq!(ids(&head["parts"], "content"), ["场内秩序", "签到台"]);
    assert_eq!(counted.parts, 2);
    let people = json!({
        "mission": id, "part": head["parts"][0]["id"], "waited_for": "confirm",
        "filter": "", "sort": "name", "descending": false, "offset": 0, "limit": 200,
    });
    let people = desk.read("list_mission_people", people).await["value"].clone();
    assert_eq!(people["total"], 1);
    assert_eq!(people["rows"][0]["person"]["student"], member.id.0);
    let everybody = json!({
        "mission": id, "part": null, "waited_for": null, "filter": "", "sort": "name",
        "descending": false, "offset": 0, "limit": 200,
    });
    let everybody = desk.read("list_mission_people", everybody).await["value"].clone();
    assert_eq!(everybody["total"], 2, "who has two parts is listed once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_happened_between_two_readings_is_no_disagreement() {
    let hall = Hall::open().await;
    let sponsor = hall.sign_in("sponsor").await;
    let (leader, member) = (hall.sign_in("leader").await, hall.sign_in("member").await);
    let new = hall.mission_for(&[&leader, &member]);
    let id = sponsor.publish_mission(&new).await;
    let desk = Desk::take(&hall, "sponsor").await;
    let confirm = async |who: &crate::hall::Member| {
        let confirm = muster_domain::received::Reply::ConfirmMission {
            mission: id.clone(),
        };
        let theirs = who.connector.membership().unwrap();
        theirs.reply(&confirm, "").await.unwrap();
    };
    let board = async || {
        let view = json!({"kind": "mission", "mission": id});
        let one = json!({"mission": id});
        desk.fetch(view, "get_mission", one).await["board"].clone()
    };
    // The control: of two readings at one time the server's own is shown.
    desk.refresh(json!({"kind": "missions"})).await.unwrap();
    confirm(&leader).await;
    let differs = json!([
        {"figure": "unconfirmed", "rows": 1, "server": 2},
        {"figure": "confirmed", "rows": 1, "server": 0},
    ]);
    assert_eq!(board().await["disagreements"], differs);

    hall.wait(jiff::SignedDuration::from_secs(20));
    confirm(&member).await;
    let board = board().await;
    assert_eq!(
        (&board["confirmed"], &board["disagreements"]),
        (&json!(2), &json!([]))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_of_a_meeting_opens_without_the_server() {
    let hall = Hall::open().await;
    let sponsor = hall.sign_in("sponsor").await;
    let (leader, member) = (hall.sign_in("leader").await, hall.sign_in("member").await);
    let new = hall.meeting_for(&[&leader, &member], &[&leader]);
    let id = sponsor.publish_meeting(&new).await;
    let code = muster_domain::sign_in_code::SignInCode::mint(&id, &leader.id, hall.now()).unwrap();
    let arriving = member.connector.meetings().unwrap();
    arriving.sign_in(&code).await.unwrap();

    let desk = Desk::take(&hall, "sponsor").await;
    let window = json!({"filter": "", "offset": 0, "limit": 200});
    let attendees = json!({
        "meeting": id, "figure": "signed", "department": null, "filter": "",
        "sort": "signed_at", "descending": true, "offset": 0, "limit": 200,
    });
    let reads = [
        (json!({"kind": "meetings"}), "list_meetings", window),
        (
            json!({"kind": "meeting", "meeting": id}),
            "get_meeting",
            json!({"meeting": id}),
        ),
        (
            json!({"kind": "participation", "meeting": id}),
            "get_attendance_board",
            json!({"meeting": id}),
        ),
        (
            json!({"kind": "participation", "meeting": id}),
            "list_attendees",
            attendees,
        ),
    ];
    let nothing = desk
        .read("get_attendance_board", json!({"meeting": id}))
        .await;
    assert_eq!(nothing["value"], Value::Null);
    let mut before = Vec::new();
    for (view, name, args) in &reads {
        desk.refresh(view.clone()).await.unwrap();
        before.push(desk.read(name, args.clone()).await);
    }
    assert_eq!(
        before[1]["value"]["detail"]["leaders"][0]["student"],
        "30002"
    );
    let counts = &before[2]["value"]["counts"];
    assert_eq!(
        (&counts["signed"], &counts["unanswered"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(before[2]["value"]["disagreements"], json!([]));
    for (figure, count) in counts.as_object().unwrap() {
        let mut behind = reads[3].2.clone();
        behind["figure"] = json!(figure);
        let people = desk.read("list_attendees", behind).await;
        assert_eq!(people["value"]["total"], *count, "{figure}");
    }
    let arrived = &before[3]["value"]["rows"];
    assert_eq!(arrived[0]["attendee"]["student"], member.id.0);
    assert_eq!(arrived.as_array().unwrap().len(), 1);

    hall.close().await;
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
async fn a_refusal_about_one_meeting_is_told_of_that_meeting_and_not_of_the_connection() {
    let hall = Hall::open().await;
    let (sponsor, leader) = (hall.sign_in("sponsor").await, hall.sign_in("leader").await);
    let new = hall.meeting_for(&[&leader], &[&leader]);
    let id = sponsor.publish_meeting(&new).await;
    let desk = Desk::take(&hall, "member").await;
    let of_connection = async || {
        let connections = desk.call("list_connections", json!({})).await.unwrap();
        connections[0]["problem"].clone()
    };
    let view = json!({"kind": "meeting", "meeting": id});
    let refused = desk.refresh(view.clone()).await;
    assert_eq!(refused, Err(AppError::NotPermitted));
    let read = desk.read("get_meeting", json!({"meeting": id})).await;
    assert_eq!(read["problem"]["code"], "not_permitted");
    assert_eq!(of_connection().await, Value::Null);

    // The control: what is wrong with the server is told of the connection.
    hall.close().await;
    let unreachable = desk.refresh(view).await;
    assert!(unreachable.is_err(), "{unreachable:?}");
    assert_ne!(of_connection().await, Value::Null);
}
