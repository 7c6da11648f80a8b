//! A connector's failure, as the UI and the log are told of it.

use crate::reads;
use muster_connectors::Error;
use muster_domain::{error::AppError, id::ConnectionId, quest::Refused};

/// Characters of a server's refusal that are shown.
pub(crate) const REFUSAL: usize = 500;

/// For the log: a server's words may name people.
pub(crate) fn kind(error: &Error) -> String {
    match error {
        Error::Rejected { .. } => "rejected".to_owned(),
        Error::Failed { .. } => "failed".to_owned(),
        Error::Gone { .. } => "gone".to_owned(),
        Error::QuestRefused(refused) => format!("refused: {:?}", refused.refusal),
        Error::BrokenAnswer { path, .. } => format!("broken answer at {path}"),
        other => other.to_string(),
    }
}

/// A connector's failure in the UI's terms.
pub(crate) fn app_error(connection: &ConnectionId, error: &Error) -> AppError {
    match error {
        Error::Unreachable(_) => AppError::Unreachable,
        Error::TimedOut { sent } => AppError::TimedOut { sent: *sent },
        Error::CutOff(_) => AppError::CutOff,
        Error::NotSignedIn => AppError::NotSignedIn {
            connection: connection.clone(),
        },
        Error::NoEnterprise => AppError::NoEnterprise {
            connection: connection.clone(),
        },
        Error::WrongPassword => AppError::WrongPassword,
        Error::NotPermitted => AppError::NotPermitted,
        Error::NotAccepted(setting) => AppError::NotAccepted { setting: *setting },
        // The window does the same about all three: it shows the words.
        Error::Rejected { message } | Error::Failed { message } | Error::Gone { message } => {
            let mut message = message.clone();
            reads::clip(&mut message, REFUSAL);
            AppError::Rejected { message }
        }
        Error::QuestRefused(Refused { refusal, message }) => {
            let (refusal, mut message) = (*refusal, message.clone());
            reads::clip(&mut message, REFUSAL);
            AppError::QuestRefused { refusal, message }
        }
        Error::PasswordNeeded => AppError::PasswordNeeded {
            connection: connection.clone(),
        },
        Error::BrokenAnswer { path, .. } => AppError::BrokenAnswer { path: path.clone() },
        Error::WrongServer => AppError::WrongServer,
        Error::TooLarge { cap_mib } => AppError::TooLarge { cap_mib: *cap_mib },
        Error::BadAddress => AppError::BadAddress,
    }
}
