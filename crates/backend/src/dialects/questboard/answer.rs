//! From a request to its answer.

use std::error::Error;
use std::net::IpAddr;
use std::sync::Arc;

use axum::RequestExt;
use axum::body::Bytes;
use axum::extract::{Request, WebSocketUpgrade};
use axum::http::header::{AUTHORIZATION, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Serialize;

use super::request::{self, Query};
use super::routes::Call;
use super::wire::Whole;
use super::{Desk, socket, wire, words};
use crate::dialects::read::{self, Unread};
use crate::service;
use crate::service::quests::{Fault, Refusal, Result};
use crate::store::QuestUser;

#[derive(Serialize)]
struct Envelope<'a, T> {
    code: u16,
    message: &'a str,
    data: Option<T>,
}

fn ok<T: Serialize>(message: &str, data: T) -> Response {
    coded(0, message, data)
}

fn coded<T: Serialize>(code: u16, message: &str, data: T) -> Response {
    let body = Envelope {
        code,
        message,
        data: Some(data),
    };
    read::json(StatusCode::OK, &body)
}

/// A batch with its rows, whatever came of them.
fn batch<T: Serialize + Whole>(message: &str, data: T) -> Response {
    if data.is_whole() {
        ok(message, data)
    } else {
        coded(words::PARTLY_FAILED, words::PARTLY, data)
    }
}

fn refused(refusal: &Refusal) -> Response {
    let (status, code, message) = words::told(refusal);
    if status == StatusCode::INTERNAL_SERVER_ERROR {
        // Nothing else is logged: a refusal may quote what was sent.
        tracing::error!(error = refusal as &dyn Error, "request failed");
    }
    let body = Envelope::<()> {
        code,
        message: &message,
        data: None,
    };
    let mut response = read::json(status, &body);
    let wait_s = match refusal {
        Refusal::TooOften => 1,
        Refusal::Other(service::Refusal::Wait(wait)) => wait.as_secs() + 1,
        _ => return response,
    };
    response.headers_mut().insert(RETRY_AFTER, wait_s.into());
    response
}

/// A request, read but not understood yet.
struct Asked {
    token: Option<String>,
    query: Option<String>,
    body: Result<Bytes, Fault>,
}

impl Asked {
    fn json<T: serde::de::DeserializeOwned>(&self) -> Result<T> {
        Ok(request::json(self.body.as_ref().map_err(Clone::clone)?)?)
    }

    fn query(&self) -> Result<Query> {
        Ok(Query::read(self.query.as_deref())?)
    }
}

/// Answers one call. Whatever touches the store runs off the async threads.
pub async fn answer(desk: Arc<Desk>, call: Call, mut request: Request) -> Response {
    let from = match read::sender(&mut request).await {
        Ok(from) => from,
        Err(response) => return response,
    };
    let token = bearer(request.headers());
    if call == Call::Events {
        let upgrade = request.extract_parts::<WebSocketUpgrade>().await;
        return listen(desk, token, upgrade.ok())
            .await
            .unwrap_or_else(|refusal| refused(&refusal));
    }
    let asked = Asked {
        token,
        query: request.uri().query().map(str::to_owned),
        body: read::body(request, &())
            .await
            .map_err(|unread| match unread {
                Unread::TooLarge => Fault::TooLarge,
                Unread::Broken(why) => Fault::Body(why),
            }),
    };
    let answered = match call {
        Call::SignIn => sign_in(&desk, &asked, from).await,
        _ => tokio::task::spawn_blocking(move || user_call(&desk, call, &asked))
            .await
            .unwrap_or_else(|error| Err(error.into())),
    };
    answered.unwrap_or_else(|refusal| refused(&refusal))
}

/// The token of `Authorization: Bearer`.
fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| token.trim().to_owned())
}

/// Listens before the client learns that it may: what it reads after that,
/// and what it is told, leave nothing out between them.
async fn listen(
    desk: Arc<Desk>,
    token: Option<String>,
    upgrade: Option<WebSocketUpgrade>,
) -> Result<Response> {
    let token = token.ok_or(service::Refusal::NotSignedIn)?;
    let (door, pass) = (Arc::clone(&desk), token.clone());
    let listening = tokio::task::spawn_blocking(move || door.gate.listen(Some(&pass))).await??;
    let upgrade = upgrade.ok_or(Fault::NoWebSocket)?;
    Ok(socket::open(upgrade, desk, listening, token))
}

