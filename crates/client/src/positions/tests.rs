mod gaps;

use super::*;
use crate::testing::{Bench, Call, START, emitted, summary};
use muster_connectors::Error;
use muster_domain::{
    board::{CheckInFigures, CheckInRow},
    event::Tag,
    id::ConnectionId,
    position::Whereabouts,
};
use serde_json::{Value, json};

const PLACE: Point = Point {
    lat: 23.1067,
    lng: 113.3245,
};

const MINUTE: i64 = 60_000;

fn south(metres: f64) -> Point {
    Point {
        lat: PLACE.lat - (metres / 6_371_008.8).to_degrees(),
        ..PLACE
    }
}

fn somebody(id: i64, name: &str, metres: f64) -> Whereabouts {
    Whereabouts {
        soldier: id.into(),
        name: name.into(),
        phone: format!("1000000{id:04}"),
        office: "昌岗街".into(),
        at: Some(south(metres)),
    }
}

fn arrived(id: i64, status: CheckInStatus) -> CheckInRow {
    CheckInRow {
        soldier: id.into(),
        name: "张伟".into(),
        phone: "10000000001".into(),
        office: "昌岗街".into(),
        status,
        im_user: None,
    }
}

/// Three people on the map of task 7, and one who accepted and is silent.
async fn full() -> (Bench, ConnectionId) {
    let bench = Bench::new().await;
    let connection = bench.sign_in().await;
    {
        let mut state = bench.server.state();
        state.details.insert(
            "7".into(),
            TaskDetail {
                summary: summary(7),
                place_at: Some(PLACE),
                is_launcher: true,
            },
        );
        state.check_ins.insert(
            "7".into(),
            (
                CheckInFigures::default(),
                vec![
                    arrived(1, CheckInStatus::CheckedIn),
                    arrived(2, CheckInStatus::Absent),
                    arrived(9, CheckInStatus::Absent),
                ],
            ),
        );
        state.whereabouts = Some(
            [(
                "7".into(),
                vec![
                    somebody(1, "张伟", 10.0),
                    somebody(2, "李沐阳", 2_000.0),
                    somebody(3, "曾静", 5_000.0),
                    Whereabouts {
                        at: None,
                        ..somebody(4, "单可", 0.0)
                    },
                ],
            )]
            .into(),
        );
    }
    (bench, connection)
}

async fn refresh(bench: &Bench, connection: &ConnectionId) -> Result<Value, AppError> {
    let target = json!({"kind": "positions", "connection": connection, "task": "7"});
    bench.call("refresh", json!({"target": target})).await
}

async fn refresh_all(bench: &Bench, connection: &ConnectionId) {
    for kind in ["task", "check_ins"] {
        let target = json!({"kind": kind, "connection": connection, "task": "7"});
        bench
            .call("refresh", json!({"target": target}))
            .await
            .unwrap();
    }
    refresh(bench, connection).await.unwrap();
}

fn with(connection: &ConnectionId, more: Value) -> Value {
    let mut args = json!({"connection": connection, "task": "7"});
    for (name, value) in more.as_object().unwrap() {
        args[name] = value.clone();
    }
    args
}

async fn head(bench: &Bench, connection: &ConnectionId) -> Value {
    let args = with(connection, json!({}));
    bench.call("get_position_board", args).await.unwrap()
}

async fn page(bench: &Bench, connection: &ConnectionId, crs: &str, after: Value) -> Value {
    let args = with(connection, json!({"crs": crs, "after": after}));
    bench.call("list_position_points", args).await.unwrap()
}

async fn table(bench: &Bench, connection: &ConnectionId, more: Value) -> Vec<Value> {
    let mut window = json!({
        "filter": "", "soldiers": null, "sort": "name", "descending": false, "offset": 0,
        "limit": 10,
    });
    for (name, value) in more.as_object().unwrap() {
        window[name] = value.clone();
    }
    let args = with(connection, window);
    let read = bench.call("list_positions", args).await.unwrap();
    read["value"]["rows"].as_array().unwrap().clone()
}

fn names(rows: &[Value]) -> Vec<&str> {
    rows.iter()
        .map(|row| row["name"].as_str().unwrap())
        .collect()
}

