//! Between columns and values.

use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::store::{
    Action, Answer, AttachmentKind, ClubLevel, Gender, Level, QuestKind, Reason, Reply, Reset,
    RunState, Unit,
};

/// An instant as Unix milliseconds.
#[derive(Debug, Clone, Copy)]
pub struct Millis(pub Timestamp);

impl ToSql for Millis {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_millisecond().into())
    }
}

impl FromSql for Millis {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let millis = value.as_i64()?;
        Timestamp::from_millisecond(millis)
            .map(Self)
            .map_err(|_| FromSqlError::OutOfRange(millis))
    }
}

/// A value stored as JSON text.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: Serialize> ToSql for Json<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        serde_json::to_string(&self.0)
            .map(Into::into)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
    }
}

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?)
            .map(Self)
            .map_err(|error| FromSqlError::Other(error.into()))
    }
}

/// Stores each variant of a type as its word.
macro_rules! words {
    ($($name:ident { $($variant:ident = $word:literal),* $(,)? })*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(match self {
                    $(Self::$variant => $word,)*
                }
                .into())
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                match value.as_str()? {
                    $($word => Ok(Self::$variant),)*
                    _ => Err(FromSqlError::InvalidType),
                }
            }
        }
    )*};
}

words! {
    Level { Street = "street", District = "district", City = "city" }
    Answer { Unread = "unread", Refused = "refused", Accepted = "accepted" }
    Gender { Female = "female", Male = "male" }
    ClubLevel { School = "school", Faculty = "faculty", Interest = "interest" }
    Reply { Nothing = "nothing", Confirmed = "confirmed", Leave = "leave" }
    AttachmentKind {
        Image = "image",
        Video = "video",
        Link = "link",
        MiniProgram = "mini_program",
    }
    Reason { Published = "published", Confirm = "confirm", Finish = "finish" }
    QuestKind {
        Daily = "daily", Weekly = "weekly", Achievement = "achievement", Event = "event",
        Tutorial = "tutorial", Team = "team",
    }
    Reset { Never = "none", Daily = "daily", Weekly = "weekly", Monthly = "monthly" }
    RunState {
        Idle = "idle", Running = "running", Completed = "completed", Claimed = "claimed",
        Failed = "failed", Expired = "expired",
    }
    Action {
        Create = "create", Update = "update", Delete = "delete", Reset = "reset", Claim = "claim",
    }
}

/// The unit in two columns of which one is null.
pub fn unit(
    row: &rusqlite::Row<'_>,
    office_column: &str,
    org_column: &str,
) -> rusqlite::Result<Unit> {
    match row.get(office_column)? {
        Some(office_id) => Ok(Unit::Office(office_id)),
        None => Ok(Unit::Org(row.get(org_column)?)),
    }
}
