//! Answers in the envelope of real servers: `{code, enmsg, cnmsg, data}`.

use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::words;
use crate::dialects::read::json;
use crate::service::Refusal;

#[derive(Serialize)]
struct Envelope<'a, T> {
    code: u16,
    enmsg: &'static str,
    cnmsg: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a T>,
}

#[derive(Serialize)]
struct Refused {
    code: u16,
    enmsg: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cnmsg: Option<String>,
}

pub fn ok<T: Serialize>(data: &T) -> Response {
    succeeded(Some(data))
}

/// Done, with nothing to tell.
pub fn done() -> Response {
    succeeded::<()>(None)
}

fn succeeded<T: Serialize>(data: Option<&T>) -> Response {
    let body = Envelope {
        code: 200,
        enmsg: "ok",
        cnmsg: "成功",
        data,
    };
    json(StatusCode::OK, &body)
}

/// A refusal; a wrong password says no more than `fail`.
pub fn refused(refusal: &Refusal) -> Response {
    let (status, enmsg) = match refusal {
        Refusal::NotSignedIn => (StatusCode::FOUND, "error"),
        Refusal::WrongPassword => (StatusCode::BAD_REQUEST, "fail"),
        _ => (StatusCode::INTERNAL_SERVER_ERROR, "error"),
    };
    let body = Refused {
        code: status.as_u16(),
        enmsg,
        cnmsg: (status != StatusCode::BAD_REQUEST).then(|| words::cnmsg(refusal)),
    };
    json(status, &body)
}
