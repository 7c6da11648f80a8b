//! Managers, their sessions, and the enterprises that they manage.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::store::sqlite::convert::Millis;
use crate::store::{Crew, Enterprise, Manager, ManagerCredentials, ManagerSession, TokenHash};

fn manager(row: &Row<'_>) -> rusqlite::Result<Manager> {
    Ok(Manager {
        manager_id: row.get("manager_id")?,
        uniacid: row.get("uniacid")?,
        mobile: row.get("mobile")?,
    })
}

fn enterprise(row: &Row<'_>) -> rusqlite::Result<Enterprise> {
    Ok(Enterprise {
        enterprise_id: row.get("enterprise_id")?,
        uniacid: row.get("uniacid")?,
        name: row.get("name")?,
    })
}

pub fn has_platform(db: &Connection, uniacid: i64) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT EXISTS (SELECT 1 FROM enterprises WHERE uniacid = ?1)")?
        .query_row([uniacid], |row| row.get(0))
}

pub fn credentials(
    db: &Connection,
    uniacid: i64,
    mobile: i64,
) -> rusqlite::Result<Option<ManagerCredentials>> {
    db.prepare_cached("SELECT * FROM managers WHERE uniacid = ?1 AND mobile = ?2")?
        .query_row([uniacid, mobile], |row| {
            Ok(ManagerCredentials {
                manager: manager(row)?,
                password_hash: row.get("password_hash")?,
            })
        })
        .optional()
}

pub fn open_session(
    db: &Connection,
    token: &TokenHash,
    after: Option<&TokenHash>,
    manager_id: i64,
    now: Timestamp,
    expires: Timestamp,
) -> rusqlite::Result<()> {
    db.execute(
        "DELETE FROM manager_sessions WHERE expires_ms <= ?1 OR token_hash = ?2",
        params![Millis(now), after],
    )?;
    db.execute(
        "INSERT INTO manager_sessions (token_hash, manager_id, expires_ms) VALUES (?1, ?2, ?3)",
        params![token, manager_id, Millis(expires)],
    )?;
    Ok(())
}

pub fn session(
    db: &Connection,
    token: &TokenHash,
    now: Timestamp,
) -> rusqlite::Result<Option<ManagerSession>> {
    db.prepare_cached(
        "SELECT m.manager_id, m.uniacid, m.mobile, s.enterprise_id
         FROM manager_sessions s JOIN managers m ON m.manager_id = s.manager_id
         WHERE s.token_hash = ?1 AND s.expires_ms > ?2",
    )?
    .query_row(params![token, Millis(now)], |row| {
        Ok(ManagerSession {
            manager: manager(row)?,
            enterprise_id: row.get("enterprise_id")?,
        })
    })
    .optional()
}

pub fn enterprises(db: &Connection, manager_id: i64) -> rusqlite::Result<Vec<Enterprise>> {
    db.prepare_cached(
        "SELECT e.* FROM managed_enterprises g
         JOIN enterprises e ON e.enterprise_id = g.enterprise_id
         WHERE g.manager_id = ?1 ORDER BY e.enterprise_id",
    )?
    .query_map([manager_id], enterprise)?
    .collect()
}

pub fn choose(db: &Connection, token: &TokenHash, enterprise_id: i64) -> rusqlite::Result<bool> {
    let changed = db
        .prepare_cached(
            "UPDATE manager_sessions SET enterprise_id = ?2
             WHERE token_hash = ?1 AND EXISTS (
                 SELECT 1 FROM managed_enterprises g
                 WHERE g.manager_id = manager_sessions.manager_id AND g.enterprise_id = ?2)",
        )?
        .execute(params![token, enterprise_id])?;
    Ok(changed > 0)
}

pub fn crew(db: &Connection, enterprise_id: i64) -> rusqlite::Result<Crew> {
    let ids = |query: &str| -> rusqlite::Result<Vec<i64>> {
        db.prepare_cached(query)?
            .query_map([enterprise_id], |row| row.get(0))?
            .collect()
    };
    Ok(Crew {
        departments: ids("SELECT department_id FROM staff_departments
             WHERE enterprise_id = ?1 ORDER BY department_id")?,
        staff: ids("SELECT staff_id FROM staff WHERE enterprise_id = ?1 ORDER BY staff_id")?,
    })
}
