//! Accounts and their sessions.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::convert::{Millis, unit};
use crate::store::{Account, Credentials, TokenHash};

fn account(row: &rusqlite::Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        account_id: row.get("account_id")?,
        unit: unit(row, "office_id", "org_id")?,
    })
}

pub fn credentials(db: &Connection, username: &str) -> rusqlite::Result<Option<Credentials>> {
    db.prepare_cached(
        "SELECT account_id, office_id, org_id, password_hash FROM accounts WHERE username = ?1",
    )?
    .query_row([username], |row| {
        Ok(Credentials {
            account: account(row)?,
            password_hash: row.get("password_hash")?,
        })
    })
    .optional()
}

pub fn open_session(
    db: &Connection,
    token: &TokenHash,
    account_id: i64,
    now: Timestamp,
    expires: Timestamp,
) -> rusqlite::Result<()> {
    db.execute("DELETE FROM sessions WHERE expires_ms <= ?1", [Millis(now)])?;
    db.execute(
        "INSERT INTO sessions (token_hash, account_id, expires_ms) VALUES (?1, ?2, ?3)",
        params![token, account_id, Millis(expires)],
    )?;
    Ok(())
}

pub fn session(
    db: &Connection,
    token: &TokenHash,
    now: Timestamp,
) -> rusqlite::Result<Option<Account>> {
    db.prepare_cached(
        "SELECT a.account_id, a.office_id, a.org_id
         FROM sessions s JOIN accounts a ON a.account_id = s.account_id
         WHERE s.token_hash = ?1 AND s.expires_ms > ?2",
    )?
    .query_row(params![token, Millis(now)], account)
    .optional()
}

pub fn close_session(db: &Connection, token: &TokenHash) -> rusqlite::Result<()> {
    db.execute("DELETE FROM sessions WHERE token_hash = ?1", [token])?;
    Ok(())
}
