//! Between columns and values.

use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::store::{Answer, Level, Unit};

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

impl ToSql for Level {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Street => "street",
            Self::District => "district",
            Self::City => "city",
        }
        .into())
    }
}

impl FromSql for Level {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_str()? {
            "street" => Ok(Self::Street),
            "district" => Ok(Self::District),
            "city" => Ok(Self::City),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}

impl ToSql for Answer {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Unread => "unread",
            Self::Refused => "refused",
            Self::Accepted => "accepted",
        }
        .into())
    }
}

impl FromSql for Answer {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_str()? {
            "unread" => Ok(Self::Unread),
            "refused" => Ok(Self::Refused),
            "accepted" => Ok(Self::Accepted),
            _ => Err(FromSqlError::InvalidType),
        }
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
