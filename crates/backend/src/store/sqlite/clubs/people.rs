//! Students, their tokens, and who is what in which club.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::store::sqlite::convert::Millis;
use crate::store::{
    Club, ClubRole, ClubStudent, Members, MyClub, PageAt, Student, StudentCredentials, TokenHash,
};

/// Columns of a student, whose table is `s`.
pub const STUDENT: &str =
    "s.student_id, s.name, s.mobile, s.gender, s.graduate_year, s.school, s.major";

pub fn student(row: &Row<'_>) -> rusqlite::Result<Student> {
    Ok(Student {
        student_id: row.get("student_id")?,
        name: row.get("name")?,
        mobile: row.get("mobile")?,
        gender: row.get("gender")?,
        graduate_year: row.get("graduate_year")?,
        school: row.get("school")?,
        major: row.get("major")?,
    })
}

pub fn credentials(db: &Connection, mobile: i64) -> rusqlite::Result<Option<StudentCredentials>> {
    db.prepare_cached(&format!(
        "SELECT {STUDENT}, s.password_hash FROM students s
         WHERE s.mobile = ?1 AND s.password_hash IS NOT NULL"
    ))?
    .query_row([mobile], |row| {
        Ok(StudentCredentials {
            student: student(row)?,
            password_hash: row.get("password_hash")?,
        })
    })
    .optional()
}

pub fn issue_token(
    db: &Connection,
    student_id: i64,
    caller: &str,
    token: &TokenHash,
    expires: Timestamp,
) -> rusqlite::Result<()> {
    db.execute(
        "INSERT INTO student_tokens (student_id, caller, token_hash, expires_ms)
         VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (student_id, caller) DO UPDATE
         SET token_hash = excluded.token_hash, expires_ms = excluded.expires_ms",
        params![student_id, caller, token, Millis(expires)],
    )?;
    Ok(())
}

pub fn token_holds(
    db: &Connection,
    student_id: i64,
    caller: &str,
    token: &TokenHash,
    now: Timestamp,
) -> rusqlite::Result<bool> {
    db.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM student_tokens
         WHERE student_id = ?1 AND caller = ?2 AND token_hash = ?3 AND expires_ms > ?4)",
    )?
    .query_row(params![student_id, caller, token, Millis(now)], |row| {
        row.get(0)
    })
}

pub fn role(db: &Connection, club_id: i64, student_id: i64) -> rusqlite::Result<Option<ClubRole>> {
    db.prepare_cached(
        "SELECT COALESCE(j.administers, 0) FROM club_members m
         LEFT JOIN jobs j ON j.job_id = m.job_id
         WHERE m.club_id = ?1 AND m.student_id = ?2",
    )?
    .query_row([club_id, student_id], |row| {
        Ok(if row.get(0)? {
            ClubRole::Administrator
        } else {
            ClubRole::Member
        })
    })
    .optional()
}

fn club(row: &Row<'_>) -> rusqlite::Result<Club> {
    Ok(Club {
        club_id: row.get("club_id")?,
        name: row.get("name")?,
        level: row.get("level")?,
    })
}

pub fn administered(db: &Connection, student_id: i64) -> rusqlite::Result<Vec<Club>> {
    db.prepare_cached(
        "SELECT c.club_id, c.name, c.level FROM club_members m
         JOIN clubs c ON c.club_id = m.club_id
         JOIN jobs j ON j.job_id = m.job_id
         WHERE m.student_id = ?1 AND j.administers = 1 ORDER BY c.club_id",
    )?
    .query_map([student_id], club)?
    .collect()
}

pub fn clubs_of(
    db: &Connection,
    student_id: i64,
    page: PageAt,
) -> rusqlite::Result<(Vec<MyClub>, i64)> {
    let total = db
        .prepare_cached("SELECT COUNT(*) FROM club_members WHERE student_id = ?1")?
        .query_row([student_id], |row| row.get(0))?;
    let rows = db
        .prepare_cached(
            "SELECT c.club_id, c.name, c.level,
                 (SELECT COUNT(*) FROM club_members a WHERE a.club_id = c.club_id) AS members,
                 (SELECT COUNT(DISTINCT g.mission_id) FROM mission_shares g
                  JOIN missions w ON w.mission_id = g.mission_id
                  WHERE g.student_id = ?1 AND g.confirmed_ms IS NULL
                    AND w.club_id = c.club_id AND w.reverted_ms IS NULL)
                 + (SELECT COUNT(*) FROM invitations i
                    JOIN meetings e ON e.meeting_id = i.meeting_id
                    WHERE i.student_id = ?1 AND i.reply = 'nothing'
                      AND e.club_id = c.club_id AND e.reverted_ms IS NULL
                      AND e.ended_ms IS NULL) AS unanswered
             FROM club_members m JOIN clubs c ON c.club_id = m.club_id
             WHERE m.student_id = ?1 ORDER BY c.club_id LIMIT ?2 OFFSET ?3",
        )?
        .query_map(params![student_id, page.size, page.offset()], |row| {
            Ok(MyClub {
                club: club(row)?,
                members: row.get("members")?,
                unanswered: row.get("unanswered")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok((rows, total))
}

/// The tables of a student `s` with their place in the club of `m`.
const PLACED: &str = "FROM club_members m
     JOIN students s ON s.student_id = m.student_id
     LEFT JOIN departments d ON d.department_id = m.department_id
     LEFT JOIN jobs j ON j.job_id = m.job_id";

fn placed(row: &Row<'_>) -> rusqlite::Result<ClubStudent> {
    let named = |id: Option<i64>, name: Option<String>| id.zip(name);
    Ok(ClubStudent {
        student: student(row)?,
        department: named(row.get("department_id")?, row.get("department")?),
        job: named(row.get("job_id")?, row.get("job")?),
    })
}

pub fn club_students(db: &Connection, club_id: i64) -> rusqlite::Result<Vec<ClubStudent>> {
    db.prepare_cached(&format!(
        "SELECT {STUDENT}, d.department_id, d.name AS department, j.job_id, j.name AS job
         {PLACED} WHERE m.club_id = ?1 ORDER BY s.student_id"
    ))?
    .query_map([club_id], placed)?
    .collect()
}

pub fn club_members(db: &Connection, club_id: i64) -> rusqlite::Result<Members> {
    db.prepare_cached("SELECT student_id FROM club_members WHERE club_id = ?1")?
        .query_map([club_id], |row| row.get(0))?
        .collect()
}

/// A meeting's leaders. Whoever has left the club since has no place in it
/// and is still a leader.
pub fn leaders(db: &Connection, meeting_id: i64) -> rusqlite::Result<Vec<ClubStudent>> {
    db.prepare_cached(&format!(
        "SELECT {STUDENT}, d.department_id, d.name AS department, j.job_id, j.name AS job
         FROM meeting_leaders l
         JOIN meetings e ON e.meeting_id = l.meeting_id
         JOIN students s ON s.student_id = l.student_id
         LEFT JOIN club_members m ON m.club_id = e.club_id AND m.student_id = s.student_id
         LEFT JOIN departments d ON d.department_id = m.department_id
         LEFT JOIN jobs j ON j.job_id = m.job_id
         WHERE l.meeting_id = ?1 ORDER BY s.student_id"
    ))?
    .query_map([meeting_id], placed)?
    .collect()
}
