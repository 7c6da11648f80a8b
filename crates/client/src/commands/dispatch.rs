//! What a row of the table is, and what it turns into: who may call it, how its
//! arguments are read and its answer is written.

use crate::{
    client::{Caller, Client},
    fault,
};
use muster_domain::error::AppError;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use ts_rs::TS;

/// The largest answer, bytes: the UI asks for the rows that it shows.
pub(super) const ANSWER_LIMIT: usize = 256 * 1024;

/// What a command does to the state that the user sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Changes nothing on a server, and nothing that anybody wrote; every window
    /// may call it.
    Read,
    /// The main window alone may call it.
    Write,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    pub name: &'static str,
    pub access: Access,
    /// Answered while the screen lock covers the windows.
    pub while_locked: bool,
    pub doc: &'static str,
}

/// The arguments of a command that has none.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
pub struct NoArgs {}

/// Whether a row says that it is answered while the windows are covered.
macro_rules! while_locked {
    () => {
        false
    };
    (WhileLocked) => {
        true
    };
}

macro_rules! commands {
    (@run $body:path, $client:ident, $caller:ident, $args:ident) => {
        $body($client, $args)
    };
    (@run $body:path, $client:ident, $caller:ident, $args:ident, window) => {
        $body($client, $caller.window(), $args)
    };
    ($(
        $(#[doc = $doc:literal])*
        $access:ident $(+ $locked:ident)? $name:ident($args:ty) $(of $window:ident)? -> $answer:ty = $body:path;
    )*) => {
        /// Every command.
        pub const TABLE: &[Command] = &[$(Command {
            name: stringify!($name),
            access: Access::$access,
            while_locked: while_locked!($($locked)?),
            doc: concat!($($doc, "\n",)*),
        },)*];

        pub(crate) async fn run(
            client: &Client,
            caller: Caller<'_>,
            name: &str,
            args: Value,
        ) -> Result<String, AppError> {
            match name {
                $(stringify!($name) => {
                    admit(caller, Access::$access)?;
                    uncovered(client, while_locked!($($locked)?))?;
                    let args: $args = read_args(name, args)?;
                    let answer: $answer = Box::pin(
                        commands!(@run $body, client, caller, args $(, $window)?)
                    ).await?;
                    write_answer(name, &answer)
                })*
                _ => Err(AppError::NotFound),
            }
        }

        /// Shows every type of the table to `visit`, and each row's types.
        pub(crate) fn describe(writer: &mut crate::bindings::Writer) {
            $(writer.command::<$args, $answer>(stringify!($name), concat!($($doc, "\n",)*));)*
        }
    };
}

pub(super) use {commands, while_locked};

pub(super) fn admit(caller: Caller<'_>, access: Access) -> Result<(), AppError> {
    match (caller, access) {
        (Caller::ReadOnly(_), Access::Write) => Err(AppError::ReadOnlyWindow),
        _ => Ok(()),
    }
}

/// Nothing that was read from a server leaves while the windows are covered.
pub(super) fn uncovered(client: &Client, while_locked: bool) -> Result<(), AppError> {
    if client.inner().screen_lock.stands().locked && !while_locked {
        return Err(AppError::Locked);
    }
    Ok(())
}

pub(super) fn read_args<T: DeserializeOwned>(name: &str, args: Value) -> Result<T, AppError> {
    let args = if args.is_null() {
        Value::Object(serde_json::Map::new())
    } else {
        args
    };
    serde_json::from_value(args).map_err(|error| fault::internal(name, shape(&error)))
}

pub(super) fn write_answer<T: Serialize>(name: &str, answer: &T) -> Result<String, AppError> {
    let json =
        serde_json::to_string(answer).map_err(|error| fault::internal(name, shape(&error)))?;
    if json.len() > ANSWER_LIMIT {
        return Err(fault::internal(
            name,
            format_args!("an answer of {} bytes", json.len()),
        ));
    }
    Ok(json)
}

/// What does not fit, without the values that the error would print.
fn shape(error: &serde_json::Error) -> String {
    format!("{:?} at column {}", error.classify(), error.column())
}
