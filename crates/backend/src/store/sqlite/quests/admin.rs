//! What admins do about quests, and the log of it.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::store::sqlite::convert::{Json, Millis};
use crate::store::{AuditLine, AuditRow, GrantRecount, PageAt, QuestPlan, Reset, Reward};

pub fn create(db: &Connection, plan: &QuestPlan, line: &AuditLine) -> rusqlite::Result<i64> {
    let quest_id = insert(db, None, plan, line.at)?;
    write_line(
        db,
        &AuditLine {
            quest_id: Some(quest_id),
            ..line.clone()
        },
    )?;
    Ok(quest_id)
}

/// Stores a quest, under this id or the next one.
pub fn insert(
    db: &Connection,
    quest_id: Option<i64>,
    plan: &QuestPlan,
    now: Timestamp,
) -> rusqlite::Result<i64> {
    let quest_id = db
        .prepare_cached(
            "INSERT INTO quests (quest_id, name, description, category_id, kind, target_type,
                 target_params, target_count, rewards, level_required, time_limit_s, reset,
                 max_completions, is_active, starts_ms, ends_ms, created_ms, updated_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                 ?17, ?17)
             RETURNING quest_id",
        )?
        .query_row(
            params![
                quest_id,
                plan.name,
                plan.description,
                plan.category_id,
                plan.kind,
                plan.target_type,
                Json(&plan.target_params),
                plan.target_count,
                Json(&plan.rewards),
                plan.level_required,
                plan.time_limit_s,
                plan.reset,
                plan.max_completions,
                plan.is_active,
                plan.starts.map(Millis),
                plan.ends.map(Millis),
                Millis(now),
            ],
            |row| row.get(0),
        )?;
    write_needs(db, quest_id, &plan.needs)?;
    Ok(quest_id)
}

fn write_needs(db: &Connection, quest_id: i64, needs: &[i64]) -> rusqlite::Result<()> {
    let mut insert =
        db.prepare_cached("INSERT INTO quest_needs (quest_id, needed_id) VALUES (?1, ?2)")?;
    for needed_id in needs {
        insert.execute([quest_id, *needed_id])?;
    }
    Ok(())
}

pub fn update(
    db: &Connection,
    quest_id: i64,
    plan: &QuestPlan,
    next_reset: Option<Timestamp>,
    line: &AuditLine,
) -> rusqlite::Result<()> {
    db.prepare_cached(
        "UPDATE quests SET name = ?2, description = ?3, category_id = ?4, kind = ?5,
             target_type = ?6, target_params = ?7, target_count = ?8, rewards = ?9,
             level_required = ?10, time_limit_s = ?11, reset = ?12, max_completions = ?13,
             is_active = ?14, starts_ms = ?15, ends_ms = ?16, updated_ms = ?17
         WHERE quest_id = ?1",
    )?
    .execute(params![
        quest_id,
        plan.name,
        plan.description,
        plan.category_id,
        plan.kind,
        plan.target_type,
        Json(&plan.target_params),
        plan.target_count,
        Json(&plan.rewards),
        plan.level_required,
        plan.time_limit_s,
        plan.reset,
        plan.max_completions,
        plan.is_active,
        plan.starts.map(Millis),
        plan.ends.map(Millis),
        Millis(line.at),
    ])?;
    db.prepare_cached("DELETE FROM quest_needs WHERE quest_id = ?1")?
        .execute([quest_id])?;
    write_needs(db, quest_id, &plan.needs)?;
    db.prepare_cached("UPDATE quest_runs SET resets_ms = ?2 WHERE quest_id = ?1")?
        .execute(params![quest_id, next_reset.map(Millis)])?;
    write_line(db, line)
}

pub fn delete(db: &Connection, quest_id: i64, line: &AuditLine) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM quests WHERE quest_id = ?1")?
        .execute([quest_id])?;
    write_line(db, line)
}

pub fn reset(
    db: &Connection,
    quest_ids: &[i64],
    line: &dyn Fn(i64) -> AuditLine,
) -> rusqlite::Result<i64> {
    let mut count = db.prepare_cached(
        "SELECT COUNT(*) FROM quest_runs WHERE quest_id = ?1 AND state <> 'idle'",
    )?;
    // An idle row goes too: what it holds is how often it was completed.
    let mut delete = db.prepare_cached("DELETE FROM quest_runs WHERE quest_id = ?1")?;
    let mut affected = 0;
    for quest_id in quest_ids {
        affected += count.query_row([quest_id], |row| row.get::<_, i64>(0))?;
        delete.execute([quest_id])?;
    }
    write_line(db, &line(affected))?;
    Ok(affected)
}

pub fn resetting(db: &Connection, reset: Reset) -> rusqlite::Result<Vec<(i64, String)>> {
    db.prepare_cached("SELECT quest_id, name FROM quests WHERE reset = ?1 ORDER BY quest_id")?
        .query_map([reset], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

pub fn write_line(db: &Connection, line: &AuditLine) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO quest_audit (at_ms, user_id, action, quest_id, quest_name, detail)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        Millis(line.at),
        line.user_id,
        line.action,
        line.quest_id,
        line.quest_name,
        line.detail,
    ])?;
    Ok(())
}

pub fn audit(db: &Connection, page: PageAt) -> rusqlite::Result<(Vec<AuditRow>, i64)> {
    let total = db
        .prepare_cached("SELECT COUNT(*) FROM quest_audit")?
        .query_row([], |row| row.get(0))?;
    let rows = db
        .prepare_cached(
            "SELECT a.*, u.name AS user_name FROM quest_audit a
             JOIN quest_users u ON u.user_id = a.user_id
             ORDER BY a.audit_id DESC LIMIT ?1 OFFSET ?2",
        )?
        .query_map([page.size, page.offset()], |row| {
            let at: Millis = row.get("at_ms")?;
            Ok(AuditRow {
                audit_id: row.get("audit_id")?,
                at: at.0,
                user_id: row.get("user_id")?,
                user_name: row.get("user_name")?,
                action: row.get("action")?,
                quest_id: row.get("quest_id")?,
                quest_name: row.get("quest_name")?,
                detail: row.get("detail")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok((rows, total))
}

pub fn recount_grants(db: &Connection) -> rusqlite::Result<Vec<GrantRecount>> {
    let mut all: Vec<GrantRecount> = Vec::new();
    let mut query = db.prepare_cached(
        "SELECT u.username, g.quest_id, g.rewards FROM quest_grants g
         JOIN quest_users u ON u.user_id = g.user_id ORDER BY u.user_id, g.quest_id",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let rewards: Json<Vec<Reward>> = row.get("rewards")?;
        let one = GrantRecount {
            username: row.get("username")?,
            quest_id: row.get("quest_id")?,
            grants: 1,
            items: rewards.0.iter().map(|reward| reward.quantity).sum(),
        };
        match all.last_mut() {
            Some(last) if (&last.username, last.quest_id) == (&one.username, one.quest_id) => {
                last.grants += 1;
                last.items += one.items;
            }
            _ => all.push(one),
        }
    }
    Ok(all)
}
