//! The WeClubs API (documents 000 and 004) with the neighbours that its
//! clients need. Every call is a POST of an envelope and answers 200 with one,
//! whatever the outcome.

mod answer;
mod denied;
mod request;
mod routes;
mod signature;
mod value;
mod wire;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::routing::{any, post};

use crate::service::clubs::{Clubs, TokenDesk};
use denied::Denied;
use routes::{ROOMS, ROUTES};
pub use signature::SignCheck;

/// What the handlers work with.
#[derive(Debug)]
pub struct Desk {
    pub sign: SignCheck,
    pub clubs: Clubs,
    pub tokens: Arc<TokenDesk>,
}

/// The paths that are answered, for whoever wants to try them all. The method
/// is POST everywhere.
pub fn routes() -> Vec<&'static str> {
    ROUTES.iter().map(|(path, _)| *path).collect()
}

/// The router of this dialect.
pub fn router(desk: &Arc<Desk>) -> Router {
    let mut router = Router::new();
    for &(path, call) in ROUTES {
        let (asked, other) = (Arc::clone(desk), Arc::clone(desk));
        let handler = post(move |request: Request| answer::answer(asked, call, request))
            .fallback(async move || answer::denied(&other, &Denied::Method));
        router = router.route(path, handler);
    }
    for room in ROOMS {
        let desk = Arc::clone(desk);
        let handler = any(async move || answer::denied(&desk, &Denied::Unknown));
        router = router.route(room, handler);
    }
    router
}
