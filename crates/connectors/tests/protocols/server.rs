//! A server that says exactly what a test wants, byte by byte, and remembers
//! what it was asked.

use muster_connectors::Network;
use muster_domain::time::Time;
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Notify,
    task::JoinHandle,
};

/// 2018-05-06 18:00:00 in Beijing, inside the document's example day.
pub const NOW: Time = Time(1_525_600_800_000);
/// The random number that is always drawn.
pub const RANDOM: u128 = 7;
pub const DATE: &str = "Sun, 06 May 2018 10:00:03 GMT";

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Received {
    pub method: String,
    pub path: String,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Received {
    pub fn json(&self) -> Value {
        if self.body.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&self.body).unwrap()
        }
    }
}

/// What the server does once it has read a request.
#[derive(Clone, Debug)]
pub enum Step {
    Send(Vec<u8>),
    /// A byte now and then, for ever.
    Drip(Vec<u8>),
    /// Goes on once it is notified.
    Wait(Arc<Notify>),
    /// Says nothing more and keeps the connection open.
    Hang,
    Close,
    Reset,
}

type Responder = dyn Fn(&Received) -> Vec<Step> + Send + Sync;

/// A loopback server on a random port; it ends when dropped.
pub struct Server {
    pub address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
    connections: Arc<AtomicUsize>,
    accepting: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Server {
    pub async fn start(responder: impl Fn(&Received) -> Vec<Step> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let received = Arc::new(Mutex::new(Vec::new()));
        let (responder, seen) = (Arc::new(responder), Arc::clone(&received));
        let connections = Arc::new(AtomicUsize::new(0));
        let accepted = Arc::clone(&connections);
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                accepted.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(
                    stream,
                    Arc::clone(&responder) as _,
                    Arc::clone(&seen),
                ));
            }
        });
        Self {
            address,
            received,
            connections,
            accepting,
        }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many connections were opened to it.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// The requests that arrived since this was last called.
    pub fn take_received(&self) -> Vec<Received> {
        std::mem::take(&mut *self.received.lock().unwrap())
    }
}

async fn serve(mut stream: TcpStream, responder: Arc<Responder>, seen: Arc<Mutex<Vec<Received>>>) {
    while let Some(request) = read_request(&mut stream).await {
        let steps = responder(&request);
        seen.lock().unwrap().push(request);
        for step in steps {
            match step {
                Step::Send(bytes) => {
                    if stream.write_all(&bytes).await.is_err() {
                        return;
                    }
                }
                Step::Drip(bytes) => {
                    for byte in bytes.iter().cycle() {
                        tokio::time::sleep(Duration::from_millis(10)).await;
                        if stream.write_all(&[*byte]).await.is_err() {
                            return;
                        }
                    }
                }
                Step::Wait(release) => release.notified().await,
                Step::Hang => return std::future::pending().await,
                Step::Close => return,
                Step::Reset => {
                    stream.set_zero_linger().unwrap();
                    return;
                }
            }
        }
    }
}

async fn read_request(stream: &mut TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..head_end].to_vec()).unwrap();
    let mut lines = head.lines();
    let mut first = lines.next()?.split(' ');
    let (method, path) = (first.next()?.to_owned(), first.next()?.to_owned());
    let headers: BTreeMap<_, _> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length: usize = headers
        .get("content-length")
        .map_or(0, |text| text.parse().unwrap());
    while bytes.len() < head_end + 4 + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    Some(Received {
        method,
        path,
        headers,
        body: bytes[head_end + 4..].to_vec(),
    })
}

/// A whole answer.
pub fn answer(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut bytes = head(status, headers, body.len());
    bytes.extend_from_slice(body);
    bytes
}

/// An answer's head that announces `length` bytes of body.
pub fn head(status: u16, headers: &[(&str, &str)], length: usize) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status} Said\r\nDate: {DATE}\r\n");
    if status != 204 {
        write!(text, "Content-Length: {length}\r\n").unwrap();
    }
    for (name, value) in headers {
        write!(text, "{name}: {value}\r\n").unwrap();
    }
    text.push_str("\r\n");
    text.into_bytes()
}

pub fn json_answer(status: u16, body: &str) -> Vec<Step> {
    vec![Step::Send(answer(
        status,
        &[("Content-Type", "application/json")],
        body.as_bytes(),
    ))]
}

/// A file of `tests/fixtures`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Fixture {
    pub request: FixtureRequest,
    pub answer: FixtureAnswer,
}

#[derive(Clone, Debug, serde::Deserialize)]
pub struct FixtureRequest {
    pub method: String,
    pub path: String,
    pub body: Value,
}

#[derive(Clone, Debug, serde::Deserialize)]
pub struct FixtureAnswer {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: Value,
}

impl Fixture {
    /// `path` is within `tests/fixtures` and without its ending.
    pub fn load(path: &str) -> Self {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures");
        let text = std::fs::read_to_string(format!("{root}/{path}.json")).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    /// Whether a request is to the fixture's call.
    pub fn is_of(&self, request: &Received) -> bool {
        self.request.method == request.method && self.request.path == request.path
    }

    pub fn steps(&self) -> Vec<Step> {
        let body = match &self.answer.body {
            Value::Null => String::new(),
            body => body.to_string(),
        };
        let headers: Vec<_> = self
            .answer
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        vec![Step::Send(answer(
            self.answer.status,
            &headers,
            body.as_bytes(),
        ))]
    }
}

/// Deadlines that nothing on this machine reaches.
pub const PATIENT: [u64; 3] = [60_000, 60_000, 60_000];

pub fn network([connect_ms, first_byte_ms, body_ms]: [u64; 3]) -> Network {
    Network {
        clock: Arc::new(|| NOW),
        random: Arc::new(|| RANDOM),
        connect_ms,
        first_byte_ms,
        body_ms,
    }
}