/// Moves one person and lets a minute pass.
async fn walk(bench: &Bench, connection: &ConnectionId, metres: f64) {
    bench.clock.advance_ms(MINUTE);
    {
        let mut state = bench.server.state();
        let all = state.whereabouts.as_mut().unwrap();
        all.get_mut(&"7".into()).unwrap()[1] = somebody(2, "李沐阳", metres);
    }
    refresh(bench, connection).await.unwrap();
}

#[tokio::test]
async fn the_head_counts_who_is_there_who_comes_and_who_is_silent() {
    let (bench, connection) = full().await;
    refresh_all(&bench, &connection).await;
    walk(&bench, &connection, 1_700.0).await;
    let read = head(&bench, &connection).await;
    assert_eq!(read["complete"], true);
    assert_eq!(read["fetched_at"], START.plus_ms(MINUTE).0);
    insta::assert_json_snapshot!(read["value"]);
}

#[tokio::test]
async fn an_arrival_is_estimated_from_two_refreshes_and_a_point_that_stays_grows_old() {
    let (bench, connection) = full().await;
    refresh_all(&bench, &connection).await;
    walk(&bench, &connection, 1_700.0).await;
    let rows = table(&bench, &connection, json!({"sort": "distance"})).await;
    assert_eq!(names(&rows), ["张伟", "李沐阳", "曾静"]);
    let [near, coming, far] = &rows[..] else {
        panic!()
    };
    // 300 m a minute, so 1 700 m take 340 s.
    let arrives = coming["arrives_at"].as_i64().unwrap();
    assert!((arrives - START.plus_ms(MINUTE + 340_000).0).abs() < 2_000);
    assert_eq!(coming["moved"], true);
    assert_eq!(coming["seen_at"], START.plus_ms(MINUTE).0);
    assert_eq!(
        (&near["checked_in"], &coming["checked_in"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(
        (&far["seen_at"], &far["moved"]),
        (&json!(START.0), &json!(false))
    );
    assert_eq!(far["metres"], 5_000);
}

#[tokio::test]
async fn who_stopped_on_the_way_is_no_longer_counted_among_those_who_come_in_time() {
    let (bench, connection) = full().await;
    refresh_all(&bench, &connection).await;
    walk(&bench, &connection, 1_700.0).await;
    let counted = async || {
        let head = head(&bench, &connection).await["value"].clone();
        let points = page(&bench, &connection, "wgs84", Value::Null).await;
        let mark = points["value"]["marks"][1].as_u64().unwrap() as u8;
        let coming = [&head["coming"], &head["in_time"]].map(|n| n.as_u64().unwrap());
        (coming, mark & COMING)
    };
    assert_eq!(counted().await, ([1, 2], COMING));
    // Due after 340 s; the telephone reports the same point ever since.
    bench.clock.advance_ms(340_000 + MINUTE + 1_000);
    assert_eq!(counted().await, ([0, 1], 0));
    let rows = table(&bench, &connection, json!({"filter": "lmy"})).await;
    assert_eq!(rows[0]["arrives_at"], Value::Null);
}

#[tokio::test]
async fn positions_and_their_ages_are_there_after_a_restart() {
    let (bench, connection) = full().await;
    refresh_all(&bench, &connection).await;
    walk(&bench, &connection, 1_700.0).await;
    let before = table(&bench, &connection, json!({})).await;
    bench.server.state().unreachable = true;
    bench.clock.advance_ms(MINUTE);
    let bench = bench.reopen().await;
    assert_eq!(table(&bench, &connection, json!({})).await, before);
    assert!(refresh(&bench, &connection).await.is_err());
    let read = head(&bench, &connection).await;
    assert_eq!(read["problem"]["code"], "unreachable");
    assert_eq!(read["value"]["people"], 3);
}

#[tokio::test]
async fn the_table_is_sorted_filtered_and_cut_to_a_cluster() {
    let (bench, connection) = full().await;
    refresh_all(&bench, &connection).await;
    walk(&bench, &connection, 1_700.0).await;
    for (window, expected) in [
        (json!({}), vec!["李沐阳", "曾静", "张伟"]),
        (json!({"filter": "lmy"}), vec!["李沐阳"]),
        (json!({"filter": "10000000003"}), vec!["曾静"]),
        (json!({"soldiers": ["1", "3", "99"]}), vec!["曾静", "张伟"]),
        (
            json!({"sort": "distance", "descending": true}),
            vec!["曾静", "李沐阳", "张伟"],
        ),
        // Nobody else has an estimate.
        (json!({"sort": "arrives_at", "limit": 1}), vec!["李沐阳"]),
        (
            json!({"sort": "arrives_at", "descending": true, "limit": 1}),
            vec!["李沐阳"],
        ),
        (
            json!({"sort": "seen_at", "descending": true, "limit": 1}),
            vec!["李沐阳"],
        ),
    ] {
        let rows = table(&bench, &connection, window.clone()).await;
        assert_eq!(names(&rows), expected, "{window}");
    }
}

#[tokio::test]
async fn points_come_in_the_system_of_the_map_with_their_marks() {
    let (bench, connection) = full().await;
    refresh_all(&bench, &connection).await;
    walk(&bench, &connection, 1_700.0).await;
    let read = page(&bench, &connection, "wgs84", Value::Null).await;
    insta::assert_snapshot!(read["value"].to_string());
    let moved = page(&bench, &connection, "gcj02", Value::Null).await;
    let lng = |read: &Value| read["value"]["lng"][0].as_i64().unwrap();
    assert!(lng(&moved) - lng(&read) > 3_000);
}

#[tokio::test]
async fn a_hundred_thousand_points_arrive_page_by_page_each_below_the_limit_of_an_answer() {
    let (bench, connection) = full().await;
    let crowd: Vec<Whereabouts> = (0..100_000)
        .map(|id| somebody(500_000 + id, "张伟", 1_000.0 + id as f64))
        .collect();
    let id = connection.clone();
    bench
        .client
        .stores()
        .unwrap()
        .cache
        .with(move |db| {
            let age = ages::Age {
                fetched_at: START,
                server_time: None,
                complete: true,
            };
            let transaction = db.transaction()?;
            store::positions::put(&transaction, &id, &"7".into(), Some(&crowd), START)?;
            ages::put(&transaction, &id, "positions/7", &age)?;
            transaction.commit()
        })
        .await
        .unwrap();
    let (mut after, mut pages, mut seen) = (Value::Null, 0, HashSet::new());
    loop {
        let read = page(&bench, &connection, "gcj02", after).await;
        let points = read["value"].clone();
        for column in ["lat", "lng", "seen_s", "marks"] {
            let length = points[column].as_array().unwrap().len();
            assert_eq!(length, points["soldiers"].as_array().unwrap().len());
        }
        pages += 1;
        seen.extend(
            points["soldiers"]
                .as_array()
                .unwrap()
                .iter()
                .map(Value::to_string),
        );
        after = points["next"].clone();
        if after.is_null() {
            break;
        }
    }
    assert_eq!((seen.len(), pages), (100_000, 21));
    assert_eq!(head(&bench, &connection).await["value"]["people"], 100_000);
}

#[test]
fn ids_of_any_length_fit_an_answer() {
    let marks: Vec<Mark> = (0..PAGE)
        .map(|number| Mark {
            soldier: SoldierId(format!("{number:01000}")),
            sighting: Sighting::first(PLACE, START),
            checked_in: false,
        })
        .collect();
    let points = columns(&marks, Crs::Wgs84, Some(PLACE), START, START);
    assert_eq!(points.soldiers.len(), 90);
    assert_eq!(points.next, points.soldiers.last().cloned());
    let long = &[Mark {
        soldier: SoldierId("x".repeat(ID_BYTES + 1)),
        ..marks[0].clone()
    }];
    assert_eq!(
        columns(long, Crs::Wgs84, None, START, START).soldiers.len(),
        1
    );
}

#[tokio::test]
async fn coordinates_are_described_and_read() {
    let bench = Bench::new().await;
    let point = json!({"lat": 23.1067, "lng": 113.3245 + 360.0, "crs": "wgs84"});
    let text = bench.call("describe_point", point).await.unwrap();
    assert_eq!(text["wgs84"], "23.106700, 113.324500");
    let args = json!({"text": text["gcj02"], "crs": "gcj02"});
    let reading = bench.call("parse_coordinates", args).await.unwrap();
    assert_eq!(reading["point"]["wgs84"], text["wgs84"]);
    let args = json!({"text": "海珠广场", "crs": "wgs84"});
    assert_eq!(
        bench.call("parse_coordinates", args).await.unwrap(),
        Value::Null
    );
    let beyond = json!({"lat": 95.0, "lng": 0.0, "crs": "wgs84"});
    assert!(bench.call("describe_point", beyond).await.is_err());
}
