//! Why something about moments jobs was not done.

use thiserror::Error;

use crate::service;
use crate::store::StoreError;

#[derive(Debug, Error)]
pub enum Refusal {
    #[error("not signed in")]
    NotSignedIn,
    #[error("no enterprise is chosen")]
    NoEnterprise,
    #[error("no such platform, or not this manager's")]
    NoSuchPlatform,
    #[error("no such enterprise, or not this manager's")]
    NoSuchEnterprise,
    #[error("no such task, or not of this enterprise")]
    NoSuchTask,
    #[error("no such job, or not of this enterprise")]
    NoSuchJob,
    #[error("invalid: {0}")]
    Invalid(#[from] Fault),
    #[error(transparent)]
    Other(#[from] service::Refusal),
}

/// What is wrong with what is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Fault {
    #[error("no day of this calendar")]
    Day,
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Other(error.into())
    }
}

impl From<tokio::task::JoinError> for Refusal {
    fn from(error: tokio::task::JoinError) -> Self {
        Self::Other(error.into())
    }
}
