//! From a request to its answer.

use std::net::IpAddr;
use std::sync::Arc;

use axum::RequestExt;
use axum::body::Bytes;
use axum::extract::{FromRequest, RawPathParams, Request};
use axum::http::header::RETRY_AFTER;
use axum::response::Response;

use super::routes::Call;
use super::{Desk, Dialect, enveloped, request, wire};
use crate::dialects::read::{self, Unread};
use crate::service::signin::SESSION;
use crate::service::{self, Fault, Refusal, Result};
use crate::store::Account;

const COOKIE_NAME: &str = "token";

/// A request, read but not understood yet.
pub struct Asked {
    from: IpAddr,
    token: Option<String>,
    numbers: Result<Vec<i64>, Fault>,
    body: Result<Bytes, Fault>,
}

impl<S: Send + Sync> FromRequest<S> for Asked {
    type Rejection = Response;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let from = read::sender(&mut request).await?;
        let numbers = match request.extract_parts::<RawPathParams>().await {
            Ok(params) => params
                .iter()
                .map(|(_, text)| text.parse().map_err(|_| Fault::Path))
                .collect(),
            Err(_) => Err(Fault::Path),
        };
        let token = read::cookie(request.headers(), COOKIE_NAME).map(str::to_owned);
        let body = read::body(request, state)
            .await
            .map_err(|unread| match unread {
                Unread::TooLarge => Fault::TooLarge,
                Unread::Broken(why) => Fault::Body(why),
            });
        Ok(Self {
            from,
            token,
            numbers,
            body,
        })
    }
}

impl Asked {
    /// The numbers in the path, of which the route has `N`.
    fn numbers<const N: usize>(&self) -> Result<[i64; N]> {
        let numbers = self.numbers.as_ref().map_err(Clone::clone)?;
        Ok(<[i64; N]>::try_from(numbers.as_slice()).map_err(|_| Fault::Path)?)
    }

    fn body(&self) -> Result<&Bytes> {
        Ok(self.body.as_ref().map_err(Clone::clone)?)
    }
}

/// Answers one call. Whatever touches the store runs off the async threads.
pub async fn answer(desk: Arc<Desk>, call: Call, asked: Asked) -> Response {
    let dialect = call.dialect(desk.dialect);
    let answered = match call {
        Call::SignIn => sign_in(&desk, &asked).await,
        _ => tokio::task::spawn_blocking(move || match call {
            Call::SignOut => sign_out(&desk, &asked),
            _ => {
                let account = desk.gate.account(asked.token.as_deref())?;
                task_call(&desk, call, &account, &asked)
            }
        })
        .await
        .unwrap_or_else(|error| Err(error.into())),
    };
    answered.unwrap_or_else(|refusal| refused(dialect, &refusal))
}

fn refused(dialect: Dialect, refusal: &Refusal) -> Response {
    let mut response = dialect.refused(refusal);
    match refusal {
        Refusal::Store(_) | Refusal::Hash(_) | Refusal::Random(_) | Refusal::Work(_) => {
            tracing::error!(error = refusal as &dyn std::error::Error, "request failed");
        }
        Refusal::Wait(wait) => {
            let seconds = wait.as_secs() + 1;
            response.headers_mut().insert(RETRY_AFTER, seconds.into());
        }
        // Nothing else is logged: a refusal may quote what was sent.
        _ => {}
    }
    response
}

async fn sign_in(desk: &Desk, asked: &Asked) -> Result<Response> {
    let given: request::SignIn = request::json_or_form(asked.body()?)?;
    let token = desk
        .gate
        .sign_in(given.username, given.password, asked.from)
        .await?;
    Ok(with_cookie(&token, SESSION.as_secs()))
}

fn sign_out(desk: &Desk, asked: &Asked) -> Result<Response> {
    desk.gate.sign_out(asked.token.as_deref())?;
    Ok(with_cookie("", 0))
}

fn with_cookie(token: &str, max_age_s: i64) -> Response {
    let mut response = enveloped::done();
    read::set_cookie(&mut response, COOKIE_NAME, token, max_age_s);
    response
}

fn task_call(desk: &Desk, call: Call, account: &Account, asked: &Asked) -> Result<Response> {
    let (dialect, militia) = (desk.dialect, &desk.militia);
    match call {
        Call::SignIn | Call::SignOut => Err(Refusal::NotSignedIn),
        Call::Publish => {
            let body: request::Publish = request::json(asked.body()?)?;
            militia.publish(account, body.into_draft()?)?;
            Ok(dialect.created())
        }
        Call::Info => Ok(dialect.ok(&wire::Info::from(militia.desk(account)?))),
        Call::Finish => {
            let body: request::Finish = request::json(asked.body()?)?;
            militia.finish(account, body.task_id)?;
            Ok(dialect.no_content())
        }
        Call::Orgs => Ok(dialect.ok(&wire::Orgs::from(militia.org_tree(account)?))),
        Call::Offices => Ok(dialect.ok(&wire::Offices::from(militia.office_tree(account)?))),
        Call::Working => {
            let [size, number] = asked.numbers()?;
            let page = militia.working(account, service::page(size, number)?)?;
            Ok(dialect.ok(&wire::Page::working(page)))
        }
        Call::Done => {
            let [size, number] = asked.numbers()?;
            let page = militia.done(account, service::page(size, number)?)?;
            Ok(dialect.ok(&wire::Page::done(page)))
        }
        Call::Detail => {
            let [task_id] = asked.numbers()?;
            Ok(dialect.ok(&wire::Detail::from(militia.detail(account, task_id)?)))
        }
        Call::Members => {
            let [task_id] = asked.numbers()?;
            let people = militia.participants(account, task_id)?;
            Ok(dialect.ok(&wire::Members::from(people)))
        }
        Call::Response => {
            let [task_id] = asked.numbers()?;
            let at: request::Page = request::json(asked.body()?)?;
            let board = militia.responses(account, task_id, service::page(at.pc, at.pn)?)?;
            Ok(dialect.ok(&wire::Responses::from(board)))
        }
        Call::Gather => {
            let [task_id] = asked.numbers()?;
            let at: request::Page = request::json(asked.body()?)?;
            let board = militia.check_ins(account, task_id, service::page(at.pc, at.pn)?)?;
            Ok(dialect.ok(&wire::CheckIns::from(board)))
        }
        Call::Positions => {
            let at: request::Positions = request::json_or_form(asked.body()?)?;
            let page = militia.positions(account, at.task_id, service::page(at.pc, at.pn)?)?;
            Ok(enveloped::ok(&wire::Positions::from(page)))
        }
    }
}
