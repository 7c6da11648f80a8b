//! What stands around `data`: asking, and what an answer says.

use super::{
    data::Data,
    sign::Signer,
    wire::{self, Asked, Client, Enveloped, Extra, Head, code::ResultCode},
};
use crate::{
    error::{Error, Result},
    http::Reply,
    json::{self, Strict, broken},
};
use muster_domain::{connection::ClientSetting, time::Time};
use serde::de::DeserializeOwned;
use uuid::Builder;
use zeroize::Zeroizing;

/// A request as it leaves.
pub(super) fn seal(
    data: &Data,
    signer: &Signer,
    caller: &str,
    now: Time,
    random: u128,
) -> Zeroizing<Vec<u8>> {
    let asked = Asked {
        id: Builder::from_random_bytes(random.to_be_bytes())
            .into_uuid()
            .to_string(),
        client: Client {
            caller,
            version: wire::VERSION,
            date: now.0.to_string(),
            ex: Extra {
                sc: "0,0",
                dv: "desktop",
                uid: "",
                sf: "desktop",
                os: "desktop",
            },
        },
        encrypt: wire::ENCRYPT,
        sign: signer.sign(data),
        data,
    };
    // Nothing in there can fail to be written: text, numbers, and lists of them.
    Zeroizing::new(serde_json::to_vec(&asked).unwrap_or_default())
}

/// What an answer's envelope says.
#[derive(Debug)]
pub(super) struct Opened<'a> {
    text: &'a str,
    code: ResultCode,
    message: String,
    /// `sys_time`, else the `Date` header.
    pub(super) server_time: Option<Time>,
    /// The server's clock minus ours, milliseconds.
    pub(super) skew_ms: Option<i64>,
}

/// Opens the envelope, whatever the status: these servers say 200 always, and a
/// gateway that says something else puts no such envelope around it.
///
/// # Errors
/// `WrongServer` or `BrokenAnswer` for what has none.
pub(super) fn open(reply: &Reply) -> Result<Opened<'_>> {
    let text = reply.text()?;
    let head = json::read::<Strict<Head>>(text).map_err(|error| reply.stray(error))?;
    let Head {
        result_code,
        result_msg,
        sys_time,
    } = head.0;
    let missing = || reply.stray(broken(wire::RESULT_CODE, "missing"));
    let code = result_code.ok_or_else(missing)?;
    Ok(Opened {
        text,
        code: code.0.into(),
        message: result_msg.0,
        server_time: sys_time.0.or(reply.server_time),
        skew_ms: match sys_time.0 {
            Some(told) => reply.skew_of(told),
            None => reply.clock_skew_ms(),
        },
    })
}

impl Opened<'_> {
    /// What became of the call.
    pub(super) fn code(&self) -> ResultCode {
        self.code
    }

    /// The server's words.
    pub(super) fn message(self) -> String {
        self.message
    }

    /// Whether the server did what it was asked.
    ///
    /// # Errors
    /// What the code stands for.
    pub(super) fn check(self) -> Result<()> {
        let message = self.message;
        Err(match self.code {
            ResultCode::Done => return Ok(()),
            ResultCode::BadSign => Error::NotAccepted(ClientSetting::Signature),
            ResultCode::BadCaller => Error::NotAccepted(ClientSetting::Caller),
            ResultCode::NoUser | ResultCode::NoToken | ResultCode::TokenOver => Error::NotSignedIn,
            ResultCode::WrongPassword => Error::WrongPassword,
            ResultCode::NotPermitted | ResultCode::NotCertified => Error::NotPermitted,
            ResultCode::BadMethod | ResultCode::NoSuchCall => Error::WrongServer,
            ResultCode::Failed => Error::Failed { message },
            ResultCode::ShowAndLeave => Error::Gone { message },
            ResultCode::Refused
            | ResultCode::BadParameters
            | ResultCode::NoParameters
            | ResultCode::PasswordSet
            | ResultCode::UnknownUser
            | ResultCode::Show
            | ResultCode::Other => Error::Rejected { message },
        })
    }

    /// The content of a successful answer; `None` where it has none.
    pub(super) fn value<T: DeserializeOwned>(self) -> Result<Option<T>> {
        let text = self.text;
        self.check()?;
        let Strict(enveloped) = json::read::<Strict<Enveloped<T>>>(text)?;
        Ok(enveloped.data.map(|Strict(value)| value))
    }
}

/// A failure inside `data`, named from the whole answer.
pub(super) fn within(error: Error) -> Error {
    json::within(wire::DATA, error)
}

/// The failure of an answer whose `data` is `null` or missing.
pub(super) fn nothing() -> Error {
    broken(wire::DATA, "missing")
}
