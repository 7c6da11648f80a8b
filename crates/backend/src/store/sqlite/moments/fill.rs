//! Filling the moments' tables with a sample.

use rusqlite::{Connection, params};

use crate::sample::MomentSample;

pub fn has_moments(db: &Connection) -> rusqlite::Result<bool> {
    db.query_row("SELECT EXISTS (SELECT 1 FROM enterprises)", [], |row| {
        row.get(0)
    })
}

pub fn fill(db: &Connection, sample: &MomentSample) -> rusqlite::Result<()> {
    let mut enterprise =
        db.prepare("INSERT INTO enterprises (enterprise_id, uniacid, name) VALUES (?1, ?2, ?3)")?;
    for row in &sample.enterprises {
        enterprise.execute(params![row.enterprise_id, row.uniacid, row.name])?;
    }
    let mut department = db.prepare(
        "INSERT INTO staff_departments (department_id, enterprise_id, name) VALUES (?1, ?2, ?3)",
    )?;
    for row in &sample.departments {
        department.execute(params![row.department_id, row.enterprise_id, row.name])?;
    }
    let mut staff = db.prepare(
        "INSERT INTO staff (staff_id, enterprise_id, department_id, name, userid)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for row in &sample.staff {
        staff.execute(params![
            row.staff_id,
            row.enterprise_id,
            row.department_id,
            row.name,
            row.userid
        ])?;
    }
    let mut task = db.prepare(
        "INSERT INTO moment_tasks (task_id, enterprise_id, name, due_ms) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (row, due_ms) in &sample.tasks {
        task.execute(params![row.task_id, row.enterprise_id, row.name, due_ms])?;
    }
    fill_managers(db, sample)
}

fn fill_managers(db: &Connection, sample: &MomentSample) -> rusqlite::Result<()> {
    let mut manager = db.prepare(
        "INSERT INTO managers (manager_id, uniacid, mobile, password_hash)
         VALUES (?1, ?2, ?3, ?4)",
    )?;
    let mut manages =
        db.prepare("INSERT INTO managed_enterprises (manager_id, enterprise_id) VALUES (?1, ?2)")?;
    for row in &sample.managers {
        let holder = &row.credentials.manager;
        manager.execute(params![
            holder.manager_id,
            holder.uniacid,
            holder.mobile,
            row.credentials.password_hash
        ])?;
        for enterprise_id in &row.enterprises {
            manages.execute([holder.manager_id, *enterprise_id])?;
        }
    }
    Ok(())
}
