//! A tile server on loopback that counts what it is asked.

use super::{add_address, fixture, id};
use crate::testing::Bench;
use axum::{
    Router,
    body::Body,
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    response::Response,
};
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{sync::Barrier, task::JoinHandle};

/// What the server says next.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    /// Requests are answered two by two, and time enough for a third.
    pub pairs: Option<Arc<Barrier>>,
}

/// A request that arrived.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub path: String,
    pub headers: HeaderMap,
}

#[derive(Debug, Default)]
pub(super) struct Desk {
    pub said: Mutex<Said>,
    asked: Mutex<Vec<Asked>>,
    now: AtomicUsize,
    /// Requests at once, at most so far.
    pub most: AtomicUsize,
}

pub(super) struct Server {
    pub desk: Arc<Desk>,
    pub url: String,
    serving: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

pub(super) fn harbour() -> Vec<u8> {
    let tiles = fixture("harbour.mbtiles");
    let db = rusqlite::Connection::open(tiles).unwrap();
    db.query_row("SELECT tile_data FROM tiles LIMIT 1", [], |row| row.get(0))
        .unwrap()
}

impl Server {
    pub(super) async fn start() -> Self {
        let desk = Arc::new(Desk::default());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let app = Router::new().fallback(answer).with_state(Arc::clone(&desk));
        let serving = tokio::spawn(async move {
            axum::serve(listener, app).await.unwrap();
        });
        let server = Self { desk, url, serving };
        server.say(
            200,
            &[("cache-control", "max-age=3600"), ("etag", "\"1\"")],
            harbour(),
        );
        server
    }

    pub(super) fn say(&self, status: u16, headers: &[(&'static str, &str)], body: Vec<u8>) {
        let headers = headers
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        *self.desk.said.lock().unwrap() = Said {
            status,
            headers: headers.collect(),
            body,
            pairs: None,
        };
    }

    /// The requests since this was last called.
    pub(super) fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.desk.asked.lock().unwrap())
    }

    pub(super) async fn source(&self, bench: &Bench) -> String {
        id(&add_address(bench, &format!("{}/{{z}}/{{x}}/{{y}}.png", self.url)).await)
    }
}

async fn answer(State(desk): State<Arc<Desk>>, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().to_owned();
    desk.asked.lock().unwrap().push(Asked { path, headers });
    let said = desk.said.lock().unwrap().clone();
    let now = desk.now.fetch_add(1, Ordering::SeqCst) + 1;
    desk.most.fetch_max(now, Ordering::SeqCst);
    if let Some(pairs) = &said.pairs {
        pairs.wait().await;
        tokio::time::sleep(Duration::from_millis(60)).await;
    }
    desk.now.fetch_sub(1, Ordering::SeqCst);
    let mut response = Response::builder().status(StatusCode::from_u16(said.status).unwrap());
    for (name, value) in &said.headers {
        response = response.header(*name, value);
    }
    response.body(Body::from(said.body)).unwrap()
}
