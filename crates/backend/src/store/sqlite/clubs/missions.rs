//! Missions, their parts, and who was given what.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::store::sqlite::convert::Millis;
use crate::store::{
    Mission, MissionCounts, NewMission, PageAt, Part, Progress, Reason, ReceivedMission, Share,
    Work,
};

/// What [`read`] reads. Counts come from the rows each time: nothing can
/// disagree with them.
const MISSION_ROWS: &str = "SELECT m.*, c.name AS club_name, s.name AS sponsor_name,
         (SELECT COUNT(*) FROM missions p WHERE p.upper_mission_id = m.mission_id) AS parts,
         (SELECT COUNT(*) FROM mission_shares g WHERE g.mission_id = m.mission_id) AS shares,
         (SELECT COUNT(g.confirmed_ms) FROM mission_shares g
          WHERE g.mission_id = m.mission_id) AS confirmed,
         (SELECT COUNT(g.finished_ms) FROM mission_shares g
          WHERE g.mission_id = m.mission_id) AS finished
     FROM missions m
     JOIN clubs c ON c.club_id = m.club_id
     JOIN students s ON s.student_id = m.sponsor_id";

fn read(row: &Row<'_>) -> rusqlite::Result<Mission> {
    let time = |column| row.get::<_, Millis>(column).map(|millis| millis.0);
    let reverted: Option<Millis> = row.get("reverted_ms")?;
    Ok(Mission {
        mission_id: row.get("mission_id")?,
        club_id: row.get("club_id")?,
        club_name: row.get("club_name")?,
        sponsor_id: row.get("sponsor_id")?,
        sponsor_name: row.get("sponsor_name")?,
        content: row.get("content")?,
        created: time("created_ms")?,
        deadline: time("deadline_ms")?,
        reverted: reverted.map(|millis| millis.0),
        parts: row.get("parts")?,
        counts: MissionCounts {
            shares: row.get("shares")?,
            confirmed: row.get("confirmed")?,
            finished: row.get("finished")?,
        },
    })
}

pub fn publish(db: &Connection, mission: &NewMission) -> rusqlite::Result<i64> {
    let mission_id = db
        .prepare_cached(
            "INSERT INTO missions (content, club_id, sponsor_id, created_ms, deadline_ms)
             VALUES (?1, ?2, ?3, ?4, ?5) RETURNING mission_id",
        )?
        .query_row(
            params![
                mission.content,
                mission.club_id,
                mission.sponsor_id,
                Millis(mission.created),
                Millis(mission.deadline),
            ],
            |row| row.get(0),
        )?;
    match &mission.work {
        Work::Whole(people) => give(db, mission_id, mission_id, people)?,
        Work::Parts(parts) => {
            for part in parts {
                let part_id = db
                    .prepare_cached(
                        "INSERT INTO missions (upper_mission_id, content) VALUES (?1, ?2)
                         RETURNING mission_id",
                    )?
                    .query_row(params![mission_id, part.content], |row| row.get(0))?;
                give(db, mission_id, part_id, &part.people)?;
            }
        }
    }
    db.execute(
        "INSERT INTO club_notices (mission_id, student_id, reason, sent_ms)
         SELECT DISTINCT mission_id, student_id, ?2, ?3 FROM mission_shares
         WHERE mission_id = ?1 ORDER BY student_id",
        params![mission_id, Reason::Published, Millis(mission.created)],
    )?;
    Ok(mission_id)
}

fn give(db: &Connection, mission_id: i64, part_id: i64, people: &[i64]) -> rusqlite::Result<()> {
    let mut insert = db.prepare_cached(
        "INSERT INTO mission_shares (mission_id, part_id, student_id, due_ms)
         SELECT ?1, ?2, student_id, CASE WHEN password_hash IS NULL THEN 0 END
         FROM students WHERE student_id = ?3",
    )?;
    for student_id in people.iter().collect::<BTreeSet<_>>() {
        if insert.execute([mission_id, part_id, *student_id])? == 0 {
            // Somebody who does not exist undoes the whole.
            return Err(rusqlite::Error::QueryReturnedNoRows);
        }
    }
    Ok(())
}

pub fn mission(db: &Connection, mission_id: i64) -> rusqlite::Result<Option<Mission>> {
    db.prepare_cached(&format!(
        "{MISSION_ROWS} WHERE m.mission_id = ?1 AND m.upper_mission_id IS NULL"
    ))?
    .query_row([mission_id], read)
    .optional()
}

pub fn by_sponsor(
    db: &Connection,
    sponsor_id: i64,
    page: PageAt,
) -> rusqlite::Result<(Vec<Mission>, i64)> {
    let total = db
        .prepare_cached("SELECT COUNT(*) FROM missions WHERE sponsor_id = ?1")?
        .query_row([sponsor_id], |row| row.get(0))?;
    let rows = db
        .prepare_cached(&format!(
            "{MISSION_ROWS} WHERE m.sponsor_id = ?1
             ORDER BY m.created_ms DESC, m.mission_id DESC LIMIT ?2 OFFSET ?3"
        ))?
        .query_map(params![sponsor_id, page.size, page.offset()], read)?
        .collect::<rusqlite::Result<_>>()?;
    Ok((rows, total))
}

