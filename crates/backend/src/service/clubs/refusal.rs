//! Why something about clubs was not done.

use jiff::SignedDuration;
use thiserror::Error;

use crate::service;
use crate::store::StoreError;

#[derive(Debug, Error)]
pub enum Refusal {
    #[error("the token does not hold")]
    TokenInvalid,
    #[error("no such club, or not in it")]
    NotInClub,
    #[error("only who administers the club may publish in its name")]
    NotAdministrator,
    #[error("no such mission, or not this student's business")]
    NoSuchMission,
    #[error("no such meeting, or not this student's business")]
    NoSuchMeeting,
    #[error("there are no such notices")]
    NoSuchNotice,
    #[error("only the sponsor may do this")]
    NotSponsor,
    #[error("only for oneself")]
    NotOneself,
    #[error("the mission was taken back")]
    MissionReverted,
    #[error("the meeting was taken back")]
    MeetingReverted,
    #[error("the meeting is over")]
    MeetingOver,
    #[error("signed in, which rules out leave")]
    SignedIn,
    #[error("nobody is left to remind")]
    NobodyLeft,
    #[error("sign-in refused: {0}")]
    SignIn(#[from] SignInFault),
    #[error("invalid: {0}")]
    Invalid(#[from] Fault),
    #[error(transparent)]
    Other(#[from] service::Refusal),
}

/// Why somebody was not signed in to a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SignInFault {
    #[error("no such meeting, or not invited")]
    NotInvited,
    #[error("nobody signs in to this meeting")]
    NotNeeded,
    #[error("signed in before")]
    AlreadySigned,
    #[error("sign-in opens in {0:?}")]
    NotOpenYet(SignedDuration),
    #[error("sign-in is closed")]
    Closed,
    #[error("the code is not of a leader of this meeting")]
    NotOfALeader,
    #[error("the code is {age:?} old and may be {most:?}")]
    TooOld {
        age: SignedDuration,
        most: SignedDuration,
    },
    #[error("the code was minted {0:?} from now")]
    FromTheFuture(SignedDuration),
}

/// What is wrong with a mission or a meeting that is to be published.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    #[error("no text")]
    ContentMissing,
    #[error("the text is too long")]
    ContentTooLong,
    #[error("no address")]
    AddressMissing,
    #[error("the address is too long")]
    AddressTooLong,
    #[error("the comment is too long")]
    CommentTooLong,
    #[error("the deadline is past")]
    DeadlinePast,
    #[error("nobody is chosen")]
    NobodyChosen,
    #[error("too many parts")]
    TooManyParts,
    #[error("not in the club: {0}")]
    NotAMember(i64),
    #[error("no leader for the sign-in")]
    LeaderMissing,
    #[error("too many leaders")]
    TooManyLeaders,
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
