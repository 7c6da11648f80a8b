//! Why a call was not answered, as a result code and a sentence.

use thiserror::Error;

use crate::dialects::read::Unread;
use crate::service::clubs::Refusal;

#[derive(Debug, Error)]
pub enum Denied {
    #[error("the body cannot be read: {0}")]
    Unreadable(String),
    #[error("the body is too large")]
    TooLarge,
    #[error("no data")]
    Empty,
    #[error("the sign is wrong")]
    Sign,
    #[error("the caller is not known")]
    Caller,
    #[error("no user_id")]
    NoUser,
    #[error("no token")]
    NoToken,
    #[error("{0} is missing")]
    Missing(&'static str),
    #[error("{0} is not {1:?}")]
    Wrong(&'static str, Kind),
    #[error("another method than POST")]
    Method,
    #[error("no such call")]
    Unknown,
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// What a parameter should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Number,
    Text,
    /// Ids joined by commas.
    Ids,
    /// A Unix time of 13 digits.
    Millis,
    /// 0 or 1.
    Flag,
    /// A list of objects.
    Objects,
    /// One of a few words or numbers.
    Choice,
    /// A page size or number that can be had.
    Page,
}

pub type Result<T, E = Denied> = std::result::Result<T, E>;

impl From<Unread> for Denied {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::TooLarge => Self::TooLarge,
            Unread::Broken(why) => Self::Unreadable(why),
        }
    }
}

impl From<tokio::task::JoinError> for Denied {
    fn from(error: tokio::task::JoinError) -> Self {
        Self::Refused(error.into())
    }
}