pub fn parts(db: &Connection, mission_id: i64) -> rusqlite::Result<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
    let mut statement = db.prepare_cached(
        "SELECT g.part_id, p.content, g.student_id, s.name, g.confirmed_ms, g.finished_ms
         FROM mission_shares g
         JOIN missions p ON p.mission_id = g.part_id
         JOIN students s ON s.student_id = g.student_id
         WHERE g.mission_id = ?1 ORDER BY g.part_id, g.student_id",
    )?;
    let mut rows = statement.query([mission_id])?;
    while let Some(row) = rows.next()? {
        let part_id: i64 = row.get("part_id")?;
        if parts.last().is_none_or(|part| part.part_id != part_id) {
            parts.push(Part {
                part_id,
                content: row.get("content")?,
                shares: Vec::new(),
            });
        }
        if let Some(part) = parts.last_mut() {
            part.shares.push(share(row)?);
        }
    }
    Ok(parts)
}

fn share(row: &Row<'_>) -> rusqlite::Result<Share> {
    let time = |column| {
        row.get::<_, Option<Millis>>(column)
            .map(|millis| millis.map(|millis| millis.0))
    };
    Ok(Share {
        student_id: row.get("student_id")?,
        name: row.get("name")?,
        confirmed: time("confirmed_ms")?,
        finished: time("finished_ms")?,
    })
}

pub fn revert(db: &Connection, mission_id: i64, now: Timestamp) -> rusqlite::Result<()> {
    db.execute(
        "UPDATE missions SET reverted_ms = ?2
         WHERE mission_id = ?1 AND upper_mission_id IS NULL AND reverted_ms IS NULL",
        params![mission_id, Millis(now)],
    )?;
    Ok(())
}

/// Of a mission that was not taken back.
const STANDING: &str = "mission_id IN (SELECT mission_id FROM missions WHERE reverted_ms IS NULL)";

pub fn remind(
    db: &Connection,
    mission_id: i64,
    of: Progress,
    now: Timestamp,
) -> rusqlite::Result<i64> {
    let (waiting, reason) = match of {
        Progress::Confirm => ("confirmed_ms IS NULL", Reason::Confirm),
        Progress::Finish => ("finished_ms IS NULL", Reason::Finish),
    };
    let reminded = db.execute(
        &format!(
            "INSERT INTO club_notices (mission_id, student_id, reason, sent_ms)
             SELECT DISTINCT mission_id, student_id, ?2, ?3 FROM mission_shares
             WHERE mission_id = ?1 AND {waiting} AND {STANDING} ORDER BY student_id"
        ),
        params![mission_id, reason, Millis(now)],
    )?;
    Ok(reminded as i64)
}

/// Of ?1, in the club ?2, not reverted.
const GIVEN: &str = "m.club_id = ?2 AND m.reverted_ms IS NULL
     AND m.mission_id IN (SELECT mission_id FROM mission_shares WHERE student_id = ?1)";

pub fn received(
    db: &Connection,
    student_id: i64,
    club_id: i64,
    page: PageAt,
) -> rusqlite::Result<(Vec<ReceivedMission>, i64)> {
    let total = db
        .prepare_cached(&format!("SELECT COUNT(*) FROM missions m WHERE {GIVEN}"))?
        .query_row([student_id, club_id], |row| row.get(0))?;
    let missions = db
        .prepare_cached(&format!(
            "{MISSION_ROWS} WHERE {GIVEN}
             ORDER BY m.created_ms DESC, m.mission_id DESC LIMIT ?3 OFFSET ?4"
        ))?
        .query_map(params![student_id, club_id, page.size, page.offset()], read)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let rows = missions
        .into_iter()
        .map(|mission| {
            let (confirmed, finished) = done(db, student_id, mission.mission_id)?;
            Ok(ReceivedMission {
                mission,
                confirmed,
                finished,
            })
        })
        .collect::<rusqlite::Result<_>>()?;
    Ok((rows, total))
}

/// Whether everything that the student was given of a mission is confirmed,
/// and finished.
fn done(db: &Connection, student_id: i64, mission_id: i64) -> rusqlite::Result<(bool, bool)> {
    db.prepare_cached(
        "SELECT COUNT(*) = COUNT(confirmed_ms), COUNT(*) = COUNT(finished_ms)
         FROM mission_shares WHERE mission_id = ?1 AND student_id = ?2",
    )?
    .query_row([mission_id, student_id], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

pub fn given(db: &Connection, student_id: i64, id: i64) -> rusqlite::Result<Option<Mission>> {
    db.prepare_cached(&format!(
        "{MISSION_ROWS} WHERE m.mission_id IN (SELECT mission_id FROM mission_shares
             WHERE student_id = ?1 AND (mission_id = ?2 OR part_id = ?2))"
    ))?
    .query_row([student_id, id], read)
    .optional()
}

pub fn progress(
    db: &Connection,
    student_id: i64,
    id: i64,
    to: Progress,
    now: Timestamp,
) -> rusqlite::Result<bool> {
    let finished = match to {
        Progress::Confirm => "",
        Progress::Finish => ", finished_ms = COALESCE(finished_ms, ?3)",
    };
    let moved = db
        .prepare_cached(&format!(
            "UPDATE mission_shares SET confirmed_ms = COALESCE(confirmed_ms, ?3){finished}
             WHERE student_id = ?1 AND (mission_id = ?2 OR part_id = ?2) AND {STANDING}"
        ))?
        .execute(params![student_id, id, Millis(now)])?;
    Ok(moved > 0)
}
