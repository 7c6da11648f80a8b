//! The errors that reach the UI. A code exists only where the UI acts
//! differently; the UI turns a code into words per language.

use crate::{
    connection::ClientSetting, draft::Problem, id::ConnectionId, quest::QuestRefusal, time::Time,
};
use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum AppError {
    /// No byte was sent: connection refused, no route, no such host.
    Unreachable,
    /// No answer in time. `sent` says whether the request may have arrived.
    TimedOut { sent: bool },
    /// The connection was cut after the request was sent: it may have arrived.
    CutOff,
    /// The server does not know us, or its token service is down; sign in
    /// again. What was being done is kept.
    NotSignedIn { connection: ConnectionId },
    /// The account manages several enterprises, and has to choose one first.
    NoEnterprise { connection: ConnectionId },
    /// The server refused the name or the password.
    WrongPassword,
    /// The server refused, in its own words. Text, never branched on.
    Rejected { message: String },
    /// A questboard server refused, for a reason that has a code. With its
    /// words, as above.
    QuestRefused {
        refusal: QuestRefusal,
        message: String,
    },
    /// The server wants the password before this, as the last sign-in is too
    /// long ago. Nothing was done; the session lives on.
    PasswordNeeded { connection: ConnectionId },
    /// The server answered something that is not of the protocol. `path` names
    /// the place, as in `data.mission[3].deadline`.
    BrokenAnswer { path: String },
    /// The answer is a web page or another program's: this is not such a
    /// server, or a gateway stands in between.
    WrongServer,
    /// The server does not take this connection's caller or signature: its
    /// settings are not those that the server's owner gave out.
    NotAccepted { setting: ClientSetting },
    /// An answer larger than the cap.
    TooLarge { cap_mib: u32 },
    /// The address cannot be one.
    BadAddress,
    /// A password would cross the network in the clear; ask once.
    NotEncrypted,
    /// A draft of more text than is kept: what was saved before is as it was.
    DraftTooLarge { kib: u32, limit_kib: u32 },
    /// What was typed cannot be sent.
    Invalid { problems: Vec<Problem> },
    /// The draft, connection, task or entry is not here (any more).
    NotFound,
    /// The account may not do this.
    NotPermitted,
    /// This window may only read.
    ReadOnlyWindow,
    /// The outbox entry has left the state in which this is possible.
    TooLate,
    /// Nothing was ever fetched, and the server is out of reach.
    NothingCached,
    /// The stores are closed, or the windows covered, until a passphrase is
    /// given.
    Locked,
    /// The passphrase is not the one.
    WrongPassphrase,
    /// Guessed wrong too often; the next guess is looked at from then on.
    TryLater { at: Time },
    /// The disk is full or refuses to be written.
    Storage,
    /// A file that the user asked for could not be written: nothing of it is
    /// there, and what was there before is. `full` if there is no room for it.
    NotWritten { full: bool },
    /// This computer has no program for it.
    NoProgram,
    /// A mistake of ours. The log has the details under this id.
    Internal { id: String },
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // The log holds no server's words: they may name people.
            Self::Rejected { .. } => f.write_str("Rejected"),
            Self::QuestRefused { refusal, .. } => write!(f, "QuestRefused {refusal:?}"),
            other => write!(f, "{other:?}"),
        }
    }
}

impl std::error::Error for AppError {}
