//! A server that keeps no order. It stands between the cable and the backend
//! and answers the paged lists of a task from a deck that it shuffles anew
//! whenever somebody begins to read: rows on other pages, rows that come again,
//! as they are or as they were, and pages that are shorter than asked for. What
//! summaries say of their progress is wrong. The rest goes through as it is.

use crate::{
    cable::Cable,
    deck::{Deck, Faults, Manner},
};
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{
        Uri,
        header::{CONTENT_LENGTH, CONTENT_TYPE, DATE, HeaderValue},
        request::Parts,
    },
    response::{IntoResponse, Response},
};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use muster_backend::Clock;
use rand::{SeedableRng, rngs::StdRng};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use tokio::{net::TcpListener, task::JoinSet};

/// A paged list on the wire.
struct List {
    path: &'static str,
    rows: &'static str,
    pages: &'static str,
    /// Of two rows of a person it shows which is the later one.
    dated: bool,
}

pub const RESPONSES: &str = "/task/response/";

const LISTS: [List; 3] = [
    list(RESPONSES, "mem_list", "total_pages", true),
    list("/task/gather/", "mem_list", "total_pages", true),
    list("/loc/getAllLocs", "data", "count_page", false),
];

/// Where tasks are summed up, and what of it is made wrong.
const SUMMARIES: [&str; 2] = ["/task/working/", "/task/detail/"];
const PROGRESS: &str = "detail";

const fn list(path: &'static str, rows: &'static str, pages: &'static str, dated: bool) -> List {
    List {
        path,
        rows,
        pages,
        dated,
    }
}

/// More rows than any list has: the backend is asked for all at once.
const ALL: u32 = 10_000;

/// The path of a list, and what is asked of it beside the page: another task's
/// list is another list.
type Asked = (String, String);

pub struct FaultProxy {
    shared: Arc<Shared>,
    /// Ends when dropped.
    _serving: JoinSet<()>,
}

struct Shared {
    backend: u16,
    http: Client<HttpConnector, Body>,
    clock: Arc<dyn Clock>,
    table: Mutex<Table>,
}

struct Table {
    dice: StdRng,
    manner: Manner,
    /// What was read last of each list: all but its rows, and these.
    dealt: HashMap<Asked, (Value, Deck)>,
    faults: Faults,
}

impl FaultProxy {
    /// Steps between a cable and what it is plugged into, and begins adrift.
    /// Answers carry the time of `clock`.
    pub async fn step_between(cable: &Cable, clock: Arc<dyn Clock>, seed: u64) -> Self {
        let shared = Arc::new(Shared {
            backend: cable.other_end(),
            http: Client::builder(TokioExecutor::new()).build_http(),
            clock,
            table: Mutex::new(Table {
                dice: StdRng::seed_from_u64(seed),
                manner: Manner::Adrift,
                dealt: HashMap::new(),
                faults: Faults::default(),
            }),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        cable.plug_in(listener.local_addr().unwrap().port());
        let router = Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&shared));
        let mut serving = JoinSet::new();
        serving.spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self {
            shared,
            _serving: serving,
        }
    }

    /// How lists are told from now on.
    pub fn tell(&self, manner: Manner) {
        self.shared.table.lock().unwrap().manner = manner;
    }

    /// What was done to the lists so far.
    pub fn faults(&self) -> Faults {
        self.shared.table.lock().unwrap().faults
    }

    /// The rows of a task's list as they were dealt last, page after page.
    pub fn told(&self, list: &str, task: &str) -> Vec<Value> {
        let path = format!("{list}{task}");
        let table = self.shared.table.lock().unwrap();
        let mut dealt = table.dealt.iter();
        let (_, (_, deck)) = dealt.find(|((asked, _), _)| *asked == path).unwrap();
        deck.pages.concat()
    }
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let path = request.uri().path();
    let list = LISTS.iter().find(|list| path.starts_with(list.path));
    let mut response = match list {
        Some(list) => shared.deal(list, request).await,
        None if SUMMARIES.iter().any(|start| path.starts_with(start)) => {
            shared.mislead(request).await
        }
        None => shared.pass_on(request).await,
    };
    let now = shared.clock.now().strftime("%a, %d %b %Y %H:%M:%S GMT");
    let date = HeaderValue::try_from(now.to_string()).unwrap();
    response.headers_mut().insert(DATE, date);
    response
}

