//! How a call to a server can fail.

use muster_domain::{
    connection::ClientSetting,
    quest::{QuestRefusal, Refused},
};
use std::fmt;

/// What a connector's call answers.
pub type Result<T> = std::result::Result<T, Error>;

/// The whole space of failures, as far as somebody acts on the difference.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No byte of the request left this machine.
    #[error("reach the server")]
    Unreachable(#[source] Option<Cause>),
    /// A deadline passed. `sent`: bytes of the request may have left.
    #[error("get an answer in time (request sent: {sent})")]
    TimedOut { sent: bool },
    /// The connection ended after bytes of the request may have left.
    #[error("read the answer before the connection ended")]
    CutOff(#[source] Option<Cause>),
    /// The server does not know the session, or says so because its own token
    /// service is down.
    #[error("be recognised by the server")]
    NotSignedIn,
    /// The account manages several enterprises, and has chosen none.
    #[error("work without an enterprise that was chosen")]
    NoEnterprise,
    /// Name or password refused.
    #[error("sign in with this name and password")]
    WrongPassword,
    /// Refused, with the server's words.
    #[error("be accepted by the server: {message}")]
    Rejected { message: String },
    /// A questboard server refused, for a reason that has a code.
    #[error("be accepted by the server: {:?} {}", .0.refusal, .0.message)]
    QuestRefused(Refused),
    /// The server wants the password again before this; the session lives on.
    #[error("do this without the password being given again")]
    PasswordNeeded,
    /// The server's program failed. It may have done what it was asked, or half
    /// of it.
    #[error("be served: {message}")]
    Failed { message: String },
    /// Refused, and what it was about is no longer there to be shown.
    #[error("find what is still there: {message}")]
    Gone { message: String },
    /// The account may not do this.
    #[error("be allowed to")]
    NotPermitted,
    /// The server does not take a setting of this connection.
    #[error("be accepted with the connection's {0:?}")]
    NotAccepted(ClientSetting),
    /// An answer that is not of the protocol. `path` names the place, as in
    /// `data.mission[3].deadline`; `.` is the whole answer.
    #[error("read {path} of the answer: {reason}")]
    BrokenAnswer { path: String, reason: String },
    /// A web page, or something else that no such server says.
    #[error("find such a server at this address")]
    WrongServer,
    /// The answer is larger than the cap, MiB.
    #[error("take an answer of more than {cap_mib} MiB")]
    TooLarge { cap_mib: u32 },
    /// The address is not one.
    #[error("understand the address")]
    BadAddress,
}

impl Error {
    /// Pages beyond any number that is believed.
    pub fn endless() -> Self {
        Self::BrokenAnswer {
            path: ".".to_owned(),
            reason: "pages without end".to_owned(),
        }
    }

    /// Rows of different people under one id, of which only one can be kept.
    pub fn shared_id() -> Self {
        Self::BrokenAnswer {
            path: ".".to_owned(),
            reason: "one id for several people, or none".to_owned(),
        }
    }

    /// A list of fewer people than the server counts, and others at each
    /// reading.
    pub fn unsettled() -> Self {
        Self::BrokenAnswer {
            path: ".".to_owned(),
            reason: "people missing, others at each reading".to_owned(),
        }
    }

    /// Whether the request may have taken effect on the server: the answer
    /// that a write must settle by reading.
    pub fn may_have_arrived(&self) -> bool {
        match self {
            Self::Unreachable(_)
            | Self::BadAddress
            | Self::NotSignedIn
            | Self::NoEnterprise
            | Self::WrongPassword
            | Self::Rejected { .. }
            | Self::Gone { .. }
            | Self::NotPermitted
            | Self::PasswordNeeded
            | Self::NotAccepted(_) => false,
            Self::QuestRefused(refused) => refused.refusal == QuestRefusal::ServerError,
            Self::TimedOut { sent } => *sent,
            Self::CutOff(_)
            | Self::Failed { .. }
            | Self::BrokenAnswer { .. }
            | Self::WrongServer
            | Self::TooLarge { .. } => true,
        }
    }
}

/// What lies beneath a failure, for the log. Holds no address, no token, no
/// body.
#[derive(Debug)]
pub struct Cause(pub String);

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Cause {}
