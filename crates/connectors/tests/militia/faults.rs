//! What becomes of a read and of a publication under each fault of the network
//! or of the server, and whether the publication may have arrived. The client
//! settles every `maybe` by reading and never sends it again by itself.

use crate::support::{PATIENT, Server, Step, answer, config, head, network, signed_in};
use muster_connectors::{Connector, Error, Session, connect};
use muster_domain::{
    task::{NewTask, NewTaskPlace, TaskList},
    time::Time,
};
use std::sync::Arc;

/// Deadlines that are reached at once, in one phase.
const SHORT: u64 = 150;
const HASTY_ANSWER: [u64; 3] = [0, SHORT, 60_000];
const HASTY_BODY: [u64; 3] = [60_000, 60_000, SHORT];

/// A fault, what a read and a publication make of it.
struct Fault {
    name: &'static str,
    deadlines: [u64; 3],
    steps: Vec<Step>,
    read: &'static str,
    publish: &'static str,
}

fn fault(name: &'static str, steps: Vec<Step>, both: &'static str) -> Fault {
    Fault {
        name,
        deadlines: PATIENT,
        steps,
        read: both,
        publish: both,
    }
}

impl Fault {
    fn under(self, deadlines: [u64; 3]) -> Self {
        Self { deadlines, ..self }
    }

    fn published(self, publish: &'static str) -> Self {
        Self { publish, ..self }
    }
}

fn send(bytes: &[u8]) -> Step {
    Step::Send(bytes.to_vec())
}

fn say(status: u16, headers: &[(&str, &str)], body: &str) -> Vec<Step> {
    vec![Step::Send(answer(status, headers, body.as_bytes()))]
}

fn say_bytes(headers: &[(&str, &str)], body: &[u8]) -> Vec<Step> {
    vec![Step::Send(answer(200, headers, body))]
}

/// An answer that ends with its connection.
fn say_until_close(body: &[u8]) -> Vec<Step> {
    vec![send(b"HTTP/1.1 200 OK\r\n\r\n"), send(body), Step::Close]
}

const PAGE: &str = "<!doctype html><title>it works</title>";
const HTML: [(&str, &str); 1] = [("Content-Type", "text/html")];
const SORRY: &str = r#"{"cnmsg":"很抱歉,服务器出错了"}"#;
const LOGIN: &str = r#"{"cnmsg":"登录超时，请重新登录","url":"/user"}"#;
/// A place where nobody listens; that none goes there is tested in `redirects`.
const ELSEWHERE: [(&str, &str); 1] = [("Location", "http://127.0.0.1:9/login")];

