//! Filling the tables of quests with a sample.

use rusqlite::{Connection, params};

use super::{admin, runs};
use crate::sample::QuestSample;
use crate::store::RunState;
use crate::store::sqlite::convert::Millis;

pub fn has_quests(db: &Connection) -> rusqlite::Result<bool> {
    db.query_row("SELECT EXISTS (SELECT 1 FROM quest_users)", [], |row| {
        row.get(0)
    })
}

pub fn fill(db: &Connection, sample: &QuestSample) -> rusqlite::Result<()> {
    for (user, password_hash) in &sample.users {
        db.execute(
            "INSERT INTO quest_users (user_id, username, password_hash, name, level, is_admin)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                user.user_id,
                user.username,
                password_hash,
                user.name,
                user.level,
                user.is_admin,
            ],
        )?;
    }
    for category in &sample.categories {
        db.execute(
            "INSERT INTO quest_categories (category_id, name) VALUES (?1, ?2)",
            params![category.category_id, category.name],
        )?;
    }
    for (quest_id, plan) in &sample.quests {
        admin::insert(db, Some(*quest_id), plan, sample.made)?;
    }
    for run in &sample.runs {
        let completed = matches!(run.state, RunState::Completed | RunState::Claimed);
        db.execute(
            "INSERT INTO quest_runs (quest_id, user_id, state, progress, completions,
                 accepted_ms, limit_ms, resets_ms, ended_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                run.quest_id,
                run.user_id,
                run.state,
                run.progress,
                i64::from(completed),
                Millis(run.accepted),
                run.limit.map(Millis),
                run.resets.map(Millis),
                run.ended.map(Millis),
            ],
        )?;
        if run.state == RunState::Claimed {
            db.execute(
                "INSERT INTO quest_grants (run_id, quest_id, user_id, rewards, granted_ms)
                 SELECT r.run_id, r.quest_id, r.user_id, q.rewards, r.ended_ms
                 FROM quest_runs r JOIN quests q ON q.quest_id = r.quest_id
                 WHERE r.run_id = last_insert_rowid()",
                [],
            )?;
        }
        if completed {
            runs::feat(
                db,
                run.user_id,
                run.quest_id,
                run.ended.unwrap_or(run.accepted),
            )?;
        }
    }
    Ok(())
}
