//! Meetings, their leaders, and who was invited.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::store::sqlite::convert::Millis;
use crate::store::{
    Attendee, Invitation, Meeting, MeetingCounts, MeetingPlan, NewMeeting, PageAt, Reason,
    ReceivedMeeting, Reply,
};

/// What [`read`] reads. Counts come from the rows each time: nothing can
/// disagree with them.
const MEETING_ROWS: &str = "SELECT e.*, c.name AS club_name, s.name AS sponsor_name,
         (SELECT COUNT(*) FROM invitations i WHERE i.meeting_id = e.meeting_id) AS invited,
         (SELECT COUNT(*) FROM invitations i
          WHERE i.meeting_id = e.meeting_id AND i.reply <> 'nothing') AS answered,
         (SELECT COUNT(*) FROM invitations i
          WHERE i.meeting_id = e.meeting_id AND i.reply = 'leave') AS on_leave,
         (SELECT COUNT(i.signed_ms) FROM invitations i
          WHERE i.meeting_id = e.meeting_id) AS signed
     FROM meetings e
     JOIN clubs c ON c.club_id = e.club_id
     JOIN students s ON s.student_id = e.sponsor_id";

fn read(db: &Connection, row: &Row<'_>) -> rusqlite::Result<Meeting> {
    let time = |column| row.get::<_, Millis>(column).map(|millis| millis.0);
    let meeting_id = row.get("meeting_id")?;
    Ok(Meeting {
        meeting_id,
        club_id: row.get("club_id")?,
        club_name: row.get("club_name")?,
        sponsor_id: row.get("sponsor_id")?,
        sponsor_name: row.get("sponsor_name")?,
        created: time("created_ms")?,
        plan: MeetingPlan {
            content: row.get("content")?,
            address: row.get("address")?,
            deadline: time("deadline_ms")?,
            need_sign: row.get("need_sign")?,
            leaders: leader_ids(db, meeting_id)?,
        },
        ended: maybe(row, "ended_ms")?,
        reverted: maybe(row, "reverted_ms")?,
        counts: MeetingCounts {
            invited: row.get("invited")?,
            answered: row.get("answered")?,
            on_leave: row.get("on_leave")?,
            signed: row.get("signed")?,
        },
    })
}

fn maybe(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Timestamp>> {
    let millis: Option<Millis> = row.get(column)?;
    Ok(millis.map(|millis| millis.0))
}

fn leader_ids(db: &Connection, meeting_id: i64) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached(
        "SELECT student_id FROM meeting_leaders WHERE meeting_id = ?1 ORDER BY student_id",
    )?
    .query_map([meeting_id], |row| row.get(0))?
    .collect()
}

pub fn publish(db: &Connection, meeting: &NewMeeting) -> rusqlite::Result<i64> {
    let plan = &meeting.plan;
    let meeting_id = db
        .prepare_cached(
            "INSERT INTO meetings
                 (club_id, sponsor_id, content, address, created_ms, deadline_ms, need_sign)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING meeting_id",
        )?
        .query_row(
            params![
                meeting.club_id,
                meeting.sponsor_id,
                plan.content,
                plan.address,
                Millis(meeting.created),
                Millis(plan.deadline),
                plan.need_sign,
            ],
            |row| row.get(0),
        )?;
    lead(db, meeting_id, &plan.leaders)?;
    let mut invite = db.prepare_cached(
        "INSERT INTO invitations (meeting_id, student_id, due_ms)
         SELECT ?1, student_id, CASE WHEN password_hash IS NULL THEN 0 END
         FROM students WHERE student_id = ?2",
    )?;
    for student_id in meeting.people.iter().collect::<BTreeSet<_>>() {
        if invite.execute([meeting_id, *student_id])? == 0 {
            // Somebody who does not exist undoes the whole.
            return Err(rusqlite::Error::QueryReturnedNoRows);
        }
    }
    db.execute(
        "INSERT INTO club_notices (meeting_id, student_id, reason, sent_ms)
         SELECT meeting_id, student_id, ?2, ?3 FROM invitations
         WHERE meeting_id = ?1 ORDER BY student_id",
        params![meeting_id, Reason::Published, Millis(meeting.created)],
    )?;
    Ok(meeting_id)
}

