//! Figures counted from the rows, for whoever checks the server.

use rusqlite::Connection;

use crate::store::{MeetingCounts, MeetingRecount, MissionCounts, MissionRecount, Notices};

pub fn missions(db: &Connection) -> rusqlite::Result<Vec<MissionRecount>> {
    db.prepare(
        "SELECT m.mission_id, m.content, m.reverted_ms IS NOT NULL AS reverted,
             (SELECT COUNT(*) FROM missions p WHERE p.upper_mission_id = m.mission_id) AS parts,
             COUNT(g.student_id) AS shares, COUNT(g.confirmed_ms) AS confirmed,
             COUNT(g.finished_ms) AS finished
         FROM missions m LEFT JOIN mission_shares g ON g.mission_id = m.mission_id
         WHERE m.upper_mission_id IS NULL
         GROUP BY m.mission_id, m.content, m.reverted_ms ORDER BY m.mission_id",
    )?
    .query_map([], |row| {
        let mission_id = row.get("mission_id")?;
        Ok(MissionRecount {
            mission_id,
            content: row.get("content")?,
            parts: row.get("parts")?,
            counts: MissionCounts {
                shares: row.get("shares")?,
                confirmed: row.get("confirmed")?,
                finished: row.get("finished")?,
            },
            reverted: row.get("reverted")?,
            notices: notices(db, "mission_id", mission_id)?,
        })
    })?
    .collect()
}

pub fn meetings(db: &Connection) -> rusqlite::Result<Vec<MeetingRecount>> {
    db.prepare(
        "SELECT e.meeting_id, e.content,
             e.ended_ms IS NOT NULL AS ended, e.reverted_ms IS NOT NULL AS reverted,
             COUNT(i.student_id) AS invited, COUNT(i.replied_ms) AS answered,
             COUNT(CASE WHEN i.reply = 'leave' THEN 1 END) AS on_leave,
             COUNT(i.signed_ms) AS signed,
             COUNT(CASE WHEN i.signed_ms > e.deadline_ms THEN 1 END) AS late
         FROM meetings e LEFT JOIN invitations i ON i.meeting_id = e.meeting_id
         GROUP BY e.meeting_id, e.content, e.ended_ms, e.reverted_ms ORDER BY e.meeting_id",
    )?
    .query_map([], |row| {
        let meeting_id = row.get("meeting_id")?;
        Ok(MeetingRecount {
            meeting_id,
            content: row.get("content")?,
            counts: MeetingCounts {
                invited: row.get("invited")?,
                answered: row.get("answered")?,
                on_leave: row.get("on_leave")?,
                signed: row.get("signed")?,
            },
            late: row.get("late")?,
            ended: row.get("ended")?,
            reverted: row.get("reverted")?,
            notices: notices(db, "meeting_id", meeting_id)?,
        })
    })?
    .collect()
}

fn notices(db: &Connection, column: &str, id: i64) -> rusqlite::Result<Notices> {
    db.prepare_cached(&format!(
        "SELECT COUNT(CASE WHEN reason = 'published' THEN 1 END) AS published,
             COUNT(DISTINCT CASE WHEN reason = 'published' THEN student_id END) AS people,
             COUNT(CASE WHEN reason = 'confirm' THEN 1 END) AS confirm,
             COUNT(CASE WHEN reason = 'finish' THEN 1 END) AS finish
         FROM club_notices WHERE {column} = ?1"
    ))?
    .query_row([id], |row| {
        Ok(Notices {
            published: row.get("published")?,
            people: row.get("people")?,
            confirm: row.get("confirm")?,
            finish: row.get("finish")?,
        })
    })
}
