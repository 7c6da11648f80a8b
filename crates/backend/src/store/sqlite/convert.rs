//! Between columns and values.

use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::store::{Answer, ClubLevel, Gender, Level, Reason, Reply, Unit};

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
    Reason { Published = "published", Confirm = "confirm", Finish = "finish" }
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