async fn sign_in(desk: &Desk, asked: &Asked, from: IpAddr) -> Result<Response> {
    let given: request::SignIn = asked.json()?;
    let pass = desk
        .gate
        .sign_in(given.username, given.password, from)
        .await?;
    Ok(ok("登录成功", wire::SignedIn::from(pass)))
}

fn user_call(desk: &Desk, call: Call, asked: &Asked) -> Result<Response> {
    if call == Call::SignOut {
        desk.gate.sign_out(asked.token.as_deref())?;
        return Ok(ok("已退出登录", ()));
    }
    let me = desk.gate.enter(asked.token.as_deref(), call.access())?;
    let quests = &desk.quests;
    let one = || asked.json::<request::One>().map(|one| one.task_id);
    let several = || asked.json::<request::Several>().map(|some| some.task_ids);
    Ok(match call {
        Call::SignIn | Call::SignOut | Call::Events => {
            return Err(service::Refusal::NotSignedIn.into());
        }
        Call::List => {
            let query = asked.query()?;
            let page = query.page()?;
            let listed = quests.list(&me, query.filter()?, page)?;
            ok("success", wire::List::new(listed, page))
        }
        Call::Detail => {
            let detail = quests.detail(&me, asked.query()?.task_id()?)?;
            ok("success", wire::Detail::new(detail, &me))
        }
        Call::Progress => {
            let progress = quests.progress(&me, asked.query()?.task_id()?)?;
            ok("success", wire::Progress::from(progress))
        }
        Call::Categories => ok("success", wire::Categories::from(quests.categories()?)),
        Call::Accept => {
            let seen = quests.accept(&me, one()?)?;
            ok("任务接取成功", wire::Accepted::from(seen))
        }
        Call::Abandon => {
            let task_id = one()?;
            quests.abandon(&me, task_id)?;
            ok("任务已放弃", wire::Abandoned { task_id })
        }
        Call::Complete => {
            let seen = quests.complete(&me, one()?)?;
            ok("任务完成成功", wire::Completed::from(seen))
        }
        Call::Claim => {
            let task_id = one()?;
            let rewards = quests.claim(&me, task_id)?;
            ok("奖励领取成功", wire::Claimed::new(task_id, rewards))
        }
        Call::BatchAccept => {
            let outcomes = quests.accept_all(&me, &several()?)?;
            batch("批量接取任务成功", wire::BatchAccepted::from(outcomes))
        }
        Call::BatchClaim => {
            let outcomes = quests.claim_all(&me, &several()?)?;
            batch("批量领取奖励成功", wire::BatchClaimed::from(outcomes))
        }
        Call::Create | Call::Update | Call::Delete | Call::Reset | Call::Audit => {
            return admin_call(desk, call, &me, asked);
        }
    })
}

fn admin_call(desk: &Desk, call: Call, me: &QuestUser, asked: &Asked) -> Result<Response> {
    let quests = &desk.quests;
    Ok(match call {
        Call::Create => {
            let edit = asked.json::<request::Edit>()?.create()?;
            ok(
                "任务创建成功",
                wire::Created::from(quests.create(me, edit)?),
            )
        }
        Call::Update => {
            let (id, edit) = asked.json::<request::Edit>()?.update()?;
            let at = quests.update(me, id, edit)?;
            ok("任务更新成功", wire::Updated::new(id, at))
        }
        Call::Delete => {
            let id = asked.json::<request::Delete>()?.id;
            quests.delete(me, id)?;
            ok("任务删除成功", wire::Deleted { id })
        }
        Call::Reset => {
            let (reset, ids) = asked.json::<request::ResetSome>()?.read()?;
            let done = quests.reset(me, reset, &ids)?;
            ok("任务重置成功", wire::Reset::new(reset, done))
        }
        _ => {
            let page = asked.query()?.page()?;
            ok("success", wire::Audit::new(quests.audit(page)?, page))
        }
    })
}
