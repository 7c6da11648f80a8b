//! Filling the clubs' tables with a sample.

use rusqlite::{Connection, params};

use crate::sample::ClubSample;

pub fn has_clubs(db: &Connection) -> rusqlite::Result<bool> {
    db.query_row("SELECT EXISTS (SELECT 1 FROM clubs)", [], |row| row.get(0))
}

pub fn fill(db: &Connection, sample: &ClubSample) -> rusqlite::Result<()> {
    fill_students(db, sample)?;
    let mut club = db.prepare("INSERT INTO clubs (club_id, name, level) VALUES (?1, ?2, ?3)")?;
    for row in &sample.clubs {
        club.execute(params![row.club_id, row.name, row.level])?;
    }
    let mut department =
        db.prepare("INSERT INTO departments (department_id, club_id, name) VALUES (?1, ?2, ?3)")?;
    for row in &sample.departments {
        department.execute(params![row.department_id, row.club_id, row.name])?;
    }
    let mut job = db
        .prepare("INSERT INTO jobs (job_id, club_id, name, administers) VALUES (?1, ?2, ?3, ?4)")?;
    for row in &sample.jobs {
        job.execute(params![row.job_id, row.club_id, row.name, row.administers])?;
    }
    let mut member = db.prepare(
        "INSERT INTO club_members (club_id, student_id, department_id, job_id)
         VALUES (?1, ?2, ?3, ?4)",
    )?;
    for row in &sample.members {
        member.execute(params![
            row.club_id,
            row.student_id,
            row.department_id,
            row.job_id
        ])?;
    }
    Ok(())
}

fn fill_students(db: &Connection, sample: &ClubSample) -> rusqlite::Result<()> {
    let mut student = db.prepare(
        "INSERT INTO students
             (student_id, name, mobile, gender, graduate_year, school, major)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for row in &sample.students {
        student.execute(params![
            row.student_id,
            row.name,
            row.mobile,
            row.gender,
            row.graduate_year,
            row.school,
            row.major,
        ])?;
    }
    let mut password =
        db.prepare("UPDATE students SET password_hash = ?2 WHERE student_id = ?1")?;
    for (student_id, password_hash) in &sample.passwords {
        password.execute(params![student_id, password_hash])?;
    }
    Ok(())
}
