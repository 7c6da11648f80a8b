//! What `docs/protocols/militia.md` says of real servers, one test each.

use crate::militia::support::{config, connector, signed_in};
use crate::server::{NOW, PATIENT, Server, Step, answer, json_answer, network};
use muster_connectors::{Connector, Error, connect};
use muster_domain::{
    board::{CheckInStatus, ResponseStatus},
    geo::{Crs, Point},
    id::TaskId,
    task::{CalledThrough, Level, NewTask, NewTaskPlace, Phase, TaskList},
    time::{Time, beijing},
};
use std::sync::Arc;

/// A signed-in connector of the documented dialect and its server, which says
/// `body` to everything.
async fn saying(body: &str) -> (Arc<dyn Connector>, Server) {
    let body = body.to_owned();
    let server = Server::start(move |_| json_answer(200, &body)).await;
    let session = signed_in("documented").await;
    (connector(&server.url(), Some(session)), server)
}

fn at(text: &str) -> Option<Time> {
    Time::from_civil(text, &beijing())
}

const TASK: TaskId = TaskId(String::new());

#[tokio::test]
async fn what_is_missing_null_or_empty_is_zero() {
    for row in [
        r#"{"task_id":7}"#,
        r#"{"task_id":"7","title":null,"launch_datetime":null,"mem_count":null,"detail":null}"#,
        r#"{"task_id":7.0,"title":"","launch_datetime":"","mem_count":"","detail":""}"#,
        r#"{"task_id":7,"launch_datetime":0,"gather_datetime":"0","mem_count":0,"detail":0}"#,
        r#"{"task_id":7,"launch_datetime":"0001-01-01 00:00:00","mem_count":"0"}"#,
        r#"{"task_id":7,"launch_datetime":"0000-00-00 00:00:00","surprise":[{"a":{}}]}"#,
    ] {
        let (connector, _server) = saying(&format!(r#"{{"data":[{row}]}}"#)).await;
        let tasks = connector.tasks().unwrap();
        let page = tasks.list(TaskList::Working, 20, 1).await.unwrap().value;
        let [task] = page.rows.as_slice() else {
            panic!("{row}")
        };
        assert_eq!((task.id.as_str(), task.wanted), ("7", 0), "{row}");
        assert_eq!((task.launched_at, task.gather_at), (None, None), "{row}");
        assert_eq!((page.page, page.total_pages, page.total), (1, 1, 0));
        let done = tasks.list(TaskList::Done, 20, 1).await.unwrap().value;
        assert_eq!(done.rows[0].phase, Phase::Done);
        assert_eq!(done.rows[0].checked_in, Some(0));
    }
}

#[tokio::test]
async fn numbers_may_be_text_and_text_may_be_numbers() {
    let (connector, _server) = saying(
        r#"{"notify_count":"2","total_mem":"2","mem_list":[
            {"soldier_id":"9","name":7,"phone":10000000001,"status":"AC","resp_time":"1525579320000"},
            {"soldier_id":18446744073709551615,"phone":"10000000002","status":" RF "},
            {"soldier_id":10,"phone":1.0000000003e10,"status":"XX","im_user_id":0}
        ]}"#,
    )
    .await;
    let tasks = connector.tasks().unwrap();
    let (figures, page) = tasks.responses(&TASK, 10, 1).await.unwrap().value;
    assert_eq!((figures.notified, page.total), (Some(2), 2));
    let [first, second, third] = page.rows.as_slice() else {
        panic!("{page:?}")
    };
    assert_eq!(
        (first.name.as_str(), first.phone.as_str()),
        ("7", "10000000001")
    );
    assert_eq!(first.responded_at, at("2018-05-06 12:02:00"));
    assert_eq!(second.soldier.as_str(), "18446744073709551615");
    assert_eq!(second.status, ResponseStatus::Refused);
    assert_eq!(third.phone, "10000000003");
    assert_eq!(third.status, ResponseStatus::Other("XX".into()));
    assert_eq!(third.im_user, None);
}

