//! The location module: where people are (`docs/protocols/militia.md`,
//! Positions). No document fixes it. Real servers have it under one of two paths, take JSON or form
//! values, or have none at all; which it is shows by asking, once.

use super::{CAP_MIB, Militia, convert, envelope::Dialect, escape, wire};
use crate::{
    connector::Answer,
    error::{Error, Result},
    http::{Effect, Reply, Request, Written},
};
use bytes::Bytes;
use muster_domain::{id::TaskId, position::Whereabouts, read::Page};
use reqwest::Method;
use serde::{Deserialize, Serialize};

/// How a deployment wants to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Spelling {
    path: Path,
    /// Form values instead of JSON.
    form: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Path {
    Plain,
    Mbgc,
}

impl Path {
    fn segments(self) -> &'static [&'static str] {
        match self {
            Self::Plain => wire::path::POSITIONS,
            Self::Mbgc => wire::path::MBGC_POSITIONS,
        }
    }
}

/// What is asked for.
struct Wanted {
    fields: wire::PositionsWanted,
    page: u32,
}

impl Wanted {
    fn body(&self, form: bool) -> Bytes {
        if form {
            Bytes::from(self.fields.to_form())
        } else {
            Bytes::from_owner(escape::to_json(&self.fields))
        }
    }
}

impl Militia {
    /// A page of positions; `None` where there is no such module. One that was
    /// there a moment ago and is not is first taken for a failure.
    pub(super) async fn ask_whereabouts(
        &self,
        task: &TaskId,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<Option<Page<Whereabouts>>>> {
        let wanted = Wanted {
            fields: wire::PositionsWanted {
                task_id: task.as_str().into(),
                pc: per_page,
                pn: page,
            },
            page,
        };
        self.spoken()?;
        let known = self.known().location;
        if let Some(spelling) = known {
            let reply = self.ask_location(spelling, &wanted).await?;
            if !is_absent(&reply) {
                return self.read_whereabouts(&reply, page).map(present);
            }
        }
        self.find_location(&wanted).await
    }

    /// Asks in every spelling until one is understood, and remembers it.
    async fn find_location(&self, wanted: &Wanted) -> Result<Answer<Option<Page<Whereabouts>>>> {
        let mut server_time = None;
        for path in [Path::Plain, Path::Mbgc] {
            let json = Spelling { path, form: false };
            let reply = self.ask_location(json, wanted).await?;
            if is_absent(&reply) {
                server_time = reply.server_time;
                continue;
            }
            let refused = match self.read_whereabouts(&reply, wanted.page) {
                Ok(answer) => return Ok(self.remember(json, answer)),
                Err(error) if may_want_a_form(&reply, &error) => error,
                Err(error) => return Err(error),
            };
            let form = Spelling { path, form: true };
            let reply = self.ask_location(form, wanted).await?;
            return match self.read_whereabouts(&reply, wanted.page) {
                Ok(answer) => Ok(self.remember(form, answer)),
                // It was not the spelling, then.
                Err(_) => Err(refused),
            };
        }
        if self.known().location.take().is_some() {
            return Err(Error::WrongServer);
        }
        Ok(Answer {
            value: None,
            server_time,
        })
    }

    fn remember(
        &self,
        spelling: Spelling,
        answer: Answer<Page<Whereabouts>>,
    ) -> Answer<Option<Page<Whereabouts>>> {
        self.known().location = Some(spelling);
        present(answer)
    }

    async fn ask_location(&self, spelling: Spelling, wanted: &Wanted) -> Result<Reply> {
        let request = Request {
            method: Method::POST,
            url: self.location.call(spelling.path.segments()),
            body: Some(wanted.body(spelling.form)),
            written: if spelling.form {
                Written::Form
            } else {
                Written::Json
            },
            authorization: None,
            effect: Effect::Read,
            cap_mib: CAP_MIB,
        };
        self.transport.send(request).await
    }

    /// This module answers in the envelope, whatever the tasks speak.
    fn read_whereabouts(&self, reply: &Reply, page: u32) -> Result<Answer<Page<Whereabouts>>> {
        let dialect = Dialect::Enveloped;
        let wire = match dialect.value::<wire::Positions>(reply)? {
            None if page <= 1 => return Err(dialect.nothing()),
            content => content.unwrap_or_default(),
        };
        Ok(Answer {
            value: convert::whereabouts(wire, page, self.crs),
            server_time: reply.server_time,
        })
    }
}

fn present(answer: Answer<Page<Whereabouts>>) -> Answer<Option<Page<Whereabouts>>> {
    answer.map(Some)
}

/// No such route.
fn is_absent(reply: &Reply) -> bool {
    matches!(reply.status, 404 | 405 | 501)
}

/// Whether an answer to JSON may only mean that form values are wanted.
fn may_want_a_form(reply: &Reply, error: &Error) -> bool {
    matches!(reply.status, 400 | 415 | 422) || matches!(error, Error::Rejected { .. })
}
