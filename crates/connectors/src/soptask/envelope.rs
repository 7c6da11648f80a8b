//! What stands around `data`: what an answer says.

use super::wire::{self, Enveloped, Head, Session};
use crate::{
    error::{Error, Result},
    http::{Body, Reply},
    json::{self, Strict, broken},
};
use muster_domain::time::Time;
use serde::de::DeserializeOwned;

/// What an answer's envelope says.
#[derive(Debug)]
pub(super) struct Opened<'a> {
    text: &'a str,
    said: Said,
    /// The `Date` header.
    pub(super) server_time: Option<Time>,
}

/// Whether the server did what it was asked.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Said {
    Done,
    /// `{result: 0, msg}`, with the server's words.
    Refused(String),
    /// `{errcode, errmsg}`: the program around it, as of an account that it
    /// does not know.
    Failed(String),
}

/// Opens the envelope, whatever the status: a gateway that says something else
/// puts no such envelope around it.
///
/// # Errors
/// `WrongServer` or `BrokenAnswer` for what has none.
pub(super) fn open(reply: &Reply) -> Result<Opened<'_>> {
    let stray = |error| stray(reply.status, error);
    let text = match &reply.body {
        Body::Text(text) => text,
        Body::Html => return Err(Error::WrongServer),
        Body::Empty => return Err(stray(broken(".", "expected content"))),
    };
    let Strict(head) = json::read::<Strict<Head>>(text).map_err(stray)?;
    let said = match (head.result, head.errcode) {
        (Some(result), _) if result.0 => Said::Done,
        (Some(_), _) => Said::Refused(head.msg.0),
        (None, Some(_)) => Said::Failed(head.errmsg.0),
        (None, None) => return Err(stray(broken(wire::RESULT, "missing"))),
    };
    Ok(Opened {
        text,
        said,
        server_time: reply.server_time,
    })
}

/// What to make of an answer without an envelope: from the server itself, if
/// the status is one that it says or says in distress.
fn stray(status: u16, error: Error) -> Error {
    match status {
        200 | 500..=599 => error,
        _ => Error::WrongServer,
    }
}

impl Opened<'_> {
    /// What became of the call.
    pub(super) fn said(&self) -> &Said {
        &self.said
    }

    /// Whether the server did what it was asked.
    ///
    /// # Errors
    /// `NotSignedIn` and `NoEnterprise` where it says so, `Rejected`.
    pub(super) fn check(&self) -> Result<()> {
        match &self.said {
            Said::Done => Ok(()),
            Said::Refused(message) => Err(match self.login_status() {
                Some(wire::SIGN_IN) => Error::NotSignedIn,
                Some(wire::CHOOSE_ENTERPRISE) => Error::NoEnterprise,
                _ => rejected(message),
            }),
            Said::Failed(message) => Err(rejected(message)),
        }
    }

    /// What a refusal says of the session: its `data` may be anything.
    fn login_status(&self) -> Option<u32> {
        let Strict(refused) = json::read::<Strict<Enveloped<Strict<Session>>>>(self.text).ok()?;
        refused.data.map(|Strict(session)| session.login_status.0)
    }

    /// The content of a successful answer.
    ///
    /// # Errors
    /// As of [`Self::check`]; `BrokenAnswer` where it has none.
    pub(super) fn value<T: DeserializeOwned>(&self) -> Result<T> {
        self.check()?;
        let Strict(enveloped) = json::read::<Strict<Enveloped<T>>>(self.text)?;
        enveloped.data.ok_or_else(|| broken(wire::DATA, "missing"))
    }
}

fn rejected(message: &str) -> Error {
    Error::Rejected {
        message: message.to_owned(),
    }
}

/// A failure inside `data`, named from the whole answer.
pub(super) fn within(error: Error) -> Error {
    match error {
        Error::BrokenAnswer { path, reason } => {
            let joint = if path.starts_with('[') { "" } else { "." };
            Error::BrokenAnswer {
                path: format!("{}{joint}{path}", wire::DATA),
                reason,
            }
        }
        error => error,
    }
}