#[tokio::test]
async fn words_that_are_not_known_survive() {
    let (connector, _server) = saying(
        r#"{"mem_list":[{"soldier_id":1,"status":"??"}],
            "data":[{"task_id":1,"status":"暂停"},{"task_id":2}],
            "offices":[{"name":"a","office_level":"P","members":[{"soldier_id":1}]}],
            "orgs":[{"name":"b","members":[{"soldier_id":2}]}]}"#,
    )
    .await;
    let tasks = connector.tasks().unwrap();
    let (_, check_ins) = tasks.check_ins(&TASK, 10, 1).await.unwrap().value;
    assert_eq!(check_ins.rows[0].status, CheckInStatus::Other("??".into()));
    let page = tasks.list(TaskList::Working, 20, 1).await.unwrap().value;
    assert_eq!(page.rows[0].phase, Phase::Other("暂停".into()));
    assert_eq!(page.rows[1].phase, Phase::Other(String::new()));
    let people = tasks.people(&TASK).await.unwrap().value;
    assert_eq!(people[0].level, Some(Level::Other("P".into())));
    assert_eq!(
        (people[1].through, &people[1].level),
        (CalledThrough::Org, &None)
    );
}

#[tokio::test]
async fn a_finished_task_is_told_by_what_is_missing() {
    let (connector, _server) = saying(r#"{"task_id":8,"title":"消防演习"}"#).await;
    let detail = connector.tasks().unwrap().detail(&8.into()).await.unwrap();
    assert_eq!(detail.value.summary.phase, Phase::Done);
    assert_eq!(detail.value.summary.progress, None);
    assert!(!detail.value.is_launcher);
}

#[tokio::test]
async fn a_detail_of_nothing_is_a_broken_answer() {
    let (connector, _server) = saying("{}").await;
    let error = connector
        .tasks()
        .unwrap()
        .detail(&8.into())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::BrokenAnswer { path, .. } if path == "task_id"));
}

