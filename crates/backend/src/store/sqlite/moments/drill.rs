//! What the simulated unit reads and writes about moments jobs.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::jobs;
use crate::store::sqlite::convert::Millis;
use crate::store::{DrillJob, DrillSeries, NewMomentJob, PostStep};

pub fn series(db: &Connection) -> rusqlite::Result<Vec<DrillSeries>> {
    db.prepare_cached(
        "SELECT t.task_id, t.enterprise_id, t.name, t.drill_ms, t.due_ms,
             (SELECT COUNT(*) FROM moment_jobs j WHERE j.task_id = t.task_id) AS jobs,
             (SELECT MAX(j.sent_ms) FROM moment_jobs j WHERE j.task_id = t.task_id) AS last_ms
         FROM moment_tasks t WHERE t.due_ms IS NOT NULL ORDER BY t.task_id",
    )?
    .query_map([], |row| {
        let last: Option<Millis> = row.get("last_ms")?;
        Ok(DrillSeries {
            task: jobs::read_task(row)?,
            jobs: row.get("jobs")?,
            last_sent: last.map(|millis| millis.0),
            lived_ms: row.get("drill_ms")?,
            due_ms: row.get("due_ms")?,
        })
    })?
    .collect()
}

pub fn write_series(
    db: &Connection,
    task_id: i64,
    lived_ms: i64,
    published: Option<(&NewMomentJob, i64)>,
) -> rusqlite::Result<()> {
    if let Some((job, due_ms)) = published {
        jobs::publish(db, job)?;
        db.prepare_cached("UPDATE moment_tasks SET due_ms = ?2 WHERE task_id = ?1")?
            .execute([task_id, due_ms])?;
    }
    db.prepare_cached("UPDATE moment_tasks SET drill_ms = ?2 WHERE task_id = ?1")?
        .execute([task_id, lived_ms])?;
    Ok(())
}

pub fn jobs(db: &Connection, since: Timestamp) -> rusqlite::Result<Vec<DrillJob>> {
    db.prepare_cached(
        "SELECT j.job_id, j.sent_ms, j.drill_ms FROM moment_jobs j
         WHERE j.sent_ms >= ?1
           AND EXISTS (SELECT 1 FROM moment_posts p
                       WHERE p.job_id = j.job_id AND p.due_ms IS NOT NULL)
         ORDER BY j.job_id",
    )?
    .query_map([Millis(since)], |row| {
        Ok(DrillJob {
            job_id: row.get("job_id")?,
            sent: row.get::<_, Millis>("sent_ms")?.0,
            lived_ms: row.get("drill_ms")?,
        })
    })?
    .collect()
}

pub fn due(db: &Connection, job_id: i64, until_ms: i64, limit: i64) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached(
        "SELECT staff_id FROM moment_posts WHERE job_id = ?1 AND due_ms <= ?2
         ORDER BY due_ms, staff_id LIMIT ?3",
    )?
    .query_map([job_id, until_ms, limit], |row| row.get(0))?
    .collect()
}

pub fn write_posts(
    db: &Connection,
    job_id: i64,
    lived_ms: i64,
    steps: &[PostStep],
) -> rusqlite::Result<()> {
    let mut write = db.prepare_cached(
        "UPDATE moment_posts SET posted_ms = COALESCE(posted_ms, ?3), due_ms = ?4
         WHERE job_id = ?1 AND staff_id = ?2",
    )?;
    for step in steps {
        write.execute(params![
            job_id,
            step.staff_id,
            step.posted.map(Millis),
            step.due_ms
        ])?;
    }
    db.prepare_cached("UPDATE moment_jobs SET drill_ms = ?2 WHERE job_id = ?1")?
        .execute([job_id, lived_ms])?;
    Ok(())
}
