//! What the simulated unit reads and writes.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::convert::Millis;
use crate::store::{DrillStep, DrillTask, DuePerson, Point};

pub fn tasks(db: &Connection, now: Timestamp) -> rusqlite::Result<Vec<DrillTask>> {
    db.prepare_cached(
        "SELECT task_id, published_ms, gather_ms, place_lat, place_lng, drill_ms FROM tasks
         WHERE finished_ms IS NULL AND finish_ms > ?1 ORDER BY task_id",
    )?
    .query_map([Millis(now)], |row| {
        Ok(DrillTask {
            task_id: row.get(0)?,
            published: row.get::<_, Millis>(1)?.0,
            gather: row.get::<_, Millis>(2)?.0,
            place: Point {
                lat: row.get(3)?,
                lng: row.get(4)?,
            },
            lived_ms: row.get(5)?,
        })
    })?
    .collect()
}

pub fn due(
    db: &Connection,
    task_id: i64,
    until_ms: i64,
    limit: i64,
) -> rusqlite::Result<Vec<DuePerson>> {
    db.prepare_cached(
        "SELECT n.soldier_id, p.home_lat, p.home_lng, n.status, n.checked_ms IS NOT NULL
         FROM notified n JOIN people p ON p.soldier_id = n.soldier_id
         WHERE n.task_id = ?1 AND n.due_ms <= ?2
         ORDER BY n.due_ms, n.soldier_id LIMIT ?3",
    )?
    .query_map([task_id, until_ms, limit], |row| {
        Ok(DuePerson {
            soldier_id: row.get(0)?,
            home: Point {
                lat: row.get(1)?,
                lng: row.get(2)?,
            },
            answer: row.get(3)?,
            checked: row.get(4)?,
        })
    })?
    .collect()
}

pub fn write(
    db: &Connection,
    task_id: i64,
    lived_ms: i64,
    steps: &[DrillStep],
) -> rusqlite::Result<()> {
    let mut answer = db.prepare_cached(
        "UPDATE notified SET status = ?3, responded_ms = ?4
         WHERE task_id = ?1 AND soldier_id = ?2 AND status = 'unread'",
    )?;
    let mut check_in = db.prepare_cached(
        "UPDATE notified SET checked_ms = ?3
         WHERE task_id = ?1 AND soldier_id = ?2 AND status = 'accepted' AND checked_ms IS NULL",
    )?;
    let mut walk = db.prepare_cached(
        "INSERT INTO positions (task_id, soldier_id, lat, lng, reported_ms)
         VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (task_id, soldier_id) DO UPDATE
         SET lat = excluded.lat, lng = excluded.lng, reported_ms = excluded.reported_ms",
    )?;
    let mut look_again = db
        .prepare_cached("UPDATE notified SET due_ms = ?3 WHERE task_id = ?1 AND soldier_id = ?2")?;
    for step in steps {
        let who = step.soldier_id;
        if let Some((status, at)) = step.answered {
            answer.execute(params![task_id, who, status, Millis(at)])?;
        }
        if let Some(at) = step.checked {
            check_in.execute(params![task_id, who, Millis(at)])?;
        }
        if let Some((point, at)) = step.position {
            walk.execute(params![task_id, who, point.lat, point.lng, Millis(at)])?;
        }
        look_again.execute(params![task_id, who, step.due_ms])?;
    }
    db.prepare_cached("UPDATE tasks SET drill_ms = ?2 WHERE task_id = ?1")?
        .execute([task_id, lived_ms])?;
    Ok(())
}