#[tokio::test]
async fn a_page_past_the_last_may_have_no_data_at_all() {
    for (dialect, body) in [
        ("documented", r#"{"total_pages":1,"data":null}"#),
        ("documented", "null"),
        ("enveloped", r#"{"code":200,"data":null}"#),
        (
            "enveloped",
            r#"{"code":200,"data":{"data":null,"mem_list":null}}"#,
        ),
    ] {
        let server = Server::start(move |_| json_answer(200, body)).await;
        let connector = connector(&server.url(), Some(signed_in(dialect).await));
        let tasks = connector.tasks().unwrap();
        let page = tasks.list(TaskList::Done, 20, 2).await.unwrap().value;
        assert!(page.rows.is_empty(), "{body}");
        let (_, page) = tasks.responses(&TASK, 20, 2).await.unwrap().value;
        assert_eq!((page.page, page.rows.len()), (2, 0), "{body}");
        let (_, page) = tasks.check_ins(&TASK, 20, 2).await.unwrap().value;
        assert!(page.rows.is_empty(), "{body}");
    }
}

#[tokio::test]
async fn an_average_that_cannot_be_read_is_left_out() {
    for (text, expected) in [
        ("00:30:10", Some(1_810_000)),
        ("123:00:01", Some(442_801_000)),
        ("", None),
        ("30:10", None),
        ("00:61:00", None),
        ("-1:00:00", None),
        ("soon", None),
        ("99999999999:00:00", None),
    ] {
        let (connector, _server) = saying(&format!(r#"{{"avg_resp_time":"{text}"}}"#)).await;
        let tasks = connector.tasks().unwrap();
        let (figures, _) = tasks.responses(&TASK, 10, 1).await.unwrap().value;
        assert_eq!(figures.average_ms, expected, "{text}");
    }
}

#[tokio::test]
async fn two_documents_in_one_body_are_read_up_to_the_first() {
    let (connector, _server) =
        saying(r#"{"is_office":1,"places":null}{"cnmsg":"很抱歉,服务器出错了"}"#).await;
    let info = connector.tasks().unwrap().publish_info().await.unwrap();
    assert!(info.value.is_office);
}

/// A place that the server gives in its system is where it says, and one that
/// we send arrives in the server's system.
#[tokio::test]
async fn coordinates_are_converted_where_the_wire_ends() {
    let place = Point {
        lat: 23.1067,
        lng: 113.3245,
    };
    for crs in [Crs::Wgs84, Crs::Gcj02, Crs::Bd09] {
        let (lat, lng) = place.to_crs(crs);
        let body = format!(r#"{{"task_id":8,"title":"x","place_lat":{lat},"place_lng":"{lng}"}}"#);
        let server = Server::start(move |_| json_answer(200, &body)).await;
        let mut config = config(&server.url());
        config.crs = crs;
        let session = Some(signed_in("documented").await);
        let connector = connect(&config, session, network(PATIENT)).unwrap();
        let tasks = connector.tasks().unwrap();
        let told = tasks
            .detail(&8.into())
            .await
            .unwrap()
            .value
            .place_at
            .unwrap();
        assert!((told.lat - place.lat).abs() < 1e-6 && (told.lng - place.lng).abs() < 1e-6);

        tasks.publish(&at_a_new_place(place)).await.unwrap();
        let sent = server.received().pop().unwrap().json();
        let near = |name: &str, wanted: f64| (sent[name].as_f64().unwrap() - wanted).abs() < 1e-6;
        assert!(near("place_lat", lat) && near("place_lng", lng), "{sent}");
    }
}

#[tokio::test]
async fn half_a_place_and_an_impossible_one_are_none() {
    for place in [
        r#""place_lat":39.0"#,
        r#""place_lng":117.0"#,
        r#""place_lat":"","place_lng":"""#,
        r#""place_lat":139.0,"place_lng":117.0"#,
    ] {
        let (connector, _server) = saying(&format!(r#"{{"task_id":8,{place}}}"#)).await;
        let detail = connector.tasks().unwrap().detail(&8.into()).await.unwrap();
        assert_eq!(detail.value.place_at, None, "{place}");
    }
}

fn at_a_new_place(at: Point) -> NewTask {
    NewTask {
        title: "消防演习".into(),
        detail: String::new(),
        wanted: 1,
        gather_at: NOW.plus_ms(3_600_000),
        finish_at: NOW.plus_ms(7_200_000),
        place: NewTaskPlace::New {
            name: "三号仓库".into(),
            at,
        },
        orgs: vec!["org-7".into()],
        offices: Vec::new(),
        soldiers: vec!["9".into()],
    }
}

/// Empty lists are left out; an id that is no number goes back as it came.
#[tokio::test]
async fn a_publication_names_what_was_chosen_and_nothing_else() {
    let (connector, server) = saying("{}").await;
    let task = at_a_new_place(Point {
        lat: 23.0,
        lng: 113.0,
    });
    connector.tasks().unwrap().publish(&task).await.unwrap();
    let sent = server.received().pop().unwrap().json();
    assert_eq!(sent["accept_org_ids"], serde_json::json!(["org-7"]));
    assert_eq!(sent["accept_soldr_ids"], serde_json::json!([9]));
    let keys: Vec<_> = sent
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert!(!keys.contains(&"accept_office_ids") && !keys.contains(&"launch_datetime"));
    assert_eq!(sent["gather_datetime"], "2018-05-06 19:00:00");
}

#[tokio::test]
async fn a_write_is_done_when_the_server_says_so_in_any_of_its_ways() {
    for (dialect, status, body) in [
        ("documented", 201, ""),
        ("documented", 201, "Created"),
        ("documented", 204, ""),
        ("documented", 200, "{}"),
        ("documented", 200, r#"{"cnmsg":"成功"}"#),
        (
            "enveloped",
            200,
            r#"{"code":200,"enmsg":"ok","cnmsg":"成功"}"#,
        ),
        ("enveloped", 200, r#"{"code":200,"data":null}"#),
        ("enveloped", 201, ""),
    ] {
        let server =
            Server::start(move |_| vec![Step::Send(answer(status, &[], body.as_bytes()))]).await;
        let connector = connector(&server.url(), Some(signed_in(dialect).await));
        let tasks = connector.tasks().unwrap();
        assert!(
            tasks.finish(&8.into()).await.is_ok(),
            "{dialect} {status} {body}"
        );
    }
}

#[tokio::test]
async fn a_refusal_inside_an_envelope_counts_whatever_the_status() {
    for status in [200, 201, 400, 500] {
        let body = r#"{"code":500,"enmsg":"error","cnmsg":"人数有误"}"#;
        let server = Server::start(move |_| json_answer(status, body)).await;
        let connector = connector(&server.url(), Some(signed_in("enveloped").await));
        let error = connector
            .tasks()
            .unwrap()
            .finish(&8.into())
            .await
            .unwrap_err();
        assert!(
            matches!(&error, Error::Rejected { message } if message == "人数有误"),
            "{status}: {error}"
        );
    }
}

/// An idle connection that the server is about to close would leave in doubt
/// whether a publication arrived.
#[tokio::test]
async fn a_write_does_not_share_a_connection_with_what_came_before() {
    let (connector, server) = saying("{}").await;
    let tasks = connector.tasks().unwrap();
    for _ in 0..3 {
        tasks.list(TaskList::Working, 20, 1).await.unwrap();
    }
    assert_eq!(server.connections(), 1);
    tasks.finish(&8.into()).await.unwrap();
    tasks.finish(&8.into()).await.unwrap();
    assert_eq!(server.connections(), 3);
}
