//! Answers as document 001 writes them: bare objects and their status.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::words;
use crate::dialects::read::json;
use crate::service::Refusal;

#[derive(Serialize)]
struct Refused {
    cnmsg: String,
    /// Where the original console signs in; on a 302 only.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'static str>,
}

pub fn ok<T: Serialize>(body: &T) -> Response {
    json(StatusCode::OK, body)
}

pub fn created() -> Response {
    StatusCode::CREATED.into_response()
}

pub fn no_content() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

pub fn refused(refusal: &Refusal) -> Response {
    let (status, url) = match refusal {
        Refusal::NotSignedIn => (StatusCode::FOUND, Some("/user")),
        _ => (StatusCode::INTERNAL_SERVER_ERROR, None),
    };
    let body = Refused {
        cnmsg: words::cnmsg(refusal),
        url,
    };
    json(status, &body)
}
