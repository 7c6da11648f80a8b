//! Users and their sessions.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::store::sqlite::convert::Millis;
use crate::store::{QuestCredentials, QuestSession, QuestUser, TokenHash};

fn user(row: &Row<'_>) -> rusqlite::Result<QuestUser> {
    Ok(QuestUser {
        user_id: row.get("user_id")?,
        username: row.get("username")?,
        name: row.get("name")?,
        level: row.get("level")?,
        is_admin: row.get("is_admin")?,
    })
}

pub fn credentials(db: &Connection, username: &str) -> rusqlite::Result<Option<QuestCredentials>> {
    db.prepare_cached("SELECT * FROM quest_users WHERE username = ?1")?
        .query_row([username], |row| {
            Ok(QuestCredentials {
                user: user(row)?,
                password_hash: row.get("password_hash")?,
            })
        })
        .optional()
}

pub fn open_session(
    db: &Connection,
    token: &TokenHash,
    user_id: i64,
    now: Timestamp,
    expires: Timestamp,
) -> rusqlite::Result<()> {
    db.execute(
        "DELETE FROM quest_sessions WHERE expires_ms <= ?1",
        [Millis(now)],
    )?;
    db.execute(
        "INSERT INTO quest_sessions (token_hash, user_id, signed_in_ms, expires_ms)
         VALUES (?1, ?2, ?3, ?4)",
        params![token, user_id, Millis(now), Millis(expires)],
    )?;
    Ok(())
}

pub fn session(
    db: &Connection,
    token: &TokenHash,
    now: Timestamp,
) -> rusqlite::Result<Option<QuestSession>> {
    db.prepare_cached(
        "SELECT u.*, s.signed_in_ms FROM quest_sessions s
         JOIN quest_users u ON u.user_id = s.user_id
         WHERE s.token_hash = ?1 AND s.expires_ms > ?2",
    )?
    .query_row(params![token, Millis(now)], |row| {
        let signed_in: Millis = row.get("signed_in_ms")?;
        Ok(QuestSession {
            user: user(row)?,
            signed_in: signed_in.0,
        })
    })
    .optional()
}

pub fn close_session(db: &Connection, token: &TokenHash) -> rusqlite::Result<()> {
    db.execute("DELETE FROM quest_sessions WHERE token_hash = ?1", [token])?;
    Ok(())
}
