//! Why something was not done.

use std::time::Duration;

use thiserror::Error;

use crate::store::StoreError;

#[derive(Debug, Error)]
pub enum Refusal {
    #[error("not signed in")]
    NotSignedIn,
    #[error("wrong user name or password")]
    WrongPassword,
    #[error("too many attempts to sign in, wait {0:?}")]
    Wait(Duration),
    #[error("no such task, or not this account's to see")]
    NoSuchTask,
    #[error("only the launcher may finish a task")]
    NotLauncher,
    #[error("an organisation sees no offices")]
    OfficesOnly,
    #[error("invalid request: {0}")]
    Invalid(#[from] Fault),
    #[error("failed to {0}")]
    Store(#[from] StoreError),
    #[error("failed to hash a password")]
    Hash(#[from] argon2::password_hash::Error),
    #[error("failed to get random bytes")]
    Random(#[from] getrandom::Error),
    #[error("failed to finish the work of a request")]
    Work(#[from] tokio::task::JoinError),
}

/// What is wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    #[error("the body cannot be read: {0}")]
    Body(String),
    #[error("the body is too large")]
    TooLarge,
    #[error("no number in the path")]
    Path,
    #[error("{0} is not a time as YYYY-MM-DD HH:MM:SS")]
    Time(&'static str),
    #[error("no title")]
    TitleMissing,
    #[error("the title is too long")]
    TitleTooLong,
    #[error("the detail is too long")]
    DetailTooLong,
    #[error("the headcount is not at least 1")]
    Headcount,
    #[error("the gather time is past")]
    GatherPast,
    #[error("launched after the gather time")]
    LaunchAfterGather,
    #[error("finished before the gather time")]
    FinishBeforeGather,
    #[error("no such place of this unit: {0}")]
    UnknownPlace(i64),
    #[error("no place name")]
    PlaceNameMissing,
    #[error("the place name is too long")]
    PlaceNameTooLong,
    #[error("no coordinates on this earth")]
    Coordinates,
    #[error("nobody is chosen")]
    NobodyChosen,
    #[error("no such office at or below this unit: {0}")]
    UnknownOffice(i64),
    #[error("no such organisation at or below this unit: {0}")]
    UnknownOrg(i64),
    #[error("no such person at or below this unit: {0}")]
    UnknownSoldier(i64),
    #[error("the page size is out of range")]
    PageSize,
    #[error("pages count from 1")]
    PageNumber,
}
