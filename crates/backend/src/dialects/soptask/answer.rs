//! From a request to its answer.

use std::net::IpAddr;
use std::sync::Arc;

use axum::RequestExt;
use axum::extract::{FromRequest, RawPathParams, Request};
use axum::http::StatusCode;
use axum::http::header::HOST;
use axum::response::Response;
use serde::Serialize;

use super::denied::{Denied, Result};
use super::paginator::Paginator;
use super::request::Params;
use super::routes::Call;
use super::words::{Told, told};
use super::{Desk, wire};
use crate::dialects::read;
use crate::service;
use crate::service::moments::{Attempt, Refusal, Seat};
use crate::service::signin::SESSION;
use crate::store::PostFilter;

const COOKIE_NAME: &str = "laravel_session";
/// The only `route` of `api.php` that there is.
const SIGN_IN: &str = "member.login.index";

#[derive(Serialize)]
struct Done<T> {
    result: u8,
    msg: &'static str,
    data: T,
}

#[derive(Serialize)]
struct Refused<'a, T> {
    result: u8,
    msg: &'a str,
    data: T,
}

/// `data` of what has nothing to tell: PHP writes an empty object as a list.
type Nothing = [(); 0];

#[derive(Serialize)]
struct Door {
    login_status: u8,
}

#[derive(Serialize)]
struct Error {
    errcode: u16,
    errmsg: &'static str,
}

/// A request, its parameters read but not understood yet.
pub struct Asked {
    from: IpAddr,
    token: Option<String>,
    /// In the path; `None` where there is no number.
    uniacid: Option<i64>,
    /// What was called, without the query.
    address: String,
    params: Result<Params>,
}

impl<S: Send + Sync> FromRequest<S> for Asked {
    type Rejection = Response;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let from = read::sender(&mut request).await?;
        let uniacid = request
            .extract_parts::<RawPathParams>()
            .await
            .ok()
            .and_then(|params| params.iter().next()?.1.parse().ok());
        let headers = request.headers();
        let token = read::cookie(headers, COOKIE_NAME).map(str::to_owned);
        let host = headers.get(HOST).and_then(|host| host.to_str().ok());
        let address = format!(
            "http://{}{}",
            host.unwrap_or_default(),
            request.uri().path()
        );
        let query = request.uri().query().unwrap_or_default().to_owned();
        let params = match read::body(request, state).await {
            Ok(body) => Params::read(&query, &body),
            Err(unread) => Err(unread.into()),
        };
        Ok(Self {
            from,
            token,
            uniacid,
            address,
            params,
        })
    }
}

/// Answers one call. Whatever touches the store runs off the async threads.
pub async fn answer(desk: Arc<Desk>, call: Call, mut asked: Asked) -> Response {
    let params = std::mem::replace(&mut asked.params, Ok(Params::default()));
    let answered = match (params, call) {
        (Err(unread), _) => Err(unread),
        (Ok(params), Call::SignIn) => sign_in(&desk, &asked, &params).await,
        (Ok(params), _) => tokio::task::spawn_blocking(move || {
            let seat = desk.managers.seat(asked.uniacid, asked.token.as_deref())?;
            manager_call(&desk, call, &seat, &params, &asked.address)
        })
        .await
        .unwrap_or_else(|error| Err(error.into())),
    };
    answered.unwrap_or_else(|why| denied(&why))
}

fn ok<T: Serialize>(data: T) -> Response {
    let done = Done {
        result: 1,
        msg: "ok",
        data,
    };
    read::json(StatusCode::OK, &done)
}

fn denied(denied: &Denied) -> Response {
    if let Denied::Refused(Refusal::Other(
        error @ (service::Refusal::Store(_)
        | service::Refusal::Hash(_)
        | service::Refusal::Random(_)
        | service::Refusal::Work(_)),
    )) = denied
    {
        // Nothing else is logged: a refusal may quote what was sent.
        tracing::error!(error = error as &dyn std::error::Error, "request failed");
    }
    match told(denied) {
        Told::Refused(msg) => refused::<Nothing>(&msg, []),
        Told::Door(login_status, msg) => refused(msg, Door { login_status }),
        Told::Error(errcode, errmsg) => read::json(StatusCode::OK, &Error { errcode, errmsg }),
    }
}

fn refused<T: Serialize>(msg: &str, data: T) -> Response {
    let body = Refused {
        result: 0,
        msg,
        data,
    };
    read::json(StatusCode::OK, &body)
}

async fn sign_in(desk: &Desk, asked: &Asked, params: &Params) -> Result<Response> {
    if params.required_text("route")? != SIGN_IN {
        return Err(Denied::Unknown);
    }
    let attempt = Attempt {
        uniacid: params.id("i")?,
        mobile: params.required_text("mobile")?.to_owned(),
        password: params.secret("password")?.to_owned(),
        before: asked.token.clone(),
        from: asked.from,
    };
    let (manager, token) = desk.managers.sign_in(attempt).await?;
    let mut response = ok(wire::SignedIn::from(manager));
    read::set_cookie(&mut response, COOKIE_NAME, &token, SESSION.as_secs());
    Ok(response)
}

fn manager_call(
    desk: &Desk,
    call: Call,
    seat: &Seat,
    params: &Params,
    address: &str,
) -> Result<Response> {
    let (moments, managers) = (&desk.moments, &desk.managers);
    Ok(match call {
        Call::SignIn => return Err(Denied::Unknown),
        Call::Enterprises => {
            let enterprises = managers.enterprises(seat)?.into_iter();
            ok(enterprises.map(wire::Named::from).collect::<Vec<_>>())
        }
        Call::Choose => {
            managers.choose(seat, params.id("id")?)?;
            ok::<Nothing>([])
        }
        Call::Tasks => {
            let tasks = moments.tasks(seat.enterprise()?, params.page())?;
            ok(Paginator::new(tasks, address, wire::Named::from))
        }
        Call::Jobs => {
            let enterprise_id = seat.enterprise()?;
            let (task_id, day) = (params.id("task_id")?, params.date("search.date")?);
            let jobs = moments.jobs(enterprise_id, task_id, day, params.page())?;
            ok(wire::Jobs::new(jobs, address))
        }
        Call::Posts => {
            let enterprise_id = seat.enterprise()?;
            let filter = PostFilter {
                keyword: params.text("search.keyword").unwrap_or_default().to_owned(),
                posted: params.flag("search.status")?,
            };
            let job_id = params.id("job_id")?;
            let posts = moments.posts(enterprise_id, job_id, &filter, params.page())?;
            ok(Paginator::new(posts, address, wire::Post::from))
        }
    })
}
