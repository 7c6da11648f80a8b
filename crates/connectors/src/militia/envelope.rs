//! The two dialects: what differs between them, and what an answer says.

use super::wire::{self, Enveloped, Head};
use crate::{
    error::{Error, Result},
    http::{Body, Reply},
    json::{self, Strict, broken},
};
use reqwest::Method;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// How a militia server speaks (`docs/protocols/militia.md`, Two dialects).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Dialect {
    /// As document 001 writes it.
    Documented,
    /// POST everywhere, answers in `{code, enmsg, cnmsg, data}`.
    Enveloped,
}

impl Dialect {
    /// The word for it in `docs/protocols`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Enveloped => "enveloped",
        }
    }

    /// The method of a call that the document gives `method`.
    pub(super) fn method(self, method: Method) -> Method {
        match self {
            Self::Documented => method,
            Self::Enveloped => Method::POST,
        }
    }

    /// The value of a successful answer. `None` for one without content, which
    /// only a list past its last page may be.
    pub(super) fn value<T: DeserializeOwned>(self, reply: &Reply) -> Result<Option<T>> {
        let text = match &reply.body {
            Body::Text(text) if reply.status == 200 => text,
            _ => {
                self.check(reply)?;
                return Err(broken(".", "expected content"));
            }
        };
        if self == Self::Documented && text.trim() == "null" {
            return Ok(None);
        }
        self.check(reply)?;
        let content = match self {
            Self::Documented => Some(json::read(text)?),
            Self::Enveloped => json::read::<Strict<Enveloped<T>>>(text)?.0.data,
        };
        Ok(content.map(|Strict(value)| value))
    }

    /// The failure of an answer whose content is `null` or missing.
    pub(super) fn nothing(self) -> Error {
        match self {
            Self::Documented => broken(".", "expected an object"),
            Self::Enveloped => broken(wire::DATA, "missing"),
        }
    }

    /// A failure inside the content, named from the whole answer.
    pub(super) fn within(self, error: Error) -> Error {
        match (self, error) {
            (Self::Enveloped, Error::BrokenAnswer { path, reason }) => Error::BrokenAnswer {
                path: format!("{}.{path}", wire::DATA),
                reason,
            },
            (_, error) => error,
        }
    }

    /// Whether the server did what it was told.
    ///
    /// # Errors
    /// `NotSignedIn`, `Rejected`, `WrongServer`, `BrokenAnswer`.
    pub(super) fn check(self, reply: &Reply) -> Result<()> {
        if reply.body == Body::Html {
            return Err(Error::WrongServer);
        }
        match reply.status {
            201 | 204 => Self::check_done(reply),
            200 => self.check_ok(reply),
            302 | 307 => Err(moved(reply)),
            300..=399 => Err(Error::WrongServer),
            status => Err(refused(status, &reply.body)),
        }
    }

    fn check_ok(self, reply: &Reply) -> Result<()> {
        let Body::Text(text) = &reply.body else {
            return Err(broken(".", "expected content"));
        };
        let Strict(head) = json::read::<Strict<Head>>(text)?;
        match (code(&head), self) {
            (None, Self::Documented) | (Some(200), Self::Enveloped) => Ok(()),
            (None, Self::Enveloped) => Err(broken(wire::CODE, "missing")),
            (Some(200), Self::Documented) => Err(broken(wire::CODE, "expected no envelope")),
            _ => Err(refusal(head)),
        }
    }

    /// 201 and 204 are the answer, whatever text comes along; an envelope
    /// around a refusal still counts.
    fn check_done(reply: &Reply) -> Result<()> {
        match &reply.body {
            Body::Text(text) => match json::read::<Strict<Head>>(text) {
                Ok(Strict(head)) if !matches!(code(&head), None | Some(200 | 201 | 204)) => {
                    Err(refusal(head))
                }
                _ => Ok(()),
            },
            Body::Empty | Body::Html => Ok(()),
        }
    }
}

/// Which dialect an answer is in, as far as its shape shows.
pub(super) fn dialect_of(reply: &Reply) -> Option<Dialect> {
    let Body::Text(text) = &reply.body else {
        return None;
    };
    let Strict(head) = json::read::<Strict<Head>>(text).ok()?;
    if head.code.is_some() {
        return Some(Dialect::Enveloped);
    }
    let is_of_document = match reply.status {
        200 => true,
        302 | 307 | 500 => !head.cnmsg.0.is_empty(),
        _ => false,
    };
    is_of_document.then_some(Dialect::Documented)
}

/// The code of an answer's envelope, if it has one.
pub(super) fn code_of(reply: &Reply) -> Option<u32> {
    match &reply.body {
        Body::Text(text) => code(&json::read::<Strict<Head>>(text).ok()?.0),
        Body::Empty | Body::Html => None,
    }
}

fn code(head: &Head) -> Option<u32> {
    head.code.as_ref().map(|code| code.0)
}

/// 302 and 307 carry JSON and lead nowhere. One that does lead somewhere is a
/// gateway's.
fn moved(reply: &Reply) -> Error {
    match &reply.body {
        Body::Text(text) if json::read::<Strict<Head>>(text).is_ok() => Error::NotSignedIn,
        Body::Empty if !reply.has_location => Error::NotSignedIn,
        _ => Error::WrongServer,
    }
}

fn refused(status: u16, body: &Body) -> Error {
    let head = match body {
        Body::Text(text) => json::read::<Strict<Head>>(text),
        Body::Empty | Body::Html => Err(broken(".", "expected content")),
    };
    match head {
        Ok(Strict(head)) if head.code.is_some() || !head.cnmsg.0.is_empty() => refusal(head),
        Ok(_) if status == 500 => broken(wire::CNMSG, "missing"),
        Err(error) if status == 500 => error,
        _ => Error::WrongServer,
    }
}

fn refusal(head: Head) -> Error {
    match code(&head) {
        Some(302 | 307) => Error::NotSignedIn,
        _ => Error::Rejected {
            message: head.cnmsg.0,
        },
    }
}
