//! What stands around `data`.

use super::wire::{self, Enveloped, Head, code::Code};
use crate::{
    error::{Error, Result},
    http::Reply,
    json::{self, Strict, broken},
};
use muster_domain::quest::{QuestRefusal, Refused};
use serde::de::DeserializeOwned;
use std::ops::Range;

const REDIRECTS: Range<u16> = 300..400;

/// What an answer's envelope says.
#[derive(Debug)]
pub(super) struct Opened<'a> {
    text: &'a str,
    code: Code,
    message: String,
}

/// Opens the envelope, whatever the status: what the status says, the code says
/// too.
///
/// # Errors
/// `WrongServer` or `BrokenAnswer` for what has none.
pub(super) fn open(reply: &Reply) -> Result<Opened<'_>> {
    // Other servers put such a code into a redirect.
    if REDIRECTS.contains(&reply.status) {
        return Err(Error::WrongServer);
    }
    let text = reply.text()?;
    let head = json::read::<Strict<Head>>(text).map_err(|error| reply.stray(error))?;
    let Strict(Head { code, message }) = head;
    let code = code.ok_or_else(|| reply.stray(broken(wire::CODE, "missing")))?;
    Ok(Opened {
        text,
        code: code.0.into(),
        message: message.0,
    })
}

impl Opened<'_> {
    /// What became of the call.
    pub(super) fn code(&self) -> Code {
        self.code
    }

    /// Whether the server did what it was asked.
    ///
    /// # Errors
    /// What the code stands for.
    pub(super) fn check(self) -> Result<()> {
        Err(match self.code {
            Code::Done => return Ok(()),
            Code::Unknown => Error::NotSignedIn,
            Code::NotPermitted => Error::NotPermitted,
            Code::PasswordNeeded => Error::PasswordNeeded,
            Code::Refused(refusal) => Error::QuestRefused(Refused {
                refusal,
                message: self.message,
            }),
        })
    }

    /// The content of a successful answer; `None` where it has none.
    pub(super) fn value<T: DeserializeOwned>(self) -> Result<Option<T>> {
        let text = self.text;
        self.check()?;
        content(text)
    }

    /// The same of a batch, of which a part may have failed.
    pub(super) fn outcome<T: DeserializeOwned>(self) -> Result<Option<T>> {
        match self.code {
            Code::Refused(QuestRefusal::PartlyFailed) => content(self.text),
            _ => self.value(),
        }
    }
}

fn content<T: DeserializeOwned>(text: &str) -> Result<Option<T>> {
    let Strict(enveloped) = json::read::<Strict<Enveloped<T>>>(text)?;
    Ok(enveloped.data.map(|Strict(value)| value))
}

/// A failure inside `data`, named from the whole answer.
pub(super) fn within(error: Error) -> Error {
    json::within(wire::DATA, error)
}

/// The failure of an answer whose `data` is `null` or missing.
pub(super) fn nothing() -> Error {
    broken(wire::DATA, "missing")
}
