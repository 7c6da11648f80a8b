//! The militia API (document 001, `/task`), with sign-in and the location
//! module, in the two forms that servers of this kind speak.

mod answer;
mod documented;
mod enveloped;
mod request;
mod routes;
mod wire;
mod words;

use std::str::FromStr;
use std::sync::Arc;

use axum::Router;
use axum::http::Method;
use axum::response::Response;
use axum::routing::{MethodFilter, on};
use serde::Serialize;

use crate::service::signin::Gate;
use crate::service::{Militia, Refusal};
use routes::{Call, ROUTES};

/// How the task calls are spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// As the document writes it: GET, POST and PUT, bare objects.
    #[default]
    Documented,
    /// As real servers do: POST everywhere, each answer in an envelope.
    Enveloped,
}

impl FromStr for Dialect {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name {
            "documented" => Ok(Self::Documented),
            "enveloped" => Ok(Self::Enveloped),
            _ => Err("expected documented or enveloped".to_owned()),
        }
    }
}

impl Dialect {
    fn ok<T: Serialize>(self, body: &T) -> Response {
        match self {
            Self::Documented => documented::ok(body),
            Self::Enveloped => enveloped::ok(body),
        }
    }

    fn created(self) -> Response {
        match self {
            Self::Documented => documented::created(),
            Self::Enveloped => enveloped::done(),
        }
    }

    fn no_content(self) -> Response {
        match self {
            Self::Documented => documented::no_content(),
            Self::Enveloped => enveloped::done(),
        }
    }

    fn refused(self, refusal: &Refusal) -> Response {
        match self {
            Self::Documented => documented::refused(refusal),
            Self::Enveloped => enveloped::refused(refusal),
        }
    }
}

/// What the handlers work with.
#[derive(Debug)]
pub struct Desk {
    pub dialect: Dialect,
    pub militia: Militia,
    pub gate: Arc<Gate>,
}

/// The methods and paths that the dialect answers, for whoever wants to try
/// them all. Path parameters stand in braces.
pub fn routes(dialect: Dialect) -> Vec<(Method, &'static str)> {
    ROUTES
        .iter()
        .map(|route| (route.method(dialect), route.path))
        .collect()
}

/// The router of this dialect.
pub fn router(desk: &Arc<Desk>) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        let desk = Arc::clone(desk);
        let call: Call = route.call;
        let filter =
            MethodFilter::try_from(route.method(desk.dialect)).unwrap_or(MethodFilter::POST);
        let handler = on(filter, move |asked| answer::answer(desk, call, asked));
        router = router.route(route.path, handler);
    }
    router
}
