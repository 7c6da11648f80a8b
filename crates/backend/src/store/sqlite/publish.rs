//! Publishing: the task, its people, their notices.

use rusqlite::{Connection, params};

use super::convert::Millis;
use crate::store::{NewTask, Site, Unit};

/// `None` when the recipients come to nobody; the caller undoes the rest.
pub fn publish(db: &Connection, task: &NewTask) -> rusqlite::Result<Option<i64>> {
    let task_id = insert_task(db, task)?;
    if task.site.remember {
        remember_place(db, task.launcher, &task.site)?;
    }
    let chosen = &task.recipients;
    choose(db, "task_offices", "office_id", task_id, &chosen.offices)?;
    choose(db, "task_orgs", "org_id", task_id, &chosen.orgs)?;
    choose(db, "task_soldiers", "soldier_id", task_id, &chosen.soldiers)?;
    // UNION, not UNION ALL: whoever was chosen in two ways is notified once.
    let people = db.execute(
        "INSERT INTO notified (task_id, soldier_id)
         SELECT ?1, p.soldier_id FROM people p
             JOIN task_offices c ON c.office_id = p.office_id WHERE c.task_id = ?1
         UNION
         SELECT ?1, m.soldier_id FROM org_members m
             JOIN task_orgs c ON c.org_id = m.org_id WHERE c.task_id = ?1
         UNION
         SELECT ?1, c.soldier_id FROM task_soldiers c WHERE c.task_id = ?1",
        [task_id],
    )?;
    if people == 0 {
        return Ok(None);
    }
    db.execute(
        "INSERT INTO notices (task_id, soldier_id, sent_ms)
         SELECT task_id, soldier_id, ?2 FROM notified WHERE task_id = ?1",
        params![task_id, Millis(task.published)],
    )?;
    Ok(Some(task_id))
}

fn insert_task(db: &Connection, task: &NewTask) -> rusqlite::Result<i64> {
    let (office, org) = task.launcher.columns();
    db.prepare_cached(
        "INSERT INTO tasks (launch_office_id, launch_org_id, title, detail, mem_count,
             launched_ms, published_ms, gather_ms, finish_ms,
             place_name, place_lat, place_lng)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) RETURNING task_id",
    )?
    .query_row(
        params![
            office,
            org,
            task.title,
            task.detail,
            task.mem_count,
            Millis(task.launched),
            Millis(task.published),
            Millis(task.gather),
            Millis(task.finish),
            task.site.name,
            task.site.at.lat,
            task.site.at.lng,
        ],
        |row| row.get(0),
    )
}

fn remember_place(db: &Connection, launcher: Unit, site: &Site) -> rusqlite::Result<()> {
    let (office, org) = launcher.columns();
    db.execute(
        "INSERT INTO places (office_id, org_id, name, lat, lng) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![office, org, site.name, site.at.lat, site.at.lng],
    )?;
    Ok(())
}

/// Writes chosen ids into `table`, whose columns are the task and `column`.
fn choose(
    db: &Connection,
    table: &str,
    column: &str,
    task_id: i64,
    ids: &[i64],
) -> rusqlite::Result<()> {
    let mut insert = db.prepare_cached(&format!(
        "INSERT INTO {table} (task_id, {column}) VALUES (?1, ?2) ON CONFLICT DO NOTHING"
    ))?;
    for id in ids {
        insert.execute([task_id, *id])?;
    }
    Ok(())
}