impl Shared {
    async fn pass_on(&self, mut request: Request) -> Response {
        let asked = request.uri().path_and_query().unwrap();
        let uri = format!("http://127.0.0.1:{}{asked}", self.backend);
        *request.uri_mut() = Uri::try_from(uri).unwrap();
        self.http.request(request).await.unwrap().map(Body::new)
    }

    async fn mislead(&self, request: Request) -> Response {
        let (mut parts, body) = self.pass_on(request).await.into_parts();
        let mut told: Value = serde_json::from_slice(&whole(body).await).unwrap();
        understate(&mut told);
        parts.headers.remove(CONTENT_LENGTH);
        Response::from_parts(parts, Body::from(told.to_string()))
    }

    /// Whoever asks for the first page begins anew, with a deck of their own.
    async fn deal(&self, list: &List, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        let mut asked: Value = serde_json::from_slice(&whole(body).await).unwrap();
        let mut taken = |name| asked.as_object_mut().unwrap().remove(name).unwrap();
        let [number, per_page] = ["pn", "pc"].map(|name| taken(name).as_u64().unwrap() as usize);
        let of = (parts.uri.path().to_owned(), asked.to_string());
        if number == 1 {
            (asked["pn"], asked["pc"]) = (json!(1), json!(ALL));
            let response = self.pass_on(with_body(parts, &asked)).await;
            assert_eq!(response.status(), 200, "the backend refuses {asked}");
            let told: Value = serde_json::from_slice(&whole(response.into_body()).await).unwrap();
            self.table
                .lock()
                .unwrap()
                .shuffle(list, &of, told, per_page);
        }
        let page = self.table.lock().unwrap().page(list, &of, number);
        let json = HeaderValue::from_static("application/json");
        ([(CONTENT_TYPE, json)], page.to_string()).into_response()
    }
}

impl Table {
    fn shuffle(&mut self, list: &List, of: &Asked, mut told: Value, per_page: usize) {
        let rows = content(&mut told)[list.rows].take();
        let rows = rows.as_array().cloned().unwrap_or_default();
        let last = self.dealt.remove(of).filter(|_| list.dated);
        let last = last.map(|(_, deck)| deck);
        let (deck, faults) = Deck::deal(rows, last, self.manner, per_page, &mut self.dice);
        self.faults += faults;
        self.dealt.insert(of.clone(), (told, deck));
    }

    /// Past the last page there is nothing.
    fn page(&self, list: &List, of: &Asked, number: usize) -> Value {
        let (told, deck) = &self.dealt[of];
        let mut told = told.clone();
        let content = content(&mut told);
        content[list.rows] = json!(deck.pages.get(number - 1));
        content[list.pages] = json!(deck.told_pages);
        told
    }
}

/// Half of every progress, wherever it stands.
fn understate(told: &mut Value) {
    match told {
        Value::Array(rows) => rows.iter_mut().for_each(understate),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_f64().filter(|_| name == PROGRESS) {
                    Some(progress) => *value = json!(progress / 2.0),
                    None => understate(value),
                }
            }
        }
        _ => {}
    }
}

/// In the envelope, or bare.
fn content(told: &mut Value) -> &mut Value {
    if told["data"].is_object() {
        &mut told["data"]
    } else {
        told
    }
}

async fn whole(body: Body) -> Bytes {
    to_bytes(body, usize::MAX).await.unwrap()
}

fn with_body(mut parts: Parts, body: &Value) -> Request {
    parts.headers.remove(CONTENT_LENGTH);
    Request::from_parts(parts, Body::from(body.to_string()))
}
