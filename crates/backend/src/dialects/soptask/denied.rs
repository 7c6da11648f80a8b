//! Why a call was not answered.

use thiserror::Error;

use crate::dialects::read::Unread;
use crate::service::moments::Refusal;

#[derive(Debug, Error)]
pub enum Denied {
    #[error("the body cannot be read: {0}")]
    Unreadable(String),
    #[error("the body is too large")]
    TooLarge,
    #[error("no such call")]
    Unknown,
    #[error("{0} is missing")]
    Missing(&'static str),
    #[error("{0} is not {1:?}")]
    Wrong(&'static str, Kind),
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// What a parameter should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Number,
    /// `YYYY-MM-DD`.
    Date,
    /// 0 or 1.
    Flag,
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
