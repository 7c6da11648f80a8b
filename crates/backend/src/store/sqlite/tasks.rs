//! Tasks with their counts.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::convert::{Millis, unit};
use super::units::AT_OR_BELOW;
use crate::store::{Counts, PageAt, Point, Task, Unit};

/// What [`read`] reads. Counts come from the rows each time: nothing can
/// disagree with them.
const TASK_ROWS: &str = "SELECT t.*, COALESCE(f.name, g.name) AS launcher_name,
         (SELECT COUNT(*) FROM notified n WHERE n.task_id = t.task_id) AS notified,
         (SELECT COUNT(*) FROM notified n
          WHERE n.task_id = t.task_id AND n.status = 'refused') AS refused,
         (SELECT COUNT(*) FROM notified n
          WHERE n.task_id = t.task_id AND n.status = 'accepted') AS accepted,
         (SELECT COUNT(*) FROM notified n
          WHERE n.task_id = t.task_id AND n.status = 'accepted'
            AND n.checked_ms IS NOT NULL) AS checked
     FROM tasks t
     LEFT JOIN offices f ON f.office_id = t.launch_office_id
     LEFT JOIN orgs g ON g.org_id = t.launch_org_id";

/// Launched at or below the unit, and ended at ?4 or not as ?3 says.
const LISTED: &str = "(t.launch_office_id IN (SELECT office_id FROM below_offices)
        OR t.launch_org_id IN (SELECT org_id FROM below_orgs))
     AND (t.finished_ms IS NOT NULL OR t.finish_ms <= ?4) = ?3";

pub fn task(db: &Connection, task_id: i64) -> rusqlite::Result<Option<Task>> {
    db.prepare_cached(&format!("{TASK_ROWS} WHERE t.task_id = ?1"))?
        .query_row([task_id], read)
        .optional()
}

pub fn tasks(
    db: &Connection,
    unit: Unit,
    done: bool,
    now: Timestamp,
    page: PageAt,
) -> rusqlite::Result<(Vec<Task>, i64)> {
    let (office, org) = unit.columns();
    let total = db
        .prepare_cached(&format!(
            "{AT_OR_BELOW} SELECT COUNT(*) FROM tasks t WHERE {LISTED}"
        ))?
        .query_row(params![office, org, done, Millis(now)], |row| row.get(0))?;
    let rows = db
        .prepare_cached(&format!(
            "{AT_OR_BELOW} {TASK_ROWS} WHERE {LISTED}
             ORDER BY t.task_id DESC LIMIT ?5 OFFSET ?6"
        ))?
        .query_map(
            params![office, org, done, Millis(now), page.size, page.offset()],
            read,
        )?
        .collect::<rusqlite::Result<_>>()?;
    Ok((rows, total))
}

pub fn finish(db: &Connection, task_id: i64, now: Timestamp) -> rusqlite::Result<()> {
    db.execute(
        "UPDATE tasks SET finished_ms = ?2
         WHERE task_id = ?1 AND finished_ms IS NULL AND finish_ms > ?2",
        params![task_id, Millis(now)],
    )?;
    Ok(())
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Task> {
    let time = |column| row.get::<_, Millis>(column).map(|millis| millis.0);
    Ok(Task {
        task_id: row.get("task_id")?,
        launcher: unit(row, "launch_office_id", "launch_org_id")?,
        launcher_name: row.get("launcher_name")?,
        title: row.get("title")?,
        mem_count: row.get("mem_count")?,
        launched: time("launched_ms")?,
        gather: time("gather_ms")?,
        finish: time("finish_ms")?,
        finished: row
            .get::<_, Option<Millis>>("finished_ms")?
            .map(|millis| millis.0),
        place_name: row.get("place_name")?,
        place: Point {
            lat: row.get("place_lat")?,
            lng: row.get("place_lng")?,
        },
        counts: Counts {
            notified: row.get("notified")?,
            refused: row.get("refused")?,
            accepted: row.get("accepted")?,
            checked: row.get("checked")?,
        },
    })
}
