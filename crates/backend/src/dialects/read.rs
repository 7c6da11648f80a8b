//! What every dialect reads of a request, and how it writes JSON and times.

use std::net::{IpAddr, SocketAddr};

use axum::RequestExt;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{ConnectInfo, FromRequest, Request};
use axum::http::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::Serialize;

use crate::clock::BEIJING;

/// How times without a zone are written on the wire. They mean Beijing.
const TIME_FORMAT: &str = "%Y-%m-%d %H:%M:%S";

/// Why a body was not read.
#[derive(Debug)]
pub enum Unread {
    TooLarge,
    Broken(String),
}

/// Where a request comes from.
pub async fn sender(request: &mut Request) -> Result<IpAddr, Response> {
    let ConnectInfo(from): ConnectInfo<SocketAddr> = request
        .extract_parts()
        .await
        .map_err(IntoResponse::into_response)?;
    Ok(from.ip())
}

pub async fn body<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Unread> {
    Bytes::from_request(request, state)
        .await
        .map_err(|rejection| match rejection {
            BytesRejection::FailedToBufferBody(error)
                if error.status() == StatusCode::PAYLOAD_TOO_LARGE =>
            {
                Unread::TooLarge
            }
            other => Unread::Broken(other.body_text()),
        })
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// Lets a client keep a cookie, in seconds.
pub fn set_cookie(response: &mut Response, name: &str, value: &str, max_age_s: i64) {
    let cookie = format!("{name}={value}; Path=/; Max-Age={max_age_s}; HttpOnly; SameSite=Strict");
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
}

/// A JSON answer.
pub fn json<T: Serialize>(status: StatusCode, body: &T) -> Response {
    match serde_json::to_vec(body) {
        Ok(body) => (
            status,
            [(CONTENT_TYPE, "application/json; charset=utf-8")],
            body,
        )
            .into_response(),
        Err(error) => {
            tracing::error!(%error, "an answer could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// A time of the wire.
pub fn beijing(text: &str) -> Option<Timestamp> {
    let time = DateTime::strptime(TIME_FORMAT, text).ok()?;
    Some(time.to_zoned(BEIJING).ok()?.timestamp())
}

/// A time as the wire writes it.
pub fn in_beijing(time: Timestamp) -> String {
    time.to_zoned(BEIJING).strftime(TIME_FORMAT).to_string()
}
