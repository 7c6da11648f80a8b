//! The people of a task: as chosen, their answers, check-ins and positions.

use rusqlite::{Connection, params};

use super::convert::Millis;
use super::tasks;
use crate::store::{
    CheckIns, ChosenUnit, Counts, PageAt, Participant, Participants, Point, Position, Recount,
    Responses, Row,
};

const ROWS: &str = "SELECT n.soldier_id, p.im_user_id, p.name, p.phone,
         f.name AS office_name, n.status, n.responded_ms, n.checked_ms
     FROM notified n
     JOIN people p ON p.soldier_id = n.soldier_id
     JOIN offices f ON f.office_id = p.office_id";

pub fn responses(
    db: &Connection,
    task_id: i64,
    page: PageAt,
) -> rusqlite::Result<Option<Responses>> {
    let Some(task) = tasks::task(db, task_id)? else {
        return Ok(None);
    };
    let rows = db
        .prepare_cached(&format!(
            "{ROWS} WHERE n.task_id = ?1 ORDER BY n.soldier_id LIMIT ?2 OFFSET ?3"
        ))?
        .query_map(params![task_id, page.size, page.offset()], row)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(Responses {
        mem_count: task.mem_count,
        counts: task.counts,
        mean_ms: mean_response_ms(db, task_id)?,
        rows,
    }))
}

pub fn check_ins(
    db: &Connection,
    task_id: i64,
    page: PageAt,
) -> rusqlite::Result<Option<CheckIns>> {
    let Some(task) = tasks::task(db, task_id)? else {
        return Ok(None);
    };
    let rows = db
        .prepare_cached(&format!(
            "{ROWS} WHERE n.task_id = ?1 AND n.status = 'accepted'
             ORDER BY n.soldier_id LIMIT ?2 OFFSET ?3"
        ))?
        .query_map(params![task_id, page.size, page.offset()], row)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(CheckIns {
        counts: task.counts,
        rows,
    }))
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    let time = |column| {
        row.get::<_, Option<Millis>>(column)
            .map(|millis| millis.map(|millis| millis.0))
    };
    Ok(Row {
        soldier_id: row.get("soldier_id")?,
        im_user_id: row.get("im_user_id")?,
        name: row.get("name")?,
        phone: row.get("phone")?,
        office_name: row.get("office_name")?,
        answer: row.get("status")?,
        responded: time("responded_ms")?,
        checked: time("checked_ms")?,
    })
}

fn mean_response_ms(db: &Connection, task_id: i64) -> rusqlite::Result<Option<i64>> {
    let mean: Option<f64> = db
        .prepare_cached(
            "SELECT AVG(n.responded_ms - t.launched_ms)
             FROM notified n JOIN tasks t ON t.task_id = n.task_id
             WHERE n.task_id = ?1 AND n.responded_ms IS NOT NULL",
        )?
        .query_row([task_id], |row| row.get(0))?;
    Ok(mean.map(|mean| mean.round() as i64))
}

