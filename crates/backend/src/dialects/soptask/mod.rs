//! The SopTask API (document 002) with the neighbours that its clients need:
//! a shop system's plugin, so a form is as good as JSON, lists are paginated
//! as Laravel does it, and every answer is a 200.

mod answer;
mod denied;
mod paginator;
mod request;
mod routes;
mod wire;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::routing::post;

use crate::service::moments::{ManagerDesk, Moments};
use routes::ROUTES;

/// What the handlers work with.
#[derive(Debug)]
pub struct Desk {
    pub moments: Moments,
    pub managers: Arc<ManagerDesk>,
}

/// The paths that are answered, for whoever wants to try them all. The method
/// is POST everywhere; `{uniacid}` stands for the platform.
pub fn routes() -> Vec<&'static str> {
    ROUTES.iter().map(|(path, _)| *path).collect()
}

/// The router of this dialect.
pub fn router(desk: &Arc<Desk>) -> Router {
    let mut router = Router::new();
    for &(path, call) in ROUTES {
        let desk = Arc::clone(desk);
        router = router.route(path, post(move |asked| answer::answer(desk, call, asked)));
    }
    router
}