/// Faults beneath HTTP, the same in both dialects.
fn of_the_network() -> Vec<Fault> {
    let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let announced = head(200, &[], 1_000);
    vec![
        fault("no answer", vec![Step::Hang], "timed out: maybe").under(HASTY_ANSWER),
        fault(
            "a head that never ends",
            vec![send(b"HTTP/1.1 200 OK\r\nX: "), Step::Drip(b"x".to_vec())],
            "timed out: maybe",
        )
        .under(HASTY_ANSWER),
        fault(
            "closed without an answer",
            vec![Step::Close],
            "cut off: maybe",
        ),
        fault(
            "reset without an answer",
            vec![Step::Reset],
            "cut off: maybe",
        ),
        fault(
            "closed within the head",
            vec![send(b"HTTP/1.1 200 OK\r\nContent-"), Step::Close],
            "cut off: maybe",
        ),
        fault(
            "no HTTP",
            vec![send(b"SSH-2.0-OpenSSH_9.2\r\n"), Step::Close],
            "wrong server: maybe",
        ),
        fault(
            "two lengths",
            vec![send(
                b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
            )],
            "wrong server: maybe",
        ),
        fault(
            "no body after the head",
            vec![Step::Send(announced.clone()), Step::Hang],
            "timed out: maybe",
        )
        .under(HASTY_BODY),
        fault(
            "a byte now and then",
            vec![Step::Send(announced.clone()), Step::Drip(b" ".to_vec())],
            "timed out: maybe",
        )
        .under(HASTY_BODY),
        fault(
            "a body for ever",
            vec![send(chunked), Step::Drip(b"1\r\n \r\n".to_vec())],
            "timed out: maybe",
        )
        .under(HASTY_BODY),
        fault(
            "closed within the body",
            vec![
                Step::Send(announced.clone()),
                send(b"{\"total"),
                Step::Close,
            ],
            "cut off: maybe",
        ),
        fault(
            "reset within the body",
            vec![Step::Send(announced), send(b"{\"total"), Step::Reset],
            "cut off: maybe",
        ),
        fault(
            "closed within a chunk",
            vec![send(chunked), send(b"ff\r\n{\"total"), Step::Close],
            "cut off: maybe",
        ),
        fault(
            "cut JSON",
            say_until_close(br#"{"total_pages":1,"data":[{"task_id":7,"tit"#),
            "broken at data: maybe",
        ),
        fault(
            "10 MB announced",
            vec![Step::Send(head(200, &[], 10_000_000)), Step::Hang],
            "over 8 MiB: maybe",
        ),
        fault(
            "10 MB unannounced",
            say_until_close(&vec![b' '; 10_000_000]),
            "over 8 MiB: maybe",
        ),
        fault(
            "a compressed body",
            say_bytes(&[("Content-Encoding", "gzip")], &[0x1f, 0x8b, 8, 0]),
            "broken at .: maybe",
        ),
        fault(
            "text of another charset",
            say_bytes(&[], b"{\"cnmsg\":\"\xd5\xc5\xc8\xfd\"}"),
            "broken at .: maybe",
        ),
    ]
}

/// Answers of something else than such a server, the same in both dialects.
fn of_others() -> Vec<Fault> {
    vec![
        fault(
            "200 with HTML",
            say(200, &HTML, PAGE),
            "wrong server: maybe",
        ),
        fault(
            "201 with HTML",
            say(201, &HTML, PAGE),
            "wrong server: maybe",
        ),
        fault(
            "500 with HTML",
            say(500, &HTML, PAGE),
            "wrong server: maybe",
        ),
        fault("502 with HTML", say(502, &[], PAGE), "wrong server: maybe"),
        fault("503 empty", say(503, &[], ""), "wrong server: maybe"),
        fault(
            "404 as text",
            say(404, &[], "404 page not found"),
            "wrong server: maybe",
        ),
        fault("500 as text", say(500, &[], "oops"), "broken at .: maybe"),
        fault("500 empty", say(500, &[], ""), "broken at .: maybe"),
        fault(
            "500 without a word",
            say(500, &[], "{}"),
            "broken at cnmsg: maybe",
        ),
        fault(
            "302 to elsewhere",
            say(302, &ELSEWHERE, ""),
            "wrong server: maybe",
        ),
        fault(
            "302 to elsewhere, HTML",
            say(302, &ELSEWHERE, PAGE),
            "wrong server: maybe",
        ),
        fault(
            "301 to elsewhere",
            say(301, &ELSEWHERE, LOGIN),
            "wrong server: maybe",
        ),
        fault(
            "308 to elsewhere",
            say(308, &ELSEWHERE, ""),
            "wrong server: maybe",
        ),
        fault(
            "302 with Location and JSON",
            say(302, &ELSEWHERE, LOGIN),
            "not signed in",
        ),
        fault("302 with JSON", say(302, &[], LOGIN), "not signed in"),
        fault("307 with JSON", say(307, &[], LOGIN), "not signed in"),
        fault("302 empty", say(302, &[], ""), "not signed in"),
        fault(
            "307 in an envelope",
            say(307, &[], r#"{"code":302,"cnmsg":"x"}"#),
            "not signed in",
        ),
        fault(
            "500 refused",
            say(500, &[], SORRY),
            "refused: 很抱歉,服务器出错了",
        ),
        fault(
            "403 refused",
            say(403, &[], r#"{"cnmsg":"没有权限"}"#),
            "refused: 没有权限",
        ),
        fault(
            "500 in two documents",
            say(500, &[], &format!("{SORRY}\n{{\"cnmsg\":\"second\"}}")),
            "refused: 很抱歉,服务器出错了",
        ),
        fault("200 empty", say(200, &[], ""), "broken at .: maybe"),
        fault("an array", say(200, &[], "[]"), "broken at .: maybe"),
        fault("a bare word", say(200, &[], "\"ok\""), "broken at .: maybe"),
        fault(
            "nested without end",
            say(200, &[], &"{\"data\":".repeat(100_000)),
            "broken at data: maybe",
        ),
        fault(
            "more objects than a city",
            say(
                200,
                &[],
                &format!("{{\"data\":[{}{{}}]}}", "{},".repeat(200_100)),
            ),
            "broken at .: maybe",
        ),
    ]
}

fn of_the_documented_dialect() -> Vec<Fault> {
    let list = |body: &str| say(200, &[], body);
    vec![
        fault(
            "data of the wrong kind",
            list(r#"{"data":{}}"#),
            "broken at data: maybe",
        )
        .published("done"),
        fault(
            "a row that is null",
            list(r#"{"data":[null]}"#),
            "broken at data[0]: maybe",
        )
        .published("done"),
        fault(
            "a row that is an array",
            list(r#"{"data":[[]]}"#),
            "broken at data[0]: maybe",
        )
        .published("done"),
        fault(
            "a time that is none",
            list(r#"{"data":[{},{"launch_datetime":"tonight"}]}"#),
            "broken at data[1].launch_datetime: maybe",
        )
        .published("done"),
        fault(
            "a count that is none",
            list(r#"{"data":[{"mem_count":-1}]}"#),
            "broken at data[0].mem_count: maybe",
        )
        .published("done"),
        fault(
            "an id that is an object",
            list(r#"{"data":[{"task_id":{}}]}"#),
            "broken at data[0].task_id: maybe",
        )
        .published("done"),
        fault(
            "nothing but nulls",
            list(r#"{"total_pages":null,"data":null}"#),
            "done",
        ),
        fault(
            "two documents",
            list("{\"data\":null} {\"cnmsg\":\"second\"}"),
            "done",
        ),
        fault("a byte order mark", list("\u{feff}{}"), "done"),
        fault(
            "an envelope",
            list(r#"{"code":200,"enmsg":"ok","data":{}}"#),
            "broken at code: maybe",
        ),
    ]
}

fn of_the_enveloped_dialect() -> Vec<Fault> {
    let say = |body: &str| say(200, &[], body);
    vec![
        fault(
            "no envelope",
            say(r#"{"data":{"data":[]}}"#),
            "broken at code: maybe",
        ),
        fault("no data", say(r#"{"code":200}"#), "broken at data: maybe").published("done"),
        fault(
            "data null",
            say(r#"{"code":200,"data":null}"#),
            "broken at data: maybe",
        )
        .published("done"),
        fault(
            "data an array",
            say(r#"{"code":200,"data":[]}"#),
            "broken at data: maybe",
        )
        .published("done"),
        fault(
            "rows of the wrong kind",
            say(r#"{"code":200,"data":{"data":[7]}}"#),
            "broken at data.data[0]: maybe",
        )
        .published("done"),
        fault("code as text", say(r#"{"code":"200","data":{}}"#), "done"),
        fault(
            "code 302",
            say(r#"{"code":302,"cnmsg":"x"}"#),
            "not signed in",
        ),
        fault(
            "code 500",
            say(r#"{"code":500,"cnmsg":"服务器出错"}"#),
            "refused: 服务器出错",
        ),
        fault(
            "code 400",
            say(r#"{"code":400,"cnmsg":"人数有误"}"#),
            "refused: 人数有误",
        ),
        fault(
            "code null",
            say(r#"{"code":null,"data":{}}"#),
            "broken at code: maybe",
        ),
        fault(
            "code an object",
            say(r#"{"code":{},"data":{}}"#),
            "broken at code: maybe",
        ),
    ]
}

/// What a result says, and whether the request may have arrived.
fn told<T>(result: Result<T, Error>) -> String {
    let Err(error) = result else {
        return "done".to_owned();
    };
    let what = match &error {
        Error::Unreachable(_) => "unreachable".to_owned(),
        Error::TimedOut { .. } => "timed out".to_owned(),
        Error::CutOff(_) => "cut off".to_owned(),
        Error::NotSignedIn => "not signed in".to_owned(),
        Error::WrongPassword => "wrong password".to_owned(),
        Error::Rejected { message } => format!("refused: {message}"),
        Error::BrokenAnswer { path, .. } => format!("broken at {path}"),
        Error::WrongServer => "wrong server".to_owned(),
        Error::TooLarge { cap_mib } => format!("over {cap_mib} MiB"),
        Error::BadAddress => "bad address".to_owned(),
    };
    let maybe = if error.may_have_arrived() {
        ": maybe"
    } else {
        ""
    };
    format!("{what}{maybe}")
}

fn call_out() -> NewTask {
    NewTask {
        title: "消防演习".into(),
        detail: String::new(),
        wanted: 3,
        gather_at: Time(1_525_694_400_000),
        finish_at: Time(1_525_698_000_000),
        place: NewTaskPlace::Saved {
            id: "5".into(),
            name: "新天地".into(),
        },
        orgs: vec!["11".into()],
        offices: Vec::new(),
        soldiers: Vec::new(),
    }
}

async fn read(connector: &dyn Connector) -> String {
    let tasks = connector.tasks().unwrap();
    told(tasks.list(TaskList::Working, 20, 1).await)
}

async fn publish(connector: &dyn Connector) -> String {
    told(connector.tasks().unwrap().publish(&call_out()).await)
}

fn meet(url: &str, session: &Session, deadlines: [u64; 3]) -> Arc<dyn Connector> {
    connect(&config(url), Some(session.clone()), network(deadlines)).unwrap()
}

async fn check(dialect: &'static str, faults: Vec<Fault>) {
    let session = signed_in(dialect).await;
    let mut surprises = Vec::new();
    for fault in faults {
        let steps = fault.steps;
        let server = Server::start(move |_| steps.clone()).await;
        // What the connect phase has of its own is tested apart.
        let [connect_ms, first_byte_ms, body_ms] = fault.deadlines;
        let deadlines = [connect_ms.max(SHORT), first_byte_ms, body_ms];
        for (call, expected) in [("read", fault.read), ("publish", fault.publish)] {
            let connector = meet(&server.url(), &session, deadlines);
            let found = match call {
                "read" => read(&*connector).await,
                _ => publish(&*connector).await,
            };
            let asked = server.take_received().len();
            if found != expected || asked != 1 {
                surprises.push(format!(
                    "{}: a {call} was asked {asked} times and told {found:?}, not {expected:?}",
                    fault.name
                ));
            }
        }
    }
    assert!(surprises.is_empty(), "{dialect}\n{}", surprises.join("\n"));
}

#[tokio::test]
async fn every_fault_of_the_network_is_told_apart() {
    check("documented", of_the_network()).await;
    check("enveloped", of_the_network()).await;
}

#[tokio::test]
async fn answers_of_other_servers_are_told_apart() {
    check("documented", of_others()).await;
    check("enveloped", of_others()).await;
}

#[tokio::test]
async fn broken_answers_name_their_place_in_the_documented_dialect() {
    check("documented", of_the_documented_dialect()).await;
}

#[tokio::test]
async fn broken_answers_name_their_place_in_the_enveloped_dialect() {
    check("enveloped", of_the_enveloped_dialect()).await;
}

#[tokio::test]
async fn where_nobody_listens_nothing_was_sent() {
    let session = signed_in("documented").await;
    let server = Server::start(|_| vec![Step::Close]).await;
    let url = server.url();
    drop(server);
    tokio::task::yield_now().await;
    let connector = meet(&url, &session, PATIENT);
    assert_eq!(read(&*connector).await, "unreachable");
    assert_eq!(publish(&*connector).await, "unreachable");
}

/// The handshake belongs to connecting: the request itself has not left.
#[tokio::test]
async fn a_connection_that_is_never_finished_sent_nothing() {
    let session = signed_in("documented").await;
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", silent.local_addr().unwrap());
    let connector = meet(&url, &session, [SHORT, 60_000, 60_000]);
    assert_eq!(publish(&*connector).await, "timed out");
}