fn lead(db: &Connection, meeting_id: i64, leaders: &[i64]) -> rusqlite::Result<()> {
    let mut insert = db.prepare_cached(
        "INSERT INTO meeting_leaders (meeting_id, student_id) VALUES (?1, ?2)
         ON CONFLICT DO NOTHING",
    )?;
    for student_id in leaders {
        insert.execute([meeting_id, *student_id])?;
    }
    Ok(())
}

pub fn meeting(db: &Connection, meeting_id: i64) -> rusqlite::Result<Option<Meeting>> {
    db.prepare_cached(&format!("{MEETING_ROWS} WHERE e.meeting_id = ?1"))?
        .query_row([meeting_id], |row| read(db, row))
        .optional()
}

pub fn by_sponsor(
    db: &Connection,
    sponsor_id: i64,
    page: PageAt,
) -> rusqlite::Result<(Vec<Meeting>, i64)> {
    let total = db
        .prepare_cached(
            "SELECT COUNT(*) FROM meetings WHERE sponsor_id = ?1 AND reverted_ms IS NULL",
        )?
        .query_row([sponsor_id], |row| row.get(0))?;
    let rows = db
        .prepare_cached(&format!(
            "{MEETING_ROWS} WHERE e.sponsor_id = ?1 AND e.reverted_ms IS NULL
             ORDER BY e.created_ms DESC, e.meeting_id DESC LIMIT ?2 OFFSET ?3"
        ))?
        .query_map(params![sponsor_id, page.size, page.offset()], |row| {
            read(db, row)
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok((rows, total))
}

pub fn attendees(db: &Connection, meeting_id: i64) -> rusqlite::Result<Vec<Attendee>> {
    db.prepare_cached(
        "SELECT i.*, s.name, d.name AS department, j.name AS job
         FROM invitations i
         JOIN meetings e ON e.meeting_id = i.meeting_id
         JOIN students s ON s.student_id = i.student_id
         LEFT JOIN club_members m ON m.club_id = e.club_id AND m.student_id = i.student_id
         LEFT JOIN departments d ON d.department_id = m.department_id
         LEFT JOIN jobs j ON j.job_id = m.job_id
         WHERE i.meeting_id = ?1 ORDER BY i.student_id",
    )?
    .query_map([meeting_id], |row| {
        Ok(Attendee {
            student_id: row.get("student_id")?,
            name: row.get("name")?,
            department: row.get("department")?,
            job: row.get("job")?,
            reply: row.get("reply")?,
            replied: maybe(row, "replied_ms")?,
            comment: row.get("comment")?,
            signed: maybe(row, "signed_ms")?,
        })
    })?
    .collect()
}

/// Neither ended nor reverted.
const RUNNING: &str = "meeting_id = ?1 AND ended_ms IS NULL AND reverted_ms IS NULL";

pub fn edit(
    db: &Connection,
    meeting_id: i64,
    before: &MeetingPlan,
    plan: &MeetingPlan,
) -> rusqlite::Result<bool> {
    if meeting(db, meeting_id)?.is_none_or(|meeting| meeting.plan != *before) {
        return Ok(false);
    }
    let changed = db.execute(
        &format!(
            "UPDATE meetings SET content = ?2, address = ?3, deadline_ms = ?4, need_sign = ?5
             WHERE {RUNNING}"
        ),
        params![
            meeting_id,
            plan.content,
            plan.address,
            Millis(plan.deadline),
            plan.need_sign,
        ],
    )?;
    if changed > 0 {
        db.execute(
            "DELETE FROM meeting_leaders WHERE meeting_id = ?1",
            [meeting_id],
        )?;
        lead(db, meeting_id, &plan.leaders)?;
        // The simulated unit thinks again about when to come.
        db.execute(
            "UPDATE invitations SET due_ms = 0 WHERE meeting_id = ?1 AND student_id IN
                 (SELECT student_id FROM students WHERE password_hash IS NULL)",
            [meeting_id],
        )?;
    }
    Ok(changed > 0)
}

pub fn end(db: &Connection, meeting_id: i64, now: Timestamp) -> rusqlite::Result<()> {
    db.execute(
        &format!("UPDATE meetings SET ended_ms = ?2 WHERE {RUNNING}"),
        params![meeting_id, Millis(now)],
    )?;
    Ok(())
}

pub fn revert(db: &Connection, meeting_id: i64, now: Timestamp) -> rusqlite::Result<()> {
    db.execute(
        "UPDATE meetings SET reverted_ms = ?2 WHERE meeting_id = ?1 AND reverted_ms IS NULL",
        params![meeting_id, Millis(now)],
    )?;
    Ok(())
}

pub fn remind(db: &Connection, meeting_id: i64, now: Timestamp) -> rusqlite::Result<i64> {
    let reminded = db.execute(
        &format!(
            "INSERT INTO club_notices (meeting_id, student_id, reason, sent_ms)
             SELECT meeting_id, student_id, ?2, ?3 FROM invitations
             WHERE meeting_id = ?1 AND reply = 'nothing' AND {OPEN} ORDER BY student_id"
        ),
        params![meeting_id, Reason::Confirm, Millis(now)],
    )?;
    Ok(reminded as i64)
}

/// To ?1 or led by ?1, in the club ?2, not reverted.
const RECEIVED: &str = "e.club_id = ?2 AND e.reverted_ms IS NULL
     AND e.meeting_id IN (SELECT meeting_id FROM invitations WHERE student_id = ?1
                          UNION
                          SELECT meeting_id FROM meeting_leaders WHERE student_id = ?1)";

pub fn received(
    db: &Connection,
    student_id: i64,
    club_id: i64,
    page: PageAt,
) -> rusqlite::Result<(Vec<ReceivedMeeting>, i64)> {
    let total = db
        .prepare_cached(&format!("SELECT COUNT(*) FROM meetings e WHERE {RECEIVED}"))?
        .query_row([student_id, club_id], |row| row.get(0))?;
    let rows = db
        .prepare_cached(&format!(
            "{MEETING_ROWS} WHERE {RECEIVED}
             ORDER BY e.created_ms DESC, e.meeting_id DESC LIMIT ?3 OFFSET ?4"
        ))?
        .query_map(
            params![student_id, club_id, page.size, page.offset()],
            |row| {
                let meeting = read(db, row)?;
                Ok(ReceivedMeeting {
                    invitation: invitation(db, student_id, meeting.meeting_id)?,
                    meeting,
                })
            },
        )?
        .collect::<rusqlite::Result<_>>()?;
    Ok((rows, total))
}

pub fn invitation(
    db: &Connection,
    student_id: i64,
    meeting_id: i64,
) -> rusqlite::Result<Option<Invitation>> {
    db.prepare_cached(
        "SELECT reply, signed_ms FROM invitations WHERE student_id = ?1 AND meeting_id = ?2",
    )?
    .query_row([student_id, meeting_id], |row| {
        Ok(Invitation {
            reply: row.get("reply")?,
            signed: maybe(row, "signed_ms")?,
        })
    })
    .optional()
}

/// Whose meeting has neither ended nor been reverted.
const OPEN: &str = "meeting_id IN (SELECT meeting_id FROM meetings
     WHERE ended_ms IS NULL AND reverted_ms IS NULL)";

pub fn reply(
    db: &Connection,
    student_id: i64,
    meeting_id: i64,
    reply: Reply,
    comment: &str,
    now: Timestamp,
) -> rusqlite::Result<bool> {
    let changed = db
        .prepare_cached(&format!(
            "UPDATE invitations SET
                 replied_ms = CASE WHEN reply = ?3 THEN replied_ms ELSE ?5 END,
                 reply = ?3, comment = ?4
             WHERE student_id = ?1 AND meeting_id = ?2 AND {OPEN}
               AND (signed_ms IS NULL OR reply = ?3)"
        ))?
        .execute(params![student_id, meeting_id, reply, comment, Millis(now)])?;
    Ok(changed > 0)
}

pub fn sign_in(
    db: &Connection,
    student_id: i64,
    meeting_id: i64,
    now: Timestamp,
) -> rusqlite::Result<bool> {
    let changed = db
        .prepare_cached(&format!(
            "UPDATE invitations SET
                 replied_ms = CASE WHEN reply = 'confirmed' THEN replied_ms ELSE ?3 END,
                 reply = 'confirmed', signed_ms = ?3
             WHERE student_id = ?1 AND meeting_id = ?2 AND signed_ms IS NULL AND {OPEN}"
        ))?
        .execute(params![student_id, meeting_id, Millis(now)])?;
    Ok(changed > 0)
}
