//! Mistakes of ours and failures of the disk, as the UI hears of them. The log
//! gets the details, without values: they may be names and phone numbers.

use muster_domain::error::AppError;
use rusqlite::ErrorCode;
use std::{
    fmt::Display,
    sync::atomic::{AtomicU32, Ordering},
};

static COUNT: AtomicU32 = AtomicU32::new(1);

/// A mistake of ours, logged under an id that the UI shows. `detail` may name
/// types, columns and sizes, never values.
pub(crate) fn internal(what: &str, detail: impl Display) -> AppError {
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let id = format!("{what}-{:x}-{count}", std::process::id());
    tracing::error!(what, id, %detail, "internal error");
    AppError::Internal { id }
}

/// What the UI hears of a failed access to a database.
pub(crate) fn storage(what: &str, error: &rusqlite::Error) -> AppError {
    if is_disk(error) {
        tracing::error!(what, detail = describe(error), "write to the disk");
        AppError::Storage
    } else {
        internal(what, describe(error))
    }
}

/// Whether the disk, not the program, is at fault.
pub(crate) fn is_disk(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(
            ErrorCode::DiskFull
                | ErrorCode::SystemIoFailure
                | ErrorCode::ReadOnly
                | ErrorCode::CannotOpen
                | ErrorCode::PermissionDenied
                | ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::OutOfMemory
        )
    )
}

/// Whether the file is no database under this key, or a broken one.
pub(crate) fn is_unreadable(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)
    )
}

/// The kind of failure, without the values that some kinds print.
pub(crate) fn describe(error: &rusqlite::Error) -> String {
    use rusqlite::Error;
    match error {
        Error::SqliteFailure(failure, _) => {
            format!("sqlite {:?} ({})", failure.code, failure.extended_code)
        }
        Error::FromSqlConversionFailure(column, kind, _) => {
            format!("column {column} of type {kind} does not convert")
        }
        Error::InvalidColumnType(column, name, kind) => {
            format!("column {column} ({name}) has type {kind}")
        }
        Error::QueryReturnedNoRows => "no row".to_owned(),
        Error::SqlInputError { msg, .. } => format!("statement: {msg}"),
        _ => "another failure of the database".to_owned(),
    }
}
