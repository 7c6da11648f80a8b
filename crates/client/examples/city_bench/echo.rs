//! The backend's answers, said again at once: a client that reads from here
//! waits for nothing but its own work. What was never asked is passed on to
//! the backend first, and sessions always are. Boards are as large as the bench
//! says.

use crate::{
    boards::Boards,
    raw::{self, Answer, Asked},
};
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use std::{
    collections::HashMap,
    fmt::Display,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};
use tokio::{
    net::TcpListener,
    sync::{Mutex, watch},
    task::JoinHandle,
};

/// What [`Hold`] keeps back.
pub const TREES: [&str; 2] = ["/task/orgs", "/task/offices"];
/// What begins or ends a session: another one each time.
const SESSIONS: [&str; 2] = ["/signin", "/signout"];
/// Of a request; the client's are small.
const BODY_LIMIT: usize = 1024 * 1024;

type Known = HashMap<(String, Bytes), Arc<Answer>>;

#[derive(Clone)]
struct Heard {
    backend: SocketAddr,
    boards: Arc<Boards>,
    hold: Arc<Hold>,
    known: Arc<Mutex<Known>>,
}

/// Keeps both trees back until they are let go.
#[derive(Default)]
pub struct Hold {
    on: watch::Sender<bool>,
    waiting: watch::Sender<usize>,
}

impl Hold {
    pub fn on(&self) {
        self.on.send_replace(true);
    }

    /// Waits until somebody waits for both trees, and lets them go.
    pub async fn release(&self) {
        let _ = self.waiting.subscribe().wait_for(|all| *all >= 2).await;
        self.on.send_replace(false);
    }

    async fn pass(&self) {
        self.waiting.send_modify(|all| *all += 1);
        let _ = self.on.subscribe().wait_for(|on| !*on).await;
        self.waiting.send_modify(|all| *all -= 1);
    }
}

/// Ends when it is dropped.
pub struct Echo {
    pub address: SocketAddr,
    pub boards: Arc<Boards>,
    pub hold: Arc<Hold>,
    serving: JoinHandle<()>,
}

impl Drop for Echo {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Echo {
    pub async fn of(backend: SocketAddr, boards: Arc<Boards>) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let hold = Arc::new(Hold::default());
        let heard = Heard {
            backend,
            boards: Arc::clone(&boards),
            hold: Arc::clone(&hold),
            known: Arc::default(),
        };
        let app = Router::new().fallback(say_again).with_state(heard);
        let serving = tokio::spawn(async move {
            // It ends with the program; until then there is nothing to say.
            let _ = axum::serve(listener, app).await;
        });
        Ok(Self {
            address,
            boards,
            hold,
            serving,
        })
    }
}

async fn say_again(State(heard): State<Heard>, request: Request) -> Response {
    match find(&heard, request).await {
        Ok(answer) => answer_again(&answer),
        Err(error) => (StatusCode::BAD_GATEWAY, error).into_response(),
    }
}

async fn find(heard: &Heard, request: Request) -> Result<Arc<Answer>, String> {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, BODY_LIMIT).await.map_err(text)?;
    let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
    if let Some(made) = heard.boards.answer(path, &body) {
        return Ok(Arc::new(Answer::of_json(made)));
    }
    if TREES.contains(&path) {
        heard.hold.pass().await;
    }
    let key = (format!("{} {path}", head.method), body.clone());
    let mut known = heard.known.lock().await;
    if let Some(answer) = known.get(&key) {
        return Ok(Arc::clone(answer));
    }
    let cookie = head.headers.get(header::COOKIE);
    let asked = Asked {
        method: head.method.as_str(),
        path,
        cookie: cookie.and_then(|cookie| cookie.to_str().ok()),
        body: &body,
    };
    let answer = raw::ask(heard.backend, &asked).await.map_err(text)?;
    let answer = Arc::new(answer);
    // A refusal may hold for this session only.
    if answer.status == 200 && !SESSIONS.contains(&path) {
        known.insert(key, Arc::clone(&answer));
    }
    Ok(answer)
}

fn answer_again(answer: &Answer) -> Response {
    let mut response = Response::new(Body::from(answer.body.clone()));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or_default();
    for name in [header::CONTENT_TYPE, header::DATE, header::SET_COOKIE] {
        copy(answer, &mut response, name);
    }
    response
}

fn copy(answer: &Answer, response: &mut Response, name: HeaderName) {
    let value = answer.header(name.as_str());
    if let Some(value) = value.and_then(|value| HeaderValue::from_str(value).ok()) {
        response.headers_mut().insert(name, value);
    }
}

fn text(error: impl Display) -> String {
    error.to_string()
}
