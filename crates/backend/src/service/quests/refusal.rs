//! Why something about quests was not done.

use jiff::Timestamp;
use thiserror::Error;

use crate::service;
use crate::store::StoreError;

#[derive(Debug, Error)]
pub enum Refusal {
    #[error("only an admin may do this")]
    NotAdmin,
    #[error("the last sign-in is too long ago for this")]
    SignInAgain,
    #[error("too many calls")]
    TooOften,
    #[error("no such quest")]
    NoSuchQuest,
    #[error("accepted before")]
    AlreadyAccepted,
    #[error("cannot be accepted: {0:?}")]
    Obstacle(#[from] Obstacle),
    #[error("not accepted")]
    NotAccepted,
    #[error("completed, and so not to be abandoned")]
    Completed,
    #[error("not far enough to be completed")]
    NotEnough,
    #[error("the time ran out and the quest expired")]
    Expired,
    #[error("the time ran out and the quest failed")]
    Failed,
    #[error("not completed")]
    NotCompleted,
    #[error("the rewards were claimed")]
    AlreadyClaimed,
    #[error("invalid: {0}")]
    Invalid(#[from] Fault),
    #[error(transparent)]
    Other(#[from] service::Refusal),
}

/// What keeps a user from accepting a quest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Obstacle {
    #[error("inactive")]
    Inactive,
    #[error("begins at {0}")]
    NotYet(Timestamp),
    #[error("over")]
    Over,
    #[error("needs level {0}")]
    Level(i64),
    #[error("other quests come first")]
    Needs,
    #[error("completed {0} times, which is as often as may be")]
    Exhausted(i64),
}

/// What is wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    #[error("the body cannot be read: {0}")]
    Body(String),
    #[error("the body is too large")]
    TooLarge,
    #[error("{0} is missing")]
    Missing(&'static str),
    #[error("{0} is not what it has to be")]
    Wrong(&'static str),
    #[error("no WebSocket")]
    NoWebSocket,
    #[error("the page size is out of range")]
    PageSize,
    #[error("pages count from 1")]
    PageNumber,
    #[error("not from 1 to as many as a batch may hold")]
    Batch,
    #[error("no name")]
    NameMissing,
    #[error("the name is too long")]
    NameTooLong,
    #[error("the description is too long")]
    DescriptionTooLong,
    #[error("no such category: {0}")]
    UnknownCategory(i64),
    #[error("no type of target, or one that is too long")]
    TargetType,
    #[error("the target count is out of range")]
    TargetCount,
    #[error("the target's parameters are too large")]
    TargetParams,
    #[error("too many rewards")]
    TooManyRewards,
    #[error("a reward without a name, or with one that is too long")]
    RewardName,
    #[error("the quantity of a reward is out of range")]
    RewardQuantity,
    #[error("no such quest to be completed before: {0}")]
    UnknownNeed(i64),
    #[error("quests would wait for each other")]
    Circle,
    #[error("the level is out of range")]
    Level,
    #[error("the time limit is out of range")]
    TimeLimit,
    #[error("the number of completions is out of range")]
    MaxCompletions,
    #[error("it ends before it begins")]
    EndsBeforeStart,
    #[error("another quest needs it: {0}")]
    Needed(String),
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
