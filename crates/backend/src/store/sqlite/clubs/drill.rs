//! What the simulated unit reads and writes about missions and meetings.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::{meetings, missions};
use crate::store::sqlite::convert::Millis;
use crate::store::{Act, Affair, ClubStep, DrillAffair, Progress, Reply};

pub fn wake(db: &Connection) -> rusqlite::Result<()> {
    db.execute(
        "UPDATE invitations SET due_ms = 0 WHERE due_ms IS NOT NULL AND meeting_id IN
             (SELECT meeting_id FROM meetings
              WHERE ended_ms IS NULL AND reverted_ms IS NULL)",
        [],
    )?;
    Ok(())
}

/// What people were given of missions, and the meetings: one row each.
const AFFAIRS: &str = "SELECT 1 AS is_mission, p.mission_id AS id, m.created_ms, m.deadline_ms,
         0 AS need_sign, p.drill_ms
     FROM missions p
     JOIN missions m ON m.mission_id = COALESCE(p.upper_mission_id, p.mission_id)
     WHERE m.reverted_ms IS NULL AND m.deadline_ms >= ?1
       AND EXISTS (SELECT 1 FROM mission_shares g
                   WHERE g.part_id = p.mission_id AND g.due_ms IS NOT NULL)
     UNION ALL
     SELECT 0, e.meeting_id, e.created_ms, e.deadline_ms, e.need_sign, e.drill_ms
     FROM meetings e
     WHERE e.reverted_ms IS NULL AND e.ended_ms IS NULL AND e.deadline_ms >= ?1
       AND EXISTS (SELECT 1 FROM invitations i
                   WHERE i.meeting_id = e.meeting_id AND i.due_ms IS NOT NULL)";

pub fn affairs(db: &Connection, since: Timestamp) -> rusqlite::Result<Vec<DrillAffair>> {
    db.prepare_cached(AFFAIRS)?
        .query_map([Millis(since)], |row| {
            let id = row.get("id")?;
            Ok(DrillAffair {
                affair: if row.get("is_mission")? {
                    Affair::Mission(id)
                } else {
                    Affair::Meeting(id)
                },
                published: row.get::<_, Millis>("created_ms")?.0,
                deadline: row.get::<_, Millis>("deadline_ms")?.0,
                need_sign: row.get("need_sign")?,
                lived_ms: row.get("drill_ms")?,
            })
        })?
        .collect()
}

/// The people's table and its column, the affairs' table and its column, and
/// the id.
fn tables(affair: Affair) -> (&'static str, &'static str, &'static str, &'static str, i64) {
    match affair {
        Affair::Mission(id) => ("mission_shares", "part_id", "missions", "mission_id", id),
        Affair::Meeting(id) => ("invitations", "meeting_id", "meetings", "meeting_id", id),
    }
}

pub fn due(
    db: &Connection,
    affair: Affair,
    until_ms: i64,
    limit: i64,
) -> rusqlite::Result<Vec<i64>> {
    let (people, key, _, _, id) = tables(affair);
    db.prepare_cached(&format!(
        "SELECT student_id FROM {people} WHERE {key} = ?1 AND due_ms <= ?2
         ORDER BY due_ms, student_id LIMIT ?3"
    ))?
    .query_map([id, until_ms, limit], |row| row.get(0))?
    .collect()
}

pub fn write(
    db: &Connection,
    affair: Affair,
    lived_ms: i64,
    steps: &[ClubStep],
) -> rusqlite::Result<()> {
    let (people, people_key, affairs, key, id) = tables(affair);
    let mut look_again = db.prepare_cached(&format!(
        "UPDATE {people} SET due_ms = ?3 WHERE {people_key} = ?1 AND student_id = ?2"
    ))?;
    for step in steps {
        for &(act, at) in &step.acts {
            write_act(db, affair, step.student_id, act, at)?;
        }
        look_again.execute(params![id, step.student_id, step.due_ms])?;
    }
    db.prepare_cached(&format!(
        "UPDATE {affairs} SET drill_ms = ?2 WHERE {key} = ?1"
    ))?
    .execute([id, lived_ms])?;
    Ok(())
}

/// Does what a person would do through the service.
fn write_act(
    db: &Connection,
    affair: Affair,
    student_id: i64,
    act: Act,
    at: Timestamp,
) -> rusqlite::Result<()> {
    match (affair, act) {
        (Affair::Mission(id), Act::Confirm) => {
            missions::progress(db, student_id, id, Progress::Confirm, at)?;
        }
        (Affair::Mission(id), Act::Finish) => {
            missions::progress(db, student_id, id, Progress::Finish, at)?;
        }
        (Affair::Meeting(id), Act::Sign) => {
            meetings::sign_in(db, student_id, id, at)?;
        }
        (Affair::Meeting(id), Act::Confirm | Act::Leave) => {
            // Somebody who has answered stays with it.
            let invited = meetings::invitation(db, student_id, id)?;
            if invited.is_some_and(|invitation| invitation.reply == Reply::Nothing) {
                let reply = match act {
                    Act::Leave => Reply::Leave,
                    _ => Reply::Confirmed,
                };
                meetings::reply(db, student_id, id, reply, "", at)?;
            }
        }
        (Affair::Mission(_), Act::Leave | Act::Sign) | (Affair::Meeting(_), Act::Finish) => {}
    }
    Ok(())
}
