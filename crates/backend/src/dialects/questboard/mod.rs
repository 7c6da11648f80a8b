//! The task module with rewards (document 003), with sign-in, notices over a
//! WebSocket, and the few calls that its screens need beside it.

mod answer;
mod request;
mod routes;
mod socket;
#[cfg(test)]
mod tests;
mod wire;
mod words;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, header::DATE};
use axum::response::Response;
use axum::routing::{MethodFilter, on};
use tokio::sync::watch;

use crate::service::quests::{QuestGate, Quests};
use routes::ROUTES;
pub use socket::PATIENCE;

/// What the handlers work with.
#[derive(Debug)]
pub struct Desk {
    pub quests: Arc<Quests>,
    pub gate: Arc<QuestGate>,
    /// How often a listener is pinged.
    pub ping: Duration,
    /// How long a frame may wait to be taken before its listener is given up.
    pub patience: Duration,
    /// Changes, or its sender goes, when the server stops.
    pub stopping: watch::Receiver<()>,
}

/// The methods and paths that are answered, for whoever wants to try them
/// all.
pub fn routes() -> Vec<(Method, &'static str)> {
    ROUTES
        .iter()
        .map(|(method, path, _)| (method.clone(), *path))
        .collect()
}

/// The router of this dialect.
pub fn router(desk: &Arc<Desk>) -> Router {
    let mut router = Router::new();
    for (method, path, call) in ROUTES {
        let (desk, call) = (Arc::clone(desk), *call);
        let filter = MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::POST);
        let handler = on(filter, move |request: Request| async move {
            let response = answer::answer(Arc::clone(&desk), call, request).await;
            dated(response, &desk)
        });
        router = router.route(path, handler);
    }
    router
}

/// No answer of this dialect tells the time but in its head.
fn dated(mut response: Response, desk: &Desk) -> Response {
    let now = desk.quests.now().strftime("%a, %d %b %Y %H:%M:%S GMT");
    if let Ok(date) = HeaderValue::from_str(&now.to_string()) {
        response.headers_mut().insert(DATE, date);
    }
    response
}
