//! `code`: what became of a call (chapter 6, and `docs/protocols/questboard.md`).

use muster_domain::quest::QuestRefusal;

/// What a code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    Done,
    /// 401: no such session; when signing in, no such name or password.
    Unknown,
    /// 403
    NotPermitted,
    /// 428: the last sign-in is too long ago for this.
    PasswordNeeded,
    Refused(QuestRefusal),
}

impl From<u32> for Code {
    fn from(code: u32) -> Self {
        match code {
            0 => Self::Done,
            401 => Self::Unknown,
            403 => Self::NotPermitted,
            428 => Self::PasswordNeeded,
            other => Self::Refused(refusal(other)),
        }
    }
}

/// The refusal that a code of chapter 6 is.
pub(crate) fn refusal(code: u32) -> QuestRefusal {
    match code {
        1001 => QuestRefusal::NoSuchQuest,
        1002 => QuestRefusal::AlreadyAccepted,
        1003 => QuestRefusal::Expired,
        1004 => QuestRefusal::LevelTooLow,
        1005 => QuestRefusal::PrerequisiteMissing,
        1006 => QuestRefusal::NotAccepted,
        1007 => QuestRefusal::AlreadyCompleted,
        1008 => QuestRefusal::NotEnoughProgress,
        1009 => QuestRefusal::RanOut,
        1010 => QuestRefusal::NotCompleted,
        1011 => QuestRefusal::AlreadyClaimed,
        1012 => QuestRefusal::Unavailable,
        1013 => QuestRefusal::Failed,
        1014 => QuestRefusal::PartlyFailed,
        1015 => QuestRefusal::BadParameters,
        1016 => QuestRefusal::TooOften,
        1017 => QuestRefusal::ServerError,
        other => QuestRefusal::Other(other),
    }
}