pub fn positions(
    db: &Connection,
    task_id: i64,
    page: PageAt,
) -> rusqlite::Result<(Vec<Position>, i64)> {
    let total = db
        .prepare_cached("SELECT COUNT(*) FROM positions WHERE task_id = ?1")?
        .query_row([task_id], |row| row.get(0))?;
    let rows = db
        .prepare_cached(
            "SELECT q.soldier_id, p.name, p.phone, f.name, q.lat, q.lng
             FROM positions q
             JOIN people p ON p.soldier_id = q.soldier_id
             JOIN offices f ON f.office_id = p.office_id
             WHERE q.task_id = ?1 ORDER BY q.soldier_id LIMIT ?2 OFFSET ?3",
        )?
        .query_map(params![task_id, page.size, page.offset()], |row| {
            Ok(Position {
                soldier_id: row.get(0)?,
                name: row.get(1)?,
                phone: row.get(2)?,
                office_name: row.get(3)?,
                at: Point {
                    lat: row.get(4)?,
                    lng: row.get(5)?,
                },
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok((rows, total))
}

/// Columns of a participant under the unit that was chosen.
const PARTICIPANT: &str = "p.soldier_id, p.im_user_id, p.name, h.name AS office_name";

pub fn participants(db: &Connection, task_id: i64) -> rusqlite::Result<Participants> {
    let offices = chosen_units(
        db,
        &format!(
            "SELECT f.office_id AS unit_id, f.name AS unit_name, f.level, {PARTICIPANT},
                 0 AS is_admin
             FROM task_offices c
             JOIN offices f ON f.office_id = c.office_id
             JOIN people p ON p.office_id = f.office_id
             JOIN offices h ON h.office_id = p.office_id
             WHERE c.task_id = ?1 ORDER BY f.office_id, p.soldier_id"
        ),
        task_id,
    )?;
    let orgs = chosen_units(
        db,
        &format!(
            "SELECT g.org_id AS unit_id, g.name AS unit_name, f.level, {PARTICIPANT}, m.is_admin
             FROM task_orgs c
             JOIN orgs g ON g.org_id = c.org_id
             JOIN offices f ON f.office_id = g.office_id
             JOIN org_members m ON m.org_id = g.org_id
             JOIN people p ON p.soldier_id = m.soldier_id
             JOIN offices h ON h.office_id = p.office_id
             WHERE c.task_id = ?1 ORDER BY g.org_id, p.soldier_id"
        ),
        task_id,
    )?;
    let soldiers = db
        .prepare_cached(&format!(
            "SELECT {PARTICIPANT}, 0 AS is_admin
             FROM task_soldiers c
             JOIN people p ON p.soldier_id = c.soldier_id
             JOIN offices h ON h.office_id = p.office_id
             WHERE c.task_id = ?1 ORDER BY p.soldier_id"
        ))?
        .query_map([task_id], participant)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Participants {
        offices,
        orgs,
        soldiers,
    })
}

/// Groups rows that come ordered by their unit. Names alone would not do: two
/// organisations may share one.
fn chosen_units(db: &Connection, sql: &str, task_id: i64) -> rusqlite::Result<Vec<ChosenUnit>> {
    let mut units: Vec<ChosenUnit> = Vec::new();
    let mut last = None;
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query([task_id])?;
    while let Some(row) = rows.next()? {
        let unit_id: i64 = row.get("unit_id")?;
        if last.replace(unit_id) != Some(unit_id) {
            units.push(ChosenUnit {
                name: row.get("unit_name")?,
                level: row.get("level")?,
                members: Vec::new(),
            });
        }
        if let Some(unit) = units.last_mut() {
            unit.members.push(participant(row)?);
        }
    }
    Ok(units)
}

fn participant(row: &rusqlite::Row<'_>) -> rusqlite::Result<Participant> {
    Ok(Participant {
        soldier_id: row.get("soldier_id")?,
        im_user_id: row.get("im_user_id")?,
        name: row.get("name")?,
        office_name: row.get("office_name")?,
        is_admin: row.get("is_admin")?,
    })
}

pub fn recount(db: &Connection) -> rusqlite::Result<Vec<Recount>> {
    db.prepare(
        "SELECT t.task_id, t.title,
             COUNT(n.soldier_id) AS notified,
             COUNT(CASE WHEN n.status = 'refused' THEN 1 END) AS refused,
             COUNT(CASE WHEN n.status = 'accepted' THEN 1 END) AS accepted,
             COUNT(n.checked_ms) AS checked,
             (SELECT COUNT(*) FROM notices s WHERE s.task_id = t.task_id) AS notices,
             (SELECT COUNT(DISTINCT s.soldier_id) FROM notices s
              WHERE s.task_id = t.task_id) AS people_noticed
         FROM tasks t LEFT JOIN notified n ON n.task_id = t.task_id
         GROUP BY t.task_id, t.title ORDER BY t.task_id",
    )?
    .query_map([], |row| {
        Ok(Recount {
            task_id: row.get("task_id")?,
            title: row.get("title")?,
            counts: Counts {
                notified: row.get("notified")?,
                refused: row.get("refused")?,
                accepted: row.get("accepted")?,
                checked: row.get("checked")?,
            },
            notices: row.get("notices")?,
            people_noticed: row.get("people_noticed")?,
        })
    })?
    .collect()
}
